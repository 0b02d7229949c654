"""Turn a figure into what a page shows: SVG text for a widget, a PNG with its text alternative for a notebook."""

import base64
import io
import re
from html import escape

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from sio_kit.drawing.measure import any_letter
from sio_kit.drawing.palette import INK, PAPER
from sio_kit.drawing.texts import Texts

NOTHING = dict.fromkeys(["Creator", "Date", "Format", "Type"])
SCALE = 2
LARGEST = 9_000  # pixels of a side of a PNG
FEW_COLOURS = 64


def to_svg(ax):
    """Return the figure as SVG text: the same bytes each time, in the page's own colours, its texts as texts."""
    buffer = io.StringIO()
    # The salt makes the names of hatchings: those of a wide and a narrow drawing on one page must differ.
    salt = "{} {}".format(*ax.figure.get_size_inches())
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}), any_letter():
        ax.figure.savefig(buffer, format="svg", metadata=NOTHING)
    svg = re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), flags=re.DOTALL)
    svg = re.sub(r' transform="rotate\(-?0 [^"]*"', "", svg)  # matplotlib turns each text, by nothing
    return svg.replace(INK, "currentColor").replace(PAPER, "var(--sio-paper)")


def to_png(ax):
    """Return the figure as the bytes of a PNG, on white, at twice its size in points unless it is very large."""
    drawn, written = io.BytesIO(), io.BytesIO()
    FigureCanvasAgg(ax.figure)
    dpi = min(72 * SCALE, LARGEST / max(ax.figure.get_size_inches()))
    with any_letter():
        ax.figure.savefig(drawn, format="png", dpi=dpi, facecolor="white", metadata={"Software": None})
    # A drawing has few colours: this makes its file, and the notebook around it, three times smaller.
    image = Image.open(drawn).convert("RGB").quantize(FEW_COLOURS, dither=Image.Dither.NONE)
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def show_figure(figure, *tables, **options):
    """Draw a figure and return it with its text alternative, to be shown as the last line of a cell.

    Parameters
    ----------
    figure : callable
        One of `sio_kit.figures`, such as `process_map`.
    *tables, **options
        What it takes: the référentiel, then options by keyword.

    Returns
    -------
    Picture or Texts
        What is texts in columns is returned as it is.
    """
    drawn = figure(*tables, **options)
    if isinstance(drawn, Texts):
        return drawn
    alternative = drawn.get_label().encode("utf-8", "replace").decode("utf-8")  # half a character can be shown nowhere
    return Picture(to_png(drawn), drawn.figure.get_figwidth() * 72, alternative)


class Picture:
    """A picture with its text alternative: an image in a notebook, the text in a terminal."""

    def __init__(self, png, width, alternative):
        self.png, self.width, self.alternative = png, width, alternative

    def __repr__(self):
        return self.alternative

    def _repr_html_(self):
        data = base64.b64encode(self.png).decode("ascii")
        return (
            f'<img width="{self.width:.0f}" style="max-width: 100%; height: auto" '
            f'alt="{escape(self.alternative)}" src="data:image/png;base64,{data}">'
        )
