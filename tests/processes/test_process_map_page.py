"""The process map in the real JupyterLab: by mouse, by keyboard, by touch, without a kernel, for everyone."""

from functools import partial

import pytest
from pages import (
    accessibility_faults,
    choose_menu,
    errors,
    open_notebook,
    overflowing,
    run_all,
    write_notebook,
)

NOTEBOOK = "01_processus.ipynb"
SCHEMES = ["light", "dark"]


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
def map_page(open_lesson):
    """Return a function that opens the lesson, not run, at its map."""
    return partial(open_lesson, NOTEBOOK, ".sio-map")


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


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everyone_can_use_it(map_page, scheme):
    page = map_page(scheme)
    assert accessibility_faults(page, ".sio-map") == []
    part(page, "P4").click()
    assert accessibility_faults(page, ".sio-map") == []
    assert sheet(page).get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("width", "height", "least"), [(1280, 720, 16), (390, 844, 9)])
def test_nothing_overflows_and_letters_are_large_enough(map_page, scheme, width, height, least):
    page = map_page(scheme, width=width, height=height)
    for name in ("P1", "P3"):
        part(page, name).click()
        assert overflowing(page, ".sio-map") == []
    sizes = page.locator(".sio-map svg:visible text").evaluate_all(
        """texts => texts.map(text => [
            text.textContent, parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a])"""
    )
    assert min(size for _, size in sizes) >= least
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_stopped_kernel_changes_nothing(map_page):
    page = map_page()
    run_all(page)
    choose_menu(page, "Noyau", "Arrêter le noyau")
    page.wait_for_timeout(1500)
    part(page, "P5").click()
    assert sheet(page).inner_text().startswith("P5 Gestion du patrimoine informatique")
    click_line(page, "P1→P3")
    assert sheet(page).inner_text().startswith("P1 → P3")


def test_python_and_page_tell_each_other_what_is_chosen(lab, open_page):
    write_notebook(
        lab,
        "deux_cartes.ipynb",
        "import sio_kit\nref = sio_kit.load_referential()\nun = sio_kit.widgets.ProcessMap(ref)\nun",
        "deux = sio_kit.widgets.ProcessMap(ref)\ndeux.selected = 'P4'\ndeux",
        "un.observe(lambda change: setattr(deux, 'selected', change['new']), 'selected')\n'prêt'",
    )
    page = open_page()
    open_notebook(page, lab, "deux_cartes.ipynb")
    run_all(page, shown=3)
    first, second = page.locator(".sio-sheet").nth(0), page.locator(".sio-sheet").nth(1)
    second.get_by_role("heading", name="P4").wait_for()
    assert first.inner_text().startswith("Carte des processus")
    page.locator(".sio-map").nth(0).locator('[data-part="P1"]:visible').click()
    second.get_by_role("heading", name="P1").first.wait_for()
    page.locator(".sio-map").nth(1).locator('[data-part="P5"]:visible').click()
    assert second.inner_text().startswith("P5")
    assert first.inner_text().startswith("P1")
    assert errors(page) == 0


def test_a_teachers_label_is_text(lab, open_page):
    nasty = "<img src=x onerror=alert(1)> & <script>alert(2)</script>"
    write_notebook(
        lab,
        "etiquettes.ipynb",
        "import sio_kit, shutil, pathlib, tempfile\n"
        "data = pathlib.Path(shutil.copytree('../data', pathlib.Path(tempfile.mkdtemp()) / 'data'))\n"
        "csv = data / 'processus.csv'\n"
        f"text = csv.read_text(encoding='utf-8').replace('Production de services', {nasty!r})\n"
        "_ = csv.write_text(text, encoding='utf-8')",
        "sio_kit.widgets.ProcessMap(sio_kit.load_referential(data))",
    )
    page = open_page()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    open_notebook(page, lab, "etiquettes.ipynb")
    run_all(page, shown=1)
    part(page, "P1").click()
    assert sheet(page).inner_text().startswith(f"P1 {nasty}")
    assert page.locator(".sio img, .sio script").count() == 0
    assert dialogs == []
