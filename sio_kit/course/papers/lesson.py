"""The papers of a lesson: the student's sheet, what to retain, what to fill in or to hand out, and the answers."""

import base64
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape

from sio_kit.course.document.html import STATE, answers_html, models_of, parsed, shown_html
from sio_kit.course.papers.paper import Paper
from sio_kit.course.papers.questions import HEADING, STARTS, Questions, slide_type, tags, with_text
from sio_kit.course.papers.room import dotted, with_room
from sio_kit.course.site.lesson import DURATION, harmless
from sio_kit.course.student import ANSWER, HELPING, TEACHER, parts, without_answers
from sio_kit.extras import needs
from sio_kit.typography import typeset

RETAINED, LEVELS = "À retenir", "4 Maîtrisé"
TO_FILL = re.compile(r"…{4,}|<td[^>]*></td>")
OWN = typeset("Un exemple à moi, et son passage :")
OWN_LINES = 6
HELPS = "Cartes d'aide : à couper, et à donner à qui est bloqué"
NOT_ON_PAPER = "script, iframe, .sio-widget, .sio-needs-python, .sio-failed, .sio-paper:not(:has(.quiz))"
QUIZ, SHOWN = 'class="quiz"', 'class="sio-output"'
PNG, TALLEST = "data:image/png;base64,", 1850  # pixels, two for a point
TITLES = re.compile(r"^#+ .+$", re.MULTILINE)
MODEL, SOURCE = "Un modèle", "code"  # the tag of a cell whose code is what it is about
ON_PAPER = ("paper", "paper_answers")  # of a widget's state


@dataclass(frozen=True)
class Source:
    """A lesson's notebook as it is saved, the folder of its images, and what the names of its papers begin with."""

    notebook: dict
    folder: object
    title: str
    prefix: str

    @cached_property
    def metadata(self):
        """Return what its widgets say on paper, without what else they hold: it is copied each time cells are shown."""
        states = models_of(self.notebook).items()
        models = {
            name: {"state": {"_esm": "", **{word: state.get(word, "") for word in ON_PAPER}}} for name, state in states
        }
        return {"widgets": {STATE: {"state": models}}}

    @property
    def duration(self):
        """Return what its title says of how long it takes, as a sentence for the teacher."""
        told = DURATION.search(self.notebook.cells[0].source if self.notebook.cells else "")
        return typeset(f"pendant la leçon : {told[1]}" if told else "pendant la leçon")

    def part(self, cells):
        """Return a notebook of some cells."""
        with needs():
            from nbformat.v4 import new_notebook

        return new_notebook(cells=cells, metadata=self.metadata)

    def shown(self, cells):
        """Return what some cells show on paper, as HTML: no widget but the questions of a quiz, nothing folded."""
        page = parsed(shown_html(self.part(cells), self.folder).html)
        for node in page.select(NOT_ON_PAPER):
            node.decompose()
        for image in page.select(f'img[width][alt][src^="{PNG}"]'):
            if _height(image["src"]) > TALLEST:  # no sheet holds it in letters that can be read: its text says it all
                image.name, image.string, image.attrs = "p", image["alt"], {}
        harmless(page)
        for name, kept in (("summary", "h3"), ("details", "div")):
            for node in page.select(name):
                node.name = kept
        return str(page)

    def paper(self, name, title, body, use, **settings):
        return Paper(f"{self.prefix}-{name}", f"{self.title} – {title}", body, use, **settings)


def _height(source):
    """Return the height in pixels of a PNG that is in the page."""
    return int.from_bytes(base64.b64decode(source.removeprefix(PNG)[:44])[20:24], "big")


def lesson_papers(source, answers=False):
    """Return the papers that a lesson has something for; those of its answers too, if they are asked for."""
    sheets, grids, documents = _aside(source)
    questions = Questions(source.notebook)
    asked = "\n".join(filter(None, [_asked(questions, source), grids, _helps(questions, source)]))
    papers = [
        source.paper("fiche-eleve", "fiche de l'élève", asked, source.duration, signed=True),
        source.paper("a-retenir", "à retenir", _retained(source), "à garder, en fin de leçon"),
        source.paper("feuille-a-remplir", "feuille à remplir", sheets, "sans ordinateur", signed=True),
        source.paper("documents", "documents", documents, "à lire pendant la leçon"),
    ]
    if answers:
        papers.append(source.paper("corrige", "corrigé", _answers(source), "pour l'enseignant"))
    return [paper for paper in papers if paper.body]


