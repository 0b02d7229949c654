"""The messaging console: a real run replayed without a kernel, voted on, for everyone; lived with a kernel."""

import pytest
from conftest import plain
from pages import (
    accessibility_faults,
    each_look,
    each_screen,
    errors,
    open_notebook,
    overflowing,
    run_all,
    write_notebook,
)

import sio_kit
from sio_kit.messaging.rehearsal import produce
from sio_kit.widgets import MessagingLab


def button(page, name):
    return page.locator(".sio-mail").get_by_role("button", name=name, exact=True)


def sheet(page):
    return page.locator(".sio-mail .sio-sheet")


def heading(page):
    return plain(sheet(page).locator("h3").inner_text())


def panel(page, name):
    page.get_by_role("tab", name=name, exact=True).click()
    return page.locator(".sio-mail-panel:visible")


@pytest.fixture
def labo(ref):
    labo = sio_kit.MailLab(ref, fixed=True)
    yield labo
    labo.close()


def test_a_recorded_run_is_replayed_to_its_end(open_widget, ref):
    console = MessagingLab(ref)
    page = open_widget(console)
    assert heading(page) == "P1 : recueillir les besoins de l'organisation"
    assert "Serveur\n✗ arrêté" in page.locator(".sio-mail-state").inner_text()
    seen = []
    for number in range(console._count()):
        if number:
            button(page, "Suivante").click()
        seen.append(heading(page))
    assert button(page, "Suivante").is_disabled()
    told = plain(console.alternative).split("\n")
    assert len(seen) == len(told) - 2
    for shown, line in zip(seen, told[1:], strict=False):
        assert line.endswith(shown)
    assert len(panel(page, "Tickets").locator("li").all()) == 11
    assert "ouvert" not in panel(page, "Tickets").inner_text()
    assert panel(page, "Journal").locator("li").count() == 38
    assert "Tout ce qui est en service est enregistré." in panel(page, "Configuration").inner_text()
    assert "Bienvenue" in panel(page, "Courrier").inner_text()
    assert "dans le délai, 1 en retard, 1 en échec" in plain(page.locator("figcaption").inner_text())


def test_what_nobody_recorded_is_shown_with_the_passage(open_widget, ref):
    console = MessagingLab(ref)
    console.step = 6
    page = open_widget(console)
    shown = panel(page, "Configuration")
    assert plain(shown.locator(".sio-mail-law").inner_text()).startswith("8 éléments ne sont pas enregistrés.")
    assert "(L065)" in shown.inner_text()
    assert shown.locator("tr[data-open]").count() == 8
    console.step = 15
    assert open_widget(console).locator("tr[data-open]").count() == 0


def test_a_class_votes_before_it_is_told(open_widget, ref):
    console = MessagingLab(ref)
    console.step = 39
    page = open_widget(console)
    button(page, "À vous").click()
    assert heading(page) == "Un bulletin de sécurité : le serveur : quel processus agit ?"
    assert "lecture du kit" not in sheet(page).inner_text()
    for name, times in [("P4", 2), ("P3", 3)]:
        for _ in range(times):
            sheet(page).get_by_role("button", name=f"{name} Conception").click()
    button(page, "Montrer la réponse").click()
    said = plain(sheet(page).inner_text())
    assert "3 voix sur 5 pour P3." in said
    assert "appelé par P2 Fourniture de services" in said
    assert "(L063)" in said


def test_the_keyboard_replays_it(open_widget, ref):
    page = open_widget(MessagingLab(ref))
    button(page, "Suivante").focus()
    page.keyboard.press("Enter")
    assert heading(page).startswith("P1 : fixer l'engagement")
    page.keyboard.press("End")
    assert "sur 60" in sheet(page).inner_text()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert heading(page) == "P1 : se doter d'un logiciel"
    page.get_by_role("tab", name="Tickets").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Configuration").get_attribute("aria-selected") == "true"
    assert "version 1.0" in page.locator(".sio-mail-panel:visible").inner_text()


def test_it_plays_alone(open_widget, ref):
    page = open_widget(MessagingLab(ref))
    page.clock.install(time=0)
    page.clock.pause_at(1)
    button(page, "Lecture").click()
    page.clock.run_for(8_000)
    assert heading(page) == "P1 : se doter d'un logiciel"
    button(page, "Pause").click()
    page.clock.run_for(60_000)
    assert heading(page) == "P1 : se doter d'un logiciel"


