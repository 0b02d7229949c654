"""`sio-kit presenter`: each lesson as slides on a projector, walked with the keys, nothing of them cut."""

import re
from functools import partial
from itertools import pairwise

import nbformat
import pytest
from columns import standing
from conftest import plain, serve, serve_saved
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sio_kit.command.cli import main
from sio_kit.course.document.html import STATE, WIDGET
from sio_kit.course.lessons import is_note, lessons, read_notebook
from sio_kit.folders import NOTEBOOKS, kit_folder
from sio_kit.options.columns import option_comparison

LESSONS = lessons(kit_folder(NOTEBOOKS))
TAUGHT = [lesson for lesson in LESSONS if lesson.name[0].isdecimal()]
BEGINS = "0" * 30  # the name of a saved widget
SLIDES = "#deck .slides > section"
SHOWN = f"{SLIDES}.present"
# What stands out of the slide shown; a widget may scroll in its own frame, whose size alone counts.
CUT = """slide => {
    for (const answer of slide.querySelectorAll("details")) answer.open = true;
    const { left, right, top, bottom } = slide.getBoundingClientRect();
    const foot = bottom - (bottom - top) * 50 / 720;
    const found = [...slide.querySelectorAll(".sio-content *")].filter((node) => {
        const box = node.getBoundingClientRect();
        const inWidget = node.parentElement.closest("[data-widget]");
        const ownText = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
        const isSeen = ownText || node.matches("img, tr, [data-widget]");
        return isSeen && !inWidget && box.width > 1 && (box.bottom > foot || box.left < left || box.right > right + 1);
    });
    for (const answer of slide.querySelectorAll("details")) answer.open = false;
    return found.map((node) => `${node.tagName} ${node.textContent.slice(0, 60)}`);
}"""
SIZES = """slide => [...slide.querySelectorAll("p, li")]
    .filter((node) => !node.closest(".sio-table, .sio-texts, [data-widget], table") && node.getBoundingClientRect().width)
    .map((node) => parseFloat(getComputedStyle(node).fontSize) * node.currentCSSZoom)"""


def teacher_notebook():
    """A notebook whose author never heard of slide types, and whose cells are far too long for one."""
    cells = [
        new_markdown_cell("# Mon cours\n\n" + "\n\n".join(f"Paragraphe {n}. " + "Des mots. " * 20 for n in range(12))),
        new_markdown_cell("à dire à voix basse", metadata={"slideshow": {"slide_type": "notes"}}),
        new_markdown_cell("## Une longue liste\n\n" + "\n".join(f"{n}. élément" for n in range(1, 60))),
        new_markdown_cell("## Un paragraphe sans fin\n\n" + "Des mots. " * 400),
        new_code_cell("secret = 1 / 0"),
        new_markdown_cell("## Une longue table"),
        new_code_cell(
            "import sio_kit\nref = sio_kit.load_referential()\nsio_kit.show_table(ref, 'passages', columns=['texte'])"
        ),
        new_markdown_cell("## Les options"),
        new_code_cell("sio_kit.show_figure(sio_kit.figures.option_comparison, ref)"),
        new_code_cell("montre = 2", metadata={"tags": ["code"]}),
        new_markdown_cell("La fin."),
    ]
    return new_notebook(cells=cells)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("home"), "presenter") as running:
        nbformat.write(teacher_notebook(), running.course / NOTEBOOKS / "10_mon_cours.ipynb")
        yield running
    assert running.stopped == ("La présentation est fermée.", 0)


@pytest.fixture(scope="module")
def served_saved(tmp_path_factory):
    """The command running on the course, whose notebooks are shown as they are saved."""
    with serve_saved(tmp_path_factory.mktemp("home"), "presenter") as running:
        yield running


def open_deck(open_page, running, name, **settings):
    """Open a notebook as slides, and wait until they can be moved."""
    page = open_page(**settings)
    page.goto(running.address.replace("01_processus.ipynb", f"{name}.ipynb"))
    page.locator("body[data-ready]").wait_for()
    return page


@pytest.fixture
def open_slides(served, open_page):
    """Return a function that opens a notebook, run, as slides."""
    return partial(open_deck, open_page, served)


@pytest.fixture
def open_saved_slides(served_saved, open_page):
    """Return a function that opens a notebook, as it is saved, as slides."""
    return partial(open_deck, open_page, served_saved)


def number(page):
    return int(page.locator(".slide-number-a").inner_text())


def walk(page, key, count):
    """Press a key until each of the slides was shown; return what is cut on each, by its number."""
    cut = {}
    for step in range(count):
        if step:
            page.keyboard.press(key)
        slide = page.locator(SHOWN)
        found = slide.evaluate(CUT)
        cut |= {number(page): found} if found else {}
    return cut


