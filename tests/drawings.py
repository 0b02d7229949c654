"""What the tests ask of any drawing: that its texts can be read."""

from itertools import combinations


def text_places(ax):
    """Return the place of each text of an Axes, in the Axes' own unit."""
    ax.figure.draw_without_rendering()
    inverse = ax.transData.inverted()
    return {text: text.get_window_extent().transformed(inverse) for text in ax.texts}


def shrunk(box):
    """Return a text's box without the air above and below its letters."""
    return box.padded(0, -0.1 * box.height)


def unreadable(ax):
    """List the texts that lie over one another or beyond the Axes; turned ones are left out."""
    places = {text: place for text, place in text_places(ax).items() if text.get_rotation() == 0}
    bounds = ax.viewLim.padded(1)
    over = [
        (first.get_text(), second.get_text())
        for first, second in combinations(places, 2)
        if shrunk(places[first]).overlaps(shrunk(places[second]))
    ]
    beyond = [
        text.get_text()
        for text, place in places.items()
        if not (bounds.x0 <= place.x0 <= place.x1 <= bounds.x1 and bounds.y0 <= place.y0 <= place.y1 <= bounds.y1)
    ]
    return over + beyond
