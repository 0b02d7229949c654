"""The log of an internship in a page without a kernel: filled, judged, handed in, kept, taken into the dossier."""

import json

import pytest
from pages import accessibility_faults, each_screen, overflowing
from working import button, open_file, press, saved, sheet, tab_to, work

from sio_kit.widgets import InternshipLog, Portfolio

NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(open_widget, ref):
    return open_widget(InternshipLog(ref))


def field(page, name):
    return page.get_by_role("textbox", name=name, exact=True)


def group(page, name):
    return page.get_by_role("group", name=f"Semaine 1 : {name}", exact=True)


def test_the_whole_path_of_a_log(page, open_widget, ref, tmp_path):
    page.get_by_text("8 questions attendent une réponse").wait_for()
    field(page, "Organisation").fill(NASTY)
    page.get_by_label("Cadre", exact=True).select_option("entite-interne")
    page.get_by_label("Rôle", exact=True).select_option("interne")
    field(page, "Question 1 : sa réponse").fill("les agents")
    page.get_by_text("7 questions attendent une réponse").wait_for()
    button(page, "Ajouter une semaine").click()
    page.keyboard.type("du 12 au 16 mai")
    field(page, "Semaine 1 : ce que j'ai fait").fill("posé une borne")
    group(page, "processus").get_by_role("button", name="P3 ").click()
    page.locator(".sio-week").get_by_text("Qui vous a appelé").wait_for()
    group(page, "P3 appelé par").get_by_role("button", name="P2").click()
    page.locator(".sio-week").get_by_text("Qui vous a appelé").wait_for(state="detached")
    group(page, "autonomie").get_by_role("button", name="fait").click()
    field(page, "Semaine 1 : la situation à raconter").fill("La borne du gymnase")
    assert page.locator(".sio-week > summary").inner_text().startswith("1. du 12 au 16 mai")
    kept = work(page)
    assert (kept["organisation"], kept["cadre"], kept["questions"][0]["reponse"]) == (
        NASTY,
        "entite-interne",
        "les agents",
    )
    assert kept["semaines"][0]["processus"] == [{"code": "P3", "appelants": ["P2"]}]

    shown = sheet(page)
    assert NASTY in shown.inner_text()
    assert shown.locator("hr").count() == 1
    page.keyboard.press("Escape")
    path = saved(page, tmp_path)
    assert path.name == "mon_stage.json"
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert field(page, "Semaine 1 : ce que j'ai fait").input_value() == "posé une borne"
    open_file(page, path)
    assert page.locator("img").count() == 0

    dossier = open_widget(Portfolio(ref))
    dossier.locator("input[type=file]").set_input_files(path)
    dossier.get_by_text("Une situation vient de « mon_stage.json »").wait_for()
    two = json.loads(path.read_text(encoding="utf-8"))
    two["semaines"] *= 2
    path.write_text(json.dumps(two), encoding="utf-8")
    dossier.locator("input[type=file]").set_input_files(path)
    dossier.get_by_text("2 situations viennent de « mon_stage.json »").wait_for()
    assert [each["titre"] for each in work(dossier)["situations"]] == ["La borne du gymnase"] * 3
    button(dossier, "Annuler").click()
    assert len(work(dossier)["situations"]) == 1


def test_keys_alone_are_enough_and_everyone_can_use_it_at_every_size(page):
    tab_to(page, "Question 8 : sa réponse")
    page.keyboard.type("rien ne sort")
    press(page, "Ajouter une semaine")
    page.keyboard.type("un-mot-sans-fin-" * 12)
    press(page, "P5 Gestion du patrimoine informatique")
    tab_to(page, "Semaine 1 : mots appris")
    page.keyboard.type("SSID")
    kept = work(page)
    assert (kept["questions"][7]["reponse"], kept["semaines"][0]["mots"]) == ("rien ne sort", "SSID")
    assert [each["code"] for each in kept["semaines"][0]["processus"]] == ["P5"]
    for look in each_screen(page):
        assert accessibility_faults(page, ".sio-form") == [], look
        assert overflowing(page, ".sio-form") == [], look
