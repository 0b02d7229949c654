"""Open a quiz for the projector, as `--format projecteur` wrote it, in the browser of this machine."""

import os
import webbrowser
from pathlib import Path

from sio_kit.errors import ReferentialError, system_reason
from sio_kit.quiz.projector import CONTROLS
from sio_kit.typography import guillemets


def open_quiz(path, browser=True, say=print):
    """Open the page, or say its address where no browser is wanted.

    Raises
    ------
    ReferentialError
        The file cannot be read, or is no quiz for the projector.
    """
    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            raise ReferentialError(f"« {path} » n'est pas un fichier. Donnez le quiz à projeter.")
        page = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ReferentialError(f"Le fichier « {path} » ne peut pas être lu ({system_reason(error)}).") from None
    if CONTROLS not in page:
        raise ReferentialError(
            f"« {path} » n'est pas un quiz pour le projecteur. "
            "Faites-en un : sio-kit quiz --format projecteur. Une leçon se projette par son numéro : "
            "sio-kit presenter 01."
        )
    address = Path(os.path.abspath(file)).as_uri()  # noqa: PTH100 -- a link stays a link
    say(f"Le quiz : {address}")
    if browser and not webbrowser.open(address):
        say(f"Ouvrez cette adresse dans un navigateur, ou le fichier {guillemets(file.name)}.")
