"""Questions in Moodle's own XML, which says what GIFT cannot: a stable identity, tags, difficulty, shuffling."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sio_kit.quiz.gift import category, explanation, fractions, ranked
from sio_kit.quiz.question import ARRANGED, MATCHING, ORDERING, SEVERAL, TRUE_FALSE, by_theme

TYPES = {TRUE_FALSE: "truefalse", MATCHING: "matching", ORDERING: "matching"}
ALPHABET = 26  # Moodle has no letter after z


def files(order):
    """Return the one file of an order."""
    return {order.target: to_moodle_xml(order.bank).encode("utf-8")}


def to_moodle_xml(bank):
    """Return questions as the text of a Moodle XML file, a category for each theme.

    Imported again, a question is recognised by its `idnumber`.
    """
    quiz = Element("quiz")
    for theme, group in by_theme(bank).items():
        _text(SubElement(quiz, "question", type="category"), "category", category(bank.ref, theme))
        for question in group:
            _add(quiz, question)
    ElementTree.indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(quiz, encoding="unicode") + "\n"


def _add(quiz, question):
    node = SubElement(quiz, "question", type=TYPES.get(question.kind, "multichoice"))
    _text(node, "name", question.id)
    _text(node, "questiontext", question.text, format="plain_text")
    _text(node, "generalfeedback", explanation(question), format="plain_text")
    SubElement(node, "defaultgrade").text = "1"
    SubElement(node, "idnumber").text = question.id
    if question.kind == TRUE_FALSE:
        _answers(node, ("true", "false"), question)
    elif question.kind in ARRANGED:
        SubElement(node, "shuffleanswers").text = "true"
        for left, right in ranked(question):
            _text(_text(node, "subquestion", left, format="plain_text"), "answer", right)
    else:
        SubElement(node, "single").text = "false" if question.kind == SEVERAL else "true"
        SubElement(node, "shuffleanswers").text = "true"
        SubElement(node, "answernumbering").text = "abc" if len(question.answers) <= ALPHABET else "123"
        _answers(node, question.answers, question)
    tags = SubElement(node, "tags")
    kind = ("transfert",) if question.transfer else ()
    for tag in (question.theme, f"difficulté {question.difficulty}", *kind, *question.passages):
        _text(tags, "tag", tag)


def _answers(node, texts, question):
    for text, worth in zip(texts, fractions(question), strict=True):
        _text(node, "answer", text, fraction=worth, format="plain_text")


def _text(parent, tag, text, **attributes):
    """Add an element whose text Moodle wants in an element of its own, and return it."""
    node = SubElement(parent, tag, attributes)
    SubElement(node, "text").text = text
    return node
