"""Put what the frictionless library finds in a table into French: what is wrong, where, what to do."""

import re
from difflib import get_close_matches

from sio_kit.errors import Problem
from sio_kit.referential.package import DESCRIPTOR, START_AGAIN

LIMITS = {"minimum": "au moins", "maximum": "au plus", "minLength": "au moins", "maxLength": "au plus"}


def translate(error, table):
    """Return the `Problem` that a frictionless error stands for; None where another problem says it already.

    Parameters
    ----------
    error : frictionless.Error or None
        None stands for a schema that frictionless refuses.
    table : sio_kit.referential.validation.CheckedTable
        The table that it was found in.
    """
    if error is None or not hasattr(error, "row_number"):
        return Problem(DESCRIPTOR, f"le schéma de la table « {table.name} » n'est pas valable", START_AGAIN)
    row = error.row_number - 2  # frictionless counts the titles as row 1
    column = getattr(error, "field_name", "")
    if column and table.columns.index(column) >= table.missing_cells.get(row, len(table.columns)):
        return None
    translator = TRANSLATORS.get(error.type, _other)
    said = translator(error, table, row)
    if said is None:
        return None
    if error.type == "foreign-key":
        column = ", ".join(error.field_names)
    return Problem(table.file, *said, table.lines[row], column)


def _type(error, table, row):
    return f"« {error.cell} » n'est pas un nombre entier", "Écrivez un nombre entier, en chiffres seulement"


def _constraint(error, table, row):
    kind = re.match(r'constraint "(\w+)"', error.note)[1]
    limit = table.fields[error.field_name]["constraints"][kind]
    if kind == "required":
        return "cette cellule est vide", "Remplissez-la : une valeur y est obligatoire"
    if kind == "enum":
        values = [str(value) for value in limit]
        near = get_close_matches(error.cell, values, n=1)
        hint = f" ; sans doute « {near[0]} »" if near else ""
        return (
            f"« {error.cell} » n'est pas une valeur permise",
            f"Écrivez l'une de celles-ci : {', '.join(values)}{hint}",
        )
    if kind == "pattern":
        return f"« {error.cell} » n'a pas la forme voulue", f"La forme voulue (expression régulière) est {limit}"
    unit = " caractères" if kind.endswith("Length") else ""
    return f"« {error.cell} » ne convient pas", f"Il faut {LIMITS.get(kind, kind)} {limit}{unit}"


def _double(error, table, row):
    first = _line_of_first(error, table)
    if first is None:  # an empty value: said already by `required`
        return None
    return f"« {error.cell} » figure déjà à la ligne {first}", "Donnez une autre valeur à l'une des deux lignes"


def _double_key(error, table, row):
    first = _line_of_first(error, table)
    said_by_unique = any(table.fields[key].get("constraints", {}).get("unique") for key in table.primary_key)
    if first is None or said_by_unique:
        return None
    value = ", ".join(f"{key} = {table.rows[row][table.columns.index(key)]}" for key in table.primary_key)
    return f"cette ligne répète la ligne {first} ({value})", "Supprimez l'une des deux ou changez ces valeurs"


def _line_of_first(error, table):
    position = re.search(r"position (\d+)", error.note)
    return table.lines[int(position[1]) - 2] if position else None


def _reference(error, table, row):
    value = ", ".join(str(cell) for cell in error.field_cells)
    target = error.reference_name or table.name
    place = f"la table « {target} », colonne « {', '.join(error.reference_field_names)} »"
    return (
        f"« {value} » n'existe pas dans {place}",
        f"Corrigez-la, ou ajoutez la ligne qui manque à la table « {target} »",
    )


def _other(error, table, row):
    return f"la ligne n'est pas conforme au schéma ({error.type})", "Comparez-la aux lignes voisines"


TRANSLATORS = {
    "type-error": _type,
    "constraint-error": _constraint,
    "unique-error": _double,
    "primary-key": _double_key,
    "foreign-key": _reference,
}
