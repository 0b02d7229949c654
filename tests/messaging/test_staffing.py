"""How many technicians: the simulation, and its picture."""

import pytest
from conftest import plain

import sio_kit
from sio_kit.messaging.staffing import staffing


def test_more_technicians_hold_more_of_the_promise_and_cost_more():
    rows = staffing(days=40)
    assert [row["techniciens"] for row in rows] == [2, 3, 4]
    shares = [row["tenus"] for row in rows]
    assert shares == sorted(shares)
    assert shares[0] < 50 < 95 < shares[1]
    assert [row["cout"] for row in rows] == [400, 600, 800]
    assert rows == staffing(days=40)
    assert rows != staffing(days=40, seed=2)


def test_numbers_that_are_none_are_said():
    for wrong in ({"tickets": 0}, {"minutes": "dix"}, {"technicians": [0]}, {"promise": -1}, {"tickets": 5000}):
        with pytest.raises(sio_kit.ReferentialError):
            staffing(**wrong)


def test_the_picture_says_its_figures_the_passage_and_that_it_is_a_model(ref):
    ax = sio_kit.figures.technicians(ref, days=40, technicians=(1, 2, 3))
    said = plain("\n".join(text.get_text() for text in ax.texts))
    assert said.startswith("1 technicien\n")
    assert "600 € par jour" in said
    assert "(L242)" in said
    assert "Modèle du kit" in said
    assert "3 techniciens : " in plain(ax.get_label())
    boxes = [text.get_window_extent() for text in ax.texts]
    assert all(box.x0 >= 0 and box.x1 <= ax.figure.bbox.x1 for box in boxes)
