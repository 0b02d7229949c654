"""What people of the organisation wrote, as cards side by side: mails, tickets, articles of a contract."""

from collections.abc import Iterable

from sio_kit.drawing.texts import Band, Group, Text, Texts
from sio_kit.errors import ReferentialError
from sio_kit.referential.display import ADDED_NOTE
from sio_kit.typography import ADDED, NBSP, typeset

# Of each table: what stands before a code in a title (nothing: the title is the row's own), the lines above the text.
KINDS = {
    "courriels": ("Courriel", ("expediteur", "destinataire", "objet")),
    "tickets": ("Ticket", ("auteur",)),
    "organisation": ("", ()),
}


def records(ref, codes=None):
    """Put what people of the organisation wrote on cards, side by side.

    Parameters
    ----------
    ref : Referential
        Its tables `courriels`, `tickets` and `organisation` are read.
    codes : str or list of str, optional
        Which, in that order. Those that no table has are named under the cards: where a teacher's own tables stand, a
        lesson goes on. Default: all.

    Returns
    -------
    Texts
        Cards in a notebook, an outline in a terminal.

    Raises
    ------
    ReferentialError
        `codes` are no codes.

    Examples
    --------
    >>> import sio_kit
    >>> print(sio_kit.figures.records(sio_kit.load_referential(), "mediatheque"))  # doctest: +ELLIPSIS
      Médiathèque Les Tilleuls*
        - Un service de la mairie, dans un autre bâtiment...
    * ajouté...
    """
    cards = {row["code"]: _card(ref, table, row) for table in KINDS for row in ref.rows(table)}
    wanted = list(cards) if codes is None else _codes(codes)
    missing = [code for code in wanted if code not in cards]
    note = typeset(" ; ".join([ADDED_NOTE, *([f"pas dans les tables : {', '.join(missing)}"] if missing else [])]))
    return Texts("records", [Band("", [cards[code] for code in wanted if code in cards])], note, {})


def _card(ref, table, row):
    kind, lines = KINDS[table]
    fields = ref.table(table).fields
    head = [Text(row[column], fields[column].title, "line") for column in lines]
    title = f"{kind}{NBSP}{row['code']}" if kind else row["libelle"]
    return Group(title + ADDED, [*head, Text(row["texte"])], "record")


def _codes(codes):
    codes = [codes] if isinstance(codes, str) else codes
    if not isinstance(codes, Iterable):
        raise ReferentialError("« codes » attend un code, ou une liste de codes, par exemple codes=['C1', 'T04'].")
    return list(dict.fromkeys(map(str, codes)))
