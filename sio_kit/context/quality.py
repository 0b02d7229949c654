"""The quality criteria as a grid for one's own practical work: what is met, and what shows it."""

from dataclasses import dataclass, replace

from sio_kit.errors import ReferentialError
from sio_kit.forms.markdown import plain
from sio_kit.forms.replies import read_replies
from sio_kit.referential.quotation import Quotations, shown_whole
from sio_kit.typography import typeset

KIND, VERSION = "sio_kit/grille", 1
ANSWERS = ("oui", "en partie", "pas encore", "sans objet")
UNSAID = "à remplir"


@dataclass(frozen=True)
class Check:
    """A criterion, whether the work meets it (one of `ANSWERS`, or `""`), and what shows it."""

    text: str
    passage: str
    added: bool = False
    answer: str = ""
    proof: str = ""

    @property
    def shown(self):
        """The criterion as a page shows it: between quotation marks, or with an asterisk if it is no quotation."""
        return shown_whole(self.text, self.added)


@dataclass(frozen=True)
class Grid:
    """The criteria in order, for one piece of work; never changed in place."""

    name: str = ""
    checks: tuple = ()
    edition: str = ""

    @classmethod
    def from_referential(cls, ref):
        """Read the table `criteres_qualite` of a `Referential`."""
        quotations = Quotations(ref)
        rows = ref.rows("criteres_qualite", by="ordre")
        checks = [
            Check(row["texte"], row["passage"], not quotations.stands(row["texte"], row["passage"])) for row in rows
        ]
        return cls("", tuple(checks), ref.title)

    def renamed(self, name):
        return replace(self, name=name)

    def with_change(self, place, **fields):
        """Return the grid with another answer or proof for one criterion (from 0)."""
        check = replace(self.checks[place], **fields)
        return replace(self, checks=(*self.checks[:place], check, *self.checks[place + 1 :]))

    def unproved(self):
        """Return the numbers (from 1) of the criteria said to be met, at least in part, with nothing to show it."""
        met = ANSWERS[:2]
        return [n for n, each in enumerate(self.checks, start=1) if each.answer in met and not each.proof.strip()]

    def describe(self):
        """Say in French all that the grid holds."""
        lines = [typeset(f"Grille de qualité : {self.name or 'travail sans nom'}")]
        for number, each in enumerate(self.checks, start=1):
            proof = f", {each.proof}" if each.proof.strip() else ""
            lines.append(f"{number}. {each.shown} ({each.passage}){typeset(' : ')}{each.answer or UNSAID}{proof}")
        return "\n".join([*lines, self.edition])


def to_data(grid):
    """Return the grid as plain data, for `sio_kit.forms.workfile`: `nom` and `criteres`."""
    rows = [{"texte": each.text, "reponse": each.answer, "preuve": each.proof} for each in grid.checks]
    return {"nom": grid.name, "criteres": rows}


def from_data(data, ref, name="grille"):
    """Return the grid that plain data stand for; answers to criteria that are not in the table stay, as added ones.

    Raises
    ------
    ReferentialError
        The data are no grid.
    """
    damaged = ReferentialError(f"Le fichier « {name} » est abîmé : ses critères sont illisibles. Reprenez une copie.")
    given = read_replies(data.get("criteres"), ("texte", "reponse", "preuve"), ANSWERS)
    if not isinstance(data.get("nom"), str) or given is None:
        raise damaged
    checks = [
        replace(each, **dict(zip(("answer", "proof"), given.pop(each.text, ("", "")), strict=True)))
        for each in Grid.from_referential(ref).checks
    ]
    checks += [Check(text, "", True, *fields) for text, fields in given.items() if any(fields)]
    return Grid(data["nom"], tuple(checks), ref.title)


def to_markdown(grid):
    """Return the sheet to hand in: each criterion, the answer, what shows it; and the diploma's edition."""
    lines = [
        f"# {plain(grid.name) or 'Travail sans nom'}",
        "",
        typeset(f"*{grid.edition}. Grille faite avec sio_kit ; les réponses et les preuves sont de l'étudiant.*"),
        "",
        "| Critère | Passage | Atteint | Ce qui le montre |",
        "|---|---|---|---|",
    ]
    for each in grid.checks:
        cells = [each.shown, each.passage, each.answer or UNSAID, each.proof]
        lines.append(f"| {' | '.join(map(plain, cells))} |")
    return "\n".join(lines) + "\n"
