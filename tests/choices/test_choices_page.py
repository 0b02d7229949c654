"""The choice lab in a page without a kernel: argued, weighed, decided, kept."""

import json

import pytest
from pages import accessibility_faults, each_screen, overflowing
from working import begin, button, open_file, press, saved, sheet, tab_to, unfold, work

from sio_kit.choices.form import ChoiceLab

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(open_widget, ref):
    return open_widget(ChoiceLab(ref))


def argue(page, side, criterion, words, strength):
    button(page, f"Ajouter un argument pour {side}, {criterion}").click()
    page.keyboard.type(words)
    page.locator(".sio-argument:focus-within").get_by_role("button", name=strength, exact=True).click()


def mark(page, group, name):
    page.get_by_role("group", name=group, exact=True).get_by_role("button", name=name, exact=True).click()


def told(page, sentence):
    page.locator(".sio-judged").get_by_text(sentence).first.wait_for()


def test_the_whole_path_of_a_choice(page, tmp_path):
    begin(page, "Les fichiers des trois agences")
    told(page, "Vous n'avez pas encore décidé.")
    argue(page, "répartir", "pertinence", "chaque agence trouve ses fichiers même sans réseau", "décisif")
    argue(page, "centraliser", "praticabilité", f"un seul endroit où chercher {NASTY}", "sérieux")
    argue(page, "centraliser", "adéquation", "une seule sauvegarde à payer", "léger")
    mark(page, "Décision", "répartir")
    page.get_by_role("textbox", name="Justification").fill("le réseau du port est trop fragile")
    told(page, "vos arguments penchent vers « centraliser » (praticabilité, adéquation)")
    scale = page.get_by_role("img", name="praticabilité")
    assert (
        scale.get_attribute("aria-label").replace("\xa0", " ") == "praticabilité : 2 pour centraliser, 0 pour répartir"
    )
    assert page.locator("img").count() == 0
    shown = sheet(page).inner_text()
    assert f"un seul endroit où chercher {NASTY}" in shown
    page.keyboard.press("Escape")

    path = saved(page, tmp_path)
    assert path.name == "mon_choix.json"
    assert [each["force"] for each in json.loads(path.read_text(encoding="utf-8"))["arguments"]] == [3, 2, 1]
    begin(page, "La vôtre")
    assert page.locator(".sio-argument").count() == 0
    open_file(page, path)
    assert page.locator(".sio-argument").count() == 3
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert page.locator(".sio-argument").count() == 3


def test_an_argument_changes_sides_and_goes(page):
    argue(page, "créer", "pertinence", "il répond au besoin", "léger")
    menu = page.locator(".sio-argument .sio-menu summary")
    menu.click()
    button(page, "Passer pour « adapter »").click()
    assert work(page)["arguments"][0]["pour"] == "droite"
    menu.click()
    button(page, "Passer sous « adéquation »").click()
    assert work(page)["arguments"][0]["critere"] == "adequation"
    menu.click()
    button(page, "Supprimer").click()
    assert page.locator(".sio-argument").count() == 0
    button(page, "Annuler").click()
    assert page.locator(".sio-argument textarea").input_value() == "il répond au besoin"


def test_a_decision_is_taken_back(page):
    mark(page, "Décision", "créer")
    told(page, "Vous décidez « créer » sans dire pourquoi")
    mark(page, "Décision", "créer")
    told(page, "Vous n'avez pas encore décidé.")


def test_the_text_prompts_arguments(page):
    page.get_by_text("Des idées dans le texte").click()
    mark(page, "Environnement", "L'environnement économique")
    page.get_by_text("obéit [sic] à des raisonnements économiques").wait_for()
    mark(page, "Environnement", "L'environnement économique")
    page.get_by_text("obéit [sic]").wait_for(state="detached")


def test_an_argument_under_no_criterion_stays_in_sight(page, tmp_path):
    assert not page.get_by_role("heading", name="Sous aucun critère").is_visible()
    data = {
        **json.loads(json.dumps(work_of(page))),
        "arguments": [{"critere": "prix", "pour": "gauche", "texte": "cher", "force": 3}],
    }
    path = tmp_path / "vieux.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    open_file(page, path)
    assert page.get_by_role("heading", name="Sous aucun critère").is_visible()
    told(page, "L'argument 1 n'est sous aucun critère")
    page.locator(".sio-judged .sio-link", has_text="L'argument 1").click()
    assert page.evaluate("document.activeElement.value") == "cher"


def work_of(page):
    page.get_by_role("textbox", name="Récit").fill("un récit")
    return work(page)


def test_keys_alone_are_enough(page, tmp_path):
    unfold(page, "Nouveau")
    press(page, "La caisse de la librairie (ajoutée)")
    press(page, "Ajouter un argument pour remplacer, pertinence")
    page.keyboard.type("la boutique en ligne")
    press(page, "décisif")
    unfold(page, "Argument 1 : que faire")
    press(page, "Passer pour « conserver »")
    assert work(page)["arguments"][0] | {"force": 3, "pour": "gauche"} == work(page)["arguments"][0]
    press(page, "remplacer")
    tab_to(page, "Justification")
    page.keyboard.type("elle est trop vieille")
    page.keyboard.press("Control+z")
    assert work(page)["justification"] == ""
    page.keyboard.press("Control+Shift+z")
    assert work(page)["justification"] == "elle est trop vieille"
    with page.expect_download() as download:
        press(page, "Enregistrer", "Shift+Tab")
    download.value.save_as(tmp_path / "choix.json")
    press(page, "Fiche à rendre")
    page.locator("dialog .sio-paper-sheet").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Fiche à rendre"
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert work(page) == json.loads((tmp_path / "choix.json").read_text(encoding="utf-8"))


def test_a_finger_is_enough_on_a_phone(open_widget, ref):
    page = open_widget(ChoiceLab(ref), **PHONE)
    page.locator("summary", has_text="Nouveau").tap()
    button(page, "La caisse de la librairie (ajoutée)").tap()
    button(page, "Ajouter un argument pour conserver, praticabilité").tap()
    page.keyboard.type("tout le monde la connaît")
    button(page, "léger").tap()
    button(page, "remplacer").tap()
    told(page, "sans dire pourquoi")
    button(page, "Annuler").tap()
    assert work(page)["decision"] == ""
    assert work(page)["arguments"][0]["force"] == 1


def test_everyone_can_use_it_at_every_size(page):
    argue(page, "créer", "pertinence", "un argument assez long pour tenir sur plusieurs lignes de sa carte", "décisif")
    page.get_by_text("Des idées dans le texte").click()
    for look in each_screen(page):
        assert accessibility_faults(page, ".sio-form") == [], look
        assert overflowing(page, ".sio-form") == [], look
