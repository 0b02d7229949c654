"""Where everything of the process map goes: boxes, lines, legend; in points, from the bottom left corner.

Rows of boxes stand one above the other. Lines run in the gaps between rows, in the gaps between the boxes of a row
(channels) or above a row (lanes), so that none crosses a text.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from sio_kit.drawing import measure as text
from sio_kit.vocabulary import RENEWS

FONT, SMALLEST = 16, 9
PADDING = 8
LANE = 16
LEGEND_LINE = 1.6  # in font sizes


@dataclass
class Box:
    """A process's box: its place, and its texts as (line, font size, weight, style), from top to bottom."""

    process: object
    left: float
    right: float
    lines: list = field(default_factory=list)
    top: float = 0
    height: float = 0

    @property
    def bottom(self):
        return self.top - self.height

    @property
    def centre(self):
        return (self.left + self.right) / 2


@dataclass
class Layout:
    """The places of a process map; `paths` gives each link its points."""

    width: float
    height: float
    font: float
    boxes: dict
    paths: list
    legend: list
    caption: list


def lay_out(network, width, font):
    """Place a network's processes and links.

    Parameters
    ----------
    network : sio_kit.processes.model.ProcessNetwork
    width : float
        In points.
    font : float
        The size of letters, in points; less is taken where a word would not fit its box.

    Returns
    -------
    Layout
    """
    rows = network.rows()
    spread = _Spread(width, font)
    rows = [
        [Box(process, *edges) for process, edges in zip(row, spread.edges(len(row), place, len(rows)), strict=True)]
        for place, row in enumerate(rows)
    ]
    size = _font_that_fits(rows, font)
    for row in rows:
        for box in row:
            box.lines = _box_lines(box, size)
        for box in row:
            box.height = max(_height(other.lines) for other in row)
    return _Router(network, rows, width, size, spread).layout()


class _Spread:
    """How the boxes of a row share the width."""

    def __init__(self, width, font):
        self.width = width
        self.gap = max(1.9 * font, 0.08 * width) if width > 30 * font else 1.9 * font
        self.gutter = 1.6 * font

    def edges(self, count, place, rows):
        """Yield (left, right) for each box: the first and the last row fill the width, others leave the gutters."""
        inset = 2 if place in (0, rows - 1) else self.gutter
        gap = self.gap if place == 0 else 1.2 * self.gutter
        room = (self.width - 2 * inset - gap * (count - 1)) / count
        for index in range(count):
            left = inset + index * (room + gap)
            yield left, left + room


def _font_that_fits(rows, font):
    boxes = [box for row in rows for box in row]
    while font > SMALLEST and any(_widest(box, font) > box.right - box.left - 2 * PADDING for box in boxes):
        font -= 0.5
    return font


def _widest(box, font):
    return text.longest_word([box.process.label, box.process.category_label], font)


def _box_lines(box, font):
    room = box.right - box.left - 2 * PADDING
    parts = [
        (box.process.code, 1.1 * font, "bold", "normal"),
        (box.process.label, font, "normal", "normal"),
        (box.process.category_label, font, "normal", "italic"),
    ]
    return [
        (line, size, weight, style)
        for words, size, weight, style in parts
        for line in text.wrap(words, room, size, weight)
    ]


def _height(lines):
    return sum(text.LINE * size for _, size, *_ in lines) + 2 * PADDING


