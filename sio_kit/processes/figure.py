"""Draw the map of the processes that the référentiel's lost picture showed, from what its text still says."""

from functools import partial
from math import hypot

from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from sio_kit.drawing.canvas import canvas
from sio_kit.drawing.measure import FAMILY, LINE
from sio_kit.drawing.palette import INK, colours
from sio_kit.processes.layout import FONT, lay_out
from sio_kit.processes.model import ProcessNetwork
from sio_kit.vocabulary import CALLS, PRECEDES, RELIES, RENEWS, SUPPORT

WIDTH = 540
LINE_STYLES = {
    PRECEDES: {"linewidth": 3.2, "linestyle": "-"},
    RENEWS: {"linewidth": 2.4, "linestyle": (0, (4, 2))},
    CALLS: {"linewidth": 1.6, "linestyle": "-"},
    RELIES: {"linewidth": 2, "linestyle": (0, (1, 1.6))},
}


def process_map(ref, *, highlight=(), ax=None):
    """Draw the processes and their links.

    The life of a service runs from left to right at the top; below stand the processes that are called, at the base
    the support ones. A métier process has round corners, a support one square corners and a double edge.

    Parameters
    ----------
    ref : Referential
        Its tables `processus`, `categories` and `liens` are drawn (référentiel, passages L053, L055 and L057).
    highlight : iterable of str
        Processes (`"P1"`) and links (`"P1→P3"`) to draw with a thick line.
    ax : matplotlib.axes.Axes, optional
        Where to draw; the map takes its width. Default: a new figure, 540 points wide and as high as it needs.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point. Parts are named by their gid: `part:P1:0`, `part:P1→P3:0`.

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
    return draw(ProcessNetwork.from_referential(ref), highlight=highlight, ax=ax)


def describe_process_map(ref, highlight=()):
    """Return the text alternative of `process_map`: a str that says in French all that the picture shows."""
    network = ProcessNetwork.from_referential(ref)
    return network.describe(network.checked(highlight))


process_map.describe = describe_process_map


def draw(network, *, highlight=(), ax=None, width=WIDTH, font=FONT):
    """Draw a `ProcessNetwork`; see `process_map`. Without `ax`, `width` is the figure's, in points."""
    highlight = network.checked(highlight)
    ax, layout = canvas(partial(lay_out, network), ax, width, font)
    _Drawing(ax, layout, colours(process.code for process in network.processes), highlight).draw()
    return ax


class _Drawing:
    def __init__(self, ax, layout, fills, highlight):
        self.ax, self.layout, self.fills, self.highlight = ax, layout, fills, highlight

    def draw(self):
        for code, box in self.layout.boxes.items():
            self._box(code, box)
        count = {}
        for link, points in self.layout.paths:
            number = count[link.part] = count.get(link.part, -1) + 1
            self._arrow(link.nature, points, link.part in self.highlight, f"{link.part}:{number}")
        size = self.layout.font
        for nature, x, y in self.layout.legend:
            self._arrow(nature, [(x, y), (x + 2.3 * size, y)])
            self._text(nature, x + 2.7 * size, y, size, verticalalignment="center_baseline")
        for line, x, y in self.layout.caption:
            self._text(line, x, y, size, verticalalignment="baseline", style="italic")

    def _box(self, code, box):
        colour = self.fills[code]
        place = (box.left, box.bottom), box.right - box.left, box.height
        chosen = code in self.highlight
        edge = {"facecolor": colour.fill, "edgecolor": INK, "linewidth": 4.5 if chosen else 1.5, "clip_on": False}
        if box.process.category == SUPPORT:
            patch = Rectangle(*place, **edge)
            inner = (box.left + 4, box.bottom + 4), place[1] - 8, place[2] - 8
            self.ax.add_patch(patch)
            self.ax.add_patch(Rectangle(*inner, fill=False, edgecolor=colour.text, linewidth=1))
        else:
            patch = FancyBboxPatch(*place, boxstyle=f"round,pad=0,rounding_size={0.7 * self.layout.font}", **edge)
            self.ax.add_patch(patch)
        patch.set_gid(f"part:{code}:0")
        self._box_texts(box, colour)

    def _box_texts(self, box, colour):
        y = (box.top + box.bottom + sum(LINE * size for _, size, *_ in box.lines)) / 2
        for line, size, weight, style in box.lines:
            y -= LINE * size
            self._text(
                line, box.centre, y + 0.3 * size, size, color=colour.text, weight=weight, style=style,
                horizontalalignment="center", verticalalignment="baseline",
            )  # fmt: skip

    def _text(self, words, x, y, size, color=INK, **settings):
        # parse_math: a $ in a teacher's label is a $.
        self.ax.text(x, y, words, fontsize=size, color=color, family=FAMILY, parse_math=False, **settings)

    def _arrow(self, nature, points, chosen=False, name=None):
        """Draw a line in the style of its nature, and its head, which no dash cuts."""
        style = dict(LINE_STYLES.get(nature, LINE_STYLES[CALLS]))
        style["linewidth"] *= (2 if chosen else 1) * self.layout.font / FONT
        *_, before, tip = points
        size = 0.4 * self.layout.font + 1.4 * style["linewidth"]
        x, y = (end - start for start, end in zip(before, tip, strict=True))
        far = size / hypot(x, y)
        back = tip[0] - x * far, tip[1] - y * far
        half = y * far * 0.42, -x * far * 0.42
        head = [tip, (back[0] + half[0], back[1] + half[1]), (back[0] - half[0], back[1] - half[1])]
        line = PathPatch(
            Path([*points[:-1], back]), fill=False, edgecolor=INK, joinstyle="round", clip_on=False, **style
        )
        for patch, kind in [(line, "part"), (Polygon(head, color=INK, linewidth=0, clip_on=False), "head")]:
            if name:
                patch.set_gid(f"{kind}:{name}")
            self.ax.add_patch(patch)
