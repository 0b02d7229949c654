"""A service as a student keeps it and hands it in: its data for a file, its sheet in Markdown."""

from dataclasses import replace

from sio_kit.errors import ReferentialError
from sio_kit.forms.markdown import findings_list, plain
from sio_kit.referential.quotation import Quotations
from sio_kit.service.model import ADDED, Service, Step
from sio_kit.typography import typeset

KIND, VERSION = "sio_kit/service", 1
FIELDS = {
    "processus": "process",
    "appelant": "caller",
    "phase": "phase",
    "action": "action",
    "passage": "passage",
    "motif": "reason",
}


def to_data(service):
    """Return the service as plain data, for `sio_kit.forms.workfile`: `nom` and `etapes`."""
    steps = [{word: getattr(step, name) for word, name in FIELDS.items()} for step in service.steps]
    return {"nom": service.name, "etapes": steps}


def from_data(data, ref, name="travail"):
    """Return the service that plain data stand for.

    A step that claims a passage which does not say its words becomes an added one.

    Raises
    ------
    ReferentialError
        The data are no service.
    """
    damaged = ReferentialError(f"Le fichier « {name} » est abîmé : ses étapes sont illisibles. Reprenez une copie.")
    rows = data.get("etapes")
    if not isinstance(data.get("nom"), str) or not isinstance(rows, list):
        raise damaged
    quotations = Quotations(ref)
    steps = []
    for row in rows:
        if not isinstance(row, dict) or not all(isinstance(row.get(word, ""), str) for word in FIELDS):
            raise damaged
        step = Step(**{own: row.get(word, "") for word, own in FIELDS.items()})
        quoted = step.action and all(quotations.stands(text, step.passage) for text in (step.action, step.reason))
        steps.append(step if quoted else replace(step, passage=ADDED, reason=""))
    return replace(Service.blank(ref, data["nom"]), steps=tuple(steps))


def to_markdown(service, findings):
    """Return the sheet to hand in: the steps and what the référentiel says of them, with the diploma's edition."""
    lines = [
        f"# {plain(service.name) or 'Service sans nom'}",
        "",
        typeset(
            f"*{service.edition}. Fiche faite avec sio_kit ; l'astérisque marque ce qui n'est pas le texte officiel.*"
        ),
        "",
        "| Étape | Processus | Appelé par | Partie | Action | Passage |",
        "|---|---|---|---|---|---|",
    ]
    for number, step in enumerate(service.steps, start=1):
        cells = [str(number), step.process, step.caller, step.phase, step.shown, step.passage]
        lines.append(f"| {' | '.join(map(plain, cells))} |")
    lines += ["", "## Ce que dit le référentiel", ""]
    lines += findings_list(findings, "Rien à revoir.")
    return "\n".join(lines) + "\n"
