"""The whole text, ready to be read: its headings, its passages, and what the tables take from each of them."""

from collections import defaultdict

from sio_kit.referential.package import foreign_keys
from sio_kit.referential.quotation import ADDED, Quotations
from sio_kit.typography import NBSP

CUT_OF_THE_TEXT = ("sections", "passages")  # tables that are the text itself


def reading(ref):
    """Return what a reader shows of the référentiel.

    Parameters
    ----------
    ref : Referential
        All its tables.

    Returns
    -------
    sections : list of dict
        `code`, `title`, `level` (from 1), `passage` (that of the heading), in the order of the text.
    passages : list of dict
        `id`, `nature`, `level` (of a heading, else 0), `text`, `sic` (where misprints end), `reference` (the section's
        printed number and the passage's), `uses` (what the tables take from it, in sentences).
    """
    quotations, uses = Quotations(ref), table_uses(ref)
    headings = {row["passage"]: row for row in ref.sections.to_dict("records")}
    passages = [
        {
            "id": row["id"],
            "nature": row["nature"],
            "level": headings[row["id"]]["niveau"] if row["id"] in headings else 0,
            "text": row["texte"],
            "sic": quotations.misprint_ends(row["id"]),
            "reference": ", ".join([ref.title, *_number(row["section"]), row["id"]]),
            "uses": uses.get(row["id"], []),
        }
        for row in ref.passages.to_dict("records")
    ]
    sections = [
        {
            "code": row["code"],
            "title": quotations.with_sic(row["titre"], passage),
            "level": row["niveau"],
            "passage": passage,
        }
        for passage, row in headings.items()
    ]
    return sections, passages


def _number(section):
    """Return the printed number of a section in a list, such as `["II.2.3"]`; `[]` for those before I."""
    number = section.split("/")[0]
    return [number] if number[:1].isupper() else []


def table_uses(ref):
    """Return what the tables take from each passage: dict of passage to list of str, such as `Emplois : …`."""
    uses = defaultdict(dict)
    for table in ref.tables:
        if table in CUT_OF_THE_TEXT:
            continue
        resource = ref.resource(table)
        keys = [columns[0] for columns, target, _ in foreign_keys(resource) if target == "passages"]
        quoted = {key: _quoting(resource, key) for key in keys}
        for row in ref.tables[table].to_dict("records"):
            for key in keys:
                words = [str(row[name]) for name in quoted[key]] or [_summary(resource, row, keys)]
                said = f"{ref.caption(table)}{NBSP}: {' — '.join(filter(None, words))}"
                uses[row[key]][said] = None
    return {passage: list(said) for passage, said in uses.items()}


def _quoting(resource, key):
    return [field["name"] for field in resource["schema"]["fields"] if field.get("citation") == key]


def _summary(resource, row, keys):
    """Return the values of a row that quotes nothing from the passage; what the kit adds carries an asterisk."""
    fields = [field for field in resource["schema"]["fields"] if field["name"] not in keys]
    return ", ".join(
        f"{row[field['name']]}{ADDED if field.get('ajout') else ''}" for field in fields if row[field["name"]] != ""
    )
