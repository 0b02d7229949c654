"""The tickets of an organisation: what is asked and done, and which processes can be said to act."""

from collections.abc import Iterable
from dataclasses import dataclass

from sio_kit.errors import ReferentialError
from sio_kit.typography import guillemets
from sio_kit.vocabulary import CALLS

TABLE = "tickets"
NOBODY = "personne"  # in place of a caller


@dataclass(frozen=True)
class Ticket:
    """A ticket.

    Attributes
    ----------
    code, author, text : str
    replies : tuple of (str, str)
        What can be defended: pairs of the process that acts and of its caller, `"personne"` where none calls.
    passages : tuple of str
    explanation : str
        What shows it, and why two replies can be defended where there are two.
    """

    code: str
    author: str
    text: str
    replies: tuple
    passages: tuple
    explanation: str


def tickets(ref, codes=None):
    """Return the tickets of the table, or those of some codes, in that order.

    Raises
    ------
    ReferentialError
        There is no such ticket, or no ticket at all, or one names a process or a passage that does not exist.
    """
    known = {row["code"]: row for row in ref.rows(TABLE)}
    wanted = list(known) if codes is None else _codes(codes, known)
    if not wanted:
        raise ReferentialError("Il n'y a aucun ticket à ranger : ajoutez-en à la table « tickets ».")
    processes = [row["code"] for row in ref.rows("processus")]
    passages = {row["id"] for row in ref.rows("passages")}
    return [_ticket(known[code], processes, passages) for code in wanted]


def callers(ref):
    """Return the processes that call others, code and label, and nobody: a list of pairs."""
    calling = {row["source"] for row in ref.rows("liens") if row["nature"] == CALLS}
    return [(row["code"], row["libelle"]) for row in ref.rows("processus") if row["code"] in calling] + [(NOBODY, "")]


def _codes(codes, known):
    if isinstance(codes, str) or not isinstance(codes, Iterable):
        raise ReferentialError("« tickets » attend une liste de codes, par exemple tickets=['T01', 'T04'].")
    codes = list(dict.fromkeys(codes))
    for code in codes:
        if code not in known:
            raise ReferentialError(f"Le ticket {guillemets(code)} n'existe pas. Tickets : {', '.join(known)}.")
    return codes


def _ticket(row, processes, passages):
    acting, calling = (_parts(row[column], "|") for column in ("processus", "appelant"))
    named = _parts(row["passages"], None)
    if not acting or len(acting) != len(calling):
        _refuse(row, "il faut autant d'appelants que de processus (« personne » si aucun n'appelle)")
    for unknown in [each for each in acting if each not in processes]:
        _refuse(row, f"le processus {guillemets(unknown)} n'existe pas")
    for unknown in [each for each in calling if each not in (*processes, NOBODY)]:
        _refuse(row, f"l'appelant {guillemets(unknown)} n'est ni un processus, ni « personne »")
    for unknown in [each for each in named if each not in passages]:
        _refuse(row, f"le passage {guillemets(unknown)} n'existe pas")
    pairs = tuple(zip(acting, calling, strict=True))
    return Ticket(row["code"], row["auteur"], row["texte"], pairs, tuple(named), row["explication"])


def _parts(cell, separator):
    return [part.strip() for part in cell.split(separator) if part.strip()]


def _refuse(row, fault):
    raise ReferentialError(f"Table « tickets », ticket {guillemets(row['code'])} : {fault}.")
