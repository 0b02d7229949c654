"""The notebooks of a course: which there are, in reading order, and which one a person means."""

import json
import os
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sio_kit.errors import ReferentialError, system_reason
from sio_kit.extras import needs


@dataclass(frozen=True)
class Lesson:
    """A notebook: its file, and its title as its first heading gives it."""

    path: Path
    title: str

    @property
    def name(self):
        return self.path.stem


def lessons(folder):
    """Return the notebooks of a folder in reading order, that of their names: a list of Lesson."""
    paths = sorted(path for path in Path(folder).glob("*.ipynb") if not path.name.startswith("."))
    return [Lesson(path, _title(path)) for path in paths]


def find_lesson(asked, folder):
    """Return the notebook that a person means: by its number (`1`, `01`), its name, a part of it, or its path.

    Raises
    ------
    ReferentialError
        There is none, or several; the text names those that exist, the nearest first.
    """
    path = Path(asked)
    if path.suffix == ".ipynb" and os.path.isfile(path):  # noqa: PTH113 -- it says no where Path.is_file raises
        return Lesson(path, _title(path))
    known = lessons(folder)
    found = [each for each in known if _is_meant(asked, each.name)]
    if len(found) == 1:
        return found[0]
    names = [each.name for each in known]
    near = [each.name for each in found] or get_close_matches(asked, names, n=2, cutoff=0.4)
    listed = ", ".join([*near, *(name for name in names if name not in near)])
    what = "désigne plusieurs notebooks" if found else "n'est le nom d'aucun notebook"
    raise ReferentialError(f"« {asked} » {what}. Choisissez parmi : {listed or 'aucun dans ce dossier'}.")


def _is_meant(asked, name):
    number = re.match(r"\d+", name)
    if asked.isdecimal():
        return number is not None and number[0].lstrip("0") == asked.lstrip("0")
    wanted = asked.removesuffix(".ipynb").casefold()
    return bool(wanted) and wanted in (name.casefold(), re.sub(r"^\d+_", "", name).casefold())


def read_notebook(path):
    """Return a notebook (nbformat 4).

    Raises
    ------
    ReferentialError
        The file cannot be read, or is no notebook.
    """
    with needs():
        import nbformat

    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _no_notebook(path) from None
    except OSError as error:
        raise ReferentialError(f"Le fichier « {path} » ne peut pas être lu ({system_reason(error)}).") from None
    try:
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except Exception:  # nbformat raises whatever the damage leads to
        raise _no_notebook(path) from None
    return notebook


def is_note(cell):
    """Tell whether a cell is for the teacher alone: its slide type is *notes*."""
    return cell.metadata.get("slideshow", {}).get("slide_type") == "notes"


def _no_notebook(path):
    return ReferentialError(f"Le fichier « {path} » n'est pas un notebook. Ouvrez-le dans JupyterLab pour voir.")


def _title(path):
    """Return a notebook's first heading, its name where there is none."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        prose = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        headings = (re.search(r"^# +(.+)$", text, flags=re.MULTILINE) for text in prose)
        return next(found[1].strip() for found in headings if found)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, StopIteration):
        return path.stem
