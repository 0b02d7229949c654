"""The database of the configuration: what is recorded of the service, in three tables of an SQLite file."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

from sio_kit.errors import ReferentialError
from sio_kit.messaging.mailboxes import unusable

TABLES = ("elements", "changements", "incidents")
SCHEMA = """
create table if not exists elements (
    code text primary key, libelle text not null, valeur text not null, moment text not null);
create table if not exists changements (
    numero integer primary key, moment text not null, element text not null references elements (code),
    avant text not null, apres text not null);
create table if not exists incidents (
    numero integer primary key, code text not null, titre text not null, debut text not null,
    processus text not null default '', appelant text not null default '', fin text not null default '');
"""


class ConfigurationBase:
    """A database of the configuration; each change of it is whole or not at all, even if the kernel is killed."""

    def __init__(self, path):
        self.path = Path(path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as base:
                base.executescript(SCHEMA)
        except OSError as error:
            raise unusable(self.path.parent, error) from None
        except sqlite3.DatabaseError as error:
            raise self._unreadable(error) from None

    @contextmanager
    def _open(self):
        """Give a connection; what is done within is kept whole, or not at all where it fails."""
        with closing(sqlite3.connect(self.path, timeout=10)) as base, base:
            base.execute("pragma foreign_keys = on")
            yield base

    def _unreadable(self, error):
        return ReferentialError(
            f"La base de la configuration « {self.path} » ne peut pas être lue ({type(error).__name__}).",
            "Choisissez un autre dossier, ou effacez ce fichier : il sera refait, vide.",
        )

    def record(self, element, label, value, moment):
        """Record the value of a configuration item, and the change that it is."""
        with self._open() as base:
            known = base.execute("select valeur from elements where code = ?", (element,)).fetchone()
            base.execute(
                "insert into elements values (?, ?, ?, ?) on conflict (code) do update set "
                "libelle = excluded.libelle, valeur = excluded.valeur, moment = excluded.moment",
                (element, label, value, moment),
            )
            base.execute(
                "insert into changements (moment, element, avant, apres) values (?, ?, ?, ?)",
                (moment, element, known[0] if known else "", value),
            )

    def recorded(self):
        """Return the recorded value of each item: a dict."""
        with self._open() as base:
            return dict(base.execute("select code, valeur from elements order by rowid"))

    def open_incident(self, code, title, moment):
        """Record an incident that begins; return its number."""
        with self._open() as base:
            values = (code, title, moment)
            return base.execute("insert into incidents (code, titre, debut) values (?, ?, ?)", values).lastrowid

    def close_incident(self, number, process, caller, moment):
        """Record that an incident is repaired, and by whom."""
        with self._open() as base:
            base.execute(
                "update incidents set processus = ?, appelant = ?, fin = ? where numero = ?",
                (process, caller, moment, number),
            )

    def rows(self, table):
        """Return the rows of a table: a list of dict."""
        self._check(table)
        with self._open() as base:
            base.row_factory = sqlite3.Row
            return [dict(row) for row in base.execute(f"select * from {table} order by rowid")]

    def frame(self, table):
        """Return a table as a DataFrame."""
        import pandas as pd

        self._check(table)
        with closing(sqlite3.connect(self.path)) as base:
            return pd.read_sql(f"select * from {table} order by rowid", base)

    def _check(self, table):
        if table not in TABLES:
            raise ReferentialError(f"La base n'a pas de table « {table} ». Tables : {', '.join(TABLES)}.")


def differences(running, recorded):
    """Return the items of which the database does not say what runs: [code, what runs, what is recorded ("" if none)].

    `running` and `recorded` are dicts of an item's code to its value, as text.
    """
    return [[code, value, recorded.get(code, "")] for code, value in running.items() if recorded.get(code) != value]
