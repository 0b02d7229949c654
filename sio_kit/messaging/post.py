"""What a workstation does with mail: real messages, sent to the service as any client sends them."""

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage

from sio_kit.messaging.controller import DOMAIN, HOST

TIMEOUT = 20  # seconds
REFUSED = "Connexion refusée : aucun serveur ne répond."


@dataclass(frozen=True)
class Outcome:
    """What became of a message: the server's code (0 if it did not answer), its words, the seconds that it took."""

    code: int
    said: str
    delay: float = 0.0

    @property
    def passed(self):
        return self.code == 250


@dataclass
class Desk:
    """A workstation: whose it is, with what password and on which port (None: the server's) it writes."""

    name: str
    password: str
    port: int | None = None


def letter(sender, recipient, subject, text, number=0, **headers):
    """Return a message from an account to another; `headers` have `_` for `-`."""
    message = EmailMessage()
    message["From"], message["To"] = (name if "@" in name else f"{name}@{DOMAIN}" for name in (sender, recipient))
    message["Subject"], message["Message-ID"] = subject, f"<{number}@{DOMAIN}>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text, cte="base64" if not text.isascii() else "7bit")
    return message


def send(desk, port, message, clock):
    """Send a message from a workstation to the server at `port`, and return the Outcome."""
    start = clock.now()
    try:
        with smtplib.SMTP(HOST, desk.port or port, local_hostname="poste.example", timeout=TIMEOUT) as client:
            if desk.password:
                client.login(desk.name, desk.password)
            client.send_message(message)
        return Outcome(250, "Message reçu.", round(clock.lasted(start), 3))
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
    except smtplib.SMTPResponseException as error:
        code, said = error.smtp_code, error.smtp_error
    except (OSError, smtplib.SMTPException):  # what has no code: nobody listens, or hangs up
        code, said = 0, REFUSED
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return Outcome(code, text, round(clock.lasted(start), 3))


def asks_who(port, name):
    """Ask the server whether somebody has an account, and return the Outcome."""
    try:
        with smtplib.SMTP(HOST, port, local_hostname="inconnu.example", timeout=TIMEOUT) as client:
            code, said = client.verify(name)
        return Outcome(code, said.decode("utf-8", "replace"))
    except (OSError, smtplib.SMTPException):
        return Outcome(0, REFUSED)
