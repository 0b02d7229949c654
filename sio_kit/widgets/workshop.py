"""Build one's own service, step by step, while the référentiel's rules are checked."""

import asyncio
from html import escape
from pathlib import Path

import ipywidgets

from sio_kit.errors import ReferentialError
from sio_kit.figures.picture import to_png, to_svg
from sio_kit.figures.services import draw
from sio_kit.models.history import History
from sio_kit.models.service import PRODUCTION, SUPPLY, Service, Step, examples
from sio_kit.models.service_rules import check
from sio_kit.models.service_work import KIND, VERSION, from_data, to_data, to_markdown
from sio_kit.typography import NBSP, typeset
from sio_kit.widgets.drop import FileDrop
from sio_kit.widgets.front_end import style, two_drawings
from sio_kit.work import WorkFile, free_path, parse, too_large, write

BLANK = ""
DRAWING_PAUSE = 0.8  # seconds without a keystroke before the picture follows
DRAWN_LIVE = 60  # steps
FULL = ipywidgets.Layout(width="auto", flex="1 1 auto", min_width="0", max_width="100%")
LONG_LABEL = {"description_width": "7em"}


class ServiceWorkshop(ipywidgets.VBox):
    """A form in which a student tells a service: its picture and what the référentiel says of it follow.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's work; it is opened if it exists. Default: `mon_service.json`, not opened.

    Attributes
    ----------
    service : sio_kit.models.service.Service
        What has been built so far.

    Examples
    --------
    >>> import sio_kit
    >>> atelier = sio_kit.widgets.ServiceWorkshop(sio_kit.load_referential())
    >>> atelier.service.steps
    ()
    """

    def __init__(self, ref, path=None):
        self._ref = ref
        self._history = History(Service.blank(ref))
        self._filling, self._timer = False, None
        self._make_form(path)
        self._make_results()
        super().__init__([self._style, self._start, self._name, self._editor, self._results, self._files])
        self._work = None
        self._show()
        if path is not None and Path(path).exists():
            self._try(self._open)

    def __repr__(self):
        return self.service.describe()

    def _repr_mimebundle_(self, **options):
        return {**super()._repr_mimebundle_(**options), "text/plain": repr(self)}

    @property
    def service(self):
        return self._history.value

    # The form

    def _make_form(self, path):
        codes = [(f"{code} {label}", code) for code, label in self.service.processes]
        self._style = ipywidgets.HTML(f"<style>{style('workshop')}</style>")
        starts = [("Une feuille blanche", BLANK)]
        starts += [(self._start_label(name, label), name) for name, label in examples(self._ref).items()]
        self._example = ipywidgets.Dropdown(options=starts, description="Partir de", style=LONG_LABEL, layout=FULL)
        self._start = _row(self._example, self._button("Commencer", self._begin))
        self._name = _text("Service", self._change_name)
        self._list = ipywidgets.Select(description="Étapes", rows=8, style=LONG_LABEL, layout=FULL)
        self._list.observe(self._fill, "value")
        self._process = _choice("Processus", codes, lambda value: self._change("process", value))
        self._caller = _choice("Appelé par", [("personne", ""), *codes], lambda value: self._change("caller", value))
        phases = [("sans partie", ""), (PRODUCTION, PRODUCTION), (SUPPLY, SUPPLY)]
        self._phase = _choice("Partie", phases, lambda value: self._change("phase", value))
        self._action = _text("Action", lambda value: self._change("action", value), ipywidgets.Textarea)
        self._buttons = {
            label: self._button(label, action)
            for label, action in [
                ("Ajouter une étape", self._add),
                ("Monter", lambda: self._move(-1)),
                ("Descendre", lambda: self._move(1)),
                ("Supprimer", self._remove),
                ("Annuler", self._undo),
                ("Rétablir", self._redo),
            ]
        }
        fields = [self._process, self._caller, self._phase, self._action]
        self._editor = ipywidgets.VBox([self._list, _row(*self._buttons.values()), *fields])
        self._path = _text("Fichier", lambda _: None)
        self._path.value = str(path or "mon_service.json")
        self._drop = FileDrop()
        self._drop.observe(lambda change: self._try(lambda: self._take(change["new"])), "file")
        buttons = [
            self._button("Enregistrer", self._save),
            self._button("Ouvrir", self._open),
            self._button("Exporter la fiche", self._export_sheet),
            self._button("Exporter l'image PNG", lambda: self._export_picture(".png", to_png)),
            self._button("Exporter l'image SVG", lambda: self._export_picture(".svg", _standalone_svg)),
        ]
        self._files = ipywidgets.VBox([self._path, _row(*buttons), self._drop])

    def _button(self, label, action):
        button = ipywidgets.Button(description=label, layout=ipywidgets.Layout(width="auto"))
        button.on_click(lambda _: self._try(action))
        return button

    def _try(self, action):
        """Do what a button says; what goes wrong is said in the form, and the work stays as it was."""
        try:
            action()
        except ReferentialError as error:
            self._say(str(error))

    def _start_label(self, name, label):
        added = name not in set(self._ref.etapes["exemple"])
        return f"{label} (exemple ajouté par le kit)" if added else f"{label} (exemple du référentiel)"

    def _make_results(self):
        self._said = ipywidgets.HTML()
        self._findings = ipywidgets.HTML()
        self._picture = ipywidgets.HTML()
        self._results = ipywidgets.VBox([self._said, self._findings, self._picture])

    # What the student does

    def _begin(self):
        example = self._example.value
        service = Service.from_referential(self._ref, example) if example else Service.blank(self._ref)
        self._do(service, place=0)
        self._say("Un nouveau travail commence. « Annuler » ramène le précédent.")

    def _change_name(self, name):
        self._do(self.service.renamed(name), field="name")

    def _change(self, field, value):
        if not self._filling and self._list.value is not None:
            place = self._list.value
            self._do(self.service.with_change(place, **{field: value}), place, field=f"{field}{place}")

    def _add(self):
        place = len(self.service.steps) if self._list.value is None else self._list.value + 1
        phase = self.service.steps[place - 1].phase if place else PRODUCTION
        first = self.service.processes[0][0] if self.service.processes else ""
        self._do(self.service.with_step(Step(first, phase=phase), place), place)

    def _move(self, by):
        if self._list.value is not None:
            place = min(max(self._list.value + by, 0), len(self.service.steps) - 1)
            self._do(self.service.moved(self._list.value, by), place)

    def _remove(self):
        if self._list.value is not None:
            self._do(self.service.without_step(self._list.value), max(self._list.value - 1, 0))

    def _undo(self):
        self._history.undo()
        self._show(self._list.value)

    def _redo(self):
        self._history.redo()
        self._show(self._list.value)

    def _do(self, service, place=None, field=None):
        if self._filling:
            return
        self._history.do(service, field)
        self._show(self._list.value if place is None else place)

    # What is shown

    def _show(self, place=None):
        """Bring everything in line with the service; `place` is the step to edit."""
        self._filling = True
        steps = self.service.steps
        self._list.options = [
            (f"{n}. {step.process}{NBSP}: {step.shown[:60]}", n - 1) for n, step in enumerate(steps, start=1)
        ]
        self._list.value = min(place or 0, len(steps) - 1) if steps else None
        self._name.value = self.service.name
        self._filling = False
        self._fill()
        self._findings.value = _findings_html(check(self.service, self._ref), self.service)
        self._draw_later()

    def _fill(self, _change=None):
        """Put the chosen step into the fields; the values that a file may hold and no list has are left out."""
        if self._filling:
            return
        self._filling = True
        place, steps = self._list.value, self.service.steps
        step = steps[place] if place is not None else Step("")
        for control, value in [(self._process, step.process), (self._caller, step.caller), (self._phase, step.phase)]:
            control.value = value if value in [option[1] for option in control.options] else None
        self._action.value = step.action
        for control in (self._process, self._caller, self._phase, self._action):
            control.disabled = place is None
        for label, possible in [
            ("Monter", bool(place)),
            ("Descendre", place is not None and place < len(steps) - 1),
            ("Supprimer", place is not None),
            ("Annuler", self._history.can_undo),
            ("Rétablir", self._history.can_redo),
        ]:
            self._buttons[label].disabled = not possible
        self._filling = False

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
        if len(self.service.steps) > DRAWN_LIVE:
            self._picture.value = escape(typeset(f"Plus de {DRAWN_LIVE} étapes : l'image s'obtient par l'export."))
            return
        names = zip(("sio-wide", "sio-narrow"), two_drawings(draw, self.service), strict=True)
        shown = "".join(svg.replace("<svg", f'<svg class="{name}"', 1) for name, svg in names)
        label = escape(repr(self))
        self._picture.value = (
            f'<div class="sio"><div class="sio-picture" role="img" aria-label="{label}">{shown}</div></div>'
        )

    def _say(self, sentence):
        self._said.value = f'<p role="status">{escape(typeset(sentence))}</p>'

    # Files

    def _save(self):
        asked = Path(self._path.value.strip())
        if self._work is None or self._work.path != asked:
            self._work = WorkFile(asked, KIND, VERSION)
        saved = self._work.save(to_data(self.service))
        self._path.value = str(saved)
        if saved == asked:
            self._say(f"Enregistré dans « {saved} ».")
        else:
            self._say(
                f"Le fichier « {asked} » contient un autre travail, écrit entre-temps : il est gardé tel quel, "
                f"et le vôtre est enregistré dans « {saved} »."
            )

    def _open(self):
        work = WorkFile(Path(self._path.value.strip()), KIND, VERSION)
        service = from_data(work.read(), self._ref, work.path.name)
        self._work = work
        self._do(service, place=0)
        self._say(f"Ouvert : « {work.path} ». « Annuler » ramène le travail précédent.")

    def _take(self, file):
        """Take up the work in a file that was dropped; it is kept in no file until it is saved."""
        name = str(file.get("name"))
        if not isinstance(file.get("text"), str):
            raise too_large(name)
        service = from_data(parse(file["text"].encode("utf-8", "replace"), name, KIND, VERSION), self._ref, name)
        self._work = None
        self._do(service, place=0)
        self._say(f"Repris : « {name} ». Enregistrez pour le garder. « Annuler » ramène le travail précédent.")

    def _export_sheet(self):
        sheet = to_markdown(self.service, check(self.service, self._ref))
        self._export(".md", sheet.encode("utf-8", "replace"))

    def _export_picture(self, suffix, picture):
        self._export(suffix, picture(draw(self.service)))

    def _export(self, suffix, content):
        target = Path(self._path.value.strip() or "mon_service").with_suffix(suffix)
        target = free_path(target) if target.exists() else target
        write(target, content)
        self._say(f"Exporté dans « {target} ».")