def whole_course():
    """All the lessons in one notebook, their outputs as they are saved: to open each takes much longer than to walk it."""
    whole = new_notebook(metadata={"widgets": {STATE: {"state": {}}}})
    for number, lesson in enumerate(TAUGHT, start=1):
        text = lesson.path.read_text(encoding="utf-8").replace(BEGINS, f"{number:02}{BEGINS[2:]}")
        notebook = nbformat.reads(text, as_version=4)
        for cell in notebook.cells:
            cell.id = f"{number}-{cell.id}"
        whole.cells += notebook.cells
        whole.metadata.widgets[STATE].state |= notebook.metadata.widgets[STATE].state
    return whole


@pytest.fixture(scope="module")
def deck(served_saved, pages):
    """The whole course as one deck, whose page the tests share."""
    whole = whole_course()
    nbformat.write(whole, served_saved.course / NOTEBOOKS / "cours.ipynb")
    deck = open_deck(pages, served_saved, "cours")
    views = [output for cell in whole.cells for output in cell.get("outputs", []) if WIDGET in output.get("data", {})]
    assert deck.locator("#deck .sio").count() >= len(views) > 20
    return deck


@pytest.fixture
def course(deck):
    """That deck, at its beginning."""
    deck.keyboard.press("Home")
    return deck


def test_nothing_is_cut_on_any_slide(course):
    count = course.locator(SLIDES).count()
    titled = "slides => slides.flatMap((slide, place) => slide.querySelector('h1') ? [place] : [])"
    begins = course.locator(SLIDES).evaluate_all(titled)
    lengths = [after - before for before, after in pairwise([*begins, count])]
    for lesson, length in zip(TAUGHT, lengths, strict=True):
        most = 25 if lesson.name < "10" else 30  # where code is shown
        assert 9 <= length <= most, lesson.name
    assert walk(course, "ArrowRight", count) == {}
    assert number(course) == count
    assert min(course.locator(SLIDES).evaluate_all(f"slides => slides.flatMap({SIZES})")) >= 24
    assert "¶" not in course.locator("#deck").inner_text()


@pytest.mark.parametrize("lesson", TAUGHT, ids=[lesson.name for lesson in TAUGHT])
def test_each_lesson_has_notes_for_its_teacher(lesson):
    notes = [cell.source for cell in read_notebook(lesson.path).cells if is_note(cell)]
    assert len(notes) >= 3
    opening, whole = ["But", "Durée"], ["But", "Durée", "À demander", "Réponses attendues", "Malentendu"]
    for note in notes:
        labels = re.findall(r"^- \*\*(.+?)\*\*", note, flags=re.MULTILINE)
        assert labels in (whole, [*opening, "Pour tenir en 55 minutes"])
        assert "Ajouté par le kit." in note


@pytest.fixture(scope="module")
def own_deck(served, pages):
    """The deck of a notebook that is not the kit's, run, whose page the tests share."""
    return open_deck(pages, served, "10_mon_cours")


def test_a_notebook_without_slide_types_is_presented_too(own_deck):
    page = own_deck
    count = page.locator(SLIDES).count()
    assert walk(page, "ArrowRight", count) == {}
    shown = plain("\n".join(page.locator(SLIDES).all_text_contents()))
    assert [n for n in range(12) if shown.count(f"Paragraphe {n}.") != 1] == []
    assert page.locator(f"{SLIDES} ol > li").count() == 59
    first = page.locator(f"{SLIDES} ol").nth(1).evaluate("list => list.start")
    assert first == 1 + page.locator(f"{SLIDES} ol").nth(0).locator("li").count()
    assert "La cellule 5 ne s'exécute pas : division by zero" in shown
    assert "montre = 2" in shown
    assert "secret" not in shown
    assert "La fin." in shown
    assert "L278" in shown
    assert "voix basse" not in shown
    assert page.locator(f"{SLIDES} thead").count() > 1


def test_texts_side_by_side_go_to_the_next_slide_together(own_deck, ref):
    page = own_deck
    texts = [text for *_, text in standing(option_comparison(ref))]
    assert page.locator(f"{SLIDES} .sio-texts li").all_text_contents() == texts
    for row in page.locator(f"{SLIDES} .sio-band:has(> .sio-first)").all():
        assert row.locator("> :is(h3, .sio-second)").count() == 2
    assert (
        plain(page.locator(f"{SLIDES}:has(.sio-texts)").last.locator(".sio-again").inner_text())
        == "Les options (suite)"
    )


def test_keys_move_the_slides_unless_a_control_has_the_focus(course, ref):
    page = course
    last = page.locator(SLIDES).count()
    for key, slide in (("PageDown", 2), (" ", 3), ("ArrowLeft", 2), ("PageUp", 1), ("End", last), ("Home", 1)):
        page.keyboard.press(key)
        assert number(page) == slide
    assert page.locator("#sio-edition").inner_text() == str(ref.edition)
    go_to(page, ".sio-map")
    place = number(page)
    page.locator(f"{SHOWN} .sio-map [data-part='P4']:visible").click()
    assert "Conception et maintenance de solutions applicatives" in page.locator(f"{SHOWN} .sio-sheet h3").inner_text()
    for key in ("PageDown", "ArrowRight", " "):
        page.keyboard.press(key)
        assert number(page) == place
    assert "Échap" in page.locator("#sio-told").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    assert number(page) == place + 1


