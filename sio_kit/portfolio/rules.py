"""A dossier of situations, in the page's small Python: its file, and what the page asks of it."""

from sio_kit.forms import document
from sio_kit.forms.document import item, many, text
from sio_kit.forms.done import AUTONOMY, codes_of, criteria, tidy
from sio_kit.portfolio.coverage import interventions, report
from sio_kit.portfolio.findings import judge
from sio_kit.portfolio.sheet import sheet
from sio_kit.portfolio.situation import NATURES, SITUATION, proofs, situation
from sio_kit.portfolio.works import TAKEN, taken

__all__ = [
    "AUTONOMY",
    "NATURES",
    "TAKEN",
    "codes_of",
    "criteria",
    "interventions",
    "judge",
    "proofs",
    "report",
    "sheet",
    "situation",
    "taken",
]
KIND, VERSION = "sio_kit/dossier", 1
TABLES = [
    ("processus", ["code", "libelle", "categorie", "passage"]),
    ("liens", ["source", "cible", "nature", "passage"]),
    ("etapes", ["processus", "passage"]),
    ("options", ["code", "sigle"]),
    ("interventions", ["option", "ordre", "texte", "passage", "passage_condition"]),
    ("participations", ["processus", "nature", "passage"]),
    ("environnements", ["code", "libelle", "passage_libelle"]),
    ("criteres_qualite", ["ordre", "texte", "passage"]),
    ("conditions", ["code", "passage"]),
    ("choix", ["code", "gauche", "droite", "passage"]),
    ("criteres_choix", ["code", "passage"]),
    ("passages", ["id", "texte"]),
    ("coquilles", ["passage", "texte"]),
]
SHAPE = [("nom", text), ("situations", many(item(SITUATION)))]


def blank(_tables):
    return {"format": KIND, "version": VERSION, "nom": "", "situations": []}


def starts(tables):
    """Return what a dossier can begin with: the blank one alone."""
    return [["Un dossier vide", blank(tables)]]


def read(data, name, _tables):
    """Return the dossier of a file's data."""
    work = document.read(data, name, KIND, VERSION, SHAPE, "situations")
    for each in work["situations"]:
        tidy(each)
    return work
