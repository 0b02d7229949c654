"""The dossier: its file, what a reader asks, what other works give, what it covers, on paper and in a spreadsheet."""

import json
from importlib import import_module

import pytest
from conftest import change_table, loosen, plain
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit import ReferentialError
from sio_kit.forms.check import ROOMS
from sio_kit.forms.tables import tables_of
from sio_kit.portfolio import rules

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture(scope="module")
def tables(ref):
    return tables_of(ref, rules.TABLES)


def dossier(*situations):
    """Return a dossier whose situations say these things, and nothing else."""
    return {**rules.blank(None), "situations": [rules.situation() | each for each in situations]}


def called(code, *callers):
    return {"code": code, "appelants": list(callers)}


def asked(tables, *situations, place=1):
    """Return what a reader asks at a place: sentences with their passages."""
    found = rules.judge(dossier(*situations), tables)
    return {plain(each["sentence"]): each["passage"] for each in found if each["place"] == place}


@pytest.fixture(scope="module")
def whole(tables):
    """Return a situation of which a reader asks nothing."""
    return {
        "titre": "La borne du gymnase",
        "nature": "stage",
        "contexte": "à la mairie, chez trois techniciens",
        "service": "le Wi-Fi des visiteurs",
        "processus": [called("P3", "P2"), called("P5")],
        "enregistre": "la borne, dans GLPI",
        "interventions": [tables["interventions"][1]["texte"]],
        "environnements": ["juridique"],
        "criteres": [tables["criteres_qualite"][1]["texte"]],
        "autonomie": ["fait", "rendu compte", "alerté"],
        "preuves": "borne.png",
        "passages": ["L065"],
    }


# What a reader asks


def test_of_a_whole_situation_nothing_is_asked(tables, whole):
    assert asked(tables, whole) == {}


def test_each_thing_that_lacks_is_asked_for_with_its_passage(tables):
    assert asked(tables, {}) == {
        "La situation n'a pas de titre : donnez-lui-en un qui dit ce qui a été fait.": "",
        "Chez qui était-ce, dans quelle équipe, et qui demandait quoi ?": "L031",
        "Quel service l'organisation cliente reçoit-elle ?": "L023",
        "Dans quel processus étiez-vous ?": "L047",
        "Dans quoi êtes-vous intervenu ? Choisissez une intervention du texte.": "L104",
        "Aucun environnement : lequel imposait quelque chose à votre travail ?": "L216",
        "Quel critère de qualité (L271 à L278) cette situation montre-t-elle ?": "L271",
        "Qu'est-ce qui le prouve ? Nommez un fichier, un lien, une capture.": "",
        "Aucun passage cité : quelle phrase du texte dit ce que vous avez fait ?": "",
        "Qu'avez-vous fait vous-même, et qu'a fait quelqu'un d'autre ?": "L263",
    }


@pytest.mark.parametrize(
    ("change", "sentence", "passage"),
    [
        ({"enregistre": " "}, "Vous étiez dans P3 : qu'avez-vous enregistré dans la base de données de la configuration ?", "L065"),
        ({"processus": [called("P5")], "enregistre": ""}, "Qu'avez-vous enregistré, et où ?", "L065"),
        ({"processus": [called("P3")]}, "Qui vous a appelé ? P3 agit quand P1 ou P2 fait appel à lui.", "L055"),
        ({"processus": [called("P4", "P5")]}, "P4 est dit appelé par P5 ; le texte ne parle pas de cet appel.", "L055"),
        ({"processus": [called("P9")]}, "Le processus « P9 » n'existe pas : retirez-le.", ""),
        ({"preuves": "\n \n"}, "Qu'est-ce qui le prouve ? Nommez un fichier, un lien, une capture.", "L272"),
        ({"passages": []}, "Aucun passage cité : quelle phrase du texte dit ce que vous avez fait ?", "L081"),
        ({"passages": ["L002"]}, "Le passage « L002 » n'existe pas. Choisissez-en un autre.", ""),
        ({"criteres": ["{0}"]}, "« {0} » n'est pas dans les tables.", ""),
        ({"autonomie": ["fait"]}, "À qui avez-vous rendu compte, et quand ?", "L265"),
        ({"autonomie": ["rendu compte"]}, "Rien n'était à signaler ? Dites quel risque vous auriez fait remonter.", "L265"),
    ],
)  # fmt: skip
def test_what_one_situation_lacks(tables, whole, change, sentence, passage):
    assert asked(tables, whole | change) == {sentence: passage}


