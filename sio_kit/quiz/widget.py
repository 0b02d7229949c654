"""A quiz drawn from the bank: answered on the page alone, its answers and score known to Python."""

import random

import traitlets

from sio_kit.frontend.base import FrontEndWidget, module, style
from sio_kit.quiz.bank import draw, marks, ref_of
from sio_kit.quiz.paper import question_lists
from sio_kit.quiz.question import title_of
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import NBSP, typeset

SHOWN = ("id", "kind", "text", "answers", "matches", "feedback")


class Quiz(FrontEndWidget):
    """Answer questions drawn from the bank, at once marked or at the end, and try again what was wrong.

    The right answers travel with the page: it is for practice, not for an exam.

    Parameters
    ----------
    bank : Bank
        What `sio_kit.question_bank` returns.
    n : int
        How many questions.
    seed : int, optional
        The same seed draws the same quiz; default: another one each time.
    themes : sequence of str, optional
        Default: all.
    assessment : bool
        Say what is right at the end only.

    Attributes
    ----------
    questions : tuple of Question
        Those drawn.
    answers : dict
        {id of the question: reply}; a reply is a list of indexes, as `Question.is_right` takes it.
    score : int
        How many answers are right.
    marks : dict
        {theme: (right answers, questions)}.

    Raises
    ------
    ReferentialError
        There is no such theme, or no question is asked for.

    Examples
    --------
    >>> import sio_kit
    >>> from sio_kit.quiz.bank import question_bank
    >>> quiz = sio_kit.widgets.Quiz(question_bank(sio_kit.load_referential()), n=3, seed=1)
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
    _paper = traitlets.Unicode().tag(sync=True)
    _paper_answers = traitlets.Unicode().tag(sync=True)

    def __init__(self, bank, n=10, seed=None, themes=None, assessment=False):
        ref = ref_of(bank)
        self.questions = draw(bank, n, seed, themes)
        quotations = Quotations(ref)
        named = dict.fromkeys(passage for question in self.questions for passage in question.passages)
        asked, answered = question_lists(self.questions, [question.text for question in self.questions])
        lines = [f"{number}. {question.text}" for number, question in enumerate(self.questions, start=1)]
        count = f"{len(lines)} question{'s' if len(lines) > 1 else ''}"
        self.alternative = "\n".join([f"Quiz de {count}{NBSP}:", *lines])
        super().__init__(
            assessment=assessment,
            _questions=[_shown(question) for question in self.questions],
            _passages={passage: quotations.whole(passage)["quote"] for passage in named},
            _source=typeset(f"Questions ajoutées par le kit. Entre « » : {ref.title}, avec le numéro du passage."),
            _paper=asked,
            _paper_answers=answered,
        )

    @property
    def score(self):
        return sum(right for right, _ in self.marks.values())

    @property
    def marks(self):
        return marks(self.questions, self.answers)


def _shown(question):
    """Return what the page needs of a question; what is to be matched or ordered is mixed, the same way each time."""
    texts = {name: getattr(question, name) for name in SHOWN}
    return {
        **{name: list(value) if isinstance(value, tuple) else value for name, value in texts.items()},
        "theme": title_of(question.theme),
        "order": question.mixed(random.Random(question.id)),
        "solution": list(question.solution),
        "passages": list(question.passages),
    }
