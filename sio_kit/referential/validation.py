"""Check the tables of a data folder against its schema and say in French, with file, line and column, what is wrong."""

import re
from difflib import get_close_matches

from sio_kit.errors import Problem
from sio_kit.referential.csvfile import UnreadableFileError, read_sheet

INTEGERS = {"minimum": -(2**63), "maximum": 2**63 - 1}  # what pandas can hold
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # no picture and no page can hold them
LIMITS = [
    ("minimum", True, ""),
    ("maximum", True, ""),
    ("minLength", False, " caractères"),
    ("maxLength", False, " caractères"),
]
SHOWN = 60  # characters of a faulty cell


def check_tables(tables, contents):
    """Check tables together: `contents` gives the bytes of each, or the `Problem` that kept them from being read.

    Returns the `CheckedTable` of each name, and all the problems, in the order of the tables, then of the lines.
    """
    checked = {name: CheckedTable(table, contents[name]) for name, table in tables.items()}
    for each in checked.values():
        each.check_references(checked)
    problems = [problem for each in checked.values() for problem in sorted(each.problems, key=lambda one: one.line)]
    return checked, problems


class CheckedTable:
    """One table while it is checked.

    `columns` are those of the schema that the file has; `rows` has each line's cells in that order: text, an integer,
    or None for a cell that is empty or faulty where an integer is due; `lines` says where each row starts in the file.
    """

    def __init__(self, table, content):
        self.table = table
        self.columns, self.rows, self.lines, self.problems = [], [], [], []
        if isinstance(content, Problem):
            self.problems.append(content)
            return
        try:
            sheet = read_sheet(table.file, content, list(table.fields))
        except UnreadableFileError as error:
            self.problems.append(error.problem)
            return
        self._check_header(sheet.header)
        self._take_rows(sheet)
        self._check_doubles()
        if not self.rows and table.needs_rows:
            self._say("le fichier n'a que ses titres de colonnes", "Ajoutez au moins une ligne", line=1)

    def _say(self, message, remedy, line=0, column=""):
        self.problems.append(Problem(self.table.file, message, remedy, line, column))

    def _check_header(self, header):
        fields = self.table.fields
        expected = f"Les colonnes attendues sont : {', '.join(fields)}"
        for column in fields:
            if column not in header:
                self._say("cette colonne manque", expected, 1, column)
        for column in dict.fromkeys(header):
            if column not in fields:
                near = _nearest(column, fields)
                hint = f"Corrigez son titre (« {near} » ?) ou supprimez-la" if near else "Supprimez-la"
                message = "cette colonne n'est pas prévue" if column else "une colonne n'a pas de titre"
                self._say(message, hint, 1, _short(column))
            elif header.count(column) > 1:
                self._say("cette colonne figure deux fois", "Gardez-en une seule", 1, column)
        self.columns = [column for column in fields if column in header]
        self.places = [header.index(column) for column in self.columns]

    def _take_rows(self, sheet):
        width = len(sheet.header)
        fields = [(self.table.fields[column], place) for column, place in zip(self.columns, self.places, strict=True)]
        for line, cells in zip(sheet.lines, sheet.rows, strict=True):
            if not any(cell.strip() for cell in cells):
                self._say("cette ligne est vide", "Supprimez-la", line)
                continue
            if len(cells) > width and any(cells[width:]):
                remedy = "Mettez entre guillemets le texte qui contient le séparateur, ou supprimez la cellule en trop"
                self._say(f"{len(cells)} cellules au lieu de {width}", remedy, line)
            elif len(cells) < width:
                self._say(f"{len(cells)} cellules au lieu de {width}", "Ajoutez celles qui manquent", line)
            cells = [*cells, *[None] * (width - len(cells))]  # said already of the whole line
            self.rows.append([self._value(field, cells[place], line) for field, place in fields])
            self.lines.append(line)

    def _value(self, field, cell, line):
        """Return what a cell says; what is wrong with it is said."""
        if cell is None:
            return None
        integer = field.type == "integer"
        if not cell.strip():
            if field.constraints.get("required"):
                self._say("cette cellule est vide", "Remplissez-la : une valeur y est obligatoire", line, field.name)
            return None if integer else ""
        if integer and not re.fullmatch(r"[+-]?[0-9]{1,400}", cell.strip()):
            message = f"« {_short(cell)} » n'est pas un nombre entier"
            self._say(message, "Écrivez un nombre entier, en chiffres seulement", line, field.name)
            return None
        value = int(cell) if integer else cell
        if found := INVISIBLE.search(cell):
            message = f"cette cellule contient un caractère invisible (U+{ord(found[0]):04X})"
            self._say(message, "Effacez la cellule et tapez-la de nouveau", line, field.name)
        if integer or not field.constraints.keys() <= {"required", "unique"}:
            for message, remedy in _broken(field, value):
                self._say(f"« {_short(value)} » {message}", remedy, line, field.name)
        return value

    def _check_doubles(self):
        """Say which values stand twice in a column or a key that must be unique."""
        unique = [name for name in self.columns if self.table.fields[name].constraints.get("unique")]
        for column in unique:
            for line, first, (value,) in self._repeated([column]):
                message = f"« {_short(value)} » figure déjà à la ligne {first}"
                self._say(message, "Donnez une autre valeur à l'une des deux lignes", line, column)
        key = list(self.table.primary_key)
        if key and not set(key) & set(unique) and set(key) <= set(self.columns):
            for line, first, values in self._repeated(key):
                said = ", ".join(f"{name} = {_short(value)}" for name, value in zip(key, values, strict=True))
                remedy = "Supprimez l'une des deux ou changez ces valeurs"
                self._say(f"cette ligne répète la ligne {first} ({said})", remedy, line)

    def _repeated(self, columns):
        """Yield the line, the line of the first, and the values, for each row that repeats those of another."""
        seen = {}
        for line, values in zip(self.lines, self.cells(columns), strict=True):
            if _is_filled(values) and seen.setdefault(values, line) != line:
                yield line, seen[values], values

    def as_rows(self):
        """Return the table's rows: a list of dict."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def cells(self, columns):
        """Return the values of some columns: a list of tuples, one for each row."""
        places = [self.columns.index(column) for column in columns]
        return [tuple(row[place] for place in places) for row in self.rows]

    def check_references(self, tables):
        """Say which values do not stand in the table to which they refer, where that one can be read."""
        for reference in self.table.references:
            other = tables.get(reference.table)
            if other is None or not set(reference.columns) <= set(self.columns):
                continue
            if not set(reference.targets) <= set(other.columns):
                continue
            known = set(other.cells(reference.targets))
            place = f"la table « {reference.table} », colonne « {', '.join(reference.targets)} »"
            for line, values in zip(self.lines, self.cells(reference.columns), strict=True):
                if _is_filled(values) and values not in known:
                    said = _short(", ".join(map(str, values)))
                    remedy = f"Corrigez-la, ou ajoutez la ligne qui manque à la table « {reference.table} »"
                    self._say(f"« {said} » n'existe pas dans {place}", remedy, line, ", ".join(reference.columns))


def _broken(field, value):
    """Yield what a value breaks among the constraints of its column: (what is said of it, remedy)."""
    integer, text = field.type == "integer", str(value)
    constraints = {**INTEGERS, **field.constraints} if integer else field.constraints
    allowed = constraints.get("enum")
    if allowed and text not in allowed:
        near = _nearest(text, allowed)
        hint = f" ; sans doute « {near} »" if near else ""
        yield "n'est pas une valeur permise", f"Écrivez l'une de celles-ci : {', '.join(allowed)}{hint}"
    pattern = constraints.get("pattern")
    if pattern and not re.fullmatch(pattern, text):
        yield "n'a pas la forme voulue", f"La forme voulue (expression régulière) est {pattern}"
    for name, of_integers, unit in LIMITS:
        limit, size = constraints.get(name), value if of_integers else len(text)
        if limit is None or integer < of_integers:
            continue
        if size < limit if name.startswith("min") else size > limit:
            words = "au moins" if name.startswith("min") else "au plus"
            yield "ne convient pas", f"Il faut {words} {limit}{unit}"


def _is_filled(values):
    return any(value not in (None, "") for value in values)


def _nearest(word, words):
    near = get_close_matches(word, list(words), n=1) if len(word) <= SHOWN else []  # slow on long texts
    return near[0] if near else ""


def _short(text):
    text = str(text)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
