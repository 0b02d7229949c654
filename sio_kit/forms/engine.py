"""What a page without a kernel runs the rules with: MicroPython, and the modules that these need."""

import base64
from pathlib import Path

from sio_kit.forms import PAGE_MODULES
from sio_kit.frontend.page import data, script

FOLDER = Path(__file__).parent
PACKAGE = FOLDER.parent
MICROPYTHON = FOLDER / "micropython"
PYTHON = "sio-python"  # the element of a page that holds its Python


def page_python():
    """Return what `python.js` starts Python from: MicroPython's two files, and the modules' texts by their paths."""
    return {
        "mjs": (MICROPYTHON / "micropython.mjs").read_text(encoding="utf-8"),
        "wasm": base64.b64encode((MICROPYTHON / "micropython.wasm").read_bytes()).decode("ascii"),
        "modules": files_of(PAGE_MODULES, "py"),
    }


def files_of(modules, suffix="*"):
    """Return {path: text} for the files of some modules: each, and what it reads beside it, or those of one suffix."""
    files = {}
    for name in modules:
        path = PACKAGE / f"{name.replace('.', '/')}.py"
        for each in sorted(path.parent.glob(f"{path.stem}.{suffix}")):
            files[each.relative_to(PACKAGE.parent).as_posix()] = each.read_text(encoding="utf-8")
    return files


def python_js():
    """Return the script that gives a page `sioPython`."""
    return (FOLDER / "python.js").read_text(encoding="utf-8")


def python_in_page():
    """Return the HTML that gives a page its Python, all in the page itself."""
    return "\n".join([data(PYTHON, page_python()), script(python_js())])
