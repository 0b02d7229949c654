"""Read a command line with argparse, which speaks English, and answer in French."""

import argparse
import re

from sio_kit.typography import NBSP, typeset

# What argparse says (from Python 3.11 on) and what the user reads. The text of each error is tested.
ERRORS = [
    (r"unrecognized arguments: (.+)", r"« \1 » n'est pas reconnu"),
    (r"argument (\S+): expected one argument", r"« \1 » attend une valeur"),
    (r"argument (\S+): ignored explicit argument (.+)", r"« \1 » n'attend pas de valeur"),
    (r"argument (\S+): invalid int value: '(.*)'", r"« \1 » attend un nombre entier, et non « \2 »"),
    (
        r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)",
        r"« \2 » n'est pas reconnu ; choix possibles : \3",
    ),
    (r"the following arguments are required: (.+)", r"il manque : \1"),
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

    def error(self, message):
        for pattern, french in ERRORS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, french, message)
                break
        else:
            message = f"la commande n'est pas comprise ({message})"
        self.exit(2, typeset(f"{message[0].upper()}{message[1:]}. Tapez « {self.prog} --help » pour l'aide.\n"))


class _FrenchHelp(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, prefix or f"Utilisation{NBSP}: ")

    def start_section(self, heading):
        super().start_section(heading and f"{heading}{NBSP}")
