"""The reader without a browser: the text in order, what the tables take from it, its traits."""

import json

import pytest
from conftest import change_table, loosen, plain

import sio_kit
from sio_kit.reading.model import reading, table_uses


def test_the_whole_text_is_there_in_order(ref):
    sections, passages = reading(ref)
    assert [passage["id"] for passage in passages] == ref.passages["id"].tolist()
    assert [passage["text"] for passage in passages] == ref.passages["texte"].tolist()
    assert [section["code"] for section in sections] == ref.sections["code"].tolist()
    assert (
        plain(next(each for each in sections if each["code"] == "II.1")["title"])
        == "II.1. Un métier, deux option [sic]"
    )


def test_each_passage_has_its_reference(ref):
    references = {passage["id"]: passage["reference"] for passage in reading(ref)[1]}
    assert references["L142"] == "Référentiel du BTS SIO, Annexe I, II.1.2, L142"
    assert references["L236"] == "Référentiel du BTS SIO, Annexe I, II.2.3, L236"
    assert references["L017"] == "Référentiel du BTS SIO, Annexe I, II, L017"
    assert references["L003"] == "Référentiel du BTS SIO, Annexe I, L003"


def test_misprints_are_told_where_they_end(ref):
    passages = {passage["id"]: passage for passage in reading(ref)[1]}
    for row in ref.coquilles.to_dict("records"):
        passage = passages[row["passage"]]
        assert any(passage["text"][:end].endswith(row["texte"]) for end in passage["sic"])
    assert sum(len(passage["sic"]) for passage in passages.values()) == len(ref.coquilles)


def test_what_the_tables_take_from_a_passage(ref):
    uses = {passage: [plain(use) for use in said] for passage, said in table_uses(ref).items()}
    assert uses["L145"] == [
        "Interventions : la rédaction de la documentation d'une solution applicative et la formation des utilisateurs"
    ]
    assert (
        "Interventions : A, 6, la résolution des incidents et l'assistance des utilisateurs, courante*" in uses["L104"]
    )
    assert "Participation des options aux processus : A, P3, spécialité*" in uses["L255"]
    assert "Liens entre les processus : P1, P2, précède*" in uses["L053"] or any(
        "précède" in use for use in uses["L053"]
    )
    assert "L040" not in uses


def test_every_row_of_every_table_is_told_with_its_passage(ref):
    uses = table_uses(ref)
    for table, column in [
        ("emplois", "libelle"),
        ("roles", "texte"),
        ("criteres_qualite", "texte"),
        ("environnements", "texte"),
    ]:
        for row in ref.tables[table].to_dict("records"):
            assert any(row[column] in use for use in uses[row["passage"]])


@pytest.fixture
def reader(ref):
    return sio_kit.widgets.Reader(ref)


def test_the_reader_carries_all_it_shows_and_says_it(reader, ref):
    state = reader.get_state()
    assert len(state["_passages"]) == 163
    assert json.dumps(state["_passages"])
    assert repr(reader).startswith("Le texte entier, en 163 passages")
    for title in ref.sections["titre"]:
        assert title in plain(repr(reader)).replace(" [sic]", "")


def test_passages_and_words_are_set_from_python(reader):
    reader.selected, reader.query = "L142", "messagerie"
    with pytest.raises(sio_kit.ReferentialError) as caught:
        reader.selected = "L999"
    assert plain(caught.value) == "Le passage « L999 » n'existe pas. Choisissez-en un entre L003 et L278."
    assert (reader.selected, reader.query) == ("L142", "messagerie")


def test_headings_without_a_level_are_of_the_first(folder):
    loosen(folder)
    change_table(folder, "sections", lambda rows: [{**row, "niveau": ""} for row in rows])
    state = sio_kit.widgets.Reader(sio_kit.load_referential(folder)).get_state()
    assert {section["level"] for section in state["_sections"]} == {1}


def test_a_teachers_tables_are_read_too(folder):
    change_table(folder, "emplois", lambda rows: rows[:1])
    uses = table_uses(sio_kit.load_referential(folder))
    assert "L125" not in uses
