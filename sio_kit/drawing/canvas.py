"""Give a picture its Axes: a new figure as high as it needs, or somebody's Axes that it has to fit."""

from matplotlib.figure import Figure

from sio_kit.drawing.pen import Pen

SMALLEST = 2


def drawn(lay_out, alternative, ax, width, font):
    """Draw a picture and return its Axes, whose unit is the point and whose label is the picture's text alternative.

    `lay_out` takes a width and a font size in points; it returns a layout with `width`, `height`, `font` and
    `draw(pen)`. On a given `ax` the letters keep their proportion to the width, and are smaller if the height asks it.
    """
    if ax is None:
        layout = lay_out(width, font)
        figure = Figure(figsize=(layout.width / 72, layout.height / 72), dpi=72, facecolor="none")
        ax, high = figure.add_axes((0, 0, 1, 1)), layout.height
    else:
        box = ax.get_window_extent()
        wide, high = (side * 72 / ax.figure.dpi for side in (box.width, box.height))
        layout = lay_out(wide, font * wide / width)
        while (layout.height > high or layout.width > wide) and layout.font > SMALLEST:
            layout = lay_out(wide, layout.font * 0.94)
    ax.set_xlim(0, layout.width)
    ax.set_ylim(layout.height - max(high, layout.height), layout.height)
    ax.axis("off")
    ax.set_label(alternative)
    layout.draw(Pen(ax, layout.font))
    return ax
