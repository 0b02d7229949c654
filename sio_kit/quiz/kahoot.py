"""Questions for Kahoot!: its own workbook, whose title row is the eighth and whose columns begin at B.

It has no place for an explanation.
"""

from sio_kit.quiz.wooclap import correct
from sio_kit.spreadsheet import xlsx

HEADER = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
TIMES = (5, 10, 20, 30, 60, 90, 120, 240)
READ = 15  # characters a second
THINK = 5  # seconds for each level of difficulty
ABOVE, ANSWERS = 7, 4


def files(order):
    """Return the one file of an order."""
    width = len(HEADER) + 1
    above = [[None] * width for _ in range(ABOVE)]
    above[1][1] = "Quiz template"
    rows = [_row(number, question) for number, question in enumerate(order.bank, start=1)]
    return {order.target: xlsx({"Sheet1": [*above, [None, *HEADER], *rows]})}


def _row(number, question):
    blanks = [None] * (ANSWERS - len(question.answers))
    return [number, question.text, *question.answers, *blanks, seconds(question), correct(question)]


def seconds(question):
    """Return the first of Kahoot's times in which one can read the question and its answers, and think."""
    needed = sum(map(len, (question.text, *question.answers))) / READ + THINK * question.difficulty
    return next((time for time in TIMES if time >= needed), TIMES[-1])
