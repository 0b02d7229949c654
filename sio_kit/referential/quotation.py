"""Tell what may be shown as the référentiel's own words, and mark the misprints in it."""

import re
from collections import defaultdict

from sio_kit.typography import NBSP, guillemets

SIC = f"{NBSP}[sic]"
ADDED = "*"


def shown_whole(text, added):
    """Return a whole sentence as a page shows it: in quotation marks, or with an asterisk if it is no quotation."""
    return f"{text}{ADDED}" if added else guillemets(text)


class Quotations:
    """The passages' texts and their misprints.

    Parameters
    ----------
    ref : Referential
        Its tables `passages` and `coquilles` are read.
    """

    def __init__(self, ref):
        self._texts = {row["id"]: row["texte"] for row in ref.rows("passages")}
        self._misprints = defaultdict(list)
        for row in ref.rows("coquilles") if "coquilles" in ref.tables else ():
            words = re.compile(rf"(?<!\w){re.escape(row['texte'])}(?!\w)")
            self._misprints[row["passage"]].append(words)

    def stands(self, text, passage):
        """Tell whether `text` stands in the passage, to the character."""
        return text in self._texts.get(passage, "")

    def source(self, text, passages=None):
        """Return the first of `passages` (default: of all) in which `text` stands, "" if it stands in none."""
        places = self._texts if passages is None else passages
        return next((passage for passage in places if self.stands(text, passage)), "")

    def with_sic(self, text, passage):
        """Return a quotation of the passage with [sic] after each misprint that it holds."""
        for words in self._misprints.get(passage, ()):
            text = words.sub(lambda found: found[0] + SIC, text)
        return text

    def misprint_ends(self, passage):
        """Return where the passage's misprints end in its text, in order."""
        text = self._texts[passage]
        return sorted(found.end() for words in self._misprints.get(passage, ()) for found in words.finditer(text))

    def whole(self, passage):
        """Return the entry of a whole passage; see `entry`. It is empty where there is no such passage."""
        return self.entry(self._texts[passage], passage) if passage in self._texts else {}

    def entry(self, text, passage):
        """Return what a page shows of a text that passes for the passage's.

        Returns
        -------
        dict of str to str
            `quote` (with its misprints marked) and `passage`; or `text`, with an asterisk, if it does not stand there.
        """
        if self.stands(text, passage):
            return {"quote": self.with_sic(text, passage), "passage": passage}
        return {"text": text + ADDED}
