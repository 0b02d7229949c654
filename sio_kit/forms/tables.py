"""What the rules of a form read of a référentiel, as the plain data that travel to a page."""

OPTIONAL = "coquilles"  # an older folder has no table of misprints


def tables_of(ref, tables):
    """Return the rows of some tables, only the columns named: `tables` is a list of pairs (table, columns).

    Besides, `edition` holds what this référentiel is, as a table of one row: `titre`, its title and its edition, and
    `nom`, the title alone.
    """
    found = {name: _rows(ref, name, columns) for name, columns in tables}
    return {**found, "edition": [{"titre": str(ref.edition), "nom": ref.title}]}


def _rows(ref, name, columns):
    rows = [] if name == OPTIONAL and name not in ref.tables else ref.rows(name)
    return [{column: row[column] for column in columns} for row in rows]
