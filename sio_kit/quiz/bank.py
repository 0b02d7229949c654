"""A whole bank of questions, and a draw for a class."""

import random

from sio_kit.errors import ReferentialError
from sio_kit.quiz.makers import table_questions
from sio_kit.quiz.own_questions import own_questions, read_questions
from sio_kit.quiz.question import by_theme


class Bank(tuple):
    """Questions (a tuple of `Question`), and the référentiel `ref` whose passages prove them.

    Some of a bank's questions make a bank again: `Bank([each for each in bank if each.difficulty == 1], bank.ref)`.
    """

    def __new__(cls, questions, ref):
        bank = super().__new__(cls, questions)
        bank.ref = ref
        return bank


def ref_of(bank):
    """Return the référentiel of a bank.

    Raises
    ------
    ReferentialError
        It is no bank, but a mere list of questions.
    """
    if not isinstance(bank, Bank):
        raise ReferentialError(
            "Ce n'est pas une banque de questions. Employez question_bank(ref), ou Bank(liste, ref)."
        )
    return bank.ref


def question_bank(ref, file=None):
    """Return all the questions that the référentiel's tables give, and those of a file.

    Parameters
    ----------
    ref : Referential
    file : str or path, optional
        A teacher's own questions, added to the others (see `sio_kit.quiz.own_questions`).

    Returns
    -------
    Bank

    Raises
    ------
    ReferentialError
        A question of the table `questions` or of the file is unsound: the text says where, and what to do.
    """
    questions = table_questions(ref)
    questions += own_questions(ref, {question.id for question in questions})
    if file is not None:
        questions += read_questions(file, ref, {question.id for question in questions})
    return Bank(questions, ref)


def marks(questions, answers):
    """Mark a quiz.

    Parameters
    ----------
    questions : sequence of Question
    answers : dict
        {id: reply}, a reply as `Question.is_right` takes it; a question without one is not right.

    Returns
    -------
    dict
        {theme: (right answers, questions)}.
    """
    return {
        theme: (sum(each.id in answers and each.is_right(answers[each.id]) for each in group), len(group))
        for theme, group in by_theme(questions).items()
    }


def draw(bank, n=10, seed=None, themes=None):
    """Draw a quiz: the themes in turn, and no wrong answer twice as long as there are enough.

    Parameters
    ----------
    bank : sequence of Question
    n : int
        How many questions; fewer are drawn where the bank has fewer.
    seed : int, optional
        The same seed draws the same quiz; default: another one each time.
    themes : sequence of str, optional
        Default: all.

    Returns
    -------
    tuple of Question
        Their answers permuted.

    Raises
    ------
    ReferentialError
        There is no such theme or no question, or `n` is no number from 1 on.
    """
    if not isinstance(n, int) or n < 1:
        raise ReferentialError(f"Un quiz a au moins une question : « {n} » ne convient pas.")
    if not bank:
        raise ReferentialError("La banque est vide : les tables ne donnent aucune question.")
    chance = random.Random(seed)
    groups = by_theme(bank)
    piles = {theme: list(groups[theme]) for theme in _asked(groups, themes)}
    for pile in piles.values():
        chance.shuffle(pile)
    drawn, seen = [], set()
    while len(drawn) < n and any(piles.values()):
        for pile in filter(None, piles.values()):
            if len(drawn) < n:
                question = min(pile, key=lambda each: len(each.distractors & seen))
                pile.remove(question)
                seen |= question.distractors
                drawn.append(question)
    return tuple(question.permuted(chance) for question in drawn)


def _asked(known, themes):
    themes = [themes] if isinstance(themes, str) else themes
    unknown = [theme for theme in themes or () if theme not in known]
    if unknown:
        raise ReferentialError(f"Le thème « {unknown[0]} » n'existe pas. Choisissez parmi : {', '.join(known)}.")
    return themes or known
