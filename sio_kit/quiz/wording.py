"""How a question is made of some rows: its stable name, its typography, its wrong answers.

Every function takes the theme, the difficulty, a key that makes the question's name, what is asked, and returns a
`Question`; whether it is sound is for `sio_kit.quiz.question.faults` to say.
"""

import random
import re
import unicodedata
from types import SimpleNamespace

from sio_kit.quiz.question import MATCHING, ONE, ORDERING, SEVERAL, TRUE_FALSE, TRUTHS, Question
from sio_kit.typography import typeset

CHOICES = 4  # answers to choose from, where the tables have more


def _ask(kind, theme, difficulty, key, text, feedback, passages, **answers):
    return Question(
        id=_slug(key),
        kind=kind,
        theme=theme,
        difficulty=difficulty,
        text=_spaced(text),
        feedback=_spaced(feedback),
        passages=tuple(dict.fromkeys(filter(None, passages))),
        **answers,
    )


def one(theme, difficulty, key, text, right, wrong, feedback, passages):
    """Ask for one answer among those of `wrong`, which may hold it; always the same ones for the same key."""
    others = some([answer for answer in dict.fromkeys(wrong) if answer != right], CHOICES - 1, key)
    return _ask(ONE, theme, difficulty, key, text, feedback, passages, answers=(right, *others), right=(0,))


def several(theme, difficulty, key, text, right, wrong, feedback, passages):
    """Ask for all of `right`, among those of `wrong`."""
    answers = (*right, *(answer for answer in dict.fromkeys(wrong) if answer not in right))
    return _ask(
        SEVERAL, theme, difficulty, key, text, feedback, passages, answers=answers, right=tuple(range(len(right)))
    )


def truth(theme, difficulty, key, statement, is_true, feedback, passages):
    """Ask whether a statement is true."""
    text = f"Vrai ou faux : {statement}"
    answers = {"answers": TRUTHS, "right": (0 if is_true else 1,)}
    return _ask(TRUE_FALSE, theme, difficulty, key, text, feedback, passages, **answers)


def matching(theme, difficulty, key, text, pairs, feedback, passages):
    """Ask which goes with which."""
    lefts, rights = zip(*pairs, strict=True) if pairs else ((), ())
    return _ask(MATCHING, theme, difficulty, key, text, feedback, passages, answers=lefts, matches=rights)


def order(theme, difficulty, key, text, feedback, passages, items):
    """Ask for the order of items, given in the right one."""
    return _ask(ORDERING, theme, difficulty, key, text, feedback, passages, answers=tuple(items))


def _spaced(text):
    """Typeset what the kit says; the official text, between quotation marks, stays as it is."""
    quotations = iter(re.findall(r"«[^»]*»", text))
    return re.sub("\0", lambda _: next(quotations), typeset(re.sub(r"«[^»]*»", "\0", text)))


def some(items, count, key):
    """Return at most `count` of the items, the same ones for the same key."""
    return random.Random(key).sample(items, min(count, len(items)))


def _slug(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


class Rows:
    """The tables of the référentiel as lists of rows, each read once."""

    def __init__(self, ref):
        self._ref = ref

    def __getattr__(self, table):
        rows = [SimpleNamespace(**row) for row in self._ref.rows(table)]
        setattr(self, table, rows)
        return rows
