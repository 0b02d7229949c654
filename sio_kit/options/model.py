"""The options side by side: what they share, what only one has, which of their sentences are close to each other."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from sio_kit.errors import ReferentialError
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, typeset
from sio_kit.vocabulary import BEYOND, BY_SIZE

INTERVENTION, MISSION, PROCESS, JOB, PROSPECT = "intervention", "mission", "processus", "emploi", "perspectives"
KINDS = {
    INTERVENTION: "Interventions",
    MISSION: "Missions (selon la taille)",
    PROCESS: "Processus",
    JOB: "Emplois",
    PROSPECT: "Perspectives d'évolution",
}
COMMON, CLOSE = "commun", "proche"


@dataclass(frozen=True)
class Option:
    """An option of the diploma; the acronym is the kit's."""

    code: str
    acronym: str
    label: str

    @property
    def name(self):
        """Such as `Option A (SISR*)`."""
        return f"Option {self.code} ({self.acronym}*)"


def read_options(ref):
    """Return the options of the table `options`, in order: a tuple of Option."""
    return tuple(Option(row["code"], row["sigle"], row["libelle"]) for row in ref.rows("options"))


@dataclass(frozen=True)
class Part:
    """What the référentiel says of one option, and whether it is `added`, since it does not stand in its passage.

    `nature` says how the option takes part in a process; `introduction` is the passage that introduces the list in
    which the text stands: for a mission it says on what size it depends.
    """

    option: str
    text: str
    passage: str
    nature: str = ""
    introduction: str = ""
    added: bool = False

    @property
    def shown(self):
        """The text as a page shows it: with an asterisk unless it is the référentiel's."""
        return self.text + (ADDED if self.added else "")


@dataclass(frozen=True)
class Row:
    """One line of the comparison: a `Part` for each option concerned; both for a process, since the text says both.

    `zone` is the code of the only option concerned, `"commun"`, or `"proche"` for two sentences that are close; `key`
    its name: `"A5~B5"` (close), `"A7=B7"` (common), `"A1"`, `"P3"`, `"emploi A2"`, `"perspectives A=B"`.
    """

    kind: str
    zone: str
    parts: tuple
    key: str


@dataclass(frozen=True)
class Comparison:
    """The first two options of the table, compared line by line.

    The rows are by kind, in the order of `KINDS`; within a kind the common ones, the close ones, those of each option.
    """

    options: tuple
    rows: tuple
    edition: str

    @classmethod
    def from_referential(cls, ref):
        """Read the tables `options`, `interventions`, `participations`, `processus`, `emplois` and `passages`."""
        options = read_options(ref)[:2]
        if not options:
            raise ReferentialError("La table « options » est vide : il n'y a rien à comparer. Ajoutez-y une option.")
        codes = [option.code for option in options]
        reader = _Reader(ref, codes)
        sentences = _joined(reader.sentences(), codes, reader.close_pairs())
        rows = [
            *(row for row in sentences if row.kind == INTERVENTION),
            *(row for row in sentences if row.kind == MISSION),
            *reader.processes(),
            *_joined(reader.jobs(), codes),
            *_joined(reader.prospects(), codes),
        ]
        return cls(options, tuple(rows), ref.title)

    def of(self, kind, zone=None):
        """Return the rows of a kind; only those of a zone, if one is given."""
        return [row for row in self.rows if row.kind == kind and zone in (None, row.zone)]

    def names(self):
        """Return every name by which a row can be asked for: dict of name to Row; `A5` and `B5` lead to `A5~B5`."""
        sides = {name: row for row in self.rows for name in _sides(row.key)}
        return {**sides, **{row.key: row for row in self.rows}}

    def zones(self):
        """Return the zones but that of close sentences, as a page shows them from left to right: dict to title."""
        first, *rest = [(option.code, f"Seulement {option.code}") for option in self.options]
        return dict([first, (COMMON, "Commun"), *rest])

    def caption(self, kinds=tuple(KINDS)):
        """Return the line under the columns: where their words come from."""
        passages = sorted({part.passage for row in self.rows if row.kind in kinds for part in row.parts} - {""})
        ends = f", {passages[0]} à {passages[-1]}" if passages else ""
        return typeset(f"{self.edition}{ends} ; * ajouté par le kit")


def words(row):
    """Return a row's words: for a process, its code, its name and how the row's option takes part in it."""
    part = next((part for part in row.parts if part.option == row.zone), row.parts[0])
    return f"{row.key} {part.shown}, {part.nature}{ADDED}" if row.kind == PROCESS else part.shown


