"""Those who answer a quiz without having read the text: by the form of the question and of its answers alone.

A guesser gives a number to each answer of a question; it picks the highest ones, as many as there are right answers (it
is told how many), and draws lots among equals.
"""

import re
import statistics
import unicodedata

EMPTY = {"avec", "cette", "dans", "d'apres", "apres", "elle", "etre", "leur", "leurs", "pour", "quel", "quelle", "sont"}


def plain_words(text):
    folded = unicodedata.normalize("NFKD", text.replace("œ", "oe")).encode("ascii", "ignore").decode().casefold()
    return re.findall(r"[a-z0-9]+", folded)


def stems(text):
    """The words that mean something, without their endings: `solutions` and `solution` are one."""
    return {word[:5] for word in plain_words(text) if len(word) >= 4 and word not in EMPTY}


def longest(question):
    return [len(answer) for answer in question.answers]


def most_shared(question):
    """How many words of the question stand in each answer."""
    asked = stems(question.text)
    return [len(asked & stems(answer)) for answer in question.answers]


def form(answer):
    """What a glance sees of an answer, without reading it."""
    words = plain_words(answer)
    return (
        answer[:1].isupper(),
        words[0] if words else "",
        answer[-1:] in ".!?",
        any(character.isdigit() for character in answer),
        *(mark in answer for mark in (",", ":", "(", "«", "'")),
        min(len(words), 8) // 2,
    )


def odd_one_out(question):
    """How often the form of each answer is not that of another; a length far from the usual one counts as much."""
    middle = statistics.median(map(len, question.answers))
    forms = [(*form(answer), abs(len(answer) - middle) > 0.4 * middle) for answer in question.answers]
    return [sum(mine != its for other in forms for mine, its in zip(own, other, strict=True)) for own in forms]


GUESSERS = (longest, most_shared, odd_one_out)


def expected(question, guesser):
    """How many of its picks are right, on average over the draws, as a part of the picks."""
    scores, picks = guesser(question), len(question.right)
    limit = sorted(scores, reverse=True)[picks - 1]
    sure = [index for index, score in enumerate(scores) if score > limit]
    tied = [index for index, score in enumerate(scores) if score == limit]
    right = set(question.right)
    drawn = (picks - len(sure)) * len(right & set(tied)) / len(tied)
    return (len(right & set(sure)) + drawn) / picks


def advantage(questions, guesser):
    """What a guesser scores on choices, over what one who draws lots scores."""
    chance = sum(len(question.right) / len(question.answers) for question in questions)
    return sum(expected(question, guesser) for question in questions) / chance
