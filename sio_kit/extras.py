"""Say in French that a part of the kit is not installed."""

import sys
from contextlib import contextmanager

from sio_kit.errors import ReferentialError

# What nbformat imports where it is installed, to check addresses that no notebook holds: most of the time it takes.
SLOW = "rfc3987_syntax"


@contextmanager
def needs(extra="course"):
    """Import here what only the kit's extras install; a package that is missing is said with what installs it."""
    hides = SLOW not in sys.modules
    if hides:
        sys.modules[SLOW] = None  # as if it were not installed
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "?").split(".")[0]
        raise ReferentialError(
            f"Il manque « {package} », que le kit n'installe qu'à la demande.",
            f'Tapez : pip install "sio_kit[{extra}]", puis recommencez.',
        ) from None
    finally:
        if hides:
            del sys.modules[SLOW]
