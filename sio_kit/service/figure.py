"""Draw a service step by step: a lane for each process, time from top to bottom, calls as arrows between lanes."""

from functools import partial
from itertools import accumulate, groupby
from operator import sub

from sio_kit.drawing.canvas import drawn
from sio_kit.drawing.measure import LINE, longest_word, width, wrap
from sio_kit.drawing.palette import INK, PAPER, colours
from sio_kit.vocabulary import PRODUCTION, SUPPLY

WIDTH, FONT = 600, 16
BANDS = {PRODUCTION: None, SUPPLY: "////"}


def service_timeline(service, *, step=None, ax=None, width=WIDTH, font=FONT):
    """Draw a service's steps.

    Each process has a lane, each step a row with its number, its process's box and what is done; a call is an arrow
    from the caller's lane. The two parts (production, fourniture) are bands at the left edge, told apart by hatching.
    What the référentiel says of the whole story, and not at one moment of it, is a bar along the lane of its process.

    Parameters
    ----------
    service : Service
    step : int, optional
        The current step, from 1: framed, and its text in bold.
    ax : matplotlib.axes.Axes, optional
        Where to draw, as wide as it is. Default: a new figure, `width` points wide, its letters `font` points high.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point, its label the text alternative. The row of step n has the gid `part:n:0`.

    Examples
    --------
    >>> import sio_kit
    >>> ref = sio_kit.load_referential()
    >>> ax = sio_kit.figures.service_timeline(sio_kit.Service.from_referential(ref))
    >>> [text.get_text() for text in ax.texts][:5]
    ['P1', 'P2', 'P3', 'P4', 'P5']
    """
    return drawn(partial(_Timeline, service, step), service.describe(step), ax, width, font)


class _Timeline:
    """A service's lanes and rows, in points: `rows` has each step with its top, its height and its lines of text."""

    def __init__(self, service, current, width, font):
        self.current, self.font, self.beside = current, font, service.beside
        self.codes = _lanes(service, most=0.3 * width / font)
        self.fills = colours(self.codes)
        self.band, self.left = 1.5 * font, 3.6 * font
        least = max(2 * font, longest_word(self.codes, font, "bold") + 0.3 * font)
        self.lane = max(least, min(3.4 * font, 0.4 * width / max(1, len(self.codes))))
        self.half = min(0.46 * self.lane, 1.15 * font)  # of a process's box
        self.text_left = self.left + self.lane * len(self.codes) + 0.5 * font
        self.width = max(width, self.text_left + 8 * font)
        texts = [
            wrap(step.shown, self.width - self.text_left - 0.4 * font, font, self.weight(number))
            for number, step in enumerate(service.steps, start=1)
        ]
        heights = [max(1.75 * font, (len(lines) * LINE + 0.5) * font) for lines in texts]
        self.caption = wrap(service.caption(), self.width - 4, font) if service.steps else []
        self.bottom = (0.4 + len(self.caption) * LINE) * font
        self.top = self.bottom + max(sum(heights), 2 * font)
        self.height = self.top + 2 * font
        tops = accumulate(heights[:-1], sub, initial=self.top)
        self.rows = list(zip(service.steps, tops, heights, texts, strict=False))

    def weight(self, number):
        return "bold" if number == self.current else "normal"

    def x(self, code):
        return self.left + (self.codes.index(code) + 0.5) * self.lane

    def draw(self, pen):
        for code in self.codes:
            x = self.x(code)
            pen.text(code, x, self.top + 0.6 * self.font, weight="bold", ha="center")
            pen.rule([x, x], [self.bottom, self.top], linewidth=0.8, linestyle=":", zorder=0.5)
        for code in self.beside:
            if code in self.codes and len(self.rows) > 1:
                self.draw_beside(pen, code)
        for phase, rows in groupby(self.rows, key=lambda row: row[0].phase):
            if phase:
                self.draw_band(pen, phase, list(rows))
        for number, row in enumerate(self.rows, start=1):
            self.draw_row(pen, number, *row)
        pen.lines(self.caption, 2, len(self.caption) * LINE * self.font, style="italic")

    def draw_band(self, pen, phase, rows):
        """Draw the part of the service to which some rows belong; its name is turned, and small in a low band."""
        top, high = rows[0][1], sum(height for _, _, height, _ in rows)
        pen.box(0, top - 1, 0.75 * self.band, high - 2, facecolor="none", hatch=BANDS.get(phase), linewidth=1)
        size = 0.8 * self.font
        pen.text(
            phase, 0.38 * self.band, top - high / 2, size=size * min(1, high / (width(phase, size) + 8)), rotation=90,
            ha="center", verticalalignment="center", bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
        )  # fmt: skip

    def draw_beside(self, pen, code):
        """Draw a bar along the lane of a process, from the first row to the middle of the last."""
        _, top, high, _ = self.rows[-1]
        place = self.x(code) - self.half / 3, self.top, 2 * self.half / 3, self.top - top + high / 2
        pen.box(*place, facecolor=self.fills[code].fill, linewidth=0.8, zorder=0.6, gid=f"beside:{code}")

    def draw_row(self, pen, number, step, top, high, lines):
        font, middle, weight = self.font, top - high / 2, self.weight(number)
        edge, linewidth = (INK, 2.5) if number == self.current else (PAPER, 0.5)
        place = self.band, top - 1, self.width - self.band - 2, high - 2
        pen.box(*place, edgecolor=edge, linewidth=linewidth, zorder=0.2, gid=f"part:{number}:0")
        pen.text(str(number), self.left - 0.4 * font, middle - 0.35 * font, weight=weight, ha="right")
        if step.process in self.codes:
            if step.caller in self.codes and step.caller != step.process:
                self.draw_call(pen, number, step, middle)
            self.draw_process(pen, number, step.process, middle)
        pen.lines(lines, self.text_left, middle + len(lines) * LINE * font / 2, weight=weight)

    def draw_process(self, pen, number, code, middle):
        font, x, colour = self.font, self.x(code), self.fills[code]
        place = x - self.half, middle + 0.68 * font, 2 * self.half, 1.36 * font
        pen.box(*place, 0.3 * font, facecolor=colour.fill, zorder=3, gid=f"row:{number}:box")
        pen.text(
            code, x, middle - 0.33 * font, colour.text, 0.9 * font, weight="bold", ha="center", zorder=4,
            gid=f"row:{number}:code",
        )  # fmt: skip

    def draw_call(self, pen, number, step, middle):
        start, end = self.x(step.caller), self.x(step.process)
        tip = end - self.half if start < end else end + self.half
        name = f"row:{number}:call"
        pen.arrow([(start, middle), (tip, middle)], 1.5, (name, name), zorder=1.5)
        fill = self.fills[step.caller].fill
        pen.dot(start, middle, 0.28 * self.font, facecolor=fill, zorder=2, gid=f"row:{number}:from")


def _lanes(service, most):
    """Return the codes of the processes that have a lane: all; only those of the steps where there is no room."""
    known = [code for code, _ in service.processes]
    used = {code for step in service.steps for code in (step.process, step.caller) if code}
    codes = [*known, *sorted(used - set(known))]
    return codes if len(codes) <= most else [code for code in codes if code in used]
