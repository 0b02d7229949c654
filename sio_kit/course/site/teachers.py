"""The teacher's pages, apart: what to prepare, and for each lesson its notes and its model answers."""

import re
from html import escape

from sio_kit.course.document.html import answers_html, parsed, shown_html
from sio_kit.course.lessons import is_note
from sio_kit.course.site.frame import Page, address
from sio_kit.course.site.lesson import apart_images, contents, harmless, link_passages, name_headings, once_each_style
from sio_kit.typography import typeset

FOLDER = "enseignant"
HOME, TITLE = f"{FOLDER}/index.html", "Pour l'enseignant"
HOW = typeset(
    "Ces pages sont pour vous : elles tiennent dans un dossier à part, et le site pour étudiants ne les a pas. "
    "Qui connaît leur adresse peut les lire : pour une évaluation, prenez d'autres questions."
)
ROOT = "../"


def teachers_home(guides, notes):
    """Return the first page for teachers; both are pages of its folder, after the words that lead to them."""
    parts = [f"<h1>{TITLE}</h1>", f'<p class="site-how">{HOW}</p>', _list(guides)]
    parts += ["<h2>Notes et corrigés</h2>", _list(notes)] if notes else []
    return Page(HOME, TITLE, "\n".join(parts), kind="teachers")


def _list(pages):
    links = "".join(
        f'<li><a href="{address(page.path.removeprefix(f"{FOLDER}/"))}">{escape(words)}</a></li>'
        for words, page in pages
    )
    return f'<ul class="site-list">{links}</ul>' if pages else ""


def notes_page(chapter, pattern, files):
    """Return the page of a lesson's notes and answers; None where it has neither."""
    notes, answers = _notes(chapter.notebook), answers_html(chapter.notebook, chapter.folder)
    if not notes.cells and not answers:
        return None
    title = typeset(f"{chapter.heading} : notes et corrigé")
    parts = [f"<h1>{escape(title)}</h1>", f'<p><a href="{ROOT}{address(chapter.path)}">La leçon</a></p>']
    if notes.cells:
        parts += ["<h2>Notes</h2>", shown_html(notes, chapter.folder).html]
    if answers:
        parts += ["<h2>Corrigé</h2>", re.sub(r"<(/?)h([23])\b", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", answers)]
    body = parsed("\n".join(parts))
    harmless(body)
    for note in body.select("details"):
        note.unwrap()
    for title_of_note in body.select("summary"):
        title_of_note.decompose()
    headings = name_headings(body)
    once_each_style(body)
    apart_images(body, files, ROOT)
    link_passages(body, pattern, ROOT)
    path = f"{FOLDER}/{chapter.path}"
    return Page(path, title, str(body), before=contents(headings), kind="lesson")


def _notes(notebook):
    """Return a notebook of the notes of another, each under the heading of its slide."""
    from nbformat.v4 import new_markdown_cell, new_notebook

    cells, heading, told = [], "", None
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not is_note(cell):
            found = re.findall(r"^#{1,3} +(.+)$", cell.source, re.MULTILINE)
            heading = found[-1] if found else heading
        elif cell.cell_type == "markdown":
            if heading != told:
                cells.append(new_markdown_cell(f"### {heading}"))
            told = heading
            cells.append(new_markdown_cell(cell.source, attachments=cell.get("attachments", {})))
    return new_notebook(cells=cells)
