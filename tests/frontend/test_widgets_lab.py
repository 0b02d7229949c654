"""The widgets in the real JupyterLab, in one notebook: Python and page hear each other; without a kernel they live on."""

from dataclasses import dataclass

import pytest
from conftest import plain
from pages import (
    accessibility_faults,
    each_look,
    errors,
    open_notebook,
    overflowing,
    run_all,
    stop_kernel,
    write_notebook,
)


@dataclass(frozen=True)
class Widget:
    """A widget: where it stands, what Python sets and the page then shows, what a student does and Python then hears.

    `alone` is done where the kernel was stopped.
    """

    frame: str
    python: dict
    shown: str
    act: callable
    heard: str
    alone: callable
    then: str


def click(selector):
    return lambda frame: frame.locator(selector).first.click()


def press(name):
    return lambda frame: frame.get_by_role("button", name=name, exact=True).first.click()


def search(words):
    return lambda frame: frame.get_by_role("searchbox").fill(words)


def underline(words):
    return lambda frame: [frame.locator(".sio-phrase", has_text=words).click(), press("Rien dans le texte")(frame)]


WIDGETS = {
    "ProcessMap": Widget(
        ".sio-map",
        python={"selected": "P4"},
        shown="P4 Conception et maintenance",
        act=click('[data-part="P1"]:visible'),
        heard="'P1'",
        alone=click('[data-part="P5"]:visible'),
        then="P5 Gestion du patrimoine informatique",
    ),
    "ServicePlayer": Widget(
        ".sio-player",
        python={"step": 2},
        shown="Étape 2 sur 16",
        act=press("Suivante"),
        heard="3",
        alone=press("Suivante"),
        then="Étape 4 sur 16",
    ),
    "OptionExplorer": Widget(
        ".sio-options",
        python={"selected": "P3"},
        shown="P3",
        act=search("<img>"),
        heard="'<img>'",
        alone=search("documentation"),
        then="1 ligne",
    ),
    "Reader": Widget(
        ".sio-reader",
        python={"selected": "L145"},
        shown="Citer",
        act=search("messagerie"),
        heard="'messagerie'",
        alone=search("anglaise"),
        then="1 passage",
    ),
    "TicketSort": Widget(
        ".sio-sort",
        python={"selected": "T07"},
        shown="Sofia installe le serveur qui les recevra.",
        act=click('[data-process="P3"] .sio-bin-head'),
        heard="'T07': {",
        alone=press("P1 Production de services"),
        then="P3, appelé par P1",
    ),
    "AdvertReader": Widget(
        ".sio-advert",
        python={"links": {"mairie-technicien": {"0": "rien"}}},
        shown="1 phrase reliée",
        act=underline("dépannez les agents"),
        heard="'rien'",
        alone=press("Comparer"),
        then="La lecture du kit",
    ),
    "OralCards": Widget(
        ".sio-oral",
        python={"card": "appelant"},
        shown="Qui vous a appelé",
        act=lambda frame: frame.get_by_role("combobox", name="Situation").fill("Le Wi-Fi"),
        heard="'Le Wi-Fi'",
        alone=press("Ce que l'on attend"),
        then="On attend* :",
    ),
}
each_widget = pytest.mark.parametrize("name", WIDGETS)
LOAD = """import ipywidgets, sio_kit
ref, heard = sio_kit.load_referential(), ipywidgets.Textarea()
def listen(widget):
    own = {name for name in widget.trait_names(sync=True) if name[0] != "_"} - {*ipywidgets.DOMWidget.class_trait_names()}
    widget.observe(lambda change: setattr(heard, "value", repr(change["new"])), [*own])
    return widget"""


@pytest.fixture(scope="module")
def page(lab, pages):
    """A notebook with the widgets, run; its last cell, in which Python speaks, was run once more since."""
    widgets = [f"{name} = listen(sio_kit.widgets.{name}(ref))\n{name}" for name in WIDGETS]
    said = [f"{name}.{trait} = {value!r}" for name, each in WIDGETS.items() for trait, value in each.python.items()]
    write_notebook(lab, "widgets.ipynb", LOAD, *widgets, "heard", "\n".join([*said, "'dit'"]))
    page = pages()
    open_notebook(page, lab, "widgets.ipynb")
    run_all(page, shown=len(WIDGETS) + 2)
    return page


@each_widget
def test_the_page_shows_what_python_sets(page, name):
    page.locator(WIDGETS[name].frame).get_by_text(WIDGETS[name].shown).first.wait_for()


@each_widget
def test_python_hears_what_one_does(page, name):
    WIDGETS[name].act(page.locator(WIDGETS[name].frame))
    page.wait_for_function(
        "told => document.querySelector('.widget-textarea textarea').value.includes(told)", arg=WIDGETS[name].heard
    )
    assert page.locator(".sio img").count() == 0
    assert errors(page) == 0


def test_they_are_read_in_the_dark_at_every_size(page):
    for look in each_look(page, ".sio-map"):
        assert {name: found for name, each in WIDGETS.items() if (found := overflowing(page, each.frame))} == {}, look
        assert accessibility_faults(page, ".sio") == [], look


def test_without_a_kernel_all_go_on(page):
    stop_kernel(page)
    for each in WIDGETS.values():
        frame = page.locator(each.frame)
        each.alone(frame)
        assert each.then in plain(frame.inner_text())
    assert errors(page) == 0
