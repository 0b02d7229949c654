"""A student's work as a value: never changed in place, and kept in a file under French words."""

from dataclasses import MISSING, field, fields, replace

from sio_kit.errors import ReferentialError


def kept(word, default=MISSING, among=(), kind=None):
    """Return a dataclass's field that files keep under a word: one of `among`, if given; or items of a `kind`."""
    return field(default=default, metadata={"word": word, "among": among, "kind": kind})


def encodable(value):
    """Return a text in which half a character (a lone surrogate), which no page takes, is a question mark."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def to_data(value):
    """Return what files keep of a dataclass: dict of word to text, integer or list of dict."""
    data = {}
    for each in _kept(value):
        held = getattr(value, each.name)
        data[each.metadata["word"]] = [*map(to_data, held)] if each.metadata["kind"] else held
    return data


def from_data(kind, data):
    """Return what a file's data give the fields of a dataclass: dict of name to value, None if they are damaged.

    What a file does not say is the class's `UNSAID`; without one, a file has to say all.
    """
    if not isinstance(data, dict):
        return None
    unsaid = getattr(kind, "UNSAID", None)
    given = {each.name: _given(each, data.get(each.metadata["word"], unsaid)) for each in _kept(kind)}
    return None if None in given.values() else given


def _given(each, value):
    kind, among = each.metadata["kind"], each.metadata["among"]
    if kind:
        rows = [from_data(kind, row) for row in value] if isinstance(value, list) else [None]
        return None if None in rows else tuple(kind(**row) for row in rows)
    return encodable(value) if type(value) is each.type and (not among or value in among) else None


def _kept(value):
    return [each for each in fields(value) if "word" in each.metadata]


def matched(items, given):
    """Return the items, each with what a file gave for its text; and a list of what it gave for texts of no item."""
    rest = {each.text: each for each in given}
    return [_with_kept(each, rest.pop(each.text, each)) for each in items], list(rest.values())


def _with_kept(item, other):
    return replace(item, **{each.name: getattr(other, each.name) for each in _kept(item)})


class Work:
    """What every kind of work shares: a frozen dataclass around a tuple of items.

    `KIND` and `VERSION` are those of its files, `ITEMS` is the field of its items, and `CALLED` the French for them.
    """

    KIND, VERSION, ITEMS, CALLED = "", 1, "", ""

    @property
    def items(self):
        return getattr(self, self.ITEMS)

    def has(self, name):
        """Tell whether a field is the work's own, and not one of its items'."""
        return name in {each.name for each in fields(self)}

    def with_fields(self, **fields):
        """Return the work with other fields of its own, such as its name."""
        return replace(self, **fields)

    def with_item(self, item, place=None):
        """Return the work with an item more, at `place` (from 0; default: at the end)."""
        place = len(self.items) if place is None else place
        return self._with(place, place, item)

    def with_change(self, place, **fields):
        """Return the work with other fields in the item at `place` (from 0)."""
        item = replace(self._at(place), **fields)
        return self._with(place, place + 1, item)

    def without(self, place):
        """Return the work without the item at `place`."""
        self._at(place)
        return self._with(place, place + 1)

    def moved(self, place, by):
        """Return the work with one item earlier (`by=-1`) or later (`by=1`), as far as there is room."""
        item, target = self._at(place), min(place + by, len(self.items) - 1)
        return self.without(place).with_item(item, max(target, 0))

    def to_data(self):
        """Return the work as plain data, for `sio_kit.forms.workfile`."""
        return to_data(self)

    @classmethod
    def _read(cls, data, name):
        """Return the fields that the data of the file `name` give; a ReferentialError is raised if they are damaged."""
        given = from_data(cls, data)
        if given is None:
            raise ReferentialError(
                f"Le fichier « {name} » est abîmé : ses {cls.CALLED} sont illisibles. Reprenez une copie."
            )
        return given

    def _at(self, place):
        if place not in range(len(self.items)):
            raise ReferentialError(
                f"Rien n'est à la place {place} : ce travail compte {len(self.items)} {self.CALLED}, à partir de 0."
            )
        return self.items[place]

    def _with(self, start, stop, *items):
        return replace(self, **{self.ITEMS: (*self.items[:start], *items, *self.items[stop:])})
