"""A page that no kernel answers: what makes the widgets in it alive, all in the page itself."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent
APART = ("_esm", "_css", "paper", "paper_answers", "layout")  # of a widget's state, what its front end does not read
STYLE = FOLDER / "page.css"  # the colours and letters of a page that is the kit's own
READ = "const read = (id) => JSON.parse(document.getElementById(id).textContent);"
START = f'{READ}\nstartWidgets(read("sio-states"), read("sio-modules"));'


def read_by_front_end(state):
    """Return what a widget's front end reads of its state."""
    return {name: value for name, value in state.items() if name not in APART}


def alive(states, modules, styles, before="", start=""):
    """Return the HTML that makes the widgets alive whose places in the page are `data-widget` and `data-module`.

    `states` are what their front ends read, `modules` the texts of these, `styles` their style sheets; `before` is
    HTML that must stand before they start, such as the Python of forms; `start` the script that starts them, where the
    page does more with them than to show them.
    """
    parts = [
        *(f"<style>{style}</style>" for style in styles),
        data("sio-states", states),
        data("sio-modules", modules),
        before,
        script(start or f"{(FOLDER / 'host.js').read_text(encoding='utf-8')}\n{START}"),
    ]
    return "\n".join(filter(None, parts))


def data(name, value):
    """Return an element of that name which holds a value as JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).replace("</", "<\\/").replace("<!--", "<\\!--")
    return f'<script type="application/json" id="{name}">{text}</script>'


def script(text):
    """Return the element that runs an ES module."""
    return f'<script type="module">\n{text}\n</script>'
