"""Show a lesson without its code, as a page or as slides whose widgets are live, on this machine alone."""

import os
import secrets
import threading
import webbrowser
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sio_kit.course.lab import JUPYTER, as_arguments, jupyter_environment
from sio_kit.course.lessons import read_notebook
from sio_kit.course.server import ADDRESS, announce, end_with, hush_kernels, jupyter_process, listening
from sio_kit.errors import ReferentialError
from sio_kit.extras import needs
from sio_kit.folders import DATA_VARIABLE
from sio_kit.referential.load import load_referential


@dataclass(frozen=True)
class VoilaTemplate:
    """How a lesson is shown: the name of its Voilà template, and what it is called."""

    template: str
    name: str


PAGE = VoilaTemplate("sio_page", "La page")
SLIDES = VoilaTemplate("sio_slides", "La présentation")


def open_page(lesson, course, shown_as=PAGE, port=None, browser=True, verbose=False, say=print):
    """Serve a lesson until Ctrl+C; the others of its folder are reached by its links.

    Parameters
    ----------
    lesson : sio_kit.course.lessons.Lesson
    course : path
        The folder that holds the course's `data`.
    shown_as : VoilaTemplate
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
    templates = os.pathsep.join(filter(None, [str(JUPYTER), os.environ.get("JUPYTER_PATH", "")]))
    environment = {**jupyter_environment(course), "JUPYTER_PATH": templates}
    with (
        listening(port) as socket,
        TemporaryDirectory(prefix="sio-kit-", ignore_cleanup_errors=True) as connections,
        jupyter_process(environment, verbose),
    ):
        # Imported here: they read the environment.
        with needs():
            from tornado.ioloop import IOLoop
            from traitlets.config import Config
            from voila.app import Voila

        port, token = socket.getsockname()[1], secrets.token_hex(24)
        told = Config({"VoilaConfiguration": {"resources": _edition(environment[DATA_VARIABLE])}})
        server, loop = Voila.instance(config=told), IOLoop.current()
        settings = _settings(shown_as, port, token) | {"Voila.connection_dir_root": connections}
        server.initialize([str(lesson.path.resolve().parent), *as_arguments(settings)])
        end_with(lambda: loop.add_callback_from_signal(loop.stop))
        server.listen = lambda: _answer(server, socket, loop, verbose)
        address = f"http://{ADDRESS}:{port}/voila/render/{quote(lesson.path.name)}?token={token}"
        announce(shown_as.name, address, browser, say)
        if browser:
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
        server.start()
        server.clear_instance()
    say(f"{shown_as.name} est fermée.")


def _edition(data):
    """Return what the templates tell of the edition; nothing where the data cannot be read, as the cells will say."""
    try:
        edition = load_referential(data).edition
    except ReferentialError:
        return {}
    return {"edition": str(edition), "edition_sentence": edition.sentence}


def _answer(server, socket, loop, verbose):
    """Answer on the socket until the loop is stopped; then stop the kernels. Voilà's own way leaves some of them."""
    from jupyter_core.utils import run_sync
    from tornado.httpserver import HTTPServer

    if not verbose:
        hush_kernels(server.kernel_manager)
    socket.setblocking(False)
    http = HTTPServer(server.app)
    http.add_socket(socket)
    loop.start()
    http.stop()
    run_sync(server.kernel_manager.shutdown_all)()


def _settings(shown_as, port, token):
    return {
        "Voila.ip": ADDRESS,
        "Voila.port": port,
        "Voila.token": token,
        "VoilaConfiguration.template": shown_as.template,
        "VoilaConfiguration.classic_tree": True,
        # An error is shown by the kit's template, in French, and the cells after it run.
        "VoilaConfiguration.show_tracebacks": True,
        "VoilaExecutor.show_tracebacks": True,
        "VoilaExecutor.allow_errors": True,
        # Voilà's own way to stop the kernel of a page that is left is refused to pages with a token.
        "MappingKernelManager.cull_idle_timeout": 120,
        "MappingKernelManager.cull_interval": 30,
    }
