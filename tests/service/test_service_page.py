"""The service player in a page: by mouse, by keyboard, played, guessed, for everyone."""

from functools import partial

import pytest
from conftest import plain
from pages import (
    accessibility_faults,
    each_screen,
    overflowing,
)

from sio_kit.widgets import ServicePlayer


def sheet(page):
    return page.locator(".sio-player .sio-sheet").first


def button(page, name):
    return page.locator(".sio-player").first.get_by_role("button", name=name, exact=True)


def title(page):
    return plain(sheet(page).locator("h3").inner_text())


@pytest.fixture
def player_page(ref, open_widget):
    """Return a function that opens the messaging service in a page without a kernel."""
    return partial(open_widget, ServicePlayer(ref))


def test_every_step_shows_what_the_table_says(player_page, ref):
    page = player_page()
    steps = ref.etapes.to_dict("records")
    for number, step in enumerate(steps, start=1):
        assert title(page) == f"Étape {number} sur {len(steps)}"
        shown = sheet(page).inner_text()
        assert f"{step['processus']} " in shown
        assert (f"appelé par {step['appelant']}" in shown) == bool(step["appelant"])
        assert sheet(page).locator("mark").inner_text() == step["action"]
        pressed = page.locator('.sio-player [data-part][aria-pressed="true"]')
        assert pressed.get_attribute("data-part") == str(number)
        if number < len(steps):
            button(page, "Suivante").click()
    assert button(page, "Suivante").is_disabled()
    button(page, "Première").click()
    assert title(page).startswith("Étape 1 ")
    button(page, "Dernière").click()
    button(page, "Précédente").click()
    assert title(page).startswith("Étape 15 ")
    page.locator('.sio-player [data-part="12"]').click()
    assert title(page).startswith("Étape 12 ")


def test_the_keyboard_plays_it_to_the_end(player_page):
    page = player_page()
    button(page, "Suivante").focus()
    page.keyboard.press("Enter")
    assert title(page).startswith("Étape 2 ")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    assert title(page).startswith("Étape 16 ")
    page.keyboard.press("Home")
    assert title(page).startswith("Étape 1 ")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert title(page).startswith("Étape 15 ")
    page.get_by_role("slider", name="Étape", exact=True).focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert title(page).startswith("Étape 2 ")


def test_it_plays_alone_and_stops_when_the_tab_is_hidden(player_page):
    page = player_page()
    page.clock.install(time=0)
    page.clock.pause_at(1)
    button(page, "Lecture").click()
    assert button(page, "Pause").count() == 1
    page.clock.run_for(3_999)
    assert title(page).startswith("Étape 1 ")
    page.clock.run_for(1)
    assert title(page).startswith("Étape 2 ")
    page.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert button(page, "Lecture").count() == 1
    page.clock.run_for(60_000)
    assert title(page).startswith("Étape 2 ")


def test_a_class_guesses_before_it_is_told(player_page):
    page = player_page()
    page.locator('.sio-player [data-part="13"]').click()
    button(page, "À vous").click()
    assert title(page) == "Étape 13 sur 16 : quel processus agit ?"
    assert "P2 Fourniture de services\n" not in sheet(page).locator("ul").inner_text()
    assert sheet(page).locator("mark").count() == 0
    assert page.locator('.sio-player [data-part="13"]').get_attribute("aria-label") == "Étape 13"
    for name, times in [("P3", 2), ("P4", 3)]:
        for _ in range(times):
            sheet(page).get_by_role("button", name=f"{name} Conception").click()
    button(page, "Montrer la réponse").click()
    assert "3 voix sur 5 pour P4." in plain(sheet(page).inner_text())
    assert "P4 Conception et maintenance de solutions applicatives" in sheet(page).inner_text()
    button(page, "Suivante").click()
    assert title(page).endswith("quel processus agit ?")
    sheet(page).get_by_role("button", name="P4 Conception").click()
    button(page, "Montrer la réponse").click()
    assert "Non : c'est P3." in plain(sheet(page).inner_text())
    button(page, "À vous").click()
    assert not title(page).endswith("?")


