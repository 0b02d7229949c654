"""A course for the site's tests: the kit's lessons, and notebooks of the tests' own, none of them executed."""

import json
import shutil
import threading
from contextlib import contextmanager

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pages import notebook_of

import sio_kit
from sio_kit.course.site import make, make_site
from sio_kit.course.site.serve import serving
from sio_kit.folders import DATA, NOTEBOOKS, kit_folder

FORMS = {"ServiceWorkshop": "service", "OptionJournal": "journal", "ChoiceLab": "labo", "QualityGrid": "grille"}
NASTY = "<script>alert(1)</script> & « l'essai »"


def write_course(course, ref):
    """Put the kit's course into a folder, with a notebook a form and one whose title is nasty."""
    shutil.copytree(kit_folder(DATA), course / DATA)
    shutil.copytree(kit_folder(NOTEBOOKS), course / NOTEBOOKS, ignore=shutil.ignore_patterns(".*"))
    for number, (form, name) in enumerate(FORMS.items(), start=20):
        write(course, f"{number}_{name}", notebook_of(getattr(sio_kit.widgets, form)(ref)))
    write(course, "30_quiz", notebook_of(sio_kit.widgets.Quiz(ref, n=3, seed=1)))
    write(course, "31_carte", notebook_of(sio_kit.widgets.ProcessMap(ref)))
    write(course, "32 à moi", nasty_notebook())
    return course


def write(course, name, notebook):
    nbformat.write(notebook, course / NOTEBOOKS / f"{name}.ipynb")


def nasty_notebook():
    cells = [
        new_markdown_cell(f"# {NASTY}\n\n- **Durée en classe** : 1 séance.\n- **À la fin, vous saurez** lire *L017*."),
        new_markdown_cell("À dire.", metadata={"slideshow": {"slide_type": "notes"}}),
        new_markdown_cell(
            "## Une partie\n\n[La carte](31_carte.ipynb#Un-titre), [absente](sujet.pdf), la phrase (L023)."
        ),
        new_markdown_cell("Et ?\n\n<details><summary>Réponse</summary>\n\nSecrète.\n\n</details>"),
        new_markdown_cell("<img src=x onerror=alert(2)> <a href='javascript:alert(3)'>lien</a>"),
        new_code_cell("x", outputs=[new_output("display_data", {"text/html": "<b>une sortie</b>"})]),
    ]
    return new_notebook(cells=cells)


def build(course, folder, **settings):
    """Make the site of a course, no notebook executed."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(make, "run", lambda *_: None)
        return make_site(folder, course, say=lambda _: None, **settings)


def change_lesson(course, words):
    """Add words to a notebook of the course."""
    path = course / NOTEBOOKS / "31_carte.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = f"# {words}"
    path.write_text(json.dumps(notebook), encoding="utf-8")


@contextmanager
def served(folder):
    """Serve a folder; give its address."""
    with serving(folder) as (server, address):
        thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        yield address
        server.shutdown()
        thread.join()
