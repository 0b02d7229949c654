"""The option explorer in a page without a kernel: by mouse, by keyboard."""

from functools import partial

import pytest
from conftest import plain
from pages import (
    accessibility_faults,
    each_screen,
    overflowing,
)

from sio_kit.widgets import OptionExplorer


@pytest.fixture
def explorer_page(ref, open_widget):
    """Return a function that opens the explorer in a page without a kernel."""
    return partial(open_widget, OptionExplorer(ref))


def explorer(page):
    return page.locator(".sio-options").first


def button(page, name):
    return explorer(page).get_by_role("button", name=name, exact=True)


def lines(page):
    return page.locator(".sio-options .sio-line:visible")


def line(page, key):
    return page.locator(f'.sio-options [data-key="{key}"]:visible').first


def sheet(page):
    return page.locator(".sio-options .sio-sheet").first


def field(page):
    return explorer(page).get_by_role("searchbox", name="Filtrer par mots")


def said(page):
    return explorer(page).get_by_role("status").inner_text()


# The explorer


def test_filters_show_what_the_tables_hold(explorer_page, ref):
    page = explorer_page()
    assert said(page) == "42 lignes"
    button(page, "Emplois").click()
    assert lines(page).count() == len(ref.emplois)
    explorer(page).get_by_role("button", name="Option B", exact=True).click()
    assert lines(page).count() == (ref.emplois["option"] == "B").sum()
    button(page, "Interventions").click()
    assert [text.splitlines()[-1] for text in lines(page).all_inner_texts()][-1].startswith("la rédaction")
    button(page, "Commun").click()
    assert said(page) == "1 ligne"
    explorer(page).get_by_role("button", name="Tout").first.click()
    explorer(page).get_by_role("button", name="Tout").last.click()
    field(page).fill("RESEAU")
    assert sorted(key for key in lines(page).evaluate_all("nodes => nodes.map(node => node.dataset.key)")) == [
        f"emploi A{n}" for n in (1, 4, 7, 8, 9)
    ]
    field(page).fill("zèbre <b>")
    assert plain(said(page)) == "Aucune ligne : élargissez le filtre."
    page.keyboard.press("Escape")
    assert said(page) == "42 lignes"


def test_each_line_shows_its_passage_and_its_counterpart(explorer_page, ref):
    page = explorer_page()
    for row in ref.interventions.to_dict("records"):
        name = f"{row['option']}{row['ordre']}"
        page.locator(".sio-options .sio-line").filter(has_text=row["texte"]).first.click()
        shown = sheet(page).inner_text()
        assert row["texte"] in shown, name
        assert f"({row['passage']})" in shown
    line(page, "A6~B6").click()
    assert sheet(page).locator("mark").all_inner_texts() == ["la résolution des incidents", "l'accompagnement"]
    assert page.locator('.sio-options [aria-pressed="true"].sio-line').count() == 2


def test_a_process_and_a_job(explorer_page):
    page = explorer_page()
    line(page, "P4").click()
    shown = plain(sheet(page).inner_text())
    assert "hors spécialité* : Il intervient dans le processus lié à son domaine de spécialité" in shown
    line(page, "emploi A2").click()
    assert "À titre indicatif" in sheet(page).inner_text()
    sheet(page).get_by_role("button", name="A5").click()
    assert sheet(page).inner_text().startswith("Interventions proches")
    assert line(page, "A5~B5").get_attribute("aria-pressed") == "true"


def test_the_keyboard_alone_is_enough(explorer_page):
    page = explorer_page()
    button(page, "Missions (selon la taille)").focus()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.key"))
        if reached[-1] == "B8":
            break
    assert reached[-1] == "B8"
    page.keyboard.press("Space")
    assert "selon la taille) : option B" in plain(sheet(page).inner_text())
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Escape")
    assert sheet(page).inner_text().startswith("Deux options, côte à côte")


def test_everyone_can_use_it_at_every_size(explorer_page):
    page = explorer_page()
    for screen in each_screen(page):
        for key in ("A5~B5", "P3"):
            line(page, key).click()
            assert overflowing(page, ".sio-options") == [], screen
        assert accessibility_faults(page, ".sio-options") == [], screen
