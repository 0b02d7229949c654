"""Time the Python of a page without a kernel: page shown, Python ready, first findings; a verdict; CPU slowed 6 times.

uv run --extra test benchmarks/forms.py
"""

import shutil
import statistics
import tempfile
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import sync_playwright
from timing import BROWSER_FLAGS, BROWSERS, slow_down

import sio_kit
from sio_kit.course.document.html import STATE, WIDGET, document_html
from sio_kit.forms.tables import tables_of
from sio_kit.service import rules

VISITS = 7
# A form that asks for its findings once it is drawn.
FORM = """export default { render({ model, el }) {
  el.textContent = "Un service";
  requestAnimationFrame(() => setTimeout(async () => {
    performance.mark("shown");
    const ask = await globalThis.sioPython();
    performance.mark("ready");
    el.textContent = JSON.stringify(ask("service", "judge", model.get("_tables"), model.get("value")));
    performance.mark("judged");
    const tables = model.get("_tables");
    globalThis.time = (operation, work) => {
      const start = performance.now();
      ask("service", operation, tables, work);
      return performance.now() - start;
    };
    el.dataset.judged = "";
  }, 0));
} };"""
MARKS = "() => ['shown', 'ready', 'judged'].map((name) => performance.getEntriesByName(name)[0].startTime)"
VERDICTS = """([operation, work, count]) => Array.from({ length: count }, () => time(operation, work))"""


def page_of(tables, work):
    """Return the document of a lesson that has nothing but a form."""
    state = {"_esm": FORM, "_css": "", "_room": "service", "_tables": tables, "value": work}
    output = new_output("display_data", {WIDGET: {"model_id": "m"}})
    cells = [new_code_cell("x", outputs=[output])]
    notebook = new_notebook(cells=cells, metadata={"widgets": {STATE: {"state": {"m": {"state": state}}}}})
    return document_html(notebook, "Mesure", "Référentiel")


def works(start):
    """Return services of 30 and of 200 steps, as one tells them, and one with 2,000 characters a step."""
    steps = start["etapes"] * 20
    long = [{**step, "action": (step["action"] + " et puis ") * 40} for step in steps]
    long = [{**step, "action": step["action"][:2000]} for step in long]
    of = {"30 steps": steps[:30], "200 steps": steps[:200], "200 steps of 2,000 characters": long[:200]}
    return {name: {**start, "etapes": found} for name, found in of.items()}


def visit(browser, address, slower):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    slow_down(page, slower)
    page.goto(address)
    page.locator("[data-judged]").wait_for()
    return page


def main():
    ref = sio_kit.load_referential()
    tables = tables_of(ref, rules.TABLES)
    start = rules.starts(tables)[1][1]
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mesure.html")
        file.write_text(page_of(tables, start), encoding="utf-8")
        print(f"a document with a form: {file.stat().st_size / 1000:.0f} kB")
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        for slower in (1, 6):
            print(f"CPU slowed {slower}x")
            times = []
            for _ in range(VISITS):
                page = visit(browser, file.as_uri(), slower)
                times.append(page.evaluate(MARKS))
                page.close()
            shown, ready, judged = map(statistics.median, zip(*times, strict=True))
            print(
                f"  opened to drawn {shown:.0f} ms, to Python ready {ready:.0f} ms, to first findings {judged:.0f} ms"
            )
            page = visit(browser, file.as_uri(), slower)
            for name, work in works(start).items():
                for operation in ("judge", "sheet"):
                    spent = statistics.median(page.evaluate(VERDICTS, [operation, work, 5]))
                    print(f"  {operation}, {name}: {spent:.0f} ms", flush=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
