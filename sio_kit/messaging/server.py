"""A real mail service on this machine alone: an SMTP server, its accounts and mailboxes, the organisation's module.

It relays nothing: a message for anybody else is refused. What goes wrong is what goes wrong with any server: connection
refused, 535, 550, 552, 451, and a queue that grows where more comes than it can treat.
"""

import atexit
import re
import threading
import weakref
from collections import Counter
from dataclasses import dataclass

from sio_kit.errors import ReferentialError, system_reason
from sio_kit.messaging.clock import RealClock
from sio_kit.messaging.controller import DOMAIN, controller
from sio_kit.messaging.mailboxes import Mailboxes
from sio_kit.messaging.worker import ModuleFaultError, Worker

WHOLE = 50_000_000  # bytes of all mailboxes
NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", re.ASCII)
TRAP = b"x-piege:"  # what the flaw of the first version of the software lets in


@dataclass
class Settings:
    """What can be changed while the service runs.

    Attributes
    ----------
    limit, quota : int
        Bytes of a message, of a mailbox.
    capacity : int
        How many messages the server treats at once.
    work : float
        Seconds that it takes for one.
    software, system : str
        Their versions; the first of each has a flaw.
    """

    limit: int = 200_000
    quota: int = 1_000_000
    capacity: int = 2
    work: float = 0.0
    software: str = "1.0"
    system: str = "1.0"


class MailService:
    """A mail service on 127.0.0.1.

    Parameters
    ----------
    folder : path
        Where the mailboxes are.
    clock : RealClock or FixedClock, optional

    Attributes
    ----------
    settings : Settings
    accounts : dict of str to str
        The password of each.
    counts : Counter
        `reçus` and `refusés`: messages whose treatment the server has ended, one for each recipient.
    """

    def __init__(self, folder, clock=None, settings=None):
        self.clock, self.settings = clock or RealClock(), settings or Settings()
        self.mailboxes = Mailboxes(folder)
        self.accounts, self.counts = {}, Counter()
        self.queue = Slots(self.settings.capacity)
        self._worker, self._controller = None, None
        _open_services.add(self)

    @property
    def running(self):
        return self._controller is not None

    @property
    def port(self):
        """The port of the server, or of the one that was stopped last; 0 if none ever ran."""
        return self._controller.port if self.running else getattr(self, "_last_port", 0)

    @property
    def module(self):
        return self._worker.module if self._worker else None

    @module.setter
    def module(self, module):
        if module is not None and not callable(module):
            raise ReferentialError("Le module est une fonction Python : def module(message): …")
        old, self._worker = self._worker, Worker(module) if module else None
        if old:
            old.end()

    def start(self):
        """Start the server, on a port that is free; one that runs goes on."""
        if self.running:
            return
        server = controller(self)
        try:
            server.start()
        except OSError as error:
            raise ReferentialError(
                f"Le serveur ne peut pas démarrer ({system_reason(error)}).",
                "Fermez les autres laboratoires ouverts, puis recommencez.",
            ) from None
        self._controller, self._last_port = server, server.port

    def stop(self):
        """Stop the server: from now on, connections are refused."""
        if self.running:
            server, self._controller = self._controller, None
            server.stop()

    def close(self):
        """Stop all that runs."""
        self.stop()
        self.module = None
        _open_services.discard(self)

    def add_account(self, name, password):
        """Make an account and its mailbox."""
        if not isinstance(name, str) or not NAME.fullmatch(name) or len(name) > 40:
            raise ReferentialError(
                f"« {str(name)[:60]} » ne peut pas être un compte : des lettres sans accent, des chiffres, un point."
            )
        self.mailboxes.create(name)
        self.accounts[name] = password

    def set_capacity(self, capacity):
        """Change how many messages are treated at once, those that wait included."""
        self.settings.capacity = capacity
        self.queue.resize(capacity)

    # What the server asks, in its own thread.

    def knows(self, name, password):
        """Tell whether somebody may write from a workstation."""
        return self.accounts.get(name) == password

    def refusal(self, address):
        """Return why the server takes no message for an address; "" if it takes it."""
        name, _, domain = address.lower().rpartition("@")
        if domain != DOMAIN:
            return f"550 Ce serveur ne relaie rien : il ne connaît que @{DOMAIN}."
        if name not in self.accounts:
            return f"550 Destinataire inconnu : {name}."
        if self.mailboxes.sizes[name] >= self.settings.quota:
            return f"552 La boîte de {name} est pleine."
        return ""

    async def take(self, addresses, content):
        """Treat a message and put it into the mailboxes; return the server's answer."""
        answer = await self._treated(addresses, content)
        self.counts["reçus" if answer.startswith("250") else "refusés"] += len(addresses)
        return answer

    async def _treated(self, addresses, content):
        names = sorted({address.lower().rpartition("@")[0] for address in addresses})
        if self.settings.software == "1.0" or TRAP not in content[: content.find(b"\r\n\r\n")].lower():
            if self.settings.work:
                await self.clock.until(self.queue.end_of(self.clock.now(), self.settings.work))
            try:
                content = await self._worker.treat(content) if self._worker else content
            except ModuleFaultError as fault:
                return f"451 {fault}"
            return self._delivered(names, content)
        return "554 Message piégé : refusé."

    def _delivered(self, names, content):
        full = [name for name in names if self.mailboxes.sizes[name] + len(content) > self.settings.quota]
        if full:
            return f"552 La boîte de {full[0]} est pleine."
        if self.mailboxes.total() + len(content) * len(names) > WHOLE:
            return "452 Le dossier du laboratoire est plein : rangez des boîtes."
        try:
            self.mailboxes.deliver(names, content)
        except OSError as error:
            return f"451 Le message ne peut pas être gardé ({system_reason(error)})."
        return "250 Message reçu."


class Slots:
    """The places in which a server treats messages, one at a time each: and when one more will be done."""

    def __init__(self, count):
        self.lock, self.ends = threading.Lock(), [0.0] * count

    def resize(self, count):
        with self.lock:
            self.ends = (sorted(self.ends, reverse=True) + [0.0] * count)[:count]

    def end_of(self, now, work):
        """Return when a message that comes now will be done: it takes the place that is free first."""
        with self.lock:
            place = self.ends.index(min(self.ends))
            self.ends[place] = max(now, self.ends[place]) + work
            return self.ends[place]


_open_services = weakref.WeakSet()


@atexit.register
def _close_all():
    for service in list(_open_services):
        service.close()
