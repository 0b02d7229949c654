"""Load the référentiel into pandas tables."""

from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from sio_kit.errors import ReferentialError, UnknownTableError
from sio_kit.folders import DATA, data_folder, kit_folder
from sio_kit.referential.package import DESCRIPTOR, missing_parts, open_package
from sio_kit.referential.search import SearchIndex
from sio_kit.referential.validation import check_tables


def load_referential(folder=None):
    """Load a référentiel from a folder that holds a `datapackage.json` and the CSV files it describes.

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
    package, rows, _ = read_package(data_folder() if folder is None else folder)
    return Referential(package.descriptor, {name: _frame(package, name, cells) for name, cells in rows.items()})


def read_package(folder, trust_record=True):
    """Read and check a data folder.

    Parameters
    ----------
    folder : str or path
    trust_record : bool
        Do not check again the files that `datapackage.json` records as verified.

    Returns
    -------
    package : Package
    rows : dict of str to list of list of str
        The cells of each table, in the order of its schema's columns.
    contents : dict of str to bytes
        Each table's file as it is.

    Raises
    ------
    ReferentialError
        With all the problems found.
    """
    package = open_package(folder)
    contents = {name: package.read(name) for name in package.resources}
    known = trust_record and package.is_verified(contents)
    problems = missing_parts(package, open_package(kit_folder(DATA)))
    rows, found = check_tables(package, contents, known_content=known)
    if problems or found:
        raise ReferentialError([*problems, *found])
    return package, rows, contents


def _frame(package, name, rows):
    """Return the table as a DataFrame: text as written, integers where the schema says so."""
    fields = package.resources[name]["schema"]["fields"]
    frame = pd.DataFrame(rows, columns=[field["name"] for field in fields], dtype=str)
    integers = [field["name"] for field in fields if field["type"] == "integer"]
    try:
        for column in integers:
            empty = (frame[column] == "").any()
            values = [int(cell) if cell else None for cell in frame[column]]
            frame[column] = pd.Series(values, dtype="Int64" if empty else "int64")
    except (ValueError, OverflowError):  # possible only where a recorded hash covers cells that were never checked
        raise ReferentialError(
            f"{DESCRIPTOR} dit la table « {name} » vérifiée, et elle ne l'est pas. Supprimez-y les lignes « hash »."
        ) from None
    return frame


class Referential:
    """The référentiel as pandas tables, one attribute per table: `ref.processus`, `ref.passages` and so on.

    Each access gives a fresh copy: what one cell does to a table changes no other cell's.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        All the tables, by name, in the order of `datapackage.json`, which describes each table and column.
    title : str
        The edition, as every page that a student takes away names it.
    """

    def __init__(self, descriptor, frames):
        self._descriptor = descriptor
        self._frames = frames

    @property
    def tables(self):
        return _Tables(self._frames)

    @property
    def title(self):
        return str(self._descriptor.get("title") or "Référentiel")

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self.tables[name]

    def __dir__(self):
        return [*super().__dir__(), *self._frames]

    def __repr__(self):
        return f"<{self.title} : {len(self._frames)} tables, {len(self._frames['passages'])} passages>"

    def search(self, query, limit=None):
        """Search the passages.

        Parameters
        ----------
        query : str
            One or several words; a passage must hold them all, each whole or as the beginning of a word. Case,
            accents, ligatures, apostrophes, hyphens, plurals and punctuation do not matter.
        limit : int, optional
            The greatest number of passages to return.

        Returns
        -------
        DataFrame
            `id`, `section`, `texte` (text), `score` (integer), best first, then in the order of the text. A whole
            word counts more than a beginning, a title more than a sentence, words that follow each other more than
            scattered ones. Empty for a query without any word.

        Raises
        ------
        ReferentialError
            `query` is no text, or `limit` no natural number.
        """
        return self._index.search(query, limit)

    @cached_property
    def _index(self):
        return SearchIndex(self._frames["passages"])

    def describe(self, table):
        """Describe a table's columns.

        Returns
        -------
        DataFrame
            `colonne` (name), `titre` (for a reader), `contenu` (what it holds), `origine` (`référentiel` for the
            official text, `kit` for what the kit adds, empty for keys and numbers).

        Raises
        ------
        ReferentialError
            The table does not exist.
        """
        fields = self.resource(table)["schema"]["fields"]
        rows = [(field["name"], _title(field), str(field.get("description", "")), _origin(field)) for field in fields]
        return pd.DataFrame(rows, columns=["colonne", "titre", "contenu", "origine"], dtype=str)

    def caption(self, table):
        """Return a table's title, as `datapackage.json` gives it.

        Raises
        ------
        ReferentialError
            The table does not exist.
        """
        return str(self.resource(table).get("title") or table)

    def resource(self, table):
        """Return what `datapackage.json` says of a table: a dict (Frictionless Data Resource).

        Raises
        ------
        ReferentialError
            The table does not exist.
        """
        resources = {resource["name"]: resource for resource in self._descriptor["resources"]}
        if table not in resources:
            raise UnknownTableError(table, list(resources))
        return resources[table]


def _title(field):
    return str(field.get("title") or field["name"])


def _origin(field):
    if field.get("citation"):
        return "référentiel"
    return "kit" if field.get("ajout") else ""


class _Tables(Mapping):
    """The tables by name; each access gives a copy."""

    def __init__(self, frames):
        self._frames = frames

    def __getitem__(self, name):
        if name not in self:
            raise UnknownTableError(name, list(self._frames))
        return self._frames[name].copy()

    def __iter__(self):
        return iter(self._frames)

    def __len__(self):
        return len(self._frames)

    def __contains__(self, name):
        return isinstance(name, str) and name in self._frames

    def __repr__(self):
        return f"<tables : {', '.join(self._frames)}>"
