"""A quiz that a learning platform plays: the page where it is answered, in a SCORM 1.2 package."""

from html import escape
from pathlib import Path

from sio_kit import widgets
from sio_kit.frontend.page import STYLE, read_by_front_end
from sio_kit.frontend.scorm import alive_in_platform, package
from sio_kit.printed import whole_page

TITLE = "Quiz sur le référentiel"
OWN_STYLE = Path(__file__).with_suffix(".css")


def files(order):
    """Return the one file of an order."""
    quiz, edition = widgets.Quiz(order.bank, n=len(order.bank), seed=order.seed), order.bank.ref.edition
    state = quiz.get_state()
    shown = alive_in_platform([read_by_front_end(state)], [str(quiz._esm)], [str(quiz._css)])
    body = f"""<h1>{escape(TITLE)}</h1>
<div class="sio-widget" data-widget="0" data-module="0"></div>
<div class="sio-paper">{quiz.paper}</div>
{shown}"""
    style = "".join(path.read_text(encoding="utf-8") for path in (STYLE, OWN_STYLE))
    page = whole_page(TITLE, edition, style, body, note=edition.sentence)
    return {order.target: package(page, TITLE, edition)}
