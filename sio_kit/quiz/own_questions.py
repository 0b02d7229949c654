"""Questions written by hand: those of the table `questions`, and a teacher's own CSV file of the same columns.

Within a cell, ` | ` stands between answers. `bonnes` holds the right ones (`vrai` or `faux`; `left = right` to be
matched; in the right order to be ordered), `mauvaises` the wrong ones.
"""

import re
from pathlib import Path

from sio_kit.errors import Problem, ReferentialError, system_reason
from sio_kit.quiz.question import MATCHING, ONE, SEVERAL, TRUE_FALSE, TRUTHS, Question, faults
from sio_kit.referential.csvfile import UnreadableFileError, read_sheet

COLUMNS = ("code", "theme", "type", "difficulte", "question", "bonnes", "mauvaises", "explication", "passages")


def own_questions(ref):
    """Return the questions of the table `questions`: a list of `Question`.

    Raises
    ------
    ReferentialError
        One of them is unsound.
    """
    rows = ref.rows("questions")
    return _checked(rows, range(2, len(rows) + 2), "questions.csv", ref, set())


def read_questions(path, ref, taken=()):
    """Return the questions of a teacher's CSV file: a list of `Question`.

    Parameters
    ----------
    path : str or path
        UTF-8 or Windows-1252, commas or semicolons, as Excel saves it. Its columns are `COLUMNS`.
    ref : Referential
    taken : collection of str
        The codes that other questions have.

    Raises
    ------
    ReferentialError
        The file cannot be read, a column is missing, or a question is unsound: all that is wrong is listed.
    """
    path = Path(path)
    try:
        sheet = read_sheet(path.name, path.read_bytes(), COLUMNS)
    except OSError as error:
        reason = "il n'existe pas" if isinstance(error, FileNotFoundError) else system_reason(error)
        raise ReferentialError(f"Le fichier de questions « {path} » ne peut pas être lu : {reason}.") from None
    except UnreadableFileError as error:
        raise ReferentialError([error.problem]) from None
    missing = [column for column in COLUMNS if column not in sheet.header]
    if missing:
        listed = ", ".join(COLUMNS)
        remedy = f"La première ligne doit nommer : {listed}"
        raise ReferentialError([Problem(path.name, f"il manque la colonne « {missing[0]} »", remedy, 1)])
    width = len(sheet.header)
    rows = [dict(zip(sheet.header, [*row, *[""] * (width - len(row))], strict=False)) for row in sheet.rows]
    return _checked(rows, sheet.lines, path.name, ref, set(taken))


def _checked(rows, lines, file, ref, taken):
    questions, problems, known = [], [], {row["id"] for row in ref.rows("passages")}
    for line, row in zip(lines, rows, strict=True):
        question = _question({column: str(row[column]).strip() for column in COLUMNS})
        wrong = [*faults(question), *_place_faults(question, taken, known)]
        remedy = f"Corrigez la question « {question.id or question.text[:40]} »"
        problems += [Problem(file, fault, remedy, line) for fault in wrong]
        taken.add(question.id)
        questions.append(question)
    if problems:
        raise ReferentialError(problems)
    return questions


def _place_faults(question, taken, known):
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.id):
        yield "le code est fait de lettres sans accent, de chiffres et de tirets"
    if question.id in taken:
        yield f"le code « {question.id} » est déjà pris"
    if not question.theme:
        yield "il manque le thème"
    if not question.passages:
        yield "il manque un passage qui prouve la réponse"
    for passage in question.passages:
        if passage not in known:
            yield f"le passage « {passage} » n'existe pas"


def _question(row):
    answers = _answers(row["type"], _split(row["bonnes"]), _split(row["mauvaises"]))
    return Question(
        id=row["code"],
        kind=row["type"],
        theme=row["theme"],
        difficulty=int(row["difficulte"]) if row["difficulte"].isdecimal() else 0,
        text=row["question"],
        feedback=row["explication"],
        passages=tuple(row["passages"].split()),
        **answers,
    )


def _answers(kind, good, bad):
    """Return the `answers`, `right` and `matches` of a question; what does not fit its kind is left to `faults`."""
    if kind == TRUE_FALSE:
        return {"answers": TRUTHS, "right": tuple(TRUTHS.index(text) for text in good if text in TRUTHS)}
    if kind == MATCHING:
        pairs = [[side.strip() for side in text.split(" = ", 1)] for text in good]
        whole = [pair for pair in pairs if len(pair) == 2]
        return {"answers": tuple(pair[0] for pair in pairs), "matches": tuple(pair[1] for pair in whole)}
    if kind in (ONE, SEVERAL):
        return {"answers": (*good, *bad), "right": tuple(range(len(good)))}
    return {"answers": tuple(good)}


def _split(cell):
    return [text.strip() for text in cell.split("|")] if cell else []
