"""Show a lesson without its code, as a page or as slides whose widgets are live, on this machine alone."""

import logging
import os
import secrets
import socket
import threading
import webbrowser
from dataclasses import dataclass
from urllib.parse import quote

from sio_kit.course.lab import ADDRESS, JUPYTER, announce, as_arguments, check_port, jupyter_environment
from sio_kit.course.lessons import read_notebook


@dataclass(frozen=True)
class Form:
    """How a lesson is shown: its Voilà template, and what it is called."""

    template: str
    name: str


PAGE = Form("sio_page", "La page")
SLIDES = Form("sio_slides", "La présentation")


def open_page(lesson, course, form=PAGE, port=None, browser=True, verbose=False, say=print):
    """Serve a lesson until Ctrl+C; the others of its folder are reached by its links.

    Parameters
    ----------
    lesson : sio_kit.course.lessons.Lesson
    course : path
        The folder that holds the course's `data`.
    form : Form
        `PAGE` or `SLIDES`.
    port : int, optional
        Default: any free one.
    browser : bool
        Open the user's browser on the page.
    verbose : bool
        Let Voilà print its own log (in English).
    say : callable
        Takes each French sentence for the user.

    Raises
    ------
    ReferentialError
        The file is no notebook, or the port cannot be used.
    """
    read_notebook(lesson.path)
    if port is not None:
        check_port(port)
    port = port or _free_port()
    os.environ.update(jupyter_environment(course))
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(JUPYTER), os.environ.get("JUPYTER_PATH", "")]))
    if not verbose:
        logging.disable(logging.CRITICAL)
    # Imported here: it reads the environment.
    from voila.app import Voila

    server = Voila.instance()
    token = secrets.token_hex(24)
    server.initialize(_arguments(lesson.path.resolve().parent, form, port, token))
    address = f"http://{ADDRESS}:{port}/voila/render/{quote(lesson.path.name)}?token={token}"
    announce(form.name, address, browser, say)
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    server.start()
    say(f"{form.name} est fermée.")


def _arguments(folder, form, port, token):
    settings = {
        "Voila.ip": ADDRESS,
        "Voila.port": port,
        "Voila.port_retries": 0,
        "Voila.open_browser": False,
        "Voila.token": token,
        "VoilaConfiguration.template": form.template,
        "VoilaConfiguration.classic_tree": True,
        # An error is shown by the kit's template, in French, and the cells after it run.
        "VoilaConfiguration.show_tracebacks": True,
        "VoilaExecutor.show_tracebacks": True,
        "VoilaExecutor.allow_errors": True,
        # Voilà's own way to stop the kernel of a page that is left is refused to pages with a token.
        "MappingKernelManager.cull_idle_timeout": 120,
        "MappingKernelManager.cull_interval": 30,
    }
    return [str(folder), *as_arguments(settings)]


def _free_port():
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]
