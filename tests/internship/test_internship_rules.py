"""The log of an internship: its file, what a reader asks, its sheet, the situations that the dossier takes from it."""

import json

import pytest
from conftest import change_table, loosen, plain
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.forms.done import AUTONOMY
from sio_kit.forms.tables import tables_of
from sio_kit.internship import rules
from sio_kit.portfolio import rules as portfolio


@pytest.fixture(scope="module")
def tables(ref):
    return tables_of(ref, rules.TABLES)


@pytest.fixture(scope="module")
def known(tables):
    """Return what is said of an internship of which nothing more is asked before it begins."""
    questions = [{"texte": row["question"], "reponse": "oui"} for row in tables["questions_stage"]]
    said = {"organisation": "la mairie de Val-aux-Saules", "cadre": "entite-interne", "role": "interne"}
    return {**said, "service": "le Wi-Fi des visiteurs", "questions": questions}


WEEK = {
    "semaine": "du 12 au 16 mai",
    "titre": "La borne du gymnase",
    "fait": "posé et réglé une borne",
    "pour": "les clubs ; le service des sports",
    "processus": [{"code": "P3", "appelants": ["P2"]}],
    "enregistre": "la borne, dans GLPI",
    "criteres": ["Conformité aux normes et standards de qualité"],
    "autonomie": ["fait", "rendu compte", "alerté"],
    "mots": "SSID",
}


def log(tables, *weeks, **said):
    """Return a log whose weeks say these things, and nothing else."""
    return {**rules.blank(tables), **said, "semaines": [rules.week() | each for each in weeks]}


def asked(tables, work, place):
    """Return what a reader asks at a place: sentences with their passages."""
    return {plain(each["sentence"]): each["passage"] for each in rules.judge(work, tables) if each["place"] == place}


# What a reader asks


def test_of_a_whole_log_nothing_is_asked(tables, known):
    assert rules.judge(log(tables, WEEK, **known), tables) == []


def test_before_leaving_each_thing_is_asked_for_with_its_passage(tables):
    assert asked(tables, rules.blank(tables), 0) == {
        "Chez qui allez-vous, et que fait cette organisation ?": "L179",
        "Dans quel cadre travaillerez-vous ? Choisissez-en un sur la carte.": "L181",
        "Chez quelle sorte de prestataire, et donc dans quel rôle ?": "L203",
        "Quel service informatique cette organisation reçoit-elle ?": "L023",
        "8 questions attendent une réponse de votre tuteur : la première semaine est le bon moment.": "L023",
        "Le carnet n'a pas encore de semaine.": "",
    }


def test_of_an_empty_week_each_thing_is_asked_for_with_its_passage(tables, known):
    work = log(tables, {}, **known)
    assert asked(tables, work, 1) == {
        "Cette semaine n'a ni numéro ni dates.": "",
        "Qu'avez-vous fait vous-même cette semaine ?": "L259",
        "Pour qui était-ce, et qui l'avait demandé ?": "L207",
        "Dans quel processus étiez-vous ?": "L047",
        "Quel critère de qualité (L271 à L278) cette semaine montre-t-elle ?": "L271",
        "Qu'avez-vous fait vous-même, et qu'a fait quelqu'un d'autre ?": "L263",
        "Quel mot avez-vous entendu pour la première fois ?": "L195",
    }
    words = "Aucune semaine ne nomme de situation : laquelle raconteriez-vous ? Donnez-lui un titre."
    assert asked(tables, work, 0) == {words: "L047"}


@pytest.mark.parametrize(
    ("change", "sentence", "passage"),
    [
        ({"processus": [{"code": "P3", "appelants": []}]}, "Qui vous a appelé ? P3 agit quand P1 ou P2 fait appel à lui.", "L055"),
        ({"enregistre": " "}, "Vous étiez dans P3 : qu'avez-vous enregistré dans la base de données de la configuration ?", "L065"),
        ({"autonomie": ["fait"]}, "À qui avez-vous rendu compte, et quand ?", "L265"),
    ],
)  # fmt: skip
def test_what_one_week_lacks(tables, known, change, sentence, passage):
    assert asked(tables, log(tables, WEEK | change, **known), 1) == {sentence: passage}


def test_one_question_without_an_answer_is_told(tables, known):
    questions = [*known["questions"][:-1], {**known["questions"][-1], "reponse": ""}]
    work = log(tables, WEEK, **{**known, "questions": questions})
    assert asked(tables, work, 0) == {"Une question attend encore sa réponse.": "L259"}


