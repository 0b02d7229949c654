"""Loading the tables: the kit's own, a teacher's, and whatever bytes a folder may hold."""

import json
import shutil

import pandas as pd
import pytest
from conftest import plain
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.folders import DATA, DATA_VARIABLE, kit_folder
from sio_kit.referential.package import DESCRIPTOR


def edit(folder, table, old, new, count=1):
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8", newline="")


def edit_descriptor(folder, change):
    path = folder / DESCRIPTOR
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def resource(descriptor, name):
    return next(resource for resource in descriptor["resources"] if resource["name"] == name)


def failure(folder):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        sio_kit.load_referential(folder)
    return caught.value


def only_problem(folder):
    (problem,) = failure(folder).problems
    return problem


# What a sound folder gives


def test_the_tables_are_text_as_written_and_integers(ref):
    assert ref.processus["code"].tolist() == ["P1", "P2", "P3", "P4", "P5"]
    assert ref.sections["niveau"].dtype == "int64"
    assert ref.etapes.loc[0, "appelant"] == ""
    for frame in ref.tables.values():
        assert not frame.isna().any().any()


def test_changing_a_table_changes_no_other_access(ref):
    mine = ref.processus
    mine.loc[0, "libelle"] = "changé"
    ref.tables["processus"].drop(columns="code", inplace=True)
    assert ref.processus.loc[0, "libelle"] == "Production de services"
    assert "code" in ref.tables["processus"]


def test_the_word_na_stays_a_word(folder):
    edit(folder, "cadres", "Éditeur de logiciels informatiques", "NA")
    assert sio_kit.load_referential(folder).cadres["libelle"].tolist()[-1] == "NA"