def _standalone_svg(ax):
    """Return a picture's SVG for a file of its own, dark on white."""
    svg = to_svg(ax).replace("var(--sio-paper)", "#ffffff")
    return svg.replace("<svg", '<svg color="#000000" style="background: #ffffff"', 1).encode("utf-8", "replace")


def _findings_html(findings, service):
    items = [f"<li>{_finding_html(finding)}</li>" for finding in findings]
    if service.steps and not items:
        items = ["<li>Rien à revoir.</li>"]
    return f'<div role="status"><h4>Ce que dit le référentiel</h4><ul>{"".join(items)}</ul></div>'


def _finding_html(finding):
    where = f", étape {finding.step}" if finding.step else ""
    passage = f" ({escape(finding.passage)})" if finding.passage else ""
    return f"<strong>{escape(finding.severity)}</strong>{where}{NBSP}: {escape(finding.sentence)}{passage}"


def _row(*controls):
    return ipywidgets.HBox(controls, layout=ipywidgets.Layout(flex_flow="row wrap", width="100%"))


def _text(label, listener, kind=ipywidgets.Text):
    control = kind(description=label, style=LONG_LABEL, layout=FULL)
    control.observe(lambda change: listener(change["new"]), "value")
    return control


def _choice(label, options, listener):
    control = ipywidgets.Dropdown(options=options, value=None, description=label, style=LONG_LABEL, layout=FULL)
    control.observe(lambda change: change["new"] is not None and listener(change["new"]), "value")
    return control
