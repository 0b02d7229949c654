"""What a notebook asks of a student's work in Python: what the rules find in it, what its file says."""

from dataclasses import dataclass
from importlib import import_module

from sio_kit.errors import ReferentialError
from sio_kit.forms.tables import tables_of

# The format that a document names, and the room whose rules judge it.
ROOMS = {
    "sio_kit/service": "service",
    "sio_kit/journal": "options",
    "sio_kit/choix": "choices",
    "sio_kit/grille": "context",
    "sio_kit/dossier": "portfolio",
    "sio_kit/stage": "internship",
}


@dataclass(frozen=True)
class Finding:
    """What the rules have to say of one step, argument or criterion (from 1), or of the whole work (place 0).

    `severity` is `"à revoir"`, `"question"` or `"remarque"`; `passage` is `""` where the finding is no matter of the
    référentiel.
    """

    severity: str
    place: int
    sentence: str
    passage: str


def check(work, ref):
    """Return what the référentiel says of a student's work: what to mend, to ask oneself, to know.

    Parameters
    ----------
    work : Service, Choice or dict
        Any, however odd; a dict is what the file of a form holds.
    ref : Referential

    Returns
    -------
    list of Finding
        `severity`, `place` (of the step, argument or criterion, from 1; 0 for the whole), `sentence`, and the `passage`
        on which it rests.

    Raises
    ------
    ReferentialError
        It is no such work, or a dict that is damaged.

    Examples
    --------
    >>> import sio_kit
    >>> ref = sio_kit.load_referential()
    >>> [finding.severity for finding in sio_kit.check(sio_kit.Service.from_referential(ref), ref)]
    ['remarque']
    """
    if hasattr(work, "findings"):
        return work.findings(ref)
    if not isinstance(work, dict):
        raise ReferentialError(f"check(…) attend un service, un choix ou un travail, et non {type(work).__name__}.")
    rules = _rules(work)
    tables = tables_of(ref, rules.TABLES)
    return findings(rules, read(rules, work, tables, "travail"), tables)


def _rules(work):
    """Return the rules that judge a document."""
    room = next((room for kind, room in ROOMS.items() if work.get("format") == kind), None)
    if room is None:
        raise ReferentialError(
            f"check(…) ne connaît pas cette sorte de travail. « format » est l'un de : {', '.join(ROOMS)}."
        )
    return import_module(f"sio_kit.{room}.rules")


def findings(rules, document, tables):
    """Return what a room's rules find in a document: a list of Finding."""
    return [Finding(**each) for each in rules.judge(document, tables)]


def read(rules, data, tables, name):
    """Return the document of a file's data; a ReferentialError says what is wrong with the file `name`."""
    try:
        return rules.read(data, name, tables)
    except ValueError as error:
        raise ReferentialError(str(error)) from None
