"""A student's work in a file: written whole or not at all, never over what another tab has written meanwhile."""

import json
from pathlib import Path

from sio_kit.errors import ReferentialError
from sio_kit.files import free_path, refused, write

MAX_BYTES = 20_000_000


class WorkFile:
    """A JSON file of one kind, such as `"sio_kit/service"`; `version` is the newest that can be read."""

    def __init__(self, path, kind, version):
        self.path, self.kind, self.version = Path(path), kind, version
        self._known = None

    def exists(self):
        return self._content() is not None

    def read(self):
        """Return the file's data (a dict); one that is damaged, of another kind or too new stays as it is."""
        content = self._content()
        if content is None:
            raise ReferentialError(f"Le fichier « {self.path.name} » n'existe pas. Vérifiez son nom et son dossier.")
        data = parse(content, self.path.name, self.kind, self.version)
        self._known = content
        return data

    def save(self, data):
        """Write the data and return where: in a new file, kept from then on, if somebody else has changed this one."""
        content = dump(data, self.kind, self.version)
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


def dump(data, kind, version):
    """Return the bytes of a work file."""
    text = json.dumps({"format": kind, "version": version, **data}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def parse(content, name, kind, version):
    """Read the bytes of a work file; see `WorkFile.read`."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ReferentialError(f"Le fichier « {name} » est abîmé : ce n'est pas du JSON. Reprenez une copie.") from None
    if not isinstance(data, dict) or data.get("format") != kind:
        raise ReferentialError(f"Le fichier « {name} » n'est pas un travail de cette sorte. Choisissez-en un autre.")
    if not isinstance(data.get("version"), int) or isinstance(data["version"], bool) or data["version"] < 1:
        raise ReferentialError(f"Le fichier « {name} » est abîmé : sa version est illisible. Reprenez une copie.")
    if data["version"] > version:
        raise ReferentialError(
            f"Le fichier « {name} » vient d'un kit plus récent. Mettez votre kit à jour pour l'ouvrir."
        )
    return data