def test_a_folder_with_less_is_judged_with_less(folder, known):
    loosen(folder)
    for table in ("liens", "etapes", "conditions", "questions_stage", "cadres", "criteres_qualite"):
        change_table(folder, table, lambda rows: rows[:0])
    fewer = tables_of(sio_kit.load_referential(folder), rules.TABLES)
    assert "La borne du gymnase" in rules.sheet(rules.read(log(fewer, WEEK, **known), "a.json", fewer), fewer)


# The file and the sheet

TEXT = st.text(max_size=8)
WEEKS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(("semaine", "titre", "fait", "pour", "enregistre", "mots"), TEXT),
            "criteres": st.lists(TEXT, max_size=3),
            "autonomie": st.lists(st.sampled_from(AUTONOMY), max_size=4),
            "processus": st.lists(
                st.builds(lambda code: {"code": code, "appelants": ["P1"]}, st.sampled_from(["P3", "x"])), max_size=3
            ),
        },
    ),
    max_size=3,
)


@settings(deadline=None, max_examples=40)
@given(weeks=WEEKS)
def test_any_log_comes_back_from_its_file(tables, weeks):
    once = rules.read(log(tables, *weeks), "s.json", tables)
    assert rules.read(json.loads(json.dumps(once)), "s.json", tables) == once
    assert rules.sheet(once, tables).count("\n***\n") == len(weeks)


def test_an_answer_to_a_question_that_a_teacher_has_removed_stays(tables):
    gone = [{"texte": "Et le café ?", "reponse": "oui"}, {"texte": "Et le thé ?", "reponse": ""}]
    work = rules.read(rules.blank(tables) | {"questions": gone}, "s.json", tables)
    assert [each["texte"] for each in work["questions"][8:]] == ["Et le café ?"]
    assert "Et le café ?" in rules.sheet(work, tables)


@pytest.mark.parametrize("weeks", [3, [1], [{"fait": 1}], [{"autonomie": ["x"]}], [{"processus": ["P1"]}]])
def test_data_that_are_no_log(tables, weeks):
    with pytest.raises(ValueError, match="ses semaines sont illisibles"):
        rules.read(rules.blank(tables) | {"semaines": weeks}, "s.json", tables)


def test_the_sheet_shows_text_as_text_and_the_edition(tables, known):
    sheet = plain(rules.sheet(log(tables, WEEK | {"semaine": "<b>*a*</b>"}, **known), tables))
    assert "## Semaine 1 : \\<b\\>\\*a\\*\\</b\\>\n" in sheet
    assert "- **Cadre** : Entité informatique interne à une organisation (L181)" in sheet
    assert "- **Processus** : P3 (appelé par P2)" in sheet
    assert "« Conformité aux normes et standards de qualité » (L272)" in sheet
    assert "Référentiel du BTS SIO, Annexe I – édition de 2011" in sheet


def test_the_questions_are_on_paper_as_text(folder, tables):
    change_table(folder, "questions_stage", lambda rows: [{**rows[0], "question": "<b>Qui</b> ?"}])
    paper = sio_kit.widgets.InternshipLog(sio_kit.load_referential(folder)).paper
    assert "<li>&lt;b&gt;Qui&lt;/b&gt; ? (L023)<br>____" in paper


# What the dossier takes


def test_each_week_that_names_a_situation_becomes_one(tables, ref, known):
    own = tables_of(ref, portfolio.TABLES)
    work = log(tables, WEEK, {"semaine": "S2", "fait": "rien"}, {**WEEK, "titre": "Le badge", "processus": []}, **known)
    first, second = portfolio.taken(work, "mon_stage.json", own)
    assert (first["titre"], first["nature"], second["titre"]) == ("La borne du gymnase", "stage", "Le badge")
    assert first["contexte"].split("\n") == [
        "la mairie de Val-aux-Saules, du 12 au 16 mai",
        "les clubs ; le service des sports",
        "posé et réglé une borne",
    ]
    for word in ("processus", "enregistre", "criteres", "autonomie"):
        assert first[word] == WEEK[word]
    assert (first["service"], first["preuves"]) == ("le Wi-Fi des visiteurs", "")
    dossier = portfolio.blank(None) | {"situations": [first]}
    assert portfolio.read(dossier, "d.json", own) == dossier


def test_a_log_without_a_situation_is_refused(tables, ref):
    with pytest.raises(ValueError, match="Aucune semaine du fichier"):
        portfolio.taken(log(tables, {}), "s.json", tables_of(ref, portfolio.TABLES))
