"""What any picture does with somebody's words: letters that no font has, texts without end, pictures without end."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from conftest import plain
from drawings import unreadable
from PIL import Image

import sio_kit
from sio_kit.drawing.measure import LONGEST, drawable, width, wrap
from sio_kit.drawing.picture import LARGEST, to_png, to_svg
from sio_kit.figures import choice_balance, service_timeline


@pytest.fixture(scope="module")
def told(ref):
    """Return a function that gives a service whose only step says these words."""
    return lambda words: replace(sio_kit.Service.blank(ref, "Essai"), steps=(sio_kit.Step("P1", action=words),))


def svg_texts(ax):
    return [text.text for text in ElementTree.fromstring(to_svg(ax)).iter("{http://www.w3.org/2000/svg}text")]


def test_lines_are_no_wider_than_their_room():
    text = "une phrase, puis un mot anticonstitutionnellement long et f\N{NO-BREAK SPACE}: fin"
    for room in (30, 80, 200):
        lines = wrap(text, room, 10)
        assert max(width(line, 10) for line in lines) <= room
        assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")
    assert wrap("", 50, 10) == [""]
    assert wrap("mot", 1, 10) == ["m-", "o-", "t"]


@pytest.mark.parametrize("words", ["a" * 200_000, "mot " * 50_000], ids=["a word", "a text"])
def test_a_text_without_end_is_cut_in_the_picture_and_whole_in_its_alternative(told, words):
    ax = service_timeline(told(words))
    drawn = [text.get_text() for text in ax.texts]
    assert sum(map(len, drawn)) < LONGEST + 300
    assert any(line.endswith("…") for line in drawn)
    assert unreadable(ax) == []
    assert f"{words}*" in plain(ax.get_label())


def test_letters_that_the_font_lacks_stand_in_the_svg_and_nothing_is_said_of_them(told):
    words = "équipe 👩‍💻 et 网络"
    assert f"{words}*" in svg_texts(service_timeline(told(words)))
    assert sio_kit.show_figure(service_timeline, told(words)).png.startswith(b"\x89PNG")


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\ud83d", "\uffff", "\r\n\t"])
def test_what_no_page_can_hold_is_not_drawn(ref, told, hidden):
    assert "une panne*" in svg_texts(service_timeline(told(f"une{hidden}panne")))
    choice = sio_kit.Choice.from_referential(ref, "caisse")
    choice = choice.with_argument(sio_kit.Argument("pertinence", text=f"{hidden}cher")).with_decision("gauche", hidden)
    assert any("cher" in text for text in svg_texts(choice_balance(choice)))
    shown = sio_kit.show_figure(service_timeline, told(f"une{hidden}panne"))
    assert shown._repr_html_().encode("utf-8")


def test_a_price_is_no_formula(told):
    assert "$x_1$ < 3 & <b>*" in svg_texts(service_timeline(told("$x_1$ < 3 & <b>")))


def test_a_picture_without_end_has_a_png(told):
    long = replace(told(""), steps=(sio_kit.Step("P1", action="agir"),) * 180)
    with Image.open(io.BytesIO(to_png(service_timeline(long)))) as image:
        assert max(image.size) == LARGEST


def test_what_is_short_is_drawn_as_it_is():
    assert drawable("é" * LONGEST) == "é" * LONGEST
    assert drawable("é" * (LONGEST + 1)) == "é" * (LONGEST - 1) + "…"