def test_everyone_can_use_it_at_every_size(open_widget, ref):
    console = MessagingLab(ref)
    console.step = 27  # an incident
    page = open_widget(console)
    for screen in each_screen(page):
        for name in ("Tickets", "Courrier", "Configuration", "Journal"):
            panel(page, name)
            assert accessibility_faults(page, ".sio-mail") == [], (screen, name)
            assert overflowing(page, ".sio-mail") == [], (screen, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
            button(page, "À vous").click()


def test_hostile_messages_are_shown_as_text(open_widget, ref, labo):
    produce(labo)
    markup = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    labo.write("alice", "karim", markup, markup)
    labo.write("alice", f"{markup}@x", "x", "y")
    page = open_widget(MessagingLab(ref, labo))
    shown = panel(page, "Courrier")
    assert markup in shown.inner_text()
    assert shown.locator("img, script").count() == 0


def test_an_empty_lab_is_shown(open_widget, ref, labo):
    page = open_widget(MessagingLab(ref, labo))
    assert heading(page) == "Rien n'est encore fait."
    assert page.locator(".sio-mail-actions").is_hidden()  # nobody would do it
    assert accessibility_faults(page, ".sio-mail") == []


def test_a_step_that_does_not_exist_is_said(ref):
    console = MessagingLab(ref)
    for wrong in (0, 61):
        with pytest.raises(sio_kit.ReferentialError) as error:
            console.step = wrong
        assert plain(error.value) == f"L'étape {wrong} n'existe pas : choisissez un nombre de 1 à 60."
    assert console.step == 1


def test_what_the_page_asks_is_done_or_said(ref, labo):
    console, said = MessagingLab(ref, labo), []
    console.send = said.append

    def ask(what, *given):
        console._hear(None, {"ask": "1", "what": what, "arguments": given}, None)
        return said[-1]

    assert ask("here")["result"]["desks"] == []
    assert "réparé" not in ask("act", "P1", "", "se doter d'un logiciel", -1)["result"]["said"]
    assert "Commencez par « implanter le serveur »." in plain(
        ask("act", "P3", "P1", "redémarrer le serveur", -1)["wrong"]
    )
    assert "n'existe pas" in ask("act", "P3", "P1", "tout casser", 0)["wrong"]
    ask("act", "P1", "", "fixer l'engagement", 1)
    assert labo.engagement.disponibilite == 80
    assert console.step == console._count() == 2
    console.step = 1
    ask("act", "P3", "P1", "implanter le serveur", -1)
    assert console.step == 1  # one who looks back is left there
    ask("act", "P3", "P1", "paramétrer des postes de travail", 0)
    assert ask("write", "alice", "karim", "x", "y")["result"]["said"].startswith("250")
    assert ask("probe")["result"]["desks"][0] == "alice"
    assert [event["nature"] for event in console._events] == [event["nature"] for event in labo.events]
    assert "implanter le serveur" in console.alternative


def test_one_lives_it_in_jupyterlab(lab_page):
    page = lab_page
    page.locator(".sio-mail-actions").wait_for()

    def act(process, caller, what, value=None):
        page.get_by_label("Quel processus agit").select_option(process)
        page.get_by_label("Appelé par").select_option(caller)
        page.get_by_label("Ce qui est fait").select_option(what)
        if value:
            page.get_by_label("Valeur").select_option(label=value)
        button(page, "Agir").click()

    button(page, "Agir").click()
    assert "Dites d'abord quel processus agit" in plain(page.locator(".sio-mail-said").inner_text())
    button(page, "Faire arriver").click()
    page.locator(".sio-mail-said", has_text="Le service").wait_for()
    act("P4", "P2", "mettre à jour le logiciel")
    page.locator(".sio-sheet h3", has_text="P4, appelé par P2").wait_for()
    act("P3", "P2", "redimensionner le serveur", "8 messages à la fois")
    page.locator(".sio-sheet h3", has_text="8 messages à la fois").wait_for()
    assert "≠ 2 messages à la fois" in panel(page, "Configuration").inner_text()
    button(page, "Surveiller").click()
    before = page.locator("figcaption").inner_text()
    page.wait_for_function("said => document.querySelector('figcaption').innerText !== said", arg=before)
    button(page, "Surveiller").click()
    assert errors(page) == 0
    for look in each_look(page, ".sio-mail"):
        assert overflowing(page, ".sio-mail") == [], look
        assert accessibility_faults(page, ".sio-mail") == [], look


@pytest.fixture
def lab_page(lab, open_page):
    """A notebook with a lab that is produced and supplied, run in JupyterLab."""
    write_notebook(
        lab,
        "labo.ipynb",
        "import sio_kit\nref = sio_kit.load_referential()\nlabo = sio_kit.MailLab(ref)",
        "from sio_kit.messaging.rehearsal import produce\nproduce(labo)",
        "sio_kit.widgets.MessagingLab(ref, labo)",
    )
    page = open_page()
    open_notebook(page, lab, "labo.ipynb")
    run_all(page, shown=1)
    return page
