"""What a lab hands in: the story of what was done in it, and its sheet."""

from collections import Counter

from sio_kit.forms import check, markdown
from sio_kit.forms.tables import tables_of
from sio_kit.messaging import operations
from sio_kit.service import rules
from sio_kit.service.model import Service, Step
from sio_kit.typography import NBSP, typeset
from sio_kit.vocabulary import PRODUCTION, SUPPLY

NAME = "Service de messagerie du laboratoire"
PARTS = {"P1": PRODUCTION, "P2": SUPPLY}  # of the service's life, each led by a process
MADE = "Fiche faite avec sio_kit : le service, les incidents et leur lecture sont du kit, non du texte officiel."
ALL_RECORDED = typeset("Tout ce qui est en service est enregistré (L065).")


def story(lab):
    """Return what was done in a lab as a Service; what is done again says which time it is."""
    seen, steps = Counter(), []
    for act in lab.journal.of("acte"):
        process, caller, action = key = act["processus"], act["appelant"], act["texte"]
        seen[key] += 1
        again = f" ({seen[key]}e fois)" if seen[key] > 1 else ""
        steps.append(Step(process, caller, PARTS.get(process) or PARTS.get(caller, ""), action + again))
    blank = Service.blank(lab.ref, NAME)
    return Service(blank.name, tuple(steps), blank.processes, blank.edition)


def sheet(lab):
    """Return a lab's sheet, in Markdown."""
    done = story(lab)
    parts = {
        "L'engagement": [str(lab.engagement or "Aucun."), "", lab.verdict()],
        "Les incidents": _incidents(lab),
        "La base de la configuration": _base(lab),
        "Ce qui a été fait": _steps(done),
    }
    lines = [line for title, said in parts.items() for line in (f"## {title}", "", *said, "")]
    findings = markdown.findings_lines("Ce que dit le référentiel", list(map(vars, check.check(done, lab.ref))))
    edition = tables_of(lab.ref, rules.TABLES)["edition"][0]["titre"]
    return markdown.sheet(NAME, edition, MADE, [*lines[:-1], *findings])


def _incidents(lab):
    rows = lab.base.rows("incidents")
    cells = [[row["titre"], row["debut"], row["fin"] or "pas encore", _who(row)] for row in rows]
    return markdown.table(["Incident", "Début", "Fin", "Réparé par"], cells) if cells else ["Aucun."]


def _who(row):
    if not row["processus"]:
        return "évité" if row["fin"] else ""
    return who(row)


def who(row):
    """Say which process acts, and which one calls it."""
    return row["processus"] + (f", appelé par {row['appelant']}" if row["appelant"] else "")


def _base(lab):
    left = [[code, operations.ELEMENTS[code], value, known or "rien"] for code, value, known in lab.unrecorded()]
    said = markdown.table(["Élément", "Nom", "En service", "Dans la base"], left) if left else [ALL_RECORDED]
    return [f"Modifications enregistrées{NBSP}: {len(lab.base.rows('changements'))}.", "", *said]


def _steps(done):
    steps = [[str(n), each.process, each.caller, each.phase, each.action] for n, each in enumerate(done.steps, 1)]
    return markdown.table(["Étape", "Processus", "Appelé par", "Partie", "Action"], steps)
