"""A student's copy of a notebook: without the teacher's notes, without the answers, with the help."""

import json
import re

HELP = "Carte d'aide"  # how the title of a folded part begins that a student keeps
# Tags of a cell that is an answer, or the teacher's; on the first cell, of a notebook that is the teacher's.
ANSWER, TEACHER = "corrige", "enseignant"
PLAIN, HELPING, FOLDED = "plain", "helping", "folded"
FOLD = re.compile(r"<details\b[^>]*>|</details>", re.IGNORECASE)
SUMMARY = re.compile(r"\s*<summary\b[^>]*>\s*(?P<title>.*?)</summary>", re.IGNORECASE | re.DOTALL)


def student_copy(notebook):
    """Take out of a notebook (nbformat 4, a dict) in place what is not a student's; a widget's own data stay.

    That is: notes, cells tagged `corrige` or `enseignant`, folded parts other than a « Carte d'aide », and cells left
    without a word.
    """
    kept = []
    for cell in notebook["cells"]:
        if _is_for_teachers(cell):
            continue
        if cell["cell_type"] == "markdown":
            text = without_answers("".join(cell["source"]))
            if not text.strip():
                continue
            cell["source"] = text
        kept.append(cell)
    notebook["cells"] = kept


def is_teachers(notebook):
    """Tell whether a whole notebook is for teachers: its first cell is tagged `enseignant`."""
    return bool(notebook["cells"]) and TEACHER in notebook["cells"][0]["metadata"].get("tags", ())


def student_file(name, content):
    """Return a student's copy of a course's file, given as bytes; None where there is none. No notebook: as it is."""
    if not name.endswith(".ipynb"):
        return content
    notebook = json.loads(content)
    if is_teachers(notebook):
        return None
    student_copy(notebook)
    return f"{json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)}\n".encode()


def without_answers(markdown):
    """Return a Markdown text without its folded parts, but those whose title begins with « Carte d'aide »."""
    return re.sub(r"\n{3,}", "\n\n", "".join(text for kind, text in parts(markdown) if kind != FOLDED))


def parts(markdown):
    """Yield a Markdown text cut at its folded parts, as pairs of what each piece is and the piece.

    That is `PLAIN`, `HELPING` (a « Carte d'aide ») or `FOLDED` (an answer); one that is never closed hides all that
    follows.
    """
    place, depth = 0, 0
    for mark in FOLD.finditer(markdown):
        if not mark[0].startswith("</"):
            if depth == 0:
                yield PLAIN, markdown[place : mark.start()]
                place, title = mark.start(), SUMMARY.match(markdown, mark.end())
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                helps = title and title["title"].startswith(HELP)
                yield HELPING if helps else FOLDED, markdown[place : mark.end()]
                place = mark.end()
    yield FOLDED if depth else PLAIN, markdown[place:]


def _is_for_teachers(cell):
    metadata = cell["metadata"]
    tags = metadata.get("tags", ())
    return ANSWER in tags or TEACHER in tags or metadata.get("slideshow", {}).get("slide_type") == "notes"
