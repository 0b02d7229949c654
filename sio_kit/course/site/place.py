"""The folder that a site is written to: whole or not at all, and never in place of something else."""

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from sio_kit.errors import ReferentialError, system_reason

MARK = "sio-kit-site.json"  # tells that a folder is a site of the kit, and which files the kit wrote in it


def site_folder(target):
    """Return the path of a site to write; refuse what cannot be a folder of its own."""
    path = Path(target)
    real = os.path.realpath(path)  # Path.resolve raises where links go round in circles
    if not path.name or Path(real) in (Path.cwd(), *Path.cwd().parents):
        raise ReferentialError(f"« {target} » ne peut pas devenir un site. Donnez le nom d'un dossier à créer.")
    return path


def is_site(path):
    """Tell whether a folder is a site that the kit made."""
    return _written(path) is not None


def check_place(path, replace):
    """Refuse a place that holds anything but a site of the kit that may be replaced, or an empty folder."""
    if not os.path.lexists(path):
        return
    written = _written(path)
    if written is None:
        if _is_folder(path) and not any(path.iterdir()):
            return
        raise ReferentialError(
            f"« {path} » existe déjà et n'est pas un site du kit : il n'est pas changé. Donnez un autre nom."
        )
    others = sorted(_files_in(path) - {*written, MARK})
    if others:
        raise ReferentialError(
            f"« {path} » contient aussi des fichiers qui ne sont pas du kit ({', '.join(others[:3])}) : "
            "il n'est pas changé. Déplacez-les, ou donnez un autre nom."
        )
    if not replace:
        raise ReferentialError(
            f"Le site « {path} » existe déjà : il n'est pas changé.",
            "Choisissez un autre nom, ou demandez à le remplacer (replace=True).",
            parameter="site",
        )


def write_site(path, contents, version):
    """Write a site's files, given by their paths, beside its place, then put it there.

    Raises
    ------
    ReferentialError
        It cannot be written; what was there is as it was.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    about = json.dumps({"version": version, "fichiers": sorted(contents)}, ensure_ascii=False, indent=1)
    try:
        for name, content in {**contents, MARK: about.encode("utf-8", "replace")}.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        _put(beside, path)
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else "ce nom n'est pas permis"
        raise ReferentialError(
            f"Le dossier « {path} » ne peut pas être écrit ({reason}). Choisissez un autre nom ou un autre dossier."
        ) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _put(new, path):
    """Put a folder in the place of another, which comes back if that cannot be done."""
    if not os.path.lexists(path):
        new.rename(path)
        return
    old = path.with_name(f"{path.name}.{os.getpid()}.old.tmp")
    path.rename(old)
    try:
        new.rename(path)
    except BaseException:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _written(path):
    """Return the files that the kit wrote in a folder; None where it is no site of the kit."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return list(map(str, json.loads((path / MARK).read_text(encoding="utf-8"))["fichiers"]))
    return None


def _is_folder(path):
    return os.path.isdir(path)  # noqa: PTH112 -- it says no where Path.is_dir raises


def _files_in(path):
    return {Path(folder, name).relative_to(path).as_posix() for folder, _, names in os.walk(path) for name in names}
