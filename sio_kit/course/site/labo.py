"""JupyterLite in a site: Python itself, in the browser, for the lesson whose cells one changes."""

import hashlib
import json
import subprocess
import sys
import tempfile
from copy import deepcopy
from pathlib import Path

from sio_kit.course.capytale import for_browser
from sio_kit.course.wheel import NEEDED, installed_wheel, wheel
from sio_kit.errors import ReferentialError
from sio_kit.extras import needs

LESSON, FOLDER = "10_donnees", "labo"
ADDRESS = f"{FOLDER}/notebooks/index.html?path={LESSON}.ipynb"
LOCK = "pyodide-lock.json"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PACKAGES = (*NEEDED, "ipython", "jedi", "micropip")  # what the notebook and its kernel import
SETTINGS = {"@jupyterlab/translation-extension:plugin": {"locale": "fr_FR"}}
RELEASE = "Téléchargez une version complète de Pyodide (github.com/pyodide/pyodide/releases) et décompressez-la."


def labo_files(pyodide, notebook, data=None):
    """Return the files of JupyterLite with one notebook, by their paths in the site.

    Parameters
    ----------
    pyodide : path
        An unpacked release of Pyodide.
    notebook : NotebookNode
        The lesson; it is not changed.
    data : path, optional
        The folder of a course's own tables.

    Raises
    ------
    ReferentialError
        The folder is no release of Pyodide, it lacks a package, or JupyterLite is not installed or fails.
    """
    with needs("lite"):
        import jupyterlite_core  # noqa: F401
        import jupyterlite_pyodide_kernel  # noqa: F401

    contents = {f"static/pyodide/{name}": content for name, content in runtime(pyodide, data).items()}
    own = json.dumps(for_browser(deepcopy(notebook)), ensure_ascii=False)
    contents[f"files/{LESSON}.ipynb"] = own.encode("utf-8", "replace")
    contents["overrides.json"] = json.dumps(SETTINGS).encode()
    with tempfile.TemporaryDirectory(prefix="sio-kit-") as passing:
        for path, content in contents.items():
            file = Path(passing, "lite", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        built = Path(passing, "built")
        _build(Path(passing, "lite"), built)
        found = sorted(path for path in built.rglob("*") if path.is_file())
        return {f"{FOLDER}/{path.relative_to(built).as_posix()}": path.read_bytes() for path in found}


def runtime(pyodide, data=None):
    """Return what a notebook needs of a Pyodide's files, by their names, and the kit among its packages."""
    folder = Path(pyodide)
    try:
        lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        chosen = _closure(lock["packages"], PACKAGES)
    except (OSError, ValueError, KeyError, TypeError):
        raise ReferentialError(f"« {pyodide} » n'est pas un dossier de Pyodide.", RELEASE) from None
    names = {**{name: name for name in CORE}, **{name: each["file_name"] for name, each in chosen.items()}}
    missing = sorted(name for name, file in names.items() if not (folder / file).is_file())
    if missing:
        raise ReferentialError(f"Il manque dans « {pyodide} » : {', '.join(missing)}.", RELEASE)
    files = {file: (folder / file).read_bytes() for file in names.values()}
    for (name, content), package, depends in (
        (wheel(data), "sio_kit", list(NEEDED)),
        (installed_wheel("comm"), "comm", ["traitlets"]),
    ):
        files[name] = content
        chosen[_called(package)] = _entry(package, name, content, depends)
    return {**files, LOCK: json.dumps({**lock, "packages": chosen}).encode()}


def _closure(packages, wanted):
    """Return the entries of some packages and of all that these depend on."""
    chosen, waiting = {}, list(wanted)
    while waiting:
        name = _called(waiting.pop())
        if name not in chosen:
            chosen[name] = packages[name]
            waiting += chosen[name]["depends"]
    return chosen


def _called(package):
    """Return a package's name as the list of packages has it: Pyodide finds no other."""
    return package.lower().replace("_", "-")


def _entry(package, name, content, depends):
    """Return what Pyodide's list of packages says of one."""
    return {
        "name": _called(package),
        "version": name.split("-")[1],
        "file_name": name,
        "install_dir": "site",
        "sha256": hashlib.sha256(content).hexdigest(),
        "package_type": "package",
        "imports": [package],
        "depends": depends,
        "unvendored_tests": False,
    }


def _build(source, target):
    """Have JupyterLite make its pages."""
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", source, "--output-dir", target]
    done = subprocess.run(
        [*map(str, command), "--contents", "files", "--apps", "notebooks", "--no-sourcemaps", "--no-libarchive"],
        cwd=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise ReferentialError(f"JupyterLite ne s'est pas construit ({last}). Faites le site sans --labo.")
