"""Where a student stands: the sentences, the replies, the report, the file; and the form without a browser."""

import html
import json

import pytest
from conftest import change_table, plain
from forms import press, said
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.options.journal import ANSWERS, NO_VERDICT, Journal

NASTY = "<img src=x onerror=alert(1)> *gras* | & `x`"


@pytest.fixture(scope="module")
def blank(ref):
    return Journal.blank(ref)


@pytest.fixture
def form(ref, form_folder):
    return sio_kit.widgets.OptionJournal(ref)


def shown(control):
    return plain(html.unescape(control.value))


# The sentences


def test_each_intervention_is_asked_once(blank, ref):
    assert sorted(sentence.text for sentence in blank.sentences) == sorted(set(ref.interventions["texte"]))
    common = next(sentence for sentence in blank.sentences if sentence.zone == "commun")
    assert common.passages == ("L112", "L148")
    assert [sentence for sentence in blank.sentences if sentence.answer or sentence.why] == []


def test_the_order_is_mixed_and_stays(blank, ref, folder):
    zones = "".join(sentence.zone[0] for sentence in blank.sentences)
    assert "AAAA" not in zones
    assert "BBBB" not in zones
    assert Journal.blank(ref) == blank
    change_table(folder, "interventions", lambda rows: rows[:5] + rows[6:])
    fewer = Journal.blank(sio_kit.load_referential(folder))
    assert [sentence.text for sentence in fewer.sentences] == [
        sentence.text for sentence in blank.sentences if "résolution des incidents" not in sentence.text
    ]


def test_the_next_sentence_without_an_answer(blank):
    journal = blank.with_change(0, answer=ANSWERS[0])
    assert journal.unanswered() == 1
    assert journal.unanswered(after=18) == 1
    assert journal.unanswered(after=1) == 2
    for place in range(19):
        journal = journal.with_change(place, answer=ANSWERS[1])
    assert journal.unanswered() is None


# The report


def test_the_report_lays_each_reply_beside_its_option_and_judges_nothing(blank):
    journal = blank
    for place in range(19):
        journal = journal.with_change(place, answer=ANSWERS[place % 4], why=f"raison {place}")
    report = journal.report()
    assert [title for title, _ in report] == ["Option A (SISR*)", "Commun aux deux options", "Option B (SLAM*)"]
    entries = {
        text: (title, answer, passages, why)
        for title, groups in report
        for answer, own in groups
        for text, passages, why in own
    }
    assert len(entries) == 19
    for place, sentence in enumerate(journal.sentences):
        title, answer, passages, why = entries[f"«\N{NO-BREAK SPACE}{sentence.text}\N{NO-BREAK SPACE}»"]
        assert (answer, why) == (ANSWERS[place % 4], f"raison {place}")
        assert passages == ", ".join(sentence.passages)
        assert sentence.zone == "commun" or title.startswith(f"Option {sentence.zone} ")
    sheet = plain(journal.to_markdown())
    assert "%" not in sheet
    assert "score" not in sheet.casefold()
    assert "Un choix d'option s'argumente" in sheet
    assert "Référentiel du BTS SIO, Annexe I" in sheet


def test_what_is_not_answered_is_said(blank):
    groups = dict(blank.report())["Commun aux deux options"]
    assert [answer for answer, _ in groups] == ["sans réponse"]


def test_the_sheet_shows_text_as_text(blank):
    sheet = blank.with_change(3, why=NASTY).to_markdown()
    assert "\\<img src=x onerror=alert(1)\\> \\*gras\\* \\| \\& \\`x\\`" in sheet


# The file


REPLIES = st.lists(st.tuples(st.integers(0, 18), st.sampled_from(["", *ANSWERS]), st.text(max_size=12)), max_size=12)


@settings(deadline=None, max_examples=50)
@given(replies=REPLIES)
def test_any_replies_come_back_from_their_file(ref, blank, replies):
    journal = blank
    for place, answer, why in replies:
        journal = journal.with_change(place, answer=answer, why=why)
    assert Journal.from_data(json.loads(json.dumps(journal.to_data())), ref) == journal


