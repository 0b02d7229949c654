"""Tickets to be put on processes, then their callers: alone, or with the votes of a class."""

import traitlets

from sio_kit.drawing.palette import shades
from sio_kit.errors import ReferentialError
from sio_kit.frontend.base import FrontEndWidget, module, source_line, style
from sio_kit.organisation import model
from sio_kit.organisation.sheets import paper, ticket_sheets
from sio_kit.typography import NBSP, guillemets


class TicketSort(FrontEndWidget):
    """Put tickets on the processes, say who calls, and read what the text says; several replies can be defended.

    Parameters
    ----------
    ref : Referential
        Its tables `tickets`, `processus` and `liens` are read.
    tickets : iterable of str, optional
        The codes of some tickets, in the order in which they come. Default: all.

    Attributes
    ----------
    selected : str
        The code of the ticket shown; one that does not exist raises a ReferentialError and changes nothing.
    voting : bool
        Whether the class votes.
    replies : dict
        {code: {"processus": code, "appelant": code or "personne"}}; `appelant` is missing until it is said.

    Raises
    ------
    ReferentialError
        There is no such ticket, or one names a process or a passage that does not exist.

    Examples
    --------
    >>> import sio_kit
    >>> tri = sio_kit.widgets.TicketSort(sio_kit.load_referential(), tickets=["T01", "T08"])
    >>> tri.selected
    'T01'
    """

    _esm = module(__file__)
    _css = style(__file__, "../frontend/play.css")

    selected = traitlets.Unicode().tag(sync=True)
    voting = traitlets.Bool(False).tag(sync=True)
    replies = traitlets.Dict().tag(sync=True)
    _tickets = traitlets.List().tag(sync=True)
    _processes = traitlets.List().tag(sync=True)
    _callers = traitlets.List().tag(sync=True)
    _colours = traitlets.Dict().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref, tickets=None):
        chosen = model.tickets(ref, tickets)
        processes = [[row["code"], row["libelle"]] for row in ref.rows("processus")]
        lines = [f"{each.code} ({each.author}){NBSP}: {each.text}" for each in chosen]
        count = f"{len(lines)} tickets" if len(lines) > 1 else "1 ticket"
        self.alternative = "\n".join([f"{count} à ranger dans les processus{NBSP}:", *lines])
        super().__init__(
            selected=chosen[0].code,
            _tickets=ticket_sheets(chosen, ref),
            _processes=processes,
            _callers=[list(each) for each in model.callers(ref)],
            _colours=shades(code for code, _ in processes),
            _source=source_line(ref),
            paper=paper(chosen),
            paper_answers=paper(chosen, answers=True),
        )

    @traitlets.validate("selected")
    def _check_selected(self, proposal):
        known = [each["code"] for each in self._tickets]
        if known and proposal["value"] not in known:
            raise ReferentialError(f"Le ticket {guillemets(proposal['value'])} n'est pas de ceux que l'on range ici.")
        return proposal["value"]