def test_a_row_may_be_added(folder):
    with (folder / "emplois.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("B,11,Testeur,L164\n")
    assert len(sio_kit.load_referential(folder).emplois) == 20


def test_the_course_folder_is_read_where_one_is_set(folder, monkeypatch):
    edit(folder, "cadres", "Éditeur de logiciels informatiques", "Autre éditeur")
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    assert "Autre éditeur" in sio_kit.load_referential().cadres["libelle"].tolist()


def test_a_referential_names_itself_and_its_tables(ref):
    assert repr(ref) == "<Référentiel du BTS SIO, Annexe I : 40 tables, 163 passages>"
    assert "processus" in dir(ref)
    assert "processus" in ref.tables
    assert repr(ref.tables).startswith("<tables : sections, passages")


@pytest.mark.parametrize(
    "ask", [lambda ref: ref.process, lambda ref: ref.tables["process"], lambda ref: ref.describe("process")]
)
def test_an_unknown_table_says_which_exist_and_the_nearest(ref, ask):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        ask(ref)
    said = plain(caught.value)
    assert said.startswith("La table « process » n'existe pas. Vouliez-vous dire « processus » ? Tables : sections, ")


def test_unknown_attributes_behave_as_python_expects(ref):
    assert not hasattr(ref, "_repr_html_")
    assert not hasattr(ref, "shape")
    assert 3 not in ref.tables


def test_describe_tells_official_text_from_what_the_kit_adds(ref):
    origin = ref.describe("options").set_index("colonne")["origine"]
    assert origin[["libelle", "sigle", "passage"]].tolist() == ["référentiel", "kit", ""]


# Which edition


def test_the_edition_is_named_dated_and_said(ref):
    assert str(ref.edition) == "Référentiel du BTS SIO, Annexe I – édition de 2011 (d'après sa rédaction)"
    assert ref.edition.date == "2011-04-26"
    assert "l'arrêté du 26 avril 2011" in ref.edition.sentence
    assert "rentrée 2020" in ref.edition.sentence


def test_a_folder_names_its_own_edition(folder):
    edit_descriptor(
        folder, lambda d: d.update(title="Mon texte", edition="édition du lycée", edition_phrase="Provisoire.")
    )
    edition = sio_kit.load_referential(folder).edition
    assert (str(edition), edition.sentence) == ("Mon texte – édition du lycée", "Provisoire.")


def forget_edition(descriptor):
    for key in [key for key in descriptor if key.startswith("edition")]:
        del descriptor[key]


def test_an_older_copy_has_the_kits_edition_as_long_as_it_has_its_text(ref, folder):
    edit_descriptor(folder, forget_edition)
    assert sio_kit.load_referential(folder).edition == ref.edition
    edit(folder, "passages", "Le titulaire du diplôme", "La titulaire du diplôme")
    other = sio_kit.load_referential(folder).edition
    assert (str(other), other.name, other.sentence) == (ref.title, "", "")


@pytest.mark.parametrize("key", ["edition", "edition_date", "edition_phrase"])
@pytest.mark.parametrize("value", [None, 2011, ["2011"], {}])
def test_an_edition_that_is_no_text(folder, key, value):
    edit_descriptor(folder, lambda d: d.update({key: value}))
    said = f"datapackage.json : « {key} » n'est pas un texte. Écrivez-le entre guillemets."
    assert plain(only_problem(folder)) == said


# Files as a French Excel saves them


def as_excel(path, encoding, delimiter=";", newline="\r\n", tail=""):
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    text = rows.to_csv(sep=delimiter, index=False, lineterminator="\n").replace("\n", newline) + tail
    path.write_bytes(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize(("delimiter", "newline"), [(";", "\r\n"), ("\t", "\n"), (",", "\r")])
def test_files_as_a_french_excel_saves_them(ref, folder, encoding, delimiter, newline):
    for path in folder.glob("*.csv"):
        empty = delimiter * 3 + newline
        as_excel(path, encoding, delimiter, newline, tail=empty + newline)
    other = sio_kit.load_referential(folder)
    for name, frame in ref.tables.items():
        pd.testing.assert_frame_equal(frame, other.tables[name])


# Each bad input: file, line, column, what is wrong, what to do


def test_missing_folder(tmp_path):
    problem = only_problem(tmp_path / "absent")
    assert plain(problem).endswith("absent : ce dossier n'existe pas. Vérifiez son nom et son emplacement.")


def test_a_file_in_place_of_a_folder(folder):
    problem = only_problem(folder / "cadres.csv")
    assert plain(problem).endswith("cadres.csv : ce n'est pas un dossier. Vérifiez son nom et son emplacement.")


def test_missing_descriptor(folder):
    (folder / DESCRIPTOR).unlink()
    assert plain(only_problem(folder)) == "datapackage.json : le fichier n'existe pas. Remettez-le dans le dossier."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{\n"resources": [\n', "datapackage.json, ligne 3 : ce n'est pas du JSON. Vérifiez"),
        (b"\xff\xfe\x00", "datapackage.json : ce n'est pas du JSON en UTF-8."),
        (b"[" * 100_000, "datapackage.json : ce n'est pas du JSON en UTF-8."),
        (b"[]", "datapackage.json : la liste des tables (« resources ») manque."),
        (b'{"resources": [{"name": "a"}]}', "datapackage.json : la table « a » n'a pas de nom de fichier (« path »)."),
        (b'{"resources": [3]}', "datapackage.json : la table n° 1 n'a pas de nom."),
        (b'{"resources": [{"name": "a", "path": "a.csv"}]}', "datapackage.json : la table « a » n'a pas de schéma"),
    ],
)
def test_unusable_descriptor(folder, content, said):
    (folder / DESCRIPTOR).write_bytes(content)
    assert plain(only_problem(folder)).startswith(said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["resources"].remove(resource(d, "passages")), "la table « passages » manque"),
        (
            lambda d: resource(d, "passages")["schema"]["fields"].pop(2),
            "la table « passages » ne décrit pas la colonne « ordre » de type integer",
        ),
        (
            lambda d: resource(d, "etapes")["schema"]["fields"][1].update(type="string", constraints={}),
            "la table « etapes » ne décrit pas la colonne « ordre » de type integer",
        ),
        (lambda d: d["resources"].append(resource(d, "roles")), "la table « roles » est décrite deux fois"),
        (
            lambda d: resource(d, "roles")["schema"]["fields"][0].update(type="date"),
            "la table « roles » a une colonne d'un autre type que string ou integer",
        ),
        (
            lambda d: resource(d, "roles")["schema"]["fields"].append({"name": "code", "type": "string"}),
            "la table « roles » a une colonne sans nom, ou deux colonnes du même nom",
        ),
        (
            lambda d: resource(d, "roles")["schema"].update(foreignKeys=[3]),
            "la table « roles » a une clé (« primaryKey », « foreignKeys ») mal écrite",
        ),
        (
            lambda d: resource(d, "roles")["schema"]["foreignKeys"].append(
                {"fields": "code", "reference": {"resource": "rien", "fields": "code"}}
            ),
            "la table « roles » renvoie à une table absente, « rien »",
        ),
    ],
)
def test_a_descriptor_that_the_kit_cannot_use(folder, change, said):
    edit_descriptor(folder, change)
    problems = failure(folder).problems
    assert plain(problems[0]).startswith(f"datapackage.json : {said}")
    assert "kit" in problems[0].remedy


