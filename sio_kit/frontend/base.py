"""What the widgets that need no Python to run have in common: their files joined, and what they say in plain text."""

import os
import re
import sys
from pathlib import Path

import traitlets

from sio_kit.frontend.alone import Alone
from sio_kit.frontend.frame import framed
from sio_kit.typography import NBSP, typeset

try:
    from anywidget import AnyWidget as Base
except ImportError:
    Base = Alone

VARIABLE, FRAME = "SIO_KIT_WIDGETS", "iframe"  # what one sets where a page shows no widgets
IMPORT = re.compile(r'^import .* from "(.+)";\n', flags=re.MULTILINE)
EXPORT = re.compile("^export ", flags=re.MULTILINE)


def module(file):
    """Return the ES module beside a Python file, joined to those that it imports, since it cannot load a file."""
    return _joined(Path(file).with_suffix(".js").resolve(), [])


def _joined(path, taken):
    """Return a module after those that it imports, each once."""
    taken.append(path)
    own = _read(path)
    imported = [(path.parent / name).resolve() for name in IMPORT.findall(own)]
    shared = "".join(EXPORT.sub("", _joined(each, taken)) for each in imported if each not in taken)
    return shared + IMPORT.sub("", own)


def style(file, *others):
    """Return the style sheet beside a Python file, after the one that all share and `others`, named from its folder."""
    own = Path(file).with_suffix(".css")
    return "".join(map(_read, (Path(__file__).with_name("shared.css"), *(own.parent / name for name in others), own)))


def _read(path):
    return path.read_text(encoding="utf-8")


class FrontEndWidget(Base):
    """A widget whose data all travel in its traits, and whose front end shows them alone.

    Where a page knows no widgets, it shows itself as a page of its own in a frame; Python then hears nothing of what
    is chosen there.

    Attributes
    ----------
    alternative : str
        What the widget shows, said in French: the plain text of a cell's output, for pages without widgets.
    paper, paper_answers : str
        HTML: what stands in the widget's place on a printed page, and on the corrigé.
    """

    alternative = ""
    paper = traitlets.Unicode().tag(sync=True)
    paper_answers = traitlets.Unicode().tag(sync=True)

    def __repr__(self):
        return self.alternative

    def _repr_mimebundle_(self, **options):
        if shown_in_frames():
            return {"text/plain": self.alternative, "text/html": self._frame()}, {}
        data, metadata = super()._repr_mimebundle_(**options)
        return {**data, "text/plain": self.alternative}, metadata

    def _repr_html_(self):
        return self._frame() if shown_in_frames() else None

    def _frame(self):
        """Return the widget as HTML that needs nothing else."""
        title = self.alternative.split("\n", 1)[0].lstrip("# ").rstrip(f"{NBSP}:")
        known = {*Base.class_trait_names(), "_anywidget_id"}  # what only Jupyter's own widgets ask for
        state = {name: value for name, value in self.trait_values(sync=True).items() if name not in known}
        return framed(title, state, str(self._esm), str(self._css), self._python())

    def _python(self):
        """Return the HTML that gives the page in the frame its Python; "" where it needs none."""
        return ""


def shown_in_frames():
    """Tell whether widgets are shown in frames: without anywidget, in Colab, or because one asks for it."""
    return Base is Alone or os.environ.get(VARIABLE) == FRAME or "google.colab" in sys.modules


def source_line(ref):
    """Return the line under a sheet: where quotations come from, and what is added."""
    return typeset(f"Entre « » : {ref.title}, avec le numéro du passage. * : ajouté par le kit.")
