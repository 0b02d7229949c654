"""The teacher's page of the bank: what is chosen is drawn, and the file made in the page is the command's, to the byte."""

import json
import shlex
from itertools import cycle, product

import pytest
from conftest import plain
from nbformat.v4 import new_markdown_cell, new_notebook
from pages import accessibility_faults, each_screen
from site_course import build, write

import sio_kit
from sio_kit.command.cli import main
from sio_kit.errors import ReferentialError
from sio_kit.folders import NOTEBOOKS
from sio_kit.quiz.export import export_quiz

FILES = """async ([tables, calls]) => {
    const ask = await globalThis.sioPython();
    const given = JSON.parse(tables);
    return calls.map((settings) => {
        try {
            return ask("quiz", "files", given, settings);
        } catch (error) {
            return error.message;
        }
    });
}"""
PAGE = "enseignant/banque.html"
SEEDS = (1, 7, 42, 20_261_126)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The site of a course of one lesson, and beside it that of its students."""
    place = tmp_path_factory.mktemp("banque")
    (place / "cours" / NOTEBOOKS).mkdir(parents=True)
    write(place / "cours", "01_lecon", new_notebook(cells=[new_markdown_cell("# Une leçon")]))
    build(place / "cours", place / "site")
    build(place / "cours", place / "eleves", student=True)
    return place


@pytest.fixture
def page(folder, open_page):
    faults = []
    page = open_page(accept_downloads=True)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder / "site" / PAGE).as_uri())
    page.locator(".questions > li").first.wait_for()
    yield page
    assert faults == []


def test_students_have_no_such_page_and_a_text_without_questions_neither(folder, monkeypatch):
    assert not (folder / "eleves" / "enseignant").exists()
    assert 'href="banque.html"' in (folder / "site" / "enseignant" / "index.html").read_text(encoding="utf-8")

    def none(*_):
        raise ReferentialError("Rien.")

    monkeypatch.setattr(sio_kit, "question_bank", none)
    build(folder / "cours", folder / "sans")
    assert not (folder / "sans" / PAGE).exists()
    assert (folder / "sans" / "enseignant" / "index.html").exists()


def test_the_files_of_the_page_are_the_commands_for_every_theme_and_level(page, ref, tmp_path):
    bank = sio_kit.question_bank(ref)
    tables = bank.tables()
    forms = [each["name"] for each in tables["formats"] if each["here"]]
    draws = product((1, 2, 3), [theme for theme, _, _ in tables["themes"]])
    calls = [  # the formats and the seeds by turns; then each format with the whole bank
        {"format": form, "themes": [theme], "niveau": [level], "nombre": None, "graine": seed}
        for (level, theme), form, seed in zip(draws, cycle(forms), cycle(SEEDS), strict=False)
    ]
    whole = {"themes": [], "niveau": [], "nombre": None, "graine": 1}
    calls += [{**whole, "format": form} for form in forms]
    calls = [{**each, "variantes": 2} for each in calls]
    made = page.evaluate(FILES, [json.dumps(tables), calls])
    written = 0
    for settings, files in zip(calls, made, strict=True):
        variants = 2 if settings["format"] == "papier" else 1
        draw = {"themes": settings["themes"] or None, "niveau": settings["niveau"] or None, "seed": settings["graine"]}
        try:
            paths = export_quiz(bank, settings["format"], **draw, variants=variants, replace=True, say=lambda _: None)
        except ReferentialError as refused:
            assert plain(files) == plain(refused)
            continue
        assert dict(files) == {path.name: path.read_bytes().decode("utf-8") for path in paths}, settings
        written += 1
    assert written > 20


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_one_chooses_reads_copies_and_downloads(page, tmp_path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert page.locator(".questions > li").count() == 10
    page.get_by_label("Les deux options").check()
    page.get_by_label("2, comprendre").check()
    page.get_by_label("Graine").fill("7")
    page.get_by_label("Nombre de questions").fill("4")
    page.get_by_label("Format").select_option("moodle-xml")
    page.locator("code", has_text="--format moodle-xml --themes options --niveau 2 --nombre 4 --graine 7").wait_for()
    assert plain(page.locator("main [role=status]").nth(2).inner_text()) == "4 questions tirées."
    assert {"Les deux options, niveau 2"} == {
        words.rsplit(",", 1)[0] for words in page.locator(".about").all_inner_texts()
    }
    page.get_by_role("button", name="Copier").click()
    page.get_by_text("Copié.").wait_for()
    command = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger").click()
    assert main(shlex.split(command)[3:]) == 0
    assert download.value.suggested_filename == "quiz-moodle.xml"
    assert download.value.path().read_bytes() == (tmp_path / "quiz-moodle.xml").read_bytes()
    assert "Dans Moodle ou Éléa" in page.locator(".made").inner_text()


def test_what_the_page_cannot_do_it_says(page):
    download = page.get_by_role("button", name="Télécharger")
    page.get_by_label("Format").select_option("anki")
    page.get_by_text("Ce format ne se fait pas dans la page").wait_for()
    assert download.is_disabled()
    page.locator("code", has_text="--format anki").wait_for()
    page.get_by_label("Format").select_option("qcmcam")
    page.get_by_text("Questions qui n'ont pas leur place dans ce format").wait_for()
    assert download.is_enabled()
    page.get_by_label("Nombre de questions").fill("0")
    page.get_by_text("il faut au moins une question").wait_for()
    assert download.is_disabled()
    page.get_by_label("Nombre de questions").fill("2.5")
    page.get_by_label("Nombre de questions").fill("2")
    page.get_by_text("2 questions tirées.").wait_for()
    assert download.is_enabled()


def test_where_python_cannot_start_the_command_is_there(folder, open_page):
    page = open_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto((folder / "site" / PAGE).as_uri())
    page.get_by_text("Python n'a pas pu démarrer dans cette page").wait_for()
    assert page.get_by_role("button", name="Télécharger").is_disabled()


def test_it_is_for_everyone_at_every_size_and_from_the_keyboard(page):
    for look in each_screen(page):
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, look
        assert accessibility_faults(page, "html") == [], look
    page.get_by_label("Les cinq processus").focus()
    page.keyboard.press("Space")
    page.locator("code", has_text="--themes processus").wait_for()
