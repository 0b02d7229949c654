"""Where everything of the process map goes: boxes, lines, legend; in points, from the bottom left corner.

Rows of boxes stand one above the other. Lines run in the gaps between rows, in the gaps between the boxes of a row
(channels) or above a row (lanes), so that none crosses a text.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from sio_kit.drawing import measure as text
from sio_kit.processes.model import verb
from sio_kit.vocabulary import RENEWS

FONT, SMALLEST = 16, 9
NARROWEST = 3.7  # of a box, in font sizes
PADDING = 8
LANE = 16
LEGEND_LINE = 1.6  # in font sizes


@dataclass
class Box:
    """A process's box: its place, and its texts as (line, font size, weight, style), from top to bottom."""

    process: object
    row: int
    index: int
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

    @property
    def room(self):
        return self.right - self.left - 2 * PADDING

    def widest(self, font):
        return text.longest_word([self.process.label, self.process.category_label], font)

    def write(self, font):
        """Break the box's texts into lines."""
        for words, size, weight, style in [
            (self.process.code, 1.1 * font, "bold", "normal"),
            (self.process.label, font, "normal", "normal"),
            (self.process.category_label, font, "normal", "italic"),
        ]:
            self.lines += [(line, size, weight, style) for line in text.wrap(words, self.room, size, weight)]
        self.height = sum(text.LINE * size for _, size, *_ in self.lines) + 2 * PADDING


class Way:
    """A link on its way from one box to another.

    `ports` are the x (or, side to side, the y) where it leaves and where it arrives; `lane` is the number of the lane
    above its row that it takes, 0 for none; `channel` the x at which it passes the rows in between, if there are any.
    """

    def __init__(self, link, source, target):
        self.link, self.source, self.target, self.ports = link, source, target, [0, 0]
        self.lane, self.channel = 0, None
        self.upper, self.lower = sorted((source, target), key=lambda box: box.row)

    @property
    def takes_lane(self):
        """Whether it runs above its row: all do within a row but those to the next box."""
        is_next = self.target.index - self.source.index == 1 and self.link.nature != RENEWS
        return self.source.row == self.target.row and not is_next

    def ends(self):
        """Return, for both ends, the box, the side of it, and the x towards which the link heads there."""
        sides = ("bottom", "top") if self.source is self.upper else ("top", "bottom")
        if self.source.row == self.target.row:
            sides = ("top", "top") if self.takes_lane else ("right", "left")
        headings = [box.centre if self.channel is None else self.channel for box in (self.target, self.source)]
        return zip((self.source, self.target), sides, headings, strict=True)


