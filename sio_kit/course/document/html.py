"""An executed notebook as HTML in one file: prose, outputs, and the widgets that need no kernel, still clickable."""

import base64
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import unquote

from sio_kit.course.lessons import is_note
from sio_kit.extras import needs
from sio_kit.forms.engine import PYTHON, python_in_page
from sio_kit.frontend.page import STYLE, alive, read_by_front_end
from sio_kit.frontend.scorm import alive_in_platform
from sio_kit.printed import whole_page
from sio_kit.typography import typeset

FOLDER = Path(__file__).parent
WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
NEEDS_PYTHON = typeset("Ici, dans JupyterLab : des widgets que Python relie. Ouvrez le notebook pour les employer.")
NOT_HERE = typeset("Hors de ce fichier : ")
NO_ALTERNATIVE = "Image sans description"
SVG = "http://www.w3.org/2000/svg"
TOLD = {"view": WIDGET, "needs_python": NEEDS_PYTHON}  # what the template says
ATTACHED = "jointe:"  # nbconvert's own word, `attachment:`, makes it raise where there is none


@dataclass(frozen=True)
class Shown:
    """What an executed notebook shows: HTML, and what its `data-widget` and `data-module` count from 0.

    `widgets` are states; `modules` the texts of their front ends, each once.
    """

    html: str
    widgets: list
    modules: list

    @property
    def styles(self):
        """Return the widgets' style sheets, each once."""
        return list(dict.fromkeys(filter(None, (state.get("_css") for state in self.widgets))))

    @property
    def states(self):
        """Return what the front ends read of the states."""
        return list(map(read_by_front_end, self.widgets))

    @property
    def has_form(self):
        """Tell whether a widget is a form, whose rules are Python."""
        return any("_room" in state for state in self.widgets)


def document_html(notebook, title, edition, folder=".", note="", played=False):
    """Return the page of an executed notebook, its images taken from `folder`; printed, without its folded answers.

    The edition stands at the foot of each printed page; at that of the whole, with a sentence, `note`. With `played`,
    a learning platform that plays the page keeps what is done in it.
    """
    shown = shown_html(notebook, folder)
    return _page(title, edition, shown.html + _alive(shown, played), note)


def corrige_html(notebook, title, edition, folder=".", note=""):
    """Return the page of a notebook's answers; "" for none."""
    answers = answers_html(notebook, folder)
    name = typeset(f"Corrigé : {title}")
    return _page(name, edition, f"<h1>{escape(name)}</h1>\n{answers}", note) if answers else ""


def answers_html(notebook, folder="."):
    """Return the answers of a notebook, folded or of a widget, each under its heading and its question; "" for none."""
    page = parsed(shown_html(notebook, folder, answers=True).html)
    parts, told = [], None
    for answer in page.select(".sio-answers, section details:not(details details)"):
        heading = answer.find_previous("h2")
        if heading is not told:
            parts.append(str(heading))
        told = heading
        parts.append(f"<section>{_answered(answer)}</section>")
    return "\n".join(parts)


def _answered(answer):
    """Return a widget's answers as they are, and a folded one open, under the question that stands above it."""
    question = _question(answer) if answer.name == "details" else []
    for name, shown in (("summary", "h3"), ("details", "div")):
        for each in answer.select(name):
            each.name = shown
    return "".join(map(str, question)) + answer.decode_contents()


def _question(answer):
    """Return what asks, in an answer's cell or the one before: from a paragraph in bold on, else the last paragraph."""
    cell = answer.parent.find_previous_sibling("section")
    above = answer.find_previous_siblings() or (cell.find_all(recursive=False)[::-1] if cell else [])
    above = [each for each in above if each.name != "details"]
    asks = next((place for place, each in enumerate(above) if each.contents and each.contents[0].name == "strong"), 0)
    return [each for each in above[asks::-1] if not re.match(r"h\d", each.name)]


