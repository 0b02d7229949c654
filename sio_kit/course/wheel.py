"""The kit as a wheel made from what is installed: for a Python that takes it from a file beside the notebook."""

import base64
import hashlib
from importlib.metadata import distribution
from pathlib import Path

from sio_kit.files import zipped
from sio_kit.folders import DATA, PACKAGE, kit_folder

LEFT_OUT = ("command", "course", DATA, "notebooks", "__main__.py", "__pycache__")  # what a notebook there never uses
COURSE_DATA = "sio_kit/cours"  # where a course's own tables stand, beside the kit's
NEEDED = ("matplotlib", "pandas", "traitlets")  # what the kit asks of it there


def wheel(data=None):
    """Return the name and the bytes of a wheel with the kit and its tables, without what opens or publishes a course.

    `data` is the folder of a course's own tables, to be read in place of the kit's.
    """
    kit = distribution("sio_kit")
    name = f"sio_kit-{kit.version}"
    contents = {**_package(PACKAGE), **_tables(kit_folder(DATA), f"sio_kit/{DATA}")}
    if data is not None:
        contents |= _tables(data, COURSE_DATA)
    about = f"{name}.dist-info"
    contents |= {f"{about}/{path}": content for path, content in _about(kit).items()}
    contents[f"{about}/RECORD"] = _record(contents, f"{about}/RECORD")
    return f"{name}-py3-none-any.whl", zipped(dict(sorted(contents.items())))


def installed_wheel(name):
    """Return the name and the bytes of a wheel of a package of pure Python, as it is installed."""
    own = distribution(name)
    paths = [path for path in own.files if ".." not in path.parts and "__pycache__" not in path.parts]
    contents = {path.as_posix(): path.read_binary() for path in paths}
    return f"{name}-{own.version}-py3-none-any.whl", zipped(dict(sorted(contents.items())))


def _package(folder):
    """Return the files of a package by their paths in the wheel."""
    found = {}
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if path.is_file() and inner.parts[0] not in LEFT_OUT and "__pycache__" not in inner.parts:
            found[f"{folder.name}/{inner.as_posix()}"] = path.read_bytes()
    return found


def _tables(folder, place):
    paths = sorted([*Path(folder).glob("*.csv"), *Path(folder).glob("*.json")])
    return {f"{place}/{path.name}": path.read_bytes() for path in paths}


def _about(kit):
    """Return what tells an installer, and a reader, what the wheel is; with the licences."""
    metadata = f"Metadata-Version: 2.1\nName: sio_kit\nVersion: {kit.version}\nSummary: {kit.metadata['Summary']}\n"
    made = "Wheel-Version: 1.0\nGenerator: sio_kit\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return {
        "METADATA": (metadata + "".join(f"Requires-Dist: {name}\n" for name in NEEDED)).encode(),
        "WHEEL": made.encode(),
        **{f"licenses/{path.name}": path.read_binary() for path in kit.files or () if path.name == "LICENSE"},
    }


def _record(contents, own):
    """Return the list of a wheel's files, each with its digest and size."""
    lines = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in sorted(contents.items())]
    return "\n".join([*lines, f"{own},,", ""]).encode()


def _digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
