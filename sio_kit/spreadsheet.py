"""Spreadsheets whose texts stay texts: a cell that begins with `=`, `+`, `-` or `@` is never a formula."""

import re
from io import BytesIO

from sio_kit.errors import ReferentialError
from sio_kit.extras import needs

REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML, in which both are written
LONGEST = 32_767  # characters in a cell of Excel
NARROW, WIDE = 10, 60
NO_TITLE = re.compile(r"[\[\]:*?/\\]")  # Excel refuses these in the name of a sheet, which has 31 characters


def xlsx(sheets, frozen="A1"):
    """Return the bytes of an Excel workbook.

    Parameters
    ----------
    sheets : dict
        The name of each sheet, and its rows: texts, integers, or None.
    frozen : str
        The first cell that moves, such as `"A2"`: the rows above it and the columns before it stay in sight, in bold.

    Raises
    ------
    ReferentialError
        A text cannot stand in a cell, or openpyxl is missing.
    """
    with needs():
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter
        from openpyxl.utils.cell import coordinate_to_tuple
    top, left = (number - 1 for number in coordinate_to_tuple(frozen))
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(NO_TITLE.sub("_", name)[:31])
        sheet.freeze_panes = frozen
        for column, width in enumerate(widths(rows), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for place, row in enumerate(rows):
            sheet.append([_cell(sheet, value, bold=place < top or column < left) for column, value in enumerate(row)])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet, value, bold):
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, checked(value) if value != "" else None)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")  # a text even for who edits it
    return cell


def ods(sheets):
    """Return the bytes of a LibreOffice workbook; see `xlsx`."""
    with needs():
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.teletype import addTextToElement
        from odf.text import P
    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        sheet = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                is_number = isinstance(value, int)
                cell = TableCell(valuetype="float", value=value) if is_number else TableCell(valuetype="string")
                for text in str(checked("" if value is None else value)).split("\n"):
                    addTextToElement(part := P(), text)
                    cell.addElement(part)
                line.addElement(cell)
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    content = BytesIO()
    book.write(content)
    return content.getvalue()


def widths(rows):
    """Return a width for each column, in characters: enough for its texts, and no more than one reads."""
    longest = [max(len(str(value)) for value in column) for column in zip(*rows, strict=True)]
    return [min(WIDE, max(NARROW, length + 2)) for length in longest]


def fitting(value):
    """Return what a cell can hold of a value: of a text, what is refused as `?`, and no more than fits."""
    return REFUSED.sub("?", value)[:LONGEST] if isinstance(value, str) else value


def checked(value):
    """Return what a cell holds; refuse a text that no spreadsheet takes."""
    if isinstance(value, str) and (REFUSED.search(value) or len(value) > LONGEST):
        raise ReferentialError(
            f"Un tableur ne peut pas contenir le texte « {REFUSED.sub('?', value[:40])} » : il est trop long, ou il "
            "contient un caractère invisible.",
            "Corrigez-le.",
        )
    return value
