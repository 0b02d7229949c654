"""What happens to the service: causes that are really set in it, and how one sees that they are gone."""

from collections.abc import Callable
from dataclasses import dataclass

from sio_kit.errors import ReferentialError
from sio_kit.messaging.operations import EMPLOYEES, NEWCOMER
from sio_kit.messaging.post import Outcome, asks_who, letter
from sio_kit.messaging.probe import number
from sio_kit.typography import typeset

ALICE, KARIM, LEA, MAI, SOFIANE = EMPLOYEES
RUSH = 40  # messages at once
VIDEO, LONG = 300_000, 20_000  # bytes
NIGHT_LIMIT, WRONG_PORT = 1_000, 1


@dataclass(frozen=True)
class Cause:
    """What is really wrong.

    Attributes
    ----------
    attempt : callable
        Takes the lab, tries what the users try, and returns the Outcome.
    strike : callable
        Takes the lab, and sets the cause in the service.
    calm : callable
        Takes the lab, once the incident is repaired.
    """

    attempt: Callable
    strike: Callable = lambda _lab: None
    calm: Callable = lambda _lab: None


def incidents(ref):
    """Return the incidents of the table, by code, their texts as French prints them."""
    rows = ref.rows("incidents")
    texts = ("titre", "vu", "lecture", "indice")
    return {row["code"]: {**row, **{name: typeset(row[name]) for name in texts}} for row in rows}


def incident(ref, code):
    """Return an incident of the table.

    Raises
    ------
    ReferentialError
        There is none of that code, or the lab does not know its cause.
    """
    known = incidents(ref)
    if code not in known:
        raise ReferentialError(f"L'incident « {str(code)[:60]} » n'existe pas.", f"Incidents : {', '.join(known)}.")
    if known[code]["cause"] not in CAUSES:
        raise ReferentialError(
            f"Le laboratoire ne sait pas produire la cause « {known[code]['cause'][:60]} ».",
            f"Causes : {', '.join(CAUSES)}.",
        )
    return known[code]


def _writes(sender, recipient, subject, text, **headers):
    return lambda lab: lab.send(sender, letter(sender, recipient, subject, text, **headers))


def _long(sender, recipient, subject, size):
    line = "x" * 70 + "\n"
    return _writes(sender, recipient, subject, line * (size // len(line)))


def _fill(lab):
    """Fill a mailbox to the brim, as years of mail do."""
    boxes = lab.service.mailboxes
    missing = lab.service.settings.quota - boxes.sizes[KARIM]
    if missing > 0:
        boxes.deliver([KARIM], b"Subject: archives\r\n\r\n" + b"x" * missing)


def _trapped(lab):
    """Send what the flaw lets in: it is well if it is refused."""
    outcome = _writes(LEA, MAI, "Gagnez un téléphone", "Ouvrez vite.", X_Piege="oui")(lab)
    if outcome.code == 554:
        return Outcome(250, "Le message piégé est refusé.")
    return Outcome(0, "Le message piégé est arrivé dans la boîte de mai.") if outcome.passed else outcome


def _asks(lab):
    outcome = asks_who(lab.service.port, ALICE)
    if outcome.code == 252:
        return Outcome(250, "Le serveur ne dit plus qui a un compte.")
    return Outcome(0, f"À un inconnu, le serveur répond : {outcome.said}") if outcome.code == 250 else outcome


def _video(lab):
    """Send a video; the need is met once it passes and is promised."""
    outcome = _long(MAI, LEA, "Vidéo du stage", VIDEO)(lab)
    if outcome.passed and lab.engagement.taille < VIDEO:
        return Outcome(0, "La vidéo passe, mais l'engagement ne la promet pas : demain, qui la garantit ?")
    return outcome


def _in_time(lab):
    outcome = lab.rushed()
    if outcome.passed and outcome.delay > lab.engagement.delai:
        return Outcome(0, f"Message reçu en {number(outcome.delay)} s, pour {number(lab.engagement.delai)} s promises.")
    return outcome


def _set(name, value):
    return lambda lab: setattr(lab, name, value)


CAUSES = {
    "module-accent": Cause(_writes(ALICE, KARIM, "Réunion", "La réunion a lieu cet été, à côté du théâtre.\n")),
    "boite-pleine": Cause(_writes(LEA, KARIM, "Devis", "Voici le devis.\n"), _fill),
    "affluence": Cause(_in_time, _set("rush", RUSH), _set("rush", 0)),
    "serveur-arrete": Cause(_writes(ALICE, MAI, "Planning", "Voici le planning.\n"), lambda lab: lab.service.stop()),
    "logiciel-vulnerable": Cause(_trapped),
    "systeme-vulnerable": Cause(_asks),
    "mot-de-passe": Cause(
        _writes(ALICE, SOFIANE, "Convocation", "A demain.\n"),
        lambda lab: setattr(lab.desks[ALICE], "password", "oubli"),
    ),
    "poste-deregle": Cause(
        _writes(SOFIANE, LEA, "Facture", "Voici la facture.\n"),
        lambda lab: setattr(lab.desks[SOFIANE], "port", WRONG_PORT),
    ),
    "gros-fichier": Cause(_video),
    "nouvelle-salariee": Cause(_writes(KARIM, NEWCOMER, "Bienvenue", "Bonjour Zoe.\n")),
    "reglage-nocturne": Cause(
        _long(KARIM, MAI, "Compte rendu", LONG), lambda lab: setattr(lab.service.settings, "limit", NIGHT_LIMIT)
    ),
}
