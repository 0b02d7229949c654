"""Questions in GIFT, the text format that Moodle and Éléa import.

GIFT has no question that asks for an order: it is written as a matching of ranks and items. Nor has it a way to write
`->` in a matching, where it stands between the two sides: an arrow `→` takes its place there.
"""

from sio_kit.quiz.question import MATCHING, ONE, ORDERING, SEVERAL, TRUE_FALSE, by_theme, title_of

ROOT = "Référentiel du BTS SIO"
SPECIAL = "\\~=#{}:"


def to_gift(questions):
    """Return the questions as GIFT text, a category for each theme; their stable names are Moodle's names."""
    parts = []
    for theme, group in by_theme(questions).items():
        parts.append(f"$CATEGORY: $course$/top/{ROOT}/{category(theme)}")
        parts += [_question(question) for question in group]
    return "\n\n".join(parts) + "\n"


def category(theme):
    """Return a theme's title as a Moodle category; a slash in it would be one more level."""
    return " ".join(title_of(theme).replace("/", "//").split())


def ranked(question):
    """Return the pairs of a matching; an order is one of ranks and items."""
    if question.kind == ORDERING:
        return [(str(rank), text) for rank, text in enumerate(question.answers, start=1)]
    return list(zip(question.answers, question.matches, strict=True))


def fractions(question):
    """Return what each answer of a choice is worth, in percent: any wrong one costs all that the right ones gave."""
    share = 100 / len(question.right)
    worth = f"{share:.5f}".rstrip("0").rstrip(".")
    wrong = "0" if question.kind == ONE else "-100"
    return [worth if index in question.right else wrong for index in range(len(question.answers))]


def explanation(question):
    """Return the feedback with the passages that prove it."""
    return f"{question.feedback} ({', '.join(question.passages)})" if question.passages else question.feedback


def _question(question):
    title, text = escape_gift(question.id), escape_gift(question.text)
    return f"::{title}::[plain]{text}{{\n{_answers(question)}\n####[plain]{escape_gift(explanation(question))}\n}}"


def _answers(question):
    if question.kind == TRUE_FALSE:
        return "TRUE" if question.right == (0,) else "FALSE"
    if question.kind in (MATCHING, ORDERING):
        pairs = [(_side(left), _side(right)) for left, right in ranked(question)]
        return "\n".join(f"=[plain]{left} -> {right}" for left, right in pairs)
    if question.kind == SEVERAL:
        worths = zip(question.answers, fractions(question), strict=True)
        return "\n".join(f"~%{worth}%[plain]{escape_gift(text)}" for text, worth in worths)
    signs = ["=" if index in question.right else "~" for index in range(len(question.answers))]
    return "\n".join(f"{sign}[plain]{escape_gift(text)}" for sign, text in zip(signs, question.answers, strict=True))


def _side(text):
    return escape_gift(text.replace("->", "→"))


def escape_gift(text):
    """Return a text in which nothing means anything to GIFT; line breaks are kept."""
    escaped = "".join(f"\\{character}" if character in SPECIAL else character for character in text)
    return escaped.replace("\n", "\\n")
