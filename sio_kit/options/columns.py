"""The two options side by side: what only one has, what both have, and their sentences that are close."""

from sio_kit.drawing.palette import OPTIONS, colours
from sio_kit.drawing.texts import Band, Group, Text, Texts
from sio_kit.errors import ReferentialError
from sio_kit.options.model import CLOSE, COMMON, KINDS, Comparison, words
from sio_kit.typography import typeset

PLACES = ("first", "second")


def option_comparison(ref, *, kinds=tuple(KINDS)):
    """Put side by side what only one option has, what both have, and their sentences that are close.

    Parameters
    ----------
    ref : Referential
        Its tables `options`, `interventions`, `participations`, `processus` and `emplois` are read (référentiel,
        II.1.1, II.1.2 and III).
    kinds : iterable of str
        What to show, among `"intervention"`, `"mission"`, `"processus"`, `"emploi"` and `"perspectives"`.

    Returns
    -------
    Texts
        Columns in a notebook, an outline in a terminal.

    Raises
    ------
    ReferentialError
        `kinds` names what does not exist.

    Examples
    --------
    >>> import sio_kit
    >>> ref = sio_kit.load_referential()
    >>> str(sio_kit.figures.option_comparison(ref, kinds=["emploi"])).splitlines()[2:5]
    ['Emplois', '  Seulement A', '    - Administrateur systèmes et réseaux']
    """
    return compared(Comparison.from_referential(ref), _checked(kinds))


def compared(comparison, kinds=tuple(KINDS)):
    """Return the texts of a comparison: what each option is called, then a band for each kind."""
    places = dict(zip([option.code for option in comparison.options], PLACES, strict=False))
    names = [Text(option.label, option.name, places[option.code]) for option in comparison.options]
    bands = [Band(KINDS[kind], _groups(comparison, kind, places)) for kind in kinds if comparison.of(kind)]
    head = Band("", [Group("", names, "pair")])
    return Texts("compared", [head, *bands], comparison.caption(kinds), colours(PLACES, OPTIONS))


def _groups(comparison, kind, places):
    """Return the column of each zone that has rows of a kind, then each pair of close sentences."""
    groups = []
    for zone, title in comparison.zones().items():
        texts = [Text(words(row)) for row in comparison.of(kind, zone)]
        mark = " = ".join(places) if zone == COMMON else zone
        groups += [Group(title, texts, places.get(zone, "middle"), mark)] if texts else []
    for row in comparison.of(kind, CLOSE):
        sides = [Text(part.shown, f"Option {part.option}", places[part.option]) for part in row.parts]
        groups.append(Group("≈ proches", sides, "pair"))
    return groups


def _checked(kinds):
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    for kind in kinds:
        if kind not in KINDS:
            raise ReferentialError(
                typeset(f"« {kind} » n'est pas une sorte de lignes. Choisissez parmi : {', '.join(KINDS)}.")
            )
    return [kind for kind in KINDS if kind in kinds]
