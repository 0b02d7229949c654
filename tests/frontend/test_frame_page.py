"""A widget as a page in a frame: where a notebook's page knows no widgets, and where anywidget is not installed."""

import subprocess
import sys

import pytest
from conftest import plain
from pages import accessibility_faults

import sio_kit

WITHOUT_ANYWIDGET = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("anywidget", "ipywidgets", "IPython"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocked())
"""
SEEDED = {"Quiz": {"seed": 1}, "OralCards": {"seed": 1}}
FORMS = {"ChoiceLab", "OptionJournal", "Portfolio", "QualityGrid", "ServiceWorkshop"}
NAMES = sorted(sio_kit.widgets.HOMES)


@pytest.fixture
def in_frames(monkeypatch):
    monkeypatch.setenv("SIO_KIT_WIDGETS", "iframe")


def frame(ref, name):
    return getattr(sio_kit.widgets, name)(ref, **SEEDED.get(name, {}))._repr_html_()


def alone(code):
    """Run code where anywidget cannot be imported; return what it prints."""
    program = [sys.executable, "-c", WITHOUT_ANYWIDGET + code]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_where_jupyter_shows_widgets_nothing_changes(ref):
    widget = sio_kit.widgets.ProcessMap(ref)
    data, _ = widget._repr_mimebundle_()
    assert set(data) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    assert widget._repr_html_() is None


def test_a_frame_stands_in_for_the_widget_on_demand_and_in_colab(ref, monkeypatch):
    widget = sio_kit.widgets.ProcessMap(ref)
    monkeypatch.setitem(sys.modules, "google.colab", sys)
    assert set(widget._repr_mimebundle_()[0]) == {"text/plain", "text/html"}
    monkeypatch.delitem(sys.modules, "google.colab")
    monkeypatch.setenv("SIO_KIT_WIDGETS", "iframe")
    data, _ = widget._repr_mimebundle_()
    assert data == {"text/plain": widget.alternative, "text/html": widget._repr_html_()}
    assert plain(data["text/html"]).startswith('<iframe title="Carte des processus : reconstitution')


def test_without_anywidget_the_same_classes_give_the_same_pages_and_check_their_traits(ref, in_frames):
    code = f"""
import sio_kit
ref = sio_kit.load_referential()
for name in {NAMES}:
    print(getattr(sio_kit.widgets, name)(ref, **{SEEDED}.get(name, {{}}))._repr_html_(), end="\\0")
carte, atelier = sio_kit.widgets.ProcessMap(ref), sio_kit.widgets.ServiceWorkshop(ref)
atelier.value = {{**atelier.value, "nom": "Cantine"}}
print(repr(carte.selected), atelier.service.name, [each["sentence"] for each in atelier.findings])
carte.selected = "P1"
try:
    carte.selected = "P9"
except sio_kit.ReferentialError as error:
    print(error)
print(carte.selected, repr(carte)[:19])
"""
    *pages, said = alone(code).split("\0")
    assert dict(zip(NAMES, pages, strict=True)) == {name: frame(ref, name) for name in NAMES}
    assert plain(said).splitlines() == [
        "'' Cantine [\"Le service n'a pas encore d'étape.\"]",
        "« P9 » n'est ni un processus ni un lien de la carte. Choisissez parmi : P1, P2, P3, P4, P5, P1→P2, P2→P1, P1→P3, "
        "P1→P4, P2→P3, P2→P4, P1→P5, P2→P5, P3→P5, P4→P5.",
        "P1 Carte des processus",
    ]


HOST = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Notebook</title>
<style>body {{ margin: 8px; background: white }} body.dark {{ background: #111 }}</style></head>
<body><main><h1>Notebook</h1>{frames}</main></body></html>"""


@pytest.fixture
def notebook(ref, in_frames, open_page, tmp_path):
    """The page of a notebook that shows all the widgets in frames; no script may have failed there."""
    path, faults = tmp_path / "notebook.html", []
    path.write_text(HOST.format(frames="\n".join(frame(ref, name) for name in NAMES)), encoding="utf-8")
    page = open_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path.as_uri())
    yield page
    assert faults == []


def in_frame(page, name):
    return page.frame_locator("iframe").nth(NAMES.index(name))


# What of each frame's page stands below its end, in pixels.
HIDDEN = """() => [...document.querySelectorAll("iframe")].map((frame) =>
    Math.max(0, frame.contentDocument.documentElement.scrollHeight - frame.clientHeight))"""


COLOURS = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 17, 17)"}
GROUNDS = """() => [...document.querySelectorAll("iframe")].map(({ contentDocument: page }) =>
    page.defaultView.getComputedStyle(page.documentElement).backgroundColor)"""


def test_widgets_live_in_frames_of_their_size_and_in_the_notebooks_colours(notebook):
    for name in NAMES:
        in_frame(notebook, name).locator(".sio").first.wait_for()
    assert all(notebook.locator("iframe").evaluate_all("frames => frames.map((each) => each.title)"))
    assert accessibility_faults(notebook, "main") == []
    for scheme, width in (("light", 1280), ("dark", 390)):
        notebook.evaluate("dark => document.body.classList.toggle('dark', dark)", scheme == "dark")
        notebook.set_viewport_size({"width": width, "height": 720})
        notebook.wait_for_function(f"({GROUNDS})().every((ground) => ground === '{COLOURS[scheme]}')")
        notebook.wait_for_function(f"Math.max(...({HIDDEN})()) === 0")
    # A menu that hangs below a short page makes room for itself.
    in_frame(notebook, "Portfolio").locator(".sio-menu > summary").first.click()
    notebook.wait_for_function(f"Math.max(...({HIDDEN})()) === 0")
    # With the keyboard alone.
    process = in_frame(notebook, "ProcessMap").locator(".sio-narrow").get_by_role("button", name="P2").first
    process.focus()
    process.press("Enter")
    in_frame(notebook, "ProcessMap").locator(".sio-sheet h3", has_text="P2").wait_for()
    # The rules judge in the frame, and the work comes back.
    name = in_frame(notebook, "ServiceWorkshop").get_by_placeholder("Le nom de votre service")
    in_frame(notebook, "ServiceWorkshop").get_by_text("Le service n'a pas encore d'étape").wait_for()
    name.fill("La cantine")
    notebook.reload()
    in_frame(notebook, "ServiceWorkshop").get_by_text("Votre travail est revenu").wait_for()
    assert name.input_value() == "La cantine"


def test_a_frame_that_may_look_at_nothing_lives_too(ref, in_frames, open_page):
    page, faults = open_page(color_scheme="dark"), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    shut = frame(ref, "ServiceWorkshop").replace("<iframe ", '<iframe sandbox="allow-scripts" ', 1)
    page.set_content(HOST.format(frames=shut))
    form = page.frame_locator("iframe")
    form.get_by_text("Le service n'a pas encore d'étape").wait_for()
    form.get_by_placeholder("Le nom de votre service").fill("La cantine")
    form.get_by_text("Ce navigateur ne peut pas garder votre travail").wait_for()
    assert faults == []
