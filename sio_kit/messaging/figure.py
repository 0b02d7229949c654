"""Draw how many technicians hold the promise, and what they cost."""

from functools import partial

from sio_kit.drawing.canvas import drawn
from sio_kit.drawing.measure import LINE, wrap
from sio_kit.drawing.palette import INK, PAPER, PROCESSES
from sio_kit.messaging.probe import thousands
from sio_kit.messaging.staffing import staffing
from sio_kit.typography import typeset

WIDTH, FONT = 600, 16
CAPTION = (
    "Modèle du kit : des tickets qui arrivent au hasard, une file, une durée moyenne. Ce n'est pas un texte officiel."
)


def technicians(ref, *, ax=None, width=WIDTH, font=FONT, **settings):
    """Draw, for each number of technicians, the share of tickets solved within the promise and the cost of a day.

    Parameters
    ----------
    ref : Referential
        Where the sentence comes from that the picture puts into numbers (L242).
    ax : matplotlib.axes.Axes, optional
        Where to draw, as wide as it is. Default: a new figure, `width` points wide, its letters `font` points high.
    **settings
        `tickets` a day, `minutes` for one, `promise` in hours, `technicians`, `cost` of one a day, `days`, `seed`.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point, its label the text alternative.

    Examples
    --------
    >>> import sio_kit
    >>> ax = sio_kit.figures.technicians(sio_kit.load_referential(), days=20)
    >>> ax.texts[0].get_text()
    '2 techniciens'
    """
    rows = staffing(**settings)
    passage = next((row["texte"].split(". ")[0] for row in ref.rows("passages") if row["id"] == "L242"), "")
    source = [f"« {passage}. » (L242)"] if passage else []
    texts = [typeset(text) for text in [*source, CAPTION]]
    return drawn(partial(_Bars, rows, texts), describe(rows), ax, width, font)


def describe(rows):
    """Say in French all that the picture shows."""
    lines = [f"{_who(row)} : {_share(row)} % des tickets résolus à temps, {_cost(row)}." for row in rows]
    return typeset("\n".join([*lines, CAPTION]))


def _who(row):
    return f"{row['techniciens']} technicien{'s' if row['techniciens'] > 1 else ''}"


def _share(row):
    return f"{row['tenus']:g}".replace(".", ",")


def _cost(row):
    return f"{thousands(round(row['cout']))}\N{NO-BREAK SPACE}€ par jour"


class _Bars:
    """A bar a row, in points: how far it goes says the share that is held."""

    def __init__(self, rows, texts, width, font):
        self.rows, self.width, self.font = rows, width, font
        self.captions = [line for text in texts for line in wrap(text, width - 4, font)]
        self.row = 2.9 * font
        self.height = self.row * len(rows) + (len(self.captions) * LINE + 0.5) * font

    def draw(self, pen):
        font, long = self.font, self.width - 4
        for place, row in enumerate(self.rows):
            top = self.height - place * self.row
            share = f"{_share(row)}\N{NO-BREAK SPACE}% à temps, {_cost(row)}"
            pen.text(_who(row), 2, top - 1.1 * font, weight="bold")
            pen.text(share, self.width - 2, top - 1.1 * font, ha="right")
            pen.box(2, top - 1.5 * font, long, font, facecolor=PAPER, edgecolor=INK)
            pen.box(2, top - 1.5 * font, long * row["tenus"] / 100, font, facecolor=PROCESSES[1], hatch="///")
        pen.lines(self.captions, 2, len(self.captions) * LINE * font, style="italic")
