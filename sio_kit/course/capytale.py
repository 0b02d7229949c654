"""A lesson for Capytale, where Python runs in the browser: a notebook that loads the kit from a file beside it."""

import json
import re
from pathlib import Path

from sio_kit.course.document.html import NEEDS_PYTHON
from sio_kit.course.lessons import read_notebook
from sio_kit.course.student import student_copy
from sio_kit.course.wheel import COURSE_DATA, wheel
from sio_kit.errors import ReferentialError
from sio_kit.files import check_free, make_folder, write
from sio_kit.folders import DATA, DATA_VARIABLE, are_the_kits
from sio_kit.typography import typeset

UNPACKED = "cours_sio"  # the folder in which the first cell puts the kit
WIDGETS = re.compile(r"^\s*(import|from) ipywidgets\b", re.MULTILINE)
SERVER = re.compile(r"\bMailLab\(")
FILE_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!#|\w+:|//)[^)]*\)")

HELP = typeset("""\
**Pour commencer**, exécutez la cellule qui suit : cliquez dedans, puis tapez Maj + Entrée. Elle charge le cours ; \
cela prend jusqu'à une minute. Exécutez ensuite les autres cellules, de haut en bas.

<details><summary>Rien ne se passe ?</summary>

- À gauche d'une cellule, `[*]` : elle travaille encore. Attendez ; au bout de deux minutes, rechargez la page.
- « Il manque le fichier… » : il n'est pas dans les fichiers annexes de l'activité. Dites-le à votre professeur.
- `NameError` ou `No module named 'sio_kit'` : une cellule plus haut n'a pas été exécutée. Reprenez du début.
- Une carte ou un formulaire reste vide : rechargez la page, puis reprenez du début.

</details>""")

FIRST_CELL = """\
import sys, zipfile
from importlib.util import find_spec
from pathlib import Path
import matplotlib, pandas, traitlets  # le cours en a besoin
if not getattr(find_spec("sio_kit"), "origin", None):  # sinon, il est déjà installé
    for fichier in filter(zipfile.is_zipfile, Path().glob("sio_kit*")):
        zipfile.ZipFile(fichier).extractall("{folder}")
        sys.path.insert(0, "{folder}")
{data}try:
    from sio_kit import load_referential
    print("{ready}")
except ImportError:
    print("{missing}")"""
OWN_DATA = 'import os\nos.environ.setdefault("{variable}", "{folder}/{data}")\n'
READY = typeset("Le cours est prêt : exécutez les cellules suivantes, de haut en bas.")
MISSING = typeset(
    "Il manque le fichier {name} : ajoutez-le aux fichiers annexes de l'activité, puis rechargez la page."
)


def make_capytale(lesson, course, target=None, student=False, replace=False):
    """Write a lesson's notebook for Capytale, and the wheel that it loads.

    Parameters
    ----------
    lesson : sio_kit.course.lessons.Lesson
    course : path
        The folder that holds the course's `data`; where it has none, the kit's are read.
    target : path, optional
        The folder to write into. Default: `capytale-` and the lesson's number.
    student : bool
        Leave out the notes and the answers.
    replace : bool
        Write over files that exist.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ReferentialError
        The notebook cannot be read or used there, a file exists or cannot be written.
    """
    folder = Path(target or f"capytale-{(re.match(r'[0-9]+', lesson.name) or [lesson.name])[0]}")
    data = Path(course, DATA)
    own = data if data.is_dir() and not are_the_kits(data) else None
    name, content = wheel(own)
    notebook = capytale_notebook(read_notebook(lesson.path), lesson.name, name, own is not None, student)
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    files = {folder / lesson.path.name: f"{text}\n".encode("utf-8", "replace"), folder / name: content}
    check_free(files, replace)
    make_folder(folder)
    for path, written in files.items():
        write(path, written)
    return list(files)


def capytale_notebook(notebook, name, wheel_name, own_data=False, student=False):
    """Return a notebook without outputs that begins by loading the kit; what works nowhere there is said or refused."""
    if any(SERVER.search(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"):
        raise ReferentialError(
            f"« {name} » fait vivre un vrai serveur de messagerie, ce que Python ne peut pas dans un navigateur.",
            "Donnez plutôt son document, où il se rejoue : sio-kit document.",
        )
    if student:
        student_copy(notebook)
    for_browser(notebook)
    first = [_markdown("sio-kit-aide", HELP), _code("sio-kit-charger", _first_cell(wheel_name, own_data))]
    notebook["cells"] = [*first, *notebook["cells"]]
    if notebook["nbformat_minor"] < 5:  # an older format, whose cells have no names
        for cell in notebook["cells"]:
            cell.pop("id", None)
    return notebook


def for_browser(notebook):
    """Make a notebook in place one that Python can run in a browser; return it."""
    notebook["metadata"].pop("widgets", None)
    notebook["cells"] = [_for_browser(cell) for cell in notebook["cells"]]
    return notebook


def _first_cell(wheel_name, own_data):
    data = OWN_DATA.format(variable=DATA_VARIABLE, folder=UNPACKED, data=COURSE_DATA) if own_data else ""
    missing = MISSING.format(name=wheel_name)
    return FIRST_CELL.format(folder=UNPACKED, data=data, ready=READY, missing=missing)


def _for_browser(cell):
    """Return a cell as it can be there: not yet executed, no link to another file, no widget that Python must hear."""
    if cell["cell_type"] == "code":
        if WIDGETS.search(cell["source"]):
            return _markdown(cell.get("id", "sio-kit-widgets"), f"*{NEEDS_PYTHON}*")
        return {**cell, "outputs": [], "execution_count": None}
    if cell["cell_type"] == "markdown":
        return {**cell, "source": FILE_LINK.sub(r"\1", cell["source"])}
    return cell


def _markdown(name, text):
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


def _code(name, text):
    return {"cell_type": "code", "id": name, "metadata": {}, "source": text, "outputs": [], "execution_count": None}
