"""What a dossier covers as an .xlsx workbook: what a student typed stays text, even where it looks like a formula."""

from sio_kit.portfolio import rules
from sio_kit.spreadsheet import fitting, xlsx

TOLD = (
    ("Nature", lambda each: each["nature"]),
    ("Contexte", lambda each: each["contexte"]),
    ("Service rendu", lambda each: each["service"]),
    ("Ce qui a été enregistré", lambda each: each["enregistre"]),
    ("Critères de qualité", lambda each: "\n".join(each["criteres"])),
    ("Autonomie", lambda each: ", ".join(each["autonomie"])),
    ("Preuves", lambda each: "\n".join(rules.proofs(each))),
    ("Passages cités", lambda each: ", ".join(each["passages"])),
)


def workbook(work, tables):
    """Return the bytes of a workbook: situations × processes, interventions × situations, what each situation says."""
    told = rules.report(work, tables)
    names = [row["title"] for row in told["rows"]]
    covered = [[row["title"], *row["cells"], row["count"]] for row in told["rows"]]
    last = ["Situations", *told["totals"], sum(bool(each["situations"]) for each in told["interventions"])]
    shown = [_intervention(each, len(names)) for each in told["interventions"]]
    said = [[name, *(tell(each) for _, tell in TOLD)] for name, each in zip(names, work["situations"], strict=True)]
    sheets = {
        "Processus": [["Situation", *told["codes"], "Interventions"], *covered, last],
        "Interventions": [["Intervention", "Option", "Passages", *names], *shown],
        "Situations": [["Situation", *(title for title, _ in TOLD)], *said],
    }
    return xlsx({name: [list(map(fitting, row)) for row in rows] for name, rows in sheets.items()}, frozen="B2")


def _intervention(each, situations):
    marks = ["oui" if place in each["situations"] else "" for place in range(1, situations + 1)]
    return [each["text"], each["options"], each["passages"], *marks]
