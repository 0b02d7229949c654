"""The pages of the forms, the player's and a site's, in Firefox and WebKit: what a student does first, once in each."""

from dataclasses import dataclass

import other_browsers
import pytest
from pages import notebook_of
from site_course import build, served, write

import sio_kit
from sio_kit.course.document.html import document_html
from sio_kit.folders import NOTEBOOKS

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=alert(1)> **gras** | ` é"
ESCAPE = "\ue00c"  # as WebDriver calls the key
# What the page would not say aloud; it stands before every other script.
FAULTS = """<head><script>
faults = [];
for (const name of ["error", "unhandledrejection", "securitypolicyviolation"])
  addEventListener(name, (event) => faults.push(`${name}: ${event.message ?? event.reason ?? event.blockedURI}`));
alert = (words) => faults.push(`alert: ${words}`);
</script>"""


# A learning platform, as far as a page asks for one: it keeps what it is given as long as the window is open.
PLATFORM = """<script>
const values = JSON.parse(sessionStorage.getItem("given") ?? "{}");
const done = (use) => (...given) => (use(...given), "true");
API = {
  LMSInitialize: done(() => {}),
  LMSGetValue: (name) => values[name] ?? "",
  LMSSetValue: done((name, value) => (values[name] = value)),
  LMSCommit: done(() => sessionStorage.setItem("given", JSON.stringify(values))),
  LMSFinish: done(() => API.LMSCommit()),
  LMSGetLastError: () => "0",
};
</script>"""


@dataclass
class Form:
    """A form: what its Python says of a blank work, of the work once one has clicked, and once one has written."""

    name: str
    blank: str
    clicks: list
    clicked: str
    written: str


FORMS = [
    Form(
        "ServiceWorkshop",
        blank="Le service n'a pas encore d'étape.",
        clicks=[(".sio-add button", "+ P3")],
        clicked="P3 agit quand P1 ou P2 fait appel à lui",
        written="P3 agit quand P1 ou P2 fait appel à lui",
    ),
    # The journal judges nobody: its Python writes the sheet alone.
    Form("OptionJournal", blank="", clicks=[(".sio-marks button", "j'aimerais")], clicked="", written=""),
    Form(
        "ChoiceLab",
        blank="Vous n'avez pas encore décidé.",
        clicks=[("button[aria-label^='Ajouter un argument pour créer, pertinence']", "")],
        clicked="L'argument 1 est vide",
        written="Aucun argument pour « adapter »",
    ),
    Form(
        "QualityGrid",
        blank="Rien à revoir.",
        clicks=[(".sio-criteria .sio-marks button", "en partie"), (".sio-criteria textarea", "")],
        clicked="Qu'est-ce qui montre que ce critère est atteint",
        written="Rien à revoir.",
    ),
    Form(
        "Portfolio",
        blank="Le dossier n'a pas encore de situation.",
        clicks=[("button", "Ajouter une situation")],
        clicked="Dans quel processus étiez-vous",
        written="Dans quel processus étiez-vous",
    ),
    Form(
        "InternshipLog",
        blank="Le carnet n'a pas encore de semaine.",
        clicks=[("button", "Ajouter une semaine")],
        clicked="Cette semaine n'a ni numéro ni dates.",
        written="Dans quel processus étiez-vous",
    ),
]


@pytest.fixture(scope="session", params=[other_browsers.firefox, other_browsers.webkit], ids=lambda each: each.__name__)
def browser(request, tmp_path_factory):
    """A running browser; the test is skipped where the machine lacks it."""
    lacking = other_browsers.missing(request.param)
    if lacking:
        pytest.skip(f"no {', '.join(lacking)} on this machine")
    with request.param(tmp_path_factory.mktemp("home")) as browser:
        yield browser


@pytest.fixture
def open_widgets(browser, ref, tmp_path):
    """Return a function that opens widgets in a page without a kernel; no script may have failed there, or spoken."""

    def open_widgets(*names, before="", **settings):
        notebook = notebook_of(*(getattr(sio_kit.widgets, name)(ref) for name in names))
        page = document_html(notebook, "Un titre", "Édition", **settings)
        path = tmp_path / "page.html"
        path.write_text(page.replace("<head>", FAULTS + before, 1), encoding="utf-8")
        browser.go(path.as_uri())
        browser.until("document.querySelectorAll('[data-widget] .sio').length === Number(given[0])", str(len(names)))

    yield open_widgets
    assert browser.run("return faults;") == []


def test_each_form_judges_shows_the_sheet_and_gives_the_work_back(browser, open_widgets):
    open_widgets(*(form.name for form in FORMS))  # on one page, where Python starts once
    for number, form in enumerate(FORMS):
        fill(browser, form, f"[data-widget='{number}'] ")
    assert browser.run("return faults;") == []

    browser.reload()
    for number, _ in enumerate(FORMS):
        place = f"[data-widget='{number}'] "
        browser.told(f"{place}.sio-status", "Votre travail est revenu")
        texts = "[...document.querySelectorAll(given[0])].map((each) => each.value)"
        browser.until(f"{texts}.includes(given[1])", f"{place}textarea", HOSTILE)
    assert browser.run("return document.querySelectorAll('.sio img').length;") == 0


def fill(browser, form, place):
    """Do in a form what a student does first; each time its Python says what it has to."""

    def judged(sentence):
        if sentence:
            browser.told(f"{place}.sio-judged", sentence)

    browser.until("document.querySelector(given[0])", f"{place}[data-judge=page]")
    judged(form.blank)
    for selector, words in form.clicks:
        browser.click(place + selector, words)
    judged(form.clicked)
    browser.until("document.activeElement.matches(given[0])", f"{place}textarea")
    browser.type(HOSTILE)
    browser.until("document.activeElement.value === given[0]", HOSTILE)
    judged(form.written)
    browser.click(f"{place}button", "Fiche à rendre")
    browser.told(f"{place}dialog[open] .sio-paper-sheet", HOSTILE)
    assert browser.run("return document.querySelectorAll('.sio img').length;") == 0
    browser.type(ESCAPE)
    browser.until("!document.querySelector('dialog[open]')")


def test_the_player_moves_a_step(browser, open_widgets):
    open_widgets("ServicePlayer")
    browser.told(".sio-player .sio-sheet h3", "Étape 1 sur 16")
    browser.click(".sio-player button", "Suivante")
    browser.told(".sio-player .sio-sheet h3", "Étape 2 sur 16")


def test_where_a_platform_plays_the_page_the_work_is_the_platforms(browser, open_widgets):
    open_widgets("ChoiceLab", before=PLATFORM, played=True)
    browser.click(".sio-form textarea")
    browser.type("Pour la cantine")
    browser.until("values['cmi.suspend_data']?.length > 100")
    assert browser.run("return values['cmi.suspend_data'][0];") != "{"  # it is compressed
    browser.reload()
    browser.told(".sio-status", "Votre travail est revenu, tel que la plateforme l'a gardé.")
    browser.until("[...document.querySelectorAll('textarea')].some((each) => each.value === 'Pour la cantine')")
    assert browser.run(
        "return [document.querySelector('.sio-told').textContent, values['cmi.core.lesson_status']];"
    ) == ["", "incomplete"]


def test_a_site_opens_from_the_disk_and_from_a_host(browser, ref, tmp_path):
    (tmp_path / "cours" / NOTEBOOKS).mkdir(parents=True)
    write(tmp_path / "cours", "20_service", notebook_of(sio_kit.widgets.ServiceWorkshop(ref)))
    build(tmp_path / "cours", tmp_path / "site")
    with served(tmp_path / "site") as address:
        for begin in (f"{(tmp_path / 'site').as_uri()}/", address):
            browser.go(f"{begin}20_service.html")
            browser.until("document.querySelector('[data-judge=page]')")