def test_replies_to_sentences_that_are_gone_are_kept(folder, blank):
    place = next(n for n, sentence in enumerate(blank.sentences) if "résolution des incidents" in sentence.text)
    data = blank.with_change(place, answer=ANSWERS[1], why="dépanner me plaît").to_data()
    change_table(folder, "interventions", lambda rows: rows[:5] + rows[6:])
    journal = Journal.from_data(data, sio_kit.load_referential(folder))
    assert journal.to_data() == data
    title, ((_, ((text, answer, why),)),) = journal.report()[-1]
    assert title == "Ces phrases ne sont plus dans les tables"
    assert "résolution des incidents" in text
    assert (answer, why) == (ANSWERS[1], "dépanner me plaît")


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
def test_data_that_are_no_journal(ref, data):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Journal.from_data(data, ref, "j.json")
    assert "« j.json » est abîmé : ses réponses sont illisibles" in plain(caught.value)


# The form


def test_the_option_is_hidden_until_the_report(form, ref):
    for _ in range(18):
        visible = shown(form.texts["sentence"])
        assert not any(word in visible for word in ("SISR", "SLAM", "L1", "ption A", "ption B"))
        press(form, "Suivante")
    assert "Phrase 19 sur 19" in shown(form.texts["sentence"])
    assert "SISR" not in form.texts["report"].value + repr(form)
    press(form, "Voir mon bilan")
    report = shown(form.texts["report"])
    for text in set(ref.interventions["texte"]):
        assert text in report
    assert plain(NO_VERDICT) in report
    assert form.questions.layout.display == "none"
    press(form, "Revenir aux phrases")
    assert form.questions.layout.display is None


def test_answers_are_kept_with_their_sentence(form):
    form.fields["answer"].value = "j'aimerais"
    form.fields["why"].value = NASTY
    press(form, "Suivante")
    assert form.fields["answer"].value is None
    assert form.fields["why"].value == ""
    form.fields["answer"].value = "pas pour moi"
    press(form, "Précédente")
    assert (form.fields["answer"].value, form.fields["why"].value) == ("j'aimerais", NASTY)
    press(form, "Prochaine sans réponse")
    assert "Phrase 3 sur" in shown(form.texts["sentence"])
    press(form, "Voir mon bilan")
    assert "<img" not in form.texts["report"].value


def test_undo_shows_the_sentence_whose_answer_it_takes_back(form):
    form.fields["answer"].value = "j'aimerais"
    press(form, "Suivante")
    form.fields["answer"].value = "pas pour moi"
    press(form, "Suivante")
    press(form, "Annuler")
    assert "Phrase 2 sur" in shown(form.texts["sentence"])
    assert form.fields["answer"].value is None
    press(form, "Annuler")
    assert "Phrase 1 sur" in shown(form.texts["sentence"])
    press(form, "Rétablir")
    assert form.journal.sentences[0].answer == "j'aimerais"


def test_work_is_saved_reopened_and_exported(form, ref, form_folder):
    form.fields["answer"].value = "j'ai déjà fait"
    form.fields["why"].value = "en stage"
    press(form, "Enregistrer")
    assert "Enregistré dans « mon_journal.json »." in said(form)
    again = sio_kit.widgets.OptionJournal(ref, form_folder / "mon_journal.json")
    assert again.journal == form.journal
    assert again.fields["answer"].value == "j'ai déjà fait"
    press(form, "Exporter la fiche")
    assert "en stage" in (form_folder / "mon_journal.md").read_text(encoding="utf-8")
    with pytest.raises(AssertionError, match="no button"):
        press(form, "Exporter l'image PNG")


def test_a_file_of_another_kind_changes_nothing(form, ref, form_folder):
    form.fields["why"].value = "à garder"
    press(sio_kit.widgets.ServiceWorkshop(ref), "Enregistrer")
    form.path.value = "mon_service.json"
    press(form, "Ouvrir")
    assert "n'est pas un travail de cette sorte" in said(form)
    assert form.journal.sentences[0].why == "à garder"


def test_tables_without_interventions(folder, form_folder):
    change_table(folder, "interventions", lambda _: [])
    form = sio_kit.widgets.OptionJournal(sio_kit.load_referential(folder))
    assert "aucune intervention" in form.texts["sentence"].value
    form.fields["answer"].value = "j'aimerais"
    press(form, "Voir mon bilan")
    assert form.journal.sentences == ()
