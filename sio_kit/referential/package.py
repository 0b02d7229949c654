"""The data folder: its `datapackage.json`, the files that it names, and whether they are as they were last verified.

Nothing outside the folder is ever read, whatever `datapackage.json` says.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from sio_kit.errors import Problem, ReferentialError, system_reason
from sio_kit.files import replacing

DESCRIPTOR = "datapackage.json"
MAX_BYTES = 50_000_000
TYPES = ("string", "integer")
START_AGAIN = "Repartez du datapackage.json du kit"


@dataclass(frozen=True)
class Package:
    """A data folder whose descriptor has been read and has the shape that the kit needs."""

    folder: Path
    descriptor: dict

    @property
    def resources(self):
        """The descriptor's tables: mapping name -> resource (a dict)."""
        return {resource["name"]: resource for resource in self.descriptor["resources"]}

    def read(self, name):
        """Return the bytes of a table's file; a `Problem` instead where it cannot be read."""
        return _read(self.folder, self.resources[name]["path"])

    def is_verified(self, contents):
        """Tell whether descriptor and files are, byte for byte, those that the last verification recorded."""
        return self.descriptor.get("hash") == _descriptor_hash(self.descriptor) and all(
            isinstance(content, bytes) and self.resources[name].get("hash") == _hash(content)
            for name, content in contents.items()
        )


def open_package(folder):
    """Read `datapackage.json` in `folder` and check that it describes tables which can be loaded.

    Returns
    -------
    Package

    Raises
    ------
    ReferentialError
        The folder or the descriptor is missing, is no JSON, or does not describe tables as the kit needs them.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ReferentialError([Problem(str(folder), "ce dossier n'existe pas", "Vérifiez son nom et son emplacement")])
    content = _read(folder, DESCRIPTOR)
    if isinstance(content, Problem):
        raise ReferentialError([content])
    descriptor = _parse(content)
    problems = _shape_problems(descriptor)
    if problems:
        raise ReferentialError(problems)
    return Package(folder, descriptor)


def missing_parts(package, model):
    """List, as `Problem`, what the kit counts on and `package` does not describe.

    That is: the tables, columns and references of the `model` package, and each table that a reference names.
    """
    problems = []
    for name, wanted in model.resources.items():
        if name in package.resources:
            missing = _missing_from(package.resources[name], wanted)
            problems += [Problem(DESCRIPTOR, f"la table « {name} » {fault}", START_AGAIN) for fault in missing]
        else:
            remedy = f"Ajoutez-la en reprenant le {DESCRIPTOR} du kit"
            problems.append(Problem(DESCRIPTOR, f"la table « {name} » manque", remedy))
    described = {*package.resources, *model.resources, ""}
    for name, resource in package.resources.items():
        for _, target, _ in foreign_keys(resource):
            if target not in described:
                message = f"la table « {name} » renvoie à une table absente, « {target} »"
                problems.append(Problem(DESCRIPTOR, message, START_AGAIN))
    return problems


def _missing_from(resource, wanted):
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    for field in wanted["schema"]["fields"]:
        if types.get(field["name"]) != field["type"]:
            yield f"ne décrit pas la colonne « {field['name']} » de type {field['type']}"
    for columns, target, _ in foreign_keys(wanted):
        if not any(key[:2] == (columns, target) for key in foreign_keys(resource)):
            yield f"ne relie pas la colonne « {', '.join(columns)} » à la table « {target or wanted['name']} »"


def foreign_keys(resource):
    """List a table's references as (its columns, the other table's name, the other table's columns).

    The name is "" for a reference within the table.
    """
    return [
        (as_list(key["fields"]), key["reference"]["resource"], as_list(key["reference"]["fields"]))
        for key in resource["schema"].get("foreignKeys", [])
    ]


def as_list(names):
    """Return the list of column names that Table Schema also lets one write as a single text, or leave out."""
    return [names] if isinstance(names, str) else names or []


def record_verification(package, contents):
    """Write into `datapackage.json` the hashes of files just verified: unchanged, they load without a new check.

    Raises
    ------
    ReferentialError
        The file cannot be written; it is then as it was.
    """
    resources = [
        {**resource, "hash": _hash(contents[resource["name"]]), "bytes": len(contents[resource["name"]])}
        for resource in package.descriptor["resources"]
    ]
    descriptor = {**package.descriptor, "resources": resources}
    descriptor["hash"] = _descriptor_hash(descriptor)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    try:
        with replacing(package.folder / DESCRIPTOR) as beside:
            beside.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"impossible d'écrire ({system_reason(error)})"
        raise ReferentialError([Problem(DESCRIPTOR, message, "Vérifiez vos droits sur ce dossier")]) from None


def _hash(content):
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _descriptor_hash(descriptor):
    rest = {key: value for key, value in descriptor.items() if key != "hash"}
    return _hash(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))


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
        with target.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError):
        return Problem(path, "le fichier ne peut pas être lu", "Vérifiez son nom et vos droits d'accès")
    if len(content) > MAX_BYTES:
        return Problem(path, "le fichier dépasse 50 Mo", "Vérifiez que c'est bien le bon fichier")
    return content


def _parse(content):
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        remedy = "Vérifiez virgules, guillemets et accolades près de cette ligne"
        raise ReferentialError([Problem(DESCRIPTOR, "ce n'est pas du JSON", remedy, error.lineno)]) from None
    except (ValueError, RecursionError):
        raise ReferentialError([Problem(DESCRIPTOR, "ce n'est pas du JSON en UTF-8", START_AGAIN)]) from None


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
    names = [field.get("name") if isinstance(field, dict) else None for field in fields]
    if not all(isinstance(name, str) and name for name in names) or len(set(names)) < len(names):
        return "a une colonne sans nom, ou deux colonnes du même nom"
    if any(field.get("type") not in TYPES for field in fields):
        return f"a une colonne d'un autre type que {' ou '.join(TYPES)}"
    if not _keys_are_sound(resource, names):
        return "a une clé (« primaryKey », « foreignKeys ») mal écrite, ou qui nomme une colonne inconnue"
    return ""


def _keys_are_sound(resource, names):
    try:
        keys = foreign_keys(resource)
        columns = [*as_list(resource["schema"].get("primaryKey")), *(column for key in keys for column in key[0])]
        named = [name for key in keys for name in (key[1], *key[2])]
        return set(columns) <= set(names) and all(isinstance(name, str) for name in named)
    except (TypeError, KeyError, AttributeError):
        return False
