"""The kit's colours: readable, and distinct for every reader."""

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert

from sio_kit.drawing.palette import BEYOND, INK, OPTIONS, PAPER, PROCESSES, colours, contrast

DEFICIENCIES = [None, "deuteranomaly", "protanomaly", "tritanomaly"]
EVERY = [*PROCESSES, *OPTIONS, *BEYOND]


def rgb(colour):
    return np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255


def seen(colour, deficiency):
    """Return a colour as a reader with a deficiency sees it, in a space where distance is difference."""
    space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100} if deficiency else "sRGB1"
    return cspace_convert(np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1), "sRGB1", "CAM02-UCS")


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_processes_and_options_stay_distinct(deficiency):
    for first, second in combinations([*PROCESSES, *OPTIONS], 2):
        distance = np.linalg.norm(seen(first, deficiency) - seen(second, deficiency))
        assert distance > 15, (first, second)


@pytest.mark.parametrize(("fills", "least"), [(PROCESSES, 9), (OPTIONS, 20)])
def test_they_stay_distinct_in_greyscale(fills, least):
    lightness = sorted(cspace_convert(rgb(fill), "sRGB1", "CIELab")[0] for fill in fills)
    assert min(np.diff(lightness)) > least


@pytest.mark.parametrize("fill", EVERY)
def test_text_reads_well_on_each_colour(fill):
    (colour,) = colours(["x"], [fill]).values()
    assert contrast(colour.text, colour.fill) >= 4.5


@pytest.mark.parametrize("ground", ["#ffffff", PAPER])
def test_ink_reads_well_on_paper(ground):
    assert contrast(INK, ground) >= 4.5


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_a_teachers_further_processes_get_greys():
    given = colours([f"P{number}" for number in range(1, 8)])
    assert [given[f"P{number}"].fill for number in (1, 6, 7)] == [PROCESSES[0], BEYOND[0], BEYOND[1]]
