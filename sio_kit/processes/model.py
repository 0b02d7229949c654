"""The processes and their links, as the tables give them: who calls whom, what supports what."""

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from sio_kit.errors import ReferentialError
from sio_kit.typography import typeset
from sio_kit.vocabulary import CALLS, PRECEDES, RENEWS, SUPPORT


@dataclass(frozen=True)
class Process:
    """A process; `category` is the code of its category, `category_label` its name."""

    code: str
    label: str
    category: str
    category_label: str


@dataclass(frozen=True)
class Link:
    """A link from one process (`source`) to another (`target`)."""

    source: str
    target: str
    nature: str
    passage: str

    @property
    def part(self):
        """The link's name on the map, such as `P1→P3`."""
        return f"{self.source}→{self.target}"


@dataclass(frozen=True)
class ProcessNetwork:
    """The processes, in order, and the links between them."""

    processes: tuple
    links: tuple
    title: str

    @classmethod
    def from_referential(cls, ref):
        """Read the tables `processus`, `categories` and `liens` of a `Referential`."""
        labels = {row["code"]: row["libelle"] for row in ref.rows("categories")}
        processes = [
            Process(row["code"], row["libelle"], row["categorie"], labels.get(row["categorie"], row["categorie"]))
            for row in ref.rows("processus")
        ]
        links = [Link(row["source"], row["cible"], row["nature"], row["passage"]) for row in ref.rows("liens")]
        return cls(tuple(processes), tuple(links), ref.title)

    @property
    def parts(self):
        """What can be shown or chosen: the processes' codes, then the links' names."""
        return list(dict.fromkeys([*(process.code for process in self.processes), *(link.part for link in self.links)]))

    def checked(self, parts):
        """Return the parts as a tuple; raise a ReferentialError for what is neither a process nor a link."""
        parts, known = tuple(parts), self.parts
        for part in parts:
            if part not in known:
                raise ReferentialError(
                    f"« {part} » n'est ni un processus ni un lien de la carte. Choisissez parmi : {', '.join(known)}."
                )
        return parts

    def labels(self):
        """Return what each part is called when it is read aloud: dict of part to str."""
        labels = {
            process.code: f"{process.code} {process.label}, {process.category_label}" for process in self.processes
        }
        for link in self.links:
            before = f"{labels[link.part]} ; " if link.part in labels else ""
            labels[link.part] = f"{before}{link.source} {link.nature} {link.target}"
        return labels

    def rows(self):
        """Arrange the processes as the map does, from top to bottom; each row from left to right.

        The first row has those of the life of a service, the second those that are called, the last the support ones.

        Returns
        -------
        list of list of Process
            Without empty rows.
        """
        cycle = {
            code for link in self.links if link.nature in (PRECEDES, RENEWS) for code in (link.source, link.target)
        }
        called = {link.target for link in self.links if link.nature == CALLS} - cycle
        rows = [[], [], []]
        for process in self._in_order():
            place = 2 if process.category == SUPPORT else 1 if process.code in called else 0
            rows[place].append(process)
        return [row for row in rows if row]

    def _in_order(self):
        """Return the processes, each after those that precede it; in the table's order where these go in circles."""
        before = {process.code: set() for process in self.processes}
        for link in self.links:
            if link.nature == PRECEDES:
                before[link.target].add(link.source)
        try:
            order = list(TopologicalSorter(before).static_order())
        except CycleError:
            order = list(before)
        return sorted(self.processes, key=lambda process: order.index(process.code) if before[process.code] else 0)

    def describe(self, highlight=()):
        """Say in French all that the map shows."""
        by_category = {}
        for process in self.processes:
            by_category.setdefault(process.category_label, []).append(f"{process.code} {process.label}")
        targets = {}
        for link in self.links:
            targets.setdefault((link.source, link.nature), []).append(link.target)
        sentences = [f"{label} : {', '.join(names)}" for label, names in by_category.items()]
        sentences += [f"{source} {nature} {_and(codes)}" for (source, nature), codes in targets.items()]
        if highlight:
            sentences.append(f"Mis en évidence : {_and(highlight)}")
        return typeset(
            ". ".join(
                [f"Carte des processus : {_lower(self.caption())}", *(text[0].upper() + text[1:] for text in sentences)]
            )
            + "."
        )

    def caption(self):
        """Return the caption that says what the map is made from."""
        passages = sorted({link.passage for link in self.links})
        source = f" ({', '.join(passages)})" if passages else ""
        return typeset(f"Reconstitution d'après le texte{source}, {self.title}")


def _lower(sentence):
    return sentence[0].lower() + sentence[1:]


def _and(words):
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last
