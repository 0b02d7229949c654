"""Build one's own service, step by step, while the référentiel's rules are checked."""

from html import escape

import ipywidgets

from sio_kit.forms.form import WorkForm
from sio_kit.forms.list_form import ListForm
from sio_kit.service.figure import service_timeline
from sio_kit.service.model import Service, Step, examples
from sio_kit.typography import NBSP, typeset
from sio_kit.vocabulary import PRODUCTION, SUPPLY

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

    WORK, FILE = Service, "mon_service.json"
    figure = staticmethod(service_timeline)
    service = WorkForm.work

    def _make_parts(self):
        official = {row["exemple"] for row in self._ref.rows("etapes")}
        starts = [("Une feuille blanche", "")]
        for name, label in examples(self._ref).items():
            whose = "du référentiel" if name in official else "ajouté par le kit"
            starts.append((f"{label} (exemple {whose})", name))
        return [
            self._make_start("Partir de", starts),
            self._field("name", "Service"),
            self._make_editor(),
            self._make_judgement(),
        ]

    def _make_editor(self):
        codes = [(f"{code} {label}", code) for code, label in self.service.processes]
        phases = [("sans partie", ""), (PRODUCTION, PRODUCTION), (SUPPLY, SUPPLY)]
        buttons = [
            self._button("Ajouter une étape", self._add),
            self._button("Monter", lambda: self._move(-1)),
            self._button("Descendre", lambda: self._move(1)),
            self._button("Supprimer", self._remove),
            *self._history_buttons(),
        ]
        return self._make_list(
            "Étapes",
            buttons,
            self._choice("process", "Processus", codes),
            self._choice("caller", "Appelé par", [("personne", ""), *codes]),
            self._choice("phase", "Partie", phases),
            self._field("action", "Action", ipywidgets.Textarea),
        )

    def _label(self, number, step):
        return f"{number}. {step.process}{NBSP}: {step.shown[:60]}"

    def _new(self, before):
        """Return a step of the same part as the one before it."""
        first = next((code for code, _ in self.service.processes), "")
        return Step(first, phase=before.phase if before else PRODUCTION)

    def _draw(self):
        if len(self.service.steps) > DRAWN_LIVE:
            self.texts["picture"].value = escape(
                typeset(f"Plus de {DRAWN_LIVE} étapes : l'image s'obtient par l'export.")
            )
        else:
            super()._draw()
