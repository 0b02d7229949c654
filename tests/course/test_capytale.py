"""What `sio-kit capytale` writes: a notebook whose first cell loads the kit, and the wheel that it loads."""

import base64
import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from conftest import change_table, plain

import sio_kit
from sio_kit.command.cli import main
from sio_kit.course.wheel import wheel
from sio_kit.folders import DATA, NOTEBOOKS, kit_folder

ROOT = Path(sio_kit.__file__).parent.parent
# As where the kit is not installed; pandas and matplotlib, which nothing here asks for, take long to be loaded.
ELSEWHERE = f"""import sys; sys.path[:] = [place for place in sys.path if place != {str(ROOT)!r}]
sys.modules["matplotlib"] = sys.modules["pandas"] = sys
"""


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err).strip()


def cells(path, kind):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def run(folder, *sources):
    """Run cells in a fresh Python without the kit; return what they print."""
    code = ELSEWHERE + "\n".join(sources)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return plain(done.stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What the command writes of the first lesson for a class."""
    folder = tmp_path_factory.mktemp("capytale") / "capytale-01"
    assert main(["capytale", "01", "--etudiant", "--sortie", str(folder)]) == 0
    return folder


def test_it_says_where_both_files_go_and_replaces_nothing_unasked(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["capytale", "01"]) == 0
    written, wheel_file, where, notes = said(capsys).split("\n")
    assert (written, wheel_file) == (
        "Écrit : capytale-01/01_processus.ipynb",
        "Écrit : capytale-01/sio_kit-0.1.0-py3-none-any.whl",
    )
    assert "aux fichiers annexes de l'activité." in where
    assert notes == "Ce notebook porte vos notes et les réponses : pour une classe, ajoutez --etudiant."
    assert main(["capytale", "01"]) == 1
    assert said(capsys).endswith("existe déjà : il n'est pas changé. Ajoutez --remplacer, ou choisissez --sortie.")
    assert main(["capytale", "01", "--remplacer", "--etudiant"]) == 0
    assert "vos notes" not in said(capsys)


def test_the_notebook_begins_by_loading_the_kit_and_shows_nothing_yet(made):
    path = made / "01_processus.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert "widgets" not in notebook.metadata
    help_cell, first, *_ = notebook.cells
    assert "Rien ne se passe ?" in plain(help_cell.source)
    assert first.source.startswith("import sys, zipfile\n")
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells(path, "code"))
    prose = "\n".join(cell.source for cell in cells(path, "markdown"))
    assert "Note pour l'enseignant" not in prose
    assert ".ipynb" not in prose
    assert path.stat().st_size < 60_000


def test_the_first_cell_loads_the_wheel_or_says_what_is_missing(made, tmp_path):
    first, second, *_ = (cell.source for cell in cells(made / "01_processus.ipynb", "code"))
    assert run(tmp_path, first).startswith(
        "Il manque le fichier sio_kit-0.1.0-py3-none-any.whl : ajoutez-le aux fichiers annexes de l'activité"
    )
    shutil.copy(next(made.glob("*.whl")), tmp_path)
    shown = run(tmp_path, first, second, "print(sio_kit.__file__, ref, len(sio_kit.question_bank(ref)) > 100)")
    ready, place = shown.splitlines()
    assert ready == "Le cours est prêt : exécutez les cellules suivantes, de haut en bas."
    assert (
        place
        == f"{tmp_path}/cours_sio/sio_kit/__init__.py <Référentiel du BTS SIO, Annexe I : 40 tables, 163 passages> True"
    )


def test_the_wheel_is_sound_light_and_the_same_twice():
    name, content = wheel()
    assert (name, content) == wheel()
    assert len(content) < 700_000
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    about = "sio_kit-0.1.0.dist-info"
    record = {path: (digest, size) for path, digest, size in csv.reader(io.StringIO(files[f"{about}/RECORD"].decode()))}
    assert record.pop(f"{about}/RECORD") == ("", "")
    digests = {path: base64.urlsafe_b64encode(hashlib.sha256(each).digest()) for path, each in files.items()}
    expected = {path: f"sha256={digest.rstrip(b'=').decode()}" for path, digest in digests.items()}
    assert record == {path: (expected[path], str(len(files[path]))) for path in record}
    assert {*record, f"{about}/RECORD"} == set(files)
    assert {f"{about}/{each}" for each in ("METADATA", "WHEEL", "licenses/LICENSE")} < set(files)
    assert not any(path.startswith(("sio_kit/course/", "sio_kit/command/", "sio_kit/notebooks/")) for path in files)


def test_a_courses_own_tables_go_with_it(tmp_path):
    course = tmp_path / "cours"
    shutil.copytree(kit_folder(DATA), course / DATA)
    (course / NOTEBOOKS).mkdir()
    shutil.copy(kit_folder(NOTEBOOKS) / "00_accueil.ipynb", course / NOTEBOOKS)
    change_table(course / DATA, "options", lambda rows: [{**row, "sigle": f"{row['sigle']} local"} for row in rows])
    assert main(["--dossier", str(course), "capytale", "00", "--sortie", str(tmp_path / "vers")]) == 0
    first = cells(tmp_path / "vers" / "00_accueil.ipynb", "code")[0].source
    code = "print(load_referential().rows('options')[0]['sigle'])"
    assert run(tmp_path / "vers", first, code).splitlines()[1:] == ["SISR local"]


def test_what_the_browser_cannot_do_is_said_in_its_place(tmp_path):
    assert main(["capytale", "10", "--sortie", str(tmp_path)]) == 0
    path = tmp_path / "10_donnees.ipynb"
    assert not any("ipywidgets" in cell.source for cell in cells(path, "code"))
    assert any(plain(cell.source).startswith("*Ici, dans JupyterLab : des widgets") for cell in cells(path, "markdown"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["11"],
            "« 11_labo_messagerie » fait vivre un vrai serveur de messagerie, ce que Python ne peut pas dans un navigateur. "
            "Donnez plutôt son document, où il se rejoue : sio-kit document.",
        ),
        (
            ["00", "--sortie", "fichier"],
            "Le dossier « fichier » ne peut pas être fait (ce n'est pas un dossier). "
            "Choisissez un autre nom ou un autre dossier.",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(capsys, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    Path("fichier").write_text("", encoding="utf-8")
    assert main(["capytale", *arguments]) == 1
    assert said(capsys) == sentence
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fichier"]


def test_a_notebook_of_odd_cells_is_taken(tmp_path):
    (tmp_path / NOTEBOOKS).mkdir()
    cells_given = [
        {"cell_type": "raw", "metadata": {}, "source": "[a](b.ipynb)"},
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": ["![i](image.png) [a](01_b.ipynb) [c](https://d.fr) [e](#f)"],
        },
    ]
    notebook = {"cells": cells_given, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (tmp_path / NOTEBOOKS / "1_à moi.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert main(["--dossier", str(tmp_path), "capytale", "1", "--sortie", str(tmp_path / "vers")]) == 0
    texts = [cell.source for cell in cells(tmp_path / "vers" / "1_à moi.ipynb", "markdown")]
    assert texts[-1] == "![i](image.png) a [c](https://d.fr) [e](#f)"
