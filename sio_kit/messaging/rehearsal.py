"""A whole run of the lab, as a pair of students may live it: what the console replays where no Python runs."""

import json
from pathlib import Path

from sio_kit.messaging import modules

RUN = Path(__file__).with_name("run.json")
RECORD = "enregistrer dans la base de la configuration"
PRODUCTION = [
    ("P1", "", "recueillir les besoins de l'organisation", None),
    ("P1", "", "fixer l'engagement", {"disponibilite": 95, "delai": 2, "taille": 200_000}),
    ("P1", "", "se doter d'un logiciel", None),
    ("P4", "P1", "installer le module", modules.first),
    ("P3", "P1", "implanter le serveur", None),
    ("P3", "P1", "paramétrer des postes de travail", None),
]
# The incidents, in the order in which they come: each with the acts that repair it, then the items to record.
SUPPLY = {
    "serveur-arrete": ([("P3", "P2", "redémarrer le serveur", None)], []),
    "mot-de-passe": ([("P2", "", "aider quelqu'un à retrouver son mot de passe", "alice")], []),
    "module-accent": ([("P4", "P2", "corriger le module", modules.mended)], ["module"]),
    "affluence": ([("P3", "P2", "redimensionner le serveur", 8)], ["capacite"]),
    "boite-pleine": ([("P3", "P2", "agrandir les boîtes", 3_000_000)], ["quota"]),
    "logiciel-vulnerable": ([("P4", "P2", "mettre à jour le logiciel", None)], ["logiciel"]),
    "systeme-vulnerable": ([("P3", "P2", "mettre à jour le système du serveur", None)], ["systeme"]),
    "poste-deregle": ([("P3", "P2", "paramétrer des postes de travail", "sofiane")], ["postes"]),
    "nouvelle-salariee": ([("P3", "P2", "créer un compte et un poste", "zoe")], ["comptes"]),
    "reglage-nocturne": ([("P3", "P2", "changer la taille permise", 200_000)], ["taille"]),
    "gros-fichier": (
        [
            ("P1", "", "recueillir les besoins de l'organisation", None),
            ("P1", "", "fixer l'engagement", {"disponibilite": 95, "delai": 2, "taille": 500_000}),
            ("P3", "P1", "changer la taille permise", 500_000),
        ],
        ["taille"],
    ),
}


def produce(lab):
    """Produce the service, record what is in place, and make it available."""
    for act in PRODUCTION:
        lab.act(*act)
    record(lab, list(lab.running()))
    lab.act("P2", "", "mettre le service à disposition des salariés")


def record(lab, elements):
    """Record items of the configuration."""
    for element in elements:
        lab.act("P5", "", RECORD, element)


def supply(lab):
    """Watch the service, live each incident, repair it, record what was changed."""
    lab.act("P2", "", "surveiller la disponibilité et les performances", 6)
    lab.morning()
    for code, (acts, elements) in SUPPLY.items():
        lab.strike(code)
        for act in acts:
            lab.act(*act)
        record(lab, elements)
        lab.probe(2)
    lab.morning()


def recorded_run():
    """Return the events of a run recorded beforehand: see `tools/record_messaging.py`."""
    return json.loads(RUN.read_text(encoding="utf-8"))
