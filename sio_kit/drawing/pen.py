"""What drawings are made of: lines of text and boxes, at one size of letters."""

from matplotlib.patches import FancyBboxPatch, Rectangle

from sio_kit.drawing.measure import FAMILY, LINE
from sio_kit.drawing.palette import INK, PAPER


class Pen:
    """Draws on Axes whose unit is the point.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    font : float
        The size of letters, in points.
    """

    def __init__(self, ax, font):
        self.ax, self.font = ax, font

    def lines(self, lines, x, top, color=INK, size=None, **settings):
        """Write lines of text from `top` down; `settings` are those of matplotlib's texts."""
        for number, line in enumerate(lines, start=1):
            y = top - (number * LINE - 0.3) * self.font
            # parse_math: a $ in somebody's text is a $.
            self.ax.text(
                x, y, line, fontsize=size or self.font, color=color, family=FAMILY, parse_math=False,
                verticalalignment="baseline", **settings,
            )  # fmt: skip

    def box(self, left, top, width, height, **settings):
        """Draw a box with sharp corners; `settings` are those of matplotlib's patches."""
        settings = {"facecolor": PAPER, "edgecolor": INK, "linewidth": 1.2, "clip_on": False, **settings}
        self.ax.add_patch(Rectangle((left, top - height), width, height, **settings))

    def round_box(self, left, top, width, height, fill):
        """Draw a box with round corners."""
        shape = f"round,pad=0,rounding_size={0.35 * self.font}"
        patch = FancyBboxPatch(
            (left, top - height), width, height, boxstyle=shape, facecolor=fill, edgecolor=INK, clip_on=False
        )
        self.ax.add_patch(patch)

    def rule(self, xs, ys, **settings):
        """Draw a line through points."""
        self.ax.plot(xs, ys, **{"color": INK, "linewidth": 1.2, **settings})
