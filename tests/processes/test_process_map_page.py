"""The process map in a page: by mouse, by keyboard, for everyone, without a kernel."""

from functools import partial

import pytest
from conftest import change_table
from pages import (
    accessibility_faults,
    each_screen,
    overflowing,
)

import sio_kit
from sio_kit.widgets import ProcessMap


def part(page, name):
    return page.locator(f'.sio-map [data-part="{name}"]:visible').first


def sheet(page):
    return page.locator(".sio-sheet").first


def click_line(page, name):
    """Click an arrow near its start, where no other runs over it."""
    line = part(page, name)
    line.scroll_into_view_if_needed()
    x, y = line.locator(".sio-hit").evaluate(
        """path => {
            const point = path.getPointAtLength(0.25 * path.getTotalLength()).matrixTransform(path.getScreenCTM());
            return [point.x, point.y];
        }"""
    )
    page.mouse.click(x, y)


@pytest.fixture
def map_page(ref, open_widget):
    """Return a function that opens a map in a page without a kernel."""
    return partial(open_widget, ProcessMap(ref))


def test_a_click_shows_what_the_tables_say(map_page, ref):
    page = map_page()
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    for row in ref.processus.itertuples():
        part(page, row.code).click()
        shown = sheet(page).inner_text()
        assert shown.startswith(f"{row.code} {row.libelle}")
        assert row.definition in shown
        assert f"({row.passage})" in shown
        assert part(page, row.code).get_attribute("aria-pressed") == "true"
    for row in ref.liens.itertuples():
        click_line(page, f"{row.source}→{row.cible}")
        shown = sheet(page).inner_text()
        assert shown.startswith(f"{row.source} → {row.cible}")
        assert texts[row.passage] in shown
        assert page.locator('.sio-map [aria-pressed="true"]:visible').count() == 1


def test_escape_and_a_click_beside_lead_back_to_the_whole(map_page):
    page = map_page()
    for back in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.locator(".sio-map .sio-wide").first.click(position={"x": 3, "y": 3}),
    ):
        part(page, "P2").click()
        assert sheet(page).inner_text().startswith("P2")
        back()
        assert sheet(page).inner_text().startswith("Carte des processus")
        assert page.locator('.sio-map [aria-pressed="true"]').count() == 0


def test_an_entry_of_a_sheet_leads_to_its_link(map_page):
    page = map_page()
    part(page, "P3").click()
    sheet(page).get_by_role("button", name="P2 Fourniture de services").click()
    assert sheet(page).inner_text().startswith("P2 → P3")


def test_the_keyboard_alone_is_enough(map_page):
    page = map_page()
    part(page, "P1").focus()
    page.keyboard.press("Enter")
    assert sheet(page).inner_text().startswith("P1")
    for key, focused in [
        ("ArrowRight", "P2"),
        ("ArrowDown", "P4"),
        ("ArrowDown", "P5"),
        ("ArrowUp", "P4"),
        ("ArrowUp", "P2"),
        ("ArrowLeft", "P1"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.part") == focused, key
        assert sheet(page).inner_text().startswith(focused)
    outline = part(page, "P1").evaluate(
        "node => getComputedStyle(node).outlineStyle + getComputedStyle(node).outlineWidth"
    )
    assert outline == "dashed3px"
    reached = set()
    for _ in range(15):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.part"))
        page.keyboard.press("Space")
    assert "P2→P1" in reached
    assert len(reached) >= 14
    page.keyboard.press("Escape")
    assert sheet(page).inner_text().startswith("Carte des processus")


def test_everyone_can_use_it_at_every_size(map_page):
    page = map_page()
    assert sheet(page).get_attribute("aria-live") == "polite"
    for screen in each_screen(page):
        page.keyboard.press("Escape")
        assert accessibility_faults(page, ".sio-map") == [], screen
        for name in ("P1", "P4", "P3"):
            part(page, name).click()
            assert overflowing(page, ".sio-map") == [], screen
        assert accessibility_faults(page, ".sio-map") == [], screen
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert min(letters(page)) >= (9 if width == 390 else 16)


def letters(page):
    """Return the sizes of the letters that are seen in the picture."""
    return page.locator(".sio-map svg:visible text").evaluate_all(
        "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )


def test_a_teachers_label_is_text(folder, open_widget):
    nasty = "<img src=x onerror=alert(1)> & <script>alert(2)</script>"
    change_table(
        folder, "processus", lambda rows: [{**row, "libelle": nasty} if row["code"] == "P1" else row for row in rows]
    )
    page = open_widget(ProcessMap(sio_kit.load_referential(folder)))
    part(page, "P1").click()
    assert sheet(page).inner_text().startswith(f"P1 {nasty}")
    assert page.locator(".sio img, .sio script").count() == 0
