"""What the rules find in a student's work: a sentence, and the passage on which it rests."""

from dataclasses import dataclass

from sio_kit.errors import ReferentialError

SEVERITIES = FAULT, QUESTION, REMARK = "à revoir", "question", "remarque"  # what to mend comes first
NOTHING = "Rien à revoir."


@dataclass(frozen=True)
class Finding:
    """What the text has to say of one step (from 1), or of the whole work (step 0).

    `severity` is one of `SEVERITIES`; `passage` is `""` where the finding is no matter of the référentiel.
    """

    severity: str
    step: int
    sentence: str
    passage: str


def check(work, ref):
    """Return what the référentiel says of a student's work: what to mend, to ask oneself, to know.

    Parameters
    ----------
    work : Service or Choice
        Any, however odd.
    ref : Referential

    Returns
    -------
    list of Finding
        `severity`, `step` (from 1; 0 for the whole), `sentence`, and the `passage` on which it rests.

    Raises
    ------
    ReferentialError
        It is neither a service nor a choice.

    Examples
    --------
    >>> import sio_kit
    >>> ref = sio_kit.load_referential()
    >>> [finding.severity for finding in sio_kit.check(sio_kit.Service.from_referential(ref), ref)]
    ['remarque']
    """
    if not hasattr(work, "findings"):
        raise ReferentialError(f"check(…) attend un service ou un choix, et non {type(work).__name__}.")
    return work.findings(ref)