def shown_html(notebook, folder=".", answers=False, link=lambda _address: None):
    """Return what an executed notebook shows; with `answers`, those of widgets in their place.

    `link` gives the address to which a link to another file leads; None where it leads nowhere.
    """
    given = {"alone": models_of(notebook), "answers": answers, "folder": folder, "link": link}
    filled = {**given, **TOLD, "shown": [], "modules": []}
    # nbconvert would copy the notebook twice, and parse the whole page for what `_self_contained` did in each cell.
    html = _template().render(nb=notebook, resources=filled).lstrip("\n")
    return Shown(html, filled["shown"], filled["modules"])


@lru_cache(maxsize=1)
def _template():
    """Return the template with nbconvert's filters and the kit's own; it takes long to be read."""
    with needs():
        from nbconvert import HTMLExporter

    filters = {
        "is_note": is_note,
        "attached": lambda markdown: re.sub(r"(\]\(<?|\]: *)attachment:", rf"\1{ATTACHED}", markdown),
        "standalone": lambda svg: svg if "xmlns=" in svg else svg.replace("<svg", f'<svg xmlns="{SVG}"', 1),
        "self_contained": _self_contained,
    }
    return HTMLExporter(
        template_name="template", extra_template_basedirs=[str(FOLDER)], filters=filters, default_preprocessors=[]
    ).template


def models_of(notebook):
    """Return the states, by their ids, of the widgets that a notebook saves and that need no kernel."""
    models = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    return {name: model["state"] for name, model in models.items() if "_esm" in model["state"]}


def _alive(shown, played=False):
    """Return what makes the widgets of a page alive that has all in it: styles, states, modules, Python for forms."""
    if not shown.widgets and not played:
        return ""
    start = alive_in_platform if played else alive
    return "\n" + start(shown.states, shown.modules, shown.styles, python_in_page() if shown.has_form else "")


def parsed(html):
    """Return HTML as BeautifulSoup reads it."""
    with needs():
        from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def _self_contained(html, cell, resources):
    """Return a cell's HTML with its images in it, its links to other files led elsewhere or taken out."""
    page, attachments = parsed(html), cell.get("attachments", {})
    for image in page.select("img:not([alt])"):
        image["alt"] = NO_ALTERNATIVE
    for node in page.select('[src]:not([src^="data:"])'):
        data = _embedded(node["src"], resources["folder"], attachments) if node.name == "img" else None
        if data:
            node["src"] = data
        else:
            node.replace_with(_pointer(page, node))
    for link in page.select("a[href]"):
        if "anchor-link" in link.get("class", ()):
            link.decompose()
        elif not re.match(r"#|\w+:|//", link["href"]):
            _lead(link, resources["link"](link["href"]))
    return str(page)


def _lead(link, address):
    if address is None:
        link.unwrap()
    else:
        link["href"] = address


def _embedded(source, folder, attachments):
    """Return an image's data as an address; None where there is no such attachment or file."""
    name = unquote(source)
    for kind, data in attachments.get(re.sub(f"^(attachment:|{ATTACHED})", "", name), {}).items():
        return f"data:{kind};base64,{data}"
    try:
        data = Path(folder, name).read_bytes()
    except (OSError, ValueError):
        return None
    return f"data:{mimetypes.guess_type(name)[0]};base64,{base64.b64encode(data).decode('ascii')}"


def _pointer(page, node):
    """Return what stands for an image, a frame or a script that is not in the file: where it is."""
    source = node["src"].removeprefix(ATTACHED)
    pointer = page.new_tag("a", href=source) if source.startswith("http") else page.new_tag("em")
    pointer.string = f"[{NOT_HERE}{node.get('alt', '').removeprefix(NO_ALTERNATIVE) or source}]"
    return pointer


def _page(title, edition, body, note):
    style = "".join(path.read_text(encoding="utf-8") for path in (STYLE, FOLDER / "document.css"))
    return whole_page(title, edition, style, body, wasm=f'id="{PYTHON}"' in body, note=note)
