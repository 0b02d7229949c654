"""The colours of everything the kit draws.

They stay distinct for colour-blind readers and in greyscale (their lightness differs), and nothing is said by colour
alone: a code, a shape or a line style says it too.
"""

from dataclasses import dataclass
from itertools import chain, cycle

PROCESSES = ("#143470", "#5470ab", "#e39a6b", "#ecdf8a", "#7d3350")
OPTIONS = ("#bc4a16", "#5cc5c0")
BEYOND = ("#9a9a9a", "#d0d0d0", "#5f5f5f")  # a teacher's sixth process and those after it
BLACK, WHITE = "#000000", "#ffffff"
# Lines and texts that stand on the page itself. In an SVG they become the page's own colours, light or dark.
INK, PAPER = "#1a1a1b", "#fffffe"


@dataclass(frozen=True)
class Colour:
    """A ground and the colour of the text on it, at a contrast of 4.5 or more."""

    fill: str
    text: str


def colours(codes, fills=PROCESSES):
    """Give each code its `Colour`, in order: a dict; the colours are grey once `fills` is used up."""
    return {code: Colour(fill, text_on(fill)) for code, fill in zip(codes, chain(fills, cycle(BEYOND)), strict=False)}


def shades(codes, fills=PROCESSES):
    """Return the colours of codes for a page: dict of code to its ground and the colour of the text on it."""
    return {code: [colour.fill, colour.text] for code, colour in colours(codes, fills).items()}


def text_on(fill):
    """Return black or white, whichever reads better on `fill`."""
    return max((BLACK, WHITE), key=lambda text: contrast(text, fill))


def contrast(first, second):
    """Return the contrast of two colours (`#rrggbb`) as WCAG 2 defines it: 1 to 21."""
    dark, light = sorted(map(_luminance, (first, second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
