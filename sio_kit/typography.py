"""French typography for the sentences that the kit writes itself.

Never applied to the référentiel's text, which stays as it was received.
"""

import re

NBSP = "\N{NO-BREAK SPACE}"


def guillemets(text):
    """Return `text` between French quotation marks."""
    return f"«{NBSP}{text}{NBSP}»"


def typeset(text):
    """Return `text` with a no-break space wherever French wants one: inside « » and before : ; ! or ?."""
    text = re.sub(r"« (?=\S)", f"«{NBSP}", text)
    return re.sub(r"(?<=\S) (?=[»:;!?](?:\W|$))", NBSP, text)
