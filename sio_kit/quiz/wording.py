"""How a question is made of some rows: its stable name, its typography, its wrong answers.

Every function takes a key that makes the question's name, what is asked, and returns a `Question` whose theme, and
level unless it is given, are those of its maker; whether it is sound is for `sio_kit.quiz.question.faults` to say.
"""

import random
import re
import unicodedata

from sio_kit.quiz.question import MATCHING, ONE, ORDERING, SEVERAL, TRUE_FALSE, TRUTHS, Question
from sio_kit.typography import NBSP, guillemets

CHOICES = 4  # answers to choose from, where the tables have more


def one(key, text, right, wrong, feedback, passages, level=0):
    """Ask for one answer among those of `wrong`, which may hold it; always the same ones for the same key."""
    others = pick([answer for answer in dict.fromkeys(wrong) if answer != right], CHOICES - 1, key)
    return _ask(ONE, key, text, feedback, passages, level, answers=(right, *others), right=(0,))


def recognise(key, asked, rows, feedback):
    """Ask of each row (code, label, words, passages…) which label goes with its words."""
    labels = [label for _, label, *_ in rows]
    for code, label, words, *passages in rows:
        text = f"{asked} {guillemets(words)}"
        yield one(f"{key} {code}", text, label, labels, feedback.format(label), passages)


def several(key, text, right, wrong, feedback, passages, level=0):
    """Ask for all of `right`, among those of `wrong`."""
    answers = (*right, *(answer for answer in dict.fromkeys(wrong) if answer not in right))
    return _ask(SEVERAL, key, text, feedback, passages, level, answers=answers, right=tuple(range(len(right))))


def truth(key, statement, is_true, feedback, passages):
    """Ask whether a statement is true."""
    right = (0 if is_true else 1,)
    return _ask(TRUE_FALSE, key, f"Vrai ou faux : {statement}", feedback, passages, answers=TRUTHS, right=right)


def matching(key, text, pairs, feedback, passages, level=0):
    """Ask which goes with which."""
    lefts, rights = zip(*pairs, strict=True) if pairs else ((), ())
    return _ask(MATCHING, key, text, feedback, passages, level, answers=lefts, matches=rights)


def order(key, text, items, feedback, passages, level=0):
    """Ask for the order of items, given in the right one."""
    return _ask(ORDERING, key, text, feedback, passages, level, answers=tuple(items))


def pick(items, count, key):
    """Return at most `count` of the items, the same ones for the same key."""
    return random.Random(key).sample(items, min(count, len(items)))


def _ask(kind, key, text, feedback, passages, level=0, **answers):
    proof = {"feedback": _spaced(feedback), "passages": tuple(dict.fromkeys(filter(None, passages)))}
    return Question(_slug(key), kind, "", level, _spaced(text), **answers, **proof)


def _spaced(text):
    """Typeset what the kit says; the official text, between quotation marks, stays as it is."""
    return re.sub(r"(«[^»]*»)| (?=[:;!?])", lambda found: found[1] or NBSP, text)


def _slug(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
