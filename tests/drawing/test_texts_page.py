"""Texts side by side on a page: readable by everyone, on a projector, a phone and paper."""

import pytest
from conftest import change_table
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pages import accessibility_faults, each_screen, overflowing

import sio_kit
from sio_kit.course.document.html import document_html

LONG = ["un texte très long, " * 12, "a" * 90, "<img src=x onerror=alert(1)>"]
FIGURES = [sio_kit.figures.option_comparison, sio_kit.figures.context_map, sio_kit.figures.records]
SIZES = "nodes => nodes.map((node) => parseFloat(getComputedStyle(node).fontSize))"
PLACES = """nodes => nodes.map((node) => {
    const { x, y } = node.getBoundingClientRect();
    return [Math.round(x), Math.round(y)];
})"""


def page_of(shown):
    """Return a document with one output."""
    output = new_output("execute_result", data={"text/html": shown._repr_html_(), "text/plain": repr(shown)})
    return document_html(new_notebook(cells=[new_code_cell("x", outputs=[output])]), "Essai", "Édition")


@pytest.fixture
def show(open_page):
    """Return a function that shows texts on a page."""

    def show(shown, **settings):
        page = open_page(**settings)
        page.set_content(page_of(shown))
        return page

    return show


def long_tables(folder):
    """Give every figure texts that are too long for it, and one that would be a script."""
    own = [("interventions", "texte"), ("cadres", "libelle"), ("environnements", "libelle"), ("courriels", "texte")]
    for table, column in own:

        def add(rows, column=column):
            more = [{**rows[0], column: text} for text in LONG]
            for number, row in enumerate(more, start=20):
                row.update({key: str(number) for key in ("ordre", "code") if key in row})
            return [*rows, *more]

        change_table(folder, table, add)
    return sio_kit.load_referential(folder)


@pytest.mark.parametrize("figure", FIGURES)
def test_everyone_can_read_it_at_every_size(show, ref, folder, figure):
    for tables in (ref, long_tables(folder)):
        page = show(figure(tables))
        assert page.locator("img").count() == 0
        for width in (1280, 700, 390):
            page.set_viewport_size({"width": width, "height": 720})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert overflowing(page, ".sio-texts") == []
            assert min(page.locator(".sio-texts :is(h3, h4, li, p)").evaluate_all(SIZES)) >= 16
    for screen in each_screen(page):  # the long texts stand beside those of the kit
        assert accessibility_faults(page, "main") == [], screen


def places(page, selector):
    return page.locator(selector).evaluate_all(PLACES)


def test_on_a_projector_the_options_stand_face_to_face(show, ref):
    page = show(sio_kit.figures.option_comparison(ref, kinds=["intervention"]))
    (first, *_), (middle, *_), (second, *_) = (
        places(page, f".sio-band > .sio-{each}") for each in ("first", "middle", "second")
    )
    assert first[0] < middle[0] < second[0]
    assert first[1] == middle[1] == second[1]
    for pair in page.locator(".sio-pair").all():
        (left, right) = places(pair, "li")
        assert left == [first[0], right[1]]
        assert right[0] == second[0]
    assert page.locator(".sio-pair h4").all_inner_texts() == ["≈ proches", "≈ proches"]


def test_on_a_phone_each_text_says_whose_it_is(show, ref):
    page = show(sio_kit.figures.option_comparison(ref), width=390)
    marks = page.locator(".sio-texts li:not(.sio-pair *)").evaluate_all(
        """nodes => nodes.map((node) => [
            node.parentElement.previousElementSibling.textContent,
            getComputedStyle(node, "::before").content,
        ])"""
    )
    assert {tuple(each) for each in marks} == {("Seulement A", '"A"'), ("Commun", '"A = B"'), ("Seulement B", '"B"')}
    assert len({x for x, _ in places(page, ".sio-group")}) == 1


def test_the_map_has_its_centre_in_the_middle_and_first_on_a_phone(show, ref):
    page = show(sio_kit.figures.context_map(ref))
    middle = page.locator("h3 span").bounding_box()
    boxes = {place: page.locator(f".sio-{place}").bounding_box() for place in ("above", "left", "right", "below")}
    assert boxes["above"]["y"] + boxes["above"]["height"] <= middle["y"]
    assert boxes["left"]["x"] + boxes["left"]["width"] <= middle["x"]
    assert middle["x"] + middle["width"] <= boxes["right"]["x"]
    assert middle["y"] + middle["height"] <= boxes["below"]["y"]
    page = show(sio_kit.figures.context_map(ref), width=390)
    heights = [y for _, y in places(page, "h3, h4")]
    assert heights == sorted(heights)
    assert len({x for x, _ in places(page, ".sio-group")}) == 1
