"""Make the papers of a course, and write them into a folder: what else is in it stays as it is."""

import os
import re
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from sio_kit.course.document.pdf import find_browser, printing
from sio_kit.course.lessons import find_lesson, lessons, read_notebook
from sio_kit.course.papers.cards import card_papers
from sio_kit.course.papers.index import INDEX, index_page
from sio_kit.course.papers.lesson import Source, lesson_papers
from sio_kit.course.papers.sheets import blank_map, glossary, timeline
from sio_kit.course.papers.written import written_papers
from sio_kit.course.student import is_teachers
from sio_kit.errors import ReferentialError
from sio_kit.files import check_free, make_folder, write
from sio_kit.folders import DATA, NOTEBOOKS, kit_folder
from sio_kit.referential.load import load_referential
from sio_kit.typography import typeset

UNFIT = re.compile(r'[\x00-\x1f/\\:*?"<>|]')  # in a file's name
SHARED = (blank_map, timeline, card_papers, glossary, written_papers)
NO_BROWSER = (
    "Aucun navigateur Chromium, Chrome ou Edge n'a été trouvé : les fiches sont en HTML. "
    "Ouvrez-les dans un navigateur, puis imprimez-les."
)


def make_papers(target, course, asked=(), form="pdf", answers=False, replace=False, say=print):
    """Write the papers of a course, taken from its notebooks as they are saved and from its tables.

    Parameters
    ----------
    target : path
        The folder to write to; it is made if need be.
    course : path
        The folder that holds `notebooks`, and `data`; where it has no data, the kit's are read.
    asked : sequence of str
        The lessons whose papers are wanted, by number, name or path. Default: all, and what they share.
    form : str
        `"pdf"`, or `"html"`; without a browser of the Chromium family, HTML too.
    answers : bool
        Write the answers too, in files of their own.
    replace : bool
        Write over papers that exist.
    say : callable
        Takes each French sentence for the user.

    Returns
    -------
    list of (Path, int)
        The files written, each with its number of pages; 0 where it is not known.

    Raises
    ------
    ReferentialError
        There is no such lesson, a notebook or the data cannot be read, a paper exists or cannot be written. What was
        there is as it was.
    """
    folder, notebooks, data = _folder(target), Path(course, NOTEBOOKS), Path(course, DATA)
    ref = load_referential(data if data.is_dir() else kit_folder(DATA))
    known = lessons(notebooks)
    chosen = [find_lesson(each, notebooks) for each in asked] or known
    papers = [paper for source in _sources(chosen, known) for paper in lesson_papers(source, answers)]
    papers += [] if asked else _shared(ref, answers, say)
    if not papers:
        raise ReferentialError(f"Il n'y a rien à mettre sur papier dans « {notebooks} ».", "Donnez un autre dossier.")
    if form == "pdf" and not find_browser():
        form = "html"
        say(typeset(NO_BROWSER))
    places = {folder / f"{UNFIT.sub('-', paper.name)}.{form}": paper for paper in papers}
    index = [] if asked else [folder / INDEX]
    check_free([*places, *index], replace, "papers")
    contents = _contents(places, ref.edition, form, say)
    make_folder(folder)
    for path, content in contents.items():
        write(path, content)
    counted = [(path, _pages(content)) for path, content in contents.items()]
    for path in index:
        write(path, index_page([(each.name, places[each], pages) for each, pages in counted], ref.edition).encode())
        counted.append((path, 0))
    return counted


def _folder(target):
    path = Path(target)
    if os.path.lexists(path) and not os.path.isdir(path):  # noqa: PTH112 -- it says no where Path.is_dir raises
        raise ReferentialError(f"« {target} » n'est pas un dossier. Donnez le nom d'un dossier.")
    return path


def _sources(chosen, known):
    """Yield the lessons that are not the teacher's; their papers bear their number, their name where two have it."""
    numbers = Counter(_number(lesson.name) for lesson in known)
    for lesson in chosen:
        notebook, number = read_notebook(lesson.path), _number(lesson.name)
        if not is_teachers(notebook):
            prefix = number if number and numbers[number] <= 1 else lesson.name
            yield Source(notebook, lesson.path.resolve().parent, lesson.title, prefix)


def _number(name):
    return (re.match(r"\d+", name) or [""])[0]


def _shared(ref, answers, say):
    """Return what lessons share; what the tables have nothing for is said, and left out."""
    papers = []
    for make in SHARED:
        try:
            papers += make(ref, answers)
        except ReferentialError as error:
            say(typeset(f"Laissé de côté : {error}"))
    return papers


def _contents(places, edition, form, say):
    """Return the bytes of each file."""
    contents = {}
    with printing() if form == "pdf" else _as_they_are() as to_bytes:
        for number, (path, paper) in enumerate(places.items(), start=1):
            if number % 10 == 1:
                say(typeset(f"Fiche {number} sur {len(places)} : {path.name}."))
            contents[path] = to_bytes(paper.page(edition))
    return contents


@contextmanager
def _as_they_are():
    yield lambda page: page.encode("utf-8", "replace")


def _pages(content):
    """Return how many pages a PDF has; 0 for another file."""
    return len(re.findall(rb"/Type\s*/Page\b", content)) if content.startswith(b"%PDF") else 0
