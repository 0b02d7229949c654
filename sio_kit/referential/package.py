"""The data folder: what its `datapackage.json` says of each table, and the bytes of the files that it names.

Nothing outside the folder is ever read, whatever `datapackage.json` says.
"""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from sio_kit.errors import Problem, ReferentialError
from sio_kit.typography import typeset

DESCRIPTOR = "datapackage.json"
MAX_BYTES = 50_000_000
TYPES = ("string", "integer")
CONSTRAINTS = {
    "required": bool,
    "unique": bool,
    "enum": list,
    "pattern": str,
    "minimum": int,
    "maximum": int,
    "minLength": int,
    "maxLength": int,
}
EDITION = {"name": "edition", "date": "edition_date", "sentence": "edition_phrase"}  # and where the descriptor says it
START_AGAIN = "Repartez du datapackage.json du kit"


@dataclass(frozen=True)
class Field:
    """A column; `quotes` names the column of the passage in which its texts stand, "" where they are no quotations."""

    name: str
    type: str
    title: str
    description: str
    quotes: str
    added: bool
    constraints: dict

    @classmethod
    def from_descriptor(cls, field):
        return cls(
            field["name"],
            field["type"],
            str(field.get("title") or field["name"]),
            str(field.get("description", "")),
            str(field.get("citation") or ""),
            bool(field.get("ajout")),
            field.get("constraints", {}),
        )


@dataclass(frozen=True)
class Reference:
    """A foreign key: columns of a table whose values stand in the `targets` of another one (`table`)."""

    columns: tuple
    table: str
    targets: tuple


@dataclass(frozen=True)
class Table:
    """What `datapackage.json` says of a table."""

    name: str
    file: str
    title: str
    fields: dict
    primary_key: tuple
    references: tuple
    needs_rows: bool

    @classmethod
    def from_descriptor(cls, resource):
        schema = resource["schema"]
        return cls(
            resource["name"],
            resource["path"],
            str(resource.get("title") or resource["name"]),
            {field["name"]: Field.from_descriptor(field) for field in schema["fields"]},
            _names(schema.get("primaryKey")),
            tuple(_reference(key, resource["name"]) for key in schema.get("foreignKeys", [])),
            bool(resource.get("lignes_requises")),
        )

    def references_to(self, table):
        """Return the columns, one for each reference, that name a row of another table."""
        return [reference.columns[0] for reference in self.references if reference.table == table]


@dataclass(frozen=True)
class Edition:
    """Which text this is: its title, the name of its edition, the day that is known of, and a sentence that says more.

    As a text, what every page that a student takes away shows: title and name.
    """

    title: str
    name: str = ""
    date: str = ""
    sentence: str = ""

    def __str__(self):
        return f"{self.title} – {self.name}" if self.name else self.title


@dataclass(frozen=True)
class Package:
    """A data folder whose descriptor has been read; `tables` gives each `Table` by its name."""

    folder: Path
    name: str
    title: str
    tables: dict
    edition: Edition

    def read(self, table):
        """Return the bytes of a table's file; a `Problem` instead where it cannot be read."""
        return _read(self.folder, self.tables[table].file)


def open_package(folder):
    """Read `datapackage.json` in a folder, whose tables must be described as the kit needs them."""
    folder = Path(folder)
    if not _is_folder(folder):
        message = "ce n'est pas un dossier" if os.path.lexists(folder) else "ce dossier n'existe pas"
        raise ReferentialError([Problem(str(folder), message, "Vérifiez son nom et son emplacement")])
    content = _read(folder, DESCRIPTOR)
    if isinstance(content, Problem):
        raise ReferentialError([content])
    descriptor = _parse(content)
    problems = [*_shape_problems(descriptor), *_edition_problems(descriptor)]
    if problems:
        raise ReferentialError(problems)
    tables = [Table.from_descriptor(resource) for resource in descriptor["resources"]]
    title = str(descriptor.get("title") or "Référentiel")
    said = {part: typeset(descriptor.get(key, "")) for part, key in EDITION.items()}
    named = {table.name: table for table in tables}
    return Package(folder, str(descriptor.get("name") or ""), title, named, Edition(title, **said))


def _is_folder(path):
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long, or one that no system allows
        return False


