"""Draw how each option takes part in each process."""

from sio_kit.drawing.canvas import drawn
from sio_kit.drawing.measure import LINE, wrap
from sio_kit.drawing.palette import INK, OPTIONS, PAPER, Colour, colours
from sio_kit.options.model import read_options
from sio_kit.typography import ADDED, NBSP, typeset
from sio_kit.vocabulary import BEYOND, SPECIAL

WIDTH, FONT = 620, 16
PADDING = 6
UNSAID = "non dit"


def participation_matrix(ref, *, ax=None):
    """Draw how each option takes part in each process: a row for each process, a column for each option.

    A common part has a plain frame, a speciality is filled and has a double frame, what is beyond it is hatched; each
    cell says so in words.

    Parameters
    ----------
    ref : Referential
        Its tables `participations`, `processus` and `options` are drawn (référentiel, passages L254 and L255).
    ax : matplotlib.axes.Axes, optional
        Where to draw; the picture takes its width, and smaller letters until its height is enough. Default: a new
        figure, 620 points wide and as high as it needs.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point.

    Examples
    --------
    >>> import sio_kit
    >>> ax = sio_kit.figures.participation_matrix(sio_kit.load_referential())
    >>> [text.get_text() for text in ax.texts][:2]
    ['Option A', '(SISR*)']
    """
    participations = _Participations(ref)
    said = participations.describe()
    return drawn(lambda width, font: _Matrix(participations, width, font), said, ax, WIDTH, FONT)


class _Participations:
    """How each option takes part in each process; `natures` goes from (option, process) to the table's word."""

    def __init__(self, ref):
        rows = ref.rows("participations")
        self.options = read_options(ref)
        self.processes = [(row["code"], row["libelle"]) for row in ref.rows("processus")]
        self.natures = {(row["option"], row["processus"]): row["nature"] for row in rows}
        places = "".join(f", {passage}" for passage in sorted({row["passage"] for row in rows}))
        self.caption = typeset(f"{ref.title}{places} ; * mot ajouté par le kit")

    def said(self, option, process):
        return f"{self.natures.get((option, process), UNSAID)}{ADDED}"

    def describe(self):
        lines = [f"Participation des options aux processus{NBSP}: {self.caption}"]
        for code, label in self.processes:
            said = ", ".join(f"option {option.code} {self.said(option.code, code)}" for option in self.options)
            lines.append(f"{code} {label}{NBSP}: {said}")
        return "\n".join(lines)


class _Matrix:
    """Where the cells of the matrix go, in points."""

    def __init__(self, participations, width, font):
        self.participations, self.width, self.font = participations, width, font
        options = participations.options
        self.code = 2.4 * font
        self.label = max(0.44 * width, 6 * font) if options else width
        self.column = (width - self.label) / max(1, len(options))
        self.heads = [
            [f"Option {option.code}", f"({option.acronym}*)", *wrap(option.label, self.column - 2 * PADDING, font)]
            for option in options
        ]
        self.rows = [
            (code, wrap(label, self.label - self.code - 2 * PADDING, font)) for code, label in participations.processes
        ]
        self.cells = {
            (option.code, code): wrap(participations.said(option.code, code), self.column - 4 * PADDING, font)
            for option in options
            for code, _ in participations.processes
        }
        self.heights = [self._row_height(code, label) for code, label in self.rows]
        self.head = self._high(max((len(lines) for lines in self.heads), default=0))
        self.caption = wrap(participations.caption, width - 4, font)
        self.height = self.head + sum(self.heights) + (len(self.caption) * LINE + 0.6) * font

    def _high(self, lines):
        return lines * LINE * self.font + 2 * PADDING

    def _row_height(self, code, label):
        cells = [lines for (_, process), lines in self.cells.items() if process == code]
        return self._high(max(len(lines) for lines in [label, *cells])) + 2 * PADDING

    def draw(self, pen):
        fills = colours([option.code for option in self.participations.options], OPTIONS)
        own = colours([code for code, _ in self.participations.processes])
        for n, (option, lines) in enumerate(zip(self.participations.options, self.heads, strict=True)):
            left = self.label + n * self.column
            pen.box(left + 3, self.height - 2, self.column - 6, self.head - 4, facecolor=fills[option.code].fill)
            pen.lines(
                lines, left + self.column / 2, self.height - PADDING, fills[option.code].text,
                horizontalalignment="center",
            )  # fmt: skip
        top = self.height - self.head
        for (code, label), height in zip(self.rows, self.heights, strict=True):
            self._row(pen, code, label, top, height, fills, own[code])
            top -= height
        pen.lines(self.caption, 2, top - 0.3 * self.font, style="italic")

    def _row(self, pen, code, label, top, height, fills, colour):
        font = self.font
        place = 2, top - (height - 1.6 * font) / 2, 2 * font, 1.6 * font
        pen.box(*place, 0.35 * font, facecolor=colour.fill, linewidth=1)
        pen.lines(
            [code], 2 + font, top - (height - LINE * font) / 2, colour.text, weight="bold", horizontalalignment="center"
        )
        pen.lines(label, self.code + PADDING, top - (height - len(label) * LINE * font) / 2)
        for n, option in enumerate(self.participations.options):
            nature = self.participations.natures.get((option.code, code))
            left = self.label + n * self.column
            self._cell(pen, left, top, height, self.cells[option.code, code], nature, fills[option.code])

    def _cell(self, pen, left, top, height, lines, nature, colour):
        inside = Colour(PAPER, INK)
        if nature == SPECIAL:
            inside = colour
        hatch = "////" if nature == BEYOND else None
        width, high = self.column - 6, height - 4
        pen.box(left + 3, top - 2, width, high, facecolor=inside.fill, hatch=hatch, linewidth=1.2)
        if nature == SPECIAL:
            pen.box(left + 7, top - 6, width - 8, high - 8, facecolor="none", edgecolor=inside.text)
        ground = {"bbox": {"facecolor": PAPER, "edgecolor": "none", "pad": 2}} if hatch else {}
        pen.lines(
            lines, left + self.column / 2, top - (height - len(lines) * LINE * self.font) / 2, inside.text,
            weight="bold" if nature == SPECIAL else "normal", horizontalalignment="center", **ground,
        )  # fmt: skip
