"""`ref.section`: what stands below a heading, however a reader writes it."""

import pytest
from conftest import change_table, plain

import sio_kit


def ids(ref, heading):
    return ref.section(heading)["id"].tolist()


@pytest.mark.parametrize(
    "written",
    [
        "II.2.3. Environnement de l'emploi",
        "Environnement de l'emploi",
        "environnement de l’emploi",
        "ENVIRONNEMENT DE L'EMPLOI",
        "II.2.3",
    ],
)
def test_a_heading_may_be_written_in_several_ways(ref, written):
    below = ref.section(written)
    assert below["id"].tolist()[:2] == ["L214", "L218"]
    assert below["id"].tolist()[-1] == "L246"
    assert below["section"].nunique() == 7
    assert "titre" not in set(below["nature"])


def test_it_gives_rows_of_passages_numbered_anew(ref):
    below = ref.section("Le prestataire informatique")
    assert list(below.columns) == list(ref.passages.columns)
    assert below.index.tolist() == [0, 1, 2]
    assert (below["texte"] == ref.passages.set_index("id").loc[below["id"], "texte"].tolist()).all()


def test_every_section_is_found_by_its_code(ref):
    passages = ref.passages[ref.passages["nature"] != "titre"]
    assert ids(ref, "annexe-i") == passages["id"].tolist()
    for code, title in zip(ref.sections["code"], ref.sections["titre"], strict=True):
        assert set(passages.loc[passages["section"] == code, "id"]) <= set(ids(ref, code)), title


def test_a_misprint_of_the_text_is_written_as_the_text_has_it(ref):
    assert ids(ref, "Un métier, deux option") == ids(ref, "II.1")


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Emplois concernés", "Le titre « Emplois concernés » est celui de plusieurs sections : donnez le code, "
         "« II.1.1/emplois-concernes » ou « II.1.2/emplois-concernes »."),
        ("Le prestataire", "Aucune section ne s'appelle « Le prestataire ». Vouliez-vous dire "
         "« Le prestataire informatique » ?"),
        ("licorne", "Aucune section ne s'appelle « licorne ». Les titres sont dans la table « sections »."),
        ("", "Aucune section ne s'appelle «  ». Les titres sont dans la table « sections »."),
        (3, "Une section se désigne par son titre, un texte entre guillemets, et non 3."),
        (None, "Une section se désigne par son titre, un texte entre guillemets, et non None."),
    ],
)  # fmt: skip
def test_an_unknown_heading_is_told_in_french(ref, heading, said):
    with pytest.raises(sio_kit.ReferentialError) as raised:
        ref.section(heading)
    assert plain(raised.value) == said


def test_a_teachers_own_headings_are_found(folder):
    def renamed(rows):
        return [{**row, "titre": "Ma partie"} if row["code"] == "III/conditions-exercice" else row for row in rows]

    change_table(folder, "sections", renamed)
    change_table(
        folder,
        "passages",
        lambda rows: [{**row, "texte": "Ma partie"} if row["id"] == "L257" else row for row in rows],
    )
    assert ids(sio_kit.load_referential(folder), "ma partie") == ["L259"]
