"""Flash cards to print on both sides of A4 and to cut: the question, and behind it the answer.

Behind a card stands its answer because each row of the back is the front's from right to left: the sheet is turned
over its long edge. Front and back bear the same number, for who prints them apart.
"""

from sio_kit.escaping import escape
from sio_kit.printed import beside, whole_page
from sio_kit.quiz.asked import title_of
from sio_kit.quiz.gift import explanation
from sio_kit.quiz.markup import html, offered, solution
from sio_kit.typography import NBSP, typeset

COLUMNS, ROWS = 2, 3
SHEET = COLUMNS * ROWS
# Of each size of type, how many characters make a line, and how many lines a card; the first in which a card stands.
SIZES = {"large": (33, 13), "medium": (38, 15), "small": (46, 19), "tiny": (54, 99)}
TITLE = "Cartes sur le référentiel"
HOW = typeset(
    "Imprimez en recto verso (retourner sur le bord long), sans changer l'échelle, puis coupez sur les traits. "
    "Questions et réponses proposées : ajoutées par le kit, sauf le texte entre « » suivi d'un numéro."
)


def files(order):
    """Return the one file of an order: the sheets, each followed by its back."""
    cards = [(_front(number, each), _back(number, each)) for number, each in enumerate(order.bank, start=1)]
    sheets = [cards[start : start + SHEET] for start in range(0, len(cards), SHEET)]
    body = "\n".join(_sheet([front for front, _ in sheet]) + _sheet(_turned(sheet), "back") for sheet in sheets)
    edition = order.bank.ref.edition
    body = f'<h1>{TITLE}</h1><p class="how">{HOW}</p>\n{body}'
    return {order.target: whole_page(TITLE, edition, beside(__file__, "css"), body).encode("utf-8")}


def _turned(sheet):
    """Return the backs of a sheet's cards, each row from right to left, blanks for the cards that miss."""
    backs = [back for _, back in sheet] + [""] * (SHEET - len(sheet))
    rows = [backs[start : start + COLUMNS] for start in range(0, SHEET, COLUMNS)]
    return [back for row in rows for back in reversed(row)]


def _sheet(cards, side="front"):
    filled = cards + [""] * (SHEET - len(cards))
    return f'<ol class="sheet {side}">' + "".join(f"<li>{card}</li>" for card in filled) + "</ol>"


def _front(number, question):
    parts = (question.text,) + question.answers + question.matches
    return _card(number, question, f'<p class="asked">{html(question.text)}</p>{offered(question)}', parts)


def _back(number, question):
    text = f"<p><b>Réponse{NBSP}:</b></p>{solution(question)}<p>{html(explanation(question))}</p>"
    pairs = [f"{left} : {right}" for left, right in zip(question.answers, question.matches)]
    return _card(number, question, text, ["Réponse :"] + (pairs or list(question.answers)) + [explanation(question)])


def _card(number, question, text, parts):
    size = next(name for name, (line, most) in SIZES.items() if sum(-(-len(part) // line) for part in parts) <= most)
    return f'<div class="card {size}">{text}</div><p class="foot">{number} · {escape(title_of(question.theme))}</p>'
