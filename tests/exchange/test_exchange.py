"""The référentiel for other tools: what is written is read back whole, and as these tools want it."""

import json

import pytest
from conftest import change_table, plain
from odf.opendocument import load as load_ods
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from odf.text import P
from openpyxl import load_workbook
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from sio_kit.command.cli import main
from sio_kit.errors import ReferentialError
from sio_kit.exchange.export import FORMS, export_referential
from sio_kit.exchange.skos import BASE, KINDS, SCHEME, to_skos
from sio_kit.referential.load import load_referential
from sio_kit.spreadsheet import ods, xlsx

ODD = ["=1+1", "+33 1", "-5", "@SOMME(A1)", "<b>é & œ</b>", "deux\nlignes", "deux  blancs", "'", "0012", " "]
# What SKOS asks of each node, and the kit besides: a French name, a place in the scheme, a passage that proves it.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <urn:test:> .
:concept a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:maxCount 1 ; sh:languageIn ("fr") ; sh:minLength 1 ] ;
  sh:property [ sh:path skos:definition ; sh:maxCount 1 ; sh:languageIn ("fr") ] ;
  sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:maxCount 1 ; sh:class skos:ConceptScheme ] ;
  sh:property [ sh:path skos:broader ; sh:maxCount 1 ; sh:class skos:Concept ] ;
  sh:property [ sh:path skos:related ; sh:class skos:Concept ; sh:disjoint skos:broader ] ;
  sh:property [ sh:path dct:source ; sh:minCount 1 ; sh:class dct:BibliographicResource ] ;
  sh:xone ( [ sh:path skos:broader ; sh:minCount 1 ] [ sh:path skos:topConceptOf ; sh:minCount 1 ] ) .
:scheme a sh:NodeShape ; sh:targetClass skos:ConceptScheme ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:languageIn ("fr") ] ;
  sh:property [ sh:path skos:hasTopConcept ; sh:minCount 1 ; sh:class skos:Concept ] .
:collection a sh:NodeShape ; sh:targetClass skos:Collection ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:languageIn ("fr") ] ;
  sh:property [ sh:path skos:member ; sh:minCount 1 ; sh:class skos:Concept ] .
