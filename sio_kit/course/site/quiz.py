"""The quiz as a page: the whole bank travels with it, and the page draws the questions."""

import sio_kit
from sio_kit.course.document.html import Shown
from sio_kit.course.site.files import script
from sio_kit.course.site.frame import Page
from sio_kit.course.site.lesson import widget_scripts, widget_style
from sio_kit.errors import ReferentialError
from sio_kit.frontend.page import APART
from sio_kit.typography import typeset

PATH, TITLE = "quiz.html", "Le quiz"
ON_PAPER = 10
HOW = typeset(
    "Choisissez un thème et un nombre de questions. Chaque correction cite la phrase du texte qui prouve la réponse. "
    "Vos réponses restent sur cet appareil."
)


def quiz_page(ref, files, student=False):
    """Return the page of the quiz; None where the tables give no question."""
    try:
        bank = sio_kit.question_bank(ref)
        widget = sio_kit.widgets.Quiz(bank, n=len(bank), seed=1)
        paper = sio_kit.widgets.Quiz(bank, n=min(ON_PAPER, len(bank)), seed=1)
    except ReferentialError:
        return None
    state = {**widget.get_state(), "_esm": str(widget._esm), "_css": str(widget._css)}
    state = {name: value for name, value in state.items() if name not in APART or name.startswith("_")}
    shown = Shown("", [state], [state["_esm"]])
    answers = "" if student else f"<details><summary>Réponses</summary>{paper.paper_answers}</details>"
    main = f"""<h1>{TITLE}</h1>
<p class="site-how">{HOW}</p>
<div class="sio site-draw" id="tirage"></div>
<div class="sio-widget" data-widget="0" data-module="0"></div>
<div class="sio-paper">{paper.paper}{answers}</div>"""
    style = widget_style(shown, files)
    module, data = widget_scripts(shown, files, "quiz")
    scripts = [files.share("tirage.js", script("draw.js")), module, data]
    return Page(PATH, TITLE, main, style=style, scripts=scripts, kind="quiz")
