"""Write a quiz for Moodle (GIFT or XML) or for paper, into files."""

import random
from pathlib import Path

from sio_kit.errors import ReferentialError
from sio_kit.files import check_free, write
from sio_kit.quiz.bank import draw, ref_of
from sio_kit.quiz.gift import to_gift
from sio_kit.quiz.moodle import to_moodle_xml
from sio_kit.quiz.paper import letter, paper

FILES = {"gift": "quiz-gift.txt", "moodle-xml": "quiz-moodle.xml", "papier": "quiz.html"}
ON_PAPER, VARIANTS = 10, 26
TITLE = "Quiz sur le référentiel"


def export_quiz(bank, form, target=None, n=None, themes=None, seed=None, variants=1, replace=False):
    """Write questions of the bank to a file; on paper, to two for each variant: the subject and its corrigé.

    Parameters
    ----------
    bank : Bank
        What `sio_kit.question_bank` returns.
    form : str
        `"gift"`, `"moodle-xml"` or `"papier"`.
    target : path, optional
        Default: a name for the form, in the current folder.
    n : int, optional
        How many questions; default: all for Moodle, 10 on paper.
    themes : sequence of str, optional
        Default: all.
    seed : int, optional
        The same seed draws the same questions.
    variants : int
        On paper, how many subjects (A, B…) of the same questions in another order, answers permuted.
    replace : bool
        Write over files that exist.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ReferentialError
        There is no such form, theme or number; a file exists or cannot be written. Nothing is written then.
    """
    if form not in FILES:
        raise ReferentialError(f"Le format « {form} » n'existe pas. Choisissez parmi : {', '.join(FILES)}.")
    target = Path(target or FILES[form])
    if form == "papier":
        contents = _papers(bank, target, ON_PAPER if n is None else n, themes, seed, variants)
    else:
        questions = draw(bank, len(bank) if n is None else n, seed, themes)
        contents = {target: (to_gift if form == "gift" else to_moodle_xml)(questions)}
    check_free(contents, replace)
    for path, text in contents.items():
        write(path, text.encode("utf-8"))
    return list(contents)


def _papers(bank, target, n, themes, seed, variants):
    """Return {path: page}: for each variant its subject and its corrigé, whose numbers are the same."""
    if variants not in range(1, VARIANTS + 1):
        raise ReferentialError(f"Le nombre de variantes va de 1 à {VARIANTS} : « {variants} » ne convient pas.")
    questions = draw(bank, n, seed, themes)
    contents = {}
    for number in range(variants):
        name = letter(number) if variants > 1 else ""
        subject, answers = paper(
            _variant(questions, seed, number), f"{TITLE} {name}".strip(), ref_of(bank).title, f"{seed} {name}"
        )
        stem = f"{target.stem}-{name}" if name else target.stem
        contents[target.with_name(f"{stem}{target.suffix}")] = subject
        contents[target.with_name(f"{stem}-corrige{target.suffix}")] = answers
    return contents


def _variant(questions, seed, number):
    """Return the questions in another order, their answers too; the first variant is the draw itself."""
    if number == 0:
        return questions
    chance = random.Random(f"{seed} {number}")
    mixed = [question.permuted(chance) for question in questions]
    chance.shuffle(mixed)
    return tuple(mixed)
