"""A widget as a page of its own in a frame: what shows it where the notebook's page knows no widgets."""

from html import escape
from pathlib import Path

from sio_kit.frontend.page import STYLE, alive, read_by_front_end, script
from sio_kit.printed import whole_page

SCRIPT = Path(__file__).with_suffix(".js")
ALONE = "main { display: flow-root; padding: 2px; }"
PLACE = '<div class="sio-widget" data-widget="0" data-module="0"></div>'
FIRST_HEIGHT = "30rem"  # until the page in the frame says how high it is


def framed(title, state, module, style, python=""):
    """Return the HTML of a frame that holds a widget's page: asks for nothing, sizes itself, in the notebook's colours.

    Parameters
    ----------
    title : str
        What the frame shows, read aloud.
    state : dict
        The widget's traits.
    module, style : str
        Its front end and its style sheet.
    python : str
        The HTML that gives the page its Python, for a form.
    """
    before = "\n".join(filter(None, [script(SCRIPT.read_text(encoding="utf-8")), python]))
    body = "\n".join([PLACE, alive([read_by_front_end(state)], [module], [style], before)])
    page = whole_page(title, "", STYLE.read_text(encoding="utf-8") + ALONE, body, wasm=bool(python))
    # In single quotes, which the page's JSON has few of: escaped double ones would make it twice as long.
    content = page.replace("&", "&amp;").replace("'", "&#39;")
    style = f"display: block; width: 100%; height: {FIRST_HEIGHT}; border: 0"
    return f'<iframe title="{escape(title)}" style="{style}" srcdoc=\'{content}\'></iframe>'
