"""The quality grid in a page without a kernel: filled, judged, handed in, kept."""

import json

import pytest
from pages import accessibility_faults, each_screen, overflowing
from working import button, open_file, press, saved, sheet, tab_to, work

from sio_kit.context.form import QualityGrid

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(open_widget, ref):
    return open_widget(QualityGrid(ref))


def answer(page, number, name):
    page.get_by_role("group", name=f"Critère {number} : atteint").get_by_role("button", name=name, exact=True).click()


def proof(page, number):
    return page.get_by_role("textbox", name=f"Critère {number} : ce qui le montre")


def test_the_whole_path_of_a_grid(page, tmp_path):
    page.get_by_role("textbox", name="Mon travail").fill("Mon TP")
    answer(page, 8, "en partie")
    question = page.locator(".sio-criteria > li").nth(7).get_by_text("Qu'est-ce qui montre que ce critère est atteint")
    question.wait_for()
    page.locator(".sio-judged .sio-link").click()
    page.keyboard.type(NASTY)
    question.wait_for(state="detached")
    assert page.get_by_text("1 critère sur 8 a une réponse.").is_visible()
    assert NASTY in sheet(page).inner_text()
    page.keyboard.press("Escape")
    path = saved(page, tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["criteres"][7]["preuve"] == NASTY
    answer(page, 8, "en partie")
    assert work(page)["criteres"][7]["reponse"] == ""
    button(page, "Annuler").click()
    assert work(page)["criteres"][7]["reponse"] == "en partie"
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert proof(page, 8).input_value() == NASTY
    open_file(page, path)
    assert page.locator("img").count() == 0


def test_criteria_that_are_no_more_stay_with_their_answers(page, tmp_path):
    page.get_by_role("textbox", name="Mon travail").fill("Mon TP")
    data = work(page)
    data["criteres"].append({"texte": "un vieux critère", "reponse": "oui", "preuve": "un lien"})
    path = tmp_path / "vieux.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    open_file(page, path)
    assert page.locator(".sio-criteria > li").count() == 9
    assert "n'est plus dans les tables" in page.locator(".sio-criteria > li").last.inner_text()


def test_keys_alone_are_enough(page):
    tab_to(page, "Mon travail")
    page.keyboard.type("Mon TP")
    press(page, "en partie")
    told = page.locator(".sio-judged .sio-link")
    told.wait_for()
    tab_to(page, "Critère 1 : ce qui le montre")
    page.keyboard.type("une capture")
    told.wait_for(state="detached")
    page.keyboard.press("Control+z")
    told.wait_for()
    page.keyboard.press("Control+y")
    press(page, "Fiche à rendre", "Shift+Tab")
    assert "une capture" in page.locator("dialog .sio-paper-sheet").inner_text()
    page.keyboard.press("Escape")
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert proof(page, 1).input_value() == "une capture"


def test_a_finger_is_enough_on_a_phone(open_widget, ref):
    page = open_widget(QualityGrid(ref), **PHONE)
    group = page.get_by_role("group", name="Critère 3 : atteint")
    group.get_by_role("button", name="oui", exact=True).tap()
    proof(page, 3).tap()
    page.keyboard.type("le lien du dépôt")
    assert work(page)["criteres"][2] | {"reponse": "oui", "preuve": "le lien du dépôt"} == work(page)["criteres"][2]
    button(page, "Annuler").tap()
    assert proof(page, 3).input_value() == ""


def test_everyone_can_use_it_at_every_size(page):
    answer(page, 1, "oui")
    for look in each_screen(page):
        assert accessibility_faults(page, ".sio-form") == [], look
        assert overflowing(page, ".sio-form") == [], look
