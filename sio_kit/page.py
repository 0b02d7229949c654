"""Show a lesson as an interactive page, without its code, on this machine alone."""

import logging
import os
import secrets
import socket
import threading
import webbrowser
from urllib.parse import quote

from sio_kit.folders import PACKAGE
from sio_kit.lab import ADDRESS, announce, as_arguments, check_port, jupyter_environment

TEMPLATE = "sio_page"


def open_page(lesson, course, port=None, browser=True, verbose=False, say=print):
    """Serve a lesson as a page until Ctrl+C; the others of its folder are reached by its links.

    Parameters
    ----------
    lesson : sio_kit.lessons.Lesson
    course : path
        The folder that holds the course's `data`.
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
        The port cannot be used.
    """
    if port is not None:
        check_port(port)
    port = port or _free_port()
    os.environ.update(jupyter_environment(course))
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(PACKAGE / "jupyter"), os.environ.get("JUPYTER_PATH", "")])
    )
    if not verbose:
        logging.disable(logging.CRITICAL)
    # Imported here: it reads the environment.
    from voila.app import Voila

    server = Voila.instance()
    token = secrets.token_hex(24)
    server.initialize(_arguments(lesson.path.resolve().parent, port, token))
    address = f"http://{ADDRESS}:{port}/voila/render/{quote(lesson.path.name)}?token={token}"
    announce("La page", address, browser, say)
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    server.start()
    say("La page est fermée.")


def _arguments(folder, port, token):
    settings = {
        "Voila.ip": ADDRESS,
        "Voila.port": port,
        "Voila.port_retries": 0,
        "Voila.open_browser": False,
        "Voila.token": token,
        "VoilaConfiguration.template": TEMPLATE,
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