@pytest.mark.parametrize(
    "constraints",
    [
        7,
        {"pattern": None},
        {"pattern": "L[0-9"},
        {"enum": []},
        {"enum": [1]},
        {"minimum": "un"},
        {"required": 1},
        {"x": 1},
    ],
    ids=str,
)
def test_constraints_that_mean_nothing(folder, constraints):
    edit_descriptor(folder, lambda d: resource(d, "roles")["schema"]["fields"][0].update(constraints=constraints))
    said = "la table « roles » a une colonne (« code ») dont les contraintes (« constraints ») sont mal écrites"
    assert plain(only_problem(folder)).startswith(f"datapackage.json : {said}. Repartez du datapackage.json du kit")


def test_half_a_character_in_the_descriptor(folder):
    text = (folder / DESCRIPTOR).read_text(encoding="utf-8").replace('"Rôles', '"\\ud800Rôles', 1)
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    assert "\\ud800" in text
    assert plain(only_problem(folder)).startswith("datapackage.json : ce n'est pas du JSON en UTF-8")


@pytest.mark.parametrize(
    ("length", "problems"), [(999_000, 0), (1_000_001, 1)], ids=["a very long cell", "one longer than any text"]
)
def test_a_huge_cell_is_read_or_refused(folder, length, problems):
    edit(folder, "cadres", "Éditeur de logiciels informatiques", "a" * length)
    if problems:
        assert "une cellule dépasse un million de caractères" in plain(only_problem(folder))
    else:
        assert len(sio_kit.load_referential(folder).rows("cadres")[-1]["libelle"]) == length


def test_a_huge_faulty_cell_is_shown_by_its_beginning(folder):
    edit(folder, "participations", "A,P1,commune", "A,P1," + "commune" * 50_000)
    said = plain(only_problem(folder))
    assert "« communecommune" in said
    assert len(said) < 300


@pytest.mark.parametrize(
    ("character", "code"), [("\x07", "0007"), ("\x1b", "001B"), ("\x9f", "009F"), ("\ufffe", "FFFE")]
)
def test_a_character_that_no_page_can_hold(folder, character, code):
    edit(folder, "cadres", "Éditeur de logiciels", f"Éditeur {character}de logiciels")
    expected = f"cadres.csv, ligne 5, colonne « libelle » : cette cellule contient un caractère invisible (U+{code})."
    assert plain(only_problem(folder)).startswith(expected)


# A copy made with an older kit, and another text


