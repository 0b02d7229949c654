"""Read a command line with argparse, which speaks English, and answer in French."""

import argparse
import re
import sys

from sio_kit.command.terminal import complain, say
from sio_kit.typography import NBSP

# What argparse says (from Python 3.11 on) and what the user reads. The text of each error is tested.
ERRORS = [
    (r"unrecognized arguments: (.+)", r"« \1 » n'est pas reconnu"),
    (r"argument (\S+): expected one argument", r"« \1 » attend une valeur"),
    (r"argument (\S+): ignored explicit argument .+", r"« \1 » n'attend pas de valeur"),
    (r"argument (\S+): invalid int value: (['\"])(.*)\2", r"« \1 » attend un nombre entier, et non « \3 »"),
    (
        r"argument \S+: invalid choice: (['\"])(.*)\1 \(choose from (.+)\)",
        r"« \2 » n'est pas reconnu ; choix possibles : \3",
    ),
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"argument (\S+): (ce nom .+)", r"« \1 » : \2"),
]


class FrenchParser(argparse.ArgumentParser):
    """An ArgumentParser whose help and errors are French; options must be written whole."""

    def __init__(self, **settings):
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_FrenchHelp, **settings)
        self._positionals.title = "À donner"
        self._optionals.title = "Options"
        self.add_argument("-h", "--help", action="help", help="montrer cette aide")

    def add_commands(self):
        """Return the object whose `add_parser` adds a command such as `verifier`."""
        return self.add_subparsers(title="Commandes", metavar="COMMANDE", prog=self.prog)

    def add(self, options, before=()):
        """Add options; those of `before` may stand before the command's name too, and what is not given stays."""
        for name, settings in options:
            again = {"default": argparse.SUPPRESS} if name in dict(before) else {}
            self.add_argument(name, **settings, **again)

    def print_help(self, file=None):  # noqa: ARG002 -- argparse has it so
        say(self.format_help(), end="")

    def error(self, message):
        found = ((re.fullmatch(pattern, message, re.DOTALL), french) for pattern, french in ERRORS)
        known = next((match.expand(french) for match, french in found if match), None)
        message = known or f"la commande n'est pas comprise ({message})"
        complain(f"{message[0].upper()}{message[1:]}. Tapez « {self.prog} --help » pour l'aide.")
        sys.exit(2)


def option(shown, help, type=None, **settings):  # noqa: A002 -- as argparse names them
    """Return what `FrenchParser.add` adds, from what the help shows: `--port N`, a flag `--corrige`, or `DOSSIER`."""
    name, _, metavar = shown.partition(" ")
    if name.isupper():
        return name.lower(), {"help": help, "metavar": name, "type": type, **settings}
    if metavar:
        return name, {"help": help, "metavar": metavar, "type": type, **settings}
    return name, {"help": help, "action": "store_true"}


def choice(name, help, *values, default):  # noqa: A002
    """Return an option that takes one of some values."""
    return name, {"help": help, "choices": values, "default": default}


def path(text):
    """Take what can be the name of a file or folder (a type of argument)."""
    if not text:
        raise argparse.ArgumentTypeError("ce nom est vide")
    if "\0" in text or re.search("[\ud800-\udfff]", text):
        raise argparse.ArgumentTypeError("ce nom contient un caractère qui n'est pas permis")
    return text


class _FrenchHelp(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, prefix or f"Utilisation{NBSP}: ")

    def start_section(self, heading):
        super().start_section(heading and f"{heading}{NBSP}")