:passage a sh:NodeShape ; sh:targetClass dct:BibliographicResource ;
  sh:property [ sh:path dct:identifier ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^L[0-9]{3,}$" ] ;
  sh:property [ sh:path rdf:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:languageIn ("fr") ] .
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parsed(text):
    return Graph().parse(data=text, format="json-ld")


def is_sound(graph):
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    return conforms, report


# The web of data


def test_the_concepts_are_sound_and_the_shapes_can_refuse(ref):
    graph = parsed(to_skos(ref))
    assert is_sound(graph) == (True, "Validation Report\nConforms: True\n")
    graph.remove((URIRef(f"{BASE}processus:P3"), DCTERMS.source, None))
    conforms, report = is_sound(graph)
    assert not conforms
    assert "processus:P3" in report


def test_every_row_is_a_concept_with_its_words_and_their_passage(ref):
    graph = parsed(to_skos(ref))
    texts = {row["id"]: row["texte"] for row in ref.rows("passages")}
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == sum(len(ref.rows(table)) for table in KINDS)
    for table, kind in KINDS.items():
        members = [str(node) for node in graph.objects(URIRef(BASE + table), SKOS.member)]
        assert len(members) == len(ref.rows(table))
        for row in ref.rows(table):
            (node,) = (
                each
                for each in graph.subjects(SKOS.prefLabel, Literal(row[kind.label], lang="fr"))
                if str(each) in members and str(each).endswith(str(row.get("ordre") or row.get("code")))
                and (table != "interventions" or f":{row['option']}:" in str(each))
            )  # fmt: skip
            assert [str(each) for each in graph.objects(node, SKOS.definition)] == [
                row[column] for column in [kind.definition] if column and row[column]
            ]
            sources = list(graph.objects(node, DCTERMS.source))
            cited = {str(graph.value(each, DCTERMS.identifier)): str(graph.value(each, RDF.value)) for each in sources}
            assert row["passage"] in cited
            assert cited.items() <= texts.items()
            assert any(row[kind.label] in text for text in cited.values())
            assert not list(graph.objects(node, SKOS.editorialNote))


def test_the_links_are_those_of_the_tables(ref):
    graph = parsed(to_skos(ref))
    p1, metier = URIRef(f"{BASE}processus:P1"), URIRef(f"{BASE}categories:metier")
    assert set(graph.objects(p1, SKOS.broader)) == {metier}
    assert {str(each)[-2:] for each in graph.objects(p1, SKOS.related)} == {"P2", "P3", "P4", "P5"}
    assert all((other, SKOS.related, one) in graph for one, other in graph.subject_objects(SKOS.related))
    assert graph.value(URIRef(f"{BASE}interventions:B:1"), SKOS.broader) == URIRef(f"{BASE}options:B")
    assert str(graph.value(URIRef(SCHEME), DCTERMS.title)) == str(ref.edition)


def test_what_a_teacher_changes_is_marked(folder):
    change_table(folder, "criteres_choix", lambda rows: [rows[0] | {"definition": "par <b>autre</b> chose"}, *rows[1:]])
    graph = parsed(to_skos(load_referential(folder)))
    (node,) = graph.subjects(SKOS.definition, Literal("par <b>autre</b> chose", lang="fr"))
    assert plain(graph.value(node, SKOS.editorialNote)) == "Ajouté : ces mots ne sont pas ceux du passage."
    assert len(list(graph.subjects(SKOS.editorialNote))) == 2


def keep(folder, *names):
    """Make a folder the data of another référentiel, of these tables only, which nothing but a rank names."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["name"] = "autre"
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] in names]
    for resource in descriptor["resources"]:
        resource["schema"].pop("primaryKey", None)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    return load_referential(folder)


def test_tables_without_keys_or_links_are_no_trouble(folder):
    graph = parsed(to_skos(keep(folder, "sections", "passages", "criteres_choix")))
    assert is_sound(graph)[0]
    assert {str(each) for each in graph.subjects(SKOS.topConceptOf)} == {f"{BASE}criteres_choix:{n}" for n in (1, 2, 3)}


def test_data_without_any_notion_are_refused(folder, here):
    with pytest.raises(ReferentialError, match="n'ont aucune table dont le kit fait des notions"):
        export_referential(keep(folder, "sections", "passages"), "skos", here / "x.jsonld")
    assert not (here / "x.jsonld").exists()


# Workbooks


def read_xlsx(path):
    """Return {sheet: rows} of a workbook in which no cell is a formula."""
    book = load_workbook(path)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def read_ods(path):
    """Return {sheet: rows} of a workbook, a text as its cell says it, a number where the cell says it is one."""
    sheets = load_ods(path).spreadsheet.getElementsByType(Table)
    rows = {sheet.getAttribute("name"): sheet.getElementsByType(TableRow) for sheet in sheets}
    return {name: [[_value(cell) for cell in row.getElementsByType(TableCell)] for row in rows[name]] for name in rows}


def _value(cell):
    assert cell.getAttribute("formula") is None
    text = "\n".join(map(extractText, cell.getElementsByType(P)))
    return text if cell.getAttribute("valuetype") == "string" else int(cell.getAttribute("value"))


READERS = {"xlsx": read_xlsx, "ods": read_ods}


@pytest.mark.parametrize("form", list(READERS))
def test_every_cell_of_every_table_comes_back(ref, here, form):
    (path,) = export_referential(ref, form)
    sheets = READERS[form](path)
    assert list(sheets) == ["lisez-moi", "colonnes", *ref.tables]
    assert sheets["lisez-moi"][0] == [str(ref.edition)]
    for name in ref.tables:
        columns = list(ref.table(name).fields)
        assert sheets[name][0] == columns
        given = [[row[column] for column in columns] for row in ref.rows(name)]
        assert [[value or "" for value in row] for row in sheets[name][1:]] == [[v or "" for v in row] for row in given]
    kinds = {(row[0], row[2]): row[5] for row in sheets["colonnes"][1:]}
    assert kinds["processus", "definition"] == "référentiel"
    assert kinds["interventions", "condition"] == "kit"
    assert len(kinds) == sum(len(ref.table(name).fields) for name in ref.tables)


@pytest.mark.parametrize(("form", "make"), [("xlsx", xlsx), ("ods", ods)])
def test_a_text_stays_a_text(here, form, make):
    rows = [ODD, [1, *ODD[1:]]]
    path = here / f"texte.{form}"
    path.write_bytes(make({"a/b [c] et un nom qui est bien trop long": rows}))
    ((name, sheet),) = READERS[form](path).items()
    assert name == ("a_b _c_ et un nom qui est bien " if form == "xlsx" else "a/b [c] et un nom qui est bien trop long")
    assert sheet == rows


def test_a_text_that_begins_like_a_formula_is_one_for_who_edits_it_too(here):
    (here / "texte.xlsx").write_bytes(xlsx({"a": [ODD]}))
    (row,) = load_workbook(here / "texte.xlsx").active.iter_rows()
    assert [cell.quotePrefix for cell in row] == [True] * 4 + [False] * 6


@pytest.mark.parametrize("make", [xlsx, ods])
@pytest.mark.parametrize("text", ["a\x07b", "\ufffe", "x" * 32_768])
def test_what_no_spreadsheet_takes_is_refused(make, text):
    with pytest.raises(ReferentialError, match="Un tableur ne peut pas contenir le texte"):
        make({"a": [[text]]})


# The command


def test_the_command_writes_each_form_and_keeps_a_file_that_exists(here, capsys):
    for form, (name, _, _) in FORMS.items():
        assert main(["exporter", form]) == 0
        assert plain(capsys.readouterr().out) == f"Écrit : {name}\n"
        before = (here / name).read_bytes()
        assert main(["exporter", form]) == 1
        assert "existe déjà : il n'est pas changé. Ajoutez --remplacer" in plain(capsys.readouterr().err)
        assert (here / name).read_bytes() == before
        assert main(["exporter", form, "--remplacer"]) == 0
        assert main(["exporter", form, "--sortie", "ailleurs/x"]) == 1
        assert "ne peut pas être écrit" in plain(capsys.readouterr().err)
    assert {path.name for path in here.iterdir()} == {name for name, _, _ in FORMS.values()}


def test_bad_calls_are_said_in_french(ref, here, capsys):
    for arguments, sentence in (
        (["csv"], "« csv » n'est pas reconnu ; choix possibles : 'skos', 'xlsx', 'ods'"),
        ([], "Il manque : FORMAT."),
    ):
        with pytest.raises(SystemExit):
            main(["exporter", *arguments])
        assert sentence in plain(capsys.readouterr().err)
    for form in ("csv", ["skos"]):
        with pytest.raises(ReferentialError, match="skos, xlsx, ods"):
            export_referential(ref, form)
    with pytest.raises(ReferentialError, match="est un dossier"):
        export_referential(ref, "skos", here)
