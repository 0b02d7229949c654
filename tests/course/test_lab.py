"""The kit in JupyterLab, in a real Chromium: French, whole, and without a request that leaves the machine."""

import json

import pytest
from pages import errors, open_notebook, run_all

import sio_kit
from sio_kit.folders import NOTEBOOKS as FOLDER
from sio_kit.folders import kit_folder


def test_the_menus_are_french_and_all_cells_run(lab, open_page):
    """Tell what nbval, which runs every notebook, does not: that JupyterLab shows one as it is saved, then runs it."""
    page, asked = open_page(), []
    page.on("request", lambda request: asked.append(request.url))
    open_notebook(page, lab, "03_mon_service.ipynb")
    menus = page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()
    assert menus[:5] == ["Fichier", "Édition", "Affichage", "Exécution", "Noyau"]
    assert page.get_by_text("Jupyter news").count() == 0
    run_all(page)
    assert errors(page) == 0
    assert [url for url in asked if "/api/build" in url] == []  # a question for who builds JupyterLab, in English


def test_a_notebook_that_is_only_opened_and_saved_is_the_committed_one(lab, open_page):
    page = open_page()
    open_notebook(page, lab, "06_contexte.ipynb")
    path = lab.course / "notebooks" / "06_contexte.ipynb"
    before = path.stat().st_mtime_ns
    page.locator("#jp-main-statusbar").get_by_text("| Inactif").wait_for()
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.keyboard.press("Control+s")
    for _ in range(100):
        if path.stat().st_mtime_ns != before:
            break
        page.wait_for_timeout(100)
    saved = json.loads(path.read_text(encoding="utf-8"))
    committed = json.loads((kit_folder(FOLDER) / path.name).read_text(encoding="utf-8"))
    assert saved["metadata"]["language_info"].pop("version")  # another on each machine
    assert saved == committed


@pytest.mark.parametrize("width", [390, 1280])
def test_tables_never_scroll_sideways(ref, open_page, width):
    page = open_page(width=width)
    tables = [sio_kit.show_table(ref, name)._repr_html_() for name in ref.tables]
    page.set_content("<!doctype html><body>" + "".join(tables))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    narrow = page.locator("td").first.evaluate("cell => getComputedStyle(cell).display")
    assert narrow == ("block" if width == 390 else "table-cell")
