"""Record the run that the messaging lab's console replays without Python.

uv run tools/record_messaging.py
"""

import json

import sio_kit
from sio_kit.files import write
from sio_kit.messaging.lab import MailLab
from sio_kit.messaging.rehearsal import RUN, produce, supply


def record():
    """Return the events of a whole run, which are the same each time."""
    lab = MailLab(sio_kit.load_referential(), fixed=True)
    try:
        produce(lab)
        supply(lab)
        return lab.events
    finally:
        lab.close()


def as_text(events):
    """Return events as the file that keeps them, one a line."""
    lines = ",\n".join(json.dumps(event, ensure_ascii=False) for event in events)
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    write(RUN, as_text(record()).encode())
