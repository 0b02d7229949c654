"""The style sheets of several widgets meet in one page: a name means one thing."""

import re
from collections import defaultdict
from pathlib import Path

import sio_kit

KIT = Path(sio_kit.__file__).parent
SHARED = ("forms", "frontend")


def names(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {name for selector in re.findall(r"([^{}]*)\{", text) for name in re.findall(r"\.(sio-[\w-]+)", selector)}


def test_two_rooms_style_no_class_of_the_same_name_but_the_shared_ones():
    rooms = defaultdict(set)
    for path in KIT.glob("*/*.css"):
        for name in names(path):
            rooms[name].add(path.parent.name)
    assert rooms["sio-menu"] >= {"forms", "service"}
    assert {name: found for name, found in rooms.items() if len(found) > 1 and not found & set(SHARED)} == {}
