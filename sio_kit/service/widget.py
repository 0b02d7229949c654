"""The life of a service, played step by step."""

from collections.abc import Iterable

import traitlets

from sio_kit.drawing.palette import shades
from sio_kit.errors import ReferentialError
from sio_kit.frontend.base import FrontEndWidget, module, source_line, style
from sio_kit.service.model import Service
from sio_kit.service.sheets import step_sheets
from sio_kit.typography import typeset
from sio_kit.vocabulary import EXAMPLE


class ServicePlayer(FrontEndWidget):
    """Play the steps of a service; in the mode "À vous", say which process acts before it is shown.

    Parameters
    ----------
    ref : Referential
    example : str
        An example of the tables `etapes` (the référentiel's) or `exemples` (added by the kit or a teacher).
    votes : iterable of int, optional
        The steps, from 1, on which "À vous" has the class vote; it plays the others by itself. Default: all.

    Attributes
    ----------
    step : int
        The current step, from 1. It can be set from Python too; a step that does not exist raises a ReferentialError
        and changes nothing.
    guessing : bool
        Whether the mode "À vous" is on.

    Raises
    ------
    ReferentialError
        There is no such example, or no such step to vote on.

    Examples
    --------
    >>> import sio_kit
    >>> lecteur = sio_kit.widgets.ServicePlayer(sio_kit.load_referential())
    >>> lecteur.step = 4
    """

    _esm = module(__file__)
    _css = style(__file__, "../frontend/play.css", "board.css")

    step = traitlets.Int(1).tag(sync=True)
    guessing = traitlets.Bool(False).tag(sync=True)
    _votes = traitlets.List(traitlets.Int()).tag(sync=True)
    _name = traitlets.Unicode().tag(sync=True)
    _steps = traitlets.List().tag(sync=True)
    _processes = traitlets.List().tag(sync=True)
    _colours = traitlets.Dict().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref, example=EXAMPLE, votes=None):
        service = Service.from_referential(ref, example)
        steps = step_sheets(service, ref)
        self.alternative = service.describe()
        super().__init__(
            _votes=_places(votes, len(steps)),
            _name=service.name,
            _steps=steps,
            _processes=[list(process) for process in service.processes],
            _colours=shades(code for code, _ in service.processes),
            _source=source_line(ref),
        )

    @traitlets.validate("step")
    def _check_step(self, proposal):
        return _place(proposal["value"], len(self._steps)) if self._steps else proposal["value"]


def _place(step, count):
    """Return the number of a step; raise a ReferentialError if there is none such."""
    if step not in range(1, count + 1):
        raise ReferentialError(typeset(f"L'étape {step} n'existe pas : choisissez un nombre de 1 à {count}."))
    return int(step)


def _places(votes, count):
    """Return the steps to vote on, in order: those that are asked for, or all of them."""
    if votes is None:
        return list(range(1, count + 1))
    if isinstance(votes, str) or not isinstance(votes, Iterable):
        raise ReferentialError("« votes » attend une liste d'étapes, par exemple votes=[4, 13].")
    return sorted({_place(step, count) for step in votes})
