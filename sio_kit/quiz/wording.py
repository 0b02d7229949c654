"""How a question is made of some rows: its stable name, its typography, its wrong answers.

`one` and `matching` take a key that makes the question's name; whether the `Question` that they return is sound is for
`sio_kit.quiz.question.faults` to say.
"""

import random
import re
import unicodedata

from sio_kit.quiz.question import MATCHING, ONE, Question
from sio_kit.typography import NBSP

CHOICES = 5  # answers to choose from, where the tables have more
STEM = 5  # words that begin with the same letters are one word to a reader who guesses


def one(key, theme, level, text, right, wrong, feedback, passages):
    """Ask for one answer among those of `wrong`, which may hold it; always the same ones for the same key."""
    others = [answer for answer in dict.fromkeys(wrong) if answer != right]
    others = random.Random(key).sample(others, min(CHOICES - 1, len(others)))
    return _ask(ONE, key, theme, level, text, feedback, passages, answers=(right, *others), right=(0,))


def matching(key, theme, level, text, pairs, feedback, passages):
    """Ask which goes with which."""
    lefts, rights = zip(*pairs, strict=True) if pairs else ((), ())
    return _ask(MATCHING, key, theme, level, text, feedback, passages, answers=lefts, matches=rights)


def stems(text):
    """Return the first letters of the words of four letters or more of a text: what tells that two texts meet."""
    return {word[:STEM] for word in re.findall(r"[a-z]{4,}", _plain(text))}


def share_a_word(text, other):
    return bool(stems(text) & stems(other))


def masked(text, name, others):
    """Return a text with […] for each word of a name that no other name has."""
    own = stems(name) - stems(" ".join(others))
    return re.sub(r"\w{4,}", lambda word: "[…]" if stems(word[0]) & own else word[0], text)


def _ask(kind, key, theme, level, text, feedback, passages, **answers):
    proof = {"feedback": _spaced(feedback), "passages": tuple(dict.fromkeys(filter(None, passages)))}
    return Question(_slug(key), kind, theme, level, _spaced(text), **answers, **proof)


def _spaced(text):
    """Typeset what the kit says; the official text, between quotation marks, stays as it is."""
    return re.sub(r"(«[^»]*»)| (?=[:;!?])", lambda found: found[1] or NBSP, text)


def _plain(text):
    return unicodedata.normalize("NFKD", text.replace("œ", "oe")).encode("ascii", "ignore").decode().casefold()


def _slug(text):
    return re.sub(r"[^a-z0-9]+", "-", _plain(text)).strip("-")
