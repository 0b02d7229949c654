"""A form that keeps a student's work: undone and redone, saved, reopened, dropped on it, exported."""

import asyncio
import os
from html import escape

import ipywidgets

from sio_kit.drawing.picture import to_png, to_svg
from sio_kit.errors import ReferentialError
from sio_kit.files import free_path, write
from sio_kit.forms.drop import FileDrop
from sio_kit.forms.finding import NOTHING
from sio_kit.forms.history import History
from sio_kit.forms.work import encodable
from sio_kit.forms.workfile import WorkFile, parse, too_large
from sio_kit.frontend.base import style
from sio_kit.frontend.picture import two_drawings
from sio_kit.typography import NBSP, typeset

DRAWING_PAUSE = 0.8  # seconds without a keystroke before the picture follows
FULL = ipywidgets.Layout(width="auto", flex="1 1 auto", min_width="0", max_width="100%")
LONG_LABEL = {"description_width": "7em"}


class WorkForm(ipywidgets.VBox):
    """The part that every such form shares: it holds a `Work`, which never changes in place, and shows it.

    A form sets `WORK` (its class), `FILE` and, if it has a picture, `figure` (one of `sio_kit.figures`). It
    defines `_make_parts` (its controls) and, if it has no picture, `_show_rest`.

    Whatever drives a form finds in it `work`; `place`, where the item stands that is edited; `fields`, the controls of
    the work's and of that item's fields, by name; `buttons`, by label; `texts`, what the form says, by subject.
    """

    WORK, FILE = None, ""
    figure = None
    place = None

    def __init__(self, ref, path=None):
        self._ref, self._history = ref, History(self.WORK.blank(ref))
        self._filling, self._timer, self._file = False, None, None
        self.fields, self.texts, self.buttons = {}, {}, {}
        parts = [ipywidgets.HTML(f"<style>{style(__file__)}</style>"), *self._make_parts(), self._make_files(path)]
        super().__init__(parts)
        self._show()
        if path is not None:
            self._try(self._open_if_there)

    def __repr__(self):
        return self.work.describe()

    def _repr_mimebundle_(self, **options):
        return {**super()._repr_mimebundle_(**options), "text/plain": repr(self)}

    @property
    def work(self):
        return self._history.value

    @property
    def item(self):
        """The item that is edited, None if there is none."""
        return None if self.place is None else self.work.items[self.place]

    @property
    def said(self):
        """The form's last sentence, as HTML."""
        return self.texts["said"].value

    # What it is made of

    def _text(self, subject):
        """Return a place for what the form says of a subject."""
        return self.texts.setdefault(subject, ipywidgets.HTML())

    def _field(self, name, label, kind=ipywidgets.Text, **settings):
        """Return the control of a field of the work, or of the item that is edited."""
        control = self.fields[name] = labelled(label, kind, **settings)
        control.observe(lambda change: self._change(name, change["new"]), "value")
        return control

    def _choice(self, name, label, options, kind=ipywidgets.Dropdown):
        return self._field(name, label, kind, options=options, value=None)

    def _make_start(self, label, starts):
        """Return the choice of what to begin with: of a blank work, whose name is `""`, or an example of the tables."""
        self.start = labelled(label, ipywidgets.Dropdown, options=starts)
        return row(self.start, self._button("Commencer", self._begin))

    def _make_judgement(self):
        return ipywidgets.VBox([self._text("said"), self._text("findings"), self._text("picture")])

    # What the student does

    def _button(self, label, action):
        button = ipywidgets.Button(description=label, layout=ipywidgets.Layout(width="auto"))
        button.on_click(lambda _: self._try(action))
        self.buttons[label] = button
        return button

    def _history_buttons(self):
        return [
            self._button("Annuler", lambda: self._travel(self._history.undo)),
            self._button("Rétablir", lambda: self._travel(self._history.redo)),
        ]

    def _try(self, action):
        """Do what a button says; what goes wrong is said in the form, and the work stays as it was."""
        try:
            action()
        except ReferentialError as error:
            self._say(str(error))

    def _change(self, name, value):
        """Take what was typed or chosen in a field."""
        if self._filling or value is None:
            return
        value = encodable(value)
        if self.work.has(name):
            self.do(self.work.with_fields(**{name: value}), name)
        elif self.place is not None:
            self.do(self.work.with_change(self.place, **{name: value}), f"{name}{self.place}")

    def do(self, work, field=None, place=None):
        """Take a new value, and edit the item at `place`; changes in a row of the same `field` are undone together."""
        self._history.do(work, field)
        self._show(place)

    def _begin(self):
        example = self.start.value
        self.do(self.WORK.from_referential(self._ref, example) if example else self.WORK.blank(self._ref), place=0)
        self._say("Un nouveau travail commence. « Annuler » ramène le précédent.")

    def _travel(self, step):
        """Undo or redo."""
        step()
        self._show()

    # What is shown

    def _show(self, _place=None):
        """Bring everything in line with the work, and edit the item at a place (default: the same)."""
        self._fill()
        self._show_rest()

    def _fill(self):
        """Put the work, and the item that is edited, into the fields; what no choice has is left out."""
        self._filling = True
        for name, control in self.fields.items():
            owner = self.work if self.work.has(name) else self.item
            set_value(control, getattr(owner, name, ""))
            control.disabled = owner is None
        self._filling = False
        for label, able in self._possible().items():
            if label in self.buttons:
                self.buttons[label].disabled = not able

    def _possible(self):
        """Tell which buttons can be pressed, by their label; those that are not named always can."""
        return {"Annuler": self._history.can_undo, "Rétablir": self._history.can_redo}

    def _show_rest(self):
        """Say what the rules find; the picture follows."""
        self.texts["findings"].value = findings_html(self.WORK.JUDGED, self.work.findings(self._ref))
        self._draw_later()

    def _say(self, sentence):
        self.texts["said"].value = f'<p role="status">{escape(typeset(encodable(sentence)))}</p>'

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
        names = zip(("sio-wide", "sio-narrow"), two_drawings(type(self).figure, self.work), strict=True)
        shown = "".join(svg.replace("<svg", f'<svg class="{name}"', 1) for name, svg in names)
        label = escape(repr(self))
        self.texts[
            "picture"
        ].value = f'<div class="sio"><div class="sio-picture" role="img" aria-label="{label}">{shown}</div></div>'

    # Files

    def _make_files(self, path):
        self.path = labelled("Fichier", value=str(path or self.FILE))
        self.drop = FileDrop()
        self.drop.observe(lambda change: self._try(lambda: self._take(change["new"])), "file")
        actions = {"Enregistrer": self._save, "Ouvrir": self._open, "Exporter la fiche": self._export_sheet}
        if self.figure:
            actions["Exporter l'image PNG"] = lambda: self._export_picture(".png", to_png)
            actions["Exporter l'image SVG"] = lambda: self._export_picture(".svg", _standalone_svg)
        return ipywidgets.VBox([self.path, row(*(self._button(*action) for action in actions.items())), self.drop])

    def _asked(self):
        """Return the file whose name stands in the form."""
        return WorkFile(self.path.value.strip(), self.WORK.KIND, self.WORK.VERSION)

    def _save(self):
        file = self._asked()
        asked = file.path
        if self._file is None or self._file.path != asked:
            self._file = file
        saved = self._file.save(self.work.to_data())
        self.path.value = str(saved)
        if saved == asked:
            self._say(f"Enregistré dans « {saved} ».")
        else:
            self._say(
                f"Le fichier « {asked} » contient un autre travail, écrit entre-temps : il est gardé tel quel, "
                f"et le vôtre est enregistré dans « {saved} »."
            )

    def _open(self):
        file = self._asked()
        self._take_up(file.read(), file.path.name, file)
        self._say(f"Ouvert : « {file.path} ». « Annuler » ramène le travail précédent.")

    def _open_if_there(self):
        if self._asked().exists():
            self._open()

    def _take(self, file):
        """Read a file that was dropped; the work is kept in no file until it is saved."""
        name = str(file.get("name"))
        if not isinstance(file.get("text"), str):
            raise too_large(name)
        data = parse(file["text"].encode("utf-8", "replace"), name, self.WORK.KIND, self.WORK.VERSION)
        self._take_up(data, name, None)
        self._say(f"Repris : « {name} ». Enregistrez pour le garder. « Annuler » ramène le travail précédent.")

    def _take_up(self, data, name, file):
        work = self.WORK.from_data(data, self._ref, name)
        self._file = file
        self.do(work, place=0)

    def _export_sheet(self):
        self._export(".md", self.work.to_markdown(self._ref).encode("utf-8", "replace"))

    def _export_picture(self, suffix, picture):
        self._export(suffix, picture(type(self).figure(self.work)))

    def _export(self, suffix, content):
        path = self._asked().path
        target = (path if path.name.strip(".") else path / self.FILE).with_suffix(suffix)
        target = free_path(target) if os.path.lexists(target) else target
        write(target, content)
        self._say(f"Exporté dans « {target} ».")


