"""Check one's own practical work against the quality criteria."""

import ipywidgets

from sio_kit.context.quality import ANSWERS, UNSAID, Grid
from sio_kit.forms.form import WorkForm, row
from sio_kit.forms.list_form import ListForm
from sio_kit.typography import NBSP, typeset


class QualityGrid(ListForm):
    """A form in which a student says of each quality criterion whether their work meets it, and what shows it.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's grid; it is opened if it exists. Default: `ma_grille.json`, not opened.

    Attributes
    ----------
    grid : sio_kit.context.quality.Grid
        What has been answered so far.

    Examples
    --------
    >>> import sio_kit
    >>> grille = sio_kit.widgets.QualityGrid(sio_kit.load_referential())
    >>> len(grille.grid.checks)
    8
    """

    WORK, FILE = Grid, "ma_grille.json"
    grid = WorkForm.work

    def _make_parts(self):
        answers = [(UNSAID, ""), *((answer, answer) for answer in ANSWERS)]
        return [
            self._field("name", "Travail"),
            self._make_list(
                "Critères",
                [],
                self._choice("answer", "Atteint", answers),
                self._field("proof", "Preuve", ipywidgets.Textarea),
            ),
            row(*self._history_buttons()),
            self._text("missing"),
            self._text("said"),
        ]

    def _label(self, number, check):
        return f"{number}. {check.answer or UNSAID}{NBSP}: {check.shown}"

    def _show_rest(self):
        numbers = ", ".join(map(str, self.grid.unproved()))
        missing = f"Qu'est-ce qui le montre ? Il manque une preuve aux critères : {numbers}." if numbers else ""
        self.texts["missing"].value = f'<p role="status">{typeset(missing)}</p>'
