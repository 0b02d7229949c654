"""The kit in JupyterLab, in a real Chromium: French, whole, and without a request that leaves the machine."""

import json
from contextlib import suppress

import playwright.sync_api
import pytest

RUN_ALL = ("Exécution", "Exécuter toutes les cellules")


OUTPUTS = ".jp-CodeCell .jp-OutputArea-output"


def open_notebook(page, lab, name):
    """Open a notebook and wait until all its committed outputs are shown."""
    cells = json.loads((lab.course / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    count = sum(len(cell.get("outputs", [])) for cell in cells)
    page.goto(lab.page(name))
    page.wait_for_function(f"document.querySelectorAll('{OUTPUTS}').length === {count}")


def run_all(page):
    """Run every cell and wait until each has a new output; JupyterLab drops what is asked before its kernel is there."""
    outputs = page.locator(OUTPUTS)
    committed = outputs.count()
    outputs.evaluate_all("nodes => nodes.forEach(node => { node.dataset.committed = true })")
    done = f"""!document.querySelector("[data-committed]")
        && document.querySelectorAll("{OUTPUTS}").length === {committed}"""
    for _ in range(6):
        for name in RUN_ALL:
            page.get_by_role("menuitem", name=name, exact=True).click()
        with suppress(playwright.sync_api.TimeoutError):
            return page.wait_for_function(done, timeout=8_000)
    raise AssertionError("the cells do not run")


def test_the_menus_are_french_and_all_cells_run(lab, open_page):
    page = open_page()
    open_notebook(page, lab, "00_accueil.ipynb")
    menus = page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_inner_texts()
    assert menus[:5] == ["Fichier", "Édition", "Affichage", "Exécution", "Noyau"]
    assert page.get_by_text("Jupyter news").count() == 0
    run_all(page)
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator(".sio-table").count() == page.locator(".jp-CodeCell").count() - 1


@pytest.mark.parametrize("width", [390, 1280])
def test_tables_never_scroll_sideways(ref, open_page, width):
    import sio_kit

    page = open_page(width=width)
    tables = [sio_kit.show_table(ref, name)._repr_html_() for name in ref.tables]
    page.set_content("<!doctype html><body>" + "".join(tables))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    narrow = page.locator("td").first.evaluate("cell => getComputedStyle(cell).display")
    assert narrow == ("block" if width == 390 else "table-cell")
