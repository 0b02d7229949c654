"""Draw the two options side by side: how each takes part in the processes, what each has and what they share."""

from sio_kit.drawing.canvas import canvas
from sio_kit.drawing.measure import LINE, wrap
from sio_kit.drawing.palette import INK, OPTIONS, PAPER, Colour, colours
from sio_kit.drawing.pen import Pen
from sio_kit.errors import ReferentialError
from sio_kit.options.model import BEYOND, CLOSE, COMMON, KINDS, SPECIAL, Comparison, words
from sio_kit.options.participations import Participations
from sio_kit.typography import typeset

MATRIX_WIDTH, COMPARISON_WIDTH, FONT = 620, 1000, 16
PADDING = 6
MIDDLE = 0.26  # of the width, for what is common


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
    participations = Participations.from_referential(ref)
    ax, layout = canvas(lambda width, font: _Matrix(participations, width, font), ax, MATRIX_WIDTH, FONT)
    layout.draw(Pen(ax, layout.font))
    return ax


def describe_participation_matrix(ref):
    """Return the text alternative of `participation_matrix`: a str that says in French all that the picture shows."""
    return Participations.from_referential(ref).describe()


participation_matrix.describe = describe_participation_matrix


def option_comparison(ref, *, kinds=tuple(KINDS), ax=None):
    """Draw what only one option has, what both have, and their sentences that are close, in three columns.

    Parameters
    ----------
    ref : Referential
        Its tables `options`, `interventions`, `participations`, `processus` and `emplois` are drawn (référentiel,
        II.1.1, II.1.2 and III).
    kinds : iterable of str
        What to draw, among `"intervention"`, `"mission"`, `"processus"`, `"emploi"` and `"perspectives"`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the picture takes its width, and smaller letters until its height is enough. Default: a new
        figure, 1000 points wide and as high as it needs.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point.

    Raises
    ------
    ReferentialError
        `kinds` names what does not exist.

    Examples
    --------
    >>> import sio_kit
    >>> ax = sio_kit.figures.option_comparison(sio_kit.load_referential(), kinds=["perspectives"])
    >>> [text.get_text() for text in ax.texts][:3]
    ['Seulement A', 'Commun', 'Seulement B']
    """
    comparison, kinds = Comparison.from_referential(ref), _checked(kinds)
    ax, layout = canvas(lambda width, font: _Columns(comparison, kinds, width, font), ax, COMPARISON_WIDTH, FONT)
    layout.draw(Pen(ax, layout.font))
    return ax


def describe_option_comparison(ref, kinds=tuple(KINDS)):
    """Return the text alternative of `option_comparison`: a str, one line for each text."""
    return Comparison.from_referential(ref).describe(_checked(kinds))


option_comparison.describe = describe_option_comparison


def _checked(kinds):
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    for kind in kinds:
        if kind not in KINDS:
            raise ReferentialError(
                typeset(f"« {kind} » n'est pas une sorte de lignes. Choisissez parmi : {', '.join(KINDS)}.")
            )
    return [kind for kind in KINDS if kind in kinds]


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
        self.caption = wrap(participations.caption(), width - 4, font)
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
        pen.round_box(2, top - (height - 1.6 * font) / 2, 2 * font, 1.6 * font, colour.fill)
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


class _Columns:
    """Where the texts of the comparison go, in points: for each kind its close pairs, then three columns."""

    def __init__(self, comparison, kinds, width, font):
        self.comparison, self.width, self.font = comparison, width, font
        self.zones = comparison.zones()
        outer = (width * (1 - MIDDLE)) / max(1, len(self.zones) - 1)
        self.edges, left = {}, 0
        for zone in self.zones:
            self.edges[zone] = (left, width * MIDDLE if zone == COMMON else outer)
            left += self.edges[zone][1]
        self.blocks = [self._block(kind) for kind in kinds if comparison.of(kind)]
        self.head = LINE * font + 2 * PADDING
        self.caption = wrap(comparison.caption(kinds), width - 4, font)
        self.body = sum(height for *_, height in self.blocks)
        self.height = self.head + self.body + (len(self.caption) * LINE + 0.6) * font

    def _wrap(self, zone, text):
        return wrap(text, self.edges[zone][1] - 3 * PADDING, self.font)

    def _block(self, kind):
        """Return (title, close pairs, {zone: its texts}, height); each text is its lines."""
        pairs = [
            {part.option: self._wrap(part.option, part.shown) for part in row.parts}
            for row in self.comparison.of(kind, CLOSE)
        ]
        stacks = {zone: [self._wrap(zone, words(row)) for row in self.comparison.of(kind, zone)] for zone in self.zones}
        height = self._text_height([KINDS[kind]]) + 2 * PADDING
        height += sum(max(map(self._text_height, pair.values())) for pair in pairs)
        height += max(sum(map(self._text_height, texts)) for texts in stacks.values())
        return KINDS[kind], pairs, stacks, height

    def _text_height(self, lines):
        return len(lines) * LINE * self.font + PADDING

    def draw(self, pen):
        fills = colours([option.code for option in self.comparison.options], OPTIONS)
        bottom = self.height - self.head - self.body
        for zone, title in self.zones.items():
            left, width = self.edges[zone]
            colour = fills.get(zone, Colour(PAPER, INK))
            pen.box(left + 1, self.height - 1, width - 2, self.head - 2, facecolor=colour.fill)
            pen.lines([title], left + width / 2, self.height - PADDING, colour.text, weight="bold", ha="center")
            pen.box(left + 1, self.height - self.head, width - 2, self.height - self.head - bottom, facecolor="none")
        top = self.height - self.head
        for title, pairs, stacks, height in self.blocks:
            self._draw_block(pen, title, pairs, stacks, top)
            top -= height
        pen.lines(self.caption, 2, bottom - 0.3 * self.font, style="italic")

    def _draw_block(self, pen, title, pairs, stacks, top):
        band = self._text_height([title])
        pen.box(1, top, self.width - 2, band, linewidth=1)
        pen.lines([title], 2 * PADDING, top - PADDING / 2, weight="bold")
        top -= band + PADDING
        for pair in pairs:
            for option, lines in pair.items():
                pen.lines(lines, self.edges[option][0] + 1.5 * PADDING, top)
            self._bridge(pen, top)
            top -= max(map(self._text_height, pair.values()))
        for zone, texts in stacks.items():
            y = top
            for lines in texts:
                pen.lines(lines, self.edges[zone][0] + 1.5 * PADDING, y)
                y -= self._text_height(lines)

    def _bridge(self, pen, top):
        """Join two sentences that are close, across the column of what is common."""
        left, width = self.edges.get(COMMON, (0, 0))
        y = top - 0.62 * LINE * self.font
        pen.rule([left + PADDING, left + width - PADDING], [y, y], linestyle=(0, (4, 3)))
        pen.lines(
            ["≈ proches"], left + width / 2, top, ha="center", bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 2}
        )
