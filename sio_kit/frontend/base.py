"""What the widgets that need no Python to run have in common: their files joined, and what they say in plain text."""

import re
from pathlib import Path

import anywidget
import traitlets

from sio_kit.typography import typeset

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


class FrontEndWidget(anywidget.AnyWidget):
    """A widget whose data all travel in its traits, and whose front end shows them alone.

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
        data, metadata = super()._repr_mimebundle_(**options)
        return {**data, "text/plain": self.alternative}, metadata


def source_line(ref):
    """Return the line under a sheet: where quotations come from, and what is added."""
    return typeset(f"Entre « » : {ref.title}, avec le numéro du passage. * : ajouté par le kit.")
