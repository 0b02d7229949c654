"""Five exercises on the tables, of growing difficulty, and the check that answers in French.

What is expected is computed from the tables: a teacher's own data change it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Integral

from sio_kit.errors import ReferentialError
from sio_kit.typography import typeset
from sio_kit.vocabulary import BY_SIZE

RIGHT = "exact."


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
    answer : int, str, list, dict, Series or None
        What the exercise asks for; None while there is no answer.

    Returns
    -------
    Verdict
        `right` (bool) and `sentence`, which says what is wrong without giving the answer.

    Raises
    ------
    ReferentialError
        There is no such exercise.

    Examples
    --------
    >>> import sio_kit
    >>> check_exercise(sio_kit.load_referential(), 3, "B").right
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
    hint: Callable

    def judge(self, expected, answer):
        if answer is None:
            return f"à vous. La réponse attendue est {self.name}."
        is_column = hasattr(answer, "iloc") and answer.ndim == 2 and answer.shape[1] == 1
        given = self.read(answer.iloc[:, 0] if is_column else answer)
        if given is None:
            return f"la réponse attendue est {self.name} ; vous donnez {type(answer).__name__}."
        return RIGHT if given == expected else self.hint(expected, given)


def _number(answer):
    return int(answer) if isinstance(answer, Integral) and not isinstance(answer, bool) else None


def _text(answer):
    return answer if isinstance(answer, str) else None


def _list(answer):
    answer = answer.tolist() if hasattr(answer, "tolist") else answer
    is_list = isinstance(answer, list | tuple) and all(isinstance(each, str) for each in answer)
    return list(answer) if is_list else None


def _counts(answer):
    answer = answer.to_dict() if hasattr(answer, "to_dict") else answer
    counts = {key: _number(value) for key, value in answer.items()} if isinstance(answer, dict) else {"": None}
    return None if None in counts.values() else counts


def _number_hint(expected, given):
    return "trop grand." if given > expected else "trop petit."


def _text_hint(_, given):
    return f"ce n'est pas « {given} »."


def _list_hint(expected, given):
    if sorted(given) == sorted(expected):
        return "les bons éléments, dans un autre ordre : gardez celui de la table."
    more = [each for each in given if each not in expected]
    if more:
        return f"« {more[0]} » est de trop."
    missing = sum(each not in given for each in expected)
    return f"il manque {missing} élément{'s' if missing > 1 else ''}." if missing else "un élément revient deux fois."


def _counts_hint(expected, given):
    if set(given) != set(expected):
        return f"l'index ne va pas : attendu, par exemple, « {next(iter(expected), '')} »."
    wrong = next(key for key in expected if given[key] != expected[key])
    return f"le nombre de « {wrong} » n'est pas le bon."


NUMBER = _Kind("un nombre entier", _number, _number_hint)
TEXT = _Kind("un texte", _text, _text_hint)
LIST = _Kind("une liste de textes, ou une colonne", _list, _list_hint)
COUNTS = _Kind("une colonne de nombres, avec son index", _counts, _counts_hint)


def _paragraphs(ref):
    return sum(row["nature"] == "paragraphe" for row in ref.rows("passages"))


def _core_processes(ref):
    return [row["libelle"] for row in ref.rows("processus") if row["categorie"] == "metier"]


def _most_jobs(ref):
    count = Counter(row["option"] for row in ref.rows("emplois"))
    return max(count, key=count.get, default="")


def _steps_by_process(ref):
    labels = {row["code"]: row["libelle"] for row in ref.rows("processus")}
    return dict(Counter(labels[row["processus"]] for row in ref.rows("etapes") if row["processus"] in labels))


def _usual_items(ref):
    by_size = [row["passage"] for row in ref.rows("interventions") if row["condition"] == BY_SIZE]
    items = [row["id"] for row in ref.rows("passages") if (row["section"], row["nature"]) == ("II.1.1", "puce")]
    return [passage for passage in items if passage not in by_size]


EXERCISES = {
    1: (NUMBER, _paragraphs),
    2: (LIST, _core_processes),
    3: (TEXT, _most_jobs),
    4: (COUNTS, _steps_by_process),
    5: (LIST, _usual_items),
}
