"""The contest of quotations: what its answers say is what the search finds."""

import json
import re
from pathlib import Path

import pytest
from conftest import plain

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "08_lecture.ipynb"
NUMBERS = {"Cinq": 5, "dix": 10, "huit": 8}


def prose():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return plain("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"))


def found(ref, query):
    return sorted(ref.search(query)["id"])


def test_the_first_round_counts_as_the_search_does(ref):
    said = re.search(r"Cinq : (.*?)\.", prose())[1]
    assert found(ref, "sécurité") == said.split(", ")
    assert sorted(set(found(ref, "sécuri")) - set(found(ref, "sécurité"))) == ["L106"]
    sections = dict(zip(ref.passages["id"], ref.passages["section"], strict=True))
    assert not sections["L040"].startswith("II.2.3")


@pytest.mark.parametrize(("word", "number"), [("adapt", "dix"), ("support", "huit")])
def test_a_word_stands_in_as_many_passages_as_is_said(ref, word, number):
    assert f"Cherchez `{word}` : {number} passages" in prose()
    assert len(found(ref, word)) == NUMBERS[number]


def test_the_answers_stand_among_what_the_search_finds(ref):
    assert {"L025", "L061", "L104", "L140", "L110", "L146", "L153"} <= set(found(ref, "adapt"))
    assert found(ref, "support") == sorted(["L023", "L125", "L127", "L025", "L045", "L047", "L057", "L087"])
    assert "L025" in found(ref, "créer")
    for word, passage in {"configuration": "L065", "alerte": "L265", "coût": "L238", "anglaise": "L197"}.items():
        assert f"`{word}`" in prose()
        assert passage in found(ref, word)


def test_all_the_misprints_are_told(ref):
    said = prose()
    assert "cinq passages fautifs" in said
    assert len(ref.coquilles) == 5
    for passage in ref.coquilles["passage"]:
        assert passage in said


@pytest.mark.parametrize("word", ["examen", "entretien", "jour J"])
def test_nothing_is_promised(word):
    assert word not in prose()
