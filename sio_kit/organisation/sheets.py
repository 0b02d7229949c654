"""What the page shows of a ticket once it is sorted: what can be defended, why, and the passages."""

import re
from html import escape

from sio_kit.frontend.sheets import sheet
from sio_kit.organisation.model import NOBODY
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, NBSP


def ticket_sheets(tickets, ref):
    """Return what is shown of each ticket: a list of dict (`code`, `author`, `text`, `replies`, `answer`)."""
    quotations, labels = Quotations(ref), {row["code"]: row["libelle"] for row in ref.rows("processus")}
    return [
        {
            "code": each.code,
            "author": each.author,
            "text": each.text,
            "replies": [list(reply) for reply in each.replies],
            "answer": _answer(each, quotations, labels),
        }
        for each in tickets
    ]


def _answer(ticket, quotations, labels):
    several = len(ticket.replies) > 1
    title = f"{ticket.code}{NBSP}: {'plusieurs réponses se défendent' if several else 'ce qui se défend'}"
    replies = [{"text": f"{process} {labels[process]}{called(caller)}"} for process, caller in ticket.replies]
    why = [{"text": ticket.explanation + ADDED}]
    text = [_marked(quotations.whole(each), ticket.explanation) for each in ticket.passages]
    return sheet(title, [("Réponses" if several else "Réponse", replies), ("Pourquoi", why), ("Dans le texte", text)])


def _marked(entry, explanation):
    """Return the entry of a passage, with the words that the explanation quotes of it marked."""
    quoted = re.findall(rf"«\s([^»]+)\s»\s\({entry['passage']}\)", explanation)
    starts = sorted((entry["quote"].find(words), len(words)) for words in set(quoted) if words in entry["quote"])
    return {**entry, "marks": [[start, start + length] for start, length in starts]}


def called(caller):
    """Say who calls a process, after its name."""
    return f", que personne n'appelle{ADDED}" if caller == NOBODY else f", appelé par {caller}{ADDED}"


def paper(tickets, answers=False):
    """Return the tickets as an HTML list to be filled with a pen; with `answers`, as the teacher's copy has it."""
    return f"<ul>{''.join(_line(each, answers) for each in tickets)}</ul>"


def _line(ticket, answers):
    said = " ou ".join(f"{process}{called(caller)}" for process, caller in ticket.replies)
    blank = f"Processus{NBSP}: ______ Appelé par{NBSP}: ______"
    end = f"{escape(said)}. {escape(ticket.explanation)}" if answers else blank
    return f"<li><strong>{escape(ticket.code)}</strong> {escape(ticket.author)}. {escape(ticket.text)}<br>{end}</li>"
