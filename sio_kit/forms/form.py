"""A form that keeps a student's work: undone and redone, saved, reopened, dropped on it, exported."""

import asyncio
from html import escape
from pathlib import Path

import ipywidgets

from sio_kit.drawing.picture import to_png, to_svg
from sio_kit.errors import ReferentialError
from sio_kit.files import free_path, write
from sio_kit.forms.drop import FileDrop
from sio_kit.forms.history import History
from sio_kit.forms.workfile import WorkFile, parse, too_large
from sio_kit.frontend.base import style
from sio_kit.frontend.picture import two_drawings
from sio_kit.typography import NBSP, typeset

DRAWING_PAUSE = 0.8  # seconds without a keystroke before the picture follows
FULL = ipywidgets.Layout(width="auto", flex="1 1 auto", min_width="0", max_width="100%")
LONG_LABEL = {"description_width": "7em"}


class WorkForm(ipywidgets.VBox):
    """The part that every such form shares; a form gives it a value that never changes in place, and shows it.

    A form sets `KIND`, `VERSION` and `FILE` (its files), and `figure` (the `draw` of a figure module) if it has a
    picture. It defines `_make_parts` (its controls), `_show` (bring them in line with the value), `_describe`,
    `_to_data`, `_from_data` and `_to_markdown`.

    Parameters
    ----------
    ref : Referential
    value
        What the work starts from.
    path : str or path, optional
        The file of the work; it is opened if it exists. Default: `FILE`, not opened.
    """

    KIND, VERSION, FILE = "", 1, ""
    figure = None

    def __init__(self, ref, value, path=None):
        self._ref = ref
        self._history = History(value)
        self._filling, self._timer, self._work = False, None, None
        self._buttons = {}
        self._said, self._picture = ipywidgets.HTML(), ipywidgets.HTML()
        parts = [ipywidgets.HTML(f"<style>{style(__file__)}</style>"), *self._make_parts(), self._make_files(path)]
        super().__init__(parts)
        self._show()
        if path is not None and Path(path).exists():
            self._try(self._open)

    def __repr__(self):
        return self._describe()

    def _repr_mimebundle_(self, **options):
        return {**super()._repr_mimebundle_(**options), "text/plain": repr(self)}

    # What the student does

    def _button(self, label, action):
        button = ipywidgets.Button(description=label, layout=ipywidgets.Layout(width="auto"))
        button.on_click(lambda _: self._try(action))
        self._buttons[label] = button
        return button

    def _history_buttons(self):
        return [self._button("Annuler", self._undo), self._button("Rétablir", self._redo)]

    def _try(self, action):
        """Do what a button says; what goes wrong is said in the form, and the work stays as it was."""
        try:
            action()
        except ReferentialError as error:
            self._say(str(error))

    def _do(self, value, field=None):
        """Take a new value; changes in a row of the same `field` are undone together."""
        if not self._filling:
            self._history.do(value, field)
            self._show()

    def _undo(self):
        self._history.undo()
        self._show()

    def _redo(self):
        self._history.redo()
        self._show()

    # What is shown

    def _enable(self, **possible):
        """Say which buttons can be pressed, by their label; those of the history always are looked after."""
        possible |= {"Annuler": self._history.can_undo, "Rétablir": self._history.can_redo}
        for label, able in possible.items():
            self._buttons[label].disabled = not able

    def _say(self, sentence):
        self._said.value = f'<p role="status">{escape(typeset(sentence))}</p>'

    def _draw_later(self):
        """Draw once the typing pauses; at once where no event loop runs."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._draw()
            return
        if self._timer:
            self._timer.cancel()
        self._timer = loop.call_later(DRAWING_PAUSE, self._draw)

    def _draw(self):
        names = zip(("sio-wide", "sio-narrow"), two_drawings(type(self).figure, self._history.value), strict=True)
        shown = "".join(svg.replace("<svg", f'<svg class="{name}"', 1) for name, svg in names)
        label = escape(repr(self))
        self._picture.value = (
            f'<div class="sio"><div class="sio-picture" role="img" aria-label="{label}">{shown}</div></div>'
        )

    # Files

    def _make_files(self, path):
        self._path = text_field("Fichier", lambda _: None)
        self._path.value = str(path or self.FILE)
        self._drop = FileDrop()
        self._drop.observe(lambda change: self._try(lambda: self._take(change["new"])), "file")
        actions = {"Enregistrer": self._save, "Ouvrir": self._open, "Exporter la fiche": self._export_sheet}
        if self.figure:
            actions["Exporter l'image PNG"] = lambda: self._export_picture(".png", to_png)
            actions["Exporter l'image SVG"] = lambda: self._export_picture(".svg", _standalone_svg)
        return ipywidgets.VBox([self._path, row(*(self._button(*action) for action in actions.items())), self._drop])

    def _save(self):
        asked = Path(self._path.value.strip())
        if self._work is None or self._work.path != asked:
            self._work = WorkFile(asked, self.KIND, self.VERSION)
        saved = self._work.save(self._to_data())
        self._path.value = str(saved)
        if saved == asked:
            self._say(f"Enregistré dans « {saved} ».")
        else:
            self._say(
                f"Le fichier « {asked} » contient un autre travail, écrit entre-temps : il est gardé tel quel, "
                f"et le vôtre est enregistré dans « {saved} »."
            )

    def _open(self):
        work = WorkFile(Path(self._path.value.strip()), self.KIND, self.VERSION)
        value = self._from_data(work.read(), work.path.name)
        self._work = work
        self._restart(value)
        self._say(f"Ouvert : « {work.path} ». « Annuler » ramène le travail précédent.")

    def _take(self, file):
        """Take up the work in a file that was dropped; it is kept in no file until it is saved."""
        name = str(file.get("name"))
        if not isinstance(file.get("text"), str):
            raise too_large(name)
        data = parse(file["text"].encode("utf-8", "replace"), name, self.KIND, self.VERSION)
        value = self._from_data(data, name)
        self._work = None
        self._restart(value)
        self._say(f"Repris : « {name} ». Enregistrez pour le garder. « Annuler » ramène le travail précédent.")

    def _restart(self, value):
        """Take the value of another piece of work."""
        self._do(value)

    def _export_sheet(self):
        self._export(".md", self._to_markdown().encode("utf-8", "replace"))

    def _export_picture(self, suffix, picture):
        self._export(suffix, picture(type(self).figure(self._history.value)))

    def _export(self, suffix, content):
        target = Path(self._path.value.strip() or self.FILE).with_suffix(suffix)
        target = free_path(target) if target.exists() else target
        write(target, content)
        self._say(f"Exporté dans « {target} ».")


def _standalone_svg(ax):
    """Return a picture's SVG for a file of its own, dark on white."""
    svg = to_svg(ax).replace("var(--sio-paper)", "#ffffff")
    return svg.replace("<svg", '<svg color="#000000" style="background: #ffffff"', 1).encode("utf-8", "replace")


