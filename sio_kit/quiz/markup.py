"""What a question offers and what is right, as HTML for a card: letters for a choice, lists for the rest."""

from sio_kit.escaping import escape
from sio_kit.quiz.asked import MATCHING, ORDERING, SEVERAL
from sio_kit.quiz.paper import HINTS, letter
from sio_kit.typography import NBSP


def html(text):
    """Return a text that a page shows as it is, its line breaks too."""
    return escape(text).replace("\n", "<br>")


def offered(question):
    """Return the answers to choose from; what is to be matched or ordered, in the order of the alphabet."""
    if question.kind == MATCHING:
        return _items(map(html, sorted(question.answers))) + _items(map(html, sorted(question.matches)))
    if question.kind == ORDERING:
        return _items(map(html, sorted(question.answers)))
    hint = f"<p><em>{escape(HINTS[SEVERAL])}</em></p>" if question.kind == SEVERAL else ""
    return hint + _items(map(_lettered, enumerate(question.answers)))


def solution(question):
    """Return the right answers, pairs or order."""
    if question.kind == MATCHING:
        pairs = zip(question.answers, question.matches)
        return _items(f"{html(left)}{NBSP}: {html(right)}" for left, right in pairs)
    if question.kind == ORDERING:
        return _items(f"<b>{rank}</b> {html(text)}" for rank, text in enumerate(question.answers, start=1))
    return _items(_lettered((index, question.answers[index])) for index in question.right)


def _lettered(answer):
    index, text = answer
    return f"<b>{letter(index)}</b> {html(text)}"


def _items(items):
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
