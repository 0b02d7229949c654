"""Execute notebooks in place, as they are committed: fresh outputs, and nothing of the machine in them.

uv run tools/execute_notebooks.py [notebooks/01_….ipynb …]
"""

import json
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from sio_kit.files import replacing

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
# What JupyterLab writes when a notebook is opened and saved, but for the version of Python, another on each machine.
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


def execute(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}, record_timing=False).execute()
    notebook.metadata |= METADATA
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("trusted", None)
    with replacing(path) as beside:
        beside.write_text(with_stable_widgets(notebook), encoding="utf-8", newline="\n")


def with_stable_widgets(notebook):
    """Return the notebook's text with the widgets that it shows, and no others, numbered in order.

    Their random names, and models made by the way, would make each execution another file.
    """
    saved = notebook.metadata.get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {"state": {}})
    names = re.findall(r'"model_id": "(\w+)"', json.dumps([cell.get("outputs") for cell in notebook.cells]))
    for name in names:  # grows while it is walked
        found = re.findall(r"IPY_MODEL_(\w+)", json.dumps(saved["state"].get(name, {})))
        names += [other for other in found if other not in names]
    saved["state"] = {name: saved["state"][name] for name in names if name in saved["state"]}
    text = nbformat.writes(notebook)
    for number, name in enumerate(dict.fromkeys(names), start=1):
        text = text.replace(name, f"{number:032x}")
    return f"{json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True)}\n"


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:] or sorted(NOTEBOOKS.glob("*.ipynb"))):
        execute(path)
        print(path.name)
