"""The ticket sort in a page without a kernel: by mouse, by finger, by keyboard, with the votes of a class."""

import pytest
from conftest import change_table, plain
from pages import (
    accessibility_faults,
    each_screen,
    overflowing,
)

import sio_kit
from sio_kit.widgets import TicketSort

SORT = ".sio-sort"


@pytest.fixture
def sort_page(ref, open_widget):
    """Return a function that opens the sort of some tickets in a page without a kernel."""

    def sort_page(*codes, **settings):
        return open_widget(TicketSort(ref, codes or None), **settings)

    return sort_page


def button(page, name):
    return page.locator(SORT).get_by_role("button", name=name, exact=True)


def head(page, code):
    return page.locator(f'{SORT} [data-process="{code}"] .sio-bin-head')


def chips(page, code):
    return page.locator(f'{SORT} [data-process="{code}"] .sio-chip-ticket').all_inner_texts()


def sheet(page):
    return plain(page.locator(f"{SORT} .sio-sheet").inner_text())


def said(page):
    return plain(page.locator(f"{SORT} .sio-rest").inner_text())


def test_a_ticket_is_put_on_its_process_then_its_caller_is_said(sort_page):
    page = sort_page("T03", "T01")
    assert said(page) == "Il reste 2 tickets à ranger."
    head(page, "P3").click()
    assert sheet(page).startswith("Qui fait appel à P3 Conception et maintenance de solutions d'infrastructure ?")
    assert "L063" not in sheet(page)
    button(page, "P2 Fourniture de services").click()
    assert "Cela se défend : P3, appelé par P2." in sheet(page)
    assert "(L063)" in sheet(page)
    assert "redimensionnement du serveur" in page.locator(f"{SORT} mark").all_inner_texts()
    assert chips(page, "P3") == ["T03"]
    assert said(page) == "Il reste 1 ticket à ranger."
    button(page, "Prochain ticket").click()
    head(page, "P5").click()
    button(page, "personne").click()
    assert "À relire : vous disiez P5, que personne n'appelle." in sheet(page)
    assert said(page).startswith("Tous les tickets sont rangés. À relire :")
    assert chips(page, "P5") == ["T01 ↺"]
    button(page, "Reprendre ce ticket").click()
    assert sheet(page).startswith("Quel processus agit ?")
    assert chips(page, "P5") == []


def test_a_right_process_with_another_caller_is_to_be_read_again(sort_page):
    page = sort_page("T19")
    head(page, "P4").click()
    button(page, "P2 Fourniture de services").click()
    assert "P4 se défend ; pour l'appelant, relisez." in sheet(page)
    assert "À relire" in said(page)


@pytest.mark.parametrize(("process", "caller"), [("P2", "personne"), ("P3", "P2 Fourniture de services")])
def test_where_two_replies_can_be_defended_both_are_shown(sort_page, process, caller):
    page = sort_page("T08")
    head(page, process).click()
    button(page, caller).click()
    shown = sheet(page)
    assert shown.startswith("T08 : plusieurs réponses se défendent")
    assert "Cela se défend" in shown
    assert "P2 Fourniture de services, que personne n'appelle*" in shown
    assert "P3 Conception et maintenance de solutions d'infrastructure, appelé par P2*" in shown
    assert "(L063)" in shown and "(L081)" in shown


def test_the_answer_can_be_shown_before_any_reply(sort_page):
    page = sort_page("T05")
    button(page, "Montrer la réponse").click()
    assert "P5 Gestion du patrimoine informatique" in sheet(page)
    assert "Voici ce que l'on peut lire" in sheet(page)
    assert "À relire" in said(page)


def test_a_class_votes_and_a_tie_is_no_answer(sort_page):
    page = sort_page("T08")
    button(page, "Avec la classe").click()
    button(page, "Garder le vote").click()
    assert "Aucune voix : comptez les mains levées." in sheet(page)
    page.get_by_label("Voix pour P2").fill("12")
    page.get_by_label("Voix pour P4").fill("12")
    button(page, "Garder le vote").click()
    assert "Égalité" in sheet(page)
    button(page, "P2 Fourniture de services").click()
    assert page.get_by_label("Voix pour P2").input_value() == "13"
    button(page, "Garder le vote").click()
    assert sheet(page).startswith("Qui fait appel à P2")
    page.get_by_label("Voix pour personne").fill("20")
    button(page, "Garder le vote").click()
    assert "Cela se défend : P2, que personne n'appelle. 13 voix sur 25 pour P2 ou P3." in sheet(page)


