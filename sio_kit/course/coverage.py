"""What of the text the course teaches: for each passage, the lessons that quote or show it, and what asks for it."""

import json
import re
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import sio_kit
from sio_kit.errors import ReferentialError
from sio_kit.folders import NOTEBOOKS, data_folder
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import CUT

NUMBER = re.compile(r"\bL\d{3,}\b")
RANGE = re.compile(r"\b(L\d{3,})\s*à\s*(L\d{3,})\b")
LESSON = "[0-9][0-9]_*.ipynb"
PAPERS = "sujets"  # a table that a course may have: the written papers, whose answers name their passages
START = 60  # characters of a passage


def coverage(ref, notebooks=None, sections=False):
    """Return where each passage of the text is taught, headings left out.

    Parameters
    ----------
    ref : Referential
    notebooks : path, optional
        The folder of the lessons (`NN_….ipynb`), as they were saved. Default: that of the course.
    sections : bool
        Whether to count by section instead.

    Returns
    -------
    DataFrame
        A row a passage: `passage`, `section`, `texte` (its first words), `cité` (the lessons whose prose names it),
        `montré` (those whose tables, figures or widgets do), `questions` (how many of the bank prove by it) and, where
        the course has a table `sujets`, `sujets` (the papers that ask for it).
        By section: `section`, `passages`, `vus` (how many are quoted or shown), `questions`, `nulle part` (the others).

    Raises
    ------
    ReferentialError
        There is no lesson in the folder, or one that is no notebook.

    Examples
    --------
    >>> import sio_kit
    >>> sio_kit.coverage(sio_kit.load_referential()).columns.tolist()[:4]
    ['passage', 'section', 'texte', 'cité']
    """
    import pandas as pd

    rows = _rows(ref, _lessons(notebooks))
    if sections:
        return pd.DataFrame(_by_section(rows))
    return pd.DataFrame([row | {"questions": len(row["questions"])} for row in rows])


def _lessons(folder):
    """Return the lessons of a folder: number to notebook."""
    folder = Path(folder) if folder is not None else data_folder().parent / NOTEBOOKS
    paths = sorted(folder.glob(LESSON))
    if not paths:
        raise ReferentialError(f"Le dossier « {folder} » n'a aucune leçon. Donnez celui qui contient 00_accueil.ipynb.")
    return {path.name[:2]: _read(path) for path in paths}


def _read(path):
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return _quoted(cells), _shown(cells)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ReferentialError(
            f"Le fichier « {path} » n'est pas un notebook. Ouvrez-le dans JupyterLab pour voir."
        ) from None


def _quoted(cells):
    """Return the passages that prose names, one by one or from one to another; not a teacher's notes."""
    told = [cell for cell in cells if cell["cell_type"] == "markdown"]
    told = [cell for cell in told if cell["metadata"].get("slideshow", {}).get("slide_type") != "notes"]
    text = "\n".join("".join(cell["source"]) for cell in told)
    named = {*NUMBER.findall(text)}
    for first, last in RANGE.findall(text):
        named |= {f"L{number:03d}" for number in range(int(first[1:]), int(last[1:]) + 1)}
    return named


def _shown(cells):
    """Return the passages that what code gives names: tables, figures, what a widget says of itself."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    texts = [output.get("data", {}).get(kind, "") for output in outputs for kind in ("text/html", "text/plain")]
    return {*NUMBER.findall("\n".join("".join(text) for text in [*texts, *(each.get("text", "") for each in outputs)]))}


def _rows(ref, lessons):
    """Return a row a passage, in the order of the text; its questions by their names."""
    quotations, proofs, papers = Quotations(ref), _proofs(ref), _papers(ref)
    titles = {row["code"]: quotations.with_sic(row["titre"], row["passage"]) for row in ref.rows("sections")}
    rows = []
    for each in ref.rows("passages"):
        if each["nature"] != "titre":
            text = quotations.with_sic(each["texte"], each["id"])
            row = {"passage": each["id"], "section": titles.get(each["section"], ""), "texte": _start(text)}
            for place, word in enumerate(("cité", "montré")):
                row[word] = " ".join(number for number, found in lessons.items() if each["id"] in found[place])
            row["questions"] = proofs[each["id"]]
            rows.append(row | ({PAPERS: " ".join(papers[each["id"]])} if PAPERS in ref.tables else {}))
    return rows


def _proofs(ref):
    """Return the questions of the bank that prove by each passage."""
    found = defaultdict(set)
    for question in sio_kit.question_bank(ref):
        for passage in question.passages:
            found[passage].add(question.id)
    return found


def _papers(ref):
    """Return the papers that ask for each passage: number of the passage to names, in their order."""
    found = defaultdict(dict)
    for row in ref.rows(PAPERS) if PAPERS in ref.tables else ():
        for passage in row.get("passages", "").split():
            found[passage][row.get("sujet", "")] = True
    return found


def _start(text):
    return text if len(text) <= START else f"{text[:START].rpartition(' ')[0]} {CUT}"


def _by_section(rows):
    """Return a row a section that has passages, in the order of the text; two may have the same heading."""
    return [_counted(title, list(own)) for title, own in groupby(rows, key=itemgetter("section"))]


def _counted(title, rows):
    unseen = [row["passage"] for row in rows if not row["cité"] and not row["montré"]]
    proofs = set().union(*(row["questions"] for row in rows))
    return {
        "section": title,
        "passages": len(rows),
        "vus": len(rows) - len(unseen),
        "questions": len(proofs),
        "nulle part": " ".join(unseen),
    }
