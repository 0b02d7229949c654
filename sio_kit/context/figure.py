"""Draw what surrounds the graduate: places of work, roles, people, environments."""

from sio_kit.context.model import GRADUATE, Context
from sio_kit.drawing.canvas import canvas
from sio_kit.drawing.measure import LINE, wrap
from sio_kit.drawing.palette import PAPER, PROCESSES, text_on
from sio_kit.drawing.pen import Pen

WIDTH, FONT = 800, 16
PADDING = 8
CENTRE = PROCESSES[0]


def context_map(ref, *, ax=None):
    """Draw the graduate between places of work, roles and people, in the six environments.

    Parameters
    ----------
    ref : Referential
        Its tables `cadres`, `roles`, `environnements` and `conditions` are drawn (référentiel, II.2).
    ax : matplotlib.axes.Axes, optional
        Where to draw; the map takes its width, and smaller letters until its height is enough. Default: a new figure,
        800 points wide and as high as it needs.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point.

    Examples
    --------
    >>> import sio_kit
    >>> ax = sio_kit.figures.context_map(sio_kit.load_referential())
    >>> ax.texts[0].get_text()
    'Ses environnements*'
    """
    context = Context.from_referential(ref)
    ax, layout = canvas(lambda width, font: _Layout(context, width, font), ax, WIDTH, FONT)
    layout.draw(Pen(ax, layout.font))
    return ax


def describe_context_map(ref):
    """Return the text alternative of `context_map`: a str that says in French all that the picture shows."""
    return Context.from_referential(ref).describe()


context_map.describe = describe_context_map


class _Layout:
    """Where everything goes, in points: a band above and one below, three columns between."""

    def __init__(self, context, width, font):
        self.context, self.width, self.font = context, width, font
        self.side, self.gap = 0.36 * width, 0.035 * width
        self.middle = width - 2 * self.side - 2 * self.gap
        titles = context.titles()
        self.sides = {name: self._block(titles[name], context.parts[name], self.side) for name in ("cadres", "roles")}
        self.above = self._block(titles["environnements"], [], width)
        self.columns = 3 if width > 30 * font else 2
        room = width / self.columns - 2 * PADDING
        self.names = [wrap(name, room, font) for name in context.parts["environnements"]]
        self.below = self._block(titles["relations"], context.parts["relations"], width)
        self.centre = wrap(GRADUATE, self.middle - 2 * PADDING, font, "bold")
        self.caption = wrap(context.caption(), width - 4, font)
        self.head = self._high(self.above) + sum(map(self._line_height, self._rows()))
        self.body = max(*(self._high(block) for block in self.sides.values()), self._text(len(self.centre)) + 20)
        self.foot = self._high(self.below)
        self.link = 1.2 * font
        self.height = self.head + self.body + self.foot + 2 * self.link + self._text(len(self.caption)) + 4

    def _block(self, title, texts, width):
        """Return (lines of the title, list of lines of each text)."""
        room = width - 3 * PADDING
        return wrap(title, room, self.font, "bold"), [wrap(text, room, self.font) for text in texts]

    def _text(self, lines):
        return lines * LINE * self.font

    def _high(self, block):
        title, texts = block
        return self._text(len(title)) + sum(self._text(len(lines)) + 4 for lines in texts) + 2 * PADDING

    def _rows(self):
        """Return the environments' names, as many side by side as there are columns."""
        return [self.names[start : start + self.columns] for start in range(0, len(self.names), self.columns)]

    def _line_height(self, row):
        return self._text(max(map(len, row))) + 4

    def draw(self, pen):
        top = self.height - 2
        self._draw_block(pen, self.above, 2, top, self.width - 4, self.head)
        y = top - self._high(self.above) + PADDING
        for row in self._rows():
            for column, lines in enumerate(row):
                pen.lines(lines, 2 + PADDING + column * self.width / self.columns, y)
            y -= self._line_height(row)
        top -= self.head + self.link
        left = {"cadres": 2, "roles": self.width - self.side - 2}
        for name, block in self.sides.items():
            self._draw_block(pen, block, left[name], top, self.side, self.body)
        self._draw_centre(pen, top)
        top -= self.body + self.link
        self._draw_block(pen, self.below, 2, top, self.width - 4, self.foot)
        pen.lines(self.caption, 2, top - self.foot - 2, style="italic")

    def _draw_block(self, pen, block, left, top, width, height):
        title, texts = block
        pen.box(left, top, width, height, facecolor=PAPER)
        pen.lines(title, left + PADDING, top - PADDING / 2, weight="bold")
        y = top - PADDING - self._text(len(title))
        for lines in texts:
            pen.lines(lines, left + PADDING, y)
            y -= self._text(len(lines)) + 4

    def _draw_centre(self, pen, top):
        left, middle = self.side + self.gap, top - self.body / 2
        high = self._text(len(self.centre)) + 20
        x = left + self.middle / 2
        pen.rule([x, x], [top + self.link, middle + high / 2])
        pen.rule([x, x], [middle - high / 2, top - self.body - self.link])
        pen.rule([self.side + 2, left], [middle, middle])
        pen.rule([left + self.middle, self.width - self.side - 2], [middle, middle])
        pen.round_box(left, middle + high / 2, self.middle, high, CENTRE)
        pen.lines(self.centre, x, middle + high / 2 - 10, text_on(CENTRE), weight="bold", horizontalalignment="center")
