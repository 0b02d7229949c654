"""What surrounds the graduate, as a map made of texts."""

from sio_kit.context.model import GRADUATE, Context
from sio_kit.drawing.palette import colours
from sio_kit.drawing.texts import Band, Group, Text, Texts

PARTS = {
    "environnements": ("above", "Ses environnements*"),
    "cadres": ("left", "Où il travaille*"),
    "roles": ("right", "Chez qui, et donc dans quel rôle*"),
    "relations": ("below", "Avec qui*"),
}


def context_map(ref):
    """Put the graduate between places of work, roles and people, in the six environments.

    Parameters
    ----------
    ref : Referential
        Its tables `cadres`, `roles`, `environnements` and `conditions` are read (référentiel, II.2).

    Returns
    -------
    Texts
        A map in a notebook, an outline in a terminal.

    Examples
    --------
    >>> import sio_kit
    >>> str(sio_kit.figures.context_map(sio_kit.load_referential())).splitlines()[:3]
    ['Le titulaire du diplôme', '  Ses environnements*', "    - L'environnement technologique"]
    """
    context = Context.from_referential(ref)
    groups = [Group(title, list(map(Text, context.parts[name])), place) for name, (place, title) in PARTS.items()]
    return Texts("around", [Band(GRADUATE, groups)], context.caption(), colours(["centre"]))
