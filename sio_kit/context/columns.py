"""What surrounds the graduate, as a map made of texts: environments, places of work, roles, people."""

from sio_kit.drawing.palette import colours
from sio_kit.drawing.texts import Band, Group, Text, Texts
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, typeset

GRADUATE = "Le titulaire du diplôme"
RELATIONS = "relations"  # the row of the table `conditions` that names the people one works with
# Where on the map and under what title: a table's column of texts, and that of their passages.
PARTS = [
    ("above", "Ses environnements*", "environnements", "libelle", "passage_libelle"),
    ("left", "Où il travaille*", "cadres", "libelle", "passage"),
    ("right", "Chez qui, et donc dans quel rôle*", "roles", "libelle", "passage"),
    ("below", "Avec qui*", "conditions", "texte", "passage"),
]


def context_map(ref):
    """Put the graduate between places of work, roles and people, in the six environments.

    Parameters
    ----------
    ref : Referential
        Its tables `cadres`, `roles`, `environnements` and `conditions` are read (référentiel, II.2).

    Returns
    -------
    Texts
        A map in a notebook, an outline in a terminal.

    Examples
    --------
    >>> import sio_kit
    >>> str(sio_kit.figures.context_map(sio_kit.load_referential())).splitlines()[:3]
    ['Le titulaire du diplôme', '  Ses environnements*', "    - L'environnement technologique"]
    """
    quotations, groups, passages = Quotations(ref), [], set()
    for place, title, table, column, source in PARTS:
        rows = [row for row in ref.rows(table) if table != "conditions" or row["code"] == RELATIONS]
        quoted = [(row[column], row[source]) for row in rows]
        texts = [Text(words if quotations.stands(words, passage) else words + ADDED) for words, passage in quoted]
        groups.append(Group(title, texts, place))
        passages |= {passage for _, passage in quoted}
    ends = f", {min(passages)} à {max(passages)}" if passages else ""
    note = typeset(f"{ref.title}{ends} ; * ajouté par le kit, comme la disposition")
    return Texts("around", [Band(GRADUATE, groups)], note, colours(["centre"]))