def test_the_screen_goes_black_and_the_theme_changes(open_saved_slides):
    page = open_saved_slides("02_messagerie", color_scheme="dark")
    background = "document.defaultView.getComputedStyle(document.getElementById('deck')).backgroundColor"
    assert page.evaluate(background) == "rgb(17, 17, 17)"
    page.keyboard.press("t")
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    for key in ("b", "."):
        page.keyboard.press(key)
        page.locator(".pause-overlay").wait_for()
        assert page.locator(".pause-overlay").inner_text() == "Reprendre"
        page.keyboard.press(key)
        page.locator(".pause-overlay").wait_for(state="hidden")
    page.keyboard.press("h")
    assert "écran noir" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("ArrowRight")
    assert number(page) == 1
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert number(page) == 2
    names = page.locator(".controls button").evaluate_all("nodes => nodes.map(node => node.ariaLabel)")
    assert names[:2] == ["Diapositive précédente", "Diapositive suivante"]


def test_the_teachers_notes_are_in_a_second_window(open_saved_slides):
    page = open_saved_slides("02_messagerie")
    page.keyboard.press("ArrowRight")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value
    read = lambda: plain(notes.locator("body").inner_text())  # noqa: E731
    assert "Diapositive 2 sur" in read()
    assert "1. Une histoire en trois passages" in read()
    assert "Malentendu : placer la frontière à l'installation" in read()
    notes.keyboard.press("PageDown")
    assert number(page) == 3
    assert "Diapositive 3 sur" in read()
    notes.keyboard.press("b")
    page.locator(".pause-overlay").wait_for()
    assert "Malentendu" not in page.locator("#deck").inner_text()
    page.evaluate("window.open = () => null")
    notes.close()
    page.keyboard.press("b")
    page.keyboard.press("s")
    assert "bloqué la fenêtre des notes" in page.locator("#sio-told").inner_text()


def go_to(page, widget):
    """Show the slide of a widget."""
    index = (
        page.locator(SLIDES)
        .filter(has=page.locator(widget))
        .first.evaluate("slide => [...slide.parentElement.children].indexOf(slide)")
    )
    # reveal.js writes the address up to a second late: over ours, if it were still to write it.
    page.wait_for_function("hash => location.hash === hash", arg=f"#/{number(page) - 1}" if number(page) > 1 else "")
    page.goto(f"{page.url.split('#')[0]}#/{index}")
    page.locator(f"{SHOWN} {widget}").first.wait_for()


def test_each_kind_of_widget_is_used_on_its_slide(course):
    course.set_viewport_size({"width": 1920, "height": 1080})
    go_to(course, ".sio-player")
    assert walk(course, "PageUp", 20) == {}
    go_to(course, ".sio-player")
    course.locator(f"{SHOWN} .sio-player").get_by_role("button", name="Suivante").click()
    assert plain(course.locator(f"{SHOWN} .sio-player .sio-sheet h3").inner_text()) == "Étape 2 sur 16"
    go_to(course, ".sio-quiz")
    course.locator(f"{SHOWN} .sio-answers input").first.check()
    course.locator(SHOWN).get_by_role("button", name="Valider").click()
    assert course.locator(f"{SHOWN} .sio-quiz .sio-sheet h3").inner_text() in ("Juste.", "Faux.")
    go_to(course, ".sio-reader")
    course.locator(f"{SHOWN} .sio-query").fill("anglaise")
    course.locator(f"{SHOWN} .sio-query").press("PageDown")
    assert "1" in course.locator(f"{SHOWN} [role=status]").first.inner_text()
    assert course.locator(f"{SHOWN} .sio-query").input_value() == "anglaise"


def test_a_form_is_judged_on_its_slide(open_slides):
    page = open_slides("03_mon_service")
    go_to(page, ".sio-workshop")
    page.get_by_role("button", name="Ajouter une étape de P1 Production de services (production)").click()
    page.keyboard.type("recueillir les besoins")
    page.locator(".sio-judged").get_by_text("Rien à revoir.").wait_for()


def test_bad_input_is_said_in_french(capsys, tmp_path):
    damaged = tmp_path / "abime.ipynb"
    damaged.write_text("{", encoding="utf-8")
    assert main(["presenter", str(damaged), "--sans-navigateur"]) == 1
    assert "n'est pas un notebook" in plain(capsys.readouterr().err)
    assert main(["presenter", "messagrie"]) == 1
    assert "Choisissez parmi : 02_messagerie" in plain(capsys.readouterr().err)
    assert main(["presenter"]) == 0
    assert "02_messagerie" in plain(capsys.readouterr().out)
