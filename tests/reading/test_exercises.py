"""The exercises: each solution of the notebook is right, other answers are told what is wrong, in French."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from conftest import change_table, loosen, plain

import sio_kit
from sio_kit.reading.exercises import EXERCISES, check_exercise

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "08_lecture.ipynb"


def solutions():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return re.findall(r"```python\n(.*?)```", prose, flags=re.DOTALL)


def answer(ref, number):
    names = {"ref": ref}
    exec(solutions()[number - 1], names)
    return names["reponse"]


@pytest.mark.parametrize("number", list(EXERCISES))
def test_the_notebooks_solution_is_right_with_any_tables(ref, folder, number):
    assert len(solutions()) == len(EXERCISES)
    assert plain(check_exercise(ref, number, answer(ref, number))) == f"Exercice {number} : exact."
    change_table(folder, "etapes", lambda rows: rows[:9])
    change_table(folder, "emplois", lambda rows: rows[:12])
    other = sio_kit.load_referential(folder)
    assert check_exercise(other, number, answer(other, number)).right


@pytest.mark.parametrize(
    ("number", "given", "said"),
    [
        (1, None, "Exercice 1 : à vous. La réponse attendue est un nombre entier."),
        (1, 3, "Exercice 1 : trop petit."),
        (1, 10**6, "Exercice 1 : trop grand."),
        (1, "54", "Exercice 1 : la réponse attendue est un nombre entier ; vous donnez str."),
        (1, True, "Exercice 1 : la réponse attendue est un nombre entier ; vous donnez bool."),
        (2, ["Production de services"], "Exercice 2 : il manque 3 éléments."),
        (2, ["x"], "Exercice 2 : « x » est de trop."),
        (2, 3, "Exercice 2 : la réponse attendue est une liste de textes, ou une colonne ; vous donnez int."),
        (3, "A", "Exercice 3 : ce n'est pas « A »."),
        (3, ["B"], "Exercice 3 : la réponse attendue est un texte ; vous donnez list."),
        (4, {"P1": 3}, "Exercice 4 : l'index ne va pas : attendu, par exemple, « "),
        (4, {"a": "b"}, "Exercice 4 : la réponse attendue est une colonne de nombres, avec son index ; vous donnez dict."),
        (5, ["L112", "L106", "L107", "L108", "L109", "L110", "L111"], "Exercice 5 : les bons éléments, dans un autre ordre : gardez celui de la table."),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_is_wrong(ref, number, given, said):
    verdict = check_exercise(ref, number, given)
    assert not verdict.right
    assert plain(verdict).startswith(said)


def test_a_wrong_count_is_named(ref):
    counts = answer(ref, 4).to_dict()
    counts["Production de services"] += 1
    assert (
        plain(check_exercise(ref, 4, counts))
        == "Exercice 4 : le nombre de « Production de services » n'est pas le bon."
    )
    assert check_exercise(ref, 4, pd.Series(answer(ref, 4))).right


@pytest.mark.parametrize("number", [6, 0, "1", [1], None])
def test_an_exercise_that_does_not_exist(ref, number):
    with pytest.raises(sio_kit.ReferentialError, match="choisissez un nombre de 1 à 5"):
        check_exercise(ref, number, None)


def test_answers_of_every_sort_of_table_are_told_what_is_wanted(ref):
    odd = [
        ref.emplois,
        ref.emplois["ordre"],
        ref.emplois["ordre"].sum(),
        [ref.emplois],
        [1, 2],
        {1},
        {"a": True},
        object(),
    ]
    for number in EXERCISES:
        for given in odd:
            assert not check_exercise(ref, number, given).right
    assert check_exercise(ref, 2, ref.processus[ref.processus["categorie"] == "metier"][["libelle"]]).right


def test_tables_left_empty_leave_exercises_that_answer(folder):
    loosen(folder)
    for table in ("emplois", "etapes", "interventions"):
        change_table(folder, table, lambda _: [])
    ref = sio_kit.load_referential(folder)
    for number in EXERCISES:
        assert not check_exercise(ref, number, "A").right
        assert "à vous" in check_exercise(ref, number, None).sentence
