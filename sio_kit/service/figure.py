"""Draw a service step by step: a lane for each process, time from top to bottom, calls as arrows between lanes."""

from itertools import groupby

from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle

from sio_kit.drawing.canvas import canvas
from sio_kit.drawing.measure import FAMILY, LINE, width, wrap
from sio_kit.drawing.palette import INK, PAPER, colours
from sio_kit.vocabulary import PRODUCTION, SUPPLY

WIDTH, FONT = 600, 16
LONGEST = 300
BANDS = {PRODUCTION: None, SUPPLY: "////"}


def service_timeline(service, *, step=None, ax=None):
    """Draw a service's steps.

    Each process has a lane, each step a row with its number, its process's box and what is done; a call is an arrow
    from the caller's lane. The two parts (production, fourniture) are bands at the left edge, told apart by hatching.

    Parameters
    ----------
    service : sio_kit.service.model.Service
    step : int, optional
        The current step, from 1: framed, and its text in bold.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the picture takes its width, and smaller letters until its height is enough. Default: a new
        figure, 600 points wide and as high as it needs.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point. The row of step n is named `part:n:0` by its gid.

    Examples
    --------
    >>> import sio_kit
    >>> from sio_kit.service.model import Service
    >>> ref = sio_kit.load_referential()
    >>> ax = sio_kit.figures.service_timeline(Service.from_referential(ref))
    >>> [text.get_text() for text in ax.texts][:5]
    ['P1', 'P2', 'P3', 'P4', 'P5']
    """
    return draw(service, step=step, ax=ax)


def describe_service_timeline(service, step=None):
    """Return the text alternative of `service_timeline`: a str, one line a step."""
    return service.describe(step)


service_timeline.describe = describe_service_timeline


def draw(service, *, step=None, ax=None, width=WIDTH, font=FONT):
    """Draw a service; see `service_timeline`. Without `ax`, `width` is the figure's, in points."""
    ax, layout = canvas(lambda width, font: _Layout(service, width, font, step), ax, width, font)
    _Drawing(ax, service, layout, step).draw()
    return ax


def _short(words):
    """Cut a very long text: the picture shows its beginning, the text alternative says it whole."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


class _Layout:
    """Where lanes and rows go, in points: `rows` gives each step's top, height and lines of text."""

    def __init__(self, service, width, font, step):
        self.width, self.font = width, font
        known = [code for code, _ in service.processes]
        used = {code for each in service.steps for code in (each.process, each.caller) if code}
        self.codes = [*known, *sorted(used - set(known))]
        self.band = 1.5 * font
        self.number = 2.1 * font
        self.lane = max(2 * font, min(3.4 * font, 0.4 * width / max(1, len(self.codes))))
        self.half = min(0.46 * self.lane, 1.15 * font)  # of a process's box
        self.left = self.band + self.number
        self.text_left = self.left + self.lane * len(self.codes) + 0.5 * font
        room = max(width - self.text_left - 0.4 * font, 4 * font)
        self.rows, top = [], 0
        for number, each in enumerate(service.steps, start=1):
            lines = wrap(_short(each.shown), room, font, "bold" if number == step else "normal")
            height = max(1.75 * font, (len(lines) * LINE + 0.5) * font)
            self.rows.append((top, height, lines))
            top += height
        self.header = 2 * font
        self.caption = wrap(service.caption(), width - 4, font) if service.steps else []
        self.bottom = (0.4 + len(self.caption) * LINE) * font
        self.height = self.header + max(top, 2 * font) + self.bottom

    def x(self, code):
        return self.left + (self.codes.index(code) + 0.5) * self.lane

    def top(self, row):
        return self.height - self.header - self.rows[row][0]


