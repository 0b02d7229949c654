"""Questions in GIFT, the text format that Moodle and Éléa import.

GIFT has no question that asks for an order: it is written as a matching of ranks and items. Nor has it a way to write
`->` in a matching, where it stands between the two sides: an arrow `→` takes its place there.
"""

from sio_kit.quiz.bank import bank_of
from sio_kit.quiz.question import ARRANGED, INVISIBLE, ORDERING, SEVERAL, TRUE_FALSE, by_theme, title_of

SPECIAL = "\\~=#{}:"


def files(order):
    """Return the one file of an order."""
    return {order.target: to_gift(order.bank).encode("utf-8")}


def to_gift(bank):
    """Return questions as GIFT text, a category for each theme; their stable names are Moodle's names.

    Parameters
    ----------
    bank : Bank or Referential

    Returns
    -------
    str

    Raises
    ------
    ReferentialError
        It is neither.

    Examples
    --------
    >>> import sio_kit
    >>> bank = sio_kit.question_bank(sio_kit.load_referential())
    >>> print(sio_kit.to_gift(bank[:1]).splitlines()[0])
    $CATEGORY: $course$/top/Référentiel du BTS SIO/Les cinq processus
    """
    bank = bank_of(bank)
    parts = []
    for theme, group in by_theme(bank).items():
        parts += [f"$CATEGORY: {category(bank.ref, theme)}", *map(_question, group)]
    return "\n\n".join(parts) + "\n"


def category(ref, theme):
    """Return a theme's place among Moodle's categories, under the référentiel's."""
    return f"$course$/top/{_level(ref.title.split(',')[0])}/{_level(title_of(theme))}"


def _level(title):
    """Return a title on one line; a slash in it would be one more level."""
    return " ".join(INVISIBLE.sub(" ", title).replace("/", "//").split())


def ranked(question):
    """Return the pairs of a matching; an order is one of ranks and items."""
    if question.kind == ORDERING:
        return [(str(rank), text) for rank, text in enumerate(question.answers, start=1)]
    return list(zip(question.answers, question.matches, strict=True))


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
    return "\n".join(f"{sign}[plain]{_escaped(text)}" for sign, text in zip(signs, question.answers, strict=True))


def _escaped(text):
    """Return a text in which nothing means anything to GIFT; line breaks are kept."""
    escaped = "".join(f"\\{character}" if character in SPECIAL else character for character in text)
    return escaped.replace("\n", "\\n")
