"""The journal of a lab: what happened, in order, one line each, kept as it happens."""

import json
from pathlib import Path

from sio_kit.messaging.mailboxes import unusable


class Journal:
    """The events of a lab, each a dict, and the file that keeps them; a line that was cut by a kill is dropped."""

    def __init__(self, path):
        self.path, self.events = Path(path), []
        try:
            whole = self._read() if self.path.exists() else 0
            self.file = self.path.open("ab")
            self.file.truncate(whole)
        except OSError as error:
            raise unusable(self.path.parent, error) from None

    def _read(self):
        """Read the events; return where the last whole line ends."""
        end = 0
        for line in self.path.read_bytes().splitlines(keepends=True):
            try:
                event = json.loads(line)
            except ValueError:
                break
            if not line.endswith(b"\n") or not isinstance(event, dict) or "etat" not in event:
                break
            self.events.append(event)
            end += len(line)
        return end

    def add(self, event):
        """Keep an event."""
        self.events.append(event)
        self.file.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
        self.file.flush()

    @property
    def closed(self):
        return self.file.closed

    def of(self, kind):
        """Return the events of a kind."""
        return [event for event in self.events if event["nature"] == kind]

    def close(self):
        self.file.close()
