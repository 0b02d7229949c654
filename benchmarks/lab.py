"""Compare `sio-kit` with bare `jupyter lab`: seconds from the command to the first rendered cell.

uv run --extra test benchmarks/lab.py
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright
from timing import BROWSER_FLAGS, BROWSERS, ROOT, free_port, home_environment

RUNS = 7
NOTEBOOK = "/lab/tree/notebooks/00_accueil.ipynb"
KIT = ["sio_kit", "--sans-navigateur"]
BARE = ["jupyterlab", "--no-browser", "--allow-root", f"--notebook-dir={ROOT}"]


def first_cell(browser, arguments):
    """Return the seconds until the notebook's first cell is rendered, for a user with an empty home."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        page = browser.new_page()
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments, "--port", str(free_port())],
            env=home_environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        addresses = (re.search(r"(http://127\.0\.0\.1:\d+)/\S*\?(token=\w+)", line) for line in process.stdout)
        address = next(filter(None, addresses))
        page.goto(f"{address[1]}{NOTEBOOK}?{address[2]}")
        page.wait_for_selector(".jp-Notebook .jp-RenderedMarkdown h1")
        seconds = time.perf_counter() - start
        page.close()
        process.terminate()
        process.communicate()
        return seconds


def main():
    import shutil

    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        times = [(first_cell(browser, KIT), first_cell(browser, BARE)) for _ in range(RUNS)]
        browser.close()
    ours, base = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"first rendered cell, sio-kit against jupyter lab: {ours / base:.2f}   ({ours:.2f} s / {base:.2f} s)")


if __name__ == "__main__":
    main()
