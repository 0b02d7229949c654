"""The real `sio-kit`, in a process of its own, for a user whose home is a given folder."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-m", "sio_kit"]
STOP = "Pour arrêter, tapez Ctrl+C dans cette fenêtre."


def plain(text):
    """Return what a user reads, with ordinary spaces for the no-break ones."""
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def environment(home):
    """Return an environment whose user has that home, no setting, and passing files in a folder of their own."""
    (home / "tmp").mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG", "SIO_KIT"))}
    own = {"HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(home / "tmp"), "PYTHONUTF8": "1"}
    return {name: value for name, value in {**kept, **own}.items() if name != "PYTHONWARNINGS"}


def run(home, *arguments, **settings):
    """Run the command to its end; return its status, and what stands on its two outputs."""
    settings = {"stdout": subprocess.PIPE, "cwd": home} | settings
    done = subprocess.run(
        [*COMMAND, *arguments], env=environment(home), stderr=subprocess.PIPE, encoding="utf-8", check=False, **settings
    )
    return done.returncode, plain(done.stdout or ""), plain(done.stderr)


@dataclass
class Server:
    """A server that runs; `said` is what it has printed."""

    process: subprocess.Popen
    home: Path
    address: str
    said: str

    def end(self, number):
        """Send a signal; return all that was printed, and the exit status."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        return plain(self.said + rest), self.process.returncode

    def passing_files(self):
        return sorted(path.name for path in (self.home / "tmp").iterdir())


def serve(home, *arguments, ignored=()):
    """Run the command until it says how to stop it; `ignored` are the signals that its parent ignores."""

    def hear():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # whatever runs the tests ignores
            signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)

    process = subprocess.Popen(
        [*COMMAND, *arguments, "--sans-navigateur"],
        env=environment(home),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=hear,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.strip() == STOP:
            return Server(process, home, lines[-2].strip(), "".join(lines))
    raise AssertionError(f"it does not run: {''.join(lines)}")
