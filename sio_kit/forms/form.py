"""A form that keeps a student's work: the page edits it, Python judges it; where a kernel runs, files keep it."""

import os
from functools import partial
from pathlib import Path

import traitlets

from sio_kit.drawing.picture import to_png, to_svg
from sio_kit.errors import ReferentialError
from sio_kit.files import free_path, write
from sio_kit.forms.check import read
from sio_kit.forms.engine import python_in_page
from sio_kit.forms.tables import tables_of
from sio_kit.forms.workfile import WorkFile
from sio_kit.frontend.base import FrontEndWidget, source_line
from sio_kit.typography import typeset

PAPER = f"<p><em>{typeset('Ici, un formulaire : le travail s’imprime par « Fiche à rendre ».')}</em></p>"


class WorkForm(FrontEndWidget):
    """The part that all forms share: a document, which the page edits, and what the rules of its room find in it.

    A form sets `RULES` (the module `rules` of its room), `FILE` and, if it has a picture, `picture`: a function from a
    document and the référentiel to Axes.

    Attributes
    ----------
    value : dict
        The document: what a file of the work holds. It can be set from Python too; a ReferentialError is raised, and
        nothing changes, if it is no work of this kind.
    findings : list of dict
        What the rules find in it: `severity`, `place` (the number of the step, argument or criterion, 0 for the whole),
        `sentence`, and the `passage` on which it rests.
    """

    RULES, FILE = None, ""
    picture = None

    value = traitlets.Dict().tag(sync=True)
    findings = traitlets.List().tag(sync=True)
    _room = traitlets.Unicode().tag(sync=True)
    _tables = traitlets.Dict().tag(sync=True)
    _starts = traitlets.List().tag(sync=True)
    _file = traitlets.Unicode().tag(sync=True)
    _shown = traitlets.Dict().tag(sync=True)
    _said = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref, path=None):
        rules = self.RULES
        tables = self.tables(ref)
        starts = rules.starts(tables)
        self._ref, self._kept = ref, None
        super().__init__(
            _room=rules.__name__.split(".")[-2],
            _tables=tables,
            _starts=starts,
            _file=str(path or self.FILE),
            paper=PAPER,
            _shown={"source": source_line(ref), "picture": self.picture is not None, **self._show(ref)},
            value=starts[0][1],
        )
        self.on_msg(self._hear)
        if path is not None:
            self._open_first(str(path))

    @classmethod
    def tables(cls, ref):
        """Return what the rules read of the tables; see the room's `rules`."""
        return tables_of(ref, cls.RULES.TABLES)

    def _show(self, _ref):
        """Return what the page shows beside the tables, such as colours: a dict."""
        return {}

    @property
    def alternative(self):
        return self.RULES.sheet(self.value, self._tables)

    @traitlets.validate("value")
    def _check(self, proposal):
        return read(self.RULES, proposal["value"], self._tables, self._file)

    @traitlets.observe("value")
    def _judge(self, change):
        self.findings = self.RULES.judge(change["new"], self._tables)

    def _python(self):
        return python_in_page()

    # What the page asks for

    def _hear(self, _, message, __):
        """Answer what the page asks; what goes wrong is said, and the work stays as it was."""
        name, number = str(message.get("what")), message.get("ask")
        answers = {"here": str, "read": self._read, **self._of_rules(), **self._of_files()}
        try:
            self.send({"answer": number, "result": answers[name](*message.get("arguments", ()))})
        except ReferentialError as error:
            self.send({"answer": number, "wrong": str(error)})

    def _of_rules(self):
        return {each: partial(self._apply, each) for each in ("sheet", "report")}

    def _of_files(self):
        return {"save": self._save, "open": self._open, "export": self._export, "draw": self._draw}

    def _apply(self, name, work):
        return getattr(self.RULES, name)(self._read(work), self._tables)

    def _read(self, data, name="travail"):
        return read(self.RULES, data, self._tables, name)

    # Files, where a kernel runs

    def _open_first(self, path):
        """Open the file that the form was asked for; where it cannot be read, the form begins blank and says so."""
        try:
            if self._file_of(path).exists():
                opened = self._open(path)
                self.value, self._said = opened["work"], opened["said"]
        except ReferentialError as error:
            self._said = str(error)

    def _save(self, work, name):
        file = self._file_of(name)
        asked = file.path
        if self._kept is None or self._kept.path != asked:
            self._kept = file
        saved = self._kept.save(self._read(work, name))
        if saved == asked:
            return {"file": str(saved), "said": typeset(f"Enregistré dans « {saved} ».")}
        said = (
            f"Le fichier « {asked} » contient un autre travail, écrit entre-temps : il est gardé tel quel, "
            f"et le vôtre est enregistré dans « {saved} »."
        )
        return {"file": str(saved), "said": typeset(said)}

    def _open(self, name):
        file = self._file_of(name)
        work = file.read()
        self._kept = file
        return {"work": work, "said": typeset(f"Ouvert : « {file.path} ». « Annuler » ramène le travail précédent.")}

    def _export(self, work, name):
        """Write the sheet in Markdown."""
        return self._write(name, ".md", self._apply("sheet", work).encode("utf-8", "replace"))

    def _draw(self, work, name, suffix):
        """Write the picture, as `.svg` or `.png`."""
        picture = {".svg": _standalone_svg, ".png": to_png}[suffix]
        return self._write(name, suffix, picture(self.picture(self._read(work, name))))

    def _file_of(self, name):
        return WorkFile(name.strip(), self.RULES, self._tables)

    def _write(self, name, suffix, content):
        path = Path(name.strip())
        target = (path if path.name.strip(".") else path / self.FILE).with_suffix(suffix)
        target = free_path(target) if os.path.lexists(target) else target
        write(target, content)
        return {"said": typeset(f"Exporté dans « {target} ».")}


def _standalone_svg(ax):
    """Return a picture's SVG for a file of its own, dark on white."""
    svg = to_svg(ax).replace("var(--sio-paper)", "#ffffff")
    return svg.replace("<svg", '<svg color="#000000" style="background: #ffffff"', 1).encode("utf-8", "replace")