def _read(folder, path):
    """Return the bytes of the file at `path` in `folder`, or the `Problem` that forbids it."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]", path) or "\0" in path:
        remedy = "Placez le fichier dans le dossier et écrivez son nom seul"
        return Problem(DESCRIPTOR, f"le chemin « {path} » est une adresse ou un chemin absolu", remedy)
    try:
        target = (folder / path).resolve()
        if not target.is_relative_to(folder.resolve()) or ".." in re.split(r"[/\\]", path):
            remedy = "Placez le fichier dans le dossier et écrivez son nom seul"
            return Problem(DESCRIPTOR, f"le chemin « {path} » sort du dossier", remedy)
        if not target.is_file():
            return Problem(path, "le fichier n'existe pas", "Remettez-le dans le dossier")
        if target.stat().st_size > MAX_BYTES:
            return Problem(path, "le fichier dépasse 50 Mo", "Vérifiez que c'est bien le bon fichier")
        return target.read_bytes()
    except (OSError, RuntimeError, ValueError):
        return Problem(path, "le fichier ne peut pas être lu", "Vérifiez son nom et vos droits d'accès")


def _parse(content):
    try:
        descriptor = json.loads(content.decode("utf-8-sig"))
        if re.search(rb"\\u[dD][89a-fA-F]", content):  # half a character (a lone surrogate) can be shown nowhere
            json.dumps(descriptor, ensure_ascii=False).encode()
        return descriptor
    except json.JSONDecodeError as error:
        remedy = "Vérifiez virgules, guillemets et accolades près de cette ligne"
        raise ReferentialError([Problem(DESCRIPTOR, "ce n'est pas du JSON", remedy, error.lineno)]) from None
    except (ValueError, RecursionError):
        raise ReferentialError([Problem(DESCRIPTOR, "ce n'est pas du JSON en UTF-8", START_AGAIN)]) from None


# The shape of the descriptor


def _shape_problems(descriptor):
    """List what keeps the descriptor from being a list of tables, each with a name, a path and a schema."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        return [Problem(DESCRIPTOR, "la liste des tables (« resources ») manque", START_AGAIN)]
    problems, seen = [], set()
    for place, resource in enumerate(resources, start=1):
        message = _resource_fault(resource, seen)
        if message:
            name = resource.get("name") if isinstance(resource, dict) else None
            which = f"la table « {name} »" if isinstance(name, str) else f"la table n° {place}"
            problems.append(Problem(DESCRIPTOR, f"{which} {message}", START_AGAIN))
    return problems


def _edition_problems(descriptor):
    """List what the descriptor says of the edition otherwise than as a text; it may say nothing."""
    known = descriptor if isinstance(descriptor, dict) else {}
    wrong = [key for key in EDITION.values() if not isinstance(known.get(key, ""), str)]
    return [Problem(DESCRIPTOR, f"« {key} » n'est pas un texte", "Écrivez-le entre guillemets") for key in wrong]


def _resource_fault(resource, seen):
    if not isinstance(resource, dict) or not isinstance(resource.get("name"), str) or not resource["name"]:
        return "n'a pas de nom"
    if resource["name"] in seen:
        return "est décrite deux fois"
    seen.add(resource["name"])
    if not isinstance(resource.get("path"), str) or not resource["path"]:
        return "n'a pas de nom de fichier (« path »)"
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not fields:
        return "n'a pas de schéma avec ses colonnes (« schema », « fields »)"
    return _fields_fault(fields) or _keys_fault(schema, [field["name"] for field in fields])


def _fields_fault(fields):
    names = [field.get("name") if isinstance(field, dict) else None for field in fields]
    if not all(isinstance(name, str) and name for name in names) or len(set(names)) < len(names):
        return "a une colonne sans nom, ou deux colonnes du même nom"
    for field in fields:
        if field.get("type") not in TYPES:
            return f"a une colonne d'un autre type que {' ou '.join(TYPES)}"
        if not _are_constraints(field.get("constraints", {})):
            return f"a une colonne (« {field['name']} ») dont les contraintes (« constraints ») sont mal écrites"
    return ""


def _are_constraints(constraints):
    if not isinstance(constraints, dict):
        return False
    sound = all(_is_a(value, CONSTRAINTS.get(name, ())) for name, value in constraints.items())
    values = constraints.get("enum", [""])
    if not sound or not values or not all(isinstance(value, str) for value in values):
        return False
    try:
        re.compile(constraints.get("pattern", ""))
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _is_a(value, kind):
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _keys_fault(schema, names):
    fault = "a une clé (« primaryKey », « foreignKeys ») mal écrite, ou qui nomme une colonne inconnue"
    try:
        keys = [_reference(key, "") for key in schema.get("foreignKeys", [])]
        columns = [*_names(schema.get("primaryKey")), *(column for key in keys for column in key.columns)]
        targets = [name for key in keys for name in (key.table, *key.targets)]
        sound = all(len(key.columns) == len(key.targets) > 0 for key in keys)
        return "" if sound and set(columns) <= set(names) and all(isinstance(name, str) for name in targets) else fault
    except (TypeError, KeyError, AttributeError):
        return fault


def _reference(key, own):
    target = key["reference"]
    return Reference(_names(key["fields"]), target["resource"] or own, _names(target["fields"]))


def _names(names):
    """Return the column names that Table Schema also lets one write as a single text, or leave out."""
    return (names,) if isinstance(names, str) else tuple(names or ())
