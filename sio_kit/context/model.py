"""The surroundings of the job, as the tables give them: where one works, with whom, in what role and environment."""

from dataclasses import dataclass

from sio_kit.referential.quotation import ADDED, Quotations
from sio_kit.typography import typeset

GRADUATE = "Le titulaire du diplôme"
RELATIONS = "relations"  # the row of the table `conditions` that names the people one works with


@dataclass(frozen=True)
class Context:
    """What surrounds the graduate.

    Attributes
    ----------
    parts : dict of str to tuple of str
        In the référentiel's words (an asterisk marks what is not): `cadres`, `roles`, `environnements`, `relations`.
    passages : tuple of str
    edition : str
        The référentiel's title.
    """

    parts: dict
    passages: tuple
    edition: str

    @classmethod
    def from_referential(cls, ref):
        """Read the tables `cadres`, `roles`, `environnements` and `conditions` of a `Referential`."""
        quotations, parts, passages = Quotations(ref), {}, set()
        relations = [row for row in ref.rows("conditions") if row["code"] == RELATIONS]
        for name, table, text, source in [
            ("cadres", ref.rows("cadres"), "libelle", "passage"),
            ("roles", ref.rows("roles"), "libelle", "passage"),
            ("environnements", ref.rows("environnements"), "libelle", "passage_libelle"),
            ("relations", relations, "texte", "passage"),
        ]:
            pairs = [(row[text], row[source]) for row in table]
            parts[name] = tuple(words if quotations.stands(words, place) else words + ADDED for words, place in pairs)
            passages |= {place for _, place in pairs}
        return cls(parts, tuple(sorted(passages)), ref.title)

    def caption(self):
        """Return the line under the map: where it comes from, and what is added."""
        ends = f", {self.passages[0]} à {self.passages[-1]}" if self.passages else ""
        return typeset(f"{self.edition}{ends} ; * ajouté par le kit, comme la disposition")
