"""An executed notebook as HTML in one file: prose, outputs, and the widgets that need no kernel, still clickable."""

import base64
import json
import mimetypes
import re
from html import escape
from pathlib import Path
from urllib.parse import unquote

from sio_kit.course.lessons import is_note
from sio_kit.extras import needs
from sio_kit.forms.engine import page_python, python_js
from sio_kit.printed import whole_page
from sio_kit.typography import typeset

FOLDER = Path(__file__).parent
WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
NEEDS_PYTHON = typeset("Ici, dans JupyterLab : des widgets que Python relie. Ouvrez le notebook pour les employer.")
NOT_HERE = typeset("Hors de ce fichier : ")
NO_ALTERNATIVE = "Image sans description"
PYTHON = "sio-python"  # the element that holds the Python of a page with a form
SVG = "http://www.w3.org/2000/svg"
APART = ("_esm", "_css", "paper", "paper_answers", "layout")  # of a widget's state, what its front end does not read
ATTACHED = "jointe:"  # nbconvert's own word, `attachment:`, makes it raise where there is none


def document_html(notebook, title, edition, folder=".", note=""):
    """Return the page of an executed notebook, its images taken from `folder`; printed, without its folded answers.

    The edition stands at the foot of each printed page; at that of the whole, with a sentence, `note`.
    """
    return _page(title, edition, notebook_html(notebook, folder), note)


def corrige_html(notebook, title, edition, folder=".", note=""):
    """Return the answers of a notebook, folded or of a widget, each under its heading and its question; "" for none."""
    page = _parsed(notebook_html(notebook, folder, answers=True))
    parts, told = [], None
    for answer in page.select(".sio-answers, section details:not(details details)"):
        heading = answer.find_previous("h2")
        if heading is not told:
            parts.append(str(heading))
        told = heading
        parts.append(f"<section>{_answered(answer)}</section>")
    name = typeset(f"Corrigé : {title}")
    return _page(name, edition, "\n".join([f"<h1>{escape(name)}</h1>", *parts]), note) if parts else ""


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


def notebook_html(notebook, folder=".", answers=False):
    """Return what an executed notebook shows, for any page's body; with `answers`, those of widgets in their place."""
    with needs():
        from nbconvert import HTMLExporter

    filters = {
        "is_note": is_note,
        "attached": lambda markdown: re.sub(r"(\]\(<?|\]: *)attachment:", rf"\1{ATTACHED}", markdown),
        "standalone": lambda svg: svg if "xmlns=" in svg else svg.replace("<svg", f'<svg xmlns="{SVG}"', 1),
        "self_contained": lambda html, cell: _self_contained(html, folder, cell.get("attachments", {})),
        "own": lambda state: {name: value for name, value in state.items() if name not in APART},
        "json": _json,
    }
    exporter = HTMLExporter(
        template_name="template", extra_template_basedirs=[str(FOLDER)], filters=filters, default_preprocessors=[]
    )
    models = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    alone = {name: model["state"] for name, model in models.items() if "_esm" in model["state"]}
    resources = {"alone": alone, "answers": answers, "view": WIDGET, "needs_python": NEEDS_PYTHON}
    resources |= {"python": PYTHON, "page_python": page_python, "python_js": python_js}
    return exporter.from_notebook_node(notebook, resources)[0]


def _parsed(html):
    with needs():
        from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def _json(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("</", "<\\/").replace("<!--", "<\\!--")


def _self_contained(html, folder, attachments):
    """Return HTML with its images in it, without links to other files, and with the address of what is elsewhere."""
    page = _parsed(html)
    for image in page.select("img:not([alt])"):
        image["alt"] = NO_ALTERNATIVE
    for node in page.select('[src]:not([src^="data:"])'):
        data = _embedded(node["src"], folder, attachments) if node.name == "img" else None
        if data:
            node["src"] = data
        else:
            node.replace_with(_pointer(page, node))
    for link in page.select("a[href]"):
        if "anchor-link" in link.get("class", ()):
            link.decompose()
        elif not re.match(r"#|\w+:|//", link["href"]):
            link.unwrap()
    return str(page)


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
    style = (FOLDER / "document.css").read_text(encoding="utf-8")
    return whole_page(title, edition, style, body, wasm=f'id="{PYTHON}"' in body, note=note)
