"""What the widgets that need no Python to run have in common: their files joined, and what they say in plain text."""

import re
from pathlib import Path

import anywidget
import traitlets

from sio_kit.figures.picture import to_svg
from sio_kit.typography import typeset

NARROW = {"width": 340, "font": 13}
FOLDER = Path(__file__).parent


def module(name):
    """Return the ES module `name.js` joined to those that it imports, since it cannot import a file beside it."""
    own = _read(f"{name}.js")
    imported = re.findall(r'^import .* from "\./(\w+\.js)";$', own, flags=re.MULTILINE)
    shared = "".join(re.sub(r"^export ", "", _read(file), flags=re.MULTILINE) for file in imported)
    return shared + re.sub(r"^import .*\n", "", own, flags=re.MULTILINE)


def style(name):
    """Return the style sheet `name.css` after `shared.css`."""
    return _read("shared.css") + _read(f"{name}.css")


def _read(name):
    return (FOLDER / name).read_text(encoding="utf-8")


class FrontEndWidget(anywidget.AnyWidget):
    """A widget whose data all travel in its traits, and whose front end shows them alone.

    Attributes
    ----------
    alternative : str
        What the widget shows, said in French: the plain text of a cell's output, for pages without widgets.
    """

    alternative = ""

    def __repr__(self):
        return self.alternative

    def _repr_mimebundle_(self, **options):
        data, metadata = super()._repr_mimebundle_(**options)
        return {**data, "text/plain": self.alternative}, metadata


class PictureWidget(FrontEndWidget):
    """A widget around a picture, drawn for a wide and for a narrow page, whose named parts are buttons.

    `_labels` gives each part what is read aloud; `_source` says where the texts come from.
    """

    _wide = traitlets.Unicode().tag(sync=True)
    _narrow = traitlets.Unicode().tag(sync=True)
    _labels = traitlets.Dict().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)


def two_drawings(draw, subject):
    """Return the SVG texts of a subject drawn for a wide and for a narrow page; `draw` is a figure module's."""
    return to_svg(draw(subject)), to_svg(draw(subject, **NARROW))


def source_line(ref):
    """Return the line under a sheet: where quotations come from, and what is added."""
    return typeset(f"Entre « » : {ref.title}, avec le numéro du passage. * : ajouté par le kit.")
