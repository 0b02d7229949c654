"""Where the kit's own folders are, and how a course gets its copy of them."""

import os
from pathlib import Path

from sio_kit.errors import ReferentialError, system_reason
from sio_kit.files import replacing

PACKAGE = Path(__file__).parent
DATA, NOTEBOOKS = "data", "notebooks"
DATA_VARIABLE = "SIO_KIT_DATA"


def kit_folder(name):
    """Return the kit's own `data` or `notebooks`: inside the installed package, or beside it in a clone."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def is_clone():
    """Tell whether the kit runs from a clone, whose notebooks and data are the user's to change."""
    return not (PACKAGE / NOTEBOOKS).is_dir()


def data_folder():
    """Return the data that the notebooks read: the course's, if `sio-kit --dossier` set one, else the kit's."""
    return Path(os.environ.get(DATA_VARIABLE) or kit_folder(DATA))


def are_the_kits(data):
    """Tell whether a folder's tables are the kit's, unchanged."""
    kit = kit_folder(DATA)
    try:
        tables = [*kit.glob("*.csv"), *kit.glob("*.json")]
        same = {path.name for path in data.glob("*.csv")} == {path.name for path in kit.glob("*.csv")}
        return same and all(path.read_bytes() == (data / path.name).read_bytes() for path in tables)
    except OSError:
        return False


def copy_course(target, change=None):
    """Put the kit's notebooks and data into the folder `target`; a file that is already there stays as it is.

    Parameters
    ----------
    target : path
    change : callable, optional
        Takes the name and the bytes of each file, and returns those to write; None leaves the file out.

    Returns
    -------
    added, kept : lists of str
        The files copied, and those that were there with another content than the kit's; paths within `target`.

    Raises
    ------
    ReferentialError
        The folder cannot be created or written; what was there is as it was.
    """
    target = Path(target)
    added, kept = [], []
    try:
        for name in (NOTEBOOKS, DATA):
            source = kit_folder(name)
            for file in sorted(path for path in source.rglob("*") if path.is_file() and not _is_private(path, source)):
                place = Path(name, file.relative_to(source))
                content = change(file.name, file.read_bytes()) if change else file.read_bytes()
                if content is None:
                    continue
                if not os.path.lexists(target / place):
                    _write(content, target / place)
                    added.append(place.as_posix())
                elif content != (target / place).read_bytes():
                    kept.append(place.as_posix())
    except OSError as error:
        raise ReferentialError(
            f"Le dossier « {target} » ne peut pas recevoir le cours ({system_reason(error)}).",
            "Choisissez un dossier où vous avez le droit d'écrire.",
            parameter="course",
        ) from None
    return added, kept


def _is_private(path, source):
    return any(part.startswith((".", "__")) for part in path.relative_to(source).parts)


def _write(content, place):
    place.parent.mkdir(parents=True, exist_ok=True)
    with replacing(place) as beside:
        beside.write_bytes(content)
