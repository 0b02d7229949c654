"""What the page shows of an advert: its pieces, what they can be linked to, and the kit's reading of each phrase."""

from html import escape

from sio_kit.frontend.sheets import sheet
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, NBSP

NOTHING = "Rien dans le texte"


def advert_sheets(adverts, ref):
    """Return what is shown of each advert: a list of dict (`code`, `nature`, `title`, `employer`, `text`, `parts`).

    A part has its `text`; a phrase has the `passages` of its reading and the `blocks` of a sheet besides.
    """
    quotations, names = Quotations(ref), {item["passage"]: item["name"] for item in _items(ref)}
    return [
        {
            "code": each.code,
            "nature": each.nature,
            "title": each.title,
            "employer": each.employer,
            "text": each.text,
            "parts": [_part(part, quotations, names) for part in each.parts],
        }
        for each in adverts
    ]


def choices(ref):
    """Return to what a phrase can be linked: for each option its `code`, `label` and `items`, the interventions."""
    items = _items(ref)
    return [
        {
            "code": row["code"],
            "label": f"Option {row['code']}",
            "title": row["libelle"],
            "items": [item for item in items if item["option"] == row["code"]],
        }
        for row in ref.rows("options")
    ]


def _items(ref):
    return [
        {
            "option": row["option"],
            "name": f"{row['option']}{row['ordre']}",
            "text": row["texte"],
            "passage": row["passage"],
        }
        for row in ref.rows("interventions", by="ordre")
    ]


def _part(part, quotations, names):
    if part.passages is None:
        return {"text": part.text}
    found = [{"text": names.get(each, ""), **quotations.whole(each)} for each in part.passages]
    blocks = [("La lecture du kit", found or [{"text": NOTHING + ADDED}]), ("Pourquoi", [{"text": part.note + ADDED}])]
    return {"text": part.text, "passages": list(part.passages), "blocks": sheet("", blocks)["blocks"]}


def paper(adverts, answers=False):
    """Return the adverts as HTML to be worked on with a pen; with `answers`, as the teacher's copy has them."""
    return "".join(_advert(each, answers) for each in adverts)


def _advert(advert, answers):
    shown = "".join(
        escape(each.text) if each.passages is None else f"<u>{escape(each.text)}</u>" for each in advert.parts
    )
    head = f"<p><strong>{escape(advert.title)}</strong> ({escape(advert.employer)})</p>"
    lines = [_line(each, answers) for each in advert.parts if each.passages is not None]
    return f"{head}<p>{shown or escape(advert.text)}</p><ul>{''.join(lines)}</ul>"


def _line(part, answers):
    said = f"{', '.join(part.passages) or NOTHING}. {part.note}" if answers else "______"
    return f"<li>{escape(part.text)}{NBSP}: {escape(said)}</li>"
