"""Questions in Moodle's own XML, which says what GIFT cannot: a stable identity, tags, difficulty, shuffling."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sio_kit.quiz.gift import ROOT, category, explanation, fractions, ranked
from sio_kit.quiz.question import MATCHING, ORDERING, SEVERAL, TRUE_FALSE, by_theme

ALPHABET = 26  # Moodle has no letter after z


def to_moodle_xml(questions):
    """Return the questions as the text of a Moodle XML file, a category for each theme.

    Imported again, a question is recognised by its `idnumber`.
    """
    quiz = Element("quiz")
    for theme, group in by_theme(questions).items():
        place = SubElement(SubElement(quiz, "question", type="category"), "category")
        _text(place, f"$course$/top/{ROOT}/{category(theme)}")
        for question in group:
            _add(quiz, question)
    ElementTree.indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(quiz, encoding="unicode") + "\n"


def _add(quiz, question):
    kinds = {TRUE_FALSE: "truefalse", MATCHING: "matching", ORDERING: "matching"}
    node = SubElement(quiz, "question", type=kinds.get(question.kind, "multichoice"))
    _text(SubElement(node, "name"), question.id)
    _text(SubElement(node, "questiontext", format="plain_text"), question.text)
    _text(SubElement(node, "generalfeedback", format="plain_text"), explanation(question))
    SubElement(node, "defaultgrade").text = "1"
    SubElement(node, "idnumber").text = question.id
    if question.kind == TRUE_FALSE:
        for index, word in enumerate(("true", "false")):
            _answer(node, word, "100" if index in question.right else "0")
    elif question.kind in (MATCHING, ORDERING):
        SubElement(node, "shuffleanswers").text = "true"
        for left, right in ranked(question):
            pair = SubElement(node, "subquestion", format="plain_text")
            SubElement(pair, "text").text = left
            _text(SubElement(pair, "answer"), right)
    else:
        SubElement(node, "single").text = "false" if question.kind == SEVERAL else "true"
        SubElement(node, "shuffleanswers").text = "true"
        SubElement(node, "answernumbering").text = "abc" if len(question.answers) <= ALPHABET else "123"
        for text, worth in zip(question.answers, fractions(question), strict=True):
            _answer(node, text, worth)
    tags = SubElement(node, "tags")
    for tag in (question.theme, f"difficulté {question.difficulty}", *question.passages):
        _text(SubElement(tags, "tag"), tag)


def _answer(node, text, worth):
    _text(SubElement(node, "answer", fraction=worth, format="plain_text"), text)


def _text(node, text):
    SubElement(node, "text").text = text
