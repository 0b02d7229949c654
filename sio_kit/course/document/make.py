"""Run a notebook and write its document, and the answers apart where they are asked for."""

import os
import subprocess
import tempfile
from copy import deepcopy
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
from sio_kit.referential.load import load_referential
from sio_kit.typography import typeset

ANSWERS = "-corrige"


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
        `"html"` or `"pdf"`.
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
    target = file_path(target or f"{lesson.name}.{form}")
    targets = {target: document_html}
    if answers:
        targets[target.with_name(f"{target.stem}{ANSWERS}{target.suffix}")] = corrige_html
    check_free(targets, replace)
    notebook = read_notebook(lesson.path)
    environment = jupyter_environment(course)
    edition = load_referential(environment[DATA_VARIABLE]).edition
    say(typeset(f"« {lesson.name} » s'exécute ; cela prend quelques secondes."))
    folder = lesson.path.resolve().parent
    run(notebook, folder, environment)
    shown = {document_html: deepcopy(notebook) if student else notebook, corrige_html: notebook}
    if student:
        student_copy(shown[document_html])
    pages = {each: make(shown[make], lesson.title, edition, folder, edition.sentence) for each, make in targets.items()}
    to_bytes = to_pdf if form == "pdf" else lambda page: page.encode("utf-8", "replace")
    contents = {each: to_bytes(page) for each, page in pages.items() if page}
    for each, content in contents.items():
        write(each, content)
    return list(contents)


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