def findings_html(title, findings, nothing=""):
    """Return the findings on a piece of work as HTML, their words as text; `nothing` is said where there are none."""
    items = [f"<li>{_finding_html(finding)}</li>" for finding in findings]
    if nothing and not items:
        items = [f"<li>{escape(nothing)}</li>"]
    return f'<div role="status"><h4>{escape(title)}</h4><ul>{"".join(items)}</ul></div>'


def _finding_html(finding):
    where = f", étape {finding.step}" if finding.step else ""
    passage = f" ({escape(finding.passage)})" if finding.passage else ""
    return f"<strong>{escape(finding.severity)}</strong>{where}{NBSP}: {escape(finding.sentence)}{passage}"


def row(*controls):
    """Return the controls side by side, in as many lines as they need."""
    return ipywidgets.HBox(controls, layout=ipywidgets.Layout(flex_flow="row wrap", width="100%"))


def text_field(label, listener, kind=ipywidgets.Text):
    """Return a field; `listener` is called with each new text."""
    control = kind(description=label, style=LONG_LABEL, layout=FULL)
    control.observe(lambda change: listener(change["new"]), "value")
    return control


def choice_field(label, options, listener, kind=ipywidgets.Dropdown):
    """Return a choice, at first of nothing; `listener` is called with each new value."""
    control = kind(options=options, value=None, description=label, style=LONG_LABEL, layout=FULL)
    control.observe(lambda change: change["new"] is not None and listener(change["new"]), "value")
    return control


def set_value(control, value):
    """Set a field or a choice; a choice that does not have the value shows nothing."""
    options = getattr(control, "options", None)
    control.value = value if options is None or value in [option[1] for option in options] else None
