"""A quiz on the projector: one question a slide, the class votes by letter, the next key shows the answer.

One page that needs nothing else: its keys are those of the lessons' slides.
"""

from sio_kit.escaping import escape
from sio_kit.printed import beside, whole_page
from sio_kit.quiz.asked import SEVERAL, title_of
from sio_kit.quiz.gift import explanation
from sio_kit.quiz.markup import html
from sio_kit.quiz.paper import HINTS, letter
from sio_kit.typography import NBSP, guillemets, typeset

ROOM = 600  # characters of quoted passages on a slide
TITLE = "Quiz sur le référentiel"
KEYS = (
    ("→, espace, Page suivante", "la réponse, puis la question suivante"),
    ("←, Page précédente", "revenir"),
    ("Début, Fin", "la première page, la dernière"),
    ("T", "thème clair ou sombre"),
    ("F", "plein écran"),
)
ADDED = typeset("Questions et réponses proposées : ajoutées par le kit, sauf le texte entre « » suivi d'un numéro.")
CONTROLS = """<nav aria-label="Diapositives">
<button type="button" data-move="-1">Précédent</button> <span data-place></span>
<button type="button" data-move="1">Suivant</button>
<button type="button" data-theme-switch>Thème</button> <button type="button" data-full>Plein écran</button>
</nav>
<p class="told" role="status"></p>"""


def files(order):
    """Return the one file of an order."""
    count, edition = len(order.bank), order.bank.ref.edition
    slides = [_slide(order, number, count, question) for number, question in enumerate(order.bank, start=1)]
    style, script = beside(__file__, "css"), beside(__file__, "js")
    body = "\n".join([_first(count, edition)] + slides + [CONTROLS, f"<script>{script}</script>"])
    return {order.target: whole_page(TITLE, edition, style, body).encode("utf-8")}


def _first(count, edition):
    keys = "".join(f"<div><dt>{key}</dt><dd>{what}</dd></div>" for key, what in KEYS)
    votes = f"{count} question{'s' if count > 1 else ''}. À chacune, la classe vote par lettre."
    about = f'<p class="source">{escape(str(edition))}. {ADDED}</p>'
    return f'<article><div class="fit"><h1>{TITLE}</h1><p>{votes}</p><dl>{keys}</dl>{about}</div></article>'


def _slide(order, number, count, question):
    hint = f' <span class="hint">{escape(HINTS[SEVERAL])}</span>' if question.kind == SEVERAL else ""
    place = f'<p class="place">Question {number} sur {count} · {escape(title_of(question.theme))}{hint}</p>'
    answers = "".join(_answer(index, text, index in question.right) for index, text in enumerate(question.answers))
    asked = f'{place}<h2>{html(question.text)}</h2><ol class="answers">{answers}</ol>'
    return f'<article><div class="fit">{asked}{_explanation(order, question)}</div></article>'


def _answer(index, text, is_right):
    right = f' data-right="{letter(index)}"' if is_right else ""
    return f"<li{right}><b>{letter(index)}</b> <span>{html(text)}</span></li>"


def _explanation(order, question):
    right = ", ".join(map(letter, question.right))
    quoted = order.proofs(question, ROOM)
    quotes = "".join(f'<p class="source">{html(guillemets(text))} ({passage})</p>' for passage, text in quoted)
    said = f"<p><b>Réponse{NBSP}: {right}.</b> {html(explanation(question))}</p>"
    return f'<div class="explanation">{said}{quotes}</div>'