def _standalone_svg(ax):
    """Return a picture's SVG for a file of its own, dark on white."""
    svg = to_svg(ax).replace("var(--sio-paper)", "#ffffff")
    return svg.replace("<svg", '<svg color="#000000" style="background: #ffffff"', 1).encode("utf-8", "replace")


def findings_html(title, findings):
    """Return the findings on a piece of work as HTML, their words as text."""
    items = [f"<li>{_finding_html(finding)}</li>" for finding in findings] or [f"<li>{NOTHING}</li>"]
    return f'<div role="status"><h4>{escape(title)}</h4><ul>{"".join(items)}</ul></div>'


def _finding_html(finding):
    where = f", étape {finding.step}" if finding.step else ""
    passage = f" ({escape(finding.passage)})" if finding.passage else ""
    return f"<strong>{escape(finding.severity)}</strong>{where}{NBSP}: {escape(finding.sentence)}{passage}"


def row(*controls):
    """Return the controls side by side, in as many lines as they need."""
    return ipywidgets.HBox(controls, layout=ipywidgets.Layout(flex_flow="row wrap", width="100%"))


def labelled(label, kind=ipywidgets.Text, **settings):
    """Return a control as wide as the form, its label before it."""
    return kind(description=label, style=LONG_LABEL, layout=FULL, **settings)


def set_value(control, value):
    """Set a field or a choice; a choice that does not have the value shows nothing."""
    options = getattr(control, "options", None)
    control.value = value if options is None or value in [option[1] for option in options] else None
