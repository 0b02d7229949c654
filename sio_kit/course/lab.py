"""Open JupyterLab in French on the course, apart from the user's own Jupyter settings."""

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from sio_kit.course.server import ADDRESS, announce, end_with, hush_kernels, jupyter_process, listening
from sio_kit.extras import needs
from sio_kit.folders import DATA, DATA_VARIABLE, NOTEBOOKS, kit_folder

JUPYTER = Path(__file__).with_name("jupyter")  # the kit's own settings and templates
FIRST_PAGE = "notebooks/00_accueil.ipynb"


def open_lab(course, port=None, browser=True, verbose=False, say=print):
    """Run JupyterLab until Ctrl+C.

    Parameters
    ----------
    course : path
        The folder that holds `notebooks` and `data`.
    port : int, optional
        Default: the first free one from 8888 on.
    browser : bool
        Open the user's browser on the first page.
    verbose : bool
        Let Jupyter print its own log (in English).
    say : callable
        Takes each French sentence for the user.

    Raises
    ------
    ReferentialError
        The port cannot be used.
    """
    if port is not None:
        with listening(port):  # Jupyter would say in English, or not at all, that it cannot
            pass
    with jupyter_process(jupyter_environment(course), verbose):
        # Imported here: it reads the environment.
        with needs():
            from jupyterlab.labapp import LabApp

        _trust_own_notebooks()
        server = LabApp.initialize_server(_arguments(Path(course), port, browser))
        if not verbose:
            hush_kernels(server.kernel_manager)
        end_with(lambda: server.stop(from_signal=True))  # Jupyter would ask in English whether to stop
        server.io_loop.run_sync(lambda: None)  # from now on it listens
        address = f"http://{ADDRESS}:{server.port}/lab/tree/{FIRST_PAGE}?token={server.identity_provider.token}"
        announce("JupyterLab", address, browser, say)
        server.start()
        server.clear_instance()
    say("JupyterLab est arrêté. Ce que vous avez enregistré est gardé.")


def _arguments(course, port, browser):
    settings = {
        "ServerApp.ip": ADDRESS,
        "ServerApp.open_browser": browser,
        "ServerApp.root_dir": str(course.resolve()),
        "ServerApp.allow_root": True,  # a container or a test machine has no other user
        "LabApp.default_url": f"/lab/tree/{FIRST_PAGE}",
        "LabApp.extension_manager": "readonly",  # the other one asks the package registry
    }
    if port is not None:
        settings |= {"ServerApp.port": port, "ServerApp.port_retries": 0}
    return as_arguments(settings)


def _trust_own_notebooks():
    """Sign the kit's notebooks as they are: JupyterLab then shows their committed outputs with style and widgets."""
    with needs():
        import nbformat
        from nbformat.sign import NotebookNotary

    notary = NotebookNotary()
    for path in kit_folder(NOTEBOOKS).glob("*.ipynb"):
        with suppress(OSError, ValueError):  # a damaged notebook: JupyterLab says so when it is opened
            notary.sign(nbformat.read(path, as_version=4))


def as_arguments(settings):
    """Return settings as a Jupyter application's command line takes them, those of kernels added."""
    kernels = {f"KernelManager.{name}": value for name, value in kernel_settings().items()}
    return [f"--{name}={value}" for name, value in {**settings, **kernels}.items()]


def kernel_settings():
    """Return the settings of KernelManager: kernels that cannot be spoken to in secret warn of it in English."""
    with needs():
        import zmq
        from jupyter_client.manager import KernelManager

    secret = hasattr(KernelManager, "transport_encryption") and zmq.has("curve")
    return {"transport_encryption": "auto"} if secret else {}


def jupyter_environment(course):
    """Return the environment in which Jupyter reads the kit's settings and writes beside the user's own: a dict."""
    own, data = _state_folder(), Path(course, DATA)
    config_path = [str(JUPYTER), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, config_path)),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "lab" / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "lab" / "workspaces"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "IPYTHONDIR": str(own / "ipython"),
        DATA_VARIABLE: str((data if data.is_dir() else kit_folder(DATA)).resolve()),
    }


def _state_folder():
    """Return the kit's folder in the user's home; a passing one where the home cannot be written."""
    with needs():
        from platformdirs import user_data_path

    folder = user_data_path("sio-kit", appauthor=False)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    passing = tempfile.mkdtemp(prefix="sio-kit-")
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    return Path(passing)
