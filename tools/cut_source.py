"""Cut the référentiel, as received, into sections and passages.

The source is a Markdown document. Each of its non-blank lines is one passage: a heading, a paragraph, a note or a
list item. `cut` is the only function that reads it; `sections.csv` and `passages.csv` hold what it gives.
"""

import re
import unicodedata
from itertools import takewhile

# "II.1.2. Option…" and "I. APPELLATION…": the numbers that the référentiel itself prints before its headings.
NUMBERED = re.compile(r"(?P<number>[IVX]+(?:\.\d+)*)\. ")
MARKS = re.compile(r"^(?:#+|-) |\*+")
SMALL_WORDS = frozenset(["l", "d", "le", "la", "les", "un", "une", "de", "du", "des", "a", "au", "aux", "et", "par"])


def cut(text):
    """Cut the source text into its headings and its passages.

    Parameters
    ----------
    text : str
        The whole document, Markdown, with headings (`#`), list items (`- `), bold and italic marks.

    Returns
    -------
    sections : list of dict
        One per heading, in order: `code`, `titre`, `niveau`, `parent`, `ordre`, `passage`.
    passages : list of dict
        One per non-blank line, in order: `id`, `section`, `ordre`, `nature`, `texte`. `id` is `L` and the line
        number on three digits; `texte` is the line without its Markdown marks.
    """
    sections, passages, trail = [], [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        passage = f"L{number:03d}"
        nature, texte = _nature(line), MARKS.sub("", line)
        if nature == "titre":
            trail = _trail(trail, texte, marks=len(line) - len(line.lstrip("#")))
            sections.append(_section(trail, texte, passage, ordre=len(sections) + 1))
        section = sections[-1]["code"] if sections else ""
        passages.append(
            {"id": passage, "section": section, "ordre": len(passages) + 1, "nature": nature, "texte": texte}
        )
    return sections, passages


def _nature(line):
    if line.startswith("#"):
        return "titre"
    if line.startswith("- "):
        return "puce"
    if re.fullmatch(r"\*[^*].*[^*]\*", line):
        return "note"
    return "paragraphe"


def _trail(trail, title, marks):
    """Return the headings that lead to this one, itself included, as (code, printed number, # marks) triples.

    The printed numbers rule where there are any, because the source's marks do not agree with them ("III." has more
    marks than "II.2."). Between two numbers, the marks tell which unnumbered heading stands below which.
    """
    if numbered := NUMBERED.match(title):
        number = numbered["number"]
        before_any_number = takewhile(lambda heading: not heading[1], trail)
        enclosing = [heading for heading in trail if heading[1] and number.startswith(f"{heading[1]}.")]
        return [*before_any_number, *enclosing, (number, number, marks)]
    last_number = max((place for place, heading in enumerate(trail) if heading[1]), default=-1)
    enclosing = [heading for place, heading in enumerate(trail) if place <= last_number or heading[2] < marks]
    above = [enclosing[-1][0]] if enclosing else []
    return [*enclosing, ("/".join([*above, _slug(title)]), "", marks)]


def _section(trail, title, passage, ordre):
    parent = trail[-2][0] if len(trail) > 1 else ""
    return {
        "code": trail[-1][0],
        "titre": title,
        "niveau": len(trail),
        "parent": parent,
        "ordre": ordre,
        "passage": passage,
    }


def _slug(title):
    """Return the first three words that carry the title's meaning, in ASCII, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in SMALL_WORDS]
    return "-".join(words[:3])
