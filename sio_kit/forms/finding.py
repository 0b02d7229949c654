"""What the rules find in a student's work: a sentence, and the passage on which it rests."""

from dataclasses import dataclass

FAULT, REMARK, QUESTION = "à revoir", "remarque", "question"


@dataclass(frozen=True)
class Finding:
    """What the text has to say of one step (from 1), or of the whole work (step 0).

    `severity` is `"à revoir"`, `"remarque"` or `"question"`; `passage` is `""` where the finding is no matter of the
    référentiel.
    """

    severity: str
    step: int
    sentence: str
    passage: str
