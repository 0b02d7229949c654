"""Make the whole course a folder of pages."""

import base64
import gzip
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sio_kit.course.document.html import document_html
from sio_kit.course.document.make import run
from sio_kit.course.document.pdf import printing
from sio_kit.course.lab import jupyter_environment
from sio_kit.course.lessons import lessons, read_notebook
from sio_kit.course.site import bank, glossary, home, labo, offline, quiz, teachers, text
from sio_kit.course.site.files import Files, called, script
from sio_kit.course.site.frame import SHARED_STYLE, TABLE_STYLES, Frame, address, style_sheet
from sio_kit.course.site.lesson import Chapter, is_shown_whole, lesson_page, passage_pattern
from sio_kit.course.site.place import check_place, site_folder, write_site
from sio_kit.course.student import is_teachers, student_copy
from sio_kit.errors import ReferentialError
from sio_kit.folders import DATA_VARIABLE, NOTEBOOKS, PACKAGE, are_the_kits
from sio_kit.forms.engine import page_python, python_js
from sio_kit.frontend.page import STYLE
from sio_kit.referential.load import load_referential
from sio_kit.typography import typeset

MANIFEST = "cours.webmanifest"
OTHERS = {
    text.TEXT: ("Le texte", "Le référentiel entier : chaque phrase a son adresse, que l'on cite et que l'on donne."),
    quiz.PATH: ("Le quiz", "Toutes les questions, par thème, corrigées aussitôt, phrase à l'appui."),
    glossary.PATH: ("Le glossaire", "Les mots du texte, en mots simples."),
}
STYLES = (SHARED_STYLE, STYLE, PACKAGE / "course" / "document" / "document.css", *TABLE_STYLES)


@dataclass(frozen=True)
class Made:
    """A site that was made: its folder, and how many pages and bytes it has."""

    folder: Path
    pages: int
    size: int


def make_site(target, course, student=False, pdf=False, replace=False, say=print, pyodide=None):
    """Write the site of a course.

    Parameters
    ----------
    target : path
        The folder to write; it must be new, empty, or a site of the kit.
    course : path
        The folder that holds `notebooks`, and `data`; where it has no data, the kit's are read.
    student : bool
        Leave out the teacher's pages, the notes and the answers.
    pdf : bool
        Print each lesson to PDF too, which takes some seconds each and wants a browser of the Chromium family.
    replace : bool
        Write over a site of the kit.
    say : callable
        Takes each French sentence for the user.
    pyodide : path, optional
        An unpacked release of Pyodide: the lesson on the data can then be run in the browser too.

    Returns
    -------
    Made

    Raises
    ------
    ReferentialError
        There is no notebook, a notebook or the data cannot be read, the place is taken or cannot be written. What was
        there is as it was.
    """
    target = site_folder(target)
    check_place(target, replace)
    known = lessons(Path(course, NOTEBOOKS))
    if not known:
        raise ReferentialError(
            f"Il n'y a aucun notebook dans « {Path(course, NOTEBOOKS)} ».", "Donnez avec --dossier celui d'un cours."
        )
    environment = jupyter_environment(course)
    ref = load_referential(environment[DATA_VARIABLE])
    chapters = _chapters(known, student, glossary.TABLE in ref.tables)
    _run_where_needed(chapters, environment, say)
    files = Files()
    if pdf:
        _print(files, chapters, ref.edition, say)
    if pyodide:
        _add_labo(files, chapters, Path(environment[DATA_VARIABLE]), pyodide, say)
    _add_pages(files, chapters, ref, student, say)
    version = files.stamp()
    files.put(offline.WORKER, offline.worker(version, files.contents))
    write_site(target, files.contents, version)
    kinds = Counter(PurePosixPath(path).suffix for path in files.contents if not path.startswith(f"{labo.FOLDER}/"))
    return Made(target, kinds[".html"], sum(map(len, files.contents.values())))


def _chapters(known, student, has_glossary):
    """Return the notebooks as chapters, without the teacher's for students; each has an address of its own.

    Where the site has its glossary, a notebook of that name, made to be printed, gives way to it.
    """
    chapters, taken = [], {home.HOME, *OTHERS}
    for lesson in known:
        notebook = read_notebook(lesson.path)
        own = is_teachers(notebook)
        if (own and student) or (has_glossary and lesson.name == glossary.TABLE):
            continue
        name = f"{lesson.name}.html" if f"{lesson.name}.html".lower() not in taken else f"lecon-{lesson.name}.html"
        taken.add(name.lower())
        path = f"{teachers.FOLDER}/{name}" if own else name
        chapters.append(Chapter(lesson.name, lesson.title, path, notebook, lesson.path.resolve().parent, own))
        if student:
            student_copy(notebook)
    return chapters


def _run_where_needed(chapters, environment, say):
    """Execute the notebooks that do not keep what they show, or whose data are not the kit's own."""
    own = are_the_kits(Path(environment[DATA_VARIABLE]))
    waiting = [chapter for chapter in chapters if not (own and is_shown_whole(chapter.notebook))]
    for number, chapter in enumerate(waiting, start=1):
        say(typeset(f"« {chapter.name} » s'exécute ({number} sur {len(waiting)})."))
        run(chapter.notebook, chapter.folder, environment)


