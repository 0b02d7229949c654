"""Time the service player (a step to the visible change) and the workshop (a keystroke to the findings).

uv run --extra test benchmarks/services.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from timing import BROWSER_FLAGS, BROWSERS, change_time, compare, median_time, notebook_of, notebook_page, slow_down

import sio_kit
from sio_kit.course.document.html import document_html

PLAYER = "import sio_kit\nref = sio_kit.load_referential()\nsio_kit.widgets.ServicePlayer(ref)"
WORKSHOP = """atelier = sio_kit.widgets.ServiceWorkshop(ref)
etapes = [{{**atelier._starts[1][1]["etapes"][0], "action": f"action {{n}}{long}"}} for n in range({count})]
atelier.value = {{**atelier.value, "etapes": etapes}}
atelier"""
NEXT = """(n) => document.querySelectorAll('.sio-controls button')[n % 2 ? 1 : 3].click()"""
# A step's empty action is a finding, a full one is not: each keystroke changes the list of findings.
TYPE = """(n) => {
    const area = document.querySelector('.sio-card textarea');
    area.value = n % 2 ? 'x' : '';
    area.dispatchEvent(new Event('input', { bubbles: true }));
}"""
FOUND = ".sio-judged .sio-findings"


def keystroke(count, long=""):
    """Return the milliseconds from a keystroke to the new findings, while one types on, where a kernel judges."""
    with notebook_page(PLAYER, WORKSHOP.format(count=count, long=long), shown=2) as page:
        page.locator("[data-judge=kernel]").wait_for()
        return change_time(page, TYPE, FOUND, count=15)


def keystroke_in_page(ref, count, slower):
    """Return the milliseconds from a keystroke to the new findings in a document, whose own Python judges."""
    form = sio_kit.widgets.ServiceWorkshop(ref)
    step = form._starts[1][1]["etapes"][0]
    form.value = {**form.value, "etapes": [{**step, "action": f"action {n}"} for n in range(count)]}
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mesure.html")
        file.write_text(document_html(notebook_of(form), "Mesure", "Référentiel"), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, bypass_csp=True)
        page.goto(file.as_uri())
        page.locator("[data-judge=page]").wait_for()
        slow_down(page, slower)
        time = change_time(page, TYPE, FOUND, count=15)
        browser.close()
    return time


def main():
    with notebook_page(PLAYER, shown=1) as page:
        for slower in (1, 6):
            slow_down(page, slower)
            time = change_time(page, NEXT, ".sio-sheet")
            print(f"step to visible change, CPU slowed {slower}x: {time:.1f} ms", flush=True)
    compare("keystroke to findings: 200 steps against 30", keystroke(200), keystroke(30))
    compare(
        "keystroke to findings: 2,000 characters a step against a few", keystroke(200, "{' mot' * 500}"), keystroke(200)
    )
    ref = sio_kit.load_referential()
    for count in (30, 200):
        for slower in (1, 6):
            time = keystroke_in_page(ref, count, slower)
            print(
                f"keystroke to findings in a document, {count} steps, CPU slowed {slower}x: {time:.1f} ms", flush=True
            )
    step = sio_kit.Step("P3", "P2", "fourniture", "action")
    many, few = (sio_kit.Service("Essai", (step,) * count) for count in (200, 30))
    compare("check alone: 200 steps against 30", *(median_time(lambda s=s: sio_kit.check(s, ref)) for s in (many, few)))


if __name__ == "__main__":
    main()
