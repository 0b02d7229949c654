"""The whole text, ready to be read: its headings, its passages, and what the tables take from each of them."""

from collections import defaultdict

from sio_kit.reading.glossary import entries, finder
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, NBSP

CUT_OF_THE_TEXT = ("sections", "passages")  # tables that are the text itself


def reading(ref):
    """Return the sections and the passages that a reader shows, in the order of the text: two lists of dict.

    A section has its `code`, `title`, `level` (from 1) and `passage` (that of the heading); a passage its `id`,
    `nature`, `level` (of a heading, else 0), `text`, `sic` (where misprints end), `reference` (the section's printed
    number and the passage's), `uses` (what the tables take from it, in sentences) and `words` (where the
    words of the glossary stand in it, numbered as `glossary.entries` has them).
    """
    quotations, uses = Quotations(ref), table_uses(ref)
    find = finder([row["mot"] for row in entries(ref)])
    headings = {row["passage"]: row for row in ref.rows("sections")}
    levels = {passage: row["niveau"] or 1 for passage, row in headings.items()}
    passages = [
        {
            "id": row["id"],
            "nature": row["nature"],
            "level": levels.get(row["id"], 0),
            "text": row["texte"],
            "sic": quotations.misprint_ends(row["id"]),
            "reference": ", ".join([ref.title, *_number(row["section"]), row["id"]]),
            "uses": uses.get(row["id"], []),
            "words": find(row["texte"]),
        }
        for row in ref.rows("passages")
    ]
    sections = [
        {
            "code": row["code"],
            "title": quotations.with_sic(row["titre"], passage),
            "level": levels[passage],
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
        fields = ref.table(table).fields.values()
        keys = ref.table(table).references_to("passages")
        quoted = {key: [field.name for field in fields if field.quotes == key] for key in keys}
        for row in ref.rows(table):
            for key in keys:
                words = [str(row[name]) for name in quoted[key]] or [_summary(fields, row, keys)]
                said = f"{ref.table(table).title}{NBSP}: {' — '.join(filter(None, words))}"
                uses[row[key]][said] = None
    return {passage: list(said) for passage, said in uses.items()}


def _summary(fields, row, keys):
    """Return the values of a row that quotes nothing from the passage; words that the kit adds carry an asterisk."""
    values = [(row[field.name], field.added) for field in fields if field.name not in keys]
    # A number of the kit's says nothing of the passage.
    shown = [each for each in values if each[0] not in ("", None) and not (each[1] and str(each[0]).isdigit())]
    return ", ".join(f"{value}{ADDED if added else ''}" for value, added in shown)
