"""A student's copy of a lesson: the help, and neither answers nor notes."""

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sio_kit.course.student import is_teachers, student_copy, student_file, without_answers

ANSWER = "<details><summary>Une réponse possible</summary>\n\nsecret\n\n</details>"
HELP = "<details><summary>Carte d'aide : un mot à chercher</summary>\n\ncherchez `service`\n\n</details>"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Question ?\n\n{ANSWER}\n\nSuite.", "Question ?\n\nSuite."),
        (f"{HELP}\n\n{ANSWER}", f"{HELP}\n\n"),
        ("<DETAILS open>\n<summary class='x'>Réponse</summary>secret</DETAILS>Suite", "Suite"),
        (f"<details><summary>Réponse</summary>secret {HELP} secret</details>Suite", "Suite"),
        (f"<details><summary>Carte d'aide</summary>mot {ANSWER}</details>", None),
        ("<details><summary>Réponse</summary>secret, jamais fermé", ""),
        ("<details>secret, sans titre</details>Suite", "Suite"),
        ("</details>Suite", "</details>Suite"),
    ],
)
def test_folded_parts_are_taken_out_but_for_the_help(text, left):
    assert without_answers(text) == (text if left is None else left)


@given(st.lists(st.sampled_from(["<details>", "</details>", "<summary>Réponse</summary>", "a", "\n"])).map("".join))
def test_what_is_folded_never_stays(text):
    """What stands in a part whose title is an answer's is gone, however the tags stand."""
    folded = f"avant <details><summary>Réponse</summary>secret</details> après {text}"
    assert "secret" not in without_answers(folded)
    assert without_answers(folded).startswith("avant ")


def test_notes_answers_and_empty_cells_go():
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Titre"),
            new_markdown_cell("note", metadata={"slideshow": {"slide_type": "notes"}}),
            new_code_cell("modele", metadata={"tags": ["corrige"]}),
            new_markdown_cell(ANSWER),
            new_code_cell("atelier"),
        ]
    )
    student_copy(notebook)
    nbformat.validate(notebook)
    assert [cell.source for cell in notebook.cells] == ["# Titre", "atelier"]


def test_a_teachers_notebook_is_left_out():
    cells = [new_markdown_cell("# Guide", metadata={"tags": ["enseignant"]})]
    notebook = new_notebook(cells=cells)
    assert is_teachers(notebook)
    assert student_file("guide.ipynb", nbformat.writes(notebook).encode()) is None
    assert not is_teachers(new_notebook())
    assert student_file("processus.csv", b"\xff\x00") == b"\xff\x00"
