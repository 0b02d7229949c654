"""Two modules for the service, as a student writes them: the first has an error, the second is one without it."""

SIGNATURE = "\n-- \nLycee Ada-Lovelace, messagerie interne\n"


def first(message):
    """Add the organisation's signature; no accent gets through."""
    octets = message.get_payload(decode=True)
    texte = octets.decode("ascii")
    message.set_content(texte + SIGNATURE)


def mended(message):
    """Add the organisation's signature, whatever the letters."""
    octets = message.get_payload(decode=True)
    texte = octets.decode("utf-8")
    message.set_content(texte + SIGNATURE)
