"""The adverts in a page without a kernel: a phrase is linked, then compared; one's own advert is kept."""

import pytest
from conftest import change_table, plain
from pages import accessibility_faults, each_screen, overflowing

import sio_kit
from sio_kit.widgets import AdvertReader

READER = ".sio-advert"
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def advert_page(ref, open_widget):
    """Return a function that opens the adverts in a page without a kernel."""

    def advert_page(annonce=None, **settings):
        return open_widget(AdvertReader(ref, annonce), **settings)

    return advert_page


def button(page, name):
    return page.locator(READER).get_by_role("button", name=name, exact=True)


def phrase(page, words):
    return page.locator(f"{READER} .sio-phrase").filter(has_text=words)


def sheet(page):
    return plain(page.locator(f"{READER} .sio-sheet").inner_text())


def said(page):
    return plain(page.locator(READER).get_by_role("status").first.inner_text())


def link(page, words, option, name):
    phrase(page, words).click()
    button(page, f"Option {option}").click()
    page.locator(f"{READER} .sio-advert-list button").filter(has_text=f"{option}{name} ").first.click()


def test_a_phrase_is_linked_then_compared_with_a_reading(advert_page):
    page = advert_page("mairie-technicien")
    assert said(page) == "0 phrase reliée sur 7."
    link(page, "dépannez les agents", "A", 6)
    assert said(page) == "1 phrase reliée sur 7."
    assert "La lecture du kit" not in sheet(page)
    assert phrase(page, "dépannez").get_attribute("aria-label").endswith(", relié à A6")
    button(page, "Comparer").click()
    assert "Le kit lit comme vous." in sheet(page)
    assert "(L111)" in sheet(page)
    button(page, "Relier autrement").click()
    button(page, "Rien dans le texte").click()
    assert "La lecture du kit" not in sheet(page)
    button(page, "Comparer").click()
    assert "Le kit lit autrement : qui a raison ?" in sheet(page)


@pytest.mark.parametrize(
    ("words", "choice"), [("Permis B", "Rien dans le texte"), ("sans jargon", "Ailleurs dans le texte")]
)
def test_what_no_intervention_says_has_its_own_answers(advert_page, words, choice):
    page = advert_page("mairie-technicien")
    phrase(page, words).click()
    button(page, choice).click()
    button(page, "Comparer").click()
    assert "Le kit lit comme vous." in sheet(page)


@pytest.mark.parametrize(("option", "name"), [("A", 6), ("B", 6)])
def test_an_advert_for_both_options_is_read_with_either(advert_page, option, name):
    page = advert_page("mediatheque-support")
    link(page, "accompagnez les bibliothécaires", option, name)
    button(page, "Comparer").click()
    assert "Le kit lit comme vous." in sheet(page)
    assert "(L111)" in sheet(page) and "(L147)" in sheet(page)


def test_each_advert_keeps_its_links(advert_page):
    page = advert_page()
    link(page, "dépannez les agents", "A", 6)
    page.get_by_label("Annonce", exact=True).select_option("journee-theo")
    assert said(page) == "0 phrase reliée sur 8."
    assert sheet(page).startswith("Que fait-on ce jour-là ?")
    page.get_by_label("Annonce", exact=True).select_option("mairie-technicien")
    assert said(page) == "1 phrase reliée sur 7."


def test_ones_own_advert_is_cut_linked_and_kept_by_the_browser(advert_page):
    page = advert_page()
    menu = page.get_by_label("Annonce", exact=True)
    menu.select_option("Mon annonce")
    page.get_by_label("Collez votre annonce").fill(f"Vous codez en {EVIL}. Vous aidez ; vous écoutez !\nPermis B")
    button(page, "Découper en phrases").click()
    phrases = page.locator(f"{READER} .sio-phrase")
    assert phrases.all_inner_texts() == [f"Vous codez en {EVIL}.", "Vous aidez ;", "vous écoutez !", "Permis B"]
    link(page, "Vous codez", "B", 2)
    assert "Le kit n'a pas lu cette annonce" in sheet(page)
    page.reload()
    menu.select_option("Mon annonce")
    assert phrases.count() == 4
    assert said(page) == "1 phrase reliée sur 4."
    button(page, "Effacer mon annonce").click()
    page.reload()
    menu.select_option("Mon annonce")
    assert page.get_by_label("Collez votre annonce").is_visible()
    assert page.locator(f"{READER} img").count() == 0


