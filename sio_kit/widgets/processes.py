"""The map of the processes, to be clicked."""

import traitlets

from sio_kit.figures.processes import draw
from sio_kit.models.process_sheets import process_sheets
from sio_kit.models.processes import ProcessNetwork
from sio_kit.widgets.front_end import PictureWidget, module, source_line, style, two_drawings


class ProcessMap(PictureWidget):
    """The process map: choose a process or an arrow, and the référentiel's words appear.

    Parameters
    ----------
    ref : Referential

    Attributes
    ----------
    selected : str
        What is chosen: `""`, a process (`"P1"`) or a link (`"P1→P3"`). It can be set from Python too; a value that is
        not on the map raises a ReferentialError and changes nothing.

    Examples
    --------
    >>> import sio_kit
    >>> carte = sio_kit.widgets.ProcessMap(sio_kit.load_referential())
    >>> carte.selected = "P1→P3"
    """

    _esm = module("processes")
    _css = style("processes")

    selected = traitlets.Unicode("").tag(sync=True)
    _sheets = traitlets.Dict().tag(sync=True)

    def __init__(self, ref):
        self._network = ProcessNetwork.from_referential(ref)
        self.alternative = self._network.describe()
        wide, narrow = two_drawings(draw, self._network)
        super().__init__(
            _wide=wide,
            _narrow=narrow,
            _labels=self._network.labels(),
            _sheets=process_sheets(ref),
            _source=source_line(ref),
        )

    @traitlets.validate("selected")
    def _check_selected(self, proposal):
        if proposal["value"]:
            self._network.checked([proposal["value"]])
        return proposal["value"]