class _Router:
    """Finds each link its way, then gives rows and legend their heights."""

    def __init__(self, network, rows, width, font, spread):
        self.network, self.rows, self.width, self.font, self.spread = network, rows, width, font, spread
        self.boxes = {box.process.code: box for row in rows for box in row}
        self.place = {box.process.code: (r, i) for r, row in enumerate(rows) for i, box in enumerate(row)}
        self.lanes = {r: [link for link in network.links if self._lane(link) == r] for r in range(len(rows))}

    def _lane(self, link):
        """Return the row above which the link runs, or None for one that runs elsewhere."""
        (row, start), (other, end) = self.place[link.source], self.place[link.target]
        if row != other or (end - start == 1 and link.nature != RENEWS):
            return None
        return row

    def layout(self):
        legend = self._legend()
        caption = text.wrap(self.network.caption(), self.width - 4, self.font)
        line = text.LINE * self.font
        below = len(caption) * line + (len(legend) * LEGEND_LINE + 0.6) * self.font
        height = below + sum(row[0].height + self._above(r) for r, row in enumerate(self.rows))
        top = height
        for r, row in enumerate(self.rows):
            top -= self._above(r)
            for box in row:
                box.top = top
            top -= row[0].height
        self.ports = self._ports()
        paths = [(link, self._path(link, *ports)) for link, ports in zip(self.network.links, self.ports, strict=True)]
        placed = self._placed_legend(legend, top - 0.6 * self.font)
        lines = [(words, 2, (len(caption) - n - 0.7) * line) for n, words in enumerate(caption)]
        return Layout(self.width, height, self.font, self.boxes, paths, placed, lines)

    def _above(self, row):
        """Return the room above a row: for the lines that come down to it, and for its lanes."""
        gap = 0 if row == 0 else 2.9 * self.font if row == 1 and len(self.rows) > 2 else 2.4 * self.font
        return gap + LANE * (len(self.lanes[row]) + bool(self.lanes[row]) * 0.6) + 2

    def _ports(self):
        """Give each link the x (or, side to side, the y) where it leaves and where it arrives.

        Links on the same side of a box share it, in the order of where they go, so that they do not run together.
        """
        sides = {}
        for n, link in enumerate(self.network.links):
            for end, (code, other) in enumerate([(link.source, link.target), (link.target, link.source)]):
                sides.setdefault((code, self._side(link, code, other)), []).append((self._heading(link, other), n, end))
        ports = [[None, None] for _ in self.network.links]
        for (code, side), ends in sides.items():
            box = self.boxes[code]
            for rank, (_, n, end) in enumerate(sorted(ends), start=1):
                share = rank / (len(ends) + 1)
                if side in ("left", "right"):
                    ports[n][end] = box.top - share * box.height
                else:
                    ports[n][end] = box.left + share * (box.right - box.left)
        return ports

    def _side(self, link, code, other):
        (row, index), (far_row, far_index) = self.place[code], self.place[other]
        if row != far_row:
            return "bottom" if far_row > row else "top"
        if self._lane(link) is not None:
            return "top"
        return "right" if far_index > index else "left"

    def _heading(self, link, other):
        """Return the x towards which the link leaves: that of its channel, if it takes one."""
        channel = self._channel(link)
        return self.boxes[other].centre if channel is None else channel

    def _channel(self, link):
        """Return the x at which the link passes the rows in between; None where there is none."""
        (start, _), (end, _) = self.place[link.source], self.place[link.target]
        between = self.rows[min(start, end) + 1 : max(start, end)]
        if not between:
            return None
        upper = self.boxes[link.source if start < end else link.target]
        row = between[0]
        gaps = [self.spread.gutter / 2, self.width - self.spread.gutter / 2]
        gaps += [(left.right + right.left) / 2 for left, right in pairwise(row)]
        nearest = min(
            gaps, key=lambda x: (abs(x - upper.centre) > (upper.right - upper.left) / 2, -abs(x - self.width / 2))
        )
        earlier = self.network.links[: self.network.links.index(link)]
        shift = sum(self._same_way(other, link) for other in earlier)
        return nearest + 5 * shift

    def _same_way(self, first, second):
        """Tell whether two links pass the rows in between from the same upper box."""
        return {self.place[first.source][0], self.place[first.target][0]} == {
            self.place[second.source][0],
            self.place[second.target][0],
        } and self._upper(first) == self._upper(second)

    def _upper(self, link):
        return min(link.source, link.target, key=lambda code: self.place[code][0])

    def _path(self, link, start, end):
        source, target = self.boxes[link.source], self.boxes[link.target]
        side, far_side = self._side(link, link.source, link.target), self._side(link, link.target, link.source)
        if side in ("left", "right"):
            y = min(start, end)
            return [(getattr(source, side), y), (getattr(target, far_side), y)]
        lane = self._lane(link)
        if lane is not None:
            y = source.top + LANE * (self.lanes[lane].index(link) + 1)
            return [(start, source.top), (start, y), (end, y), (end, target.top)]
        first, last = (start, getattr(source, side)), (end, getattr(target, far_side))
        channel = self._channel(link)
        if channel is not None:
            return self._through(link, channel, source, target, first, last)
        return [first, (start, last[1])] if self._free(start, link, target) else [first, last]

    def _free(self, x, link, target):
        """Tell whether a link can come straight down (or up) on its target, at `x`, without meeting another."""
        arriving = [
            ports[1]
            for other, ports in zip(self.network.links, self.ports, strict=True)
            if other.target == link.target and other is not link
        ]
        return target.left + PADDING < x < target.right - PADDING and all(abs(port - x) > LANE for port in arriving)

    def _through(self, link, channel, source, target, first, last):
        """Return a way down (or up) a channel, straight where the boxes at its ends lie above and below it."""
        turning = self.network.links.index(link) % 4  # bends side by side rather than one on the other
        bend = (0.7 * self.font + 5 * turning) * (-1 if source.top > target.top else 1)
        start = (
            [(channel, first[1])]
            if source.left < channel < source.right
            else [first, (first[0], first[1] + bend), (channel, first[1] + bend)]
        )
        end = (
            [(channel, last[1])]
            if target.left < channel < target.right
            else [(channel, last[1] - bend), (last[0], last[1] - bend), last]
        )
        return [*start, *end]

    def _legend(self):
        """Break the natures of the links into lines of (nature, x)."""
        natures = list(dict.fromkeys(link.nature for link in self.network.links))
        lines, x = [[]], 2
        for nature in natures:
            room = 4 * self.font + text.width(nature, self.font)
            if lines[-1] and x + room > self.width:
                lines.append([])
                x = 2
            lines[-1].append((nature, x))
            x += room
        return [line for line in lines if line]

    def _placed_legend(self, legend, top):
        height = LEGEND_LINE * self.font
        return [(nature, x, top - (n + 0.5) * height) for n, line in enumerate(legend) for nature, x in line]
