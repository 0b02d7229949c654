"""What the player tells of each step of a service, with the step's words marked in the official sentence."""

from sio_kit.forms.tables import tables_of
from sio_kit.frontend.sheets import sheet
from sio_kit.referential.quotation import Quotations
from sio_kit.service.model import is_beside, is_official
from sio_kit.service.rules import TABLES, Roles
from sio_kit.typography import NBSP


def step_sheets(service, ref):
    """Return what is shown of each step and what is asked about it: a list of dict.

    `answer` is the whole sheet, `question` the one that does not say which process acts; `label` and `hidden` say the
    same two in a few words, to be read aloud; `shown` is the action; `processus`, `appelant`, `phase` as in a file;
    `beside` says whether the text tells it of the whole story.
    """
    sheets = _StepSheets(service, ref)
    return [sheets.step(number, step) for number, step in enumerate(service.steps, start=1)]


class _StepSheets:
    def __init__(self, service, ref):
        self.count, self.quotations, self.roles = len(service.steps), Quotations(ref), Roles(tables_of(ref, TABLES))
        self.labels = dict(service.processes)
        self.place = {}

    def step(self, number, step):
        title, caller = f"Étape {number} sur {self.count}", f", appelé par {step.caller}" if step.caller else ""
        beside = ", à côté de toutes les autres" if is_beside(step) else ""
        done = "Ce qui est fait", [self.done(step)]
        return {
            "answer": sheet(title, [done, self.who(step), *self.sentence(step), *self.recorded(step)]),
            "question": sheet(f"{title}{NBSP}: quel processus agit{NBSP}?", [done]),
            "label": f"Étape {number}, {step.process}{caller}{beside}",
            "hidden": f"Étape {number}",
            "shown": step.shown,
            "processus": step.process,
            "appelant": step.caller,
            "phase": step.phase,
            "beside": is_beside(step),
        }

    def done(self, step):
        return self.quotations.entry(step.action, step.passage) if is_official(step) else {"text": step.shown}

    def who(self, step):
        caller = {"text": f"appelé par {self.name(step.caller)}"} if step.caller else {}
        reason = {"text": "pour", **self.quotations.entry(step.reason, step.passage)} if step.reason else {}
        return self.name(step.process), [caller, reason]

    def sentence(self, step):
        """Yield the block of the whole passage, with the step's words marked: those after the step before it."""
        entry = self.quotations.whole(step.passage)
        if not entry:
            return
        start = entry["quote"].find(step.action, self.place.get(step.passage, 0))
        self.place[step.passage] = max(start, 0)
        marks = {"marks": [[start, start + len(step.action)]]} if start >= 0 else {}
        yield "Dans le texte", [{**entry, **marks}]

    def recorded(self, step):
        if step.process in self.roles.callers and self.roles.record:
            yield f"Ce qui est enregistré dans {self.roles.recorder}", [self.quotations.whole(self.roles.record)]

    def name(self, code):
        return f"{code} {self.labels.get(code, '')}".strip()