class _Drawing:
    def __init__(self, ax, service, layout, step):
        self.ax, self.service, self.layout, self.step = ax, service, layout, step
        self.fills = colours(layout.codes)

    def draw(self):
        bottom, top = self.layout.bottom, self.layout.height - self.layout.header
        for code in self.layout.codes:
            self._text(
                code, self.layout.x(code), top + 0.6 * self.layout.font, weight="bold", horizontalalignment="center"
            )
            x = self.layout.x(code)
            self.ax.plot([x, x], [bottom, top], color=INK, linewidth=0.8, linestyle=":", zorder=0.5)
        self._bands()
        for row, step in enumerate(self.service.steps):
            self._row(row, step)
        for n, line in enumerate(reversed(self.layout.caption)):
            self._text(line, 2, (n * LINE + 0.3) * self.layout.font, style="italic")

    def _bands(self):
        rows = enumerate(self.service.steps)
        for phase, group in groupby(rows, key=lambda pair: pair[1].phase):
            places = [row for row, _ in group]
            if not phase:
                continue
            top = self.layout.top(places[0])
            height = sum(self.layout.rows[row][1] for row in places)
            band = Rectangle(
                (0, top - height + 1),
                0.75 * self.layout.band,
                height - 2,
                facecolor="none",
                edgecolor=INK,
                hatch=BANDS.get(phase),
                linewidth=1,
            )
            self.ax.add_patch(band)
            size = min(
                0.8 * self.layout.font, 0.8 * self.layout.font * height / (width(phase, 0.8 * self.layout.font) + 8)
            )
            self._text(
                phase,
                0.38 * self.layout.band,
                top - height / 2,
                size,
                rotation=90,
                horizontalalignment="center",
                verticalalignment="center",
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
            )

    def _row(self, row, step):
        number, font = row + 1, self.layout.font
        top, height, lines = self.layout.top(row), *self.layout.rows[row][1:]
        current, middle = number == self.step, top - height / 2
        frame = Rectangle(
            (self.layout.band, top - height + 1),
            self.layout.width - self.layout.band - 2,
            height - 2,
            facecolor=PAPER,
            edgecolor=INK if current else PAPER,
            linewidth=2.5 if current else 0.5,
            zorder=0.2,
        )
        self._add(frame, f"part:{number}:0")
        weight = "bold" if current else "normal"
        self._text(
            str(number),
            self.layout.left - 0.4 * font,
            middle - 0.35 * font,
            weight=weight,
            gid=f"row:{number}:n",
            horizontalalignment="right",
        )
        if step.caller and step.caller != step.process:
            self._call(number, step, middle)
        self._process(number, step, middle)
        y = middle + len(lines) * LINE * font / 2
        for n, line in enumerate(lines):
            y -= LINE * font
            self._text(line, self.layout.text_left, y + 0.3 * font, weight=weight, gid=f"row:{number}:t{n}")

    def _process(self, number, step, middle):
        if step.process not in self.fills:
            return
        font, colour = self.layout.font, self.fills[step.process]
        half = self.layout.half
        box = FancyBboxPatch(
            (self.layout.x(step.process) - half, middle - 0.68 * font),
            2 * half,
            1.36 * font,
            boxstyle=f"round,pad=0,rounding_size={0.3 * font}",
            facecolor=colour.fill,
            edgecolor=INK,
            linewidth=1.2,
            zorder=3,
        )
        self._add(box, f"row:{number}:box")
        self._text(
            step.process,
            self.layout.x(step.process),
            middle - 0.33 * font,
            0.9 * font,
            color=colour.text,
            weight="bold",
            gid=f"row:{number}:code",
            horizontalalignment="center",
            zorder=4,
        )

    def _call(self, number, step, middle):
        start, end = self.layout.x(step.caller), self.layout.x(step.process)
        tip = end - self.layout.half if start < end else end + self.layout.half
        self._add(
            Circle(
                (start, middle),
                0.28 * self.layout.font,
                facecolor=self.fills[step.caller].fill,
                edgecolor=INK,
                zorder=2,
            ),
            f"row:{number}:from",
        )
        arrow = FancyArrowPatch(
            (start, middle),
            (tip, middle),
            arrowstyle="-|>",
            mutation_scale=0.8 * self.layout.font,
            color=INK,
            linewidth=1.5,
            shrinkA=0,
            shrinkB=0,
            zorder=1.5,
        )
        self._add(arrow, f"row:{number}:call")

    def _add(self, patch, name):
        patch.set_gid(name)
        patch.set_clip_on(False)
        self.ax.add_patch(patch)

    def _text(self, words, x, y, size=None, color=INK, **settings):
        settings = {"verticalalignment": "baseline", **settings}
        self.ax.text(
            x, y, words, fontsize=size or self.layout.font, color=color, family=FAMILY, parse_math=False, **settings
        )
