"""Adverts cut where they have been read, and what the text says of each phrase."""

from dataclasses import dataclass

from sio_kit.errors import ReferentialError
from sio_kit.typography import guillemets

ADVERTS, READINGS = "annonces", "lectures"


@dataclass(frozen=True)
class Part:
    """A piece of an advert.

    Attributes
    ----------
    text : str
    passages : tuple of str or None
        To which a phrase can be linked, none where the text says nothing of it; None for what stands between phrases.
    note : str
        Why.
    """

    text: str
    passages: tuple | None = None
    note: str = ""


@dataclass(frozen=True)
class Advert:
    """An advert, or a working day (`nature`); `parts` are its pieces in order, none where nobody has read it yet."""

    code: str
    nature: str
    title: str
    employer: str
    text: str
    parts: tuple


def adverts(ref, code=None):
    """Return the adverts and working days of the tables, or one of them.

    Raises
    ------
    ReferentialError
        There is none, or none of that code; or a reading names a passage or a phrase that does not exist.
    """
    rows = ref.rows(ADVERTS)
    known = [row["code"] for row in rows]
    if not known:
        raise ReferentialError("Il n'y a aucune annonce à lire : ajoutez-en à la table « annonces ».")
    if code is not None and code not in known:
        raise ReferentialError(f"L'annonce {guillemets(code)} n'existe pas. Annonces : {', '.join(known)}.")
    readings, passages = ref.rows(READINGS, by="ordre"), {row["id"] for row in ref.rows("passages")}
    return [_advert(row, readings, passages) for row in rows if code in (None, row["code"])]


def _advert(row, readings, passages):
    own = [reading for reading in readings if reading["annonce"] == row["code"]]
    parts = tuple(_parts(row, own, passages)) if own else ()
    return Advert(row["code"], row["nature"], row["titre"], row["employeur"], row["texte"], parts)


def _parts(row, readings, passages):
    """Yield the pieces of an advert: its phrases, and what stands between them."""
    text, end = row["texte"], 0
    for reading in readings:
        phrase, named = reading["phrase"], tuple(reading["passages"].split())
        start = text.find(phrase, end)
        if start < 0:
            _refuse(row, f"la phrase {guillemets(phrase)} n'y est pas, ou pas dans cet ordre")
        for unknown in [each for each in named if each not in passages]:
            _refuse(row, f"le passage {guillemets(unknown)} n'existe pas")
        if start > end:
            yield Part(text[end:start])
        yield Part(phrase, named, reading["note"])
        end = start + len(phrase)
    if end < len(text):
        yield Part(text[end:])


def _refuse(row, fault):
    raise ReferentialError(f"Table « lectures », annonce {guillemets(row['code'])} : {fault}.")
