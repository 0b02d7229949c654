"""A choice argued: a situation, its two sides, arguments under each criterion, a decision; and what the rules ask."""

from dataclasses import dataclass, field, replace

from sio_kit.choices import rules
from sio_kit.choices.rules import LEFT, SIDES, STRENGTHS, UNNAMED
from sio_kit.errors import ReferentialError
from sio_kit.forms import check
from sio_kit.forms.tables import tables_of
from sio_kit.typography import NBSP, guillemets, typeset

# What files call the fields.
WORDS = {
    "name": "nom",
    "story": "recit",
    "dilemma": "choix",
    "decision": "decision",
    "reason": "justification",
}
ARGUMENT = {"criterion": "critere", "side": "pour", "text": "texte", "strength": "force"}


@dataclass(frozen=True)
class Argument:
    """A reason for one side (`"gauche"` or `"droite"`) under a criterion; `strength` is 1, 2 or 3."""

    criterion: str
    side: str = LEFT
    text: str = ""
    strength: int = 2

    def __post_init__(self):
        if self.side not in SIDES or self.strength not in tuple(STRENGTHS):
            raise ReferentialError("Un argument est pour « gauche » ou « droite », et sa force est 1, 2 ou 3.")

    def to_data(self):
        """Return the argument as a document has it."""
        return {word: getattr(self, name) for name, word in ARGUMENT.items()}

    @classmethod
    def from_data(cls, data):
        """Return the argument of a document."""
        return cls(**{name: data[word] for name, word in ARGUMENT.items()})