class MapLayout:
    """The places of a network's processes and links on a map of a given width.

    `boxes` are by code; `paths` are pairs of a link and its points; `legend` has (nature, x, y); `caption` is lines.
    `font` is the size of letters, in points, less than asked for where a word would not fit its box.
    """

    def __init__(self, network, width, font):
        self.width = width
        self.gap = max(1.9 * font, 0.08 * width) if width > 30 * font else 1.9 * font  # in the first row
        self.gutter = 1.6 * font
        most = max(1, int((width - 4 + self.gap) / (NARROWEST * font + self.gap)))
        rows = [part for row in network.rows() for part in _split(row, most)]
        self.rows = [self._boxes(row, place, len(rows)) for place, row in enumerate(rows)]
        self.boxes = {box.process.code: box for row in self.rows for box in row}
        self.font = self._font_that_fits(font)
        self.ways = [Way(link, self.boxes[link.source], self.boxes[link.target]) for link in network.links]
        legend = self._legend(dict.fromkeys(link.nature for link in network.links))
        self.caption = text.wrap(network.caption(), width - 4, self.font)
        foot = len(self.caption) * text.LINE * self.font
        self.legend = [
            (nature, x, foot + (number + 0.5) * LEGEND_LINE * self.font)
            for number, line in enumerate(reversed(legend))
            for nature, x in line
        ]
        self.height = self._stack(foot + (len(legend) * LEGEND_LINE + 0.6) * self.font)
        self._choose_channels()
        self._share_sides()
        self.paths = [(way.link, self._path(way, number)) for number, way in enumerate(self.ways)]

    def _boxes(self, row, place, rows):
        """Share the width: the first and the last row fill it, others leave the gutters."""
        inset = 2 if place in (0, rows - 1) else self.gutter
        gap = self.gap if place == 0 else 1.2 * self.gutter
        room = (self.width - 2 * inset - gap * (len(row) - 1)) / len(row)
        lefts = [inset + index * (room + gap) for index in range(len(row))]
        return [Box(row[index], place, index, left, left + room) for index, left in enumerate(lefts)]

    def _font_that_fits(self, font):
        while font > SMALLEST and any(box.widest(font) > box.room for box in self.boxes.values()):
            font -= 0.5
        return font

    def _legend(self, natures):
        """Break the natures of the links into lines of (nature, x)."""
        lines, x = [], self.width
        for nature in natures:
            room = 4 * self.font + text.width(verb(nature), self.font)
            if x + room > self.width:
                lines.append([])
                x = 2
            lines[-1].append((nature, x))
            x += room
        return lines

    def _stack(self, height):
        """Give the boxes and the lanes their heights, from what is below them up; return the height of all."""
        for row in self.rows:
            for box in row:
                box.write(self.font)
            for box in row:
                box.height = max(other.height for other in row)
        for place, row in reversed(list(enumerate(self.rows))):
            height += row[0].height
            for box in row:
                box.top = height
            lanes = [way for way in self.ways if way.takes_lane and way.source.row == place]
            for number, way in enumerate(lanes, start=1):
                way.lane = number
            gap = 0 if place == 0 else 2.9 * self.font if place == 1 and len(self.rows) > 2 else 2.4 * self.font
            height += gap + LANE * (len(lanes) + bool(lanes) * 0.6) + 2
        return height

    def _choose_channels(self):
        """Give each link that passes other rows a gap between boxes; those of one box run there side by side."""
        taken = Counter()
        for way in self.ways:
            between = self.rows[way.upper.row + 1 : way.lower.row]
            if not between:
                continue
            gaps = [self.gutter / 2, self.width - self.gutter / 2]
            if len(between) == 1:
                gaps += [(left.right + right.left) / 2 for left, right in pairwise(between[0])]
            half = (way.upper.right - way.upper.left) / 2
            nearest = min(gaps, key=lambda x: (abs(x - way.upper.centre) > half, -abs(x - self.width / 2)))
            side_by_side = way.upper.process.code, way.lower.row
            inwards = 5 if nearest < self.width / 2 else -5
            way.channel = nearest + inwards * (taken[side_by_side] % 3)
            taken[side_by_side] += 1

    def _share_sides(self):
        """Share each side of a box between its links, in the order of where they go, so that they do not cross."""
        sides = {}
        for number, way in enumerate(self.ways):
            for end, (box, side, heading) in enumerate(way.ends()):
                sides.setdefault((box.process.code, side), []).append((heading, number, end))
        for (code, side), ends in sides.items():
            box = self.boxes[code]
            for rank, (_, number, end) in enumerate(sorted(ends), start=1):
                share = rank / (len(ends) + 1)
                upright = side in ("left", "right")
                port = box.top - share * box.height if upright else box.left + share * (box.right - box.left)
                self.ways[number].ports[end] = port

    def _path(self, way, number):
        source, target, (start, end) = way.source, way.target, way.ports
        if way.lane:
            y = source.top + LANE * way.lane
            return [(start, source.top), (start, y), (end, y), (end, target.top)]
        if source.row == target.row:
            y = min(start, end)
            return [(source.right, y), (target.left, y)]
        (_, side, _), (_, far_side, _) = way.ends()
        first, last = (start, getattr(source, side)), (end, getattr(target, far_side))
        if way.channel is not None:
            return self._through(way, number, first, last)
        return [first, (start, last[1])] if self._free(start, way) else [first, last]

    def _free(self, x, way):
        """Tell whether a link can come straight down (or up) on its target, at `x`, without meeting another."""
        arriving = [other.ports[1] for other in self.ways if other.target is way.target and other is not way]
        inside = way.target.left + PADDING < x < way.target.right - PADDING
        return inside and all(abs(port - x) > LANE for port in arriving)

    def _through(self, way, number, first, last):
        """Return a way down (or up) a channel, straight where the boxes at its ends lie above and below it."""
        turning = number % 4  # bends side by side rather than one on the other
        bend = (0.7 * self.font + 5 * turning) * (-1 if way.source is way.upper else 1)
        x = way.channel
        start = [first, (first[0], first[1] + bend), (x, first[1] + bend)]
        end = [(x, last[1] - bend), (last[0], last[1] - bend), last]
        return [
            *([(x, first[1])] if way.source.left < x < way.source.right else start),
            *([(x, last[1])] if way.target.left < x < way.target.right else end),
        ]


def _split(row, most):
    """Break a row into as few rows as hold `most` each, about equally long."""
    length = -(-len(row) // -(-len(row) // most))
    return [row[start : start + length] for start in range(0, len(row), length)]
