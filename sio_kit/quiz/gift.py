"""Questions in GIFT, the text format that Moodle and Éléa import.

GIFT has no question that asks for an order: it is written as a matching of ranks and items. Nor has it a way to write
`->` in a matching, where it stands between the two sides: an arrow `→` takes its place there.
"""

from sio_kit.quiz.asked import ARRANGED, ORDERING, SEVERAL, TRUE_FALSE, grouped, title_of, visible
from sio_kit.typography import split

SPECIAL = "\\~=#{}:"


def files(order):
    """Return the one file of an order."""
    return {order.target: gift(order.bank).encode("utf-8")}


def gift(bank):
    """Return the questions of a bank, a category for each theme; their stable names are Moodle's names."""
    parts = []
    for theme, group in grouped(bank):
        parts.append(f"$CATEGORY: {category(bank.ref, theme)}")
        parts += map(_question, group)
    return "\n\n".join(parts) + "\n"


def category(ref, theme):
    """Return a theme's place among Moodle's categories, under the référentiel's."""
    return f"$course$/top/{_level(ref.title.split(',')[0])}/{_level(title_of(theme))}"


def _level(title):
    """Return a title on one line; a slash in it would be one more level."""
    return " ".join(split(visible(title).replace("/", "//")))


def ranked(question):
    """Return the pairs of a matching; an order is one of ranks and items."""
    if question.kind == ORDERING:
        return [(str(rank), text) for rank, text in enumerate(question.answers, start=1)]
    return list(zip(question.answers, question.matches))


def fractions(question):
    """Return what each answer of a choice is worth, in percent: any wrong one costs all that the right ones gave."""
    worth = f"{100 / len(question.right):.5f}".rstrip("0").rstrip(".")
    wrong = "-100" if question.kind == SEVERAL else "0"
    return [worth if index in question.right else wrong for index in range(len(question.answers))]


def explanation(question):
    """Return the feedback with the passages that prove it."""
    return f"{question.feedback} ({', '.join(question.passages)})" if question.passages else question.feedback


def _question(question):
    title, text = _escaped(question.id), _escaped(question.text)
    return f"::{title}::[plain]{text}{{\n{_answers(question)}\n####[plain]{_escaped(explanation(question))}\n}}"


def _answers(question):
    if question.kind == TRUE_FALSE:
        return "TRUE" if question.right == (0,) else "FALSE"
    if question.kind in ARRANGED:
        pairs = [[_escaped(side.replace("->", "→")) for side in pair] for pair in ranked(question)]
        return "\n".join(f"=[plain]{left} -> {right}" for left, right in pairs)
    signs = [f"~%{worth}%" for worth in fractions(question)]
    if question.kind != SEVERAL:
        signs = ["=" if index in question.right else "~" for index in range(len(signs))]
    return "\n".join(f"{sign}[plain]{_escaped(text)}" for sign, text in zip(signs, question.answers))


def _escaped(text):
    """Return a text in which nothing means anything to GIFT; line breaks are kept."""
    escaped = "".join(f"\\{character}" if character in SPECIAL else character for character in text)
    return escaped.replace("\n", "\\n")
