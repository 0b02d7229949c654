"""A choice argued: a situation, its two sides, arguments under each criterion, a decision; and what the rules ask."""

from dataclasses import dataclass, replace

from sio_kit.choices.rules import LEFT, RIGHT, SIDES, choice_findings
from sio_kit.errors import ReferentialError
from sio_kit.forms.markdown import escape_markdown, findings_lines, sheet
from sio_kit.forms.work import Work, kept
from sio_kit.typography import NBSP, guillemets, typeset

STRENGTHS = {1: "léger", 2: "sérieux", 3: "décisif"}
UNNAMED = "Choix sans nom"


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

    criterion: str = kept("critere")
    side: str = kept("pour", LEFT, among=SIDES)
    text: str = kept("texte", "")
    strength: int = kept("force", 2, among=tuple(STRENGTHS))

    def __post_init__(self):
        if self.side not in SIDES or self.strength not in tuple(STRENGTHS):
            raise ReferentialError("Un argument est pour « gauche » ou « droite », et sa force est 1, 2 ou 3.")


@dataclass(frozen=True)
class Choice(Work):
    """A choice and its arguments: never changed in place, each change gives another one.

    Attributes
    ----------
    name, story : str
        The situation.
    dilemma : str
        The code of one of `dilemmas`.
    decision : str
        `"gauche"`, `"droite"`, or `""` while nothing is decided.
    reason : str
        Why it is decided so.
    arguments : tuple of Argument
    dilemmas : tuple of Dilemma
    criteria : tuple of Criterion
    edition : str
        The référentiel's title.
    """

    KIND, ITEMS, CALLED, JUDGED = "sio_kit/choix", "arguments", "arguments", "Ce que demandent les règles"

    name: str = kept("nom", "")
    story: str = kept("recit", "")
    dilemma: str = kept("choix", "")
    decision: str = kept("decision", "", among=("", *SIDES))
    reason: str = kept("justification", "")
    arguments: tuple = kept("arguments", (), kind=Argument)
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
        first = next((dilemma.code for dilemma in dilemmas), "")
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

    with_argument = Work.with_item

    def findings(self, _ref=None):
        """Return what the rules ask of the choice: a list of Finding; see `sio_kit.check`."""
        return choice_findings(self)

    @classmethod
    def from_data(cls, data, ref, name="choix"):
        """Return the choice of a file's data; its dilemma has to be in the table `choix`."""
        choice = cls.blank(ref).with_fields(**cls._read(data, name))
        if choice.dilemma not in [dilemma.code for dilemma in choice.dilemmas]:
            raise ReferentialError(
                f"Le fichier « {name} » parle d'un choix qui n'est pas dans la table « choix ». "
                "Remettez-l'y, puis rouvrez."
            )
        return choice

    def to_markdown(self, ref=None):
        """Return the sheet to hand in: the situation, the arguments by criterion, the decision, what is asked."""
        left, right = (escape_markdown(self.side(side)) for side in SIDES)
        lines = [escape_markdown(self.story), "", f"**{left}** ou **{right}**"]
        for criterion in self.criteria:
            definition = f"{guillemets(criterion.definition)} ({criterion.passage})"
            lines += ["", f"## {escape_markdown(criterion.label)}", "", escape_markdown(definition), ""]
            lines += [f"- {escape_markdown(self.argument_line(each))}" for each in self.under(criterion.code)]
        return sheet(
            self.name.strip() or UNNAMED,
            self.edition,
            "Fiche faite avec sio_kit ; les arguments et la décision sont de l'étudiant.",
            *lines,
            *["", "## Décision", "", escape_markdown(self.decision_line())],
            *findings_lines(self.JUDGED, self.findings(ref)),
        )

    def caption(self):
        """Return the line under the picture: what is the référentiel's and what is the student's."""
        passages = sorted({criterion.passage for criterion in self.criteria})
        return typeset(
            f"Critères : {self.edition}, {', '.join(passages)}. Arguments, forces et décision : de l'étudiant."
        )

    def describe(self):
        """Say in French all that the picture shows."""
        sides = [self.side(side) for side in SIDES]
        lines = [f"{self.name or UNNAMED}{NBSP}: {' ou '.join(sides)}"]
        for criterion in self.criteria:
            leaning = self.leaning(criterion.code)
            said = f"penche vers {guillemets(self.side(leaning))}" if leaning else "en équilibre"
            lines.append(f"{criterion.label}{NBSP}: {said if self.under(criterion.code) else 'aucun argument'}")
            lines += [self.argument_line(each) for each in self.under(criterion.code)]
        lines.append(self.decision_line())
        return "\n".join([*lines, self.caption()])

    def argument_line(self, argument):
        side = guillemets(self.side(argument.side))
        return f"pour {side} ({STRENGTHS[argument.strength]}){NBSP}: {argument.text}"

    def decision_line(self):
        """Return the decision and its reason, in a sentence."""
        if not self.decision:
            return f"Décision{NBSP}: pas encore prise"
        reason = f", parce que{NBSP}: {self.reason}" if self.reason.strip() else ", sans justification"
        return f"Décision{NBSP}: {self.side(self.decision)}{reason}"
