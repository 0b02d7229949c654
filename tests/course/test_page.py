"""`sio-kit page`: each lesson as a page without its code, in the real browser, at a phone's width."""

import json
import socket

import nbformat
import pytest
from conftest import plain, serve
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pages import accessibility_faults, overflowing

from sio_kit.command.cli import main
from sio_kit.course.lessons import lessons
from sio_kit.folders import NOTEBOOKS, kit_folder

LESSONS = lessons(kit_folder(NOTEBOOKS))
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The command running on a course that has a teacher's own notebook, one cell of which fails."""
    cells = [
        new_markdown_cell("# Mon cours"),
        new_markdown_cell("à dire à voix basse", metadata={"slideshow": {"slide_type": "notes"}}),
        new_code_cell("secret = 1 / 0"),
        new_code_cell("print('la suite')", metadata={"tags": ["code"]}),
    ]
    with serve(tmp_path_factory.mktemp("home"), "page") as running:
        nbformat.write(new_notebook(cells=cells), running.course / NOTEBOOKS / "10_mon_cours.ipynb")
        yield running
    assert running.stopped == ("La page est fermée.", 0)


@pytest.fixture
def open_lesson_page(served, open_page):
    """Return a function that opens a notebook, run, as a page, and waits until it is whole."""
    faults = []

    def open_lesson_page(name, **settings):
        page = open_page(**settings)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(served.address.replace("01_processus.ipynb", f"{name}.ipynb"))
        page.locator("#rendered_cells").wait_for()
        return page

    yield open_lesson_page
    assert faults == []


def widgets(lesson):
    """Return how many widgets a lesson shows."""
    cells = json.loads(lesson.path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return sum("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in outputs)


def assert_everyone_can_read(page, lesson):  # what lessons say is looked at in their documents
    page.wait_for_function(f"document.querySelectorAll('main .sio').length >= {widgets(lesson)}")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator(".jp-InputArea-editor:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert accessibility_faults(page, "main") == []


def test_widgets_and_forms_are_alive_and_links_lead_on(open_lesson_page):
    known = {lesson.name: lesson for lesson in LESSONS}
    page = open_lesson_page("03_mon_service", **PHONE, color_scheme="dark")
    assert_everyone_can_read(page, known["03_mon_service"])
    page.get_by_role("button", name="Ajouter une étape de P3").first.click()
    page.keyboard.type("installer une borne")
    page.locator(".sio-judged").get_by_text("P3 agit quand").wait_for()
    assert overflowing(page, ".sio-workshop") == []
    page.reload()  # a new kernel, which knows nothing
    page.get_by_text("Votre travail est revenu").wait_for()
    assert page.locator(".sio-card textarea").input_value() == "installer une borne"
    page.get_by_role("link", name="02 La messagerie").last.click()
    page.locator(".sio-player").get_by_role("button", name="Suivante").click()
    assert plain(page.locator(".sio-player .sio-sheet h3").inner_text()) == "Étape 2 sur 16"
    page.goto(page.url.split("/voila/")[0])
    assert page.get_by_role("link").all_inner_texts() == sorted([*known, "10_mon_cours"])


def test_a_cell_that_fails_says_so_and_notes_stay_the_teachers(open_lesson_page, ref):
    page = open_lesson_page("10_mon_cours")
    page.get_by_text("la suite", exact=True).wait_for()
    shown = plain(page.locator("main").inner_text())
    assert "La cellule 3 ne s'exécute pas : division by zero" in shown
    foot = plain(page.locator("main .sio-edition").inner_text())
    assert foot == f"{plain(ref.edition)}. {plain(ref.edition.sentence)}"
    assert accessibility_faults(page, "main") == []
    assert "voix basse" not in page.content()
    assert "secret" not in shown
    assert page.locator("pre.sio-code").all_inner_texts() == ["print('la suite')"]


def test_without_its_token_nothing_is_shown(served, open_page):
    page = open_page()
    page.goto(served.address.split("?")[0])
    assert page.locator("#rendered_cells").count() == 0


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err)


def test_bad_input_is_said_in_french(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["page", "01", "--port", str(port), "--sans-navigateur"]) == 1
    assert f"Le port {port} est déjà pris" in said(capsys)
    assert main(["page", "procesus"]) == 1
    assert "« procesus » n'est le nom d'aucun notebook. Choisissez parmi : 01_processus" in said(capsys)
    assert main(["page"]) == 0
    assert "01_processus       Les cinq processus" in said(capsys)
