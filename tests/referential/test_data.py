"""The committed tables say what the source says, to the character, and mark what the kit adds."""

import csv
import hashlib
import json
import re

import pytest
from cut_source import cut

from sio_kit.folders import DATA, kit_folder
from sio_kit.referential.package import open_package
from sio_kit.typography import places, stands, typeset

FOLDER = kit_folder(DATA)
SOURCE = (FOLDER / "source" / "referentiel-annexe-1.md").read_bytes()
LINES = SOURCE.decode("utf-8").split("\n")
PACKAGE = open_package(FOLDER)
FIELDS = [(name, field) for name, table in PACKAGE.tables.items() for field in table.fields.values()]
ROWS = {
    "sections": 34, "passages": 163, "categories": 2, "processus": 5, "liens": 10, "choix": 4, "criteres_choix": 3,
    "options": 2, "interventions": 20, "emplois": 19, "participations": 10, "cadres": 4, "roles": 3,
    "environnements": 6, "criteres_qualite": 8, "coquilles": 5, "glossaire": 49, "blocs": 12,
    "organisation": 21, "tickets": 25, "courriels": 8, "inventaire": 11, "annonces": 8,
    "cartes_oral": 22, "reponses_oral": 9, "grille_oral": 5, "questions_stage": 8,
    "sujets": 10, "bareme_sujets": 7, "questions_sujets": 14, "parcours": 22,
}  # fmt: skip


