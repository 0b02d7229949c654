"""What the tests do with a page: open a notebook in JupyterLab, run it, look at it as a reader would."""

import json

import nbformat
from axe_playwright_python.base import AXE_SCRIPT

from sio_kit.course.document.html import STATE, WIDGET

RUN_ALL = ("Exécution", "Exécuter toutes les cellules")
OUTPUTS = ".jp-CodeCell .jp-OutputArea-output"
WIDGETS = ".sio"
KERNEL_STARTS = 90_000  # milliseconds, on a machine that has much else to do
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Only the faults leave the page: what axe-core found right takes longer to be told than to be found.
FAULTS = """([selector, levels]) => axe
    .run(selector, { runOnly: { type: "tag", values: levels }, resultTypes: ["violations"], selectors: false })
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]))"""


def write_notebook(lab, name, *sources):
    """Put a notebook of code cells, not yet executed, into the course."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), lab.course / "notebooks" / name)


def open_notebook(page, lab, name):
    """Open a notebook alone and wait until all its committed outputs are shown, widgets included."""
    cells = json.loads((lab.course / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    saved = [output for cell in cells for output in cell.get("outputs", [])]
    widgets = sum(WIDGET in output.get("data", {}) for output in saved)
    page.goto(f"{lab.page(name)}&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.wait_for_function(f"document.querySelectorAll('{OUTPUTS}').length === {len(saved)}")
    # JupyterLab shows them once it has asked the kernel, newly started, whether it knows better.
    page.wait_for_function(
        f"[...document.querySelectorAll('{OUTPUTS}')].filter(shown => shown.querySelector('{WIDGETS}')).length === {widgets}",
        timeout=KERNEL_STARTS,
    )


def notebook_of(*widgets):
    """Return an executed notebook that shows widgets, as Jupyter saves it with their states."""
    models, cells = {}, [nbformat.v4.new_markdown_cell("# Un titre")]
    for number, widget in enumerate(widgets):
        state = {key: value for key, value in widget.get_state().items() if not key.startswith(("_esm", "_css"))}
        models[f"m{number}"] = {"state": {**state, "_esm": str(widget._esm), "_css": str(widget._css)}}
        output = nbformat.v4.new_output("display_data", {WIDGET: {"model_id": f"m{number}"}})
        cells.append(nbformat.v4.new_code_cell("widget", outputs=[output]))
    return nbformat.v4.new_notebook(cells=cells, metadata={"widgets": {STATE: {"state": models}}})


def choose_menu(page, *names):
    for name in names:
        page.get_by_role("menuitem", name=name, exact=True).click()


def set_theme(page, scheme):
    """Choose JupyterLab's light or dark theme, as a user does."""
    name = {"light": "JupyterLab Clair", "dark": "JupyterLab Sombre"}[scheme]
    page.get_by_role("menuitem", name="Paramètres", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Thème", exact=True).hover()
    page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True).click()
    light = "true" if scheme == "light" else "false"
    page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")


def look_at(page, selector, width=1280, height=720):
    """Give the page a size, close JupyterLab's side bar, and bring a widget into view."""
    page.set_viewport_size({"width": width, "height": height})
    # JupyterLab lays its panels out a moment after the window has its size.
    page.wait_for_function(
        "width => document.querySelector('.jp-Notebook').getBoundingClientRect().right <= width", arg=width
    )
    if page.locator("#jp-left-stack").is_visible():
        page.keyboard.press("Control+b")
    page.locator(selector).first.evaluate("node => node.scrollIntoView()")


PROJECTOR, PHONE = (1280, 720), (390, 844)


def each_screen(page):
    """Show a page on a projector in the light, then on a phone in the dark; yield each time what it is: `dark 390`."""
    for scheme, (width, height) in (("light", PROJECTOR), ("dark", PHONE)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        yield f"{scheme} {width}"


def each_look(page, selector):
    """Show a widget in JupyterLab's dark theme, on a projector, then on a phone; yield each time what it is."""
    page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    set_theme(page, "dark")
    for width, height in (PROJECTOR, PHONE):
        look_at(page, selector, width, height)
        yield f"dark {width}"


def run_all(page, shown=None):
    """Run every cell and wait until each has a new output, `shown` in all (default: as many as before)."""
    page.locator("#jp-main-statusbar").get_by_text("| Inactif").wait_for(timeout=KERNEL_STARTS)
    outputs = page.locator(OUTPUTS)
    shown = outputs.count() if shown is None else shown
    outputs.evaluate_all("nodes => nodes.forEach(node => { node.dataset.committed = true })")
    choose_menu(page, *RUN_ALL)
    page.wait_for_function(
        f"""!document.querySelector("[data-committed]") && document.querySelectorAll("{OUTPUTS}").length === {shown}""",
        timeout=KERNEL_STARTS,
    )


def stop_kernel(page):
    """Stop the kernel of the notebook shown, as a user does; what stands there lives on without it."""
    choose_menu(page, "Noyau", "Arrêter le noyau")
    page.locator("#jp-main-statusbar").get_by_text("| Inconnu").wait_for()


def overflowing(page, selector):
    """List the elements under `selector` that stand out of it, or whose text is cut.

    What is one pixel wide is hidden from the eye on purpose.
    """
    return page.locator(selector).evaluate(
        """root => {
            const { left, right } = root.getBoundingClientRect();
            return [...root.querySelectorAll("*")].filter((node) => {
                const box = node.getBoundingClientRect();
                const cut = node instanceof HTMLElement && node.clientWidth && node.scrollWidth > node.clientWidth + 1;
                return box.width > 1 && (box.left < left - 8 || box.right > right + 8 || cut);
            }).map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`);
        }"""
    )


def accessibility_faults(page, selector):
    """List what axe-core finds wrong in the part of the page under `selector`, at levels A and AA."""
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(FAULTS, [selector, LEVELS])


def errors(page):
    """Count the error outputs of the notebook shown."""
    kinds = ["vnd.jupyter.error", "vnd.jupyter.stderr"]
    return sum(page.locator(f".jp-RenderedText[data-mime-type='application/{kind}']").count() for kind in kinds)


def drop(page, name, text):
    """Drop a file on a form, as a mouse does."""
    transfer = page.evaluate_handle(
        """([name, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], name));
            return transfer;
        }""",
        [name, text],
    )
    page.dispatch_event(".sio-form", "drop", {"dataTransfer": transfer})
