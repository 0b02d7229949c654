"""Both options on one screen: what they share, what only one has, and the text that says so."""

import traitlets

from sio_kit.drawing.palette import OPTIONS, colours
from sio_kit.errors import ReferentialError
from sio_kit.frontend.base import FrontEndWidget, module, source_line, style
from sio_kit.options.columns import compared
from sio_kit.options.model import COMMON, KINDS, PROCESS, Comparison
from sio_kit.options.sheets import option_sheets
from sio_kit.typography import typeset


class OptionExplorer(FrontEndWidget):
    """Compare the options: filter their lines, choose one, and read its passage beside its counterpart.

    Parameters
    ----------
    ref : Referential

    Attributes
    ----------
    kind : str
        The kind of lines shown: `""` (all), `"intervention"`, `"mission"`, `"processus"`, `"emploi"`, `"perspectives"`.
    zone : str
        The lines shown: `""` (all), `"commun"`, or the code of an option, for what is its own.
    query : str
        Words that the lines must hold, as `Referential.search` understands them.
    selected : str
        The line chosen: `""`, an intervention (`"A5"`), a process (`"P3"`), a job (`"emploi A2"`) or the prospects
        (`"perspectives A"`). A line that both options have, or that has a counterpart, reads back as `"A7=B7"`,
        `"A5~B5"`.

    All can be set from Python too; a value that does not exist raises a ReferentialError and changes nothing.

    Examples
    --------
    >>> import sio_kit
    >>> explorateur = sio_kit.widgets.OptionExplorer(sio_kit.load_referential())
    >>> explorateur.selected = "A5"
    >>> explorateur.selected
    'A5~B5'
    """

    _esm = module(__file__)
    _css = style(__file__)

    kind = traitlets.Unicode("").tag(sync=True)
    zone = traitlets.Unicode("").tag(sync=True)
    query = traitlets.Unicode("").tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)
    _options = traitlets.List().tag(sync=True)
    _kinds = traitlets.List().tag(sync=True)  # pairs, since a saved page sorts what is in a dict
    _zones = traitlets.List().tag(sync=True)
    _rows = traitlets.List().tag(sync=True)
    _sheets = traitlets.Dict().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref):
        comparison = Comparison.from_referential(ref)
        self._names = comparison.names()
        self.alternative = repr(compared(comparison))
        fills = colours([option.code for option in comparison.options], OPTIONS)
        super().__init__(
            _options=[
                {"code": each.code, "name": each.name, "label": each.label, **vars(fills[each.code])}
                for each in comparison.options
            ],
            _kinds=[[kind, title] for kind, title in KINDS.items() if comparison.of(kind)],
            _zones=[[zone, "Commun" if zone == COMMON else f"Option {zone}"] for zone in comparison.zones()],
            _rows=[_row(row) for row in comparison.rows],
            _sheets=option_sheets(ref),
            _source=source_line(ref),
        )

    @traitlets.validate("selected")
    def _check_selected(self, proposal):
        name = proposal["value"]
        if name and name not in self._names:
            raise _unknown(name, "une ligne", "A5, P3, emploi A2 ou perspectives A")
        return self._names[name].key if name else ""

    @traitlets.validate("kind", "zone")
    def _check_filter(self, proposal):
        filters = {"kind": (KINDS, "une sorte de lignes"), "zone": (dict(self._zones), "une option")}
        known, what = filters[proposal["trait"].name]
        if proposal["value"] and proposal["value"] not in known:
            raise _unknown(proposal["value"], what, ", ".join(known))
        return proposal["value"]


def _unknown(value, what, known):
    return ReferentialError(typeset(f"« {value} » n'est pas {what}. Choisissez par exemple : {known}."))


def _row(row):
    """Return what the list shows of a row: its text for each option that has one."""
    cells = []
    for part in row.parts:
        text = f"{row.key} {part.shown} : {part.nature}*" if row.kind == PROCESS else part.shown
        cells.append({"option": part.option, "text": text})
    return {"key": row.key, "kind": row.kind, "zone": row.zone, "cells": cells}
