"""Check the tables of a data folder and say in French, with file, line and column, what is wrong.

This module checks the shape of each file: its columns, the number of cells in a row. The frictionless library checks
the content against the schema: types, lists of values, keys, references; `findings` puts what it finds into French.
"""

from difflib import get_close_matches

from sio_kit.errors import Problem
from sio_kit.referential import findings
from sio_kit.referential.csvfile import UnreadableFileError, read_sheet
from sio_kit.referential.package import as_list, foreign_keys

MAX_FINDINGS = 10_000
INTEGERS = {"minimum": -(2**63), "maximum": 2**63 - 1}


def check_tables(package, contents, known_content=False):
    """Check every table of a package.

    Parameters
    ----------
    package : sio_kit.referential.package.Package
    contents : mapping of str to bytes or Problem
        What `package.read` gave for each table.
    known_content : bool
        The files are those of the last verification: their cells need not be checked again.

    Returns
    -------
    rows : dict of str to list of list of str
        The cells of each table, in the order of its schema's columns; complete only where there is no problem.
    problems : list of Problem
        All that is wrong, in the order of the tables, then of the lines; empty if the package is sound.
    """
    tables = [CheckedTable(package.resources[name], content) for name, content in contents.items()]
    errors = {} if known_content else _frictionless_errors([table for table in tables if table.readable])
    problems = []
    for table in tables:
        found = [findings.translate(error, table) for error in errors.get(table.name, [])]
        problems += sorted([*table.problems, *filter(None, found)], key=lambda problem: problem.line)
    return {table.name: table.rows for table in tables}, problems


class CheckedTable:
    """One table while it is checked: its cells in the order of the schema, and what is wrong with its shape.

    `lines[i]` is the line of the file where `rows[i]` starts; `missing_cells` maps a place in `rows` to the number of
    cells that its line has, where it has too few.
    """

    def __init__(self, resource, content):
        self.name, self.file = resource["name"], resource["path"]
        self.primary_key = as_list(resource["schema"].get("primaryKey"))
        self.foreign_keys = foreign_keys(resource)
        self.fields = {field["name"]: _with_limits(field) for field in resource["schema"]["fields"]}
        self.columns, self.rows, self.lines, self.problems = list(self.fields), [], [], []
        self.missing_cells = {}
        self.readable = False
        if isinstance(content, Problem):
            self.problems.append(content)
            return
        try:
            sheet = read_sheet(self.file, content, self.columns)
        except UnreadableFileError as error:
            self.problems.append(error.problem)
            return
        self.readable = True
        self._check_header(sheet.header)
        self._take_rows(sheet)
        if not self.rows and resource.get("lignes_requises"):
            self._say("le fichier n'a que ses titres de colonnes", "Ajoutez au moins une ligne", line=1)

    def _say(self, message, remedy, line=0, column=""):
        self.problems.append(Problem(self.file, message, remedy, line, column))

    def _check_header(self, header):
        expected = f"Les colonnes attendues sont : {', '.join(self.fields)}"
        for column in self.fields:
            if column not in header:
                self._say("cette colonne manque", expected, 1, column)
        for column in dict.fromkeys(header):
            if column not in self.fields:
                near = get_close_matches(column, self.fields, n=1)
                hint = f"Corrigez son titre (« {near[0]} » ?) ou supprimez-la" if near else "Supprimez-la"
                self._say(
                    "cette colonne n'est pas prévue" if column else "une colonne n'a pas de titre", hint, 1, column
                )
            elif header.count(column) > 1:
                self._say("cette colonne figure deux fois", "Gardez-en une seule", 1, column)
        self.columns = [column for column in self.fields if column in header]
        self.places = [header.index(column) for column in self.columns]

    def _take_rows(self, sheet):
        width = len(sheet.header)
        for line, cells in zip(sheet.lines, sheet.rows, strict=True):
            if not any(cell.strip() for cell in cells):
                self._say("cette ligne est vide", "Supprimez-la", line)
                continue
            if len(cells) > width and any(cells[width:]):
                remedy = "Mettez entre guillemets le texte qui contient le séparateur, ou supprimez la cellule en trop"
                self._say(f"{len(cells)} cellules au lieu de {width}", remedy, line)
            elif len(cells) < width:
                self._say(f"{len(cells)} cellules au lieu de {width}", "Ajoutez celles qui manquent", line)
                self.missing_cells[len(self.rows)] = len(cells)
            cells = cells + [""] * (width - len(cells))
            self.rows.append([cells[place] if cells[place].strip() else "" for place in self.places])
            self.lines.append(line)

    def frictionless_schema(self, readable):
        """Return the schema cut to the columns that the file has, and to references whose table can be read."""
        present = set(self.columns)
        fields = [
            {key: field[key] for key in ("name", "type", "constraints") if key in field}
            for name, field in self.fields.items()
            if name in present
        ]
        primary_key = self.primary_key if present.issuperset(self.primary_key) else []
        references = [
            {"fields": columns, "reference": {"resource": target, "fields": target_columns}}
            for columns, target, target_columns in self.foreign_keys
            if present.issuperset(columns) and _has_columns(readable.get(target or self.name), target_columns)
        ]
        return {"fields": fields, "primaryKey": primary_key, "foreignKeys": references}


def _with_limits(field):
    """Return the field; a column of integers gets the limits of what pandas can hold."""
    constraints = field.get("constraints", {})
    if field["type"] == "integer" and isinstance(constraints, dict):
        return {**field, "constraints": {**INTEGERS, **constraints}}
    return field


def _has_columns(table, columns):
    return table is not None and set(columns) <= set(table.columns)


def _frictionless_errors(tables):
    """Run frictionless on the tables' cells; return its errors by table name."""
    # Imported here: it costs most of a second, and the kit's own unchanged files never need it.
    from frictionless import Package, Resource, Schema

    readable = {table.name: table for table in tables}
    resources, errors = [], {}
    for table in tables:
        schema = _schema(Schema, table.frictionless_schema(readable))
        if schema is None:
            errors[table.name] = [None]
        else:
            resources.append(Resource(name=table.name, data=[table.columns, *table.rows], schema=schema))
    if resources:
        report = Package(resources=resources).validate(limit_errors=MAX_FINDINGS)
        for task in report.tasks:
            errors.setdefault(task.name, []).extend(task.errors)
    return errors


def _schema(schema_class, descriptor):
    """Return the frictionless schema; None for one that frictionless refuses, whatever a descriptor holds."""
    from frictionless import FrictionlessException

    try:
        return schema_class.from_descriptor(descriptor)
    except (FrictionlessException, TypeError, KeyError, AttributeError, ValueError):
        return None
