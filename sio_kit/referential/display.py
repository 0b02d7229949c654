"""Show a table so that it can be read: on a projector, a phone, in a dark theme, in a terminal."""

from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path

import pandas as pd

from sio_kit.errors import ReferentialError
from sio_kit.referential.package import as_list, foreign_keys
from sio_kit.referential.quotation import ADDED, Quotations
from sio_kit.typography import NBSP, typeset

STYLE = Path(__file__).with_suffix(".css")
ADDED_NOTE = "* ajouté : ne figure pas dans le texte officiel"


def show_table(ref, table, rows=None, columns=None, caption=None):
    """Return a table made to be read, which a notebook shows as the last line of a cell.

    Its column titles come from `datapackage.json`; the passages' numbers stand in a last column; what the kit, a
    teacher or a student added to the référentiel's text carries an asterisk, and the source's misprints a [sic].

    Parameters
    ----------
    ref : Referential
    table : str
        The table whose titles are used, such as `"processus"`.
    rows : DataFrame, optional
        The rows to show: some of the table's, or any frame made from them (`ref.search(…)`). Default: all its rows.
    columns : list of str, optional
        The columns to show, in that order. Default: all but the short codes that the kit made as keys.
    caption : str, optional
        Default: the table's title.

    Returns
    -------
    ReadableTable

    Raises
    ------
    ReferentialError
        The table or a column does not exist, or `rows` is no DataFrame.

    Examples
    --------
    >>> import sio_kit
    >>> ref = sio_kit.load_referential()
    >>> sio_kit.show_table(ref, "cadres", rows=ref.cadres.head(1))
    Cadres d'exercice
    1. Cadre : Entité informatique interne à une organisation
       Passage : L181
    Référentiel du BTS SIO, Annexe I
    """
    schema = _TableSchema(ref, table)
    rows = ref.tables[table] if rows is None else rows
    if not isinstance(rows, pd.DataFrame):
        raise ReferentialError(f"« rows » attend un DataFrame, comme ref.{table}, et non {type(rows).__name__}.")
    shown = schema.shown(rows) if columns is None else _known(as_list(columns), rows)
    titles = [schema.title(column) for column in shown]
    cells = [[schema.cell(row, column) for column in shown] for row in rows.to_dict("records")]
    has_added = any(text.endswith(ADDED) for text in [*titles, *chain.from_iterable(cells)])
    sources = schema.passage_columns(rows, shown)
    if sources:
        titles.append("Passage")
        for texts, row in zip(cells, rows[sources].to_dict("records"), strict=True):
            texts.append(", ".join(dict.fromkeys(map(str, filter(None, row.values())))))
    note = typeset(" ; ".join([ref.title, ADDED_NOTE] if has_added else [ref.title]))
    return ReadableTable(caption or ref.caption(table), titles, cells, note)


def _known(columns, rows):
    for column in columns:
        if column not in rows.columns:
            known = ", ".join(map(str, rows.columns))
            raise ReferentialError(f"La colonne « {column} » n'existe pas dans ces lignes. Colonnes : {known}.")
    return columns


class _TableSchema:
    """What the data package says of a table's columns, as far as showing it goes."""

    def __init__(self, ref, table):
        resource = ref.resource(table)
        self._fields = {field["name"]: field for field in resource["schema"]["fields"]}
        self.added = {name for name, field in self._fields.items() if field.get("ajout")}
        self._passage_columns = ["id"] if table == "passages" else []
        self._labels = {}
        for columns, target, _ in foreign_keys(resource):
            if target == "passages":
                self._passage_columns += columns
            elif target:
                self._labels[columns[0]] = _labels(ref, target)
        self._quotations = Quotations(ref)

    def shown(self, rows):
        hidden = {*({"code"} & self.added), *self._passage_columns}
        return [column for column in rows.columns if column not in hidden]

    def title(self, column):
        title = self._fields.get(column, {}).get("title") or str(column)
        return title + ADDED if column in self.added else title

    def passage_columns(self, rows, shown):
        """Return the columns that name the passages of what is shown: `passage`, and `passage_x` for a column x."""
        own = {"id", "passage", *(f"passage_{column}" for column in shown)}
        return [column for column in self._passage_columns if column in own and column in rows.columns]

    def cell(self, row, column):
        """Return the text to show; with an asterisk where it passes for a quotation and is none."""
        text = _text(row[column])
        if text in self._labels.get(column, {}):
            label = self._labels[column][text]
            return self._quotations.with_sic(label, self._quotations.source(label))
        field = self._fields.get(column, {})
        if not text or "citation" not in field:
            return text
        named = row.get(field["citation"])
        passage = self._quotations.source(text, [named] if isinstance(named, str) else None)
        return self._quotations.with_sic(text, passage) if passage else text + ADDED


def _labels(ref, table):
    """Return {code: name} for a table whose codes the kit made; nothing for codes that the text itself uses."""
    made = any(field["name"] == "code" and field.get("ajout") for field in ref.resource(table)["schema"]["fields"])
    frame = ref.tables[table]
    name = next((column for column in ("libelle", "titre", "texte") if column in frame), None)
    return dict(zip(frame["code"], frame[name], strict=True)) if made and name else {}


def _text(value):
    if isinstance(value, str):
        return value
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class ReadableTable:
    """A table ready to be shown: HTML in a notebook, numbered records in a terminal or a screen reader."""

    caption: str
    titles: list
    cells: list
    note: str

    def __repr__(self):
        lines = [self.caption]
        for number, row in enumerate(self.cells, start=1):
            start = f"{number}. "
            for title, text in zip(self.titles, row, strict=True):
                lines.append(f"{start}{title}{NBSP}: {text}".rstrip())
                start = " " * len(start)
        return "\n".join([*lines, self.note])

    def _repr_html_(self):
        heads = "".join(f'<th role="columnheader" scope="col">{escape(title)}</th>' for title in self.titles)
        rows = "\n".join(self._row(row) for row in self.cells)
        return (
            f'<div class="sio-table"><style>\n{STYLE.read_text(encoding="utf-8")}</style>\n'
            f'<table role="table"><caption>{escape(self.caption)}</caption>\n'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
            f'<tbody role="rowgroup">\n{rows}\n</tbody></table>\n'
            f"<p>{escape(self.note)}</p></div>"
        )

    def _row(self, row):
        cells = "".join(
            f'<td role="cell" data-title="{escape(title)}">{escape(text)}</td>'
            for title, text in zip(self.titles, row, strict=True)
        )
        return f'<tr role="row">{cells}</tr>'
