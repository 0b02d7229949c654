"""What a question on the référentiel is, and what makes it sound.

Wordings, wrong answers, difficulties and feedback are added by the kit; what stands between « » is the official text.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

ONE, SEVERAL, TRUE_FALSE = "une réponse", "plusieurs réponses", "vrai ou faux"
MATCHING, ORDERING = "associer", "ordonner"
KINDS = (ONE, SEVERAL, TRUE_FALSE, MATCHING, ORDERING)
# What no reader sees, and XML or Moodle refuses; a line break is welcome.
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff\ufffe\uffff]")
TRUTHS = ("vrai", "faux")
THEMES = {
    "processus": "Les cinq processus",
    "messagerie": "Le service de messagerie",
    "service": "La vie d'un service",
    "options": "Les deux options",
    "choix": "Choisir, et dire pourquoi",
    "contexte": "Le contexte de travail",
    "details": "Le détail des activités",
}


@dataclass(frozen=True)
class Question:
    """A question and all that is needed to ask it and to mark it.

    Attributes
    ----------
    id : str
        Stable: the same question has the same name in every bank.
    kind : str
        One of `KINDS`.
    theme : str
        A key of `THEMES`, or a teacher's own.
    difficulty : int
        1 (a word to recognise) to 3 (to think over).
    text : str
    answers : tuple of str
        What is shown to choose from; to be matched, for `MATCHING`; in the right order, for `ORDERING`.
    right : tuple of int
        The indexes of the right answers (`ONE`, `SEVERAL`, `TRUE_FALSE`).
    matches : tuple of str
        For `MATCHING`, what each answer goes with.
    feedback : str
        A sentence that says why.
    passages : tuple of str
        The passages that prove it.
    """

    id: str
    kind: str
    theme: str
    difficulty: int
    text: str
    answers: tuple
    right: tuple = ()
    matches: tuple = ()
    feedback: str = ""
    passages: tuple = ()

    @property
    def solution(self):
        """What a right reply holds: indexes of answers for a choice, of `matches` for each answer, or an order."""
        return self.right if self.kind in (ONE, SEVERAL, TRUE_FALSE) else tuple(range(len(self.answers)))

    @property
    def distractors(self):
        """The wrong answers of a choice, as a set; of nothing else."""
        if self.kind not in (ONE, SEVERAL):
            return frozenset()
        return frozenset(text for index, text in enumerate(self.answers) if index not in self.right)

    def is_right(self, reply):
        """Tell whether a reply (indexes, see `solution`) is right; the order counts only where it is asked."""
        if self.kind in (MATCHING, ORDERING):
            return tuple(reply) == self.solution
        return sorted(reply) == sorted(self.right)

    def permuted(self, chance):
        """Return the question with its answers in another order; true comes before false, and an order is no matter."""
        if self.kind not in (ONE, SEVERAL):
            return self
        order = list(range(len(self.answers)))
        chance.shuffle(order)
        right = tuple(sorted(order.index(index) for index in self.right))
        return replace(self, answers=tuple(self.answers[index] for index in order), right=right)

    def mixed(self, chance):
        """Return the order in which the answers are shown: what is to be matched or ordered never as it should be."""
        order = list(range(len(self.answers)))
        if self.kind in (MATCHING, ORDERING):
            while order == sorted(order):
                chance.shuffle(order)
        return order


def faults(question):
    """Return what makes a question unsound, in French: a list of sentences without their full stop, often empty."""
    texts = (question.text, question.feedback, *question.answers, *question.matches)
    found = []
    if not question.text.strip():
        found.append("la question est vide")
    if not question.feedback.strip():
        found.append("il manque l'explication")
    if any(not text.strip() for text in (*question.answers, *question.matches)):
        found.append("une réponse est vide")
    if INVISIBLE.search("".join(texts)):
        found.append("un texte contient un caractère invisible que Moodle refuse")
    if question.difficulty not in (1, 2, 3):
        found.append("la difficulté va de 1 à 3")
    return found + _kind_faults(question)


def _kind_faults(question):
    count, right = len(question.answers), len(question.right)
    twice = _twice(question.answers) or _twice(question.matches)
    found = [f"« {twice} » est donné deux fois"] if twice else []
    if question.kind == ONE and (right != 1 or count < 2):
        found.append("il faut une bonne réponse et au moins une mauvaise")
    elif question.kind == SEVERAL and not 2 <= right < count:
        found.append("il faut au moins deux bonnes réponses et une mauvaise")
    elif question.kind == TRUE_FALSE and (question.answers != TRUTHS or right != 1):
        found.append("la bonne réponse est « vrai » ou « faux »")
    elif question.kind == MATCHING and (count < 2 or len(question.matches) != count):
        found.append("il faut au moins deux associations complètes")
    elif question.kind == ORDERING and count < 3:
        found.append("il faut au moins trois éléments à ordonner")
    elif question.kind not in KINDS:
        found.append(f"le type « {question.kind} » n'existe pas ; choisissez parmi : {', '.join(KINDS)}")
    return found


def _twice(texts):
    """Return the first text that a reader would take for one before it, "" if there is none."""
    counts = Counter(" ".join(text.casefold().split()) for text in texts)
    return next((text for text in texts if counts[" ".join(text.casefold().split())] > 1), "")


def title_of(theme):
    """Return a theme's title; a teacher's own theme is its own."""
    return THEMES.get(theme, theme)


def by_theme(questions):
    """Return {theme: its questions}, in the order in which the themes come."""
    themes = {}
    for question in questions:
        themes.setdefault(question.theme, []).append(question)
    return themes
