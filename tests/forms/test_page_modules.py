"""What a page runs in its own small Python: modules that import nothing but each other, and know its letters."""

import ast
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio_kit.forms import PAGE_MODULES
from sio_kit.typography import SPACES, is_letter, lower, places, split, strip, typeset


def imported(name):
    """Return the modules that a module of the kit imports."""
    tree = ast.parse(Path(import_module(f"sio_kit.{name}").__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from inner if node.module == "sio_kit.forms" else [node.module]


@pytest.mark.parametrize("name", PAGE_MODULES)
def test_a_module_of_the_page_imports_nothing_but_the_others_and_json(name):
    assert {*imported(name)} <= {"json", *(f"sio_kit.{module}" for module in PAGE_MODULES)}


def test_the_spaces_are_those_of_unicode():
    assert {*SPACES} == {char for char in map(chr, range(sys.maxunicode)) if char.isspace()}


def test_the_letters_are_those_of_european_languages():
    for char in map(chr, [*range(0x2C0), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0), *range(0x2190, 0x2400)]):
        assert is_letter(char) == bool(re.match(r"\w", char)) or not char.isprintable(), hex(ord(char))
    assert not is_letter("")
    assert lower("À L'ŒUVRE, ÉTÉ") == "à l'œuvre, été"


TEXTS = st.text(st.sampled_from([*"abéÀœ2_-.:;!?«»'→", *SPACES, *" " * 10]), max_size=20)


@given(text=TEXTS)
def test_words_are_told_apart_as_python_does(text):
    assert split(text) == text.split()
    assert strip(text) == text.strip()
    wanted = re.sub(r"« (?=\S)", "«\N{NO-BREAK SPACE}", text)
    assert typeset(text) == re.sub(r"(?<=\S) (?=[»:;!?](?:\W|$))", "\N{NO-BREAK SPACE}", wanted)
    assert places(text, "é") == [found.start() for found in re.finditer(r"\bé\b", text)]
    assert places(text, "é", whole=False) == [found.start() for found in re.finditer(r"\bé", text)]
