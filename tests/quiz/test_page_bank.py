"""What a page asks of the bank: the same draw, the same files and the same command as in the kernel."""

import ast
import html
import json
import shlex
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from random import Random

import pytest
from conftest import plain
from hypothesis import given
from hypothesis import strategies as st

from sio_kit.command.cli import main
from sio_kit.escaping import escape, quoted
from sio_kit.forms import BANK_MODULES, PAGE_MODULES
from sio_kit.forms.engine import files_of
from sio_kit.quiz import rules
from sio_kit.quiz.asked import FIELDS
from sio_kit.quiz.bank import question_bank
from sio_kit.quiz.chance import Chance
from sio_kit.quiz.export import export_quiz
from sio_kit.quiz.outlets import OUTLETS
from sio_kit.quiz.question import Question

NOTHING = {"format": "gift", "themes": [], "niveau": [], "nombre": None, "graine": 0, "variantes": 1}


@pytest.fixture(scope="module")
def tables(ref):
    return json.loads(json.dumps(question_bank(ref).tables()))


@given(seed=st.integers(), sizes=st.lists(st.integers(0, 40), max_size=5))
def test_chance_is_pythons_own(seed, sizes):
    own, pythons = Chance(seed), Random(seed)
    for size in [*sizes, 700]:
        one, other = list(range(size)), list(range(size))
        own.shuffle(one)
        pythons.shuffle(other)
        assert one == other


def test_a_text_is_a_seed_too():
    orders = []
    for seed in ("1 0", "1 1", "1 0", "", 1):
        orders.append(list(range(50)))
        Chance(seed).shuffle(orders[-1])
    assert orders[0] == orders[2]
    assert len(set(map(tuple, orders))) == 4


@given(text=st.text())
def test_a_text_is_escaped_as_python_does(text):
    assert escape(text) == html.escape(text)
    assert escape(text, quote=False) == html.escape(text, quote=False)
    assert quoted(text) == json.dumps(text, ensure_ascii=False)


def test_a_question_in_a_page_has_the_fields_of_any():
    assert [field.name for field in fields(Question)] == list(FIELDS)


@pytest.mark.parametrize("name", BANK_MODULES)
def test_a_module_of_the_banks_page_imports_nothing_but_the_others(name):
    tree = ast.parse(Path(import_module(f"sio_kit.{name}").__file__).read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {f"sio_kit.{module}" for module in (*PAGE_MODULES, *BANK_MODULES)}


def test_a_module_comes_with_what_it_reads_beside_it():
    files = files_of(BANK_MODULES)
    assert {f"sio_kit/{name.replace('.', '/')}.py" for name in BANK_MODULES} < set(files)
    read = {name.rpartition("/")[2] for name in files if not name.endswith(".py")}
    assert read == {"cards.css", "paper.css", "projector.css", "projector.js"}


def test_a_page_makes_the_formats_whose_module_it_has(tables):
    here = {each["name"] for each in tables["formats"] if each["here"]}
    assert here == {"gift", "moodle-xml", "papier", "qcmcam", "cartes", "projecteur"}
    assert [each["name"] for each in tables["formats"]] == list(OUTLETS)
    assert sum(count for _, _, count in tables["themes"]) == len(tables["questions"])


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"format": "papier", "variantes": 3, "nombre": 12, "graine": 7},
        {"format": "qcmcam", "themes": ["options", "choix"], "niveau": [1, 2], "graine": 123456789},
        {"format": "kahoot", "nombre": 3},
    ],
    ids=lambda settings: settings.get("format", "gift"),
)
def test_the_command_that_is_shown_writes_the_same_file(tables, tmp_path, monkeypatch, capsys, settings):
    monkeypatch.chdir(tmp_path)
    settings = {**NOTHING, **settings}
    shown = rules.preview(settings, tables)
    words = shlex.split(shown["command"])
    assert words[:4] == ["uv", "run", "sio-kit", "quiz"]
    assert main(words[3:]) == 0
    said = plain(capsys.readouterr().out)
    assert all(plain(line) in said for line in shown["told"])
    if settings["format"] != "kahoot":
        written = {name: (tmp_path / name).read_text(encoding="utf-8") for name, _ in rules.files(settings, tables)}
        assert written == dict(rules.files(settings, tables))
        assert len(written) == len(list(tmp_path.iterdir()))


def test_a_theme_with_a_space_is_one_word_of_the_command():
    assert '--themes "à moi,options"' in rules.command({**NOTHING, "themes": ["à moi", "options"]})


def test_what_is_shown_is_the_draw(ref, tables):
    shown = rules.preview({**NOTHING, "nombre": 8, "graine": 5}, tables)["questions"]
    drawn = question_bank(ref).draw(8, 5)
    assert [each["text"] for each in shown] == [question.text for question in drawn]
    assert [each["right"] for each in shown if each["right"]] == [list(each.right) for each in drawn if each.right]


def test_what_cannot_be_drawn_is_said_in_french_by_the_page_as_by_the_command(ref, tables):
    refusals = {
        "Aucune question n'est à la fois": {"themes": ["zut"]},
        "Ce format a au plus 100 questions : « 101 »": {"format": "kahoot", "nombre": 101},
    }
    for said, settings in refusals.items():
        with pytest.raises(ValueError, match=r".") as refused:
            rules.preview({**NOTHING, **settings}, tables)
        assert plain(refused.value).startswith(said)
    arranged = {**tables, "questions": [row for row in tables["questions"] if row[1] in ("associer", "ordonner")]}
    with pytest.raises(ValueError, match=r".") as refused:
        rules.preview({**NOTHING, "format": "qcmcam"}, arranged)
    assert plain(refused.value).endswith("Choisissez un autre format, ou d'autres thèmes ou niveaux.")


def test_a_list_is_told_as_the_command_tells_it(ref, tables, tmp_path):
    said = []
    export_quiz(question_bank(ref), "qcmcam", tmp_path / "q.txt", seed=1, say=said.append)
    assert rules.preview({**NOTHING, "format": "qcmcam", "graine": 1}, tables)["told"] == said
