"""The dossier in a page without a kernel: built, judged, fed with other works, handed in, kept."""

import json

import pytest
from conftest import plain
from pages import accessibility_faults, each_screen, overflowing
from working import button, open_file, press, saved, sheet, tab_to, work

import sio_kit
from sio_kit.portfolio.form import Portfolio

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(open_widget, ref):
    return open_widget(Portfolio(ref))


@pytest.fixture
def service(ref, tmp_path):
    """Return the file of a work of the workshop."""
    workshop = sio_kit.widgets.ServiceWorkshop(ref)
    path = tmp_path / "mon_service.json"
    path.write_text(json.dumps(workshop._starts[1][1]), encoding="utf-8")
    return path


def field(page, name, number=1):
    return page.get_by_role("textbox", name=f"Situation {number} : {name}", exact=True)


def group(page, name, number=1):
    return page.get_by_role("group", name=f"Situation {number} : {name}", exact=True)


def choose(page, opener, query, place=0):
    """Choose one of the sentences that a dialog finds for some words."""
    page.get_by_role("button", name=opener, exact=True).nth(place).click()
    page.locator("dialog input").fill(query)
    page.locator("dialog .sio-passages button").first.click()


def covered(page):
    """Return the lines of the table of what is covered."""
    return [row.split("\t") for row in plain(page.locator(".sio-coverage table").inner_text()).split("\n")]


