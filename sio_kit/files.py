"""Write a file whole or not at all."""

import os
from contextlib import contextmanager


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
