"""Sheets: what a page shows of a thing that one chooses, as plain data for a front end.

A sheet is `{"title", "blocks"}`; a block is `{"title", "entries"}`; an entry has some of `text` (the kit's words, where
a `*` marks what is not the official text), `quote` with its `passage` (the référentiel's words), `marks` (places in its
words to underline) and `part` (what can be chosen next).
"""

from itertools import pairwise

from sio_kit.typography import typeset


def sheet(title, blocks):
    """Return a sheet; `blocks` are pairs of a title and entries, of which those that say nothing are left out."""
    blocks = [{"title": typeset(name), "entries": list(filter(None, _quoted_once(own)))} for name, own in blocks]
    return {"title": typeset(title), "blocks": blocks}


def _quoted_once(entries):
    """Return the entries without the quotations that the next one repeats."""
    return [
        {key: value for key, value in entry.items() if key not in ("quote", "passage")}
        if entry.get("quote") == after.get("quote")
        else entry
        for entry, after in pairwise([*entries, {}])
    ]
