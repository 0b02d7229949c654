"""The journal in a page without a kernel: one sentence at a time, then the answers beside the options."""

import json

import pytest
from pages import accessibility_faults, each_screen, overflowing
from working import button, open_file, press, saved, sheet, tab_to, work

from sio_kit.options.form import OptionJournal
from sio_kit.options.rules import ANSWERS

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(open_widget, ref):
    return open_widget(OptionJournal(ref))


def why(page):
    return page.get_by_role("textbox", name="Pourquoi")


def pressed(page):
    return page.get_by_role("group", name="Ma réponse").locator("[aria-pressed=true]").all_inner_texts()


def test_the_whole_path_of_a_journal(page, ref, tmp_path):
    count, usual = ref.interventions["texte"].nunique(), 13
    for place in range(count):
        mission = f"Mission {place + 1 - usual} sur {count - usual}, selon la taille"
        page.get_by_text(f"Phrase {place + 1} sur {usual}" if place < usual else mission).wait_for()
        assert "SISR" not in page.locator(".sio-form").inner_text()
        assert pressed(page) == []
        button(page, ANSWERS[place % 4]).click()
        page.keyboard.type(f"raison {place} {NASTY}")  # the line for why has the focus already
        if place < count - 1:
            button(page, "Suivante →").click()
    assert button(page, "Toutes ont une réponse").is_visible()
    button(page, "Voir mon bilan").click()
    page.get_by_role("heading", name="Option B (SLAM*)").wait_for()
    assert f"raison 18 {NASTY}" in page.locator(".sio-report").inner_text()
    assert "ne compte pas de points" in page.locator(".sio-report").inner_text()
    assert accessibility_faults(page, ".sio-form") == []
    assert f"raison 18 {NASTY}" in sheet(page).inner_text()
    page.keyboard.press("Escape")
    path = saved(page, tmp_path)
    assert len(json.loads(path.read_text(encoding="utf-8"))["reponses"]) == count
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert pressed(page) == [ANSWERS[0]]
    open_file(page, path)
    assert page.locator("img").count() == 0


def test_undo_shows_the_sentence_whose_reply_changed(page):
    button(page, ANSWERS[1]).click()
    button(page, "Phrase 5 sur 13 : sans réponse").click()
    button(page, ANSWERS[2]).click()
    button(page, "Phrase 9 sur 13 : sans réponse").click()
    button(page, "Annuler").click()
    assert page.get_by_text("Phrase 5 sur").is_visible()
    assert pressed(page) == []
    button(page, "Rétablir").click()
    assert pressed(page) == [ANSWERS[2]]
    button(page, "Prochaine sans réponse").click()
    assert page.get_by_text("Phrase 6 sur").is_visible()
    assert [each["reponse"] for each in work(page)["reponses"]] == [ANSWERS[1], ANSWERS[2]]


def test_an_answer_is_taken_back(page):
    button(page, ANSWERS[1]).click()
    button(page, ANSWERS[1]).click()
    assert pressed(page) == []
    assert work(page) is None


def test_replies_to_sentences_that_are_no_more_are_kept(page, tmp_path):
    path = tmp_path / "vieux.json"
    old = {"texte": "une vieille phrase", "reponse": ANSWERS[0], "pourquoi": "en stage"}
    path.write_text(json.dumps({"format": "sio_kit/journal", "version": 1, "reponses": [old]}), encoding="utf-8")
    open_file(page, path)
    button(page, ANSWERS[3]).click()
    assert work(page)["reponses"][-1] == old
    button(page, "Voir mon bilan").click()
    page.get_by_role("heading", name="Ces phrases ne sont plus dans les tables").wait_for()


def test_keys_alone_are_enough(page):
    press(page, ANSWERS[1])
    page.keyboard.type("en stage")
    press(page, "Suivante →")
    page.get_by_text("Phrase 2 sur").wait_for()
    press(page, ANSWERS[2])
    assert [each["reponse"] for each in work(page)["reponses"]] == [ANSWERS[1], ANSWERS[2]]
    page.keyboard.press("Control+z")
    assert len(work(page)["reponses"]) == 1
    press(page, "Voir mon bilan")
    page.get_by_role("heading", name="Option B (SLAM*)").wait_for()
    assert "en stage" in page.locator(".sio-report").inner_text()
    press(page, "Fiche à rendre", "Shift+Tab")
    page.locator("dialog .sio-paper-sheet").wait_for()
    page.keyboard.press("Escape")
    tab_to(page, "Revenir aux phrases")
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()


def test_a_finger_is_enough_on_a_phone(open_widget, ref):
    page = open_widget(OptionJournal(ref), **PHONE)
    button(page, ANSWERS[0]).tap()
    page.keyboard.type("au lycée")
    button(page, "Suivante →").tap()
    button(page, ANSWERS[3]).tap()
    button(page, "Phrase 1 sur 13 : j'ai déjà fait").tap()
    assert pressed(page) == [ANSWERS[0]]
    button(page, "Voir mon bilan").tap()
    page.get_by_role("heading", name="Option B (SLAM*)").wait_for()
    assert "au lycée" in page.locator(".sio-report").inner_text()


def test_everyone_can_use_it_at_every_size(page):
    button(page, ANSWERS[0]).click()
    for reporting in (False, True):
        if reporting:
            button(page, "Voir mon bilan").click()
            page.locator(".sio-zone").first.wait_for()
        for look in each_screen(page):
            assert accessibility_faults(page, ".sio-form") == [], look
            assert overflowing(page, ".sio-form") == [], look
