"""The mail service over real SMTP: what it takes, what it refuses, and that it loses nothing."""

import smtplib
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import plain

import sio_kit
from sio_kit.messaging import server
from sio_kit.messaging.clock import FixedClock, RealClock
from sio_kit.messaging.controller import HOST
from sio_kit.messaging.post import Desk, asks_who, letter, send
from sio_kit.messaging.server import MailService, Settings


@pytest.fixture
def service(tmp_path):
    service = MailService(tmp_path / "boites")
    for name in ("alice", "karim", "lea"):
        service.add_account(name, f"{name}-labo")
    service.start()
    yield service
    service.close()


ALICE = Desk("alice", "alice-labo")


def sent(service, recipient="karim", text="Bonjour.\n", desk=ALICE, **headers):
    outcome = send(desk, service.port, letter("alice", recipient, "Essai", text, **headers), service.clock)
    return outcome.code, plain(outcome.said)


def test_a_message_arrives_and_what_cannot_is_refused_as_servers_do(service):
    assert sent(service) == (250, "Message reçu.")
    assert sent(service, "zoe") == (550, "Destinataire inconnu : zoe.")
    assert sent(service, desk=Desk("alice", "oubli")) == (535, "Le nom ou le mot de passe ne va pas.")
    assert sent(service, text=("x" * 70 + "\n") * 4000)[0] == 552
    assert sent(service, text="é\n", desk=Desk("alice", "")) == (250, "Message reçu.")
    service.settings.quota = 10
    assert sent(service) == (552, "La boîte de karim est pleine.")
    assert [message["Subject"] for message in service.mailboxes.messages("karim")] == ["Essai", "Essai"]
    assert service.counts == {"reçus": 2, "refusés": 2}  # what is refused before it is a message counts nowhere


def test_it_relays_nothing(service):
    code, said = sent(service, "quelqu-un@ailleurs.example")
    assert (code, said) == (550, "Ce serveur ne relaie rien : il ne connaît que @lycee.example.")
    for address in ("../../etc@lycee.example", "karim@lycee.example@ailleurs.example", "@lycee.example", "karim"):
        with smtplib.SMTP(HOST, service.port, local_hostname="x") as client:
            client.ehlo()
            client.mail("a@b")
            assert client.rcpt(address)[0] in (550, 553), address
    assert service.mailboxes.total() == 0


def test_a_stopped_server_refuses_connections_and_leaves_no_open_port(service):
    port = service.port
    service.stop()
    assert sent(service) == (0, "Connexion refusée : aucun serveur ne répond.")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, port), 1)
    service.start()
    assert sent(service)[0] == 250
    service.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "module" and thread.is_alive()]


def test_it_listens_on_this_machine_alone(service):
    sockets = service._controller.server.sockets
    assert [each.getsockname() for each in sockets] == [("127.0.0.1", service.port)]


def test_a_module_that_fails_is_shown_with_its_line_and_one_that_never_ends_is_left(service, monkeypatch):
    def module(message):
        octets = message.get_payload(decode=True)
        octets.decode("ascii")

    service.module = module
    assert sent(service)[0] == 250
    assert sent(service, text="été\n") == (
        451,
        'Le module s\'arrête à sa ligne 3 : « octets.decode("ascii") » (UnicodeDecodeError).',
    )

    def endless(_message):
        while True:
            pass

    service.module = endless
    service._worker.patience = 0.2
    assert sent(service) == (451, "Le module ne rend pas la main au bout de 0,2 s.")
    service.module = None
    assert sent(service)[0] == 250


def test_what_is_no_module_nor_account_is_refused(service):
    with pytest.raises(sio_kit.ReferentialError, match="Le module est une fonction Python"):
        service.module = "print('bonjour')"
    for name in ("", "Zoé", "../boites", "a" * 41, "a b", None):
        with pytest.raises(sio_kit.ReferentialError, match="ne peut pas être un compte"):
            service.add_account(name, "x")


def test_the_whole_folder_has_a_limit(service, monkeypatch):
    monkeypatch.setattr(server, "WHOLE", 100)
    assert sent(service) == (452, "Le dossier du laboratoire est plein : rangez des boîtes.")