def forget(folder, table, column=None):
    """Make a folder what it was before a table, or a column, came."""

    def change(descriptor):
        if column is None:
            descriptor["resources"].remove(resource(descriptor, table))
            return
        schema = resource(descriptor, table)["schema"]
        schema["fields"] = [field for field in schema["fields"] if field["name"] != column]
        schema["foreignKeys"] = [key for key in schema.get("foreignKeys", []) if column not in key["fields"]]

    edit_descriptor(folder, change)
    path = folder / f"{table}.csv"
    if column is None:
        path.unlink()
    else:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False).drop(columns=column)
        frame.to_csv(path, index=False)


NAMES = [name for name in sio_kit.load_referential(kit_folder(DATA)).tables if name not in ("sections", "passages")]


@pytest.mark.parametrize("table", NAMES)
def test_a_folder_without_a_later_table_is_read_with_the_kits(ref, folder, table):
    forget(folder, table)
    other = sio_kit.load_referential(folder)
    assert other.borrowed == (table,)
    assert f"(dont, du kit : {table})" in repr(other)
    for name in ref.tables:
        assert other.rows(name) == ref.rows(name)


def test_a_folder_without_a_later_column_is_read_with_the_kits(ref, folder):
    forget(folder, "etapes", "motif")
    edit(folder, "etapes", "messagerie,16,", "messagerie,17,")
    other = sio_kit.load_referential(folder)
    assert other.borrowed == ("etapes.motif",)
    reasons = [row["motif"] for row in ref.rows("etapes")]
    assert [row["motif"] for row in other.rows("etapes")] == [*reasons[:-1], ""]
    assert list(other.etapes.columns[:-1]) == [name for name in ref.etapes.columns if name != "motif"]


def test_the_kits_table_that_does_not_fit_a_folder_is_missed_only_when_it_is_asked_for(folder):
    forget(folder, "participations")
    edit(folder, "processus", "P5,", "P6,")
    for table in ("liens", "etapes", "exemples"):
        path = folder / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("P5", "P6"), encoding="utf-8")
    ref = sio_kit.load_referential(folder)
    assert ref.search("messagerie")["id"].any()
    assert ref.borrowed == ()
    with pytest.raises(sio_kit.ReferentialError) as caught:
        sio_kit.widgets.OptionExplorer(ref)
    said = "La table « participations » manque dans ce dossier, et celle du kit ne va pas avec vos tables"
    assert plain(caught.value).startswith(said)
    assert "« P5 » n'existe pas dans la table « processus »" in plain(caught.value)


def test_another_text_needs_its_sections_and_passages_alone(folder):
    edit_descriptor(
        folder,
        lambda d: d.update(
            name="autre", title="Autre diplôme", resources=[resource(d, "sections"), resource(d, "passages")]
        ),
    )
    ref = sio_kit.load_referential(folder)
    assert list(ref.tables) == ["sections", "passages"]
    assert ref.borrowed == ()
    assert sio_kit.widgets.Reader(ref).alternative.endswith("Autre diplôme")
    assert "Autre diplôme" in str(sio_kit.show_table(ref, "passages", rows=ref.search("messagerie")))
    with pytest.raises(sio_kit.ReferentialError, match=r"n'existe pas. Tables.: sections, passages"):
        sio_kit.widgets.ProcessMap(ref)


def test_a_reference_that_an_older_descriptor_forgets_is_checked(folder):
    edit_descriptor(folder, lambda d: resource(d, "participations")["schema"]["foreignKeys"].pop(1))
    edit(folder, "participations", "A,P2", "A,P9")
    assert "« P9 » n'existe pas dans la table « processus »" in plain(only_problem(folder))


# Plain rows


def test_rows_are_what_the_tables_say_without_pandas(ref):
    for name, frame in ref.tables.items():
        assert ref.rows(name) == frame.to_dict("records")
    rows = ref.rows("processus")
    rows[0]["code"] = "changé"
    assert ref.rows("processus")[0]["code"] == "P1"


