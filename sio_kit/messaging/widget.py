"""The console of the messaging lab: a real run, lived with a kernel, or replayed step by step without one."""

import json

import traitlets

from sio_kit.drawing.palette import shades
from sio_kit.errors import ReferentialError
from sio_kit.frontend.base import FrontEndWidget, module, source_line, style
from sio_kit.messaging.incidents import incidents
from sio_kit.messaging.operations import ELEMENTS, OPERATIONS
from sio_kit.messaging.probe import Engagement, verdict
from sio_kit.messaging.rehearsal import recorded_run
from sio_kit.messaging.sheets import incident_sheets
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import NBSP, typeset

STOPS = ("acte", "incident", "réparé", "évité")  # the events at which a replay stops


class MessagingLab(FrontEndWidget):
    """Show a lab: what state the service is in, its mail, what the probe measures, tickets, records, who did what.

    With a lab and a kernel, one acts on it here too. Without one, it replays what happened.

    Parameters
    ----------
    ref : Referential
    lab : MailLab, optional
        Default: a run recorded beforehand.

    Attributes
    ----------
    step : int
        What is shown, from 1: each act and each incident is a step. It can be set from Python too; a step that does
        not exist raises a ReferentialError and changes nothing.
    guessing : bool
        Whether the mode "À vous" is on: who acts on an incident is asked before it is told.

    Examples
    --------
    >>> import sio_kit
    >>> console = sio_kit.widgets.MessagingLab(sio_kit.load_referential())
    >>> console.step = 17
    """

    _esm = module(__file__)
    _css = style(__file__, "../frontend/play.css")

    step = traitlets.Int(1).tag(sync=True)
    guessing = traitlets.Bool(False).tag(sync=True)
    _run = traitlets.Unicode("[]").tag(sync=True)  # the events, as JSON: a notebook keeps them on one line
    _incidents = traitlets.Dict().tag(sync=True)
    _processes = traitlets.List().tag(sync=True)
    _colours = traitlets.Dict().tag(sync=True)
    _elements = traitlets.Dict().tag(sync=True)
    _law = traitlets.Dict().tag(sync=True)
    _recorded = traitlets.Bool(False).tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref, lab=None):
        processes = [[row["code"], row["libelle"]] for row in ref.rows("processus")]
        self._lab = lab
        super().__init__(
            _run=_as_text(recorded_run() if lab is None else lab.events),
            _incidents=incident_sheets(incidents(ref), ref),
            _processes=processes,
            _colours=shades(code for code, _ in processes),
            _elements=ELEMENTS,
            _law=Quotations(ref).whole("L065"),
            _recorded=lab is None,
            _source=source_line(ref),
        )
        if lab is not None:
            self.step = max(1, self._count())
            lab.watchers.append(self._refresh)
            self.on_msg(self._hear)

    @property
    def _events(self):
        return json.loads(self._run)

    def _count(self):
        return sum(event["nature"] in STOPS for event in self._events)

    @traitlets.validate("step")
    def _check_step(self, proposal):
        count = max(1, self._count())
        if not 1 <= proposal["value"] <= count:
            raise ReferentialError(
                typeset(f"L'étape {proposal['value']} n'existe pas : choisissez un nombre de 1 à {count}.")
            )
        return proposal["value"]

    @property
    def alternative(self):
        return describe(self._events)

    # Where a kernel runs

    def _refresh(self):
        """Show what happened since; one who looks at the last step follows."""
        follows = self.step >= self._count()
        self._run = _as_text(self._lab.events)
        if follows:
            self.step = max(1, self._count())

    def _hear(self, _, message, __):
        """Do what the page asks; what cannot be done is said, and nothing changes."""
        answers = {
            "here": self._offers,
            "act": self._act,
            "strike": self._lab.strike,
            "probe": lambda: self._lab.probe()["texte"],
            "morning": self._lab.morning,
            "write": self._lab.write,
        }
        number, name = message.get("ask"), str(message.get("what"))
        try:
            said = answers[name](*message.get("arguments", ()))
            self.send({"answer": number, "result": {"said": said if name != "here" else "", **self._offers()}})
        except ReferentialError as error:
            self.send({"answer": number, "wrong": str(error)})

    def _offers(self):
        """Return what can be done now: the operations with the labels of their values, the incidents, the desks."""
        offered = {name: each.offered(self._lab) or [] for name, each in OPERATIONS.items()}
        operations = [[typeset(name), name, [typeset(label) for label, _ in own]] for name, own in offered.items()]
        return {"operations": operations, "desks": list(self._lab.desks)}

    def _act(self, process, caller, name, place):
        """Do an operation with the value at that place among those offered."""
        offered = (OPERATIONS[name].offered(self._lab) if name in OPERATIONS else None) or []
        value = offered[place][1] if 0 <= place < len(offered) else None
        return self._lab.act(process, caller, name, value)


def _as_text(events):
    return json.dumps(events, ensure_ascii=False)


def describe(events):
    """Say in French what happened: the acts, the incidents, the engagement."""
    lines = [f"Laboratoire de messagerie{NBSP}: {sum(each['nature'] in STOPS for each in events)} étapes"]
    engagement, number = None, 0
    for event in events:
        engagement = event["etat"].get("engagement", engagement)
        if event["nature"] in STOPS:
            number += 1
            lines.append(f"{number}. {event['heure']} {_told(event)}")
    measures = [event for event in events if event["nature"] == "sonde"]
    return "\n".join([*lines, verdict(Engagement.of(engagement) if engagement else None, measures)])


def _told(event):
    if event["nature"] == "acte":
        caller = f", appelé par {event['appelant']}" if event["appelant"] else ""
        return f"{event['processus']}{caller}{NBSP}: {event['texte']}"
    return typeset(f"{event['nature'].capitalize()} : {event['titre']}")
