"""Run a notebook and write its document, and the answers apart where they are asked for."""

import os
import subprocess
import tempfile
from pathlib import Path

from sio_kit.course.document.html import corrige_html, document_html
from sio_kit.course.document.pdf import to_pdf
from sio_kit.course.lab import jupyter_environment, kernel_settings
from sio_kit.course.lessons import read_notebook
from sio_kit.course.student import student_copy
from sio_kit.errors import ReferentialError
from sio_kit.extras import needs
from sio_kit.files import check_free, file_path, write
from sio_kit.folders import DATA_VARIABLE
from sio_kit.frontend.scorm import package
from sio_kit.referential.load import load_referential
from sio_kit.typography import typeset

ANSWERS = "-corrige"
SUFFIXES = {"html": ".html", "pdf": ".pdf", "scorm": ".zip"}


def make_document(lesson, course, target=None, form="html", answers=False, replace=False, say=print, student=False):
    """Write a lesson's document, freshly run on the course's data.

    Parameters
    ----------
    lesson : sio_kit.course.lessons.Lesson
    course : path
        The folder that holds the course's `data`; where it has none, the kit's are read.
    target : path, optional
        Default: the lesson's name in the current folder.
    form : str
        `"html"`, `"pdf"`, or `"scorm"`: a package for a learning platform, whose answers apart are HTML.
    answers : bool
        Write the folded answers too, in a file of their own beside it.
    replace : bool
        Write over files that exist.
    say : callable
        Takes each French sentence for the user.
    student : bool
        Leave the answers out of the document, folded as they are.

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
    target = file_path(target or f"{lesson.name}{SUFFIXES[form]}")
    apart = target.with_name(f"{target.stem}{ANSWERS}{SUFFIXES['html'] if form == 'scorm' else target.suffix}")
    check_free([target, apart] if answers else [target], replace)
    notebook = read_notebook(lesson.path)
    environment = jupyter_environment(course)
    edition = load_referential(environment[DATA_VARIABLE]).edition
    say(typeset(f"« {lesson.name} » s'exécute ; cela prend quelques secondes."))
    folder = lesson.path.resolve().parent
    run(notebook, folder, environment)
    told = (lesson.title, edition, folder, edition.sentence)
    corrige = corrige_html(notebook, *told) if answers else ""
    if student:
        student_copy(notebook)
    page = document_html(notebook, *told, played=form == "scorm")
    contents = {target: package(page, lesson.title, edition) if form == "scorm" else _content(page, form)}
    if corrige:
        contents[apart] = _content(corrige, form)
    for each, content in contents.items():
        write(each, content)
    return list(contents)


def _content(page, form):
    return to_pdf(page) if form == "pdf" else page.encode("utf-8", "replace")


def run(notebook, folder, environment):
    """Execute a notebook in place, with this very Python; a cell that fails keeps its error, and the others run."""
    with needs():
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
        from nbclient.exceptions import DeadKernelError

    settings = {"allow_errors": True, "record_timing": False, "coalesce_streams": True}
    kernels = KernelSpecManager(kernel_dirs=[])
    with tempfile.TemporaryDirectory(prefix="sio-kit-", ignore_cleanup_errors=True) as passing:
        connection = str(Path(passing, "kernel.json"))
        manager = AsyncKernelManager(kernel_spec_manager=kernels, connection_file=connection, **kernel_settings())
        client = NotebookClient(notebook, km=manager, **settings)
        try:
            started = {"cwd": str(folder), "env": {**os.environ, **environment}, "stderr": subprocess.DEVNULL}
            client.execute(cleanup_kc=True, **started)
        except DeadKernelError:
            raise ReferentialError(
                "Python s'est arrêté pendant l'exécution du notebook, et rien n'est écrit. "
                "Exécutez-le dans JupyterLab pour voir quelle cellule l'arrête."
            ) from None
        except AssertionError:  # how nbclient ends when it is told to stop
            raise KeyboardInterrupt from None
