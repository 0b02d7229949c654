import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import sio_kit
from sio_kit.folders import DATA, NOTEBOOKS, kit_folder

# The first is Chromium without the windows that nobody sees: it takes half the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
COMMAND = [sys.executable, "-m", "sio_kit"]


def plain(shown):
    """Return what a user reads, with ordinary spaces for the no-break ones."""
    return str(shown).replace("\N{NO-BREAK SPACE}", " ")


def change_table(folder, table, change):
    """Apply `change` to the lines of a table's CSV (without its header): a list of dict in, a list of dict out."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = change(list(reader))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerows(rows)


def loosen(folder):
    """Let every cell and every table of a folder be empty, as the descriptor of another référentiel may."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource["lignes_requises"] = False
        for field in resource["schema"]["fields"]:
            field.pop("constraints", None)
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="session")
def ref():
    return sio_kit.load_referential(kit_folder(DATA))


@pytest.fixture
def folder(tmp_path):
    """A teacher's copy of the data, free to be changed."""
    return shutil.copytree(kit_folder(DATA), tmp_path / "data")


@pytest.fixture(scope="session")
def site(tmp_path_factory, ref):
    """The site of the whole course, made once, no notebook executed; its course stands beside it."""
    from site_course import build, write_course

    place = tmp_path_factory.mktemp("cours")
    build(write_course(place / "cours", ref), place / "site")
    return place / "site"


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium; without one the test is skipped, or fails where SIO_KIT_REQUIRE_BROWSER is set."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        missing = "no Chromium on this machine"
        (pytest.fail if os.environ.get("SIO_KIT_REQUIRE_BROWSER") else pytest.skip)(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open a page that reaches this machine alone; afterwards, nothing else may have been asked for."""
    with opening(chromium) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def pages(chromium):
    """What `open_page` is, for pages that the tests of a module share."""
    with opening(chromium) as open_page:
        yield open_page


@contextmanager
def opening(chromium):
    """Give a function that opens pages; see `open_page`."""
    outside, contexts = [], []

    def note(request):
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:")):
            outside.append(request.url)

    def forget(request):
        if request.failure == "csp" and request.url in outside:  # refused by the page itself: nothing was asked for
            outside.remove(request.url)

    def open_page(width=1280, height=720, **settings):
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        context.on("request", note)
        context.on("requestfailed", forget)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert outside == []


@pytest.fixture
def open_widget(open_page, tmp_path):
    """Return a function that opens a widget in a page without a kernel; no script may have failed there, or spoken."""
    from pages import notebook_of

    from sio_kit.course.document.html import document_html

    faults = []

    def open_widget(widget, **settings):
        path = tmp_path / "page.html"
        path.write_text(document_html(notebook_of(widget), "Un titre", "Édition"), encoding="utf-8")
        page = open_page(**settings)
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path.as_uri())
        page.locator("[data-widget] .sio").wait_for()
        return page

    yield open_widget
    assert faults == []


@dataclass
class Lab:
    """A running `sio-kit`; `lines` is what it printed up to its address."""

    process: subprocess.Popen
    address: str
    course: Path
    home: Path
    lines: list

    def page(self, notebook):
        return self.address.replace("00_accueil.ipynb", notebook)

    def stop(self):
        """Press Ctrl+C; return what was printed since the address, and the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        output, _ = self.process.communicate(timeout=30)
        return output, self.process.returncode


@pytest.fixture
def form_page(lab, open_page):
    """Return a function that opens a notebook with a form that keeps a student's work, and runs it.

    Afterwards no text of the student may have run as a script; the file is removed.
    """
    from pages import look_at, open_notebook, run_all, write_notebook

    alerts, files = [], []

    def answer(dialog):
        if dialog.type == "alert":
            alerts.append(dialog.message)
        dialog.accept()

    def form_page(widget, file):
        load = "import sio_kit\nref = sio_kit.load_referential()"
        form = f"form = sio_kit.widgets.{widget}(ref, {file!r})\nform"
        write_notebook(lab, "formulaire.ipynb", load, form, "print(form.value, form.findings)")
        files.append(lab.course / "notebooks" / file)
        page = open_page()
        page.on("dialog", answer)
        open_notebook(page, lab, "formulaire.ipynb")
        run_all(page, shown=2)
        look_at(page, ".sio-form")
        return page

    yield form_page
    assert alerts == []
    for file in files:
        file.unlink(missing_ok=True)


def home_environment(home):
    """Return an environment whose user has the given home and no setting."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG", "SIO_KIT"))}
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"}


def start_lab(home):
    """Run the real command, for a user with that home, on a copy of the course in it."""
    course = home / "mon cours"
    return start(home, course, "--dossier", str(course), "--sans-navigateur")


def start(home, course, *arguments, **environment):
    """Run `sio-kit` with these arguments until it prints its address."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        env={**home_environment(home), **environment},
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.strip().startswith("http://"):
            return Lab(process, line.strip(), course, home, lines)
    raise AssertionError(f"sio-kit printed no address: {''.join(lines)}")


@contextmanager
def serve(home, command, **environment):
    """Run `sio-kit page` or `presenter` on a course; its last words and status are in `stopped` afterwards."""
    course = home / "mon cours"
    for name in (NOTEBOOKS, DATA):
        shutil.copytree(kit_folder(name), course / name, ignore=shutil.ignore_patterns(".*"))
    running = start(home, course, "--dossier", str(course), command, "01", "--sans-navigateur", **environment)
    try:
        yield running
    finally:
        output, status = running.stop()
    # Its line on Ctrl+C may still have been on its way when the address was read.
    running.stopped = plain(output).strip().removeprefix("Pour arrêter, tapez Ctrl+C dans cette fenêtre.\n"), status


@contextmanager
def serve_saved(home, command):
    """Run `sio-kit page` or `presenter` as `serve` does, but show the notebooks as they are saved: none is run."""
    import replay

    replay.install(home / "replay")
    with serve(home, command, JUPYTER_PATH=str(home / "replay")) as running:
        yield running


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    running = start_lab(tmp_path_factory.mktemp("home"))
    yield running
    running.stop()
