"""Say in French that a part of the kit is not installed."""

from contextlib import contextmanager

from sio_kit.errors import ReferentialError


@contextmanager
def needs(extra="course"):
    """Import here what only the kit's extras install; a package that is missing is said with what installs it."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "?").split(".")[0]
        raise ReferentialError(
            f"Il manque « {package} », que le kit n'installe qu'à la demande.",
            f'Tapez : pip install "sio_kit[{extra}]", puis recommencez.',
        ) from None
