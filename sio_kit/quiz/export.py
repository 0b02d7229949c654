"""Write a quiz for Moodle (GIFT or XML) or for paper, into files."""

import random

from sio_kit.errors import ReferentialError
from sio_kit.files import check_free, file_path, write
from sio_kit.quiz.bank import bank_of
from sio_kit.quiz.gift import to_gift
from sio_kit.quiz.moodle import to_moodle_xml
from sio_kit.quiz.paper import letter, paper

PAPER = "papier"
FILES = {"gift": "quiz-gift.txt", "moodle-xml": "quiz-moodle.xml", PAPER: "quiz.html"}
ON_PAPER, VARIANTS = 10, 26
TITLE = "Quiz sur le référentiel"


def export_quiz(bank, form, target=None, n=None, themes=None, seed=None, variants=1, replace=False, niveau=None):
    """Write questions of the bank to a file; on paper, to two for each variant: the subject and its corrigé.

    Parameters
    ----------
    bank : Bank or Referential
    form : str
        `"gift"`, `"moodle-xml"` or `"papier"`.
    target : path, optional
        Default: a name for the form, in the current folder.
    n, themes, seed, niveau : optional
        Which questions, see `Bank.draw`; by default all for Moodle, 10 on paper.
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
        There is no such form, theme, level or number; a file exists or cannot be written. Nothing is written then.
    """
    if form not in list(FILES):
        raise ReferentialError(f"Le format « {form} » n'existe pas. Choisissez parmi : {', '.join(FILES)}.")
    if variants not in range(1, VARIANTS + 1):
        raise ReferentialError(f"Le nombre de variantes va de 1 à {VARIANTS} : « {variants} » ne convient pas.")
    bank, target = bank_of(bank), file_path(target or FILES[form])
    default = ON_PAPER if form == PAPER else max(len(bank), 1)
    drawn = bank.draw(default if n is None else n, seed, themes, niveau)
    if form == PAPER:
        contents = _papers(drawn, target, seed, variants)
    else:
        contents = {target: to_gift(drawn) if form == "gift" else to_moodle_xml(drawn)}
    check_free(contents, replace)
    for path, text in contents.items():
        write(path, text.encode("utf-8"))
    return list(contents)


def _papers(drawn, target, seed, variants):
    """Return {path: page}: for each variant its subject and its corrigé, whose numbers are the same."""
    contents, edition = {}, drawn.ref.edition
    for number in range(variants):
        name = letter(number) if variants > 1 else ""
        title, questions = f"{TITLE} {name}".strip(), _variant(drawn.questions, seed, number)
        subject, answers = paper(questions, title, edition, f"{seed} {name}", edition.sentence)
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
    return mixed