def test_the_whole_path_of_a_dossier(page, tmp_path):
    page.get_by_role("textbox", name="Nom du dossier").fill("Inès")
    button(page, "Ajouter une situation").click()
    page.keyboard.type(NASTY)
    card = page.locator(".sio-situation")
    card.get_by_text("Dans quel processus étiez-vous").wait_for()
    group(page, "processus").get_by_role("button", name="P3 ").click()
    card.get_by_text("Qui vous a appelé").wait_for()
    group(page, "P3 appelé par").get_by_role("button", name="P2").click()
    card.get_by_text("Qui vous a appelé").wait_for(state="detached")
    field(page, "ce qui a été enregistré").fill("la nouvelle borne, dans GLPI")
    choose(page, "Choisir une intervention", "L107")
    choose(page, "Choisir un critère", "conformité")
    choose(page, "Citer un passage", "cycle de vie")
    field(page, "preuves").fill("borne.png\nhttps://exemple.fr/borne")
    group(page, "autonomie").get_by_role("button", name="rendu compte").click()
    page.wait_for_function("document.querySelector('.sio-coverage table')?.innerText.includes('par P2')")
    assert covered(page)[-1] == ["Situations", "0", "0", "1", "0", "0", "1 sur 19"]
    assert plain(page.locator(".sio-coverage > p").inner_text()) == "Manque : P1, P2, P4, P5."
    (own,) = work(page)["situations"]
    assert own["processus"] == [{"code": "P3", "appelants": ["P2"]}]
    assert (own["autonomie"], len(own["interventions"]), own["passages"]) == (["rendu compte"], 1, ["L053"])

    shown = sheet(page)
    assert NASTY in shown.inner_text()
    assert shown.locator("hr").count() == 1
    page.keyboard.press("Escape")
    path = saved(page, tmp_path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["situations"] == [own]
    page.get_by_role("button", name="Situation 1 : passages : retirer 1").click()
    assert work(page)["situations"][0]["passages"] == []
    button(page, "Annuler").click()
    assert work(page)["situations"][0]["passages"] == ["L053"]
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert field(page, "titre").input_value() == NASTY
    open_file(page, path)
    assert page.locator("img").count() == 0


def test_works_of_the_other_forms_become_situations(page, ref, tmp_path, service):
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(service)
    page.get_by_text("Une situation vient de « mon_service.json »").wait_for()
    grid = sio_kit.widgets.QualityGrid(ref).value
    grid["criteres"][1] |= {"reponse": "oui", "preuve": "le compte rendu"}
    (tmp_path / "ma_grille.json").write_text(json.dumps(grid | {"nom": "Mon TP"}), encoding="utf-8")
    chooser.set_input_files(tmp_path / "ma_grille.json")
    page.get_by_text("Une situation vient de « ma_grille.json »").wait_for()
    first, second = work(page)["situations"]
    assert [own["code"] for own in first["processus"]] == ["P1", "P2", "P3", "P4", "P5"]
    assert (second["titre"], second["preuves"]) == ("Mon TP", "le compte rendu")
    page.wait_for_function("document.querySelectorAll('.sio-coverage tbody tr').length === 3")
    button(page, "Annuler").click()
    assert len(work(page)["situations"]) == 1

    damaged = tmp_path / "abime.json"
    damaged.write_text('{"format": "sio_kit/choix", "version": 1}', encoding="utf-8")
    chooser.set_input_files(damaged)
    page.get_by_text("Le fichier « abime.json » est abîmé : ses arguments sont illisibles.").wait_for()
    damaged.write_text('{"format": "sio_kit/journal", "version": 1}', encoding="utf-8")
    chooser.set_input_files(damaged)
    page.get_by_text("Le fichier « abime.json » n'est pas un travail de cette sorte.").wait_for()
    assert len(work(page)["situations"]) == 1


def test_a_dropped_work_is_taken_in_too(page, service):
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "mon_service.json"));
            const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
            document.querySelector(".sio-form").dispatchEvent(drop);
        }""",
        service.read_text(encoding="utf-8"),
    )
    page.get_by_text("Une situation vient de « mon_service.json »").wait_for()
    assert len(work(page)["situations"]) == 1


def test_situations_move_fold_and_go(page):
    for name in ("un", "deux", "trois"):
        button(page, "Ajouter une situation").click()
        page.keyboard.type(name)
    titles = page.locator(".sio-situation > summary strong")
    page.locator(".sio-situation").nth(2).get_by_label("Situation 3 : que faire").click()
    page.get_by_role("button", name="Monter").click()
    assert titles.all_inner_texts() == ["1. un", "2. trois", "3. deux"]
    page.locator(".sio-situation > summary").nth(1).click()
    assert not field(page, "titre", 2).is_visible()
    page.locator(".sio-judged .sio-link", has_text="Quel service").nth(1).click()
    assert page.evaluate("document.activeElement.value") == "trois"
    page.get_by_label("Situation 2 : que faire").click()
    page.get_by_role("button", name="Supprimer").click()
    assert titles.all_inner_texts() == ["1. un", "2. deux"]
    button(page, "Annuler").click()
    assert titles.all_inner_texts() == ["1. un", "2. trois", "3. deux"]


def test_what_the_tables_lack_stays_and_can_be_taken_out(page, tmp_path, ref):
    data = Portfolio(ref).value
    odd = {
        "processus": [{"code": "P9"}],
        "interventions": ["un vieux texte"],
        "passages": ["L999"],
        "environnements": ["x"],
    }
    path = tmp_path / "vieux.json"
    path.write_text(json.dumps({**data, "situations": [odd]}), encoding="utf-8")
    open_file(page, path)
    card = page.locator(".sio-situation")
    card.get_by_text("Le processus « P9 » n'existe pas").wait_for()
    assert "un vieux texte* (n'est pas dans les tables)" in plain(card.inner_text())
    group(page, "processus").get_by_role("button", name="P9").click()
    card.get_by_text("Le processus « P9 » n'existe pas").wait_for(state="detached")
    own = work(page)["situations"][0]
    assert (own["processus"], own["interventions"], own["environnements"]) == ([], ["un vieux texte"], ["x"])


def test_the_sheet_prints_a_page_for_each_situation(page):
    # Chromium without windows prints nothing: what it would print is noted instead.
    noted = "[...document.querySelectorAll('hr')].map((each) => getComputedStyle(each).breakAfter)"
    page.context.add_init_script(f"window.print = () => {{ top.printed = {noted}; }}")
    page.reload()
    for _ in range(2):
        button(page, "Ajouter une situation").click()
    sheet(page)
    button(page, "Imprimer").click()
    assert page.evaluate("top.printed") == ["page", "page"]


def test_keys_alone_are_enough(page):
    press(page, "Ajouter une situation")
    page.keyboard.type("La borne")
    press(page, "P1 Production de services")
    press(page, "Choisir une intervention")
    page.keyboard.type("supervision")
    tab_to(page, "Fermer")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Situation 1 : preuves")
    page.keyboard.type("un lien")
    own = work(page)["situations"][0]
    assert (own["titre"], own["preuves"], len(own["interventions"])) == ("La borne", "un lien", 1)
    page.keyboard.press("Control+z")
    assert work(page)["situations"][0]["preuves"] == ""


def test_a_finger_is_enough_on_a_phone(open_widget, ref):
    page = open_widget(Portfolio(ref), **PHONE)
    button(page, "Ajouter une situation").tap()
    field(page, "titre").tap()
    page.keyboard.type("Au lycée")
    group(page, "processus").get_by_role("button", name="P2 ").tap()
    own = work(page)["situations"][0]
    assert (own["titre"], own["processus"]) == ("Au lycée", [{"code": "P2", "appelants": []}])


def test_everyone_can_use_it_at_every_size(page, service):
    page.locator("input[type=file]").set_input_files(service)
    page.get_by_text("Une situation vient de").wait_for()
    choose(page, "Choisir une intervention", "L107")
    field(page, "preuves").fill("un-nom-de-fichier-sans-fin-" * 8)
    button(page, "Ajouter une situation").click()
    page.wait_for_function("document.querySelectorAll('.sio-coverage tbody tr').length === 3")
    page.locator(".sio-shown summary").click()
    for look in each_screen(page):
        assert accessibility_faults(page, ".sio-form") == [], look
        assert overflowing(page, ".sio-form") == [], look