def test_what_the_whole_lacks(tables, whole):
    other = tables["interventions"][0]["texte"]
    assert asked(tables, place=0) == {"Le dossier n'a pas encore de situation.": ""}
    assert asked(tables, whole, {"interventions": [other], "processus": [called("P1")]}, place=0) == {
        "Aucune situation n'est dans P2 (« Fourniture de services »).": "L077",
        "Vos interventions sont toutes propres à l'option A : où montrez-vous ce que les deux partagent ?": "L254",
    }
    common = tables["interventions"][6]["texte"]
    told = asked(tables, whole, {"interventions": [common], "processus": [called("P1"), called("P2")]}, place=0)
    assert told == {}
    assert "Aucune situation n'est dans P3 ou P4." in asked(tables, {"processus": [called("P1")]}, place=0)


def test_a_folder_with_less_is_judged_with_less(folder, whole):
    loosen(folder)
    for table in ("liens", "etapes", "participations", "conditions"):
        change_table(folder, table, lambda rows: rows[:0])
    change_table(folder, "interventions", lambda rows: rows[:1])
    fewer = tables_of(sio_kit.load_referential(folder), rules.TABLES)
    assert f"{0} sur 1" in rules.sheet(dossier(whole), fewer)


# The file


def texts():
    return st.text(max_size=8)


SITUATIONS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            **{word: texts() for word in ("titre", "contexte", "service", "enregistre", "preuves")},
            **{
                word: st.lists(texts(), max_size=3)
                for word in ("interventions", "environnements", "criteres", "passages")
            },
            "nature": st.sampled_from(["", *rules.NATURES]),
            "autonomie": st.lists(st.sampled_from(rules.AUTONOMY), max_size=4),
            "processus": st.lists(st.builds(called, st.sampled_from(["P1", "P3", "x"]), texts()), max_size=4),
        },
    ),
    max_size=3,
)


@settings(deadline=None, max_examples=40)
@given(situations=SITUATIONS)
def test_any_dossier_comes_back_from_its_file(tables, situations):
    once = rules.read(dossier(*situations), "d.json", tables)
    assert rules.read(json.loads(json.dumps(once)), "d.json", tables) == once
    sheet = rules.sheet(once, tables)
    assert sheet.count("\n***\n") == len(situations)
    for each in once["situations"]:
        for word in ("interventions", "passages", "autonomie"):
            assert len(each[word]) == len({*each[word]})
        assert len(rules.codes_of(each)) == len({*rules.codes_of(each)})


@pytest.mark.parametrize(
    "situations",
    [
        3,
        [1],
        [{"titre": 1}],
        [{"nature": "vacances"}],
        [{"autonomie": ["x"]}],
        [{"processus": ["P1"]}],
        [{"passages": [1]}],
    ],
)
def test_data_that_are_no_dossier(tables, situations):
    with pytest.raises(ValueError, match="ses situations sont illisibles") as caught:
        rules.read(rules.blank(tables) | {"situations": situations}, "d.json", tables)
    assert plain(caught.value).startswith("Le fichier « d.json » est abîmé : ")


def test_the_sheet_shows_text_as_text(tables, whole):
    nasty = "<b>*a*</b> | ***"
    sheet = plain(rules.sheet(dossier(whole | {"titre": nasty, "contexte": "***"}), tables))
    assert "## Situation 1. \\<b\\>\\*a\\*\\</b\\> \\| \\*\\*\\*\n" in sheet
    assert sheet.count("\n***\n") == 1
    assert "« Toute modification des solutions techniques est enregistrée" in sheet
    assert "Référentiel du BTS SIO, Annexe I – édition de 2011" in sheet
    assert "P3 (appelé par P2), P5" in sheet


# The works of the other forms


def test_the_formats_that_are_taken_in_are_those_of_the_rooms():
    for kind, version, *_ in rules.TAKEN:
        room = import_module(f"sio_kit.{ROOMS[kind]}.rules")
        assert (kind, version) == (room.KIND, room.VERSION)


def test_a_service_gives_its_processes_what_was_recorded_and_its_passages(tables, ref):
    room = import_module("sio_kit.service.rules")
    work = room.starts(tables_of(ref, room.TABLES))[1][1]
    (own,) = rules.taken(work, "mon_service.json", tables)
    assert own["processus"] == [
        called("P1"),
        called("P2"),
        called("P3", "P1", "P2"),
        called("P4", "P1", "P2"),
        called("P5"),
    ]
    assert (own["service"], own["preuves"]) == ("Service de messagerie", "mon_service.json")
    assert own["passages"] == ["L061", "L063", "L065"]
    assert own["enregistre"] == "enregistrée dans la base de données de la configuration"