def test_a_folder_that_cannot_be_used_is_said(tmp_path):
    (tmp_path / "fichier").write_text("")
    with pytest.raises(sio_kit.ReferentialError, match="ne peut pas servir au laboratoire"):
        MailService(tmp_path / "fichier")


def test_both_flaws_are_real_and_go_with_the_updates(service):
    assert sent(service, X_Piege="oui")[0] == 250
    assert asks_who(service.port, "alice").code == 250
    service.settings.software = service.settings.system = "1.1"
    assert sent(service, X_Piege="oui") == (554, "Message piégé : refusé.")
    assert asks_who(service.port, "alice").code == 252


@pytest.mark.parametrize("clock", [RealClock, FixedClock])
def test_a_server_that_treats_more_at_once_is_faster(tmp_path, clock):
    service = MailService(tmp_path, clock(), Settings(work=0.05))
    service.add_account("alice", "x")
    service.start()
    slowest = {}
    for capacity in (1, 8):
        service.set_capacity(capacity)
        task = lambda: send(Desk("alice", ""), service.port, letter("alice", "alice", "x", "x"), service.clock)  # noqa: E731
        slowest[capacity] = max(outcome.delay for outcome in service.clock.together([task] * 8))
    service.close()
    assert slowest[1] >= 0.4 > slowest[8] >= 0.05 or slowest[1] > 1.5 * slowest[8]


def test_no_message_is_lost_or_doubled_while_the_server_changes(service):
    """Eight clients write at once; the capacity, the quota and the module change under them."""
    each, clients = 125, 8
    over = threading.Event()

    def fails_sometimes(message):
        if "7" in message["Subject"]:
            raise ValueError("sept")

    def change():
        modules, turn = [None, fails_sometimes], 0
        while not over.wait(0.03):
            service.set_capacity(1 + turn % 5)
            service.module = modules[turn % 2]
            turn += 1

    def client(number):
        passed = []
        with smtplib.SMTP(HOST, service.port, local_hostname="x", timeout=60) as client:
            for place in range(each):
                name = f"{number}-{place}"
                try:
                    client.send_message(letter("alice", "karim" if place % 2 else "lea", name, "x\n"))
                    passed.append(name)
                except smtplib.SMTPDataError as error:
                    assert error.smtp_code == 451
        return passed

    changing = threading.Thread(target=change)
    changing.start()
    with ThreadPoolExecutor(clients) as pool:
        passed = [name for names in pool.map(client, range(clients)) for name in names]
    over.set()
    changing.join()
    kept = [message["Subject"] for name in ("karim", "lea") for message in service.mailboxes.messages(name)]
    assert sorted(kept) == sorted(passed)
    assert service.counts["reçus"] == len(passed)
    assert service.counts["reçus"] + service.counts["refusés"] == each * clients
    assert service.counts["refusés"] > 0


def test_hostile_messages_are_refused_or_kept_as_they_are(service):
    service.settings.limit = 100_000
    huge = b"Subject: x\r\n\r\n" + b"y" * 70 + b"\r\n" * 60_000
    nul = b"Subject: \0\xff<script>alert(1)</script>\r\nTo: \xe9\r\n\r\n\0corps\r\n"
    for content, codes in (
        (huge, {552}),
        (b"Subject: " + b"a" * 5_000 + b"\r\n\r\n", {500}),
        (nul, {250}),
        (b"\r\n", {250}),
        (b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x", {250}),
    ):
        with smtplib.SMTP(HOST, service.port, local_hostname="x") as client:
            client.ehlo()
            client.mail("a@b")
            client.rcpt("karim@lycee.example")
            assert client.data(content)[0] in codes
    announced = 50_000_000
    with smtplib.SMTP(HOST, service.port, local_hostname="x") as client:
        client.ehlo()
        assert client.mail("a@b", [f"size={announced}"])[0] == 552
    assert len(service.mailboxes.messages("karim")) == 3


def test_a_client_that_hangs_up_leaves_the_service_as_it_was(service):
    for said in (b"", b"EHLO x\r\n", b"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<karim@lycee.example>\r\nDATA\r\nSubj"):
        with socket.create_connection((HOST, service.port), 5) as client:
            client.sendall(said)
            time.sleep(0.02)
    assert sent(service)[0] == 250
    assert len(service.mailboxes.messages("karim")) == 1