def _add_pages(files, chapters, ref, student, say):
    """Make all the pages, and what they share."""
    pattern = passage_pattern(ref)
    addresses = {f"{glossary.TABLE}.ipynb": glossary.PATH} if glossary.TABLE in ref.tables else {}
    addresses |= {f"{chapter.name}.ipynb": chapter.path for chapter in chapters}
    pages, own = [], []
    for number, chapter in enumerate(chapters, start=1):
        say(typeset(f"Page {number} sur {len(chapters)} : {chapter.name}."))
        (own if chapter.teachers else pages).append(lesson_page(chapter, addresses, pattern, files))
    _lead_from_one_to_the_next(pages)
    shown = [chapter for chapter in chapters if not chapter.teachers]
    found = [each for chapter in shown for each in chapter.found]
    page, entries = text.text_page(ref, files)
    words, terms = glossary.glossary_page(ref, pattern)
    others = [each for each in (page, words, quiz.quiz_page(ref, files, student)) if each]
    menu = [(home.HOME, "Les leçons"), *((page.path, OTHERS[page.path][0]) for page in others)]
    if not student:
        notes = [(chapter.heading, teachers.notes_page(chapter, pattern, files)) for chapter in shown]
        notes = [each for each in notes if each[1]]
        own += filter(None, [bank.bank_page(ref, files)])
        own = [teachers.teachers_home([(page.title, page) for page in own], notes), *own, *(page for _, page in notes)]
        menu.append((teachers.HOME, teachers.TITLE))
    first = home.home_page(ref, shown, [(page.path, *OTHERS[page.path]) for page in others], files)
    frame = _frame(ref.edition, menu, [found, entries, terms], files)
    for page in (first, *pages, *others, *own):
        files.put(page.path, frame.html(page))


def _lead_from_one_to_the_next(pages):
    """Put at the end of each lesson the way to those before and after it."""
    for number, page in enumerate(pages):
        links = []
        if number:
            before = pages[number - 1]
            links.append(f'<a rel="prev" href="{address(before.path)}"><span>Précédente</span> {before.title_html}</a>')
        if number + 1 < len(pages):
            after = pages[number + 1]
            links.append(f'<a rel="next" href="{address(after.path)}"><span>Suivante</span> {after.title_html}</a>')
        page.after = f'<nav class="sio site-ways" aria-label="Autres leçons">{"".join(links)}</nav>' if links else ""


def _frame(edition, menu, found, files):
    """Share what all the pages have, and return what is around them."""
    groups = zip(("Leçons", "Texte", "Glossaire"), found, strict=True)
    index = [[title, entries] for title, entries in groups if entries]
    icon, sizes = offline.icons(files)
    files.put(MANIFEST, offline.manifest(edition.title, icon, sizes))
    return Frame(
        edition,
        menu,
        style=files.share("site.css", style_sheet(*(path.read_text(encoding="utf-8") for path in STYLES))),
        script=files.share("site.js", python_js() + script("site.js")),
        search=files.share("recherche.js", script("search.js") + called("index", index)),
        python=files.share("python.js", called("pythonParts", _packed_python())),
        icon=icon,
        manifest=MANIFEST,
    )


def _packed_python():
    """Return what the forms' Python is made of, its largest file compressed: hosts send it as it is."""
    parts = page_python()
    wasm = gzip.compress(base64.b64decode(parts["wasm"]), 9, mtime=0)
    return {**parts, "wasm": base64.b64encode(wasm).decode("ascii")}


def _add_labo(files, chapters, data, pyodide, say):
    """Add JupyterLite for the lesson on the data."""
    chapter = next((each for each in chapters if each.name == labo.LESSON), None)
    if chapter is None:
        raise ReferentialError(f"Ce cours n'a pas de leçon « {labo.LESSON} » à ouvrir dans JupyterLite.")
    say(typeset(f"JupyterLite se construit pour « {chapter.name} » ; cela prend une minute."))
    own = None if are_the_kits(data) else data
    for path, content in labo.labo_files(pyodide, chapter.notebook, own).items():
        files.put(path, content)
    chapter.labo = labo.ADDRESS


def _print(files, chapters, edition, say):
    """Print each lesson to PDF."""
    try:
        with printing() as to_bytes:
            for number, chapter in enumerate(chapters, start=1):
                say(typeset(f"PDF {number} sur {len(chapters)} : {chapter.name}."))
                page = document_html(chapter.notebook, chapter.title, edition, chapter.folder, edition.sentence)
                chapter.pdf = f"pdf/{chapter.name}.pdf"
                files.put(chapter.pdf, to_bytes(page))
    except ReferentialError as error:
        remedy = "Faites le site sans PDF : chaque page s'imprime aussi depuis le navigateur."
        raise ReferentialError(error.args[0], remedy) from None
