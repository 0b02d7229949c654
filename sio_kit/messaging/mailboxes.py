"""Mailboxes on the disk, in the Maildir form that any mail reader opens: a message is there whole or not at all."""

import itertools
import mailbox
import os
import shutil
import time
from email import message_from_binary_file, policy
from pathlib import Path

from sio_kit.errors import ReferentialError, system_reason


class Mailboxes:
    """The mailboxes of a folder, one a name.

    `sizes` has the bytes that each holds, `counts` its messages; both are kept as messages come and go.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.sizes, self.counts, self.numbers = {}, {}, itertools.count(1)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in sorted(self.folder.iterdir()):
                if (path / "new").is_dir():
                    self._open(path)
        except OSError as error:
            raise unusable(self.folder, error) from None

    def _open(self, path):
        for left in (path / "tmp").iterdir():  # of a process that was killed while it wrote
            left.unlink()
        sizes = [file.stat().st_size for part in ("new", "cur") for file in (path / part).iterdir()]
        self.sizes[path.name], self.counts[path.name] = sum(sizes), len(sizes)

    def create(self, name):
        """Make a mailbox; one that is there stays as it is."""
        if name not in self.sizes:
            try:
                mailbox.Maildir(self.folder / name, create=True).close()
            except OSError as error:
                raise unusable(self.folder, error) from None
            self.sizes[name] = self.counts[name] = 0

    def total(self):
        """Return the bytes of all mailboxes."""
        return sum(self.sizes.values())

    def deliver(self, names, content):
        """Put a message, as bytes, into each of the mailboxes: all are written before any shows it."""
        own = f"{time.time_ns()}.P{os.getpid()}Q{next(self.numbers)}.labo"
        written = [(f"{self.folder}/{name}/tmp/{own}", f"{self.folder}/{name}/new/{own}") for name in names]
        try:
            for path, _ in written:
                # Not Maildir.add, which waits for the disk at each message: a kernel that is killed loses nothing so.
                with open(path, "xb", 0) as file:  # noqa: PTH123 -- of each message, and a path costs as much as a file
                    file.write(content)
            for path, place in written:
                os.rename(path, place)  # noqa: PTH104
        except OSError:
            for path, _ in written:
                Path(path).unlink(missing_ok=True)
            raise
        for name in names:
            self.sizes[name] += len(content)
            self.counts[name] += 1

    def messages(self, name):
        """Return the messages of a mailbox as email messages, in the order in which they came."""
        box = mailbox.Maildir(
            self.folder / name, lambda file: message_from_binary_file(file, policy=policy.default), False
        )
        found = [box[key] for key in sorted(box.keys())]
        box.close()
        return found

    def tidy(self, name):
        """Take out all the messages of a mailbox; return how many there were."""
        count = self.counts[name]
        for part in ("new", "cur"):
            for file in (self.folder / name / part).iterdir():
                file.unlink(missing_ok=True)
        self.sizes[name] = self.counts[name] = 0
        return count

    def remove(self):
        """Take the whole folder away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.sizes, self.counts = {}, {}


def _read(file):
    return message_from_binary_file(file, policy=policy.default)


def unusable(folder, error):
    """Return what is said of a folder that cannot hold a lab."""
    return ReferentialError(
        f"Le dossier « {folder} » ne peut pas servir au laboratoire ({system_reason(error)}).",
        "Choisissez un dossier où vous avez le droit d'écrire.",
    )
