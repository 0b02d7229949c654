"""A student's work in a file: written whole or not at all, never over what another tab has written meanwhile."""

import json
from pathlib import Path

from sio_kit.errors import ReferentialError
from sio_kit.files import free_path, refused, write
from sio_kit.forms import check

MAX_BYTES = 20_000_000


class WorkFile:
    """A JSON file of the kind that a room's `rules` read; `tables` are those that they read besides."""

    def __init__(self, path, rules, tables):
        self.path, self._rules, self._tables = Path(path), rules, tables
        self._known = None

    def exists(self):
        return self._content() is not None

    def read(self):
        """Return the file's document; one that is damaged, of another kind or too new stays as it is."""
        content = self._content()
        if content is None:
            raise ReferentialError(f"Le fichier « {self.path.name} » n'existe pas. Vérifiez son nom et son dossier.")
        document = parse(content, self.path.name, self._rules, self._tables)
        self._known = content
        return document

    def save(self, document):
        """Write it and return where: in a new file, kept from then on, if somebody else has changed this one."""
        content = dump(document)
        if self._content() not in (None, self._known):
            self.path = free_path(self.path)
        write(self.path, content)
        self._known = content
        return self.path

    def _content(self):
        try:
            if not self.path.exists():
                return None
            if self.path.stat().st_size > MAX_BYTES:
                raise too_large(self.path.name)
            return self.path.read_bytes()
        except (OSError, ValueError) as error:
            raise refused(self.path, error, "ne peut pas être lu") from None


def too_large(name):
    """Return the error for a file that is too large to be anybody's work."""
    return ReferentialError(f"Le fichier « {name} » dépasse 20 Mo : ce n'est pas un travail du kit.")


def dump(document):
    """Return the bytes of a work file."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def parse(content, name, rules, tables):
    """Read the bytes of a work file; see `WorkFile.read`."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        data = None
    return check.read(rules, data, tables, name)
