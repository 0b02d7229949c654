"""The référentiel: plain rows below, pandas tables above."""

from collections.abc import Mapping
from functools import cached_property

from sio_kit.errors import ReferentialError, UnknownTableError
from sio_kit.referential.headings import sections_below
from sio_kit.referential.search import SearchIndex


class Referential:
    """The référentiel as pandas tables, one attribute per table: `ref.processus`, `ref.passages` and so on.

    Each access gives a fresh copy: what one cell does to a table changes no other cell's.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        All the tables, by name, in the order of `datapackage.json`, which describes each table and column.
    title : str
        What the text is called, as the notes under tables and figures name it.
    edition : Edition
        As a text, the title and the edition, as every page that a student takes away shows them; besides, its `name`,
        `date` (`"2011-04-26"`) and `sentence`, each "" where `datapackage.json` does not say it.
    borrowed : tuple of str
        The tables (`"questions"`) and columns (`"etapes.motif"`) that an older folder lacks and the kit gave.
    """

    def __init__(self, edition, tables, rows, borrowed=(), unfit=None):
        self.title, self.edition, self.borrowed = edition.title, edition, tuple(borrowed)
        self._tables, self._rows, self._unfit = tables, rows, unfit or {}
        self._frames = {}

    @property
    def tables(self):
        return _Frames(self)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self.tables[name]

    def __dir__(self):
        return [*super().__dir__(), *self._tables]

    def __repr__(self):
        kit = f" (dont, du kit : {', '.join(self.borrowed)})" if self.borrowed else ""
        return f"<{self.title} : {len(self._tables)} tables{kit}, {len(self._rows['passages'])} passages>"

    def rows(self, table, by=None):
        """Return a table's rows without pandas.

        Parameters
        ----------
        table : str
        by : str, optional
            A column of integers by which to sort them; empty ones come last.

        Returns
        -------
        list of dict
            Column name to text as written, or to an integer where `datapackage.json` says so (None if it is empty).

        Raises
        ------
        ReferentialError
            The table does not exist.
        """
        self.table(table)
        rows = [dict(row) for row in self._rows[table]]
        return sorted(rows, key=lambda row: (row[by] is None, row[by] or 0)) if by else rows

    def table(self, name):
        """Return what `datapackage.json` says of a table: a `sio_kit.referential.package.Table`.

        Raises
        ------
        ReferentialError
            The table does not exist.
        """
        if name in self._unfit:
            raise ReferentialError(
                f"La table « {name} » manque dans ce dossier, et celle du kit ne va pas avec vos tables "
                f"({self._unfit[name]}) Reprenez celle du kit, et corrigez-la."
            )
        if not isinstance(name, str) or name not in self._tables:
            raise UnknownTableError(name, list(self._tables))
        return self._tables[name]

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
        return _frame(["id", "section", "texte", "score"], self._index.search(query, limit), integers=["score"])

    def section(self, heading):
        """Return what stands below a heading.

        Parameters
        ----------
        heading : str
            Its title, with its printed number or without, or its code in the table `sections`. Case, accents and
            articles with an apostrophe do not matter.

        Returns
        -------
        DataFrame
            Some rows of `passages`, in the order of the text: those of the section and of the sections within it,
            without their headings.

        Raises
        ------
        ReferentialError
            No section has that heading, or several have.

        Examples
        --------
        >>> import sio_kit
        >>> sio_kit.load_referential().section("Le prestataire informatique")["id"].tolist()
        ['L031', 'L033', 'L035']
        """
        within = sections_below(self.rows("sections", by="ordre"), heading)
        passages = self.frame("passages")
        below = passages["section"].isin(within) & (passages["nature"] != "titre")
        return passages[below].reset_index(drop=True)

    @cached_property
    def _index(self):
        return SearchIndex(self._rows["passages"])

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
        rows = [
            {
                "colonne": field.name,
                "titre": field.title,
                "contenu": field.description,
                "origine": "référentiel" if field.quotes else "kit" if field.added else "",
            }
            for field in self.table(table).fields.values()
        ]
        return _frame(list(rows[0]), rows)

    def frame(self, name):
        """Return a table as a fresh DataFrame; see `tables`."""
        if name not in self._frames:
            fields = self.table(name).fields
            integers = [column for column, field in fields.items() if field.type == "integer"]
            self._frames[name] = _frame(list(fields), self._rows[name], integers)
        return self._frames[name].copy()


def _frame(columns, rows, integers=()):
    """Return rows as a DataFrame: text as written, and columns of integers, `Int64` where one is missing."""
    import pandas as pd

    frame = pd.DataFrame({column: [row[column] for row in rows] for column in columns}, columns=columns)
    for column in columns:
        if column in integers and (not rows or frame[column].dtype != "int64"):
            frame[column] = pd.array([row[column] for row in rows], dtype="Int64" if rows else "int64")
        elif not rows:
            frame[column] = frame[column].astype(str)
    return frame


class _Frames(Mapping):
    """The tables by name; each access gives a copy."""

    def __init__(self, ref):
        self._ref = ref

    def __getitem__(self, name):
        return self._ref.frame(name)

    def __iter__(self):
        return iter(self._ref._tables)

    def __len__(self):
        return len(self._ref._tables)

    def __contains__(self, name):
        return isinstance(name, str) and name in self._ref._tables

    def __repr__(self):
        return f"<tables : {', '.join(self)}>"
