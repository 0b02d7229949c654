"""Five questions that a student asks of the tables, of growing difficulty, and the check that answers in French.

What is expected is computed from the tables: a teacher's own data change it.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sio_kit.errors import ReferentialError
from sio_kit.referential.headings import sections_below
from sio_kit.typography import typeset
from sio_kit.vocabulary import BEYOND, BY_SIZE

RIGHT = "exact."
LONG_WORD = r"\w{7,}"


@dataclass(frozen=True)
class Verdict:
    """What the check says of an answer."""

    right: bool
    sentence: str

    def __repr__(self):
        return self.sentence


def check_exercise(ref, number, answer):
    """Check the answer to an exercise.

    Parameters
    ----------
    ref : Referential
    number : int
        1 to 5.
    answer : str, list, set, Series or None
        What the exercise asks for; None while there is no answer.

    Returns
    -------
    Verdict
        `right` (bool) and `sentence`, which says what is wrong without giving the answer.

    Raises
    ------
    ReferentialError
        There is no such exercise, or the tables lack what it asks about.

    Examples
    --------
    >>> import sio_kit
    >>> check_exercise(sio_kit.load_referential(), 2, "Analyste").right
    True
    """
    if number not in list(EXERCISES):
        known = f"de 1 à {len(EXERCISES)}"
        raise ReferentialError(typeset(f"L'exercice {number!r} n'existe pas : choisissez un nombre {known}."))
    kind, expected = EXERCISES[number]
    said = kind.judge(expected(ref), answer)
    return Verdict(said == RIGHT, typeset(f"Exercice {number} : {said}"))


@dataclass(frozen=True)
class _Kind:
    """A kind of answer: its name, how to read it as plain Python (None for another kind), and what to say of it."""

    name: str
    read: Callable
    say: Callable

    def judge(self, expected, answer):
        if answer is None:
            return f"à vous. La réponse attendue est {self.name}."
        is_column = hasattr(answer, "iloc") and answer.ndim == 2 and answer.shape[1] == 1
        given = self.read(answer.iloc[:, 0] if is_column else answer)
        if given is None:
            return f"la réponse attendue est {self.name} ; vous donnez {type(answer).__name__}."
        return self.say(expected, given)


def _text(answer):
    return answer if isinstance(answer, str) else None


def _list(answer):
    answer = answer.tolist() if hasattr(answer, "tolist") else answer
    is_list = isinstance(answer, list | tuple | set) and all(isinstance(each, str) for each in answer)
    return list(answer) if is_list else None


def _say_of_text(expected, given):
    """Say of a text whether it is one of those expected."""
    return RIGHT if given in expected else f"ce n'est pas « {given} »."


def _say_of_list(expected, given):
    """Say of a list what it has too much, what it lacks, or that it is right, whatever its order."""
    more = [each for each in given if each not in expected]
    if more:
        return f"« {more[0]} » est de trop."
    missing = sum(each not in given for each in expected)
    if missing:
        return f"il manque {missing} élément{'s' if missing > 1 else ''}."
    return RIGHT if len(given) == len(expected) else "un élément revient deux fois."


TEXT = _Kind("un texte", _text, _say_of_text)
LIST = _Kind("une liste de textes, ou une colonne", _list, _say_of_list)


def _items(ref, option):
    return [row for row in ref.rows("interventions") if row["option"] == option]


def _missions(ref):
    """What option A does according to the size of the organisation."""
    return [row["texte"] for row in _items(ref, "A") if row["condition"] == BY_SIZE]


def _first_word_of_jobs(ref):
    """The words with which most jobs of option B begin: one, or several that are as frequent."""
    firsts = [row["libelle"].split()[0] for row in ref.rows("emplois") if row["option"] == "B" and row["libelle"]]
    count = Counter(firsts)
    return [word for word in count if count[word] == max(count.values())]


def _unread(ref):
    """The passages on option B of which the table of interventions says nothing."""
    within = sections_below(ref.rows("sections", by="ordre"), "II.1.2")
    cited = {row["passage"] for row in ref.rows("interventions")}
    below = [row["id"] for row in ref.rows("passages") if row["section"] in within and row["nature"] != "titre"]
    return [passage for passage in below if passage not in cited]


def _processes_of_option_a(ref):
    """The names of the processes in which option A intervenes."""
    labels = {row["code"]: row["libelle"] for row in ref.rows("processus")}
    parts = [row for row in ref.rows("participations") if row["option"] == "A" and row["nature"] != BEYOND]
    return [labels[row["processus"]] for row in parts if row["processus"] in labels]


def _shared_words(ref):
    """The long words that the interventions of both options use."""
    words = {option: _long_words(_items(ref, option)) for option in "AB"}
    return [word for word in words["A"] if word in words["B"]]


def _long_words(rows):
    return list(dict.fromkeys(word for row in rows for word in re.findall(LONG_WORD, row["texte"].lower())))


EXERCISES = {
    1: (LIST, _missions),
    2: (TEXT, _first_word_of_jobs),
    3: (LIST, _unread),
    4: (LIST, _processes_of_option_a),
    5: (LIST, _shared_words),
}
