"""The quality grid: the model, its file, its sheet; and the form without a browser."""

import html
import json

import pytest
from conftest import change_table, plain
from forms import press, said
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.context.quality import ANSWERS, Grid

NASTY = "<img src=x onerror=alert(1)> | *a*"


@pytest.fixture(scope="module")
def blank(ref):
    return Grid.blank(ref)


@pytest.fixture
def form(ref, form_folder):
    return sio_kit.widgets.QualityGrid(ref)


def test_the_criteria_are_those_of_the_text(blank, ref):
    assert [check.text for check in blank.checks] == ref.criteres_qualite["texte"].tolist()
    assert not any(check.added for check in blank.checks)


def test_a_criterion_said_to_be_met_wants_a_proof(blank):
    grid = (
        blank.with_change(0, answer="oui")
        .with_change(2, answer="en partie", proof="un test")
        .with_change(3, answer="pas encore")
    )
    assert grid.unproved() == [1]


CHANGES = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["", *ANSWERS]), st.text(max_size=10)), max_size=8)


@settings(deadline=None, max_examples=40)
@given(changes=CHANGES, name=st.text(max_size=10))
def test_any_grid_comes_back_from_its_file(ref, blank, changes, name):
    grid = blank.with_fields(name=name)
    for place, answer, proof in changes:
        grid = grid.with_change(place, answer=answer, proof=proof)
    assert Grid.from_data(json.loads(json.dumps(grid.to_data())), ref) == grid
    assert grid.to_markdown().count("\n| ") >= 8


def test_answers_to_criteria_that_are_gone_stay(folder, blank):
    data = blank.with_change(7, answer="oui", proof="un audit").to_data()
    change_table(folder, "criteres_qualite", lambda rows: rows[:7])
    grid = Grid.from_data(data, sio_kit.load_referential(folder))
    assert len(grid.checks) == 8
    assert (grid.checks[7].added, grid.checks[7].proof) == (True, "un audit")


@pytest.mark.parametrize(
    "change",
    [
        {"nom": 1},
        {"criteres": 3},
        {"criteres": [1]},
        {"criteres": [{"texte": "x", "reponse": "peut-être", "preuve": ""}]},
    ],
)
def test_data_that_are_no_grid(ref, blank, change):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Grid.from_data({**blank.to_data(), **change}, ref, "g.json")
    assert "« g.json » est abîmé : ses critères sont illisibles" in plain(caught.value)


def test_a_grid_is_filled_saved_reopened_and_exported(form, ref, form_folder):
    form.fields["name"].value = "Mon TP"
    form.list.value = 4
    form.fields["answer"].value = "oui"
    assert "Il manque une preuve aux critères : 5." in plain(html.unescape(form.texts["missing"].value))
    form.fields["proof"].value = NASTY
    assert form.texts["missing"].value == '<p role="status"></p>'
    assert form.list.options[4][0].startswith("5. oui")
    press(form, "Enregistrer")
    assert sio_kit.widgets.QualityGrid(ref, form_folder / "ma_grille.json").grid == form.grid
    press(form, "Exporter la fiche")
    sheet = plain((form_folder / "ma_grille.md").read_text(encoding="utf-8"))
    assert "# Mon TP" in sheet
    assert "| L275 | oui | \\<img src=x onerror=alert(1)\\> \\| \\*a\\* |" in sheet
    assert "Référentiel du BTS SIO, Annexe I" in sheet
    press(form, "Annuler")
    assert form.grid.checks[4].proof == ""
    assert said(form).startswith('<p role="status">Exporté')
