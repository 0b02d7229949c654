"""A form around a list: choose a line, change it in the fields below, add, move or remove lines."""

import ipywidgets

from sio_kit.forms.form import WorkForm, labelled, row


class ListForm(WorkForm):
    """A `WorkForm` around the list of its work's items, one of which is edited.

    A form calls `_make_list`, and defines `_label` (of an item, with its number) and, if it has a button to add one,
    `_new` (the item to add after another, or after None). The list itself is `list`.
    """

    def _make_list(self, label, buttons, *fields):
        """Return the editor: the list, its buttons, and the fields of an item."""
        self.list = labelled(label, ipywidgets.Select, rows=8)
        self.list.observe(lambda _: self._filling or self._fill(), "value")
        return ipywidgets.VBox([self.list, row(*buttons), *fields])

    @property
    def place(self):
        return self.list.value

    def _add(self):
        place = len(self.work.items) if self.place is None else self.place + 1
        before = self.work.items[place - 1] if place else None
        self.do(self.work.with_item(self._new(before), place), place=place)

    def _remove(self):
        if self.place is not None:  # a second click may overtake the first one's answer
            self.do(self.work.without(self.place), place=max(self.place - 1, 0))

    def _move(self, by):
        if self.place is not None:
            self.do(self.work.moved(self.place, by), place=max(self.place + by, 0))

    def _show(self, place=None):
        place = self.place if place is None else place
        items = self.work.items
        self._filling = True
        self.list.options = [(self._label(n, item), n - 1) for n, item in enumerate(items, start=1)]
        self.list.value = min(place or 0, len(items) - 1) if items else None
        self._filling = False
        super()._show()

    def _possible(self):
        place, last = self.place, len(self.work.items) - 1
        return super()._possible() | {
            "Monter": bool(place),
            "Descendre": place is not None and place < last,
            "Supprimer": place is not None,
        }
