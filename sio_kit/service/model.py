"""A service told step by step: the référentiel's example, a teacher's, a student's; and what the text says of it."""

from dataclasses import dataclass, replace

from sio_kit.errors import ReferentialError
from sio_kit.service.rules import service_findings
from sio_kit.typography import NBSP
from sio_kit.vocabulary import EXAMPLE

ADDED = "ajouté"
NAMES = {EXAMPLE: "Service de messagerie"}  # the référentiel's own example has no name of one word


@dataclass(frozen=True)
class Step:
    """One action of a service.

    Attributes
    ----------
    process, caller : str
        Codes; `caller` is `""` where no process calls.
    phase : str
        `"production"`, `"fourniture"` or `""`.
    action : str
        What is done.
    passage : str
        The passage that says it, or `"ajouté"`.
    reason : str
        What the action is part of, in the référentiel's words.
    """

    process: str
    caller: str = ""
    phase: str = ""
    action: str = ""
    passage: str = ADDED
    reason: str = ""

    @property
    def shown(self):
        """The action as a page shows it: with an asterisk unless it is the référentiel's."""
        return (self.action or "sans action") + ("" if is_official(self) else "*")


@dataclass(frozen=True)
class Service:
    """A service: never changed in place, each change gives another one.

    Attributes
    ----------
    name : str
    steps : tuple of Step
    processes : tuple of (str, str)
        The processes, code and label, among which the steps take place.
    edition : str
        The référentiel's title.
    """

    name: str
    steps: tuple = ()
    processes: tuple = ()
    edition: str = ""

    @classmethod
    def from_referential(cls, ref, example=EXAMPLE):
        """Read an example from the tables `etapes` (the référentiel's) and `exemples` (added by the kit or a teacher).

        Raises
        ------
        ReferentialError
            There is no such example; the text names those that exist.
        """
        rows = [row for row in ref.rows("etapes") if row["exemple"] == example]
        rows += [row for row in ref.rows("exemples") if row["exemple"] == example]
        if not rows:
            raise ReferentialError(f"L'exemple « {example} » n'existe pas. Exemples : {', '.join(examples(ref))}.")
        rows.sort(key=lambda row: row["ordre"])
        steps = [
            Step(
                row["processus"],
                row["appelant"],
                row["phase"],
                row["action"],
                row.get("passage", ADDED),
                row.get("motif", ""),
            )
            for row in rows
        ]
        name = rows[0].get("service") or NAMES.get(example, example)
        return cls(name, tuple(steps), _processes(ref), ref.title)

    @classmethod
    def blank(cls, ref, name=""):
        """Return a service without steps."""
        return cls(name, (), _processes(ref), ref.title)

    def renamed(self, name):
        return replace(self, name=name)

    def with_step(self, step, place=None):
        """Return the service with a step more, at `place` (from 0; default: at the end)."""
        place = len(self.steps) if place is None else place
        return replace(self, steps=(*self.steps[:place], step, *self.steps[place:]))

    def with_change(self, place, **fields):
        """Return the service with other fields in one step; its action is no quotation any more if it changes."""
        step = self.steps[place]
        if any(getattr(step, name) != value for name, value in fields.items()):
            fields = {"passage": ADDED, "reason": "", **fields}
        return replace(self, steps=(*self.steps[:place], replace(step, **fields), *self.steps[place + 1 :]))

    def without_step(self, place):
        return replace(self, steps=(*self.steps[:place], *self.steps[place + 1 :]))

    def moved(self, place, by):
        """Return the service with one step earlier (`by=-1`) or later (`by=1`), as far as there is room."""
        target = min(max(place + by, 0), len(self.steps) - 1)
        return self.without_step(place).with_step(self.steps[place], target)

    def findings(self, ref):
        """Return what the référentiel says of the service: a list of Finding; see `sio_kit.check`."""
        return service_findings(self, ref)

    def caption(self):
        """Return the line under the picture: where the service comes from, and what is added to the official text."""
        passages = sorted({step.passage for step in self.steps if is_official(step)})
        lines = [f"{self.edition}, {', '.join(passages)}"] if passages else []
        if not all(map(is_official, self.steps)):
            lines.append(f"* étape ajoutée{NBSP}: ne figure pas dans le texte officiel ({self.edition})")
        return " ; ".join(lines)

    def describe(self, step=None):
        """Say in French all that the timeline shows; `step` (from 1) is the current one."""
        lines = [
            f"{self.name or 'Service sans nom'}{NBSP}: {len(self.steps)} étape{'s' if len(self.steps) > 1 else ''}"
        ]
        phase = None
        for number, each in enumerate(self.steps, start=1):
            if each.phase != phase:
                phase = each.phase
                lines.append(f"Partie {phase}" if phase else "Sans partie nommée")
            caller = f", appelé par {each.caller}" if each.caller else ""
            lines.append(f"{number}. {each.process}{caller}{NBSP}: {each.shown}")
        lines += [self.caption()] if self.steps else []
        if step is not None:
            lines.append(f"Étape en cours{NBSP}: {step}")
        return "\n".join(lines)


def examples(ref):
    """Return the names of the examples: dict of short name to service name, the référentiel's first."""
    official = {name: NAMES.get(name, name) for name in [row["exemple"] for row in ref.rows("etapes")]}
    added = {row["exemple"]: row["service"] for row in ref.rows("exemples")}
    return {**official, **{name: label for name, label in added.items() if name not in official}}


def is_official(step):
    """Tell whether a step is the référentiel's."""
    return step.passage != ADDED


def _processes(ref):
    return tuple((row["code"], row["libelle"]) for row in ref.rows("processus"))
