"""What JupyterLite is given in a site: a Pyodide cut to what the lesson needs, and the kit among its packages."""

import json
import sys

import pytest
from conftest import plain

from sio_kit.command.cli import main
from sio_kit.course.site.labo import CORE, LOCK, PACKAGES, runtime
from sio_kit.errors import ReferentialError
from sio_kit.folders import NOTEBOOKS

RELEASE = "Téléchargez une version complète de Pyodide (github.com/pyodide/pyodide/releases) et décompressez-la."


@pytest.fixture
def pyodide(tmp_path):
    """A folder shaped as a release of Pyodide, its files empty."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    depends = {"pandas": ["numpy"], "numpy": ["OpenBLAS"], "openblas": [], "scipy": ["numpy"]}
    entries = {name: {"file_name": f"{name}.whl", "depends": depends.get(name, [])} for name in (*PACKAGES, *depends)}
    (folder / LOCK).write_text(json.dumps({"info": {"python": "3.14.0"}, "packages": entries}), encoding="utf-8")
    for name in (*CORE, *(f"{name}.whl" for name in entries)):
        (folder / name).write_bytes(b"")
    return folder


def test_it_keeps_what_the_lesson_needs_and_adds_the_kit(pyodide):
    files = runtime(pyodide)
    lock = json.loads(files[LOCK])
    assert lock["info"] == {"python": "3.14.0"}
    assert set(lock["packages"]) == {*PACKAGES, "numpy", "openblas", "sio-kit", "comm"}
    assert {each["file_name"] for each in lock["packages"].values()} == set(files) - {LOCK, *CORE}
    kit = lock["packages"]["sio-kit"]
    assert kit["imports"] == ["sio_kit"]
    assert kit["depends"] == ["matplotlib", "pandas", "traitlets"]
    assert files[kit["file_name"]][:2] == files[lock["packages"]["comm"]["file_name"]][:2] == b"PK"


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"packages": {}}'])
def test_a_folder_that_is_no_pyodide_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / LOCK).write_text(content, encoding="utf-8")
    with pytest.raises(ReferentialError) as caught:
        runtime(tmp_path)
    assert plain(caught.value) == f"« {tmp_path} » n'est pas un dossier de Pyodide. {RELEASE}"


def test_what_a_release_lacks_is_named(pyodide):
    for name in ("pandas.whl", "pyodide.asm.wasm"):
        (pyodide / name).unlink()
    with pytest.raises(ReferentialError) as caught:
        runtime(pyodide)
    assert plain(caught.value) == f"Il manque dans « {pyodide} » : pandas, pyodide.asm.wasm. {RELEASE}"


def test_without_jupyterlite_one_is_told_what_to_install(pyodide, tmp_path, capsys, monkeypatch):
    course = tmp_path / "cours"
    (course / NOTEBOOKS).mkdir(parents=True)
    notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (course / NOTEBOOKS / "10_donnees.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    monkeypatch.setitem(sys.modules, "jupyterlite_core", None)
    assert main(["site", str(tmp_path / "site"), "--dossier", str(course), "--labo", str(pyodide)]) == 1
    sentence = "Il manque « jupyterlite_core », que le kit n'installe qu'à la demande."
    assert plain(capsys.readouterr().err) == f'{sentence} Tapez : pip install "sio_kit[lite]", puis recommencez.\n'
    assert not (tmp_path / "site").exists()


def test_a_lesson_leads_to_jupyterlite_and_a_course_without_it_says_so(pyodide, tmp_path, capsys, monkeypatch):
    course, asked = tmp_path / "cours", []

    def made(folder, notebook, data):
        asked.append((folder, len(notebook.cells), data))
        return {"labo/notebooks/index.html": b"<!DOCTYPE html>"}

    monkeypatch.setattr("sio_kit.course.site.labo.labo_files", made)
    (course / NOTEBOOKS).mkdir(parents=True)
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# Les données"}]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (course / NOTEBOOKS / "10_donnees.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    command = ["site", str(tmp_path / "site"), "--dossier", str(course), "--labo", str(pyodide)]
    assert main(command) == 0
    assert asked == [(str(pyodide), 1, None)]
    page = (tmp_path / "site" / "10_donnees.html").read_text(encoding="utf-8")
    assert 'href="labo/notebooks/index.html?path=10_donnees.ipynb"' in page
    assert (tmp_path / "site" / "labo" / "notebooks" / "index.html").exists()
    assert "labo/" not in (tmp_path / "site" / "sw.js").read_text(encoding="utf-8")
    (course / NOTEBOOKS / "10_donnees.ipynb").rename(course / NOTEBOOKS / "11_suite.ipynb")
    assert main([*command, "--remplacer"]) == 1
    assert plain(capsys.readouterr().err) == "Ce cours n'a pas de leçon « 10_donnees » à ouvrir dans JupyterLite.\n"
