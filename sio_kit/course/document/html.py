"""A notebook as one HTML file: prose, figures, tables, and the widgets that need no kernel, still clickable."""

import json
import re
from html import escape
from pathlib import Path

from sio_kit.course.lessons import is_note
from sio_kit.printed import whole_page
from sio_kit.typography import NBSP, typeset

FOLDER = Path(__file__).parent
WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
NEEDS_PYTHON = typeset(
    "Ici, dans JupyterLab : un formulaire où l'on garde son travail. Ouvrez le notebook pour l'employer."
)
SAMPLE = re.compile(r"^```\w*\n<details>.*?^```$", re.DOTALL | re.MULTILINE)  # shows how to fold, folds nothing
FOLDED = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)


def document_html(notebook, title, edition):
    """Return the document of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        Executed, with the state of its widgets.
    title, edition : str
        The lesson's title and the référentiel's, which each printed page carries.

    Returns
    -------
    str
        A whole HTML page that asks for nothing else; printed, it leaves out widgets and folded answers.
    """
    models, shown = _models(notebook), {}
    parts = []
    for number, cell in enumerate(notebook.cells, start=1):
        if is_note(cell):
            continue
        if cell.cell_type == "markdown":
            parts.append(f"<section>{_prose(cell.source)}</section>")
        elif cell.cell_type == "code":
            parts += [_output(output, number, models, shown) for output in cell.outputs]
    return _page(title, edition, "\n".join(parts), _host(shown))


def corrige_html(notebook, title, edition):
    """Return the answers of a notebook, folded or of a quiz, each under its heading and its question; "" for none."""
    parts, heading, told, models = [], "", "", _models(notebook)
    for cell in notebook.cells:
        if is_note(cell):
            continue
        answers = list(_folded(cell) if cell.cell_type == "markdown" else _quizzes(cell, models))
        for above, answer in answers:
            heading = next(iter(re.findall(r"^## +(.+)$", above, flags=re.MULTILINE)[-1:]), heading)
            title_shown = "" if heading == told else f"<h2>{escape(heading)}</h2>"
            told = heading
            parts.append(f"<section>{title_shown}{answer}</section>")
        if cell.cell_type == "markdown":
            heading = next(iter(re.findall(r"^## +(.+)$", cell.source, flags=re.MULTILINE)[-1:]), heading)
    if not parts:
        return ""
    name = f"Corrigé{NBSP}: {title}"
    return _page(name, edition, f"<h1>{escape(name)}</h1>\n" + "\n".join(parts), "")


def _folded(cell):
    """Yield each folded answer of a cell with its question, as HTML, after what stands above it."""
    source = SAMPLE.sub("", cell.source)
    for found in FOLDED.finditer(source):
        above = source[: found.start()]
        yield above, f"{_prose(_question(above))}<h3>{found[1]}</h3>{_prose(found[2])}"


def _quizzes(cell, models):
    """Yield the questions and answers of each quiz that a cell shows."""
    for output in cell.outputs:
        name = output.get("data", {}).get(WIDGET, {}).get("model_id")
        if "_paper_answers" in models.get(name, {}):
            yield "", models[name]["_paper_answers"]


def _models(notebook):
    """Return the widgets that need no kernel: {name: state}."""
    state = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    return {name: model["state"] for name, model in state.items() if "_esm" in model["state"]}


def _question(before):
    """Return the last paragraphs before an answer, back to the one in bold that asks, or to a list of questions."""
    paragraphs = re.sub(r"<details>.*?</details>", "", before, flags=re.DOTALL).strip().split("\n\n")
    for start in range(len(paragraphs) - 1, -1, -1):
        if paragraphs[start].startswith("**"):
            return "\n\n".join(paragraphs[start:])
    return paragraphs[-1] if not paragraphs[-1].startswith("#") else ""


def _prose(markdown):
    """Return Markdown as HTML; a link to another notebook, which is not in the file, becomes its text."""
    from nbconvert.filters.markdown import markdown2html

    html = markdown2html(markdown)
    html = re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", html)
    return re.sub(r'<a href="[\w./-]+\.ipynb">(.*?)</a>', r"\1", html)


def _output(output, number, models, shown):
    """Return one output; a widget is put into `shown`, to be started by the page itself."""
    if output.output_type == "error":
        sentence = typeset(f"La cellule {number} ne s'exécute pas : ")
        return f'<p class="sio-failed">{sentence}{escape(_last_line(output))}</p>'
    if output.output_type == "stream":
        return f"<pre>{escape(output.text)}</pre>" if output.name == "stdout" else ""
    data = output.get("data", {})
    if WIDGET in data:
        return _widget(data[WIDGET]["model_id"], models, shown)
    if "text/html" in data:
        return f'<div class="sio-output">{data["text/html"]}</div>'
    return f"<pre>{escape(data['text/plain'])}</pre>" if "text/plain" in data else ""


def _last_line(output):
    text = re.sub(r"\x1b\[[\d;]*m", "", output.get("evalue") or output.get("ename", ""))
    return text.strip().split("\n")[-1]


def _widget(name, models, shown):
    if name not in models:
        return f'<p class="sio-needs-python">{escape(NEEDS_PYTHON)}</p>'
    place = f"w{len(shown) + 1}"  # Jupyter's own names are another each time
    shown[place] = models[name]
    paper = f'<div class="sio-paper">{models[name]["_paper"]}</div>' if "_paper" in models[name] else ""
    return f'<div class="sio-widget" data-widget="{place}"></div>{paper}'


def _host(widgets):
    """Return what starts the widgets: their data, and a model of the few calls that they make."""
    if not widgets:
        return ""
    data = {name: {key: value for key, value in state.items() if _is_own(key)} for name, state in widgets.items()}
    modules = {name: state["_esm"] for name, state in widgets.items()}
    styles = "".join(
        f"<style>{css}</style>" for css in dict.fromkeys(state.get("_css", "") for state in widgets.values())
    )
    script = (FOLDER / "host.js").read_text(encoding="utf-8")
    return f'{styles}{_json("sio-states", data)}{_json("sio-modules", modules)}<script type="module">{script}</script>'


def _is_own(key):
    """Tell a widget's own traits from those of every widget (`_model_name`, `layout`…)."""
    return key not in ("_esm", "_css", "_paper", "_paper_answers", "layout", "tabbable", "tooltip") and not re.match(
        r"_(model|view|dom|anywidget)", key
    )


def _json(name, value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).replace("</", "<\\/").replace("<!--", "<\\!--")
    return f'<script type="application/json" id="{name}">{text}</script>'


def _page(title, edition, body, host):
    return whole_page(title, edition, (FOLDER / "document.css").read_text(encoding="utf-8"), body, host)
