"""Execute notebooks in place, as they are committed: fresh outputs, and nothing of the machine in them.

uv run tools/execute_notebooks.py [notebooks/01_….ipynb …]
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from sio_kit.files import replacing

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def execute(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}, record_timing=False).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("trusted", None)
    with replacing(path) as beside:
        nbformat.write(notebook, beside)


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:] or sorted(NOTEBOOKS.glob("*.ipynb"))):
        execute(path)
        print(path.name)
