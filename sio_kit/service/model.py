"""A service told step by step: the référentiel's example, a teacher's, a student's; and what the text says of it."""

from dataclasses import dataclass, replace

from sio_kit.errors import ReferentialError
from sio_kit.forms import check
from sio_kit.forms.tables import tables_of
from sio_kit.service import rules
from sio_kit.service.rules import NO_PASSAGE, UNNAMED
from sio_kit.typography import NBSP
from sio_kit.vocabulary import EXAMPLE

# What files call a step's fields.
WORDS = {
    "process": "processus",
    "caller": "appelant",
    "phase": "phase",
    "action": "action",
    "passage": "passage",
    "reason": "motif",
}


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
    citations : tuple of str
        The passages that the student quotes for it.
    """

    process: str
    caller: str = ""
    phase: str = ""
    action: str = ""
    passage: str = NO_PASSAGE
    reason: str = ""
    citations: tuple = ()

    @property
    def shown(self):
        """The action as a page shows it: with an asterisk unless it is the référentiel's."""
        return rules.shown(self.to_data())

    def to_data(self):
        """Return the step as a document has it."""
        return {word: getattr(self, name) for name, word in WORDS.items()} | {"citations": list(self.citations)}

    @classmethod
    def from_data(cls, data):
        """Return the step of a document."""
        return cls(**{name: data[word] for name, word in WORDS.items()}, citations=tuple(data["citations"]))


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

    @property
    def beside(self):
        """The processes whose official steps belong to no part: the text tells of them for the whole story."""
        return tuple(dict.fromkeys(step.process for step in self.steps if is_beside(step)))

    @classmethod
    def from_referential(cls, ref, example=EXAMPLE):
        """Read an example from the tables `etapes` (the référentiel's) and `exemples` (added by the kit or a teacher).

        Raises
        ------
        ReferentialError
            There is no such example; the text names those that exist.
        """
        tables = tables_of(ref, rules.TABLES)
        known = [name for name, _ in rules.examples(tables)]
        if example not in known:
            raise ReferentialError(f"L'exemple « {example} » n'existe pas. Exemples : {', '.join(known) or 'aucun'}.")
        return cls._of(rules.example(tables, example), ref)

    @classmethod
    def blank(cls, ref, name=""):
        """Return a service without steps."""
        processes = tuple((row["code"], row["libelle"]) for row in ref.rows("processus"))
        return cls(name, (), processes, ref.title)

    @classmethod
    def from_data(cls, data, ref, name="travail"):
        """Return the service of a file's data; a step whose passage does not say its words becomes an added one."""
        return cls._of(check.read(rules, data, tables_of(ref, rules.TABLES), name), ref)

    @classmethod
    def _of(cls, document, ref):
        steps = tuple(map(Step.from_data, document["etapes"]))
        return replace(cls.blank(ref, document["nom"]), steps=steps)

    def to_data(self):
        """Return the service as the document that a file keeps."""
        steps = [step.to_data() for step in self.steps]
        return {"format": rules.KIND, "version": rules.VERSION, "nom": self.name, "etapes": steps}

    def with_step(self, step, place=None):
        """Return the service with a step more, at `place` (from 0; default: at the end)."""
        place = len(self.steps) if place is None else place
        return replace(self, steps=(*self.steps[:place], step, *self.steps[place:]))

    def findings(self, ref):
        """Return what the référentiel says of the service: a list of Finding; see `sio_kit.check`."""
        return check.findings(rules, self.to_data(), tables_of(ref, rules.TABLES))

    def to_markdown(self, ref):
        """Return the sheet to hand in: the steps and what the référentiel says of them, with the diploma's edition."""
        return rules.sheet(self.to_data(), tables_of(ref, rules.TABLES))

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
                beside = "À côté de toutes les autres étapes" if is_beside(each) else "Sans partie nommée"
                lines.append(f"Partie {phase}" if phase else beside)
            caller = f", appelé par {each.caller}" if each.caller else ""
            lines.append(f"{number}. {each.process}{caller}{NBSP}: {each.shown}")
        lines += [self.caption()] if self.steps else []
        if step is not None:
            lines.append(f"Étape en cours{NBSP}: {step}")
        return "\n".join(lines)


def examples(ref):
    """Return the names of the examples: dict of short name to service name, the référentiel's first."""
    return dict(rules.examples(tables_of(ref, rules.TABLES)))


def is_official(step):
    """Tell whether a step is the référentiel's."""
    return step.passage != NO_PASSAGE


def is_beside(step):
    """Tell whether the référentiel says a step of the whole story, beside the others, and not at one moment of it."""
    return is_official(step) and not step.phase
