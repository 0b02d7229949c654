"""A whole bank of questions, and a draw for a class."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sio_kit.errors import ReferentialError
from sio_kit.forms import BANK_MODULES
from sio_kit.quiz.asked import FIELDS, grouped, title_of
from sio_kit.quiz.chance import Chance
from sio_kit.quiz.draw import NONE, drawn, only
from sio_kit.quiz.makers import table_questions
from sio_kit.quiz.outlets import OUTLETS
from sio_kit.quiz.own_questions import own_questions, read_questions
from sio_kit.quiz.question import Question, by_theme, faults
from sio_kit.referential.quotation import Quotations
from sio_kit.referential.referential import Referential


@dataclass(frozen=True, repr=False)
class Bank:
    """Questions, and the référentiel whose passages prove them; a slice of a bank is a bank.

    Parameters
    ----------
    questions : sequence of Question
    ref : Referential

    Raises
    ------
    ReferentialError
        A question is unsound; the text says which, and why.

    Examples
    --------
    >>> import sio_kit
    >>> bank = sio_kit.question_bank(sio_kit.load_referential())
    >>> len(bank.only(theme="choix")[:5]), bank[0].theme
    (5, 'processus')
    """

    questions: tuple
    ref: Referential

    def __post_init__(self):
        questions = tuple(self.questions) if isinstance(self.questions, Iterable) else (self.questions,)
        if not isinstance(self.ref, Referential) or not all(isinstance(each, Question) for each in questions):
            raise ReferentialError("Une banque se fait de questions et du référentiel : Bank(liste, ref).")
        object.__setattr__(self, "questions", questions)
        taken, known = set(), {row["id"] for row in self.ref.rows("passages")}
        for question in questions:
            found = " ; ".join(faults(question, taken, known))
            if found:
                raise ReferentialError(f"La question « {question.id} » ne convient pas : {found}. Corrigez-la.")
            taken.add(question.id)

    def __iter__(self):
        return iter(self.questions)

    def __len__(self):
        return len(self.questions)

    def __getitem__(self, place):
        found = self.questions[place]
        return Bank(found, self.ref) if isinstance(place, slice) else found

    def __repr__(self):
        return f"<Banque de {len(self)} question{'s' if len(self) > 1 else ''} : {self.ref.title}>"

    def only(self, theme=None, niveau=None, transfert=None):
        """Return the bank of one theme or several, in their order, and of one level or several.

        Parameters
        ----------
        theme : str or sequence of str, optional
        niveau : int or sequence of int, optional
            From 1 (a word to recognise) to 3 (to think over).
        transfert : bool, optional
            True keeps the questions that tell a situation, False the others; default: all.
        """
        if not self.questions:
            raise ReferentialError("La banque est vide : les tables ne donnent aucune question. Ajoutez les vôtres.")
        themes = _wanted(theme, [name for name, _ in grouped(self)], "Le thème")
        levels = _wanted(niveau, sorted({each.difficulty for each in self}), "Le niveau")
        kept = only(self, themes, levels, transfert)
        if not kept:
            raise ReferentialError(NONE)
        return Bank(kept, self.ref)

    def draw(self, n=10, seed=None, themes=None, niveau=None, transfert=None):
        """Draw a quiz, a bank again: the themes in turn, no wrong answer twice as long as there are enough.

        Parameters
        ----------
        n : int
            How many questions; fewer are drawn where the bank has fewer.
        seed : int, optional
            The same seed draws the same quiz; default: another one each time.
        themes, niveau, transfert : optional
            As for `only`; default: all.

        Raises
        ------
        ReferentialError
            There is no such theme or level, or no question; `n` or `seed` is no number.
        """
        if not isinstance(n, int) or n < 1:
            raise ReferentialError(f"Un quiz a au moins une question : « {n} » ne convient pas.")
        if not isinstance(seed, int | float | str | None):
            raise ReferentialError(f"Le tirage part d'un nombre, comme seed=1 : « {seed} » ne convient pas.")
        chance = Chance(random.getrandbits(32) if seed is None else seed)
        return Bank(drawn(self.only(themes, niveau, transfert), n, chance), self.ref)

    def marks(self, answers):
        """Return {theme: (right answers, questions)} for replies `{id: reply}`; a question without one is not right."""
        return {
            theme: (sum(each.is_right(answers.get(each.id)) for each in group), len(group))
            for theme, group in by_theme(self).items()
        }

    @cached_property
    def _quotations(self):
        return Quotations(self.ref)

    def quote(self, passage):
        """Return a passage's text, its misprints marked; "" where there is no such passage."""
        return self._quotations.whole(passage).get("quote", "")

    def tables(self):
        """Return the bank as the plain data that travel to a page, where `sio_kit.quiz.rules` reads them."""
        named = dict.fromkeys(passage for question in self for passage in question.passages)
        edition = self.ref.edition
        return {
            "questions": [[getattr(question, name) for name in FIELDS] for question in self],
            "passages": {passage: self.quote(passage) for passage in named},
            "edition": {"titre": edition.title, "nom": str(edition), "phrase": edition.sentence},
            "themes": [[theme, title_of(theme), len(group)] for theme, group in grouped(self)],
            "formats": [_format(name, outlet) for name, outlet in OUTLETS.items()],
        }


def question_bank(ref, file=None):
    """Return all the questions that the référentiel's tables give, and those of a file.

    Parameters
    ----------
    ref : Referential
        A table that it lacks gives no question.
    file : str or path, optional
        A teacher's own questions, added to the others: a CSV file with the columns of the table `questions`.

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


def bank_of(source):
    """Return a bank as it is, and a référentiel's own bank; anything else is refused."""
    if isinstance(source, Referential):
        return question_bank(source)
    if not isinstance(source, Bank):
        raise ReferentialError(
            "Ce n'est pas une banque de questions. Employez question_bank(ref), ou Bank(liste, ref)."
        )
    return source


def _format(name, outlet):
    """Return what a page says of a format; `here` tells that its file can be made in the page."""
    told = {"name": name, "what": outlet.what, "where": outlet.where, "default": outlet.default, "most": outlet.most}
    return {**told, "here": f"quiz.{outlet.module}" in BANK_MODULES, "variants": outlet.module == "paper"}


def _wanted(asked, known, what):
    """Return what is asked for, one or several, among what is known; all of it where nothing is asked for."""
    if asked is None:
        return known
    several = list(asked) if isinstance(asked, Iterable) and not isinstance(asked, str) else [asked]
    names = {str(each): each for each in known}  # a level may come as it was typed
    for each in map(str, several):
        if each not in names:
            raise ReferentialError(f"{what} « {each} » n'existe pas. Choisissez parmi : {', '.join(names)}.")
    return list(dict.fromkeys(names[str(each)] for each in several)) or known
