"""Time a site in a browser slowed 6 times on a line of 10 Mb/s and 50 ms: first visit, next page, without a network.

uv run --extra test benchmarks/site.py [SITE]     (by default, one is made: that is timed too)
"""

import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright
from timing import BROWSER_FLAGS, BROWSERS

from sio_kit.course.site import make_site
from sio_kit.course.site.serve import serving
from sio_kit.folders import NOTEBOOKS, kit_folder

VISITS = 7
SLOWER, LATENCY, BYTES_A_SECOND = 6, 50, 10_000_000 / 8
LINE = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND, "latency": LATENCY, "offline": False}
# Does to the page what a hurried reader does, and notes when it has answered: milliseconds since the address was given.
READER = """() => {
    const map = ".sio-map [data-part='P3']";
    const when = (name, act, isDone) => {
        const look = () => {
            if (!isDone()) return act?.();
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => performance.mark(name), 0));
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true, attributes: true });
    };
    const press = () => [...document.querySelectorAll(map)].find((part) => part.checkVisibility())?.dispatchEvent(
        new MouseEvent("click", { bubbles: true }));
    when("answered", press, () => document.querySelector(".sio-sheet h3")?.textContent.startsWith("P3"));
    when("judged", null, () => document.querySelector(".sio-judged .sio-findings li"));
    when("shown", null, () => document.querySelector("[data-widget]")?.firstElementChild);
    when("alive", null, () => {
        const places = [...document.querySelectorAll("[data-widget]")];
        return places.length && document.readyState !== "loading" && places.every((place) => place.firstElementChild);
    });
}"""
MARK = """(name) => new Promise((resolve) => {
    const look = () => {
        const [mark] = performance.getEntriesByName(name);
        if (mark) resolve(mark.startTime);
        else setTimeout(look, 10);
    };
    look();
})"""


class Visitor:
    """A browser as new, slowed, whose page counts what comes over the line."""

    def __init__(self, browser, worker):
        self.context = browser.new_context(service_workers="allow" if worker else "block")
        self.page = self.context.new_page()
        self.page.add_init_script(f"({READER})()")
        self.session = self.context.new_cdp_session(self.page)
        self.bytes = 0
        self.session.on("Network.loadingFinished", self.count)
        self.session.send("Network.enable")
        self.session.send("Network.emulateNetworkConditions", LINE)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def count(self, event):
        self.bytes += event["encodedDataLength"]

    def go(self, address, *marks):
        """Return when the page had done what each mark tells, in milliseconds; one number for one mark."""
        self.page.goto(address)
        times = [self.page.evaluate(MARK, mark) for mark in marks]
        return times if len(times) > 1 else times[0]


def first_visits(browser, address, mark):
    """Return the milliseconds to a mark and the kilobytes transferred, for visitors that come for the first time."""
    times, sizes = [], []
    for _ in range(VISITS):
        visitor = Visitor(browser, worker=False)
        times.append(visitor.go(address, mark))
        visitor.page.wait_for_load_state("networkidle")
        sizes.append(visitor.bytes / 1000)
        visitor.context.close()
    return statistics.median(times), statistics.median(sizes)


def next_pages(browser, address):
    """Return the milliseconds to a second page's first widget and to its last, then to its first without a network."""
    visitor = Visitor(browser, worker=True)
    visitor.go(f"{address}01_processus.html", "alive")
    visitor.page.wait_for_function("() => document.querySelector('#hors-ligne').textContent !== ''")
    names = ("02_messagerie", "06_contexte") * 4
    online = [visitor.go(f"{address}{name}.html", "shown", "alive") for name in names]
    visitor.context.set_offline(True)
    offline = []
    for _ in range(VISITS):
        visitor.page.reload()
        offline.append(visitor.page.evaluate(MARK, "shown"))
    visitor.context.close()
    return *map(statistics.median, zip(*online, strict=True)), statistics.median(offline)


def without_worker(browser, address):
    """Return the milliseconds to a second page's first widget where nothing but the browser's own cache helps."""
    times = []
    for _ in range(VISITS):
        visitor = Visitor(browser, worker=False)
        visitor.go(f"{address}01_processus.html", "alive")
        times.append(visitor.go(f"{address}06_contexte.html", "shown"))
        visitor.context.close()
    return statistics.median(times)


def sizes(folder):
    kinds = Counter()
    for path in folder.rglob("*"):
        if path.is_file():
            kinds[path.suffix or path.name] += path.stat().st_size / 1000
    return kinds


def build(place):
    start = time.perf_counter()
    made = make_site(place, kit_folder(NOTEBOOKS).parent, say=lambda _: None)
    print(f"made in {time.perf_counter() - start:.1f} s: {made.pages} pages, {made.size / 1e6:.2f} MB")
    return place


def main():
    with tempfile.TemporaryDirectory() as passing, sync_playwright() as playwright:
        folder = Path(sys.argv[1]) if sys.argv[1:] else build(Path(passing, "site"))
        print("size by kind, kB:", {kind: round(size) for kind, size in sizes(folder).most_common()})
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        with serving(folder) as (server, address):
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for name, mark, what in (
                ("01_processus", "answered", "first click that answers"),
                ("03_mon_service", "alive", "form shown"),
                ("03_mon_service", "judged", "form judged"),
                ("quiz", "alive", "quiz shown"),
            ):
                spent, size = first_visits(browser, f"{address}{name}.html", mark)
                print(f"{name}: first visit, {what} {spent:.0f} ms; transferred {size:.0f} kB", flush=True)
            print(f"second page, without the worker {without_worker(browser, address):.0f} ms", flush=True)
            first, last, offline = next_pages(browser, address)
            print(f"second page, first widget {first:.0f} ms, last {last:.0f} ms; without a network {offline:.0f} ms")
            server.shutdown()
        browser.close()


if __name__ == "__main__":
    main()
