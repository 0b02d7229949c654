"""Where a student stands: the sentences, the replies, the report, the file."""

import json

import pytest
from conftest import change_table, plain
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.forms.tables import tables_of
from sio_kit.options import rules
from sio_kit.options.rules import ANSWERS

NASTY = "<img src=x onerror=alert(1)> *gras* | & `x`"


@pytest.fixture(scope="module")
def tables(ref):
    return tables_of(ref, rules.TABLES)


def answered(*replies):
    """Return a journal of replies: (text, answer, reason)."""
    return rules.blank({}) | {
        "reponses": [dict(zip(("texte", "reponse", "pourquoi"), row, strict=True)) for row in replies]
    }


def texts(tables):
    return [sentence["texte"] for sentence in rules.sentences(tables)]


# The sentences


def test_each_intervention_is_asked_once_without_its_option(tables, ref):
    assert sorted(texts(tables)) == sorted(set(ref.interventions["texte"]))
    common = next(each for each in rules.sentences(tables) if "maintien de la qualité" in each["texte"])
    assert common == {"texte": common["texte"], "passages": ["L112", "L148"], "added": False, "mission": False}


def test_the_missions_which_nobody_is_promised_come_last(tables, ref):
    by_size = ref.interventions[ref.interventions["condition"] == "selon la taille"]
    assert [each["mission"] for each in rules.sentences(tables)] == [False] * 13 + [True] * 6
    assert sorted(texts(tables)[13:]) == sorted(by_size["texte"])


def test_the_order_is_mixed_and_stays(tables, ref, folder):
    options = dict(zip(ref.interventions["texte"], ref.interventions["option"], strict=True))
    common = "le maintien de la qualité des services informatiques"
    zones = "".join("c" if text == common else options[text] for text in texts(tables))
    assert "AAA" not in zones
    assert "BBB" not in zones
    change_table(folder, "interventions", lambda rows: rows[:5] + rows[6:])
    fewer = tables_of(sio_kit.load_referential(folder), rules.TABLES)
    assert texts(fewer) == [text for text in texts(tables) if "résolution des incidents" not in text]


def test_a_sentence_that_no_passage_has_is_added(folder):
    change_table(folder, "interventions", lambda rows: [*rows, {**rows[0], "ordre": "20", "texte": "câbler"}])
    tables = tables_of(sio_kit.load_referential(folder), rules.TABLES)
    assert [each["texte"] for each in rules.sentences(tables) if each["added"]] == ["câbler"]
    assert "- câbler\\* (L106)" in rules.sheet(rules.blank(tables), tables)


def test_tables_without_interventions(folder):
    change_table(folder, "interventions", lambda _: [])
    tables = tables_of(sio_kit.load_referential(folder), rules.TABLES)
    assert rules.sentences(tables) == []
    assert [part["groups"] for part in rules.report(rules.blank(tables), tables)] == [[], [], []]


# The report


def test_the_report_lays_each_reply_beside_its_option_and_judges_nothing(tables, ref):
    journal = answered(*((text, ANSWERS[place % 4], f"raison {place}") for place, text in enumerate(texts(tables))))
    report = rules.report(journal, tables)
    assert [part["title"] for part in report] == ["Option A (SISR*)", "Commun aux deux options", "Option B (SLAM*)"]
    entries = {
        entry["text"]: (part["title"], group["answer"], entry["passages"], entry["why"])
        for part in report
        for group in part["groups"]
        for entry in group["entries"]
    }
    assert len(entries) == 19
    options = dict(zip(ref.interventions["texte"], ref.interventions["option"], strict=True))
    for place, sentence in enumerate(rules.sentences(tables)):
        title, *told = entries[f"«\N{NO-BREAK SPACE}{sentence['texte']}\N{NO-BREAK SPACE}»"]
        assert told == [ANSWERS[place % 4], ", ".join(sentence["passages"]), f"raison {place}"]
        assert len(sentence["passages"]) == 2 or title.startswith(f"Option {options[sentence['texte']]} ")
    sheet = plain(rules.sheet(journal, tables))
    assert "%" not in sheet
    assert "score" not in sheet.casefold()
    assert "Un choix d'option s'argumente" in sheet
    assert "Référentiel du BTS SIO, Annexe I" in sheet


def test_what_is_not_answered_is_said(tables):
    common = rules.report(rules.blank(tables), tables)[1]
    assert [group["answer"] for group in common["groups"]] == ["sans réponse"]


def test_the_sheet_shows_text_as_text(tables):
    sheet = rules.sheet(answered((texts(tables)[3], "", NASTY)), tables)
    assert "\\<img src=x onerror=alert(1)\\> \\*gras\\* \\| \\& \\`x\\`" in sheet


# The file


@settings(deadline=None, max_examples=50)
@given(replies=st.lists(st.tuples(st.integers(0, 18), st.sampled_from(ANSWERS), st.text(max_size=12)), max_size=12))
def test_any_replies_come_back_from_their_file(tables, replies):
    given = [(texts(tables)[place], *rest) for place, *rest in {reply[0]: reply for reply in replies}.values()]
    journal = answered(*sorted(given, key=lambda reply: texts(tables).index(reply[0])))
    assert rules.read(json.loads(json.dumps(journal)), "j.json", tables) == journal
    assert rules.sheet(journal, tables).startswith("# ")
    assert rules.judge(journal, tables) == []


def test_a_reply_that_says_nothing_is_left_out_and_the_last_of_two_counts(tables):
    first, second, *_ = texts(tables)
    journal = answered((second, "", "non"), (first, "", ""), (second, "", "oui"))
    assert rules.read(journal, "j.json", tables) == answered((second, "", "oui"))
    assert len(journal["reponses"]) == 3


def test_replies_to_sentences_that_are_gone_are_kept(folder, tables):
    gone = next(text for text in texts(tables) if "résolution des incidents" in text)
    journal = answered((gone, ANSWERS[1], "dépanner me plaît"))
    change_table(folder, "interventions", lambda rows: rows[:5] + rows[6:])
    fewer = tables_of(sio_kit.load_referential(folder), rules.TABLES)
    assert rules.read(journal, "j.json", fewer) == journal
    part = rules.report(journal, fewer)[-1]
    assert part["title"] == "Ces phrases ne sont plus dans les tables"
    (entry,) = part["groups"][0]["entries"]
    assert "résolution des incidents" in entry["text"]
    assert (entry["passages"], entry["why"]) == (ANSWERS[1], "dépanner me plaît")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reponses": {}},
        {"reponses": [3]},
        {"reponses": [{"texte": "x"}]},
        {"reponses": [{"texte": "x", "reponse": "oui", "pourquoi": ""}]},
        {"reponses": [{"texte": 1, "reponse": "", "pourquoi": ""}]},
    ],
)
def test_data_that_are_no_journal(tables, data):
    with pytest.raises(ValueError, match="ses réponses sont illisibles") as caught:
        rules.read({"format": rules.KIND, "version": 1, **data}, "j.json", tables)
    assert plain(caught.value).startswith("Le fichier « j.json » est abîmé : ")