def test_votes_are_typed_too(player_page):
    page = player_page()
    button(page, "À vous").click()
    for code, count in (("P1", "14"), ("P2", "-3"), ("P3", "beaucoup"), ("P4", "2.7")):
        voices = sheet(page).get_by_role("spinbutton", name=f"Voix pour {code}")
        voices.press_sequentially(count)
        voices.press("Enter")
    button(page, "Montrer la réponse").click()
    assert "14 voix sur 16 pour P1." in plain(sheet(page).inner_text())


def test_a_class_votes_on_the_chosen_steps_and_the_others_play_by_themselves(ref, open_widget):
    page = open_widget(ServicePlayer(ref, votes=[3, 13]))
    page.clock.install(time=0)
    page.clock.pause_at(1)
    told = page.locator(".sio-step strong")
    marks = page.locator(".sio-to-vote:visible")
    assert marks.count() == 0
    button(page, "À vous").click()
    assert plain(" ".join(told.all_inner_texts()[:4])) == "1 P1 2 3 ? 4"
    assert marks.count() == 2
    assert title(page) == "Étape 1 sur 16"
    button(page, "Lecture").click()
    page.clock.run_for(20_000)
    assert title(page) == "Étape 3 sur 16 : quel processus agit ?"
    assert page.locator('.sio-player [data-part="3"]').get_attribute("aria-label") == "Étape 3, à voter"
    assert button(page, "Lecture").count() == 1
    voices = sheet(page).get_by_role("spinbutton", name="Voix pour P1")
    voices.fill("12")
    voices.press("Enter")
    button(page, "Montrer la réponse").click()
    assert "Oui" not in sheet(page).inner_text()
    assert "12 voix sur 12 pour P1." in plain(sheet(page).inner_text())
    assert marks.count() == 1
    button(page, "Lecture").click()
    page.clock.run_for(80_000)
    assert title(page) == "Étape 13 sur 16 : quel processus agit ?"
    page.clock.resume()
    for screen in each_screen(page):
        assert accessibility_faults(page, ".sio-player") == [], screen
        assert overflowing(page, ".sio-player") == [], screen


def test_p5_stands_beside_the_others_once_it_is_told(player_page):
    page = player_page()
    beside = page.locator(".sio-cell[data-beside]")
    assert beside.count() == 15
    assert set(beside.evaluate_all("cells => cells.map((cell) => cell.dataset.lane)")) == {"P5"}
    assert plain(page.locator(".sio-player h4.sio-part").last.inner_text()).casefold() == "tout au long"
    button(page, "À vous").click()
    assert beside.count() == 0
    button(page, "Dernière").click()
    assert beside.count() == 0
    button(page, "Montrer la réponse").click()
    assert beside.count() == 15
    label = page.locator('.sio-player [data-part="16"]').get_attribute("aria-label")
    assert label == "Étape 16, P5, à côté de toutes les autres"


def test_what_is_asked_is_hidden_on_the_board(player_page):
    page = player_page()
    board = page.locator(".sio-player-board")
    told = page.locator(".sio-step strong")
    button(page, "À vous").click()
    assert plain(" ".join(told.all_inner_texts())) == " ".join(f"{number} ?" for number in range(1, 17))
    assert board.locator(".sio-call:visible").count() == 0
    assert board.locator("[data-own]").count() == 0
    button(page, "Montrer la réponse").click()
    assert told.first.inner_text() == "1 P1"
    assert board.locator("[data-own]").count() == 1


def test_everyone_can_use_it_at_every_size(player_page):
    page = player_page()
    for screen in each_screen(page):
        for _ in ("told", "guessed"):
            assert accessibility_faults(page, ".sio-player") == [], screen
            assert overflowing(page, ".sio-player") == [], screen
            assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
            button(page, "À vous").click()
