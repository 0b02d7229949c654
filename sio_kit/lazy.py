"""Names that a module gives without loading what they come from before they are used."""

from importlib import import_module


def lazy(module, homes):
    """Return the `__getattr__` and `__dir__` of a module whose names live elsewhere: dict of name to module."""

    def load(name):
        if name not in homes:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return load, lambda: sorted(homes)
