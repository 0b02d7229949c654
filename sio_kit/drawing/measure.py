"""Measure and wrap texts before they are drawn, with the font that every matplotlib carries."""

import re
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from sio_kit.typography import NBSP

FAMILY = "DejaVu Sans"
LINE = 1.3  # height of a line, in font sizes
# A page's own font may be a little wider than the one measured here.
MARGIN = 1.05


@lru_cache(maxsize=4096)
def width(text, size, weight="normal"):
    """Return the width of a text in points, at a font size in points."""
    unit = text_to_path.get_text_width_height_descent(text, _font(weight), ismath=False)[0]
    return unit * size / 100 * MARGIN


@lru_cache(maxsize=4)
def _font(weight):
    return FontProperties(family=FAMILY, size=100, weight=weight)


def wrap(text, room, size, weight="normal"):
    """Break a text into lines no wider than `room` points; a word wider than that is cut.

    Returns
    -------
    list of str
    """
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
    """Return the words of a text; what a no-break space joins is one word."""
    return re.findall(rf"(?:\S|{NBSP})+", text)


def _pieces(word, room, size, weight):
    while width(word, size, weight) > room and len(word) > 1:
        cut = next((n for n in range(len(word) - 1, 0, -1) if width(word[:n] + "-", size, weight) <= room), 1)
        yield word[:cut] + "-"
        word = word[cut:]
    yield word


def longest_word(texts, size, weight="normal"):
    """Return the width in points of the widest word of the texts."""
    return max((width(word, size, weight) for text in texts for word in split(text)), default=0)
