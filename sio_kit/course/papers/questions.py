"""What a notebook asks, slide by slide, taken from the notebook itself: each question, and the room that it needs."""

import re
from dataclasses import dataclass, field

from sio_kit.course.papers.room import UNSAID, room
from sio_kit.course.student import ANSWER, FOLDED, HELPING, PLAIN, TEACHER, parts

# A paragraph that asks, answered or not.
ASKS = re.compile(
    r"^(?=\*\*(?:Questions?\b|À vous|À faire|Avec la classe|Exercice|Manche|Plus difficile|[A-Z]\.\*\*))", re.M
)
HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)
STARTS, ASIDE = ("slide", "subslide"), ("notes", "skip")


@dataclass
class Block:
    """Some cells of a slide; `lines` is the room to write under them, () where they ask nothing."""

    cells: list
    lines: tuple = ()


@dataclass
class Slide:
    """A slide, under the heading of its part; `titled` tells whether it holds that heading."""

    heading: str
    blocks: list = field(default_factory=list)
    titled: bool = False

    @property
    def asks(self):
        return any(block.lines for block in self.blocks)


class Questions:
    """The `slides` of a notebook, with room where they ask, and its `helps`: pairs of a heading and a help card."""

    def __init__(self, notebook):
        self.slides, self.helps = [Slide("")], []
        self._waiting, self._asks = [], False  # cells since the last room; whether they ask
        for cell in notebook.cells:
            if slide_type(cell) not in ASIDE and TEACHER not in tags(cell):
                self._take(cell)
        self._end_slide()

    def _take(self, cell):
        """Add a cell; one that begins with an answer belongs to the question on the slide before."""
        is_prose = cell.cell_type == "markdown"
        if ANSWER in tags(cell):
            if is_prose and self._asks:
                self._end_question(room(cell.source))
            return
        pieces = [each for each in parts(cell.source) if each[1].strip()] if is_prose else []
        if slide_type(cell) in STARTS and not (pieces and pieces[0][0] != PLAIN):
            self._end_slide()
        if not is_prose:
            self._waiting.append(cell)
        for kind, text in pieces:
            self._take_piece(kind, text, cell)

    def _take_piece(self, kind, text, cell):
        if kind == HELPING:
            self.helps.append((self.slides[-1].heading, text))
        elif kind == FOLDED:
            self._end_question(room(text))
        else:
            for said in filter(str.strip, ASKS.split(text)):
                self._say(with_text(cell, said))

    def _say(self, cell):
        if self._asks:
            self._end_question(UNSAID)
        asks = ASKS.match(cell.source)
        if asks:
            self._keep()
        if heading := HEADING.search(cell.source):
            self.slides[-1].heading, self.slides[-1].titled = heading[1], True
        self._waiting.append(cell)
        self._asks = bool(asks)

    def _end_question(self, lines):
        if self._waiting:
            self._keep(lines)

    def _keep(self, lines=()):
        if self._waiting:
            self.slides[-1].blocks.append(Block(self._waiting, lines))
        self._waiting, self._asks = [], False

    def _end_slide(self):
        self._keep(UNSAID if self._asks else ())
        self.slides.append(Slide(self.slides[-1].heading))


def with_text(cell, text):
    """Return a cell with another text, and all else that it has: the images attached to it."""
    return type(cell)({**cell, "source": text})


def slide_type(cell):
    return cell.metadata.get("slideshow", {}).get("slide_type", "")


def tags(cell):
    return cell.metadata.get("tags", ())
