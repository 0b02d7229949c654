"""Five exercises on the tables, of growing difficulty, and the check that answers in French.

What is expected is computed from the tables: a teacher's own data change it.
"""

from dataclasses import dataclass

import pandas as pd

from sio_kit.errors import ReferentialError
from sio_kit.typography import typeset
from sio_kit.vocabulary import BY_SIZE


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
    answer : int, str, list, set, dict, Series or None
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
    if number not in EXERCISES:
        known = f"de 1 à {len(EXERCISES)}"
        raise ReferentialError(typeset(f"L'exercice {number!r} n'existe pas : choisissez un nombre {known}."))
    kind, expected = EXERCISES[number]
    said = _compare(kind, expected(ref), answer)
    return Verdict(said == RIGHT, typeset(f"Exercice {number} : {said}"))


RIGHT = "exact."
KINDS = {
    int: "un nombre entier",
    str: "un texte",
    list: "une liste de textes, ou une colonne",
    dict: "une colonne de nombres, avec son index",
}


def _compare(kind, expected, answer):
    if answer is None:
        return f"à vous. La réponse attendue est {KINDS[kind]}."
    given = _as(kind, answer)
    if given is None:
        return f"la réponse attendue est {KINDS[kind]} ; vous donnez {type(answer).__name__}."
    if given == expected:
        return RIGHT
    return HINTS[kind](expected, given)


def _as(kind, answer):
    """Return the answer as plain Python, None if it is of another kind."""
    if isinstance(answer, pd.DataFrame) and answer.shape[1] == 1:
        answer = answer.iloc[:, 0]
    if kind is int:
        is_number = pd.api.types.is_integer(answer) and not isinstance(answer, bool)
        return int(answer) if is_number else None
    if kind is str:
        return answer if isinstance(answer, str) else None
    if kind is list:
        return (
            list(answer)
            if isinstance(answer, list | tuple | pd.Series | pd.Index) or hasattr(answer, "tolist")
            else None
        )
    if isinstance(answer, pd.Series):
        answer = answer.to_dict()
    return {key: int(value) for key, value in answer.items()} if _counts(answer) else None


def _counts(answer):
    return isinstance(answer, dict) and all(pd.api.types.is_integer(value) for value in answer.values())


def _number_hint(expected, given):
    return "trop grand." if given > expected else "trop petit."


def _text_hint(_expected, given):
    return f"ce n'est pas « {given} »."


def _list_hint(expected, given):
    if sorted(map(str, given)) == sorted(expected):
        return "les bons éléments, dans un autre ordre : gardez celui de la table."
    more = [each for each in given if each not in expected]
    missing = [each for each in expected if each not in given]
    if more:
        return f"« {more[0]} » est de trop."
    return (
        f"il manque {len(missing)} élément{'s' if len(missing) > 1 else ''}."
        if missing
        else "un élément revient deux fois."
    )


def _dict_hint(expected, given):
    if set(given) != set(expected):
        return f"l'index ne va pas : attendu, par exemple, « {next(iter(expected), '')} »."
    wrong = next(key for key in expected if given[key] != expected[key])
    return f"le nombre de « {wrong} » n'est pas le bon."


HINTS = {int: _number_hint, str: _text_hint, list: _list_hint, dict: _dict_hint}


def _paragraphs(ref):
    return int((ref.passages["nature"] == "paragraphe").sum())


def _core_processes(ref):
    return ref.processus.loc[ref.processus["categorie"] == "metier", "libelle"].tolist()


def _most_jobs(ref):
    return ref.emplois["option"].value_counts().index[0]


def _steps_by_process(ref):
    joined = ref.etapes.merge(ref.processus, left_on="processus", right_on="code")
    return {label: int(count) for label, count in joined["libelle"].value_counts().items()}


def _usual_items(ref):
    own = ref.passages[(ref.passages["section"] == "II.1.1") & (ref.passages["nature"] == "puce")]
    return own.loc[~own["id"].isin(_by_size(ref)), "id"].tolist()


def _by_size(ref):
    return ref.interventions.loc[ref.interventions["condition"] == BY_SIZE, "passage"]


EXERCISES = {
    1: (int, _paragraphs),
    2: (list, _core_processes),
    3: (str, _most_jobs),
    4: (dict, _steps_by_process),
    5: (list, _usual_items),
}
