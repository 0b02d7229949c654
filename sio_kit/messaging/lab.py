"""The lab: a real mail service that students produce, supply, mend and record, and the journal of what they did."""

import json
import os
import random
import tempfile
from dataclasses import asdict
from pathlib import Path
from weakref import WeakValueDictionary

from sio_kit.errors import ReferentialError
from sio_kit.files import file_path, write
from sio_kit.forms.tables import tables_of
from sio_kit.forms.workfile import WorkFile
from sio_kit.messaging import operations, report
from sio_kit.messaging.clock import FixedClock, RealClock
from sio_kit.messaging.cmdb import ConfigurationBase, differences
from sio_kit.messaging.incidents import CAUSES, incident, incidents
from sio_kit.messaging.journal import Journal
from sio_kit.messaging.post import Desk, letter, send
from sio_kit.messaging.probe import Engagement, availability, verdict
from sio_kit.messaging.server import MailService, Settings
from sio_kit.messaging.worker import apply_module
from sio_kit.service import rules
from sio_kit.typography import NBSP, typeset

WORK = 0.15  # seconds that the server takes for a message
ACT, STRIKE, PAUSE = 300, 600, 5  # seconds of a fixed clock: for an act, before an incident, between two measures
MAILS = (
    ("Salle libre", "La salle 12 est libre a 14 h.\n"),
    ("Photocopies", "Les photocopies sont pretes.\n"),
    ("Cantine", "Combien de couverts demain ?\n"),
    ("Stage", "Le tuteur passe jeudi.\n"),
    ("Clef", "Qui a la clef du local ?\n"),
)
# What a lab remembers besides its service's settings.
KEPT = ("chosen", "implanted", "released", "module_version", "rush")


_open_labs = WeakValueDictionary()  # by folder: a cell that is run twice opens it once


class Said(str):
    """A text that a notebook shows as it is."""

    __slots__ = ()

    def __repr__(self):
        return str(self)


