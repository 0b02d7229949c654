"""Find a section by its heading, as a French reader writes it."""

import re
from difflib import get_close_matches

from sio_kit.errors import ReferentialError
from sio_kit.referential.search import split_words

NUMBER = re.compile(r"^[IVX]+(\.\d+)*\.\s+")


def sections_below(sections, heading):
    """Return the code of the section that a heading names, and of those within it.

    Parameters
    ----------
    sections : list of dict
        The rows of the table `sections`, in the order of the text.
    heading : str
        The section's `code`, or its title, with its printed number or without; case, accents and articles with an
        apostrophe do not matter.

    Returns
    -------
    set of str

    Raises
    ------
    ReferentialError
        No section has that heading, or several have.
    """
    if not isinstance(heading, str):
        raise ReferentialError(f"Une section se désigne par son titre, un texte entre guillemets, et non {heading!r}.")
    found = _named(sections, heading)
    if len(found) > 1:
        codes = " ou ".join(f"« {code} »" for code in found)
        raise ReferentialError(f"Le titre « {heading} » est celui de plusieurs sections : donnez le code, {codes}.")
    if not found:
        raise ReferentialError(f"Aucune section ne s'appelle « {heading} ».{_hint(sections, heading)}")
    within = set(found)
    for row in sections:  # a section comes after the one that holds it
        if row["parent"] in within:
            within.add(row["code"])
    return within


def _named(sections, heading):
    """Return the codes of the sections that bear a heading."""
    if any(row["code"] == heading for row in sections):
        return [heading]
    wanted = split_words(NUMBER.sub("", heading))
    return [row["code"] for row in sections if wanted and split_words(_bare(row)) == wanted]


def _bare(row):
    return NUMBER.sub("", row["titre"])


def _hint(sections, heading):
    titles = {" ".join(split_words(_bare(row))): _bare(row) for row in sections}
    near = get_close_matches(" ".join(split_words(heading)), titles, n=1, cutoff=0.6)
    return f" Vouliez-vous dire « {titles[near[0]]} » ?" if near else " Les titres sont dans la table « sections »."
