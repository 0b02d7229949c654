"""Show a table so that it can be read: on a projector, a phone, in a dark theme, in a terminal."""

from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path

from sio_kit.errors import ReferentialError
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, NBSP, typeset

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
    rows : DataFrame or list of dict, optional
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
        The table or a column does not exist, or `rows` are no rows.

    Examples
    --------
    >>> import sio_kit
    >>> ref = sio_kit.load_referential()
    >>> sio_kit.show_table(ref, "cadres", rows=ref.cadres.head(1))
    Cadres d'activité
    1. Cadre : Entité informatique interne à une organisation
       Passage : L181
    Référentiel du BTS SIO, Annexe I
    """
    schema = _TableSchema(ref, table)
    known, rows = (list(schema.table.fields), ref.rows(table)) if rows is None else _read(rows, table)
    shown = (
        schema.shown(known) if columns is None else _known([columns] if isinstance(columns, str) else columns, known)
    )
    titles = [schema.title(column) for column in shown]
    cells = [[schema.cell(row, column) for column in shown] for row in rows]
    has_added = any(text.endswith(ADDED) for text in [*titles, *chain.from_iterable(cells)])
    sources = schema.passage_columns(known, shown)
    if sources:
        titles.append("Passage")
        for texts, row in zip(cells, rows, strict=True):
            texts.append(", ".join(dict.fromkeys(filter(None, (_text(row[source]) for source in sources)))))
    note = typeset(" ; ".join([ref.title, ADDED_NOTE] if has_added else [ref.title]))
    return ReadableTable(caption or schema.table.title, titles, cells, note)


def _read(rows, table):
    """Return the columns of a DataFrame or of a list of dict, and its rows."""
    if hasattr(rows, "to_dict") and hasattr(rows, "columns"):
        return list(rows.columns), rows.to_dict("records")
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return list(rows[0]) if rows else [], rows
    raise ReferentialError(f"« rows » attend un DataFrame, comme ref.{table}, et non {type(rows).__name__}.")


def _known(columns, known):
    for column in columns:
        if column not in known:
            listed = ", ".join(map(str, known))
            raise ReferentialError(f"La colonne « {column} » n'existe pas dans ces lignes. Colonnes : {listed}.")
    return columns


class _TableSchema:
    """What the data package says of a table's columns, as far as showing it goes."""

    def __init__(self, ref, table):
        self.table = ref.table(table)
        self._fields = self.table.fields
        self._passage_columns = ["id"] if table == "passages" else self.table.references_to("passages")
        others = {each.columns[0]: each.table for each in self.table.references}
        self._labels = {
            column: _labels(ref, other) for column, other in others.items() if other not in ("passages", table)
        }
        self._quotations = Quotations(ref)

    def shown(self, columns):
        code = self._fields.get("code")
        hidden = {*(["code"] if code and code.added else []), *self._passage_columns}
        return [column for column in columns if column not in hidden]

    def title(self, column):
        field = self._fields.get(column)
        return f"{field.title}{ADDED if field.added else ''}" if field else str(column)

    def passage_columns(self, known, shown):
        """Return the columns that name the passages of what is shown: `passage`, and `passage_x` for a column x."""
        own = {"id", "passage", *(f"passage_{column}" for column in shown)}
        return [column for column in self._passage_columns if column in own and column in known]

    def cell(self, row, column):
        """Return the text to show; with an asterisk where it passes for a quotation and is none."""
        text = _text(row[column])
        if text in self._labels.get(column, {}):
            label = self._labels[column][text]
            return self._quotations.with_sic(label, self._quotations.source(label))
        field = self._fields.get(column)
        if not text or not field or not field.quotes:
            return text
        named = row.get(field.quotes)
        passage = self._quotations.source(text, [named] if isinstance(named, str) else None)
        return self._quotations.with_sic(text, passage) if passage else text + ADDED


def _labels(ref, name):
    """Return {code: name} for a table whose codes the kit made; nothing for codes that the text itself uses."""
    if name not in ref.tables:
        return {}
    fields = ref.table(name).fields
    label = next((column for column in ("libelle", "titre", "texte") if column in fields), None)
    made = label and "code" in fields and fields["code"].added
    return {row["code"]: row[label] for row in ref.rows(name)} if made else {}


def _text(value):
    """Return a cell as text; nothing for what pandas calls missing, which alone differs from itself or cannot say."""
    if isinstance(value, str):
        return value
    if value is None or type(value).__name__ == "NAType" or value != value:
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
