"""Questions in Moodle's own XML, which says what GIFT cannot: a stable identity, tags, difficulty, shuffling.

An element is a list of lines, made by hand: the small Python of a page has nothing for XML.
"""

from sio_kit.escaping import escape
from sio_kit.quiz.asked import ARRANGED, MATCHING, ORDERING, SEVERAL, TRUE_FALSE, grouped
from sio_kit.quiz.gift import category, explanation, fractions, ranked

TYPES = {TRUE_FALSE: "truefalse", MATCHING: "matching", ORDERING: "matching"}
ALPHABET = 26  # Moodle has no letter after z
PLAIN = ' format="plain_text"'


def files(order):
    """Return the one file of an order."""
    return {order.target: to_moodle_xml(order.bank).encode("utf-8")}


def to_moodle_xml(bank):
    """Return questions as the text of a Moodle XML file, a category for each theme.

    Imported again, a question is recognised by its `idnumber`.
    """
    lines = []
    for theme, group in grouped(bank):
        lines += _inside("question", _text("category", category(bank.ref, theme)), ' type="category"')
        for question in group:
            lines += _question(question)
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>'] + _inside("quiz", lines)) + "\n"


def _question(question):
    lines = _text("name", question.id)
    lines += _text("questiontext", question.text, PLAIN)
    lines += _text("generalfeedback", explanation(question), PLAIN)
    lines += _line("defaultgrade", "1") + _line("idnumber", question.id) + _asked(question)
    tags = [question.theme, f"difficulté {question.difficulty}"] + (["transfert"] if question.transfer else [])
    lines += _inside("tags", [line for tag in tags + list(question.passages) for line in _text("tag", tag)])
    kind = TYPES.get(question.kind, "multichoice")
    return _inside("question", lines, f' type="{kind}"')


def _asked(question):
    if question.kind == TRUE_FALSE:
        return _answers(("true", "false"), question)
    shuffled = _line("shuffleanswers", "true")
    if question.kind in ARRANGED:
        pairs = [_text("subquestion", left, PLAIN, _text("answer", right)) for left, right in ranked(question)]
        return shuffled + [line for pair in pairs for line in pair]
    single = _line("single", "false" if question.kind == SEVERAL else "true")
    numbering = _line("answernumbering", "abc" if len(question.answers) <= ALPHABET else "123")
    return single + shuffled + numbering + _answers(question.answers, question)


def _answers(texts, question):
    answers = zip(texts, fractions(question))
    return [line for text, worth in answers for line in _text("answer", text, f' fraction="{worth}"{PLAIN}')]


def _text(tag, text, attributes="", more=()):
    """Return an element whose text Moodle wants in an element of its own, before what `more` it holds."""
    return _inside(tag, _line("text", text) + list(more), attributes)


def _line(tag, text):
    return [f"<{tag}>{escape(text, quote=False)}</{tag}>" if text else f"<{tag} />"]


def _inside(tag, lines, attributes=""):
    return [f"<{tag}{attributes}>"] + [f"  {line}" for line in lines] + [f"</{tag}>"]
