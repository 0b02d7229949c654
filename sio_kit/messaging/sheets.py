"""What the console tells of an incident: what is seen, and the kit's reading with the text that it rests on."""

from sio_kit.frontend.sheets import sheet
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import ADDED, NBSP, split


def incident_sheets(rows, ref):
    """Return what is shown of each incident: dict of code to `question`, `answer` (sheets), `indice`, `processus`."""
    quotations = Quotations(ref)
    labels = {row["code"]: row["libelle"] for row in ref.rows("processus")}
    return {code: _sheets(row, labels, quotations) for code, row in rows.items()}


def _sheets(row, labels, quotations):
    seen = "Ce que l'on voit", [{"text": row["vu"] + ADDED}]
    caller = [{"text": f"appelé par {_name(row['appelant'], labels)}"}] if row["appelant"] else []
    who = f"{_name(row['processus'], labels)} (lecture du kit)", [*caller, {"text": row["lecture"] + ADDED}]
    text = "Dans le texte", [quotations.whole(passage) for passage in split(row["passages"])]
    return {
        "question": sheet(f"{row['titre']}{NBSP}: quel processus agit{NBSP}?", [seen]),
        "answer": sheet(row["titre"], [seen, who, text]),
        "indice": row["indice"],
        "processus": row["processus"],
    }


def _name(code, labels):
    return f"{code} {labels.get(code, '')}".strip()
