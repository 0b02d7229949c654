"""Draw a choice as balances: one for each criterion, its arguments as weights on the two sides."""

from matplotlib.patches import Polygon

from sio_kit.choices.model import LEFT, RIGHT, SIDES, STRENGTHS
from sio_kit.drawing.canvas import canvas
from sio_kit.drawing.measure import LINE, wrap
from sio_kit.drawing.palette import INK, PAPER
from sio_kit.drawing.pen import Pen

WIDTH, FONT = 640, 16
LONGEST = 200
STEEPEST = 3  # strengths of difference from which the beam tilts no more
TALLEST = 3.1  # of a weight, in font sizes


def choice_balance(choice, *, ax=None):
    """Draw a choice's arguments and decision.

    Under each criterion a beam leans to the side whose arguments weigh more. Each argument is a weight, as high as it
    is strong, with its number; its words stand below, on its side.

    Parameters
    ----------
    choice : sio_kit.choices.model.Choice
    ax : matplotlib.axes.Axes, optional
        Where to draw; the picture takes its width, and smaller letters until its height is enough. Default: a new
        figure, 640 points wide and as high as it needs.

    Returns
    -------
    matplotlib.axes.Axes
        Its unit is the point.

    Examples
    --------
    >>> import sio_kit
    >>> from sio_kit.choices.model import Choice
    >>> choix = Choice.from_referential(sio_kit.load_referential(), "caisse")
    >>> ax = sio_kit.figures.choice_balance(choix)
    >>> [text.get_text() for text in ax.texts][:3]
    ['conserver', 'remplacer', 'pertinence']
    """
    return draw(choice, ax=ax)


def describe_choice_balance(choice):
    """Return the text alternative of `choice_balance`: a str, with each argument and the decision."""
    return choice.describe()


choice_balance.describe = describe_choice_balance


def draw(choice, *, ax=None, width=WIDTH, font=FONT):
    """Draw a choice; see `choice_balance`. Without `ax`, `width` is the figure's, in points."""
    ax, layout = canvas(lambda width, font: _Layout(choice, width, font), ax, width, font)
    _Drawing(ax, choice, layout).draw()
    return ax


class _Layout:
    """Where everything goes, in points: `rows` has each criterion with its weights and its lines of text."""

    def __init__(self, choice, width, font):
        self.choice, self.width, self.font = choice, width, font
        self.half = 0.5 * width
        self.pan = 0.36 * width
        self.block = min(1.7 * font, self.pan)
        self.per_row = max(1, int(self.pan / self.block))
        numbers = {id(each): number for number, each in enumerate(choice.arguments, start=1)}
        self.heads = {side: wrap(choice.side(side), self.half - font, font, "bold") for side in SIDES}
        self.head = (max(map(len, self.heads.values())) * LINE + 0.4) * font
        self.rows = [_Row(self, criterion, numbers) for criterion in choice.criteria]
        self.end = [*wrap(choice.decision_line(), width - font, font, "bold")]
        self.caption = wrap(choice.caption(), width - 4, font)
        lines = len(self.end) + len(self.caption)
        self.height = self.head + sum(row.height for row in self.rows) + (lines * LINE + 1.4) * font


class _Row:
    """One criterion: its title, its weights as (number, strength, text) by side, and how high it is."""

    def __init__(self, layout, criterion, numbers):
        font = layout.font
        self.title = criterion.label
        self.weights = {
            side: [(numbers[id(each)], each) for each in layout.choice.under(criterion.code, side)] for side in SIDES
        }
        self.lines = {
            side: [
                line
                for number, each in self.weights[side]
                for line in wrap(_said(number, each), layout.half - 1.2 * font, font)
            ]
            for side in SIDES
        }
        left, right = (layout.choice.weight(criterion.code, side) for side in SIDES)
        self.tilt = max(-1, min(1, (left - right) / STEEPEST)) * 0.9 * font
        piles = max(-(-len(weights) // layout.per_row) for weights in self.weights.values())
        self.stack = max(piles * TALLEST * font, 0.5 * font)
        self.beam = self.stack + LINE * font + abs(self.tilt) + 0.5 * font  # from the top of the row to its beam
        self.text = self.beam + abs(self.tilt) + 1.6 * font  # to its lines of text
        self.height = self.text + (max(map(len, self.lines.values())) * LINE + 0.8) * font


def _said(number, argument):
    text = " ".join(argument.text.split())
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    return f"{number}. {short} ({STRENGTHS[argument.strength]})"


class _Drawing:
    def __init__(self, ax, choice, layout):
        self.ax, self.choice, self.layout = ax, choice, layout
        self.pen = Pen(ax, layout.font)

    def draw(self):
        layout = self.layout
        for side, lines in layout.heads.items():
            x = self.centre(side)
            self.pen.lines(lines, x, layout.height - 0.2 * layout.font, weight="bold", horizontalalignment="center")
        top = layout.height - layout.head
        for row in layout.rows:
            self.pen.rule([2, layout.width - 2], [top, top], linewidth=0.8)
            self.row(row, top)
            top -= row.height
        self.pen.rule([2, layout.width - 2], [top, top], linewidth=0.8)
        self.pen.lines(layout.end, 0.3 * layout.font, top - 0.3 * layout.font, weight="bold")
        below = top - (len(layout.end) * LINE + 0.6) * layout.font
        self.pen.lines(layout.caption, 2, below, style="italic")

    def centre(self, side):
        return {LEFT: 0.5, RIGHT: 1.5}[side] * self.layout.half

    def row(self, row, top):
        font, half = self.layout.font, self.layout.half
        self.pen.lines([row.title], half, top - 0.15 * font, horizontalalignment="center")
        y = top - row.beam
        arm = 0.5 * half + 0.5 * self.layout.pan
        slope = row.tilt / arm
        self.pen.rule([half - arm, half + arm], [y - row.tilt, y + row.tilt], linewidth=3)
        foot = [(half, y), (half - 0.8 * font, y - 1.4 * font), (half + 0.8 * font, y - 1.4 * font)]
        self.ax.add_patch(Polygon(foot, facecolor=PAPER, edgecolor=INK, linewidth=1.5, clip_on=False))
        for side, weights in row.weights.items():
            self.weights(weights, self.centre(side), y, slope)
            left = 0.4 * font + (half if side == RIGHT else 0)
            self.pen.lines(row.lines[side], left, top - row.text)

    def weights(self, weights, centre, beam, slope):
        """Pile up weights around `centre`, on a beam that has that slope."""
        layout = self.layout
        for place, (number, argument) in enumerate(weights):
            pile, column = divmod(place, layout.per_row)
            count = min(len(weights) - pile * layout.per_row, layout.per_row)
            x = centre + (column - (count - 1) / 2) * layout.block
            y = beam + (x - layout.half) * slope + 0.15 * layout.font + pile * TALLEST * layout.font
            self.weight(number, argument.strength, x, y)

    def weight(self, number, strength, x, y):
        font, block = self.layout.font, self.layout.block
        height = (0.4 + 0.88 * strength) * font
        self.pen.box(x - block / 2 + 1, y + height, block - 2, height, linewidth=strength)
        self.pen.lines([str(number)], x, y + height / 2 + 0.65 * font, size=0.85 * font, horizontalalignment="center")
