"""What the benchmarks share: medians, and times in a page from an event to the visible change."""

import shutil
import socket
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from conftest import (  # noqa: E402
    BROWSER_FLAGS,
    BROWSERS,
    home_environment,  # noqa: F401
    serve,  # noqa: F401
    start_lab,
)
from pages import (  # noqa: E402
    notebook_of,  # noqa: F401
    open_notebook,
    run_all,
    write_notebook,
)

# From the event to the first frame that follows a change under `watched` (in which `ready`, if given, holds).
CHANGE = """async ([act, watched, ready, count]) => {
    const times = [];
    for (let n = 0; n < count; n++) {
        const place = document.querySelector(watched);
        const start = performance.now();
        await new Promise((resolve) => {
            const changed = () => {
                if (ready && !(0, eval)(ready)(place)) return;
                observer.disconnect();
                resolve();
            };
            const observer = new MutationObserver(changed);
            observer.observe(place, { childList: true, subtree: true, attributes: true, characterData: true });
            (0, eval)(act)(n);
        });
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - start);
        await new Promise((resolve) => setTimeout(resolve, 400));
    }
    return times;
}"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def compare(title, first, second):
    print(f"{title:<74} {first / second:6.2f}   ({first:.1f} ms / {second:.1f} ms)", flush=True)


def median_time(make, runs=25):
    """Return the median milliseconds of a call, once warm."""
    make()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        make()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def change_time(page, act, watched, ready=None, count=25):
    """Return the median milliseconds from an event in a page to the visible change."""
    return statistics.median(page.evaluate(CHANGE, [act, watched, ready, count]))


def slow_down(page, rate):
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


@contextmanager
def notebook_page(*sources, shown):
    """Give a page of JupyterLab in which these cells have run."""
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        lab = start_lab(Path(home))
        write_notebook(lab, "mesure.ipynb", *sources)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        open_notebook(page, lab, "mesure.ipynb")
        run_all(page, shown=shown)
        yield page
        lab.stop()
        browser.close()