def _asked(questions, source):
    """Return what asks something, with room to write, and the tables and pictures of its part; a heading a part."""
    asking, told, shown = {slide.heading for slide in questions.slides if slide.asks}, "", []
    for slide in questions.slides:
        html = "\n".join(_block(block, source) for block in slide.blocks)
        if not (slide.asks or QUIZ in html or (slide.heading in asking and SHOWN in html)):
            continue
        if slide.heading != told and not slide.titled:
            shown.append(source.shown([_prose(f"## {slide.heading}")]))
        told = slide.heading
        shown.append(html)
    return "\n".join(shown)


def _block(block, source):
    html = source.shown(block.cells)
    return f'<div class="asked">{with_room(html, block.lines)}</div>' if block.lines else html


def _helps(questions, source):
    """Return the help cards, to be cut apart; each says which part it helps with."""
    cards = [(heading, source.shown([_prose(text)])) for heading, text in questions.helps]
    shown = "".join(f'<div class="help"><p><b>{escape(heading)}</b></p>{html}</div>' for heading, html in cards)
    return f'<h2 class="apart">{HELPS}</h2><div class="helps">{shown}</div>' if cards else ""


def _retained(source):
    """Return the slide « À retenir », large, with room for an example of one's own; "" where there is none."""
    cells, inside = [], False
    for cell in source.notebook.cells:
        if slide_type(cell) in STARTS:
            heading = HEADING.search(cell.source)
            inside = bool(heading and heading[1].startswith(RETAINED))
        if inside and cell.cell_type == "markdown" and slide_type(cell) != "notes":
            cells.append(cell)
            inside = HEADING.search(cell.source) is not None
    body = source.shown(cells[:1])
    return f'<div class="retained">{body}<p>{OWN}</p>{dotted(OWN_LINES)}</div>' if cells else ""


def _aside(source):
    """Return what is for paper alone: the sheets to fill in, the grids of levels, the documents, as HTML."""
    found, kind = {"sheets": "", "grids": "", "documents": ""}, "documents"
    for cell in source.notebook.cells:
        if slide_type(cell) != "skip" or {ANSWER, TEACHER} & set(tags(cell)):
            kind = "documents"
            continue
        if cell.cell_type == "markdown":
            cell = with_text(cell, without_answers(cell.source))
            kind = _kind(cell.source)
        found[kind] += f'<div class="{kind}">{source.shown([cell])}</div>'
    return found["sheets"], found["grids"], found["documents"]


def _kind(text):
    return "sheets" if TO_FILL.search(text) else "grids" if LEVELS in text else "documents"


def _answers(source):
    """Return the answers, each under its question; a cell that is one is folded first, as the others are."""
    cells = [_told(cell) for cell in source.notebook.cells if TEACHER not in tags(cell)]
    return answers_html(source.part([cell for cell in cells if cell.source.strip()]), source.folder)


def _told(cell):
    """Return a cell as the teacher's copy needs it: without its help cards; folded, where it is an answer."""
    if ANSWER in tags(cell):
        return _folded(cell)
    if cell.cell_type != "markdown":
        return cell
    return with_text(cell, "".join(text for kind, text in parts(cell.source) if kind != HELPING))


def _folded(cell):
    """Return a cell that is an answer, folded under its own headings: a picture says what it shows."""
    if cell.cell_type == "markdown":
        headings, text = TITLES.findall(cell.source), TITLES.sub("", cell.source)
    elif SOURCE in tags(cell):
        headings, text = [], f"```python\n{cell.source}\n```"
    else:
        headings, text = [], "\n\n".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
    folded = f"<details><summary>{MODEL}</summary>\n\n{text}\n\n</details>"
    return _prose("\n\n".join([*headings, folded]))


def _prose(text):
    """Return a cell of Markdown."""
    with needs():
        from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(text)