def read(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def passage_texts():
    return {row["id"]: row["texte"] for row in read("passages")}


def test_the_source_is_as_received():
    assert hashlib.sha256(SOURCE).hexdigest() == "03dafd757f7dc381c59a97bbe963ac339b5615aec95a14b429551a377daf14e6"


@pytest.mark.parametrize("table", [0, 1], ids=["sections", "passages"])
def test_the_committed_csv_is_what_the_cut_gives(table):
    expected = [{name: str(value) for name, value in row.items()} for row in cut(SOURCE.decode("utf-8"))[table]]
    assert read(["sections", "passages"][table]) == expected


def test_no_line_of_the_source_is_lost_doubled_or_altered():
    passages = read("passages")
    wanted = [f"L{number:03d}" for number, line in enumerate(LINES, start=1) if line.strip()]
    assert [row["id"] for row in passages] == wanted
    for row in passages:
        line = LINES[int(row["id"][1:]) - 1]
        rest = line.replace(row["texte"], "", 1) if row["texte"] in line else None
        if rest is None:  # bold within the sentence
            assert line.replace("**", "") == row["texte"]
        else:
            assert re.fullmatch(r"[-#* ]*", rest), (row["id"], rest)


def test_the_natures_are_those_of_the_markdown():
    for row in read("passages"):
        line = LINES[int(row["id"][1:]) - 1]
        assert (row["nature"] == "titre") == line.startswith("#")
        assert (row["nature"] == "puce") == line.startswith("- ")


def test_sections_form_the_tree_of_the_printed_numbers():
    parents = {row["code"]: row["parent"] for row in read("sections")}
    assert parents["II.1.2"] == "II.1"
    assert parents["II.1"] == "II"
    assert parents["III"] == parents["I"] == parents["II"]
    assert parents["II.2.3/environnement-juridique"] == "II.2.3"
    assert [code for code, parent in parents.items() if not parent] == ["annexe-i"]


@pytest.mark.parametrize("table", list(ROWS))
def test_row_counts(table):
    assert len(read(table)) == ROWS[table]


@pytest.mark.parametrize("table", list(PACKAGE.tables))
def test_every_row_names_its_passage(table):
    """A table of which the référentiel says nothing is all marked as added."""
    column = {"passages": "id"}.get(table, "passage")
    known = passage_texts()
    fields = PACKAGE.tables[table].fields
    if all(field.added for field in fields.values()):
        assert column not in fields
        return
    assert all(row[column] in known for row in read(table))


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{name}.{field.name}" for name, field in FIELDS])
def test_each_column_is_a_quotation_a_key_or_marked_as_added(table, field):
    texts = passage_texts()
    if field.quotes:
        for row in read(table):
            assert stands(row[field.name], texts[row[field.quotes]]), row
    elif field.added:
        assert field.description.startswith("Ajouté par le kit : ")
    else:
        keys = [column for reference in PACKAGE.tables[table].references for column in reference.columns]
        assert field.type == "integer" or field.name in [*keys, "id", "code"]


def test_each_table_is_described():
    descriptor = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    assert all(resource["description"] for resource in descriptor["resources"])


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{name}.{field.name}" for name, field in FIELDS])
def test_each_table_and_column_has_a_title_and_a_description(table, field):
    assert PACKAGE.tables[table].title != table
    assert field.title != field.name
    assert field.description


# What the kit adds about the text: the glossary, the way from its processes to the blocs of 2020, readings

REMARKS = [
    (table, row, column)
    for table, columns in (
        ("glossaire", ["definition", "exemple", "piege"]),
        ("blocs", ["raison", "reserve"]),
        ("tickets", ["texte", "explication"]),
        ("courriels", ["texte", "question", "reponse"]),
        ("lectures", ["note"]),
        ("sujets", ["titre", "texte"]),
        ("bareme_sujets", ["niveau1", "niveau2", "niveau3", "niveau4"]),
        ("questions_sujets", ["question", "reponse"]),
    )
    for row in read(table)
    for column in columns
]


@pytest.mark.parametrize(("table", "row", "column"), REMARKS)
def test_what_a_remark_quotes_stands_in_the_passage_that_it_names(table, row, column):
    texts, said = passage_texts(), row[column]
    assert said == typeset(said), table
    for quoted, passage in re.findall(r"«\s([^»]+)\s»\s\((L\d+)\)", said):
        assert quoted in texts[passage]
    assert set(re.findall(r"L\d+", said)) <= set(texts)


@pytest.mark.parametrize("table", ["tickets", "courriels", "lectures", "questions_sujets"])
def test_a_reading_names_the_passages_that_it_quotes(table):
    for row in read(table):
        named = row["passages"].split()
        said = row.get("explication") or row.get("note") or row["reponse"]
        assert set(named) <= set(passage_texts()), row
        assert set(re.findall(r"L\d+", said)) <= set(named), row


def test_the_written_papers_are_of_equal_weight_and_fill_an_hour():
    scale = {row["ordre"]: row for row in read("bareme_sujets")}
    assert sum(int(row["points"]) for row in scale.values()) == 20
    assert sum(int(row["minutes"]) for row in scale.values()) == 50  # ten are left to read
    asked = {letter: [row for row in read("questions_sujets") if row["sujet"] == letter] for letter in "AB"}
    for rows in asked.values():
        assert [row["ordre"] for row in rows] == list(scale)
    given = {letter: [row for row in read("sujets") if row["sujet"] == letter] for letter in "AB"}
    assert given["A"][-1]["passages"] == given["B"][-1]["passages"]
    for first, second in zip(given["A"], given["B"], strict=True):
        assert first["texte"].count("|") == second["texte"].count("|")
        assert abs(len(first["texte"]) - len(second["texte"])) < 60


def test_the_answers_of_a_written_paper_quote_what_it_gives_to_read():
    given = {row["sujet"]: set(row["passages"].split()) for row in read("sujets") if row["passages"]}
    for row in read("questions_sujets"):
        assert set(row["passages"].split()) <= given[row["sujet"]], row
        assert set(re.findall(r"L\d+", row["reponse"])) == set(row["passages"].split()), row


def test_a_written_paper_tells_of_nobody_that_the_lessons_know():
    names = [row["libelle"].split() for row in read("organisation") if row["nature"] == "personne"]
    people = {name for whole in names for name in whole if len(name) > 2}
    told = {word for row in read("sujets") for word in re.findall(r"\w+", row["texte"])}
    assert len(people) > 10
    assert not {*people, "Montbrelle", "Brindelune"} & told


def test_each_word_of_the_glossary_stands_whole_in_its_passage():
    texts = passage_texts()
    for row in read("glossaire"):
        assert places(texts[row["passage"]], row["mot"]), row


def test_no_definition_says_its_own_word():
    for row in read("glossaire"):
        for word in re.findall(r"\w{5,}", row["mot"]):
            assert word.removesuffix("s") not in row["definition"], row


def test_the_traps_are_in_the_glossary():
    warned = {row["mot"] for row in read("glossaire") if row["piege"]}
    traps = {"processus métier", "support", "clients", "prestataire informatique", "cadres", "environnement"}
    assert traps | {"solutions", "service", "adapter"} <= warned


def test_the_blocs_are_named_as_the_decree_names_them_and_each_row_is_to_be_checked():
    assert {row["bloc"] for row in read("blocs")} == {
        "1 Support et mise à disposition des services informatiques",
        "2 SISR Administration des systèmes et des réseaux",
        "2 SLAM Conception et développement d'applications",
        "3 Cybersécurité des services informatiques",
    }
    added = [field for field in PACKAGE.tables["blocs"].fields.values() if field.added]
    assert [field.name for field in added] == ["bloc", "raison", "reserve"]
    assert all("à vérifier par l'enseignant" in field.description for field in added)
    assert {row["libelle"] for row in read("processus")} <= {row["texte"] for row in read("blocs")}


def test_each_sentence_of_the_messaging_example_is_told_in_order():
    steps = read("etapes")
    texts = passage_texts()
    assert [int(step["ordre"]) for step in steps] == list(range(1, len(steps) + 1))
    assert [step["passage"] for step in steps] == sorted(step["passage"] for step in steps)
    place = {}
    for step in steps:  # within a passage, each action stands after the one before it
        start = place.get(step["passage"], 0)
        found = texts[step["passage"]].find(step["action"], start)
        assert found >= 0, step
        place[step["passage"]] = found
    called = [(step["processus"], step["appelant"], step["action"]) for step in steps if step["appelant"]]
    assert ("P4", "P2", "correction d'une erreur") in called
    assert ("P3", "P2", "redimensionnement du serveur") in called
    assert {("P3", "P2", "mise à jour de sécurité"), ("P4", "P2", "mise à jour de sécurité")} <= set(called)
    assert steps[-1]["processus"] == "P5"


def test_a_quotation_that_is_wrong_by_one_letter_would_be_seen():
    texts = passage_texts()
    row = read("processus")[0]
    assert row["definition"].replace("cycle", "cycles") not in texts[row["passage"]]


def test_words_left_out_of_a_quotation_are_marked():
    text = passage_texts()["L063"]
    assert stands("maintenir (…) la solution d'infrastructure", text)
    assert not stands("maintenir la solution d'infrastructure", text)
    assert not stands("la solution d'infrastructure (…) maintenir", text)
    assert not stands("maintenir (…) remplacer", text)


def test_the_descriptor_is_a_data_package_for_the_library_that_defines_them():
    from frictionless import Package

    descriptor = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    package = Package.from_descriptor(descriptor, basepath=str(FOLDER))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