def drag(page, to, touch=False):
    """Drag the ticket by its grip on a process, with the mouse or a finger."""
    start = page.locator(f"{SORT} .sio-grip" if touch else f"{SORT} .sio-ticket p").bounding_box()
    end = head(page, to).bounding_box()
    points = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in (start, end)]
    if not touch:
        page.mouse.move(*points[0])
        page.mouse.down()
        page.mouse.move(*points[1], steps=8)
        page.mouse.up()
        return
    client = page.context.new_cdp_session(page)

    def send(kind, *places):
        points = [{"x": x, "y": y} for x, y in places]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", points[0])
    for part in (0.2, 0.5, 0.8, 1):
        send("touchMove", tuple(a + (b - a) * part for a, b in zip(*points, strict=True)))
    send("touchEnd")


@pytest.mark.parametrize("touch", [False, True])
def test_a_ticket_is_dragged_on_a_process(sort_page, touch):
    page = sort_page("T03", **({"width": 390, "height": 844, "has_touch": True} if touch else {}))
    drag(page, "P3", touch)
    assert chips(page, "P3") == ["T03"]
    assert sheet(page).startswith("Qui fait appel à P3")
    drag(page, "P4", touch)
    assert (chips(page, "P3"), chips(page, "P4")) == ([], ["T03"])


def test_escape_gives_a_drag_up(sort_page):
    page = sort_page("T03")
    box = page.locator(f"{SORT} .sio-ticket p").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 150, steps=5)
    assert page.locator(f"{SORT} [data-target]").count() == 1
    page.keyboard.press("Escape")
    page.mouse.up()
    assert page.locator(f"{SORT} .sio-chip-ticket").count() == 0
    assert page.locator(f"{SORT} [data-dragged]").count() == 0


def test_the_keyboard_alone_is_enough(sort_page):
    page = sort_page("T03", "T01")
    page.locator(f"{SORT} .sio-ticket").focus()
    page.keyboard.press("ArrowRight")
    assert "T01" in page.locator(f"{SORT} .sio-ticket").inner_text()
    page.keyboard.press("ArrowLeft")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert chips(page, "P3") == ["T03"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "P2 Fourniture de services"
    page.keyboard.press("Enter")
    assert "Cela se défend" in sheet(page)
    assert page.evaluate("document.activeElement.textContent") == "Prochain ticket"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Ticket T01")


def test_everyone_can_use_it_at_every_size(sort_page):
    page = sort_page()
    head(page, "P3").click()
    button(page, "personne").click()
    button(page, "Suivant").click()
    for screen in each_screen(page):
        for step in ("process", "caller", "answer", "vote"):
            if step == "caller":
                head(page, "P4").click()
            elif step == "answer":
                button(page, "P2 Fourniture de services").click()
            elif step == "vote":
                button(page, "Reprendre ce ticket").click()
                button(page, "Avec la classe").click()
            assert overflowing(page, SORT) == [], (screen, step)
            assert accessibility_faults(page, SORT) == [], (screen, step)
        button(page, "Avec la classe").click()


def test_a_teachers_hostile_ticket_stays_text(folder, open_widget):
    evil = "<img src=x onerror=alert(1)>"
    own = {"code": "M1", "auteur": evil, "texte": evil, "explication": evil}
    change_table(folder, "tickets", lambda rows: [{**rows[0], **own}])
    page = open_widget(TicketSort(sio_kit.load_referential(folder)))
    button(page, "Montrer la réponse").click()
    assert page.locator(f"{SORT} img").count() == 0
    assert evil in page.locator(f"{SORT} .sio-ticket").inner_text()
    assert evil in sheet(page)
