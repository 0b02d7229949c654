"""The glossary as a page to print: each word, what it means, an example, in columns."""

from dataclasses import dataclass
from html import escape

from sio_kit.drawing.texts import Band, Group, Text, Texts
from sio_kit.reading.glossary import TABLE, entries
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, NBSP, typeset

EXAMPLE, TRAP = typeset("Ex. : "), typeset("Attention : ")


@dataclass(frozen=True)
class Entry(Text):
    """A word of the text (`label`), where it stands, what it means (`words`), an example, and what it is not."""

    passage: str = ""
    example: str = ""
    trap: str = ""

    def __str__(self):
        return " ".join([f"{self.label} ({self.passage}){NBSP}: {self.words}", *self._more()])

    def html(self, _mark):
        example, *trap = map(escape, self._more())
        more = "".join([f" <em>{example}</em>", *(f" <span>{each}</span>" for each in trap)])
        return f"<li><b>{escape(self.label)}</b> ({escape(self.passage)}){NBSP}: {escape(self.words)}{more}</li>"

    def _more(self):
        return [f"{EXAMPLE}{self.example}", *([f"{TRAP}{self.trap}"] if self.trap else [])]


def glossary(ref):
    """Put the words of the glossary in columns, in alphabetical order, to be read or printed.

    Parameters
    ----------
    ref : Referential
        Its table `glossaire` is read.

    Returns
    -------
    Texts
        Columns in a notebook, a list in a terminal.

    Raises
    ------
    ReferentialError
        There is no such table.

    Examples
    --------
    >>> import sio_kit
    >>> str(sio_kit.figures.glossary(sio_kit.load_referential())).splitlines()[0][:13]
    'actifs (L109)'
    """
    ref.table(TABLE)
    quotations, shown = Quotations(ref), []
    for row in entries(ref):
        word = row["mot"] if quotations.stands(row["mot"], row["passage"]) else row["mot"] + ADDED
        shown.append(Entry(row["definition"], word, "", row["passage"], row["exemple"], row["piege"]))
    note = typeset(f"Les mots sont ceux du texte ({ref.title}) ; ce qui en est dit est ajouté par le kit.")
    return Texts("glossary", [Band("", [Group("", shown, "words")])], note, {})
