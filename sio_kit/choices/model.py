"""A choice argued: a situation, its two sides, arguments under each criterion, a decision; and what the rules ask."""

from dataclasses import dataclass, replace

from sio_kit.choices.rules import LEFT, RIGHT, SIDES, choice_findings
from sio_kit.errors import ReferentialError
from sio_kit.typography import NBSP, typeset

STRENGTHS = {1: "léger", 2: "sérieux", 3: "décisif"}


@dataclass(frozen=True)
class Dilemma:
    """One of the référentiel's choices: its two sides, its words and their passage."""

    code: str
    sides: dict
    text: str
    passage: str


@dataclass(frozen=True)
class Criterion:
    """One of the référentiel's criteria, with its definition."""

    code: str
    label: str
    definition: str
    passage: str


@dataclass(frozen=True)
class Argument:
    """A reason for one side (`"gauche"` or `"droite"`) under a criterion; `strength` is 1, 2 or 3."""

    criterion: str
    side: str = LEFT
    text: str = ""
    strength: int = 2


@dataclass(frozen=True)
class Choice:
    """A choice and its arguments: never changed in place, each change gives another one.

    Attributes
    ----------
    name, story : str
        The situation.
    dilemma : str
        The code of one of `dilemmas`.
    arguments : tuple of Argument
    decision : str
        `"gauche"`, `"droite"`, or `""` while nothing is decided.
    reason : str
        Why it is decided so.
    dilemmas : tuple of Dilemma
    criteria : tuple of Criterion
    edition : str
        The référentiel's title.
    """

    name: str = ""
    story: str = ""
    dilemma: str = ""
    arguments: tuple = ()
    decision: str = ""
    reason: str = ""
    dilemmas: tuple = ()
    criteria: tuple = ()
    edition: str = ""

    @classmethod
    def blank(cls, ref):
        """Return a choice with nothing in it, on the first dilemma of the table `choix`."""
        dilemmas = tuple(
            Dilemma(row["code"], {side: row[side] for side in SIDES}, row["texte"], row["passage"])
            for row in ref.rows("choix")
        )
        criteria = tuple(
            Criterion(row["code"], row["libelle"], row["definition"], row["passage"])
            for row in ref.rows("criteres_choix")
        )
        first = dilemmas[0].code if dilemmas else ""
        return cls(dilemma=first, dilemmas=dilemmas, criteria=criteria, edition=ref.title)

    @classmethod
    def from_referential(cls, ref, situation):
        """Return the choice that a situation of the table `situations` asks for, without arguments.

        Raises
        ------
        ReferentialError
            There is no such situation; the text names those that exist.
        """
        rows = {row["code"]: row for row in ref.rows("situations")}
        if situation not in rows:
            raise ReferentialError(
                typeset(f"La situation « {situation} » n'existe pas. Situations : {', '.join(rows) or 'aucune'}.")
            )
        row = rows[situation]
        return replace(cls.blank(ref), name=row["libelle"], story=row["texte"], dilemma=row["choix"])

    def side(self, side):
        """Return the words of a side, such as `créer`."""
        dilemma = next((each for each in self.dilemmas if each.code == self.dilemma), None)
        return dilemma.sides.get(side, side) if dilemma else side

    def under(self, criterion, side=None):
        """Return the arguments under a criterion that say something; only those for one side, if it is given."""
        return [
            each
            for each in self.arguments
            if each.criterion == criterion and side in (None, each.side) and each.text.strip()
        ]

    def weight(self, criterion, side):
        """Return what the arguments for a side weigh under a criterion: the sum of their strengths."""
        return sum(each.strength for each in self.under(criterion, side))

    def leaning(self, criterion):
        """Return the side to which the arguments lean under a criterion, `""` if they are equal."""
        left, right = (self.weight(criterion, side) for side in SIDES)
        return LEFT if left > right else RIGHT if right > left else ""

    def with_fields(self, **fields):
        """Return the choice with another name, story, dilemma, decision or reason."""
        return replace(self, **fields)

    def with_argument(self, argument, place=None):
        """Return the choice with an argument more, at `place` (from 0; default: at the end)."""
        place = len(self.arguments) if place is None else place
        return replace(self, arguments=(*self.arguments[:place], argument, *self.arguments[place:]))

    def with_change(self, place, **fields):
        """Return the choice with other fields in one argument."""
        argument = replace(self.arguments[place], **fields)
        return replace(self, arguments=(*self.arguments[:place], argument, *self.arguments[place + 1 :]))

    def without_argument(self, place):
        return replace(self, arguments=(*self.arguments[:place], *self.arguments[place + 1 :]))

    def findings(self, _ref=None):
        """Return what the rules ask of the choice: a list of Finding; see `sio_kit.check`."""
        return choice_findings(self)

    def caption(self):
        """Return the line under the picture: what is the référentiel's and what is the student's."""
        passages = sorted({criterion.passage for criterion in self.criteria})
        return typeset(
            f"Critères : {self.edition}, {', '.join(passages)}. Arguments, forces et décision : de l'étudiant."
        )

    def describe(self):
        """Say in French all that the picture shows."""
        sides = [self.side(side) for side in SIDES]
        lines = [f"{self.name or 'Choix sans nom'}{NBSP}: {' ou '.join(sides)}"]
        for criterion in self.criteria:
            leaning = self.leaning(criterion.code)
            said = f"penche vers «{NBSP}{self.side(leaning)}{NBSP}»" if leaning else "en équilibre"
            lines.append(f"{criterion.label}{NBSP}: {said if self.under(criterion.code) else 'aucun argument'}")
            lines += [self.argument_line(each) for each in self.under(criterion.code)]
        lines.append(self.decision_line())
        return "\n".join([*lines, self.caption()])

    def argument_line(self, argument):
        return f"pour «{NBSP}{self.side(argument.side)}{NBSP}» ({STRENGTHS[argument.strength]}){NBSP}: {argument.text}"

    def decision_line(self):
        """Return the decision and its reason, in a sentence."""
        if not self.decision:
            return f"Décision{NBSP}: pas encore prise"
        reason = f", parce que{NBSP}: {self.reason}" if self.reason.strip() else ", sans justification"
        return f"Décision{NBSP}: {self.side(self.decision)}{reason}"