def test_rows_come_in_the_order_of_a_column_empty_ones_last(folder):
    edit_descriptor(folder, lambda d: resource(d, "etapes")["schema"]["fields"][1].update(constraints={}))
    edit(folder, "etapes", "messagerie,1,", "messagerie,,")
    edit(folder, "etapes", "messagerie,2,", "messagerie,99,")
    ref = sio_kit.load_referential(folder)
    assert [row["ordre"] for row in ref.rows("etapes", by="ordre")] == [*range(3, 17), 99, None]
    assert str(ref.etapes["ordre"].dtype) == "Int64"


def test_missing_csv(folder):
    (folder / "cadres.csv").unlink()
    assert plain(only_problem(folder)) == "cadres.csv : le fichier n'existe pas. Remettez-le dans le dossier."


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_csv(folder, content):
    (folder / "cadres.csv").write_bytes(content)
    assert plain(only_problem(folder)).startswith("cadres.csv : le fichier est vide.")


def test_header_only_where_rows_are_required(folder):
    (folder / "cadres.csv").write_text("code,libelle,passage\n", encoding="utf-8")
    assert plain(only_problem(folder)).startswith("cadres.csv, ligne 1 : le fichier n'a que ses titres de colonnes.")


def test_header_only_where_rows_are_optional(folder):
    (folder / "emplois.csv").write_text("option,ordre,libelle,passage\n", encoding="utf-8")
    assert sio_kit.load_referential(folder).emplois.empty


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("cadres", "code,libelle", "code,titre", [
            "cadres.csv, ligne 1, colonne « libelle » : cette colonne manque. Les colonnes attendues sont : code, libelle, passage.",
            "cadres.csv, ligne 1, colonne « titre » : cette colonne n'est pas prévue. Supprimez-la.",
        ]),
        ("cadres", "code,libelle", "code,libellé", [
            "cadres.csv, ligne 1, colonne « libelle » : cette colonne manque. Les colonnes attendues sont : code, libelle, passage.",
            "cadres.csv, ligne 1, colonne « libellé » : cette colonne n'est pas prévue. Corrigez son titre (« libelle » ?) ou supprimez-la.",
        ]),
        ("categories", "libelle,definition", "libelle,libelle", [
            "categories.csv, ligne 1, colonne « definition » : cette colonne manque. Les colonnes attendues sont : code, libelle, definition, passage.",
            "categories.csv, ligne 1, colonne « libelle » : cette colonne figure deux fois. Gardez-en une seule.",
        ]),
        ("cadres", "interne,Entité", "interne,en trop,Entité", [
            "cadres.csv, ligne 2 : 4 cellules au lieu de 3. Mettez entre guillemets le texte qui contient le séparateur, ou supprimez la cellule en trop.",
            "cadres.csv, ligne 2, colonne « passage » : « Entité informatique interne à une organisation » n'existe pas dans la table « passages », colonne « id ». Corrigez-la, ou ajoutez la ligne qui manque à la table « passages ».",
        ]),
        ("cadres", ",L181", "", ["cadres.csv, ligne 2 : 2 cellules au lieu de 3. Ajoutez celles qui manquent."]),
        ("sections", "ANNEXE I,1,", "ANNEXE I,un,", [
            "sections.csv, ligne 2, colonne « niveau » : « un » n'est pas un nombre entier. Écrivez un nombre entier, en chiffres seulement.",
        ]),
        ("sections", "ANNEXE I,1,", "ANNEXE I,0,", ["sections.csv, ligne 2, colonne « niveau » : « 0 » ne convient pas. Il faut au moins 1."]),
        ("sections", "ANNEXE I,1,", "ANNEXE I,99999999999999999999,", [
            "sections.csv, ligne 2, colonne « niveau » : « 99999999999999999999 » ne convient pas. Il faut au plus 9223372036854775807.",
        ]),
        ("participations", "A,P1,commune", "A,P1,communes", [
            "participations.csv, ligne 2, colonne « nature » : « communes » n'est pas une valeur permise. "
            "Écrivez l'une de celles-ci : commune, spécialité, hors spécialité ; sans doute « commune ».",
        ]),
        ("participations", "A,P2", "A,P9", [
            "participations.csv, ligne 3, colonne « processus » : « P9 » n'existe pas dans la table « processus », colonne « code ». "
            "Corrigez-la, ou ajoutez la ligne qui manque à la table « processus ».",
        ]),
        ("participations", "A,P2", "A,P1", [
            "participations.csv, ligne 3 : cette ligne répète la ligne 2 (option = A, processus = P1). Supprimez l'une des deux ou changez ces valeurs.",
        ]),
        ("cadres", "Entité informatique interne à une organisation", " ", [
            "cadres.csv, ligne 2, colonne « libelle » : cette cellule est vide. Remplissez-la : une valeur y est obligatoire.",
        ]),
        ("passages", "L003,", "003,", [
            "sections.csv, ligne 2, colonne « passage » : « L003 » n'existe pas dans la table « passages », colonne « id ». "
            "Corrigez-la, ou ajoutez la ligne qui manque à la table « passages ».",
            "passages.csv, ligne 2, colonne « id » : « 003 » n'a pas la forme voulue. La forme voulue (expression régulière) est L[0-9]{3,}.",
        ]),
        ("passages", "L005,", "L003,", [
            "sections.csv, ligne 3, colonne « passage » : « L005 » n'existe pas dans la table « passages », colonne « id ». "
            "Corrigez-la, ou ajoutez la ligne qui manque à la table « passages ».",
            "passages.csv, ligne 3, colonne « id » : « L003 » figure déjà à la ligne 2. Donnez une autre valeur à l'une des deux lignes.",
        ]),
        ("cadres", "editeur,", '"editeur,', [
            'cadres.csv, ligne 5 : un guillemet (") ouvre une cellule et ne la ferme pas. Fermez-le, ou doublez-le ("") s\'il fait partie du texte.',
        ]),
    ],
)  # fmt: skip
def test_each_fault_is_said_with_its_place_and_its_remedy(folder, table, old, new, said):
    edit(folder, table, old, new)
    assert [plain(problem) for problem in failure(folder).problems] == said


