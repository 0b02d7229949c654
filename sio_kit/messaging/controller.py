"""The SMTP server itself: aiosmtpd on 127.0.0.1, what it asks of the service, its answers in French.

This is the one module that stands on the library, imported when a server is made.
"""

import asyncio
import logging
import weakref

from sio_kit.extras import needs
from sio_kit.typography import BREAKS, split, typeset

HOST, DOMAIN = "127.0.0.1", "lycee.example"
# What the library says in English.
FRENCH = {
    "552 Error: message size exceeds fixed maximum message size": "552 Le message dépasse la taille permise.",
    "552 Error: Too much mail data": "552 Le message dépasse la taille permise.",
    "500 Line too long (see RFC5321 4.5.3.1.6)": "500 Une ligne du message est trop longue.",
    "535 5.7.8 Authentication credentials invalid": "535 Le nom ou le mot de passe ne va pas.",
}


def controller(service):
    """Return a server that is not yet started, on a port that the system will choose, for a MailService."""
    with needs():
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import SMTP, AuthResult
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # it speaks to administrators, in English

    class Speaker(SMTP):
        async def push(self, status):
            await super().push(FRENCH.get(status, status))

    class LocalController(Controller):
        def factory(self):
            """Make what speaks with one client; the size that it allows is that of now."""
            speaker = Speaker(
                self.handler,
                enable_SMTPUTF8=True,
                data_size_limit=service.settings.limit,
                hostname=DOMAIN,
                ident="labo",
                authenticator=lambda *said: AuthResult(success=service.knows(*_login(said[-1])), handled=False),
                auth_require_tls=False,
                loop=self.loop,
                timeout=60,
            )
            self.speakers.add(speaker)
            return speaker

        def _trigger_server(self):
            # The port that the system chose, before the library tries it.
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

        def stop(self, **settings):
            """Hang up on every client, then stop."""
            asyncio.run_coroutine_threadsafe(_hang_up(self.server, self.speakers), self.loop).result(5)
            super().stop(**settings)

    made = LocalController(_Handler(service), hostname=HOST, port=0)
    made.speakers = weakref.WeakSet()
    return made


async def _hang_up(server, speakers):
    server.close()
    for speaker in list(speakers):
        if speaker.transport is not None:
            speaker.transport.abort()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=1)


def _login(given):
    return [part.decode("utf-8", "replace") for part in (given.login, given.password)]


class _Handler:
    """What aiosmtpd calls when a client speaks."""

    def __init__(self, service):
        self.service = service

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 -- aiosmtpd's name
        refusal = self.service.refusal(address)
        if refusal:
            self.service.counts["refusés"] += 1
            return _line(refusal)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        return _line(await self.service.take(envelope.rcpt_tos, envelope.content))

    async def handle_VRFY(self, _server, _session, _envelope, address):  # noqa: N802
        name = address.partition("@")[0].lower()
        if self.service.settings.system == "1.0":  # the flaw: anybody may ask who has an account
            known = name in self.service.accounts
            return _line(f"250 {name}@{DOMAIN}" if known else f"550 Destinataire inconnu : {name}.")
        return _line("252 Ce serveur ne dit pas qui a un compte.")

    async def handle_exception(self, error):
        return _line(f"451 Le serveur n'a pas pu traiter la demande ({type(error).__name__}).")


def _line(answer):
    """Return an answer as one line of the protocol, whatever somebody's text holds."""
    return answer if answer.startswith("250") else " ".join(split(typeset(answer), BREAKS))[:480]
