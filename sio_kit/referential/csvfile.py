"""Read a CSV file as a text editor or a French Excel saves it, and say in French what cannot be read.

Excel in French settings writes `;`, Windows-1252 or UTF-8 with a BOM, CRLF and sometimes empty lines at the end.
"""

import codecs
import csv
import io
import re
from dataclasses import dataclass, field

from sio_kit.errors import Problem

DELIMITERS = ",;\t"
MAX_CELL = 1_000_000
# French letters and quotes as UTF-8 writes them: found in bytes that are not UTF-8, they show a damaged UTF-8 file
# rather than a Windows-1252 one.
FRENCH_UTF8 = re.compile(rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x80-\xbf]")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AS_UTF8 = "Enregistrez le fichier au format « CSV UTF-8 »"


@dataclass
class Sheet:
    """The cells of a CSV file. `lines[i]` is the line where `rows[i]` starts, as a text editor counts it."""

    header: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    lines: list = field(default_factory=list)


class UnreadableFileError(Exception):
    """Raised where no cell can be read; carries the `Problem` to show."""

    def __init__(self, problem):
        super().__init__(problem)
        self.problem = problem


def read_sheet(name, content, columns):
    """Split the bytes of a CSV file into cells, without its empty lines at the end.

    `name` is for the messages; `columns`, the expected ones, tell which separator is the right one. The bytes are UTF-8
    (with or without BOM) or Windows-1252. Raises an `UnreadableFileError` where they are no text or no cells.
    """
    text = _decode(name, content)
    if not text.strip():
        raise UnreadableFileError(
            Problem(name, "le fichier est vide", "Remettez au moins la ligne des titres de colonnes")
        )
    delimiter = _delimiter(text, columns)
    sheet = Sheet()
    limit = csv.field_size_limit(MAX_CELL)
    try:
        for line, cells in _records(name, text, delimiter):
            if not sheet.header and any(cells):
                sheet.header = [cell.strip() for cell in cells]
            elif sheet.header:
                sheet.rows.append(cells)
                sheet.lines.append(line)
    finally:
        csv.field_size_limit(limit)
    while sheet.rows and not any(cell.strip() for cell in sheet.rows[-1]):
        sheet.rows.pop()
        sheet.lines.pop()
    return sheet


def _decode(name, content):
    if content.startswith(UTF16_MARKS):
        raise UnreadableFileError(Problem(name, "le fichier est en UTF-16 (« Texte Unicode »)", SAVE_AS_UTF8))
    if b"\0" in content:
        line = _line_at(content, content.index(b"\0"))
        raise UnreadableFileError(
            Problem(name, "le fichier contient un octet nul : ce n'est pas du texte", SAVE_AS_UTF8, line)
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    try:
        if not FRENCH_UTF8.search(content):
            return content.decode("cp1252")
    except UnicodeDecodeError as error:
        bad = error.start
    message = "des caractères ne peuvent pas être lus (ni UTF-8, ni Windows-1252)"
    raise UnreadableFileError(Problem(name, message, SAVE_AS_UTF8, _line_at(content, bad)))


def _line_at(content, offset):
    return len(re.findall(rb"\r\n|\r|\n", content[:offset])) + 1


def _delimiter(text, columns):
    """Return the separator under which the first line shows the most of the expected columns."""
    first = text.lstrip().splitlines()[0]

    def known(delimiter):
        cells = {cell.strip(' "') for cell in first.split(delimiter)}
        return len(cells & set(columns)), len(cells)

    return max(DELIMITERS, key=known)


def _records(name, text, delimiter):
    """Yield (line where the record starts, cells)."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if "limit" in str(error):
            message, remedy = "une cellule dépasse un million de caractères", "Vérifiez les guillemets de cette ligne"
        else:
            message = 'un guillemet (") ouvre une cellule et ne la ferme pas'
            remedy = 'Fermez-le, ou doublez-le ("") s\'il fait partie du texte'
        raise UnreadableFileError(Problem(name, message, remedy, line)) from None
