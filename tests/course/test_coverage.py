"""Where the text is taught: what lessons quote and show, what the bank and the papers ask."""

import json

import pytest
from conftest import plain

import sio_kit
from sio_kit.course.coverage import PAPERS


def lesson(folder, name, *cells):
    """Write a lesson: Markdown cells, and code cells given by what they show."""
    made = [
        {"cell_type": "markdown", "metadata": {}, "source": [each]}
        if isinstance(each, str)
        else {"cell_type": "code", "metadata": {}, "source": [], "outputs": [{"data": {"text/html": each}}]}
        for each in cells
    ]
    (folder / name).write_text(json.dumps({"cells": made}), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def whole(ref):
    return sio_kit.coverage(ref)


def test_each_passage_that_is_no_heading_has_its_row(ref, whole):
    passages = ref.passages
    assert whole["passage"].tolist() == passages[passages["nature"] != "titre"]["id"].tolist()
    row = whole.set_index("passage").loc["L065"]
    assert row["section"] == "Exemple d'un service de messagerie"
    assert {"02", "13"} <= set(row["cité"].split())
    assert row["texte"].endswith(" (…)") and row["texte"][:-4] in ref.passages.set_index("id")["texte"]["L065"]
    proofs = [each for each in sio_kit.question_bank(ref) if "L065" in each.passages]
    assert row["questions"] == len(proofs)


def test_the_sections_count_what_the_passages_say(ref, whole):
    sections = sio_kit.coverage(ref, sections=True)
    unseen = whole[(whole["cité"] == "") & (whole["montré"] == "")]
    assert sections["passages"].sum() == len(whole)
    (story,) = sections[sections["section"] == "Exemple d'un service de messagerie"]["questions"]
    proofs = [each for each in sio_kit.question_bank(ref) if {"L061", "L063", "L065"} & {*each.passages}]
    assert story == len(proofs) < whole[whole["passage"].isin(["L061", "L063", "L065"])]["questions"].sum()
    assert any("deux option [sic]" in plain(each) for each in sections["section"])
    assert " ".join(sections["nulle part"]).split() == unseen["passage"].tolist()
    assert sections["vus"].sum() == len(whole) - len(unseen)
    assert sections["section"].tolist().count("Emplois concernés") == 2


def test_what_a_lesson_quotes_is_told_from_what_it_shows_and_from_notes(ref, tmp_path):
    cells = lesson(
        tmp_path, "01_a.ipynb", "« … » (L023), puis (L271\N{NO-BREAK SPACE}à L273). L9999 ?", ["<td>L065</td>"]
    )
    note = {"cell_type": "markdown", "metadata": {"slideshow": {"slide_type": "notes"}}, "source": "(L017)"}
    (tmp_path / "02_b.ipynb").write_text(json.dumps({"cells": [*cells, note]}), encoding="utf-8")
    (tmp_path / "glossaire.ipynb").write_text("{}", encoding="utf-8")
    found = sio_kit.coverage(ref, tmp_path).set_index("passage")
    assert found[found["cité"] != ""].index.tolist() == ["L023", "L271", "L272", "L273"]
    assert set(found.loc["L023"][["cité", "montré"]]) == {"01 02", ""}
    assert found.loc["L065"]["montré"] == "01 02"
    assert PAPERS in found if PAPERS in ref.tables else PAPERS not in found


def test_the_papers_that_a_course_has_are_told(ref, tmp_path, monkeypatch):
    lesson(tmp_path, "01_a.ipynb", "(L023)")
    rows, tables = type(ref).rows, {**dict.fromkeys(ref.tables), PAPERS: None}
    asked = [
        {"sujet": "A", "passages": "L023 L065"},
        {"sujet": "B", "passages": "L065"},
        {"sujet": "A", "passages": "L065"},
    ]
    monkeypatch.setattr(type(ref), "tables", tables)
    monkeypatch.setattr(type(ref), "rows", lambda own, name, by=None: asked if name == PAPERS else rows(own, name, by))
    found = sio_kit.coverage(ref, tmp_path).set_index("passage")[PAPERS]
    assert (found["L023"], found["L065"], found["L017"]) == ("A", "A B", "")


@pytest.mark.parametrize("content", [None, "", "[]", '{"cells": [1]}', '{"cells": [{"cell_type": "markdown"}]}'])
def test_a_folder_without_lessons_or_with_something_else_is_said(ref, tmp_path, content):
    if content is not None:
        (tmp_path / "01_a.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(sio_kit.ReferentialError) as caught:
        sio_kit.coverage(ref, tmp_path)
    assert ("n'a aucune leçon" if content is None else "n'est pas un notebook") in plain(caught.value)
