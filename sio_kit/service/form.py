"""Build one's own service on a board, step by step, while the référentiel's rules are checked."""

from sio_kit.drawing.palette import shades
from sio_kit.forms.form import WorkForm
from sio_kit.frontend.base import module, style
from sio_kit.service import rules
from sio_kit.service.figure import service_timeline
from sio_kit.service.model import Service


class ServiceWorkshop(WorkForm):
    """A board on which a student tells a service: a lane a process, a card a step, and what the référentiel says of it.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's work; it is opened if it exists. Default: `mon_service.json`, not opened.

    Attributes
    ----------
    value, findings
        The document, and what the rules find in it; see `WorkForm`.
    service : sio_kit.Service
        What has been built so far.

    Examples
    --------
    >>> import sio_kit
    >>> atelier = sio_kit.widgets.ServiceWorkshop(sio_kit.load_referential())
    >>> atelier.service.steps
    ()
    """

    _esm = module(__file__)
    _css = style(__file__, "../forms/form.css", "board.css")
    RULES, FILE = rules, "mon_service.json"

    @property
    def service(self):
        return Service.from_data(self.value, self._ref)

    def picture(self, work):
        return service_timeline(Service.from_data(work, self._ref))

    def _show(self, ref):
        return {"colours": shades([row["code"] for row in ref.rows("processus")])}
