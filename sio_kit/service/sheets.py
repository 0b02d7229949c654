"""What the player tells of each step of a service: sheets as in `process_sheets`, with the step's words marked."""

from sio_kit.referential.quotation import Quotations
from sio_kit.service.model import is_official
from sio_kit.service.rules import Roles
from sio_kit.typography import NBSP


def step_sheets(service, ref):
    """Return, for each step, what is shown of it and what is asked about it.

    Returns
    -------
    list of dict
        `answer`: the whole sheet; `question`: the sheet that does not say which process acts; `label`, `hidden`: the
        same two in a few words, to be read aloud; `process`: the code of the process that acts.
    """
    sheets = _StepSheets(service, ref)
    return [sheets.step(number, step) for number, step in enumerate(service.steps, start=1)]


class _StepSheets:
    def __init__(self, service, ref):
        self.service, self.quotations, self.roles = service, Quotations(ref), Roles(ref)
        self.labels = dict(service.processes)
        self.place = {}

    def step(self, number, step):
        done = {"title": "Ce qui est fait", "entries": [self.done(step)]}
        title = f"Étape {number} sur {len(self.service.steps)}"
        return {
            "answer": {"title": title, "blocks": [done, self.who(step), *self.sentence(step), *self.recorded(step)]},
            "question": {"title": f"{title}{NBSP}: quel processus agit{NBSP}?", "blocks": [done]},
            "label": f"Étape {number}, {step.process}{', appelé par ' + step.caller if step.caller else ''}",
            "hidden": f"Étape {number}",
            "process": step.process,
        }

    def done(self, step):
        return self.quotations.entry(step.action, step.passage) if is_official(step) else {"text": step.shown}

    def who(self, step):
        entries = []
        if step.caller:
            entries.append({"text": f"appelé par {self.name(step.caller)}"})
        if step.reason:
            entries.append({"text": "pour", **self.quotations.entry(step.reason, step.passage)})
        return {"title": self.name(step.process), "entries": entries}

    def sentence(self, step):
        """Return the block of the whole passage, with the step's words marked: those after the step before it."""
        if not is_official(step):
            return []
        entry = self.quotations.whole(step.passage)
        start = entry["quote"].find(step.action, self.place.get(step.passage, 0))
        self.place[step.passage] = max(start, 0)
        marks = {"marks": [[start, start + len(step.action)]]} if start >= 0 else {}
        return [{"title": "Dans le texte", "entries": [{**entry, **marks}]}]

    def recorded(self, step):
        if step.process not in self.roles.callers or not self.roles.record:
            return []
        title = f"Ce qui est enregistré dans {self.roles.recorder}"
        return [{"title": title, "entries": [self.quotations.whole(self.roles.record)]}]

    def name(self, code):
        return f"{code} {self.labels.get(code, '')}".strip()
