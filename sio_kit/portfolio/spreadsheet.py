"""What a dossier covers as an .xlsx workbook: what a student typed stays text, even where it looks like a formula."""

from io import BytesIO

from sio_kit.extras import needs
from sio_kit.portfolio import rules

LONGEST = 32_767  # characters that a cell can hold
WIDE, NARROW = 60, 14  # characters
TOLD = (
    ("Nature", lambda each: each["nature"]),
    ("Contexte", lambda each: each["contexte"]),
    ("Service rendu", lambda each: each["service"]),
    ("Ce qui a été enregistré", lambda each: each["enregistre"]),
    ("Critères de qualité", lambda each: "\n".join(each["criteres"])),
    ("Autonomie", lambda each: ", ".join(each["autonomie"])),
    ("Preuves", lambda each: "\n".join(rules.proofs(each))),
    ("Passages cités", lambda each: ", ".join(each["passages"])),
)


def workbook(work, tables):
    """Return the bytes of a workbook: situations × processes, interventions × situations, what each situation says."""
    with needs():
        from openpyxl import Workbook
    told = rules.report(work, tables)
    names = [row["title"] for row in told["rows"]]
    book = Workbook()
    book.remove(book.active)
    covered = [[row["title"], *row["cells"], row["count"]] for row in told["rows"]]
    last = ["Situations", *told["totals"], sum(bool(each["situations"]) for each in told["interventions"])]
    _fill(book, "Processus", ["Situation", *told["codes"], "Interventions"], [*covered, last])
    shown = [_intervention(each, len(names)) for each in told["interventions"]]
    _fill(book, "Interventions", ["Intervention", "Option", "Passages", *names], shown)
    rows = [[name, *(tell(each) for _, tell in TOLD)] for name, each in zip(names, work["situations"], strict=True)]
    _fill(book, "Situations", ["Situation", *(title for title, _ in TOLD)], rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _intervention(each, situations):
    marks = ["oui" if place in each["situations"] else "" for place in range(1, situations + 1)]
    return [each["text"], each["options"], each["passages"], *marks]


def _fill(book, name, titles, rows):
    """Add a sheet: its titles stay in view, the first column is wide."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    for row, values in enumerate([titles, *rows], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == 1 or column == 1)
    for column in range(1, len(titles) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDE if column == 1 else NARROW
    sheet.freeze_panes = "B2"


def _put(cell, value):
    """Write a number, or a text that no spreadsheet takes for anything else."""
    if isinstance(value, int):
        cell.value = value
    elif value:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        cell.value = ILLEGAL_CHARACTERS_RE.sub("?", value)[:LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value[0] in "=+-@"
