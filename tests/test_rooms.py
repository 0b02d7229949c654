"""Who may import whom: rooms stand on what they are built from, and know nothing of each other."""

import ast
from pathlib import Path

import pytest

import sio_kit

KIT = Path(sio_kit.__file__).parent
ROOMS = (
    "choices",
    "context",
    "internship",
    "jobs",
    "messaging",
    "options",
    "organisation",
    "portfolio",
    "processes",
    "quiz",
    "reading",
    "service",
)
BELOW = {
    "referential": [],
    "drawing": [],
    "frontend": ["drawing", "referential"],
    "forms": ["drawing", "frontend", "referential"],
    **{room: ["drawing", "forms", "frontend", "referential"] for room in ROOMS},
    # What was lived is told as a service: the one room that stands on another.
    "messaging": ["drawing", "forms", "frontend", "referential", "service"],
    "course": ["drawing", "forms", "frontend", "referential"],
    "exchange": ["referential"],
    "command": [*ROOMS, "course", "exchange", "referential"],
}
FILES = [path for folder in BELOW for path in sorted((KIT / folder).rglob("*.py"))]


def imported(path):
    """Return the kit's modules that a file imports, wherever in it, without `sio_kit.`."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.removeprefix("sio_kit.") for name in names if name.startswith("sio_kit.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(KIT).as_posix())
def test_a_room_imports_what_stands_below_it(path):
    room = path.relative_to(KIT).parts[0]
    folders = {name.split(".")[0] for name in imported(path)} & set(BELOW)
    assert folders <= {room, *BELOW[room]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(KIT).as_posix())
def test_in_a_room_what_draws_knows_no_widget_and_what_is_true_knows_no_picture(path):
    shown = {"widget": set(), "form": set(), "figure": {"widget", "form"}, "columns": {"widget", "form"}}
    above = shown.get(path.stem, set(shown))
    own = {name.split(".")[1] for name in imported(path) if name.startswith(f"{path.parent.name}.")}
    assert path.parent.name not in ROOMS or not own & above


def test_each_room_is_listed():
    assert {path.parent.name for path in KIT.glob("*/__init__.py")} == set(BELOW)
