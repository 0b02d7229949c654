"""Time the messaging lab: messages a second against the library alone, and an incident until the probe sees it.

uv run --extra test benchmarks/messaging.py
"""

import smtplib
import tempfile
import time
from pathlib import Path
from statistics import median

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

import sio_kit
from sio_kit.messaging import modules
from sio_kit.messaging.controller import HOST
from sio_kit.messaging.post import letter
from sio_kit.messaging.rehearsal import produce, supply
from sio_kit.messaging.server import MailService

COUNT, ROUNDS, WHOLE_RUN = 500, 5, 10_000


class Sink:
    """What receives a message and keeps nothing, as the library does it alone."""

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 -- aiosmtpd's name
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, _envelope):  # noqa: N802
        return "250 OK"


class Bare:
    """The library alone, with a handler."""

    def __init__(self, handler):
        self.controller = Controller(handler, hostname=HOST, port=0)
        self.controller._trigger_server = lambda: None  # it would try port 0
        self.controller._factory_invoked.set()

    def start(self):
        self.controller.smtpd = True
        self.controller._factory_invoked.clear = lambda: None
        self.controller.start()
        self.port = self.controller.server.sockets[0].getsockname()[1]


def rate(port, count):
    """Return the messages a second on one connection, and the seconds of processor for a message."""
    message = letter("alice", "karim", "Essai", "Bonjour.\n")
    with smtplib.SMTP(HOST, port, local_hostname="x") as client:
        start, used = time.perf_counter(), time.process_time()
        for _ in range(count):
            client.send_message(message)
        return count / (time.perf_counter() - start), (time.process_time() - used) / count


def service_of(folder, module=None):
    service = MailService(folder)
    for name in ("alice", "karim"):
        service.add_account(name, "x")
    service.settings.quota = 10**9
    service.module = module
    service.start()
    return service


def throughput(folder):
    """Compare the library alone, the library with its own mailbox, the service, the service with a module; in turns."""
    bare = [Bare(Sink()), Bare(Mailbox(Path(folder, "own")))]
    services = [service_of(Path(folder, name), module) for name, module in (("a", None), ("b", modules.mended))]
    names = ("aiosmtpd alone", "aiosmtpd with its own mailbox", "the service", "the service with a module")
    for each in bare:
        each.start()
    ports = [each.port for each in (*bare, *services)]
    rounds = [[rate(port, COUNT) for port in ports] for _ in range(ROUNDS)]
    for place, name in enumerate(names):
        speed, used = (median(each[place][what] for each in rounds) for what in (0, 1))
        share = median(each[place][0] / each[0][0] for each in rounds)
        print(f"{name}: {speed:.0f} messages/s, {share:.2f} of the first; {1e6 * used:.0f} µs of processor each")
    before = services[0].mailboxes.counts["karim"]
    rate(ports[2], WHOLE_RUN)
    kept = services[0].mailboxes.counts["karim"] - before
    print(f"{WHOLE_RUN} messages: {kept} kept, {WHOLE_RUN - kept} lost")
    for each in services:
        each.close()
    for each in bare:
        each.controller.stop()


def seen():
    """Time an incident until the next measure of the probe says it."""
    lab = sio_kit.MailLab(sio_kit.load_referential())
    produce(lab)
    start = time.perf_counter()
    lab.service.stop()
    measure = lab.probe()
    passed = 1000 * (time.perf_counter() - start)
    print(f"server stopped, seen by the probe after {passed:.0f} ms: code {measure['code']}")
    lab.close()


def whole_run():
    """Time the whole run that the console replays."""
    lab = sio_kit.MailLab(sio_kit.load_referential(), fixed=True)
    start, used = time.perf_counter(), time.process_time()
    produce(lab)
    supply(lab)
    print(f"whole run: {time.perf_counter() - start:.1f} s, of which {time.process_time() - used:.1f} s of processor")
    lab.close()


if __name__ == "__main__":
    # On a memory disk where there is one: what is timed is the code, not the disk.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        throughput(folder)
    seen()
    whole_run()
