"""A situation of the dossier, in the page's small Python: what it says, and what it is called."""

from sio_kit.forms.document import among, item, text, texts
from sio_kit.forms.done import FIELDS
from sio_kit.typography import split, strip

NATURES = "TP", "projet", "stage", "alternance", "autre"
UNNAMED = "sans titre"
SITUATION = [
    ("titre", text, ""),
    ("nature", among("", *NATURES), ""),
    ("contexte", text, ""),
    ("service", text, ""),
    ("interventions", texts, []),
    ("environnements", texts, []),
    ("preuves", text, ""),
    ("passages", texts, []),
] + FIELDS


def situation():
    """Return a situation with nothing in it."""
    return item(SITUATION)({})


def proofs(each):
    """Return the proofs of a situation: its lines that say something."""
    return [strip(line) for line in each["preuves"].split("\n") if split(line)]


def named(place, each):
    return f"{place}. {strip(each['titre']) or UNNAMED}"
