"""Give a picture its Axes: a new figure as high as it needs, or somebody's Axes that it has to fit."""

from matplotlib.figure import Figure

SMALLEST = 2


def canvas(lay_out, ax, width, font):
    """Return the Axes to draw on, its unit the point, and the layout that fits it.

    Parameters
    ----------
    lay_out : callable
        Takes a width and a font size in points; returns a layout with `width`, `height` and `font`.
    ax : matplotlib.axes.Axes or None
        Given: the layout takes its width, with smaller letters until its height is enough.
    width, font : float
        Those of a new figure; the letters on a given `ax` keep their proportion.

    Returns
    -------
    ax, layout
    """
    if ax is None:
        layout = lay_out(width, font)
        figure = Figure(figsize=(layout.width / 72, layout.height / 72), dpi=72, facecolor="none")
        ax, high = figure.add_axes((0, 0, 1, 1)), layout.height
    else:
        box = ax.get_window_extent()
        wide, high = (side * 72 / ax.figure.dpi for side in (box.width, box.height))
        layout = lay_out(wide, font * wide / width)
        while layout.height > high and layout.font > SMALLEST:
            layout = lay_out(wide, layout.font * 0.94)
    ax.set_xlim(0, layout.width)
    ax.set_ylim(layout.height - max(high, layout.height), layout.height)
    ax.axis("off")
    return ax, layout
