"""Check one's own practical work against the quality criteria."""

import ipywidgets

from sio_kit.context.quality import ANSWERS, KIND, UNSAID, VERSION, Grid, from_data, to_data, to_markdown
from sio_kit.forms.form import choice_field, row, text_field
from sio_kit.forms.list_form import ListForm
from sio_kit.typography import NBSP


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

    KIND, VERSION, FILE = KIND, VERSION, "ma_grille.json"

    def __init__(self, ref, path=None):
        super().__init__(ref, Grid.from_referential(ref), path)

    @property
    def grid(self):
        return self._history.value

    # The form

    def _make_parts(self):
        self._name = text_field("Travail", lambda name: self._do(self.grid.renamed(name), "name"))
        self._missing = ipywidgets.HTML()
        answers = [(UNSAID, ""), *((answer, answer) for answer in ANSWERS)]
        fields = {
            "answer": choice_field("Atteint", answers, self._changing("answer")),
            "proof": text_field("Preuve", self._changing("proof"), ipywidgets.Textarea),
        }
        editor = self._make_list("Critères", fields, [])
        return [self._name, editor, row(*self._history_buttons()), self._missing, self._said]

    # The list

    def _items(self):
        return self.grid.checks

    def _item_label(self, number, check):
        return f"{number}. {check.answer or UNSAID}{NBSP}: {check.shown}"

    def _with_change(self, place, **fields):
        return self.grid.with_change(place, **fields)

    def _enable_for(self, _place):
        self._enable()

    # What is shown

    def _show_rest(self):
        self._name.value = self.grid.name
        unproved = self.grid.unproved()
        numbers = ", ".join(map(str, unproved))
        sentence = (
            f"Qu'est-ce qui le montre{NBSP}? Il manque une preuve aux critères{NBSP}: {numbers}." if unproved else ""
        )
        self._missing.value = f'<p role="status">{sentence}</p>'

    # Its files

    def _describe(self):
        return self.grid.describe()

    def _to_data(self):
        return to_data(self.grid)

    def _from_data(self, data, name):
        return from_data(data, self._ref, name)

    def _to_markdown(self):
        return to_markdown(self.grid)
