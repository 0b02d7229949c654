"""Build one's own service, step by step, while the référentiel's rules are checked."""

from html import escape

import ipywidgets

from sio_kit.forms.form import FULL, LONG_LABEL, choice_field, findings_html, row, text_field
from sio_kit.forms.list_form import ListForm
from sio_kit.service.figure import draw
from sio_kit.service.model import Service, Step, examples
from sio_kit.service.work import KIND, VERSION, from_data, to_data, to_markdown
from sio_kit.typography import NBSP, typeset
from sio_kit.vocabulary import PRODUCTION, SUPPLY

BLANK = ""
DRAWN_LIVE = 60  # steps


class ServiceWorkshop(ListForm):
    """A form in which a student tells a service: its picture and what the référentiel says of it follow.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's work; it is opened if it exists. Default: `mon_service.json`, not opened.

    Attributes
    ----------
    service : sio_kit.service.model.Service
        What has been built so far.

    Examples
    --------
    >>> import sio_kit
    >>> atelier = sio_kit.widgets.ServiceWorkshop(sio_kit.load_referential())
    >>> atelier.service.steps
    ()
    """

    KIND, VERSION, FILE = KIND, VERSION, "mon_service.json"
    figure = staticmethod(draw)

    def __init__(self, ref, path=None):
        super().__init__(ref, Service.blank(ref), path)

    @property
    def service(self):
        return self._history.value

    # The form

    def _make_parts(self):
        starts = [("Une feuille blanche", BLANK)]
        starts += [(self._start_label(name, label), name) for name, label in examples(self._ref).items()]
        self._example = ipywidgets.Dropdown(options=starts, description="Partir de", style=LONG_LABEL, layout=FULL)
        self._name = text_field("Service", self._change_name)
        self._findings = ipywidgets.HTML()
        return [
            row(self._example, self._button("Commencer", self._begin)),
            self._name,
            self._make_editor(),
            ipywidgets.VBox([self._said, self._findings, self._picture]),
        ]

    def _start_label(self, name, label):
        added = name not in {row["exemple"] for row in self._ref.rows("etapes")}
        return f"{label} (exemple ajouté par le kit)" if added else f"{label} (exemple du référentiel)"

    def _make_editor(self):
        codes = [(f"{code} {label}", code) for code, label in self.service.processes]
        phases = [("sans partie", ""), (PRODUCTION, PRODUCTION), (SUPPLY, SUPPLY)]
        fields = {
            "process": choice_field("Processus", codes, self._changing("process")),
            "caller": choice_field("Appelé par", [("personne", ""), *codes], self._changing("caller")),
            "phase": choice_field("Partie", phases, self._changing("phase")),
            "action": text_field("Action", self._changing("action"), ipywidgets.Textarea),
        }
        buttons = [
            self._button("Ajouter une étape", self._add),
            self._button("Monter", lambda: self._move(-1)),
            self._button("Descendre", lambda: self._move(1)),
            self._button("Supprimer", self._remove),
            *self._history_buttons(),
        ]
        return self._make_list("Étapes", fields, buttons)

    # What the student does

    def _begin(self):
        example = self._example.value
        self._restart(Service.from_referential(self._ref, example) if example else Service.blank(self._ref))
        self._say("Un nouveau travail commence. « Annuler » ramène le précédent.")

    def _change_name(self, name):
        self._do(self.service.renamed(name), field="name")

    def _move(self, by):
        if self._list.value is not None:
            place = min(max(self._list.value + by, 0), len(self.service.steps) - 1)
            self._do(self.service.moved(self._list.value, by), place=place)

    # The list

    def _items(self):
        return self.service.steps

    def _item_label(self, number, step):
        return f"{number}. {step.process}{NBSP}: {step.shown[:60]}"

    def _with_change(self, place, **fields):
        return self.service.with_change(place, **fields)

    def _with_new(self, place):
        phase = self.service.steps[place - 1].phase if place else PRODUCTION
        first = self.service.processes[0][0] if self.service.processes else ""
        return self.service.with_step(Step(first, phase=phase), place)

    def _without(self, place):
        return self.service.without_step(place)

    def _enable_for(self, place):
        self._enable(
            Monter=bool(place),
            Descendre=place is not None and place < len(self.service.steps) - 1,
            Supprimer=place is not None,
        )

    # What is shown

    def _show_rest(self):
        self._name.value = self.service.name
        findings = self.service.findings(self._ref)
        self._findings.value = findings_html(
            "Ce que dit le référentiel", findings, "Rien à revoir." if self.service.steps else ""
        )
        self._draw_later()

    def _draw(self):
        if len(self.service.steps) > DRAWN_LIVE:
            self._picture.value = escape(typeset(f"Plus de {DRAWN_LIVE} étapes : l'image s'obtient par l'export."))
        else:
            super()._draw()

    # Its files

    def _describe(self):
        return self.service.describe()

    def _to_data(self):
        return to_data(self.service)

    def _from_data(self, data, name):
        return from_data(data, self._ref, name)

    def _to_markdown(self):
        return to_markdown(self.service, self.service.findings(self._ref))
