"""The quality grid in a page without a kernel: filled, judged, handed in, kept."""

import json

import pytest
from pages import accessibility_faults, each_screen, overflowing
from working import button, open_file, saved, sheet, work

from sio_kit.context.form import QualityGrid

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


def test_everyone_can_use_it_at_every_size(page):
    answer(page, 1, "oui")
    for look in each_screen(page):
        assert accessibility_faults(page, ".sio-form") == [], look
        assert overflowing(page, ".sio-form") == [], look
