"""What JupyterLab and Voilà share when the kit runs them: a port, a quiet log, an address, an end."""

import errno
import logging
import os
import signal
import socket
import warnings
from contextlib import contextmanager
from functools import partial
from subprocess import DEVNULL

from sio_kit.errors import ReferentialError
from sio_kit.typography import typeset

ADDRESS = "127.0.0.1"


def listening(port=None):
    """Return a socket that listens on a port of this machine, on any free one by default; `with` closes it."""
    if port is not None and not 1 <= port <= 65535:
        raise ReferentialError(f"Le port {port} n'existe pas.", "Choisissez un nombre de 1 à 65535.")
    try:
        return socket.create_server((ADDRESS, port or 0))
    except OSError as error:
        reason = "est réservé au système" if error.errno == errno.EACCES else "est déjà pris par un autre programme"
        raise ReferentialError(f"Le port {port} {reason}.", "Choisissez-en un autre.", parameter="port") from None


@contextmanager
def jupyter_process(environment, verbose):
    """Set the process up for Jupyter, which reads the environment, logs in English and handles signals.

    Until `end_with` says otherwise, a signal to end is a KeyboardInterrupt. Afterwards all is as it was.
    """
    before, level = dict(os.environ), logging.root.manager.disable
    handlers = {number: signal.getsignal(number) for number in signal.valid_signals()}
    os.environ.update(environment)
    if not verbose:
        logging.disable(logging.CRITICAL)
    end_with(_interrupt)
    try:
        with warnings.catch_warnings():  # Voilà shows those that are for programmers
            yield
    finally:
        for number, handler in handlers.items():
            if signal.getsignal(number) is not handler:
                signal.signal(number, handler)
        logging.disable(level)
        os.environ.clear()
        os.environ.update(before)


def end_with(end):
    """Call `end` on Ctrl+C, though a script's `&` had it ignored, and on the signals that ask a process to end."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        kept_by_nohup = name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN
        if number is not None and not kept_by_nohup:
            signal.signal(number, lambda *_: end())


def _interrupt():
    raise KeyboardInterrupt


def hush_kernels(manager):
    """Keep from the terminal what kernels write there: one that is stopped as it starts leaves an English traceback."""
    manager.start_kernel = partial(manager.start_kernel, stdout=DEVNULL, stderr=DEVNULL)


def announce(what, address, browser, say):
    """Say where something is shown, and how to stop it."""
    say(typeset(f"{what} s'ouvre dans votre navigateur. Sinon, ouvrez cette adresse :" if browser else "Adresse :"))
    say(f"    {address}")
    say("Pour arrêter, tapez Ctrl+C dans cette fenêtre.")