def test_an_empty_line_between_rows(folder):
    edit(folder, "cadres", "societe-services", "\nsociete-services")
    assert plain(only_problem(folder)) == "cadres.csv, ligne 3 : cette ligne est vide. Supprimez-la."


def test_lines_are_counted_as_an_editor_does(folder):
    """A cell that holds line breaks makes the file's lines run ahead of the table's."""
    edit(folder, "cadres", "Entité informatique interne à une organisation", '"Entité\ninformatique\r\ninterne"')
    edit(folder, "cadres", "L184", "L999")
    assert only_problem(folder).line == 7


def test_undecodable_bytes(folder):
    path = folder / "cadres.csv"
    path.write_bytes(path.read_bytes().replace("Éditeur".encode(), b"\x81diteur"))
    problem = only_problem(folder)
    assert problem.line == 5
    assert "ni UTF-8, ni Windows-1252" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_text_in_utf16_is_refused(folder, encoding):
    path = folder / "cadres.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert "CSV UTF-8" in only_problem(folder).remedy


def test_nul_byte(folder):
    edit(folder, "cadres", "Société de conseil en technologies", "Société\0de conseil")
    assert plain(only_problem(folder)).startswith("cadres.csv, ligne 4 : le fichier contient un octet nul")


def test_a_file_over_50_mb_is_refused(folder):
    with (folder / "cadres.csv").open("r+b") as file:
        file.truncate(50_000_001)
    assert (
        plain(only_problem(folder)) == "cadres.csv : le fichier dépasse 50 Mo. Vérifiez que c'est bien le bon fichier."
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/etc/passwd", "est une adresse ou un chemin absolu"),
        ("C:\\cadres.csv", "est une adresse ou un chemin absolu"),
        ("https://example.org/cadres.csv", "est une adresse ou un chemin absolu"),
        ("file:///etc/passwd", "est une adresse ou un chemin absolu"),
        ("../cadres.csv", "sort du dossier"),
        ("source/../../cadres.csv", "sort du dossier"),
        ("lien.csv", "sort du dossier"),
        ("source", "le fichier n'existe pas"),
        ("a\0b", "est une adresse ou un chemin absolu"),
    ],
)
def test_nothing_outside_the_folder_is_read(folder, path, said):
    shutil.copy(folder / "cadres.csv", folder.parent / "cadres.csv")
    (folder / "lien.csv").symlink_to(folder.parent / "cadres.csv")
    edit_descriptor(folder, lambda descriptor: resource(descriptor, "cadres").update(path=path))
    assert said in plain(only_problem(folder))


