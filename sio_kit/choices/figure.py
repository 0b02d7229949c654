"""Draw a choice as balances: one for each criterion, its arguments as weights on the two sides."""

from functools import partial

from sio_kit.choices.rules import LEFT, RIGHT, SIDES, STRENGTHS
from sio_kit.drawing.canvas import drawn
from sio_kit.drawing.measure import LINE, drawable, wrap
from sio_kit.drawing.palette import INK, PAPER

WIDTH, FONT = 640, 16
LONGEST = 200  # characters of an argument
STEEPEST = 3  # strengths of difference from which the beam tilts no more
TALLEST = 3.1  # of a weight, in font sizes


def choice_balance(choice, *, ax=None, width=WIDTH, font=FONT):
    """Draw a choice's arguments and decision.

    Under each criterion a beam leans to the side whose arguments weigh more. Each argument is a weight, as high as it
    is strong, with its number; its words stand below, on its side.

    Parameters
    ----------
    choice : Choice
    ax : matplotlib.axes.Axes, optional
        Where to draw, as wide as it is. Default: a new figure, `width` points wide, its letters `font` points high.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point, its label the text alternative.

    Examples
    --------
    >>> import sio_kit
    >>> choix = sio_kit.Choice.from_referential(sio_kit.load_referential(), "caisse")
    >>> ax = sio_kit.figures.choice_balance(choix)
    >>> [text.get_text() for text in ax.texts][:3]
    ['conserver', 'remplacer', 'pertinence']
    """
    return drawn(partial(_Balances, choice), choice.describe(), ax, width, font)


class _Balances:
    """Where everything goes, in points: the two sides, a row for each criterion, the decision."""

    def __init__(self, choice, width, font):
        self.width, self.font, self.half = width, font, 0.5 * width
        self.centres = {LEFT: 0.5 * self.half, RIGHT: 1.5 * self.half}
        self.heads = {side: wrap(choice.side(side), self.half - font, font, "bold") for side in SIDES}
        self.head = (max(map(len, self.heads.values())) * LINE + 0.4) * font
        numbered = list(enumerate(choice.arguments, start=1))
        self.rows = [_Row(self, choice, criterion, numbered) for criterion in choice.criteria]
        self.end = wrap(choice.decision_line(), width - font, font, "bold")
        self.caption = wrap(choice.caption(), width - 4, font)
        lines = len(self.end) + len(self.caption)
        self.height = self.head + sum(row.height for row in self.rows) + (lines * LINE + 1.4) * font

    def draw(self, pen):
        for side, lines in self.heads.items():
            pen.lines(lines, self.centres[side], self.height - 0.2 * self.font, weight="bold", ha="center")
        top = self.height - self.head
        for row in self.rows:
            pen.rule([2, self.width - 2], [top, top], linewidth=0.8)
            row.draw(pen, top)
            top -= row.height
        pen.rule([2, self.width - 2], [top, top], linewidth=0.8)
        pen.lines(self.end, 0.3 * self.font, top - 0.3 * self.font, weight="bold")
        pen.lines(self.caption, 2, top - (len(self.end) * LINE + 0.6) * self.font, style="italic")


class _Row:
    """One criterion: its title, its weights as (number, strength) and its lines of text by side, and how high it is."""

    def __init__(self, picture, choice, criterion, numbered):
        self.font, self.half, self.centres = picture.font, picture.half, picture.centres
        font = self.font
        self.title = wrap(criterion["libelle"], picture.width - font, font)
        self.weights, self.lines = {}, {}
        for side in SIDES:
            under = choice.under(criterion["code"], side)
            own = [(number, argument) for number, argument in numbered if argument in under]
            self.weights[side] = [(number, argument.strength) for number, argument in own]
            texts = [_said(*each) for each in own]
            self.lines[side] = [line for text in texts for line in wrap(text, self.half - 1.2 * font, font)]
        left, right = (choice.weight(criterion["code"], side) for side in SIDES)
        self.tilt = max(-1, min(1, (left - right) / STEEPEST)) * 0.9 * font
        self.pan = 0.72 * self.half
        self.block = min(1.7 * font, self.pan)
        self.per_pile = max(1, int(self.pan / self.block))
        piles = max(-(-len(weights) // self.per_pile) for weights in self.weights.values())
        stack = max(piles * TALLEST * font, 0.5 * font)
        # From the top of the row to its beam, then to its lines of text.
        self.beam = stack + len(self.title) * LINE * font + abs(self.tilt) + 0.5 * font
        self.text = self.beam + abs(self.tilt) + 1.6 * font
        self.height = self.text + (max(map(len, self.lines.values())) * LINE + 0.8) * font

    def draw(self, pen, top):
        font, half = self.font, self.half
        pen.lines(self.title, half, top - 0.15 * font, ha="center")
        y = top - self.beam
        arm = 0.5 * half + 0.5 * self.pan
        pen.rule([half - arm, half + arm], [y - self.tilt, y + self.tilt], linewidth=3)
        foot = [(half, y), (half - 0.8 * font, y - 1.4 * font), (half + 0.8 * font, y - 1.4 * font)]
        pen.shape(foot, facecolor=PAPER, edgecolor=INK, linewidth=1.5)
        for side, lines in self.lines.items():
            self.draw_weights(pen, side, y, self.tilt / arm)
            pen.lines(lines, 0.4 * font + (half if side == RIGHT else 0), top - self.text)

    def draw_weights(self, pen, side, beam, slope):
        """Pile up a side's weights on the beam, which has that slope."""
        font, block, weights = self.font, self.block, self.weights[side]
        for place, (number, strength) in enumerate(weights):
            pile, column = divmod(place, self.per_pile)
            count = min(len(weights) - pile * self.per_pile, self.per_pile)
            x = self.centres[side] + (column - (count - 1) / 2) * block
            y = beam + (x - self.half) * slope + (0.15 + pile * TALLEST) * font
            height = (0.4 + 0.88 * strength) * font
            pen.box(x - block / 2 + 1, y + height, block - 2, height, linewidth=strength)
            pen.text(str(number), x, y + height / 2 - 0.35 * font, size=0.85 * font, ha="center")


def _said(number, argument):
    return f"{number}. {drawable(argument.text, LONGEST)} ({STRENGTHS[argument.strength]})"
