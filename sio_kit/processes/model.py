"""The processes and their links, as the tables give them: who calls whom, what supports what."""

from collections import defaultdict
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from sio_kit.errors import ReferentialError
from sio_kit.typography import typeset
from sio_kit.vocabulary import CALLS, PRECEDES, RENEWS, SUPPORT

SAID = {RENEWS: "ramène à"}  # where the table's own word would not make a French sentence of a link


@dataclass(frozen=True)
class Process:
    """A process; `category` is the code of its category, `category_label` its name."""

    code: str
    label: str
    category: str
    category_label: str

    @property
    def name(self):
        return f"{self.code} {self.label}"


@dataclass(frozen=True)
class Link:
    """A link from one process (`source`) to another (`target`)."""

    source: str
    target: str
    nature: str
    passage: str

    @property
    def part(self):
        """The link's name on the map, such as `P1→P3`; links between the same two processes share it."""
        return f"{self.source}→{self.target}"

    @property
    def verb(self):
        """The nature, as it is said between the names of the two processes."""
        return verb(self.nature)


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
        processes = {
            row["code"]: Process(
                row["code"], row["libelle"], row["categorie"], labels.get(row["categorie"], row["categorie"])
            )
            for row in ref.rows("processus")
        }
        if not processes:
            raise ReferentialError(
                "La table « processus » est vide : la carte n'a rien à montrer. Ajoutez-y un processus."
            )
        links = [Link(row["source"], row["cible"], row["nature"], row["passage"]) for row in ref.rows("liens")]
        inside = (link for link in links if {link.source, link.target} <= set(processes))
        return cls(tuple(processes.values()), tuple(inside), ref.title)

    @property
    def parts(self):
        """What can be shown or chosen: the processes' codes, then the links' names."""
        return [*(process.code for process in self.processes), *self.links_by_part()]

    def links_by_part(self):
        """Return the links by their name on the map: dict of str to list of Link."""
        return _grouped((link.part, link) for link in self.links)

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
        processes = {process.code: f"{process.name}, {process.category_label}" for process in self.processes}
        links = {
            part: " ; ".join(f"{link.source} {link.verb} {link.target}" for link in links)
            for part, links in self.links_by_part().items()
        }
        return {**processes, **links}

    def rows(self):
        """Arrange the processes as the map does: a list of rows from top to bottom, each from left to right.

        The first row has those of the life of a service, the second those that are called, the last the support ones.
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
        caption = self.caption()
        categories = _grouped((process.category_label, process.name) for process in self.processes)
        targets = _grouped((f"{link.source} {link.verb}", link.target) for link in self.links)
        sentences = [
            f"Carte des processus : {caption[0].lower()}{caption[1:]}",
            *(f"{label[:1].upper()}{label[1:]} : {', '.join(names)}" for label, names in categories.items()),
            *(f"{source} {_and(codes)}" for source, codes in targets.items()),
            *([f"Mis en évidence : {_and(highlight)}"] if highlight else []),
        ]
        return typeset(f"{'. '.join(sentences)}.")

    def describe_blank(self):
        """Say in French what the map shows without its words, and nothing of what is to be found."""
        rows = ", ".join(str(len(row)) for row in self.rows())
        natures = len({link.nature for link in self.links})
        caption = self.caption()
        return typeset(
            f"Carte muette des processus, à compléter : {caption[0].lower()}{caption[1:]}. "
            f"Cases vides, de haut en bas : {rows}. Flèches : {len(self.links)}, de sortes différentes : {natures} ; "
            "la légende laisse la place d'écrire ce que dit chaque sorte."
        )

    def caption(self):
        """Return the caption that says what the map is made from."""
        passages = sorted({link.passage for link in self.links if link.passage})
        source = f" ({', '.join(passages)})" if passages else ""
        return typeset(f"Reconstitution d'après le texte{source}, {self.title}")


def verb(nature):
    """Return how a nature of links is said in a sentence."""
    return SAID.get(nature, nature)


def _grouped(pairs):
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def _and(words):
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last
