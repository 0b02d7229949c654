"""The map of the processes, to be clicked."""

import traitlets

from sio_kit.frontend.base import module, source_line, style
from sio_kit.frontend.picture import PictureWidget, two_drawings
from sio_kit.processes.figure import process_map
from sio_kit.processes.model import ProcessNetwork
from sio_kit.processes.sheets import process_sheets


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

    _esm = module(__file__)
    _css = style(__file__)

    selected = traitlets.Unicode("").tag(sync=True)
    _sheets = traitlets.Dict().tag(sync=True)

    def __init__(self, ref):
        self._network = ProcessNetwork.from_referential(ref)
        self.alternative = self._network.describe()
        wide, narrow = two_drawings(process_map, ref)
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
