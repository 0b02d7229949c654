"""The files of a site before they are written: pages under their own names, what pages share under one that changes."""

import hashlib
import json
from pathlib import Path

from sio_kit.frontend.base import module

STATIC = Path(__file__).with_name("static")
SHARED = "commun"
STAMP = "sio-kit-version-du-site"  # stands in each page where its site's version will


class Files:
    """The contents of a site by their paths, which are relative to its folder and written with `/`."""

    def __init__(self):
        self.contents = {}

    def put(self, path, content):
        """Add a file, given as text or bytes."""
        self.contents[path] = content.encode("utf-8", "replace") if isinstance(content, str) else content

    def share(self, name, content):
        """Add a file that pages share, and return its path: its name tells its content, so that it never changes."""
        content = content.encode("utf-8", "replace") if isinstance(content, str) else content
        stem, _, suffix = name.rpartition(".")
        path = f"{SHARED}/{stem}-{digest(content)}.{suffix}"
        self.contents[path] = content
        return path

    def stamp(self):
        """Put the version, which tells the content of all, into each page; return it."""
        version = digest(b"".join(path.encode() + self.contents[path] for path in sorted(self.contents)))
        for path, content in self.contents.items():
            if path.endswith(".html"):
                self.contents[path] = content.replace(STAMP.encode(), version.encode(), 1)
        return version


def digest(content):
    """Return a short text that tells a content (bytes, text) from any other."""
    return hashlib.sha256(content.encode("utf-8", "replace") if isinstance(content, str) else content).hexdigest()[:10]


def script(name):
    """Return one of the site's scripts, joined to the modules that it imports: a classic script, for `file://`."""
    return f"(() => {{\n{module(STATIC / name)}}})();\n"


def called(function, *values):
    """Return a script that hands values to one of the site's functions: what is data, where files cannot be fetched."""
    return f"sio.{function}({', '.join(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in values)});\n"
