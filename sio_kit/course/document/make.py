"""Run a notebook and write its document, and the answers apart where they are asked for."""

import os
from pathlib import Path

from sio_kit.course.document.html import corrige_html, document_html
from sio_kit.course.document.pdf import to_pdf
from sio_kit.course.lab import jupyter_environment, kernel_settings
from sio_kit.course.lessons import read_notebook
from sio_kit.files import check_free, write
from sio_kit.referential.load import load_referential
from sio_kit.typography import typeset

ANSWERS = "-corrige"


def make_document(lesson, course, target=None, form="html", answers=False, replace=False, say=print):
    """Write a lesson's document, freshly run on the course's data.

    Parameters
    ----------
    lesson : sio_kit.course.lessons.Lesson
    course : path
        The folder that holds the course's `data`; where it has none, the kit's are read.
    target : path, optional
        Default: the lesson's name in the current folder.
    form : str
        `"html"` or `"pdf"`.
    answers : bool
        Write the folded answers too, in a file of their own beside it.
    replace : bool
        Write over files that exist.
    say : callable
        Takes each French sentence for the user.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ReferentialError
        The notebook cannot be read, a file exists or cannot be written, there is no browser for a PDF. What was there
        is as it was.
    """
    target = Path(target or f"{lesson.name}.{form}")
    targets = [target, target.with_name(f"{target.stem}{ANSWERS}{target.suffix}")] if answers else [target]
    check_free(targets, replace)
    notebook = read_notebook(lesson.path)
    say(typeset(f"« {lesson.name} » s'exécute ; cela prend quelques secondes."))
    os.environ.update(jupyter_environment(course))
    _run(notebook, lesson.path.resolve().parent)
    edition = load_referential().title
    pages = [make(notebook, lesson.title, edition) for make in (document_html, corrige_html)[: len(targets)]]
    written = [(each, page) for each, page in zip(targets, pages, strict=True) if page]
    contents = [to_pdf(page) if form == "pdf" else page.encode("utf-8", "replace") for _, page in written]
    for (each, _), content in zip(written, contents, strict=True):
        write(each, content)
    return [each for each, _ in written]


def _run(notebook, folder):
    """Execute a notebook in place; a cell that fails keeps its error, and the others run."""
    from nbclient import NotebookClient
    from traitlets.config import Config

    config = Config({"KernelManager": kernel_settings()})
    settings = {"allow_errors": True, "record_timing": False, "resources": {"metadata": {"path": str(folder)}}}
    NotebookClient(notebook, config=config, **settings).execute()
