"""What the rules find in a student's work: a sentence, and the passage on which it rests."""

SEVERITIES = FAULT, QUESTION, REMARK = "à revoir", "question", "remarque"  # what to mend comes first
NOTHING = "Rien à revoir."


def finding(severity, sentence, place=0, passage=""):
    """Return what the text has to say of one step, argument or criterion (from 1), or of the whole work (place 0).

    `passage` is `""` where the finding is no matter of the référentiel.
    """
    return {"severity": severity, "place": place, "sentence": sentence, "passage": passage}
