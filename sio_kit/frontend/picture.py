"""A widget around a picture whose parts are buttons."""

import traitlets

from sio_kit.drawing.picture import to_svg
from sio_kit.frontend.base import FrontEndWidget

NARROW = {"width": 340, "font": 13}


class PictureWidget(FrontEndWidget):
    """A widget around a picture, drawn for a wide and for a narrow page, whose named parts are buttons.

    `_labels` gives each part what is read aloud; `_source` says where the texts come from.
    """

    _wide = traitlets.Unicode().tag(sync=True)
    _narrow = traitlets.Unicode().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)


def two_drawings(figure, subject):
    """Return the SVG texts of a subject's figure drawn for a wide and for a narrow page."""
    return to_svg(figure(subject)), to_svg(figure(subject, **NARROW))
