"""Draw the map of the processes that the référentiel's lost picture showed, from what its text still says."""

from collections import Counter
from functools import partial

from sio_kit.drawing.canvas import drawn
from sio_kit.drawing.measure import LINE
from sio_kit.drawing.measure import width as text_width
from sio_kit.drawing.palette import INK, PAPER, colours
from sio_kit.processes.layout import FONT, MapLayout
from sio_kit.processes.model import ProcessNetwork, verb
from sio_kit.vocabulary import CALLS, PRECEDES, RELIES, RENEWS, SUPPORT

WIDTH = 540
LINE_STYLES = {
    PRECEDES: (3.2, "-"),
    RENEWS: (2.4, (0, (4, 2))),
    CALLS: (1.6, "-"),
    RELIES: (2, (0, (1, 1.6))),
}


def process_map(ref, *, highlight=(), blank=False, ax=None, width=WIDTH, font=FONT):
    """Draw the processes and their links.

    The life of a service runs from left to right at the top; below stand the processes that are called, at the base
    the support ones. A métier process has round corners, a support one square corners and a double edge.

    Parameters
    ----------
    ref : Referential
        Its tables `processus`, `categories` and `liens` are drawn (référentiel, passages L053, L055 and L057).
    highlight : iterable of str
        Processes (`"P1"`) and links (`"P1→P3"`) to draw with a thick line.
    blank : bool
        Whether to leave out names and natures, with room to write them by hand: a map to be completed on paper.
    ax : matplotlib.axes.Axes, optional
        Where to draw, as wide as it is. Default: a new figure, `width` points wide, its letters `font` points high.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point, its label the text alternative. Parts have a gid: `part:P1:0`, `part:P1→P3:0`.

    Raises
    ------
    ReferentialError
        `highlight` names something that is not on the map.

    Examples
    --------
    >>> import sio_kit
    >>> ax = sio_kit.figures.process_map(sio_kit.load_referential())
    >>> [text.get_text() for text in ax.texts][:2]
    ['P1', 'Production de services']
    """
    network = ProcessNetwork.from_referential(ref)
    highlight = network.checked(highlight)
    said = network.describe_blank() if blank else network.describe(highlight)
    return drawn(partial(_Map, network, highlight, blank), said, ax, width, font)


class _Map(MapLayout):
    def __init__(self, network, highlight, blank, width, font):
        super().__init__(network, width, font)
        self.highlight, self.blank = highlight, blank

    def draw(self, pen):
        fills = colours(self.boxes)
        for code, box in self.boxes.items():
            self.draw_box(pen, box, fills[code], 4.5 if code in self.highlight else 1.5)
        count = Counter()
        for link, points in self.paths:
            name = f"{link.part}:{count[link.part]}"
            count[link.part] += 1
            thickness = 2 if link.part in self.highlight else 1
            self.draw_arrow(pen, link.nature, points, thickness, (f"part:{name}", f"head:{name}"))
        for nature, x, y in self.legend:
            self.draw_arrow(pen, nature, [(x, y), (x + 2.3 * self.font, y)])
            self.draw_nature(pen, verb(nature), x + 2.7 * self.font, y)
        pen.lines(self.caption, 2, len(self.caption) * LINE * self.font, style="italic")

    def draw_nature(self, pen, words, x, y):
        if self.blank:  # a line to write on
            low = y - 0.4 * self.font
            pen.rule([x, x + text_width(words, self.font)], [low, low], linewidth=0.8)
        else:
            pen.text(words, x, y, verticalalignment="center_baseline")

    def draw_box(self, pen, box, colour, linewidth):
        place = box.left, box.top, box.right - box.left, box.height
        is_support = box.process.category == SUPPORT
        radius = 0 if is_support else 0.7 * self.font
        fill, ink = (PAPER, INK) if self.blank else (colour.fill, colour.text)
        pen.box(*place, radius, facecolor=fill, linewidth=linewidth, gid=f"part:{box.process.code}:0")
        if is_support:
            inner = box.left + 4, box.top - 4, place[2] - 8, place[3] - 8
            pen.box(*inner, facecolor="none", edgecolor=ink, linewidth=1)
        if not self.blank:
            self.write_in(pen, box, ink)

    def write_in(self, pen, box, ink):
        top = (box.top + box.bottom + sum(LINE * size for _, size, *_ in box.lines)) / 2
        for line, size, weight, style in box.lines:
            pen.lines([line], box.centre, top, ink, size, weight=weight, style=style, ha="center")
            top -= LINE * size

    def draw_arrow(self, pen, nature, points, thickness=1, names=(None, None)):
        linewidth, style = LINE_STYLES.get(nature, LINE_STYLES[CALLS])
        pen.arrow(points, linewidth * thickness * self.font / FONT, names, linestyle=style)
