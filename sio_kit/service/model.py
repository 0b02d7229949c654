"""A service told step by step: the référentiel's example, a teacher's, a student's; and what the text says of it."""

from dataclasses import dataclass, replace

from sio_kit.errors import ReferentialError
from sio_kit.forms.markdown import findings_lines, sheet, table
from sio_kit.forms.work import Work, kept
from sio_kit.referential.quotation import ADDED, Quotations
from sio_kit.service.rules import service_findings
from sio_kit.typography import NBSP
from sio_kit.vocabulary import EXAMPLE

NO_PASSAGE = "ajouté"  # in its place, for a step that is not the référentiel's
UNNAMED = "Service sans nom"
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

    UNSAID = ""

    process: str = kept("processus")
    caller: str = kept("appelant", "")
    phase: str = kept("phase", "")
    action: str = kept("action", "")
    passage: str = kept("passage", NO_PASSAGE)
    reason: str = kept("motif", "")

    @property
    def shown(self):
        """The action as a page shows it: with an asterisk unless it is the référentiel's."""
        return (self.action or "sans action") + ("" if is_official(self) else ADDED)


@dataclass(frozen=True)
class Service(Work):
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

    KIND, ITEMS, CALLED, JUDGED = "sio_kit/service", "steps", "étapes", "Ce que dit le référentiel"

    name: str = kept("nom")
    steps: tuple = kept("etapes", (), kind=Step)
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
        rows = [row for row in [*ref.rows("etapes"), *ref.rows("exemples")] if row["exemple"] == example]
        if not rows:
            known = ", ".join(examples(ref)) or "aucun"
            raise ReferentialError(f"L'exemple « {example} » n'existe pas. Exemples : {known}.")
        return cls.blank(ref, examples(ref)[example]).with_fields(
            steps=tuple(_step(row) for row in sorted(rows, key=lambda row: row["ordre"] or 0))
        )

    @classmethod
    def blank(cls, ref, name=""):
        """Return a service without steps."""
        processes = tuple((row["code"], row["libelle"]) for row in ref.rows("processus"))
        return cls(name, (), processes, ref.title)

    with_step = Work.with_item

    def with_change(self, place, **fields):
        """Return the service with other fields in one step; its action is no quotation any more if it changes."""
        changed = super().with_change(place, **fields)
        return (
            self if changed == self else super().with_change(place, **{"passage": NO_PASSAGE, "reason": "", **fields})
        )

    def findings(self, ref):
        """Return what the référentiel says of the service: a list of Finding; see `sio_kit.check`."""
        return service_findings(self, ref)

    @classmethod
    def from_data(cls, data, ref, name="travail"):
        """Return the service of a file's data; a step whose passage does not say its words becomes an added one."""
        given, quotations = cls._read(data, name), Quotations(ref)
        steps = tuple(_checked(step, quotations) for step in given["steps"])
        return cls.blank(ref, given["name"]).with_fields(steps=steps)

    def to_markdown(self, ref):
        """Return the sheet to hand in: the steps and what the référentiel says of them, with the diploma's edition."""
        rows = [
            [str(number), step.process, step.caller, step.phase, step.shown, step.passage]
            for number, step in enumerate(self.steps, start=1)
        ]
        return sheet(
            self.name.strip() or UNNAMED,
            self.edition,
            "Fiche faite avec sio_kit ; l'astérisque marque ce qui n'est pas le texte officiel.",
            *table(["Étape", "Processus", "Appelé par", "Partie", "Action", "Passage"], rows),
            *findings_lines(self.JUDGED, self.findings(ref)),
        )

    def caption(self):
        """Return the line under the picture: where the service comes from, and what is added to the official text."""
        passages = sorted({step.passage for step in self.steps if is_official(step)})
        lines = [f"{self.edition}, {', '.join(passages)}"] if passages else []
        if not all(map(is_official, self.steps)):
            lines.append(f"* étape ajoutée{NBSP}: ne figure pas dans le texte officiel ({self.edition})")
        return " ; ".join(lines)

    def describe(self, step=None):
        """Say in French all that the timeline shows; `step` (from 1) is the current one."""
        lines = [f"{self.name or UNNAMED}{NBSP}: {len(self.steps)} étape{'s' if len(self.steps) > 1 else ''}"]
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
    return step.passage != NO_PASSAGE


def _step(row):
    """Return the step of a row of one of the tables; in `exemples` it has no passage."""
    return Step(
        row["processus"],
        row["appelant"],
        row["phase"],
        row["action"],
        row.get("passage") or NO_PASSAGE,
        row.get("motif", ""),
    )


def _checked(step, quotations):
    """Return a step as a file gives it, if its passage says its words; else as an added one."""
    quoted = step.action and all(quotations.stands(text, step.passage) for text in (step.action, step.reason))
    return step if quoted else replace(step, passage=NO_PASSAGE, reason="")