class MailLab:
    """A real mail service on this machine alone, and all that is done to it.

    Parameters
    ----------
    ref : Referential
    folder : str or path, optional
        Where the lab keeps its mailboxes, its database and its journal; what is there goes on. Default: a folder that
        vanishes with the lab.
    fixed : bool
        Whether time stands still but for what is done, so that the same acts give the same figures.
    seed : int
        Chooses who writes to whom.

    Attributes
    ----------
    service : MailService
    base : ConfigurationBase
    engagement : Engagement or None
    events : list of dict
        What happened, in order.
    proposed : callable or None
        The module that is installed where none is given: what the console installs.

    Raises
    ------
    ReferentialError
        The folder cannot be used.
    """

    def __init__(self, ref, folder=None, *, fixed=False, seed=1):
        self.ref, self.clock, self.chance = ref, FixedClock() if fixed else RealClock(), random.Random(seed)
        self._temporary = tempfile.TemporaryDirectory(prefix="labo-") if folder is None else None
        self.folder = Path(folder or self._temporary.name)
        place = os.path.abspath(self.folder)  # noqa: PTH100 -- it says no where Path.resolve raises
        if before := _open_labs.pop(place, None):
            before.close()
        self.service = MailService(self.folder / "boites", self.clock, Settings(work=WORK))
        self.base = ConfigurationBase(self.folder / "configuration.sqlite")
        self.journal = Journal(self.folder / "journal.jsonl")
        self.chosen = self.implanted = self.released = False
        self.module_version, self.rush, self.engagement, self.proposed = 0, 0, None, None
        self.desks, self.open, self.watchers = {}, [], []
        self._shown, self._works = {}, {}
        try:
            self._resume()
        except ReferentialError:
            self.close()
            raise
        _open_labs[place] = self

    @property
    def events(self):
        return self.journal.events

    def __repr__(self):
        state = "arrêté" if not self.service.running else "en marche"
        count = len(self.unrecorded())
        return typeset(
            f"<Laboratoire de messagerie : serveur {state}, {len(self.events)} événements, "
            f"{count} élément{'s' if count > 1 else ''} à enregistrer>"
        )

    def __del__(self):
        if hasattr(self, "journal"):
            self.close()

    def close(self):
        """Stop the service; what is in the folder stays."""
        self.service.close()
        self.journal.close()
        if self._temporary:
            self._temporary.cleanup()

    def _check_open(self):
        if self.journal.closed:
            raise ReferentialError("Ce laboratoire est fermé.", "Exécutez de nouveau la cellule qui l'ouvre.")

    # What one does

    def act(self, process, caller, operation, value=None):
        """Do something to the service, having said which process acts and who calls it.

        Parameters
        ----------
        process, caller : str
            Codes; `caller` is `""` where no process calls.
        operation : str
            One of `sio_kit.MailLab.operations()`.
        value
            What it takes: a number, a name, a module…

        Returns
        -------
        str
            What came of it.

        Raises
        ------
        ReferentialError
            There is no such process or operation, or it cannot be done; nothing is changed.
        """
        self._check_open()
        codes = [row["code"] for row in self.ref.rows("processus")]
        for code in [process, caller] if caller else [process]:
            if code not in codes:
                raise ReferentialError(
                    f"Le processus « {str(code)[:20]} » n'existe pas.", f"Processus : {', '.join(codes)}."
                )
        chosen = operations.operation(operation)
        detail = chosen.apply(self, value)
        self.clock.advance(ACT)
        text = typeset(f"{chosen.name} : {detail}" if detail else chosen.name)
        self._note("acte", processus=process, appelant=caller, operation=chosen.name, texte=text)
        said = [f"{process}{f', appelé par {caller}' if caller else ''}{NBSP}: {text}."]
        said += self._see_repairs(process, caller)
        if self.released and self.desks:
            self.probe()
        return Said("\n".join(said))

    def strike(self, code):
        """Let an incident of the table `incidents` happen; return what the users see.

        Raises
        ------
        ReferentialError
            There is no such incident, it is open already, or the service is not yet supplied.
        """
        self._check_open()
        row = incident(self.ref, code)
        if not self.released:
            raise ReferentialError("Le service n'est pas encore à disposition : personne ne verrait l'incident.")
        if code in [each["code"] for each in self.open]:
            raise ReferentialError(f"L'incident « {row['titre']} » est déjà là : réparez-le d'abord.")
        self.clock.advance(STRIKE)
        cause, moment = CAUSES[row["cause"]], self.clock.label(self.clock.now())
        cause.strike(self)
        number = self.base.open_incident(code, row["titre"], moment)
        outcome = cause.attempt(self)
        if outcome.passed:
            cause.calm(self)
            self.base.close_incident(number, "", "", moment)
            self._note("évité", code=code, titre=row["titre"], vu=row["vu"], texte=outcome.said)
            return Said(typeset(f"{row['titre']} : évité. {outcome.said} Votre service y résistait déjà."))
        self.open.append({"code": code, "numero": number, "depuis": len(self.events)})
        self._note("incident", code=code, titre=row["titre"], vu=row["vu"], texte=outcome.said)
        self.probe()
        return Said(typeset(f"{row['titre']}\n{row['vu']}\nLe service : {outcome.said}"))

    def _see_repairs(self, process, caller):
        """Try again what the users tried; yield what is said of each incident that is still open, or repaired."""
        for each in list(self.open):
            row = incident(self.ref, each["code"])
            outcome = CAUSES[row["cause"]].attempt(self)
            if outcome.passed:
                CAUSES[row["cause"]].calm(self)
                self.open.remove(each)
                self.base.close_incident(each["numero"], process, caller, self.clock.label(self.clock.now()))
                agrees = self._answered(each["depuis"], row)
                self._note("réparé", code=each["code"], titre=row["titre"], texte=outcome.said, accord=agrees)
                yield typeset(f"Réparé : {row['titre']}. {outcome.said}\n{reading(row, agrees)}")
            else:
                yield typeset(f"Toujours là : {row['titre']}. {outcome.said}")

    def _answered(self, since, row):
        """Tell whether, since an incident came, the process of the kit's reading acted, called as it says."""
        acts = [event for event in self.events[since:] if event["nature"] == "acte"]
        return (row["processus"], row["appelant"]) in [(act["processus"], act["appelant"]) for act in acts]

    def probe(self, count=1):
        """Send `count` messages as a probe does, and return what was measured of the last: a dict."""
        self._check_open()
        if not self.desks:
            raise ReferentialError("Personne n'a encore de poste : il n'y a rien à mesurer.")
        for _ in range(count):
            self.clock.advance(PAUSE)
            outcome = self.rushed()
            measure = {"code": outcome.code, "delai": round(outcome.delay, 2), "texte": outcome.said}
            measure["tenu"] = bool(self.engagement) and self.engagement.holds(measure)
            self._note("sonde", **measure)
        return measure

    def rushed(self):
        """Send a message of the probe, among all those of a rush if there is one; return its Outcome."""
        desk = Desk(operations.PROBE, operations.password_of(operations.PROBE))
        task = lambda: send(desk, self.service.port, letter(desk.name, desk.name, "Essai", "Essai.\n"), self.clock)  # noqa: E731
        outcome = self.clock.together([task] * (self.rush + 1))[-1]
        self.service.mailboxes.tidy(desk.name)
        return outcome

    def write(self, sender, recipient, subject, text):
        """Send a message from an employee's workstation to anybody; return what the server answers."""
        if sender not in self.desks:
            raise ReferentialError(
                f"« {str(sender)[:60]} » n'a pas de poste.", f"Postes : {', '.join(self.desks) or 'aucun'}."
            )
        try:
            message = letter(sender, str(recipient), str(subject), str(text), len(self.events))
        except ValueError as error:  # a line break in a header
            raise ReferentialError("L'objet et le destinataire tiennent sur une ligne, sans retour.") from error
        outcome = self.send(sender, message)
        return Said(f"{outcome.code or '—'} {outcome.said}")

    def send(self, sender, message):
        """Send a message from an employee's workstation; return its Outcome."""
        self._check_open()
        desk = self.desks[sender]
        outcome = send(desk, self.service.port, message, self.clock)
        to = str(message["To"]).partition("@")[0]
        self._note(
            "courrier", de=sender, a=to, objet=str(message["Subject"])[:80], code=outcome.code, texte=outcome.said
        )
        return outcome

    def morning(self, count=6):
        """Let employees write to each other, at random but for the seed; return how many messages passed."""
        if len(self.desks) < 2:
            raise ReferentialError("Il faut au moins deux postes pour s'écrire.")
        passed = 0
        for _ in range(count):
            sender, recipient = self.chance.sample(sorted(self.desks), 2)
            subject, text = self.chance.choice(MAILS)
            passed += self.send(sender, letter(sender, recipient, subject, text, len(self.events))).passed
        return Said(typeset(f"{passed} message{'s' if passed > 1 else ''} sur {count} sont passés."))

    def try_module(self, module, *texts):
        """Try a module on messages, outside the service; return what it makes of each."""
        said = []
        for text in texts or ("Bonjour\n",):
            done = apply_module(module, letter("alice", "karim", "Essai", text).as_bytes())
            said.append(f"{text.strip()} → {done if isinstance(done, Exception) else _text_of(done)}")
        return Said("\n".join(said))

    def mailbox(self, name):
        """Return the messages of a mailbox as plain text: who wrote what."""
        if name not in self.desks:
            raise ReferentialError(
                f"« {str(name)[:60]} » n'a pas de boîte.", f"Boîtes : {', '.join(self.desks) or 'aucune'}."
            )
        lines = []
        for message in self.service.mailboxes.messages(name):
            sender, subject = (" ".join(str(message[word] or "").split()) for word in ("From", "Subject"))
            lines.append(f"{sender}{NBSP}: {subject}\n    {_first_line(message)}")
        return Said("\n".join(lines) or "Boîte vide.")

    # What is known

    @staticmethod
    def operations():
        """Return the names of what can be done."""
        return list(operations.OPERATIONS)

    def incidents(self):
        """Return the codes of the incidents that can happen."""
        return list(incidents(self.ref))

    def running(self):
        """Return the value of each configuration item that runs: a dict of code to text."""
        return operations.running(self)

    def unrecorded(self):
        """Return what runs and is not what the database says: a list of [code, in service, in the database]."""
        return differences(self.running(), self.base.recorded())

    def compare(self):
        """Say in French what runs and is not recorded."""
        found = [
            f"{operations.ELEMENTS[code]} : en service, {value} ; dans la base, {known or 'rien'}."
            for code, value, known in self.unrecorded()
        ]
        if not found:
            return Said(report.ALL_RECORDED)
        law = f"« {self._passage('L065')} » (L065)"
        return Said(
            typeset("\n".join([f"{len(found)} élément{'s' if len(found) > 1 else ''} à enregistrer. {law}", *found]))
        )

    def _passage(self, code):
        return next((row["texte"] for row in self.ref.rows("passages") if row["id"] == code), "")

    def table(self, name):
        """Return a table of the database (`elements`, `changements`, `incidents`) as a DataFrame."""
        return self.base.frame(name)

    def verdict(self):
        """Say whether the engagement is held, with the figures."""
        return Said(verdict(self.engagement, self.journal.of("sonde")))

    def story(self):
        """Return what was done as a Service, which `check`, the board and the timeline take as any other."""
        return report.story(self)

    def sheet(self):
        """Return the sheet to hand in, in Markdown: the engagement, the incidents, what is recorded, the story."""
        return report.sheet(self)

    def save(self, path="mon_labo.json"):
        """Write what was done as a work of the workshop, which opens it, and which a dossier takes in.

        Returns
        -------
        str
            Where it is written: beside the file, if this lab has not written what is there.

        Raises
        ------
        ReferentialError
            It cannot be written, or nothing has been done yet.
        """
        story = self.story()
        if not story.steps:
            raise ReferentialError("Rien n'est encore fait dans ce laboratoire : il n'y a rien à enregistrer.")
        path = file_path(path)
        file = self._works.setdefault(path, WorkFile(path, rules, tables_of(self.ref, rules.TABLES)))
        return Said(typeset(f"Enregistré dans « {file.save(story.to_data())} »."))

    # What is kept

    def _note(self, nature, **facts):
        """Keep an event with the state after it; of the configuration, only what changed since the event before."""
        now = self.clock.now()
        measures = self.journal.of("sonde")
        if nature == "sonde":
            measures = [*measures, facts]
        share = availability(measures)
        state = {
            "serveur": self.service.running,
            "fourni": self.released,
            "messages": sum(count for name, count in self.service.mailboxes.counts.items() if name != operations.PROBE),
            "disponibilite": None if share is None else round(share, 1),
        }
        known = {
            "engagement": self.engagement.to_data() if self.engagement else None,
            "en_service": self.running(),
            "base": self.base.recorded() if nature == "acte" or not self._shown else self._shown["base"],
        }
        state.update({name: value for name, value in known.items() if self._shown.get(name) != value})
        self._shown = known
        event = {"nature": nature, "heure": self.clock.label(now), "moment": round(now, 2), **facts, "etat": state}
        self.journal.add(event)
        if nature in ("acte", "incident", "réparé"):
            self._keep()
        for watcher in self.watchers:
            watcher()

    def _keep(self):
        """Keep what is needed to go on after the kernel has stopped."""
        data = {name: getattr(self, name) for name in KEPT} | {
            "reglages": asdict(self.service.settings),
            "comptes": self.service.accounts,
            "postes": [asdict(desk) for desk in self.desks.values()],
            "engagement": self.engagement.to_data() if self.engagement else None,
            "ouverts": self.open,
            "marche": self.service.running,
            "moment": self.clock.now(),
        }
        write(self.folder / "reglages.json", json.dumps(data, ensure_ascii=False, indent=1).encode())

    def _resume(self):
        """Take up what the folder keeps; the module, which is a function, is to be installed again."""
        path = self.folder / "reglages.json"
        if not path.exists():
            return
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            for name in KEPT:
                setattr(self, name, data[name])
            self.service.settings = Settings(**data["reglages"])
            for name, password in data["comptes"].items():
                self.service.add_account(name, password)
            self.desks = {each["name"]: Desk(**each) for each in data["postes"]}
            self.engagement = Engagement.of(data["engagement"]) if data["engagement"] else None
            self.open, running = data["ouverts"], data["marche"]
            self.clock.resume(data["moment"])
        except (OSError, ValueError, KeyError, TypeError):
            raise ReferentialError(
                f"Le fichier « {path} » est abîmé : le laboratoire ne peut pas reprendre.",
                "Choisissez un autre dossier.",
            ) from None
        self.service.set_capacity(self.service.settings.capacity)
        if running:
            self.service.start()


def reading(row, agrees):
    """Say the kit's reading of an incident, and whether the students' acts follow it."""
    start = "C'est aussi la lecture du kit" if agrees else "La lecture du kit est autre"
    return f"{start} : {report.who(row)}. {row['lecture']}"


def _text_of(content):
    from email import message_from_bytes, policy

    return _first_line(message_from_bytes(content, policy=policy.default), whole=True)


def _first_line(message, whole=False):
    """Return what a message says, on one line; "" where it cannot be read."""
    payload = message.get_payload(decode=True) or b""
    text = payload.decode(message.get_content_charset("utf-8"), "replace") if payload else ""
    lines = text.split("\n") if whole else text.split("\n")[:1]
    return " / ".join(" ".join(line.split()) for line in lines if line.strip())[:200].replace(
        "\0", "\N{REPLACEMENT CHARACTER}"
    )
