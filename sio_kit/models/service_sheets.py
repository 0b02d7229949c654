"""What the player tells of each step of a service: sheets as in `process_sheets`, with the step's words marked."""

from sio_kit.models.processes import CALLS, SUPPORT
from sio_kit.models.service import is_official
from sio_kit.quotation import ADDED, Quotations
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
        self.service, self.quotations = service, Quotations(ref)
        self.texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
        self.labels = dict(service.processes)
        self.solutions = {link["cible"] for link in ref.liens.to_dict("records") if link["nature"] == CALLS}
        support = ref.processus.loc[ref.processus["categorie"] == SUPPORT, "code"].tolist()
        self.records = [step for step in ref.etapes.to_dict("records") if step["processus"] in support][:1]
        self.place = {}

    def step(self, number, step):
        done = {"title": "Ce qui est fait", "entries": [self.quoted(step.action, step)]}
        title = f"Étape {number} sur {len(self.service.steps)}"
        return {
            "answer": {"title": title, "blocks": [done, self.who(step), *self.sentence(step), *self.recorded(step)]},
            "question": {"title": f"{title}{NBSP}: quel processus agit{NBSP}?", "blocks": [done]},
            "label": f"Étape {number}, {step.process}{', appelé par ' + step.caller if step.caller else ''}",
            "hidden": f"Étape {number}",
            "process": step.process,
        }

    def quoted(self, text, step):
        if is_official(step):
            return self.quotations.entry(text, step.passage)
        return {"text": (text or "sans action") + ADDED}

    def who(self, step):
        entries = []
        if step.caller:
            entries.append({"text": f"appelé par {self.name(step.caller)}"})
        if step.reason:
            entries.append({"text": "pour", **self.quoted(step.reason, step)})
        return {"title": self.name(step.process), "entries": entries}

    def sentence(self, step):
        """Return the block of the whole passage, with the step's words marked: those after the step before it."""
        if not is_official(step):
            return []
        text = self.quotations.with_sic(self.texts[step.passage], step.passage)
        start = text.find(step.action, self.place.get(step.passage, 0))
        self.place[step.passage] = max(start, 0)
        mark = {"mark": [start, start + len(step.action)]} if start >= 0 else {}
        return [{"title": "Dans le texte", "entries": [{"quote": text, "passage": step.passage, **mark}]}]

    def recorded(self, step):
        if step.process not in self.solutions:
            return []
        return [
            {
                "title": f"Ce qui est enregistré dans {record['processus']}",
                "entries": [self.quotations.entry(self.texts[record["passage"]], record["passage"])],
            }
            for record in self.records
        ]

    def name(self, code):
        return f"{code} {self.labels.get(code, '')}".strip()