def differences(first, second):
    """Return the places ([start, end]) of the words of each sentence that differ; neighbouring words make one."""
    found = [list(re.finditer(r"\w+", text)) for text in (first, second)]
    words_of = [[word[0].casefold() for word in side] for side in found]
    changed = [block for block in SequenceMatcher(None, *words_of).get_opcodes() if block[0] != "equal"]
    spans = [[(start, end) for _, start, end, _, _ in changed], [(start, end) for *_, start, end in changed]]
    return tuple(
        [[side[start].start(), side[end - 1].end()] for start, end in places if end > start]
        for side, places in zip(found, spans, strict=True)
    )


class _Reader:
    """Reads each line of the tables as a row of its own; `_joined` then brings together those of two options."""

    def __init__(self, ref, codes):
        self.ref, self.codes, self.quotations = ref, codes, Quotations(ref)
        self.interventions = ref.rows("interventions", by="ordre")

    def part(self, option, text, passage, **fields):
        return Part(option, text, passage, **fields, added=not self.quotations.stands(text, passage))

    def sentences(self):
        for row in self.interventions:
            kind = MISSION if row["condition"] == BY_SIZE else INTERVENTION
            part = self.part(row["option"], row["texte"], row["passage"], introduction=row["passage_condition"])
            yield _alone(kind, part, _name(row))

    def close_pairs(self):
        """Return the names of the interventions that the table says are close, two by two."""
        return [
            {_name(row), f"{code}{row['proche']}"}
            for row in self.interventions
            for code in self.codes
            if row["proche"] and code != row["option"]
        ]

    def jobs(self):
        """Yield the jobs, each introduced by the first paragraph of its section."""
        sections, first = {}, {}
        for row in self.ref.rows("passages"):
            sections[row["id"]] = row["section"]
            if row["nature"] == "paragraphe":
                first.setdefault(row["section"], row["id"])
        for row in self.ref.rows("emplois", by="ordre"):
            introduction = first.get(sections.get(row["passage"]), "")
            part = self.part(row["option"], row["libelle"], row["passage"], introduction=introduction)
            yield _alone(JOB, part, f"emploi {_name(row)}")

    def prospects(self):
        for row in self.ref.rows("options"):
            part = self.part(row["code"], row["perspectives"], row["passage_perspectives"])
            yield _alone(PROSPECT, part, f"perspectives {row['code']}")

    def processes(self):
        """Yield a row for each process: that of the only option that takes part in it, or common."""
        found = self.ref.rows("participations")
        for code, label in ((row["code"], row["libelle"]) for row in self.ref.rows("processus")):
            parts = tuple(
                self.part(option, label, row["passage"], nature=row["nature"])
                for option in self.codes
                for row in found
                if (row["option"], row["processus"]) == (option, code)
            )
            inside = [part.option for part in parts if part.nature != BEYOND] or [part.option for part in parts]
            if parts:
                yield Row(PROCESS, inside[0] if len(inside) == 1 else COMMON, parts, code)


def _name(row):
    return f"{row['option']}{row['ordre']}"


def _alone(kind, part, name):
    return Row(kind, part.option, (part,), name)


def _joined(rows, codes, close=()):
    """Return two options' rows: the equal texts in one, then the close ones, then those of one option."""
    rows = list(rows)
    first, second = ([row for row in rows if row.zone in side] for side in (codes[:1], codes[1:]))
    common = _pairs(first, second, COMMON, "=", lambda one, other: one.parts[0].text == other.parts[0].text)
    near = _pairs(first, second, CLOSE, "~", lambda one, other: {one.key, other.key} in close)
    return [*common, *near, *first, *second]


def _pairs(first, second, zone, sign, match):
    """Take the rows that match, two by two, out of both lists, and return them joined."""
    joined = []
    for one in list(first):
        other = next((row for row in second if match(one, row)), None)
        if other:
            first.remove(one)
            second.remove(other)
            kind = one.kind if one.kind == other.kind else INTERVENTION
            joined.append(Row(kind, zone, one.parts + other.parts, f"{one.key}{sign}{other.key.split()[-1]}"))
    return joined


def _sides(key):
    """Return the names of a row's two sides: `A5` and `B5` for `A5~B5`."""
    kind, _, sides = key.rpartition(" ")
    return [f"{kind} {side}".strip() for side in re.split("[=~]", sides)]