def test_the_links_of_the_kits_adverts_are_kept_until_all_is_cleared(advert_page):
    page = advert_page()
    menu = page.get_by_label("Annonce", exact=True)
    assert not button(page, "Tout effacer").is_visible()
    link(page, "dépannez les agents", "A", 6)
    menu.select_option("journee-theo")
    phrase(page, "").first.click()
    button(page, "Rien dans le texte").click()
    page.reload()
    assert said(page) == "1 phrase reliée sur 7."
    menu.select_option("journee-theo")
    assert said(page) == "1 phrase reliée sur 8."
    button(page, "Tout effacer").click()
    assert said(page) == "1 phrase reliée sur 8."
    button(page, "Vraiment effacer tous les liens ?").click()
    assert said(page) == "0 phrase reliée sur 8."
    page.get_by_text("Tous les liens sont effacés.").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Annonce"
    assert not button(page, "Tout effacer").is_visible()
    page.reload()
    assert said(page) == "0 phrase reliée sur 7."


def test_a_doubt_clears_nothing(advert_page):
    page = advert_page("mairie-technicien")
    page.clock.install()
    link(page, "dépannez les agents", "A", 6)
    button(page, "Tout effacer").click()
    page.clock.run_for(6000)
    assert button(page, "Tout effacer").is_visible()
    assert said(page) == "1 phrase reliée sur 7."


def test_whatever_the_browser_kept_the_page_opens(advert_page):
    page = advert_page()
    page.get_by_label("Annonce", exact=True).select_option("Mon annonce")
    page.get_by_label("Collez votre annonce").fill("Une phrase.")
    button(page, "Découper en phrases").click()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    for work in (
        "{}",
        '{"work": 3}',
        '{"work": {"texte": 1, "liens": [2]}}',
        '{"work": {"texte": 1, "annonces": {"mairie-technicien": 3, "x": {"0": 1}}}}',
        '{"work": {"texte": "Oui.", "liens": {"0": 1}}}',
    ):
        page.evaluate("work => Object.keys(localStorage).forEach(key => (localStorage[key] = work))", work)
        page.reload()
        page.get_by_label("Annonce", exact=True).select_option("Mon annonce")
        assert button(page, "Découper en phrases").is_visible() == ("Oui" not in work)


def test_the_keyboard_alone_is_enough(advert_page):
    page = advert_page("mairie-technicien")
    page.locator(f"{READER} .sio-phrase").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert sheet(page).startswith("« dépannez les agents")
    assert page.evaluate("document.activeElement.textContent") == "Option A"
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("A6 "):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Comparer"
    page.keyboard.press("Enter")
    assert "Le kit lit comme vous." in sheet(page)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_finger_is_enough(advert_page):
    page = advert_page("mairie-technicien", width=390, height=844, has_touch=True)
    phrase(page, "Permis B").tap()
    button(page, "Rien dans le texte").tap()
    button(page, "Comparer").tap()
    assert "Le kit lit comme vous." in sheet(page)


def test_everyone_can_use_it_at_every_size(advert_page):
    page = advert_page()
    menu = page.get_by_label("Annonce", exact=True)
    for screen in each_screen(page):
        phrase(page, "dépannez").click()
        button(page, "Option A").click()
        assert overflowing(page, READER) == [], screen
        assert accessibility_faults(page, READER) == [], screen
        page.locator(f"{READER} .sio-advert-list button").first.click()
        button(page, "Comparer").click()
        assert overflowing(page, READER) == [], screen
        assert accessibility_faults(page, READER) == [], screen
        button(page, "Relier autrement").click()
        menu.select_option("Mon annonce")
        assert overflowing(page, READER) == [], screen
        assert accessibility_faults(page, READER) == [], screen
        menu.select_option("mairie-technicien")


def test_a_teachers_hostile_advert_stays_text(folder, open_widget):
    own = {"code": "m", "titre": EVIL, "employeur": EVIL, "texte": f"{EVIL} et ceci"}
    reading = {"annonce": "m", "phrase": EVIL, "passages": "", "note": EVIL}
    change_table(folder, "annonces", lambda rows: [{**rows[0], **own}])
    change_table(folder, "lectures", lambda rows: [{**rows[0], **reading}])
    page = open_widget(AdvertReader(sio_kit.load_referential(folder)))
    page.locator(f"{READER} .sio-phrase").click()
    button(page, "Rien dans le texte").click()
    button(page, "Comparer").click()
    assert sheet(page).count(EVIL) == 2
    assert page.locator(f"{READER} img").count() == 0
