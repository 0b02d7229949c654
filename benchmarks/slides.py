"""Compare `sio-kit presenter` with bare `voila --template=reveal`: seconds from opening to the first live widget.

uv run --extra test benchmarks/slides.py
"""

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright
from timing import BROWSER_FLAGS, BROWSERS, ROOT, compare, free_port, home_environment, serve, shutil

from sio_kit.folders import DATA, DATA_VARIABLE

RUNS = 7
NOTEBOOK = "01_processus.ipynb"


@contextmanager
def bare(home):
    """Run Voilà as it comes, on the kit's notebooks; give the lesson's address."""
    port = free_port()
    environment = {**home_environment(home), DATA_VARIABLE: str(ROOT / DATA)}
    options = [f"--port={port}", "--no-browser", "--template=reveal", "--Voila.ip=127.0.0.1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        [sys.executable, "-m", "voila", str(ROOT / "notebooks"), *options], env=environment, **quiet
    )
    time.sleep(5)
    yield f"http://127.0.0.1:{port}/voila/render/{NOTEBOOK}"
    server.terminate()
    server.wait()


def first_widget(browser, address, ready):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(ready).first.wait_for(state="attached", timeout=60_000)
    seconds = time.perf_counter() - start
    page.close()
    return 1000 * seconds


def main():
    path = next(filter(None, map(shutil.which, BROWSERS)))
    homes = [Path(tempfile.mkdtemp()) for _ in range(2)]
    with sync_playwright() as playwright, serve(homes[0], "presenter") as kit, bare(homes[1]) as plain:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        slides = "body[data-ready] .sio-map [data-part]"
        runs = [
            (first_widget(browser, kit.address, slides), first_widget(browser, plain, ".sio-map [data-part]"))
            for _ in range(RUNS)
        ]
        browser.close()
    kit_time, plain_time = map(statistics.median, zip(*runs, strict=True))
    compare("opening to the first live widget, presenter / bare reveal", kit_time, plain_time)


if __name__ == "__main__":
    main()
