"""Time the process map: from a click to the visible change, beside what most notebooks do; its making and its size.

uv run --extra test benchmarks/process_map.py
"""

import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

import sio_kit
from sio_kit.figures import process_map
from sio_kit.figures.picture import to_svg

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from conftest import BROWSER_FLAGS, BROWSERS, start_lab  # noqa: E402
from pages import open_notebook, run_all, write_notebook  # noqa: E402

CLICKS = 30
WIDGET = "import sio_kit\nref = sio_kit.load_referential()\nsio_kit.widgets.ProcessMap(ref)"
INTERACT = """import ipywidgets, matplotlib.pyplot as plt
%matplotlib inline
@ipywidgets.interact(code=ref.processus["code"].tolist())
def show(code):
    figure, ax = plt.subplots(figsize=(7.5, 6.2))
    sio_kit.figures.process_map(ref, highlight=[code], ax=ax)
    plt.show()
    print(ref.processus.set_index("code").loc[code, "definition"])"""
# From the event to the first frame that follows the change watched for.
CHANGE = """async ([act, watched, count]) => {
    const times = [];
    for (let n = 0; n < count; n++) {
        const place = document.querySelector(watched);
        const changed = new Promise((resolve) => {
            const observer = new MutationObserver(() => { observer.disconnect(); resolve(); });
            observer.observe(place, { childList: true, subtree: true, attributes: true, characterData: true });
        });
        const start = performance.now();
        (0, eval)(act)(n);
        await changed;
        if (watched.includes("jupyter")) {
            while (!place.querySelector("img") || place.querySelector("img").dataset.seen) {
                await new Promise((resolve) => setTimeout(resolve, 1));
            }
            place.querySelector("img").dataset.seen = true;
        }
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - start);
        await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return times;
}"""
CLICK = """(n) => [...document.querySelectorAll('.sio-map .sio-wide [data-part]')][n % 5]
    .dispatchEvent(new MouseEvent('click', { bubbles: true }))"""
CHOOSE = """(n) => {
    const list = document.querySelector('.widget-dropdown select');
    list.selectedIndex = (n + 1) % 5;
    list.dispatchEvent(new Event('change', { bubbles: true }));
}"""


def browser_times():
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        lab = start_lab(Path(home))
        write_notebook(lab, "mesure.ipynb", WIDGET, INTERACT)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        open_notebook(page, lab, "mesure.ipynb")
        run_all(page, shown=4)  # interact shows its picture and its text within its own output
        page.wait_for_selector(".jupyter-widgets-output-area img, .widget-output img, .lm-Widget.jupyter-widgets img")
        session = page.context.new_cdp_session(page)
        for slower in (1, 6):
            session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            ours = statistics.median(page.evaluate(CHANGE, [CLICK, ".sio-sheet", CLICKS]))
            usual = statistics.median(page.evaluate(CHANGE, [CHOOSE, ".jupyter-widgets.widget-interact", CLICKS]))
            compare(f"click to visible change, CPU slowed {slower}x: interact against the map", usual, ours)
        lab.stop()
        browser.close()


def compare(title, first, second):
    print(f"{title:<72} {first / second:6.2f}   ({first:.1f} ms / {second:.1f} ms)", flush=True)


def median_time(make, runs=25):
    make()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        make()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main():
    ref = sio_kit.load_referential()
    widget = 1000 * median_time(lambda: sio_kit.widgets.ProcessMap(ref))
    picture = 1000 * median_time(lambda: sio_kit.show_figure(process_map, ref))
    drawing = 1000 * median_time(lambda: to_svg(process_map(ref)))
    compare("making: the widget against the figure as a PNG", widget, picture)
    compare("making: the widget (two drawings) against one SVG", widget, drawing)
    state = sio_kit.widgets.ProcessMap(ref).get_state()
    sizes = {name: len(json.dumps(value, ensure_ascii=False).encode()) for name, value in state.items()}
    print(f"state: {sum(sizes.values()) / 1000:.0f} kB, of which", {k: v for k, v in sizes.items() if v > 2000})
    browser_times()


if __name__ == "__main__":
    main()
