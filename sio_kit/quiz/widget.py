"""A quiz drawn from the bank: answered on the page alone, its answers and score known to Python."""

import random

import traitlets

from sio_kit.frontend.base import FrontEndWidget, module, style
from sio_kit.quiz.bank import bank_of
from sio_kit.quiz.paper import question_lists
from sio_kit.quiz.question import title_of
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import NBSP, typeset

SHOWN = ("id", "kind", "text", "answers", "matches", "solution", "feedback", "passages")


class Quiz(FrontEndWidget):
    """Answer questions drawn from the bank, at once marked or at the end, and try again what was wrong.

    The right answers travel with the page: it is for practice, not for an exam.

    Parameters
    ----------
    ref : Referential or Bank
        A bank has a teacher's own questions, or some alone.
    n, seed, themes, niveau, transfert : optional
        Which questions; see `sio_kit.Bank.draw`.
    assessment : bool
        Say what is right at the end only.

    Attributes
    ----------
    questions : Bank
        Those drawn.
    answers : dict
        {id of the question: reply}; a reply is a list of indexes.
    score : int
        How many answers are right.
    marks : dict
        {theme: (right answers, questions)}.

    Raises
    ------
    ReferentialError
        There is no such theme or level, or no question; or it is a mere list of questions.

    Examples
    --------
    >>> import sio_kit
    >>> quiz = sio_kit.widgets.Quiz(sio_kit.load_referential(), n=3, seed=1)
    >>> quiz.answers = {question.id: list(question.solution) for question in quiz.questions}
    >>> quiz.score
    3
    """

    _esm = module(__file__)
    _css = style(__file__)

    answers = traitlets.Dict().tag(sync=True)
    assessment = traitlets.Bool(False).tag(sync=True)
    finished = traitlets.Bool(False).tag(sync=True)
    _current = traitlets.Int(0).tag(sync=True)
    _questions = traitlets.List().tag(sync=True)
    _passages = traitlets.Dict().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)
    _mark = traitlets.Dict().tag(sync=True)  # what the page counts, for who plays it

    def __init__(self, ref, n=10, seed=None, themes=None, assessment=False, niveau=None, transfert=None):
        self.questions = bank_of(ref).draw(n, seed, themes, niveau, transfert)
        edition, quotations = self.questions.ref.title, Quotations(self.questions.ref)
        named = dict.fromkeys(passage for question in self.questions for passage in question.passages)
        chances = [random.Random(question.text) for question in self.questions]
        asked, answered = question_lists(self.questions, chances)
        lines = [f"{number}. {question.text}" for number, question in enumerate(self.questions, start=1)]
        count = f"{len(lines)} question{'s' if len(lines) > 1 else ''}"
        self.alternative = "\n".join([f"Quiz de {count}{NBSP}:", *lines])
        super().__init__(
            assessment=assessment,
            _questions=[_shown(question) for question in self.questions],
            _passages={passage: quotations.whole(passage)["quote"] for passage in named},
            _source=typeset(f"Questions ajoutées par le kit. Entre « », avec le numéro du passage : {edition}."),
            _mark={"right": 0, "answered": 0, "all": len(self.questions)},
            paper=asked,
            paper_answers=answered,
        )

    @property
    def score(self):
        return sum(right for right, _ in self.marks.values())

    @property
    def marks(self):
        return self.questions.marks(self.answers)


def _shown(question):
    """Return what the page needs of a question; what is to be matched or ordered is mixed, the same way each time."""
    mixed = question.mixed(random.Random(question.id))
    return {name: getattr(question, name) for name in SHOWN} | {"theme": title_of(question.theme), "order": mixed}
