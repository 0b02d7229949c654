"""The référentiel's notions as SKOS concepts, in JSON-LD: each with the passages that its words come from.

The identifiers (`urn:x-sio-kit:…`) are the kit's own; they name a table and a row.
"""

import json
from typing import NamedTuple
from urllib.parse import quote

from sio_kit.errors import ReferentialError
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import typeset

BASE = "urn:x-sio-kit:"
SCHEME = f"{BASE}referentiel"
FRENCH, LINK = {"@language": "fr"}, {"@type": "@id"}
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    **{name: {"@id": f"skos:{name}", **FRENCH} for name in ("prefLabel", "definition", "editorialNote")},
    **{
        name: {"@id": f"skos:{name}", **LINK}
        for name in ("broader", "related", "inScheme", "topConceptOf", "hasTopConcept", "member")
    },
    "notation": "skos:notation",
    "title": {"@id": "dct:title", **FRENCH},
    "source": {"@id": "dct:source", **LINK},
    "identifier": "dct:identifier",
    "text": {"@id": "rdf:value", **FRENCH},
}
ADDED = typeset("Ajouté : ces mots ne sont pas ceux du passage.")
OWN = typeset("Identifiants, choix des notions, collections et liens : ajoutés par le kit. Les libellés et les "
              "définitions sont les mots du référentiel, sauf note contraire.")  # fmt: skip


class Kind(NamedTuple):
    """What of a table's rows makes a concept: columns, and the table of the broader concept."""

    label: str
    definition: str = ""
    notation: str = ""
    broader: str = ""  # the column that names a row of `parent`
    parent: str = ""


KINDS = {
    "categories": Kind("libelle", "definition"),
    "processus": Kind("libelle", "definition", "code", "categorie", "categories"),
    "options": Kind("libelle", "resume", "code"),
    "interventions": Kind("texte", broader="option", parent="options"),
    "criteres_choix": Kind("libelle", "definition"),
    "criteres_qualite": Kind("texte"),
    "environnements": Kind("libelle", "texte"),
}
LINKS = ("liens", "source", "cible", "processus")


def to_skos(ref):
    """Return the text of a JSON-LD file: a concept scheme, its concepts, a collection for each table, the passages.

    Raises
    ------
    ReferentialError
        No table of these data holds such notions.
    """
    quotations, related = Quotations(ref), _related(ref)
    concepts, collections = {}, []
    for table in (name for name in KINDS if name in ref.tables):
        rows = enumerate(ref.rows(table), start=1)
        made = [_concept(ref, table, row, _name(table, *_key(ref, table, row, rank)), quotations) for rank, row in rows]
        made = [each for each in made if each["prefLabel"]]
        concepts |= {each["@id"]: each for each in made}
        if members := [each["@id"] for each in made]:
            named = {"prefLabel": ref.table(table).title, "member": members}
            collections.append({"@id": f"{BASE}{table}", "@type": "skos:Collection", **named})
    if not concepts:
        raise ReferentialError(f"Ces données n'ont aucune table dont le kit fait des notions : {', '.join(KINDS)}.")
    for code, each in concepts.items():
        each["related"] = [other for other in related.get(code, ()) if other in concepts]
        each["broader"] = each["broader"] if each["broader"] in concepts else ""
        each["topConceptOf"] = "" if each["broader"] else SCHEME
    tops = [code for code, each in concepts.items() if not each["broader"]]
    scheme = {"@id": SCHEME, "@type": "skos:ConceptScheme", "title": str(ref.edition), "editorialNote": OWN}
    graph = [scheme | {"hasTopConcept": tops}, *collections, *concepts.values(), *_passages(ref, concepts.values())]
    graph = [{name: value for name, value in node.items() if value} for node in graph]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _key(ref, table, row, rank):
    """Return what names a row: its primary key, or its rank where the table has none."""
    return [row[column] for column in ref.table(table).primary_key] or [rank]


def _concept(ref, table, row, name, quotations):
    kind, fields = KINDS[table], ref.table(table).fields
    shown = [column for column in (kind.label, kind.definition) if row.get(column)]
    sources = {column: (row.get(fields[column].quotes) or "").split() for column in shown}
    is_added = any(not any(quotations.stands(row[column], each) for each in sources[column]) for column in shown)
    known = {each["id"] for each in ref.rows("passages")}
    codes = dict.fromkeys(each for column in shown for each in sources[column] if each in known)
    return {
        "@id": name,
        "@type": "skos:Concept",
        "inScheme": SCHEME,
        "notation": row.get(kind.notation, ""),
        "prefLabel": row.get(kind.label, ""),
        "definition": row.get(kind.definition, ""),
        "editorialNote": ADDED if is_added else "",
        "broader": _name(kind.parent, row[kind.broader]) if row.get(kind.broader) else "",
        "source": [_name("passages", code) for code in codes],
    }


def _related(ref):
    """Return {concept: those that it is linked to}, both ways, in the order of the table."""
    table, source, target, linked = LINKS
    found = {}
    for row in ref.rows(table) if table in ref.tables else ():
        ends = _name(linked, row.get(source)), _name(linked, row.get(target))
        for one, other in (ends, ends[::-1]):
            found.setdefault(one, {})[other] = True
    return found


def _passages(ref, concepts):
    cited = {name for each in concepts for name in each["source"]}
    rows = [(_name("passages", row["id"]), row) for row in ref.rows("passages")]
    kind = {"@type": "dct:BibliographicResource"}
    return [{"@id": name, **kind, "identifier": row["id"], "text": row["texte"]} for name, row in rows if name in cited]


def _name(table, *codes):
    return f"{BASE}{table}:{':'.join(quote(str(code), safe='') for code in codes)}"
