"""A form around a list: choose a line, change it in the fields below, add, move or remove lines."""

import ipywidgets

from sio_kit.forms.form import FULL, LONG_LABEL, WorkForm, row, set_value


class ListForm(WorkForm):
    """A `WorkForm` whose value holds a list of items, one of which is edited.

    A form calls `_make_list` with its fields, and defines `_items`, `_item_label`, `_with_change`, `_with_new` and
    `_without` (each gives a new value), and `_show_rest` (bring everything but the list in line with the value).
    """

    def _make_list(self, label, fields, buttons):
        """Return the editor: `fields` gives each field of an item its control, made with `_changing`."""
        self._fields = fields
        self._list = ipywidgets.Select(description=label, rows=8, style=LONG_LABEL, layout=FULL)
        self._list.observe(self._fill, "value")
        return ipywidgets.VBox([self._list, row(*buttons), *fields.values()])

    def _changing(self, field):
        """Return the listener of a field's control."""

        def change(value):
            if not self._filling and self._list.value is not None:
                place = self._list.value
                self._do(self._with_change(place, **{field: value}), f"{field}{place}", place)

        return change

    def _add(self):
        place = len(self._items()) if self._list.value is None else self._list.value + 1
        self._do(self._with_new(place), place=place)

    def _remove(self):
        if self._list.value is not None:
            self._do(self._without(self._list.value), place=max(self._list.value - 1, 0))

    def _restart(self, value):
        self._do(value, place=0)

    def _do(self, value, field=None, place=None):
        """Take a new value; `place` is the item to edit next (default: the one that is edited)."""
        if not self._filling:
            self._history.do(value, field)
            self._show(place)

    def _show(self, place=None):
        place = self._list.value if place is None else place
        items = self._items()
        self._filling = True
        self._list.options = [(self._item_label(n, item), n - 1) for n, item in enumerate(items, start=1)]
        self._list.value = min(place or 0, len(items) - 1) if items else None
        self._filling = False
        self._fill()
        self._filling = True
        self._show_rest()
        self._filling = False

    def _fill(self, _change=None):
        """Put the chosen item into the fields; the values that a file may hold and no choice has are left out."""
        if self._filling:
            return
        self._filling = True
        place = self._list.value
        item = None if place is None else self._items()[place]
        for name, control in self._fields.items():
            set_value(control, "" if item is None else getattr(item, name))
            control.disabled = item is None
        self._enable_for(place)
        self._filling = False

    def _enable_for(self, place):
        self._enable(Supprimer=place is not None)
