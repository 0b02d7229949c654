"""Load a folder's tables; what an older copy of the kit's data lacks is read in the kit."""

from dataclasses import replace

from sio_kit.errors import Problem, ReferentialError
from sio_kit.folders import DATA, data_folder, kit_folder
from sio_kit.referential.package import DESCRIPTOR, START_AGAIN, open_package
from sio_kit.referential.referential import Referential
from sio_kit.referential.validation import check_tables

TEXT = ("sections", "passages")  # the tables that are the text itself: no référentiel is without them


def load_referential(folder=None):
    """Load a référentiel from a folder that holds a `datapackage.json` and the CSV files it describes.

    Only the tables `sections` and `passages` must be there. Where the folder is an older copy of the kit's data, the
    tables and columns that came since are the kit's: `borrowed` names them.

    Parameters
    ----------
    folder : str or path, optional
        Default: the data of the course that `sio-kit --dossier` opened, else the data that comes with the kit.

    Returns
    -------
    Referential

    Raises
    ------
    ReferentialError
        With all the problems found, in French: file, line, column, what is wrong and what to do.

    Examples
    --------
    >>> import sio_kit
    >>> ref = sio_kit.load_referential()
    >>> ref.processus["code"].tolist()
    ['P1', 'P2', 'P3', 'P4', 'P5']
    """
    package = open_package(data_folder() if folder is None else folder)
    kit = package if package.folder == kit_folder(DATA) else open_package(kit_folder(DATA))
    tables = {name: _linked(table, kit.tables.get(name)) for name, table in package.tables.items()}
    contents = {name: package.read(name) for name in tables}
    checked, problems = check_tables(tables, contents)
    problems = [*_descriptor_problems(tables, kit), *problems]
    if problems:
        raise ReferentialError(problems)
    is_copy = package.name == kit.name
    newer = [name for name in kit.tables if name not in tables] if is_copy else []
    if newer:
        tables |= {name: kit.tables[name] for name in newer}
        checked, _ = check_tables(tables, contents | {name: kit.read(name) for name in newer})
    unfit = {name: checked.pop(name).problems[0] for name in newer if checked[name].problems}
    rows = {name: each.as_rows() for name, each in checked.items()}
    tables = {name: tables[name] for name in rows}
    borrowed = [name for name in newer if name not in unfit]
    for name in [name for name in tables if name in kit.tables and name not in newer]:
        columns = [column for column in kit.tables[name].fields if column not in tables[name].fields]
        if columns:
            tables[name] = _with_columns(tables[name], columns, rows[name], kit, is_copy)
            borrowed += [f"{name}.{column}" for column in columns]
    return Referential(_edition(package, kit), tables, rows, borrowed, unfit)


def _edition(package, kit):
    """Return the edition that a folder names; the kit's where it names none, and holds the kit's very text."""
    is_older = not package.edition.name and package.title == kit.title
    return kit.edition if is_older and package.read("passages") == kit.read("passages") else package.edition


def _linked(table, own):
    """Return a table that refers to others at least as the kit's own does, whatever its descriptor forgets."""
    declared = [(reference.columns, reference.table) for reference in table.references]
    forgotten = [
        reference
        for reference in (own.references if own else ())
        if (reference.columns, reference.table) not in declared and set(reference.columns) <= set(table.fields)
    ]
    return replace(table, references=(*table.references, *forgotten))


def _descriptor_problems(tables, kit):
    """Yield what the descriptor cannot be without, and what it says otherwise than the kit needs."""
    for name in TEXT:
        if name not in tables:
            remedy = f"Ajoutez-la en reprenant le {DESCRIPTOR} du kit"
            yield Problem(DESCRIPTOR, f"la table « {name} » manque", remedy)
    for name, table in tables.items():
        own = kit.tables[name].fields if name in kit.tables else {}
        for column, field in own.items():
            given = table.fields.get(column)
            if given.type != field.type if given else name in TEXT:
                message = f"la table « {name} » ne décrit pas la colonne « {column} » de type {field.type}"
                yield Problem(DESCRIPTOR, message, START_AGAIN)
        for reference in table.references:
            if reference.table not in {*tables, *kit.tables}:
                message = f"la table « {name} » renvoie à une table absente, « {reference.table} »"
                yield Problem(DESCRIPTOR, message, START_AGAIN)


def _with_columns(table, columns, rows, kit, is_copy):
    """Return a table with columns more; in a copy, a row has there what the kit's row of the same key has."""
    own, known = kit.tables[table.name], {}
    if is_copy:
        checked, _ = check_tables({table.name: own}, {table.name: kit.read(table.name)})
        known = {_key(own, row): row for row in checked[table.name].as_rows()}
    nothing = {column: None if own.fields[column].type == "integer" else "" for column in columns}
    for row in rows:
        source = known.get(_key(own, row), nothing)
        row.update({column: source[column] for column in columns})
    return replace(table, fields={**table.fields, **{column: own.fields[column] for column in columns}})


def _key(table, row):
    return tuple(row.get(column) for column in table.primary_key)
