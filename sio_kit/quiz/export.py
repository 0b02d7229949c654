"""Write a quiz to files, for each place that questions go to: `outlets` says what these are and what they carry."""

from sio_kit.errors import ReferentialError
from sio_kit.files import check_free, file_path, write
from sio_kit.quiz.bank import Bank, bank_of
from sio_kit.quiz.gift import gift
from sio_kit.quiz.outlets import OUTLETS, REMEDY, Order, shortened, sorted_out

VARIANTS = 26


def export_quiz(
    bank, form, target=None, n=None, themes=None, seed=None, variants=1, replace=False, niveau=None, say=print
):
    """Write questions of the bank to a file; on paper, to two for each variant: the subject and its corrigé.

    A question that the format cannot carry is not drawn; the user is told which, and why.

    Parameters
    ----------
    bank : Bank or Referential
    form : str
        A key of `sio_kit.quiz.outlets.OUTLETS`: `"gift"`, `"moodle-xml"`, `"papier"`…
    target : path, optional
        Default: a name for the form, in the current folder.
    n, themes, seed, niveau : optional
        Which questions, see `Bank.draw`; by default all of them, or as many as a class answers at once.
    variants : int
        On paper, how many subjects (A, B…) of the same questions in another order, answers permuted.
    replace : bool
        Write over files that exist.
    say : callable
        Takes each French sentence for the user.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ReferentialError
        There is no such form, theme, level or number, or no question fits the form; a file exists or cannot be
        written. Nothing is written then.
    """
    if form not in list(OUTLETS):
        raise ReferentialError(f"Le format « {form} » n'existe pas. Choisissez parmi : {', '.join(OUTLETS)}.")
    if variants not in range(1, VARIANTS + 1):
        raise ReferentialError(f"Le nombre de variantes va de 1 à {VARIANTS} : « {variants} » ne convient pas.")
    outlet, bank = OUTLETS[form], bank_of(bank)
    target = file_path(target or outlet.file)
    if isinstance(n, int) and outlet.refusal(n):
        raise ReferentialError(outlet.refusal(n))
    kept, told = sorted_out(outlet, bank.only(themes, niveau))
    if not kept:
        raise ReferentialError("\n".join(told), REMEDY)
    drawn = Bank(kept, bank.ref).draw((outlet.default or len(kept)) if n is None else n, seed)
    contents = outlet.files(Order(drawn, target, seed, variants))
    check_free(contents, replace)
    for path, content in contents.items():
        write(path, content)
    for sentence in [*told, *shortened(outlet, drawn, bank)]:
        say(sentence)
    return list(contents)


def to_gift(bank):
    """Return questions as GIFT text, a category for each theme; their stable names are Moodle's names.

    Parameters
    ----------
    bank : Bank or Referential

    Returns
    -------
    str

    Raises
    ------
    ReferentialError
        It is neither.

    Examples
    --------
    >>> import sio_kit
    >>> bank = sio_kit.question_bank(sio_kit.load_referential())
    >>> print(sio_kit.to_gift(bank[:1]).splitlines()[0])
    $CATEGORY: $course$/top/Référentiel du BTS SIO/Les cinq processus
    """
    return gift(bank_of(bank))
