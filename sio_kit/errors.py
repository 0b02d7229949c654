"""What a reader is told when something they gave cannot be used: French sentences, never a Python traceback."""

import errno
from dataclasses import dataclass

from sio_kit.typography import guillemets, typeset

SHOWN = 20
# The system's own sentences are in the system's language, which may be English.
REASONS = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "accès refusé",
    errno.ENOSPC: "plus de place sur le disque",
    errno.ENOTDIR: "ce n'est pas un dossier",
    errno.EEXIST: "ce n'est pas un dossier",
    errno.EISDIR: "c'est un dossier",
    errno.ENAMETOOLONG: "ce nom est trop long",
    errno.ENOENT: "ce fichier ou ce dossier n'existe pas",
    errno.ELOOP: "ce lien ne mène nulle part",
}


def system_reason(error):
    """Say in French why the system refused to read or write (an OSError)."""
    return REASONS.get(error.errno, "erreur du système")


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a data folder: where it is, what it is, what to do.

    `line` counts from 1 as a text editor does; it is 0, and `column` is "", where the problem has no such place.
    """

    file: str
    message: str
    remedy: str
    line: int = 0
    column: str = ""

    def __str__(self):
        place = [self.file]
        if self.line:
            place.append(f"ligne {self.line}")
        if self.column:
            place.append(f"colonne {guillemets(self.column)}")
        return typeset(f"{', '.join(place)} : {self.message}. {self.remedy}.")


class ReferentialError(Exception):
    """Raised for any bad input. Its text is French; `problems` gives all that was found, as `Problem` objects."""

    def __init__(self, problems, remedy="", parameter=None):
        """Take the sentence to show, or the list of `Problem` found.

        A `remedy` is the sentence that says what to do. Where that is to give a `parameter` of the function another
        value, the `sio-kit` command puts there a sentence that names its own option.
        """
        self.problems = () if isinstance(problems, str) else tuple(problems)
        self.remedy, self.parameter = remedy, parameter
        super().__init__(problems if isinstance(problems, str) else self.problems)

    def __str__(self):
        if not self.problems:
            return typeset(f"{self.args[0]} {self.remedy}".strip())
        count = len(self.problems)
        lines = [f"Les données ne peuvent pas être chargées : {count} problème{'s' if count > 1 else ''}."]
        lines += [f"- {problem}" for problem in self.problems[:SHOWN]]
        if count > SHOWN:
            rest = count - SHOWN
            lines.append(f"… et {rest} autre{'s' if rest > 1 else ''} problème{'s' if rest > 1 else ''}.")
        return typeset("\n".join(lines))

    def _render_traceback_(self):
        """Tell IPython what to print instead of a traceback: a student reads the sentence alone."""
        return str(self).split("\n")


class UnknownTableError(ReferentialError, AttributeError, KeyError):
    """Raised for a table that does not exist; its text names those that do."""

    def __init__(self, name, known):
        """Take the name that was asked for and the names that exist."""
        from difflib import get_close_matches

        near = get_close_matches(str(name), known, n=1, cutoff=0.5)
        hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
        super().__init__(f"La table « {name} » n'existe pas.{hint} Tables : {', '.join(known)}.")
