"""Write a file whole or not at all."""

import os
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sio_kit.errors import ReferentialError, system_reason


@contextmanager
def replacing(target):
    """Give a path beside `target` to write to; it takes the target's place only if all went well.

    Raises
    ------
    OSError
        The file cannot be written; what was there is as it was.
    """
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")  # another process may be writing the same file
    try:
        yield beside
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def write(path, content):
    """Write bytes to a file, whole or not at all.

    Raises
    ------
    ReferentialError
        It cannot be written; what was there is as it was.
    """
    try:
        with replacing(path) as beside, beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        raise refused(path, error, "ne peut pas être écrit") from None


def file_path(target):
    """Return the path of a file to write; refuse what can only be a folder's."""
    path = Path(target)
    if not path.name or os.path.isdir(path):  # noqa: PTH112 -- it says no where Path.is_dir raises
        raise ReferentialError(f"« {target} » est un dossier. Donnez un nom de fichier.")
    return path


def check_free(paths, replace, parameter="replace"):
    """Refuse files that exist, unless they may be replaced; `parameter` is that of the error."""
    for path in paths:
        if os.path.lexists(path) and not replace:
            raise ReferentialError(
                f"Le fichier « {path} » existe déjà : il n'est pas changé.",
                "Choisissez un autre nom, ou demandez à le remplacer (replace=True).",
                parameter=parameter,
            )


def free_path(path):
    """Return a path beside `path` that no file has yet: `travail-2.json` for `travail.json`."""
    number = 2
    while os.path.lexists(beside := path.with_name(f"{path.stem}-{number}{path.suffix}")):
        number += 1
    return beside


def zipped(contents):
    """Return the bytes of a zip of `{path: bytes}`, in that order; of no day, so that they are the same each time."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in contents.items():
            archive.writestr(ZipInfo(path), content, ZIP_DEFLATED)
    return written.getvalue()


def make_folder(folder):
    """Make a folder, if there is none, and those that it is in.

    Raises
    ------
    ReferentialError
        It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise ReferentialError(
            f"Le dossier « {folder} » ne peut pas être fait ({_reason(error)}).",
            "Choisissez un autre nom ou un autre dossier.",
        ) from None


def refused(path, error, what):
    return ReferentialError(
        f"Le fichier « {path} » {what} ({_reason(error)}). Choisissez un autre nom ou un autre dossier."
    )


def _reason(error):
    return system_reason(error) if isinstance(error, OSError) else "ce nom n'est pas permis"