def test_all_problems_are_listed_the_first_twenty_shown(folder):
    edit(folder, "passages", ",paragraphe,", ",alinéa,", count=30)
    error = failure(folder)
    lines = plain(error).split("\n")
    assert len(error.problems) == 30
    assert lines[0] == "Les données ne peuvent pas être chargées : 30 problèmes."
    assert len(lines) == 22
    assert lines[-1] == "… et 10 autres problèmes."


def test_several_files_are_checked_at_once(folder):
    edit(folder, "participations", "A,P2", "A,P9")
    (folder / "cadres.csv").unlink()
    edit(folder, "sections", "ANNEXE I,1,", "ANNEXE I,un,")
    files = [problem.file for problem in failure(folder).problems]
    assert files == ["sections.csv", "participations.csv", "cadres.csv"]


def test_an_error_in_a_notebook_shows_its_sentence_alone(folder):
    (folder / "cadres.csv").unlink()
    error = failure(folder)
    assert error._render_traceback_() == str(error).split("\n")


# Whatever bytes a file holds


def load_or_refuse(folder):
    try:
        ref = sio_kit.load_referential(folder)
    except sio_kit.ReferentialError as error:
        assert str(error).strip()
        assert "Traceback" not in str(error)
    else:
        assert len(ref.tables) >= 18


CELLS = st.text(alphabet=st.sampled_from("abL03\"; ,\t\n\r'é’«1-"), max_size=40)
ANY_CSV = st.one_of(
    st.binary(max_size=300),
    CELLS.map(lambda text: f"code,libelle,passage\n{text}".encode()),
    CELLS.map(lambda text: f"code;libelle;passage\r\n{text}".encode("cp1252")),
)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(content=ANY_CSV)
def test_any_bytes_in_a_table_load_or_are_refused(folder, content):
    (folder / "cadres.csv").write_bytes(content)
    load_or_refuse(folder)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["name", "path", "schema", "fields", "type", "constraints", "primaryKey", "foreignKeys", "reference", "title"]


@st.composite
def altered_descriptors(draw):
    """The kit's descriptor with one place in it replaced by any JSON."""
    descriptor = json.loads((kit_folder(DATA) / DESCRIPTOR).read_text(encoding="utf-8"))
    spot, key = descriptor, "resources"
    for _ in range(draw(st.integers(0, 6))):
        inner = spot[key]
        if isinstance(inner, list) and inner:
            spot, key = inner, draw(st.integers(0, len(inner) - 1))
        elif isinstance(inner, dict) and inner:
            spot, key = inner, draw(st.sampled_from([*inner, *KEYS]))
            inner.setdefault(key, None)
    spot[key] = draw(JSON)
    return json.dumps(descriptor).encode()


@QUIET
@given(content=st.one_of(st.binary(max_size=100), JSON.map(json.dumps).map(str.encode), altered_descriptors()))
def test_any_descriptor_loads_or_is_refused(folder, content):
    (folder / DESCRIPTOR).write_bytes(content)
    load_or_refuse(folder)
