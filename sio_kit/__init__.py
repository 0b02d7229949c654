"""The référentiel of the BTS SIO (Annexe I) as pandas tables, and what the kit's notebooks show of it.

>>> import sio_kit
>>> ref = sio_kit.load_referential()
>>> ref
<Référentiel du BTS SIO, Annexe I : 22 tables, 163 passages>
"""

from importlib import import_module

# Loaded at first use: the `sio-kit` command starts without waiting for pandas.
_HOMES = {
    "Referential": "sio_kit.referential",
    "ReferentialError": "sio_kit.errors",
    "load_referential": "sio_kit.referential",
    "show_figure": "sio_kit.figures.picture",
    "show_table": "sio_kit.display",
}
_LAYERS = ("models", "figures", "widgets")

__all__ = list(_HOMES)


def __getattr__(name):
    if name in _LAYERS:
        return import_module(f"sio_kit.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'sio_kit' has no attribute {name!r}")


def __dir__():
    return [*globals(), *__all__, *_LAYERS]
