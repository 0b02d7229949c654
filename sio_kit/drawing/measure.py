"""Measure and wrap texts before they are drawn, with the font that every matplotlib carries."""

import re
import warnings
from bisect import bisect_left
from contextlib import contextmanager
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from sio_kit.typography import NBSP

FAMILY = "DejaVu Sans"
LINE = 1.3  # height of a line, in font sizes
LONGEST = 300  # characters of a text that a picture shows; the text alternative says it whole
# A page's own font may be a little wider than the one measured here.
MARGIN = 1.05
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # no SVG can hold them


def drawable(text, longest=LONGEST):
    """Return what a picture shows of a text: without invisible characters, and not too long."""
    text = INVISIBLE.sub(" ", text[: longest + 1])
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


@lru_cache(maxsize=4096)
def width(text, size, weight="normal"):
    """Return the width of a text in points, at a font size in points."""
    with any_letter():
        unit = text_to_path.get_text_width_height_descent(drawable(text), _font(weight), ismath=False)[0]
    return unit * size / 100 * MARGIN


@lru_cache(maxsize=4)
def _font(weight):
    return FontProperties(family=FAMILY, size=100, weight=weight)


@contextmanager
def any_letter():
    """Let letters pass that the font lacks: an SVG has the page's own fonts, a PNG shows a box in their place."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")
        yield


def wrap(text, room, size, weight="normal"):
    """Break a text into lines no wider than `room` points; a word wider than that is cut."""
    lines = [""]
    for word in split(text):
        for piece in _pieces(word, room, size, weight):
            joined = f"{lines[-1]} {piece}".strip()
            if width(joined, size, weight) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line for line in lines if line] or [""]


def split(text):
    """Return the words of a text that a picture shows; what a no-break space joins is one word."""
    return re.findall(rf"(?:\S|{NBSP})+", drawable(text))


def _pieces(word, room, size, weight):
    while width(word, size, weight) > room and len(word) > 1:
        cut = bisect_left(range(2, len(word)), True, key=lambda end: width(f"{word[:end]}-", size, weight) > room) + 1
        yield f"{word[:cut]}-"
        word = word[cut:]
    yield word


def longest_word(texts, size, weight="normal"):
    """Return the width in points of the widest word of the texts."""
    return max((width(word, size, weight) for text in texts for word in split(text)), default=0)
