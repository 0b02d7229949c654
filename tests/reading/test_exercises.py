"""The exercises: each solution of the notebook is right, other answers are told what is wrong, in French."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from conftest import change_table, loosen, plain

import sio_kit
from sio_kit.reading.exercises import EXERCISES, check_exercise

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "10_donnees.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]


def written(kind):
    return ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == kind]


def blocks():
    """Return the pieces of Python that the notebook gives as solutions, in order."""
    return re.findall(r"```python\n(.*?)```", "\n".join(written("markdown")), flags=re.DOTALL)


def names(ref):
    """Return what a student's cell finds: the référentiel, and the function that the notebook defines."""
    found = {"ref": ref, "sio_kit": sio_kit}
    exec(next(code for code in written("code") if code.startswith("def mots")).split("\n\n\n")[0], found)
    return found


def run(ref, code):
    found = names(ref)
    exec(code, found)
    return found


def answer(ref, number):
    solutions = [code for code in blocks() if "reponse = " in code]
    assert len(solutions) == len(EXERCISES)
    return run(ref, solutions[number - 1])["reponse"]


@pytest.mark.parametrize("number", list(EXERCISES))
def test_the_notebooks_solution_is_right_with_any_tables(ref, folder, number):
    assert plain(check_exercise(ref, number, answer(ref, number))) == f"Exercice {number} : exact."
    change_table(folder, "participations", lambda rows: rows[1:])
    change_table(folder, "interventions", lambda rows: [row for row in rows if row["ordre"] not in ("7", "9")])
    change_table(folder, "emplois", lambda rows: rows[:12])
    other = sio_kit.load_referential(folder)
    assert check_exercise(other, number, answer(other, number)).right
    if number != 2:
        assert not check_exercise(other, number, answer(ref, number)).right


def test_what_the_notebook_says_of_its_answers(ref):
    """The counts and words that its prose gives."""
    assert len(answer(ref, 1)) == 3
    assert answer(ref, 2) == "Analyste"
    options = ref.emplois[ref.emplois["option"] == "B"]["libelle"].str.split().str[0].value_counts()
    assert (options["Analyste"], options["Développeur"]) == (3, 1)
    jobs = ref.emplois[ref.emplois["option"] == "B"]["passage"].tolist()
    assert answer(ref, 3).tolist() == ["L140", "L150", "L158", *jobs, "L173"]
    assert len(jobs) == 10
    assert len(answer(ref, 4)) == 4
    told = {"services", "besoins", "utilisateurs", "assistance", "qualité", "problèmes", "réponses"}
    assert told <= set(answer(ref, 5))
    alone = run(ref, next(code for code in blocks() if "seuls" in code))["seuls"].value_counts()
    assert (alone.idxmax(), alone.max()) == ("infrastructure", 5)
    assert "maintenance" in alone.index


def test_the_menu_of_the_solution_knows_all_that_the_map_shows(ref):
    made = run(ref, f"import ipywidgets\ncarte = sio_kit.widgets.ProcessMap(ref)\n{blocks()[-1]}")
    menu, chart = made["liste"], made["carte"]
    for chosen in [*ref.processus["code"], *(ref.liens["source"] + "→" + ref.liens["cible"]), ""]:
        chart.selected = chosen
        assert menu.value == chosen
    menu.value = "P4"
    assert chart.selected == "P4"


@pytest.mark.parametrize(
    ("number", "given", "said"),
    [
        (1, None, "Exercice 1 : à vous. La réponse attendue est une liste de textes, ou une colonne."),
        (1, [], "Exercice 1 : il manque 3 éléments."),
        (1, ["x"], "Exercice 1 : « x » est de trop."),
        (1, 3, "Exercice 1 : la réponse attendue est une liste de textes, ou une colonne ; vous donnez int."),
        (2, None, "Exercice 2 : à vous. La réponse attendue est un texte."),
        (2, "Développeur", "Exercice 2 : ce n'est pas « Développeur »."),
        (2, "analyste", "Exercice 2 : ce n'est pas « analyste »."),
        (2, 3, "Exercice 2 : la réponse attendue est un texte ; vous donnez int."),
        (2, ["Analyste"], "Exercice 2 : la réponse attendue est un texte ; vous donnez list."),
        (3, ["L142"], "Exercice 3 : « L142 » est de trop."),
        (4, ["P1"], "Exercice 4 : « P1 » est de trop."),
        (4, ["Production de services"], "Exercice 4 : il manque 3 éléments."),
        (5, ["Services"], "Exercice 5 : « Services » est de trop."),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_is_wrong(ref, number, given, said):
    verdict = check_exercise(ref, number, given)
    assert not verdict.right
    assert plain(verdict) == said


def test_the_order_and_the_kind_of_list_do_not_matter(ref):
    texts = answer(ref, 1)
    for given in (texts, texts.to_frame(), list(texts)[::-1], tuple(texts), set(texts), texts.to_numpy()):
        assert check_exercise(ref, 1, given).right


def test_an_element_too_few_or_twice_is_said(ref):
    words = list(answer(ref, 5))
    assert plain(check_exercise(ref, 5, words[:-1])) == "Exercice 5 : il manque 1 élément."
    assert plain(check_exercise(ref, 5, [*words, words[0]])) == "Exercice 5 : un élément revient deux fois."


def test_of_words_as_frequent_each_is_right(folder):
    change_table(folder, "emplois", lambda rows: [row for row in rows if row["libelle"] != "Analyste programmeur"])
    ref = sio_kit.load_referential(folder)
    assert [word for word in ("Analyste", "Programmeur", "Chargé") if check_exercise(ref, 2, word).right] == [
        "Analyste",
        "Programmeur",
    ]


@pytest.mark.parametrize("number", [6, 0, "1", [1], None])
def test_an_exercise_that_does_not_exist(ref, number):
    with pytest.raises(sio_kit.ReferentialError, match="choisissez un nombre de 1 à 5"):
        check_exercise(ref, number, None)


def test_answers_of_every_sort_of_table_are_told_what_is_wanted(ref):
    odd = [
        ref.emplois,
        ref.emplois["ordre"],
        ref.emplois["ordre"].sum(),
        ref.emplois.iloc[0],
        [ref.emplois],
        [1, 2],
        {1},
        {"a": True},
        pd.Series(dtype=str),
        object(),
    ]
    for number in EXERCISES:
        for given in odd:
            assert not check_exercise(ref, number, given).right


def test_a_text_without_the_section_that_is_asked_about_is_said(folder):
    change_table(
        folder, "sections", lambda rows: [{**row, "titre": row["titre"].replace("II.1.2. ", "")} for row in rows]
    )
    renamed = {"II.1.2": "B", "II.1.2/emplois-concernes": "C", "II.1.2/perspectives-evolution": "D"}

    def rename(column):
        return lambda rows: [{**row, column: renamed.get(row[column], row[column])} for row in rows]

    for table, columns in {"sections": ("code", "parent"), "passages": ("section",)}.items():
        for column in columns:
            change_table(folder, table, rename(column))
    loosen(folder)
    with pytest.raises(sio_kit.ReferentialError, match="Aucune section ne s'appelle"):
        check_exercise(sio_kit.load_referential(folder), 3, None)


def test_tables_left_empty_leave_exercises_that_answer(folder):
    loosen(folder)
    for table in ("emplois", "participations", "interventions"):
        change_table(folder, table, lambda _: [])
    ref = sio_kit.load_referential(folder)
    for number in EXERCISES:
        assert not check_exercise(ref, number, "A").right
        assert "à vous" in check_exercise(ref, number, None).sentence
