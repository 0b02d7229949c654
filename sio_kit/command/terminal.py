"""Write to the terminal, in French whatever happens to it."""

import os
import sys
from contextlib import suppress

from sio_kit.errors import ReferentialError, system_reason
from sio_kit.typography import typeset


def prepare():
    """Let the streams write every sentence: a Windows console may lack a French character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text, end="\n"):
    """Print at once what the user asked for; leave where nobody reads it any more, as after `| head`.

    Raises
    ------
    ReferentialError
        It cannot be written.
    """
    try:
        print(typeset(text), end=end, flush=True)
    except OSError as error:
        _write_no_more(sys.stdout)
        if isinstance(error, BrokenPipeError):
            sys.exit(1)
        raise ReferentialError(f"Rien ne peut être écrit sur la sortie standard ({system_reason(error)}).") from None


def complain(text):
    """Print what is wrong, where errors go."""
    try:
        print(typeset(text), file=sys.stderr, flush=True)
    except OSError:
        _write_no_more(sys.stderr)


def _write_no_more(stream):
    """Send nowhere what Python would still try to write when it ends."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
