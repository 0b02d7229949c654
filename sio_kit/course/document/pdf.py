"""Print an HTML document to PDF with the machine's own browser."""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
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


def to_pdf(html):
    """Return the bytes of the PDF that the browser prints of a whole HTML page.

    Raises
    ------
    ReferentialError
        There is no browser of the Chromium family, or it does not print.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None) or next(filter(os.path.exists, PLACES), None)
    if browser is None:
        raise ReferentialError(
            "Aucun navigateur Chromium, Chrome ou Edge n'a été trouvé pour faire le PDF.", IN_HTML, parameter="form"
        )
    with tempfile.TemporaryDirectory(prefix="sio-kit-", ignore_cleanup_errors=True) as folder:
        page, printed = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        _print(browser, page, printed, folder)
        if printed.exists():
            return printed.read_bytes()
    raise ReferentialError(f"Le navigateur « {browser} » n'a pas fait le PDF.", IN_HTML, parameter="form")


def _print(browser, page, printed, folder):
    options = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    options += [f"--user-data-dir={folder}/profil", "--no-pdf-header-footer", f"--print-to-pdf={printed}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium refuses its sandbox to this user
        options.append("--no-sandbox")
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run([browser, *options, page.as_uri()], capture_output=True, timeout=SECONDS, check=False)
