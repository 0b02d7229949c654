"""What a question on the référentiel is, and what makes it sound.

Wordings, wrong answers, difficulties and feedback are added by the kit; what stands between « » is the official text.
"""

import re
from dataclasses import dataclass

from sio_kit.quiz import asked
from sio_kit.quiz.asked import (
    ARRANGED,
    KINDS,
    MATCHING,
    ONE,
    ORDERING,
    SEVERAL,
    THEMES,
    TRUE_FALSE,
    Asked,
    grouped,
    title_of,
)

__all__ = [
    "ARRANGED", "KINDS", "MATCHING", "ONE", "ORDERING", "SEVERAL", "THEMES", "TRUE_FALSE", "Question", "by_theme",
    "faults", "title_of",
]  # fmt: skip
TRUTHS = ("vrai", "faux")
INVISIBLE = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in asked.INVISIBLE)}]")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Question(Asked):
    """A question and all that is needed to ask it and to mark it."""

    id: str  # stable: the same question has the same name in every bank
    kind: str  # one of KINDS
    theme: str  # a key of THEMES, or a teacher's own
    difficulty: int  # 1 (a word to recognise) to 3 (to think over)
    text: str
    answers: tuple  # to choose from; to be matched, for MATCHING; in the right order, for ORDERING
    right: tuple = ()  # the indexes of a choice's right answers
    matches: tuple = ()  # for MATCHING, what each answer goes with
    feedback: str = ""  # a sentence that says why
    passages: tuple = ()  # those that prove it
    transfer: bool = False  # asks what the text says of a situation that is not in it

    @property
    def solution(self):
        """What a right reply holds: indexes of answers for a choice, of `matches` for each answer, or an order."""
        return tuple(range(len(self.answers))) if self.kind in ARRANGED else self.right

    def is_right(self, reply):
        """Tell whether a reply (indexes, see `solution`) is right; the order counts only where it is asked."""
        if not isinstance(reply, list | tuple):
            return False
        if self.kind in ARRANGED:
            return tuple(reply) == self.solution
        return len(reply) == len(self.right) and all(index in reply for index in self.right)


# What each kind needs, and what is said where it is missing.
NEEDS = {
    ONE: (lambda q: len(q.right) == 1 < len(q.answers), "il faut une bonne réponse et au moins une mauvaise"),
    SEVERAL: (lambda q: 2 <= len(q.right) < len(q.answers), "il faut au moins deux bonnes réponses et une mauvaise"),
    TRUE_FALSE: (lambda q: q.answers == TRUTHS and len(q.right) == 1, "la bonne réponse est « vrai » ou « faux »"),
    MATCHING: (lambda q: 2 <= len(q.answers) == len(q.matches), "il faut au moins deux associations complètes"),
    ORDERING: (lambda q: len(q.answers) >= 3, "il faut au moins trois éléments à ordonner"),
}
UNKNOWN_KIND = (lambda _: False, f"le type « {{}} » n'existe pas ; choisissez parmi : {', '.join(KINDS)}")


def faults(question, taken=(), known=None):
    """Return what makes a question unsound: French sentences without their full stop, often none.

    `taken` are the codes of other questions; `known`, the passages that there are, if they matter.
    """
    answers = (*question.answers, *question.matches)
    texts = (question.id, question.theme, question.text, question.feedback, *answers)
    if not all(isinstance(text, str) for text in texts):
        return ["un de ses textes n'en est pas un"]
    twice = _first_duplicate(question.answers) or _first_duplicate(question.matches)
    fits, need = NEEDS.get(question.kind, UNKNOWN_KIND)
    lost = [passage for passage in question.passages if known is not None and passage not in known]
    checks = (
        (not question.text.strip(), "la question est vide"),
        (not question.feedback.strip(), "il manque l'explication"),
        (not question.theme.strip(), "il manque le thème"),
        (not all(text.strip() for text in answers), "une réponse est vide"),
        (INVISIBLE.search("".join(texts)), "un texte contient un caractère invisible que Moodle refuse"),
        (question.difficulty not in (1, 2, 3), "la difficulté va de 1 à 3"),
        (twice, f"« {twice} » est donné deux fois"),
        (not fits(question), need.format(question.kind)),
        (
            not set(question.right) <= set(range(len(question.answers))),
            "une bonne réponse n'est pas parmi les réponses",
        ),
        (not CODE.fullmatch(question.id), "le code est fait de lettres sans accent, de chiffres et de tirets"),
        (question.id in taken, f"le code « {question.id} » est déjà pris"),
        *((True, f"le passage « {passage} » n'existe pas") for passage in lost),
    )
    return [said for is_wrong, said in checks if is_wrong]


def _first_duplicate(texts):
    """Return the first text that a reader would take for one before it, "" if there is none."""
    read = [" ".join(text.casefold().split()) for text in texts]
    return next((text for text, words in zip(texts, read, strict=True) if read.count(words) > 1), "")


def by_theme(questions):
    """Return {theme: its questions}, in the order in which the themes come."""
    return dict(grouped(questions))
