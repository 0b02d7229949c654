"""What drawings are made of: lines of text, boxes, arrows, at one size of letters."""

from math import hypot

from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from sio_kit.drawing.measure import FAMILY, LINE, drawable
from sio_kit.drawing.palette import INK, PAPER


class Pen:
    """Draws on Axes whose unit is the point; `font` is the size of letters. `settings` are those of matplotlib."""

    def __init__(self, ax, font):
        self.ax, self.font = ax, font

    def text(self, words, x, y, color=INK, size=None, **settings):
        """Write one line, its baseline at `y`."""
        # parse_math: a $ in somebody's text is a $.
        settings = {"family": FAMILY, "parse_math": False, "verticalalignment": "baseline", **settings}
        self.ax.text(x, y, drawable(words), fontsize=size or self.font, color=color, **settings)

    def lines(self, lines, x, top, color=INK, size=None, **settings):
        """Write lines from `top` down."""
        size = size or self.font
        for number, line in enumerate(lines, start=1):
            self.text(line, x, top - (number * LINE - 0.3) * size, color, size, **settings)

    def box(self, left, top, width, height, radius=0, **settings):
        """Draw a box, with round corners if a radius is given."""
        place = (left, top - height), width, height
        settings = {"facecolor": PAPER, "edgecolor": INK, "linewidth": 1.2, "clip_on": False, **settings}
        style = f"round,pad=0,rounding_size={radius}"
        patch = FancyBboxPatch(*place, boxstyle=style, **settings) if radius else Rectangle(*place, **settings)
        self.ax.add_artist(patch)

    def dot(self, x, y, radius, **settings):
        """Draw a disc."""
        self.ax.add_artist(Circle((x, y), radius, edgecolor=INK, clip_on=False, **settings))

    def shape(self, points, **settings):
        """Draw a closed shape."""
        self.ax.add_artist(Polygon(points, clip_on=False, **settings))

    def rule(self, xs, ys, **settings):
        """Draw a line through points."""
        self.ax.plot(xs, ys, **{"color": INK, "linewidth": 1.2, **settings})

    def arrow(self, points, linewidth, names=(None, None), zorder=1, **settings):
        """Draw an arrow through points: a line, and a head which no dash cuts; `names` are the gids of the two."""
        *start, before, tip = points
        x, y = tip[0] - before[0], tip[1] - before[1]
        share = (0.4 * self.font + 1.4 * linewidth) / hypot(x, y)  # of the last stretch, for the head
        back = tip[0] - x * share, tip[1] - y * share
        half = y * share * 0.42, -x * share * 0.42
        head = [tip, (back[0] + half[0], back[1] + half[1]), (back[0] - half[0], back[1] - half[1])]
        line = PathPatch(
            Path([*start, before, back]), fill=False, edgecolor=INK, linewidth=linewidth, joinstyle="round",
            clip_on=False, gid=names[0], zorder=zorder, **settings,
        )  # fmt: skip
        self.ax.add_artist(line)
        self.shape(head, color=INK, linewidth=0, gid=names[1], zorder=zorder)
