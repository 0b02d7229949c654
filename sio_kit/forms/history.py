"""Undo and redo: the states that a piece of work has gone through."""

LIMIT = 500


class History:
    """The present `value` of a piece of work, with those before and after it."""

    def __init__(self, value):
        self.value = value
        self._past, self._future, self._field = [], [], None

    def do(self, value, field=None):
        """Take a new value; changes in a row that name the same `field` (typing in it) are undone together."""
        if value == self.value:
            return
        if field is None or field != self._field:
            self._past = [*self._past[-LIMIT:], self.value]
        self._future, self._field, self.value = [], field, value

    def undo(self):
        if self._past:
            self._future.append(self.value)
            self.value, self._field = self._past.pop(), None

    def redo(self):
        if self._future:
            self._past.append(self.value)
            self.value, self._field = self._future.pop(), None

    @property
    def can_undo(self):
        return bool(self._past)

    @property
    def can_redo(self):
        return bool(self._future)
