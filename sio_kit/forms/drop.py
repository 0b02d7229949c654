"""A place where a student drops a file to take their work up again."""

import traitlets

from sio_kit.frontend.base import FrontEndWidget, module, style


class FileDrop(FrontEndWidget):
    """A place to drop, or choose, a text file: `file` is its `name` and `text` (None if it is too large for a work)."""

    _esm = module(__file__)
    _css = style(__file__)
    alternative = "Un endroit où déposer un travail enregistré."

    file = traitlets.Dict().tag(sync=True)
