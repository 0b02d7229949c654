"""The quality grid: its criteria, its file, its sheet, the proofs that it asks for."""

import json

import pytest
from conftest import change_table, plain
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.context import rules
from sio_kit.context.rules import ANSWERS
from sio_kit.forms.tables import tables_of


@pytest.fixture(scope="module")
def tables(ref):
    return tables_of(ref, rules.TABLES)


def filled(tables, *changes):
    """Return a grid with some answers: (place, answer, proof)."""
    grid = rules.blank(tables)
    for place, answer, proof in changes:
        grid["criteres"][place] |= {"reponse": answer, "preuve": proof}
    return grid


def test_the_criteria_are_those_of_the_text(tables, ref):
    assert [row["texte"] for row in rules.blank(tables)["criteres"]] == ref.criteres_qualite["texte"].tolist()
    sheet = rules.sheet(rules.blank(tables), tables)
    assert sheet.count("| «") == 8
    assert "\\*" not in sheet


def test_a_criterion_said_to_be_met_wants_a_proof(tables):
    grid = filled(tables, (0, "oui", " "), (2, "en partie", "un test"), (3, "pas encore", ""), (5, "en partie", ""))
    found = rules.judge(grid, tables)
    assert [(each["severity"], each["place"], each["passage"]) for each in found] == [
        ("question", 1, "L271"),
        ("question", 6, "L276"),
    ]
    assert plain(found[0]["sentence"]) == "Qu'est-ce qui montre que ce critère est atteint ? Écrivez une preuve."


CHANGES = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["", *ANSWERS]), st.text(max_size=10)), max_size=8)


@settings(deadline=None, max_examples=40)
@given(changes=CHANGES, name=st.text(max_size=10))
def test_any_grid_comes_back_from_its_file(tables, changes, name):
    grid = filled(tables, *changes) | {"nom": name}
    assert rules.read(json.loads(json.dumps(grid)), "g.json", tables) == grid
    assert rules.sheet(grid, tables).count("\n| ") >= 8


def test_the_sheet_shows_text_as_text(tables):
    sheet = plain(
        rules.sheet(filled(tables, (4, "oui", "<img src=x onerror=alert(1)> | *a*")) | {"nom": "Mon TP"}, tables)
    )
    assert sheet.startswith("# Mon TP\n")
    assert "| L275 | oui | \\<img src=x onerror=alert(1)\\> \\| \\*a\\* |" in sheet
    assert "Référentiel du BTS SIO, Annexe I – édition de 2011" in sheet


def test_answers_to_criteria_that_are_gone_stay(folder, tables):
    data = filled(tables, (7, "oui", "un audit"))
    change_table(folder, "criteres_qualite", lambda rows: rows[:7])
    fewer = tables_of(sio_kit.load_referential(folder), rules.TABLES)
    grid = rules.read(data, "g.json", fewer)
    assert grid == data
    last = rules.sheet(grid, fewer).strip().split("\n")[-1]
    assert last == f"| {grid['criteres'][7]['texte']}\\* |  | oui | un audit |"
    assert len(rules.read(filled(tables), "g.json", fewer)["criteres"]) == 7


@pytest.mark.parametrize(
    "change",
    [
        {"nom": 1},
        {"criteres": 3},
        {"criteres": [1]},
        {"criteres": [{"texte": "x", "reponse": "peut-être", "preuve": ""}]},
    ],
)
def test_data_that_are_no_grid(tables, change):
    with pytest.raises(ValueError, match="ses critères sont illisibles") as caught:
        rules.read(rules.blank(tables) | change, "g.json", tables)
    assert plain(caught.value).startswith("Le fichier « g.json » est abîmé : ")
