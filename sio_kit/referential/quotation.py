"""Tell what may be shown as the référentiel's own words, and mark the misprints in it."""

from collections import defaultdict

from sio_kit.typography import ADDED, places, stands, with_sic


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
            self._misprints[row["passage"]].append(row["texte"])

    def stands(self, text, passage):
        """Tell whether `text` stands in the passage, to the character, but for what it marks as left out."""
        return stands(text, self._texts.get(passage, ""))

    def source(self, text, passages=None):
        """Return the first of `passages` (default: of all) in which `text` stands, "" if it stands in none."""
        places = self._texts if passages is None else passages
        return next((passage for passage in places if self.stands(text, passage)), "")

    def with_sic(self, text, passage):
        """Return a quotation of the passage with [sic] after each misprint that it holds."""
        return with_sic(text, self._misprints.get(passage, ()))

    def misprint_ends(self, passage):
        """Return where the passage's misprints end in its text, in order."""
        text = self._texts[passage]
        misprints = self._misprints.get(passage, ())
        return sorted(start + len(words) for words in misprints for start in places(text, words))

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