@dataclass(frozen=True)
class Choice:
    """A choice and its arguments: never changed in place, each change gives another one.

    Attributes
    ----------
    name, story : str
        The situation.
    dilemma : str
        The code of a row of the table `choix`.
    decision : str
        `"gauche"`, `"droite"`, or `""` while nothing is decided.
    reason : str
        Why it is decided so.
    arguments : tuple of Argument
    tables : dict
        The rows of the référentiel that its rules read.
    is_ours : bool
        Whether the kit or a teacher argued it, in the table `arguments`, and not a student.
    """

    name: str = ""
    story: str = ""
    dilemma: str = ""
    decision: str = ""
    reason: str = ""
    arguments: tuple = ()
    tables: dict = field(kw_only=True, repr=False, compare=False)
    is_ours: bool = field(default=False, kw_only=True, repr=False, compare=False)

    @classmethod
    def blank(cls, ref):
        """Return a choice with nothing in it, on the first dilemma of the table `choix`."""
        tables = tables_of(ref, rules.TABLES)
        return cls._of(rules.blank(tables), tables)

    @classmethod
    def from_referential(cls, ref, situation, *, arguments=False):
        """Return the choice that a situation of the table `situations` asks for.

        Parameters
        ----------
        ref : Referential
        situation : str
            Its code in the table.
        arguments : bool
            Whether to argue and decide it as the table `arguments` does. Default: nothing is argued yet.

        Raises
        ------
        ReferentialError
            There is no such situation, or it is not argued in the table; the text names those that are.
        """
        tables = tables_of(ref, rules.TABLES)
        rows = {row["code"]: row for row in tables["situations"]}
        if situation not in rows:
            raise ReferentialError(
                typeset(f"La situation « {situation} » n'existe pas. Situations : {', '.join(rows) or 'aucune'}.")
            )
        choice = cls._of(rules.situation(rows[situation], tables), tables)
        return choice._argued(ref, situation) if arguments else choice

    def _argued(self, ref, situation):
        """Return the choice with the arguments and the decision that the table `arguments` gives its situation."""
        rows = ref.rows("arguments", by="ordre")
        own = [row for row in rows if row["situation"] == situation]
        if not own:
            known = ", ".join(dict.fromkeys(row["situation"] for row in rows)) or "aucune"
            raise ReferentialError(
                typeset(f"La table « arguments » n'a rien pour « {situation} ». Situations argumentées : {known}.")
            )
        choice = replace(self, is_ours=True)
        for row in own:
            if row["critere"]:
                strength = {str(each): each for each in STRENGTHS}.get(row["force"])
                choice = choice.with_argument(Argument(row["critere"], row["cote"], row["texte"], strength))
            else:
                choice = choice.with_decision(row["cote"], row["texte"])
        return choice

    @classmethod
    def from_data(cls, data, ref, name="choix"):
        """Return the choice of a file's data; its dilemma has to be in the table `choix`."""
        tables = tables_of(ref, rules.TABLES)
        return cls._of(check.read(rules, data, tables, name), tables)

    @classmethod
    def _of(cls, document, tables):
        own = {name: document[word] for name, word in WORDS.items()}
        return cls(**own, arguments=tuple(map(Argument.from_data, document["arguments"])), tables=tables)

    def to_data(self):
        """Return the choice as the document that a file keeps."""
        own = {word: getattr(self, name) for name, word in WORDS.items()}
        arguments = [argument.to_data() for argument in self.arguments]
        return {"format": rules.KIND, "version": rules.VERSION, **own, "arguments": arguments}

    def with_decision(self, side, reason):
        """Return the choice decided for a side (`"gauche"` or `"droite"`), and why."""
        return replace(self, decision=side, reason=reason)

    def with_argument(self, argument, place=None):
        """Return the choice with an argument more, at `place` (from 0; default: at the end)."""
        place = len(self.arguments) if place is None else place
        return replace(self, arguments=(*self.arguments[:place], argument, *self.arguments[place:]))

    def findings(self, _ref=None):
        """Return what the rules ask of the choice: a list of Finding; see `sio_kit.check`."""
        return check.findings(rules, self.to_data(), self.tables)

    def to_markdown(self, _ref=None):
        """Return the sheet to hand in: the situation, the arguments by criterion, the decision, what is asked."""
        return rules.sheet(self.to_data(), self.tables)

    # What a picture shows

    @property
    def criteria(self):
        """The rows of the table `criteres_choix`."""
        return self.tables["criteres_choix"]

    def side(self, side):
        """Return the words of a side, such as `créer`."""
        return rules.side_name(self.to_data(), side, self.tables)

    def under(self, criterion, side=None):
        """Return the arguments under a criterion that say something; only those for one side, if it is given."""
        return [Argument.from_data(each) for each in rules.under(self.to_data(), criterion, side)]

    def weight(self, criterion, side):
        """Return what the arguments for a side weigh under a criterion: the sum of their strengths."""
        return rules.weight(self.to_data(), criterion, side)

    def leaning(self, criterion):
        """Return the side to which the arguments lean under a criterion, `""` if they are equal."""
        return rules.leaning(self.to_data(), criterion)

    def decision_line(self):
        """Return the decision and its reason, in a sentence."""
        return rules.decision_line(self.to_data(), self.tables)

    def caption(self):
        """Return the line under the picture: what is the référentiel's and what is the student's."""
        passages = sorted({criterion["passage"] for criterion in self.criteria})
        edition = self.tables["edition"][0]["nom"]
        whose = "ajoutés" if self.is_ours else "de l'étudiant"
        return typeset(f"Critères : {edition}, {', '.join(passages)}. Arguments, forces et décision : {whose}.")

    def describe(self):
        """Say in French all that the picture shows."""
        sides = [self.side(side) for side in SIDES]
        lines = [f"{self.name or UNNAMED}{NBSP}: {' ou '.join(sides)}"]
        for row in self.criteria:
            leaning, under = self.leaning(row["code"]), rules.under(self.to_data(), row["code"])
            said = f"penche vers {guillemets(self.side(leaning))}" if leaning else "en équilibre"
            lines.append(f"{row['libelle']}{NBSP}: {said if under else 'aucun argument'}")
            lines += [rules.argument_line(self.to_data(), each, self.tables) for each in under]
        lines.append(self.decision_line())
        return "\n".join([*lines, self.caption()])
