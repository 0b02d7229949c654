"""The quality criteria as a grid for one's own practical work: what is met, and what shows it."""

from dataclasses import dataclass, replace

from sio_kit.forms.markdown import sheet, table
from sio_kit.forms.work import Work, kept, matched
from sio_kit.referential.quotation import Quotations, shown_whole
from sio_kit.typography import typeset

ANSWERS = ("oui", "en partie", "pas encore", "sans objet")
UNSAID = "à remplir"


@dataclass(frozen=True)
class Check:
    """A criterion, whether the work meets it (one of `ANSWERS`, or `""`), and what shows it."""

    text: str = kept("texte")
    passage: str = ""
    added: bool = False
    answer: str = kept("reponse", "", among=("", *ANSWERS))
    proof: str = kept("preuve", "")

    @property
    def shown(self):
        """The criterion as a page shows it: between quotation marks, or with an asterisk if it is no quotation."""
        return shown_whole(self.text, self.added)


@dataclass(frozen=True)
class Grid(Work):
    """The criteria in order, for one piece of work; never changed in place."""

    KIND, ITEMS, CALLED = "sio_kit/grille", "checks", "critères"

    name: str = kept("nom", "")
    checks: tuple = kept("criteres", (), kind=Check)
    edition: str = ""

    @classmethod
    def blank(cls, ref):
        """Read the table `criteres_qualite` of a `Referential`."""
        quotations = Quotations(ref)
        rows = ref.rows("criteres_qualite", by="ordre")
        checks = [
            Check(row["texte"], row["passage"], not quotations.stands(row["texte"], row["passage"])) for row in rows
        ]
        return cls("", tuple(checks), ref.title)

    @classmethod
    def from_data(cls, data, ref, name="grille"):
        """Return the grid of a file's data; answers to criteria that are not in the table stay, as added ones."""
        given = cls._read(data, name)
        checks, gone = matched(cls.blank(ref).checks, given["checks"])
        checks += [replace(each, added=True) for each in gone if each.answer or each.proof]
        return cls(given["name"], tuple(checks), ref.title)

    def to_markdown(self, _ref=None):
        """Return the sheet to hand in: each criterion, the answer, what shows it; and the diploma's edition."""
        rows = [[each.shown, each.passage, each.answer or UNSAID, each.proof] for each in self.checks]
        return sheet(
            self.name.strip() or "Travail sans nom",
            self.edition,
            "Grille faite avec sio_kit ; les réponses et les preuves sont de l'étudiant.",
            *table(["Critère", "Passage", "Atteint", "Ce qui le montre"], rows),
        )

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
