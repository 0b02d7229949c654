"""Questions for Wooclap: the workbook that it gives as a model, of which the kit fills the rows of type MCQ.

A question with several right answers is one too. The file has no place for an explanation.
"""

from sio_kit.spreadsheet import xlsx


def files(order):
    """Return the one file of an order."""
    rows = [_row(question) for question in order.bank]
    width = max(map(len, rows))
    header = ["Type", "Title", "Correct"]
    rows = [header + ["Choice"] * (width - len(header)), *rows]
    return {order.target: xlsx({"Wooclap": [row + [None] * (width - len(row)) for row in rows]})}


def _row(question):
    return ["MCQ", question.text, correct(question), *question.answers]


def correct(question):
    """Return the ranks of the right answers, from 1: a number, or a text with commas for several."""
    ranks = [index + 1 for index in question.right]
    return ranks[0] if len(ranks) == 1 else ",".join(map(str, ranks))