def test_a_choice_gives_its_story_and_its_decision(tables, ref):
    room = import_module("sio_kit.choices.rules")
    work = room.starts(tables_of(ref, room.TABLES))[1][1]
    argument = {"critere": tables["criteres_choix"][0]["code"], "pour": "gauche", "texte": "rapide", "force": 1}
    work = work | {"decision": "droite", "justification": "le temps manque", "arguments": [argument]}
    (own,) = rules.taken(work, "c.json", tables)
    assert own["titre"] == work["nom"]
    assert plain(own["contexte"]).endswith("\nDécision : adapter. le temps manque")
    assert own["passages"] == [tables["choix"][0]["passage"], tables["criteres_choix"][0]["passage"]]


def test_a_grid_gives_the_criteria_that_are_met(tables):
    room = import_module("sio_kit.context.rules")
    grid = room.blank(tables)
    grid["criteres"][0] |= {"reponse": "oui", "preuve": "un test"}
    grid["criteres"][1] |= {"reponse": "pas encore", "preuve": "rien"}
    (own,) = rules.taken(grid | {"nom": "Mon TP"}, "g.json", tables)
    assert (own["titre"], own["preuves"], own["criteres"]) == ("Mon TP", "un test", [grid["criteres"][0]["texte"]])


@pytest.mark.parametrize("data", [None, [], {}, {"format": []}, {"format": "sio_kit/journal", "version": 1}])
def test_what_no_form_has_made_is_refused(tables, data):
    with pytest.raises(ValueError, match="ne vient ni de l'atelier, ni du choix argumenté, ni de la grille"):
        rules.taken(data, "x.json", tables)


def test_a_work_of_a_newer_kit_is_refused(tables):
    with pytest.raises(ValueError, match="kit plus récent"):
        rules.taken({"format": "sio_kit/service", "version": 9}, "x.json", tables)


# The spreadsheet


def test_the_spreadsheet_says_what_is_covered_and_keeps_formulas_as_text(ref, whole, tmp_path):
    formula = '=HYPERLINK("http://x")'
    form = sio_kit.widgets.Portfolio(ref)
    form.value = dossier(
        whole | {"titre": "ok"}, {"titre": "b", "contexte": formula, "preuves": "a\x01b\n+1", "nature": "TP"}
    )
    form.to_xlsx(tmp_path / "d.xlsx")
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert book.sheetnames == ["Processus", "Interventions", "Situations"]
    rows = [[cell.value for cell in row] for row in book["Processus"].rows]
    assert rows[0] == ["Situation", "P1", "P2", "P3", "P4", "P5", "Interventions"]
    assert rows[1] == ["1. ok", None, None, "par P2", None, "oui", 1]
    assert rows[-1] == ["Situations", 0, 0, 1, 0, 1, 1]
    assert [cell.value for cell in book["Interventions"]["D"]].count("oui") == 1
    assert book["Interventions"].max_row == 20
    cells = [cell for row in book["Situations"].rows for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    (told,) = [cell for cell in cells if cell.value == formula]
    assert told.quotePrefix
    assert "a?b\n+1" in [cell.value for cell in cells]


def test_a_spreadsheet_that_cannot_be_written_is_said(ref, tmp_path):
    with pytest.raises(ReferentialError, match="est un dossier"):
        sio_kit.widgets.Portfolio(ref).to_xlsx(tmp_path)
    with pytest.raises(ReferentialError, match="ne peut pas être écrit"):
        sio_kit.widgets.Portfolio(ref).to_xlsx(tmp_path / "nulle part" / "d.xlsx")


def test_the_page_asks_the_kernel_for_a_spreadsheet_and_for_a_situation(ref, tmp_path, monkeypatch, whole):
    monkeypatch.chdir(tmp_path)
    form, answers = sio_kit.widgets.Portfolio(ref), []
    form.send = answers.append
    form._hear(form, {"ask": "1", "what": "table", "arguments": [dossier(whole), "mon_dossier.json"]}, [])
    assert plain(answers[-1]["result"]["said"]) == "Exporté dans « mon_dossier.xlsx »."
    assert (tmp_path / "mon_dossier.xlsx").exists()
    form._hear(form, {"ask": "2", "what": "taken", "arguments": [{"format": "sio_kit/grille"}, "g.json"]}, [])
    assert "sa version est illisible" in answers[-1]["wrong"]


def test_check_knows_a_dossier(ref):
    (found,) = sio_kit.check(rules.blank(None), ref)
    assert (found.severity, found.sentence) == ("remarque", "Le dossier n'a pas encore de situation.")
