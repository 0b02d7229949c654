"""What can be done to the service: each operation with what it changes; who does it is for the student to say."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from sio_kit.errors import ReferentialError
from sio_kit.messaging.post import Desk
from sio_kit.messaging.probe import Engagement, number, thousands

EMPLOYEES = ("alice", "karim", "lea", "mai", "sofiane")
NEWCOMER, PROBE = "zoe", "sonde"
VERSIONS = ("1.0", "1.1")
LIMITS, QUOTAS = (1_000, 20_000_000), (10_000, 20_000_000)
CAPACITIES = (1, 64)
# The configuration items, and what a reader calls them.
ELEMENTS = {
    "logiciel": "Logiciel de messagerie",
    "module": "Module de l'organisation",
    "systeme": "Système du serveur",
    "capacite": "Capacité du serveur",
    "taille": "Taille permise d'un message",
    "quota": "Place d'une boîte",
    "comptes": "Comptes",
    "postes": "Postes de travail",
}
OFFERS = [
    {"disponibilite": 95, "delai": 2, "taille": 200_000},
    {"disponibilite": 80, "delai": 2, "taille": 200_000},
    {"disponibilite": 95, "delai": 2, "taille": 500_000},
]


@dataclass(frozen=True)
class Operation:
    """Something that can be done.

    Attributes
    ----------
    name : str
        What is done, as the story tells it.
    apply : callable
        Takes the lab and a value, does it, and returns what to add to the name in the story ("" for nothing).
    choices : list of (str, value) or callable
        The values that a page offers: pairs of label and value; a callable takes the lab. None: it takes no value.
    """

    name: str
    apply: Callable
    choices: list | Callable | None = None

    def offered(self, lab):
        """Return the values that a page offers."""
        return self.choices(lab) if callable(self.choices) else self.choices


def operation(name):
    """Return the operation of that name.

    Raises
    ------
    ReferentialError
        There is none; the text names the nearest.
    """
    if name in OPERATIONS:
        return OPERATIONS[name]
    near = get_close_matches(str(name), OPERATIONS, n=1, cutoff=0.4)
    hint = f"Vouliez-vous dire « {near[0]} » ?" if near else f"Opérations : {' ; '.join(OPERATIONS)}."
    raise ReferentialError(f"L'opération « {str(name)[:60]} » n'existe pas.", hint)


def _whole(value, bounds, what):
    least, most = bounds
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ReferentialError(f"Il faut ici {what} : un nombre entier de {least} à {most}.")
    return value


def _need_server(lab):
    if not lab.implanted:
        raise ReferentialError("Il n'y a pas encore de serveur.", "Commencez par « implanter le serveur ».")


def _need_software(lab):
    if not lab.chosen:
        raise ReferentialError("Il n'y a pas encore de logiciel.", "Commencez par « se doter d'un logiciel ».")


def _account(lab, name):
    if name not in lab.desks:
        raise ReferentialError(f"« {str(name)[:60]} » n'a pas de compte.", f"Comptes : {', '.join(lab.desks)}.")
    return name


def _hear(_lab, _value):
    return ""


def _promise(lab, value):
    lab.engagement = Engagement.of(OFFERS[0] if value is None else value)
    return str(lab.engagement)


def _choose(lab, _value):
    lab.chosen = True
    return ""


def _install(lab, module):
    _need_software(lab)
    if module is None:
        module = lab.proposed
    if module is None:
        raise ReferentialError(
            "Il manque le module : une fonction Python, def module(message): …",
            "Dans la console, installez celui du notebook : labo.proposed = module.",
        )
    lab.service.module = module
    lab.module_version += 1
    return f"version {lab.module_version}"


def _implant(lab, _value):
    _need_software(lab)
    lab.service.start()
    lab.implanted = True
    return ""


def _set_up(lab, name):
    """Set up a workstation again; all of them where no name is given, with the accounts of those who have none."""
    _need_server(lab)
    names = EMPLOYEES if name is None else (_account(lab, name),)
    for each in (*names, PROBE) if name is None else names:
        if each not in lab.service.accounts:
            lab.service.add_account(each, password_of(each))
        if each != PROBE:
            lab.desks[each] = Desk(each, lab.service.accounts[each])
    return ", ".join(names)


def _release(lab, _value):
    _need_server(lab)
    if not lab.desks:
        raise ReferentialError("Personne n'a de poste : commencez par « paramétrer des postes de travail ».")
    if lab.engagement is None:
        raise ReferentialError("Rien n'est promis aux salariés : commencez par « fixer l'engagement ».")
    lab.released = True
    return ""


def _watch(lab, count):
    if not lab.released:
        raise ReferentialError("Le service n'est pas encore à disposition : il n'y a rien à surveiller.")
    lab.probe(_whole(5 if count is None else count, (1, 1_000), "un nombre d'essais"))
    return ""


def _resize(lab, capacity):
    _need_server(lab)
    lab.service.set_capacity(_whole(capacity, CAPACITIES, "une capacité"))
    return f"{capacity} messages à la fois"


def _limit(lab, size):
    _need_server(lab)
    lab.service.settings.limit = _whole(size, LIMITS, "une taille en octets")
    return f"{thousands(size)} octets"


def _quota(lab, size):
    _need_server(lab)
    lab.service.settings.quota = _whole(size, QUOTAS, "une place en octets")
    return f"{thousands(size)} octets"


def _restart(lab, _value):
    _need_server(lab)
    lab.service.stop()
    lab.service.start()
    return ""


def _update_system(lab, _value):
    _need_server(lab)
    lab.service.settings.system = VERSIONS[1]
    return f"version {VERSIONS[1]}"


def _update_software(lab, _value):
    _need_software(lab)
    lab.service.settings.software = VERSIONS[1]
    return f"version {VERSIONS[1]}"


def _welcome(lab, name):
    _need_server(lab)
    name = NEWCOMER if name is None else name
    if name in lab.service.accounts:
        raise ReferentialError(f"Le compte « {str(name)[:60]} » existe déjà.")
    if len(lab.service.accounts) >= 60:
        raise ReferentialError("Le laboratoire a déjà soixante comptes.")
    lab.service.add_account(name, password_of(name))
    lab.desks[name] = Desk(name, password_of(name))
    return name


def _help(lab, name):
    name = _account(lab, name)
    lab.desks[name].password = lab.service.accounts[name]
    return name


def _tidy(lab, name):
    name = _account(lab, name)
    lab.service.mailboxes.tidy(name)
    return name


def _record(lab, element):
    running = lab.running()
    if element not in running:
        known = ", ".join(running) or "rien n'est encore en service"
        raise ReferentialError(f"L'élément « {str(element)[:60]} » n'est pas en service.", f"Éléments : {known}.")
    lab.base.record(element, ELEMENTS[element], running[element], lab.clock.label(lab.clock.now()))
    return f"{ELEMENTS[element].lower()}, {running[element]}"


def password_of(name):
    """Return the password that a new account gets; it opens nothing but the lab."""
    return f"{name}-labo"


def _names(lab):
    return [(name, name) for name in lab.desks]


def _sizes(*sizes):
    return [(f"{thousands(size)} octets", size) for size in sizes]


OPERATIONS = {
    each.name: each
    for each in (
        Operation("recueillir les besoins de l'organisation", _hear),
        Operation("fixer l'engagement", _promise, [(str(Engagement.of(offer)), offer) for offer in OFFERS]),
        Operation("se doter d'un logiciel", _choose),
        Operation("installer le module", _install),
        Operation("implanter le serveur", _implant),
        Operation("paramétrer des postes de travail", _set_up, lambda lab: [("tous", None), *_names(lab)]),
        Operation("mettre le service à disposition des salariés", _release),
        Operation("surveiller la disponibilité et les performances", _watch),
        Operation("corriger le module", _install),
        Operation("mettre à jour le logiciel", _update_software),
        Operation("mettre à jour le système du serveur", _update_system),
        Operation("redémarrer le serveur", _restart),
        Operation("redimensionner le serveur", _resize, [(f"{n} messages à la fois", n) for n in (2, 4, 8, 16)]),
        Operation("changer la taille permise", _limit, _sizes(200_000, 500_000, 1_000_000)),
        Operation("agrandir les boîtes", _quota, _sizes(1_000_000, 3_000_000, 5_000_000)),
        Operation("créer un compte et un poste", _welcome, [(NEWCOMER, NEWCOMER)]),
        Operation("aider quelqu'un à retrouver son mot de passe", _help, _names),
        Operation("ranger une boîte avec son propriétaire", _tidy, _names),
        Operation(
            "enregistrer dans la base de la configuration",
            _record,
            lambda lab: [(ELEMENTS[code], code) for code in lab.running()],
        ),
    )
}


def running(lab):
    """Return the value of each configuration item that runs: a dict of code to text."""
    settings, found = lab.service.settings, {}
    if lab.chosen:
        found["logiciel"] = f"version {settings.software}"
        if lab.service.module:
            found["module"] = f"version {lab.module_version}"
        elif lab.module_version:
            found["module"] = "aucun"
    if lab.implanted:
        found["systeme"] = f"version {settings.system}"
        found["capacite"] = f"{number(settings.capacity)} messages à la fois"
        found["taille"] = f"{thousands(settings.limit)} octets"
        found["quota"] = f"{thousands(settings.quota)} octets"
    if lab.desks:
        found["comptes"] = ", ".join(lab.desks)
        wrong = [f"{desk.name} : port {desk.port}" for desk in lab.desks.values() if desk.port]
        found["postes"] = "port du serveur" + (f", sauf {', '.join(wrong)}" if wrong else "")
    return found
