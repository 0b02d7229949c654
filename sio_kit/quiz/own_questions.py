"""Questions written by hand: those of the table `questions`, and a teacher's own CSV file of the same columns.

Within a cell, ` | ` stands between answers. `bonnes` holds the right ones (`vrai` or `faux`; `left = right` to be
matched; in the right order to be ordered), `mauvaises` the wrong ones. `transfert`, which may be missing, says `oui`
where a question asks what the text says of a situation that is not in it.
"""

from pathlib import Path

from sio_kit.errors import Problem, ReferentialError, system_reason
from sio_kit.quiz.question import MATCHING, ONE, SEVERAL, TRUE_FALSE, TRUTHS, Question, faults
from sio_kit.referential.csvfile import UnreadableFileError, read_sheet

TABLE = "questions"
COLUMNS = ("code", "theme", "type", "difficulte", "question", "bonnes", "mauvaises", "explication", "passages")
TRANSFER = "transfert"


def own_questions(ref, taken=()):
    """Return the questions of the table `questions`, if there is one; `taken` are the codes of others."""
    rows = ref.rows(TABLE) if TABLE in ref.tables else []
    return _checked(rows, range(2, len(rows) + 2), f"{TABLE}.csv", ref, taken)


def read_questions(path, ref, taken=()):
    """Return the questions of a CSV file as Excel saves it, or refuse it with all that is wrong in it."""
    path = Path(path)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a device may never end
            raise ReferentialError(f"« {path} » n'est pas un fichier de questions. Donnez un fichier CSV.")
        sheet = read_sheet(path.name, path.read_bytes(), COLUMNS)
    except OSError as error:
        reason = "il n'existe pas" if isinstance(error, FileNotFoundError) else system_reason(error)
        raise ReferentialError(f"Le fichier de questions « {path} » ne peut pas être lu : {reason}.") from None
    except UnreadableFileError as error:
        raise ReferentialError([error.problem]) from None
    missing = [column for column in COLUMNS if column not in sheet.header]
    if missing:
        remedy = f"La première ligne doit nommer : {', '.join(COLUMNS)}"
        raise ReferentialError([Problem(path.name, f"il manque la colonne « {missing[0]} »", remedy, 1)])
    rows = [dict.fromkeys(COLUMNS, "") | dict(zip(sheet.header, row, strict=False)) for row in sheet.rows]
    return _checked(rows, sheet.lines, path.name, ref, taken)


def _checked(rows, lines, file, ref, taken):
    questions, problems = [], []
    taken, known = set(taken), {row["id"] for row in ref.rows("passages")}
    for line, row in zip(lines, rows, strict=True):
        question = _question({column: str(row.get(column, "")).strip() for column in (*COLUMNS, TRANSFER)})
        found = faults(question, taken, known)
        if not question.passages:
            found.append("il manque un passage qui prouve la réponse")
        remedy = f"Corrigez la question « {question.id or question.text[:40]} »"
        problems += [Problem(file, fault, remedy, line) for fault in found]
        taken.add(question.id)
        questions.append(question)
    if problems:
        raise ReferentialError(problems)
    return questions


def _question(row):
    level = int(row["difficulte"]) if row["difficulte"] in ("1", "2", "3") else 0
    answers = _answers(row["type"], _split(row["bonnes"]), _split(row["mauvaises"]))
    proof = {"feedback": row["explication"], "passages": tuple(row["passages"].split())}
    proof["transfer"] = row[TRANSFER].casefold() == "oui"
    return Question(row["code"], row["type"], row["theme"], level, row["question"], **answers, **proof)


def _answers(kind, good, bad):
    """Return the `answers`, `right` and `matches` of a question; what does not fit its kind is left to `faults`."""
    if kind == TRUE_FALSE:
        return {"answers": TRUTHS, "right": tuple(TRUTHS.index(text) for text in good if text in TRUTHS)}
    if kind == MATCHING:
        pairs = [[side.strip() for side in text.split(" = ", 1)] for text in good]
        return {"answers": tuple(pair[0] for pair in pairs), "matches": tuple(pair[1] for pair in pairs if pair[1:])}
    if kind in (ONE, SEVERAL):
        return {"answers": (*good, *bad), "right": tuple(range(len(good)))}
    return {"answers": tuple(good)}


def _split(cell):
    return [text.strip() for text in cell.split("|")] if cell else []
