"""Print HTML documents to PDF with the machine's own browser, started once for as many as there are."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from sio_kit.errors import ReferentialError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SECONDS = 120
IN_HTML = "Faites le document en HTML, ouvrez-le dans un navigateur, puis imprimez-le en PDF."
HAS_PIPES = os.name == "posix"  # by which a browser that is started once can be told what to print
PRINTED = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}


def to_pdf(html):
    """Return the bytes of the PDF that the browser prints of a whole HTML page.

    Raises
    ------
    ReferentialError
        There is no browser of the Chromium family, or it does not print.
    """
    with printing() as to_pdf:
        return to_pdf(html)


def find_browser():
    """Return the path of a browser of the Chromium family; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None) or next(filter(os.path.exists, PLACES), None)


@contextmanager
def printing():
    """Start the browser, and give the function that prints: whole HTML page in, bytes of the PDF out.

    Raises
    ------
    ReferentialError
        There is no browser of the Chromium family, or, from the function, it does not print.
    """
    browser = find_browser()
    if browser is None:
        raise ReferentialError(
            "Aucun navigateur Chromium, Chrome ou Edge n'a été trouvé pour faire le PDF.", IN_HTML, parameter="form"
        )
    with tempfile.TemporaryDirectory(prefix="sio-kit-", ignore_cleanup_errors=True) as folder:
        page = Path(folder, "page.html")
        with _Piped(browser, folder) if HAS_PIPES else _Started(browser, folder) as press:

            def to_pdf(html):
                page.write_text(html, encoding="utf-8", errors="replace")
                with suppress(OSError, ValueError, KeyError, subprocess.TimeoutExpired):
                    return press.print(page)
                raise ReferentialError(f"Le navigateur « {browser} » n'a pas fait le PDF.", IN_HTML, parameter="form")

            yield to_pdf


def _options(folder):
    options = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    options.append(f"--user-data-dir={folder}/profil")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium refuses its sandbox to this user
        options.append("--no-sandbox")
    return options


def _move(heard, said):
    """Give two pipes the numbers that the browser knows: it reads from 3 and writes to 4."""
    import fcntl  # which Windows has not

    high = [fcntl.fcntl(each, fcntl.F_DUPFD, 10) for each in (heard, said)]
    for number, each in enumerate(high, start=3):
        os.dup2(each, number)


class _Started:
    """A browser that is started for each page."""

    def __init__(self, browser, folder):
        self._command, self._target = [browser, *_options(folder), "--no-pdf-header-footer"], Path(folder, "page.pdf")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def print(self, page):
        self._target.unlink(missing_ok=True)
        command = [*self._command, f"--print-to-pdf={self._target}", page.as_uri()]
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        return self._target.read_bytes()


class _Piped:
    """A browser that is started once and told what to do, by the DevTools protocol, through two pipes."""

    def __init__(self, browser, folder):
        self._command = [browser, *_options(folder), "--remote-debugging-pipe", "about:blank"]
        self._process, self._session = None, None
        self._number, self._heard, self._loaded = 0, b"", False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process is None:
            return
        with suppress(OSError, ValueError, KeyError):
            self._ask("Browser.close")
        os.close(self._to)
        os.close(self._from)
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self):
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        moved = {"close_fds": False, "preexec_fn": lambda: _move(theirs_in, theirs_out)}
        try:
            self._process = subprocess.Popen(self._command, **moved, **quiet)
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def print(self, page):
        if self._process is None:
            self._start()
        self._loaded = False
        self._ask("Page.navigate", url=page.as_uri())
        while not self._loaded:
            self._hear()
        return base64.b64decode(self._ask("Page.printToPDF", **PRINTED)["data"])

    def _ask(self, method, **parameters):
        """Give an order; return its result (KeyError where it is refused)."""
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._to, json.dumps(order).encode() + b"\0")
        while (told := self._hear()).get("id") != self._number:
            pass
        return told["result"]

    def _hear(self):
        """Return the next thing that the browser says (OSError where it says no more)."""
        end = time.monotonic() + SECONDS
        while b"\0" not in self._heard:
            ready, _, _ = select.select([self._from], [], [], max(0, end - time.monotonic()))
            heard = os.read(self._from, 1 << 20) if ready else b""
            if not heard:
                raise OSError("the browser says nothing")
            self._heard += heard
        said, _, self._heard = self._heard.partition(b"\0")
        told = json.loads(said)
        self._loaded |= told.get("method") == "Page.loadEventFired"
        return told
