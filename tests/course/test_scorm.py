"""What a learning platform plays: the package read back whole, and the page played by a real SCORM 1.2 runtime."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import nbformat
import pytest
from conftest import plain
from nbformat.v4 import new_markdown_cell, new_notebook
from pages import accessibility_faults, each_screen, notebook_of, overflowing
from site_course import served

import sio_kit
from sio_kit.command.cli import main
from sio_kit.course.document import make
from sio_kit.course.document.html import document_html
from sio_kit.folders import NOTEBOOKS
from sio_kit.frontend.scorm import package
from sio_kit.quiz.bank import Bank
from sio_kit.quiz.question import ONE, TRUE_FALSE, Question

RUNTIME = Path(__file__).parent / "vendor" / "scorm-again" / "scorm12.min.js"
FORM = ".sio-form textarea"
NASTY = '<script>alert(1)</script> & « l\'essai » "x" ]]> {name}\x0b'
MOODLE = "Dans Moodle : activez le mode édition, ajoutez une activité « Paquetage SCORM » et déposez-y ce fichier."
CP, ADL = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
MD = "{http://www.imsglobal.org/xsd/imsmd_rootv1p2p1}"
WORDS = {"theme": "à moi", "difficulty": 1, "feedback": "Parce que.", "passages": ("L017",)}
QUESTIONS = (
    Question("une", ONE, text="La bonne ?", answers=("la bonne", "l'autre", "la troisième"), right=(0,), **WORDS),
    Question("deux", TRUE_FALSE, text="Est-ce vrai ?", answers=("vrai", "faux"), right=(0,), **WORDS),
    Question("trois", TRUE_FALSE, text="Et cela ?", answers=("vrai", "faux"), right=(0,), **WORDS),
)
PLATFORM = '<!DOCTYPE html><title>Plateforme</title><script src="runtime.js"></script><iframe id="sco" style="border:0;width:100%;height:95vh"></iframe>'
# How a platform may fail; each changes the API that the page finds.
FAULTS = {
    "": "api => api",
    "strict": """api => {
        const set = api.LMSSetValue.bind(api);
        api.LMSSetValue = (name, value) => (name === "cmi.suspend_data" && value.length > 4096 ? "false" : set(name, value));
        return api;
    }""",
    "cut": """api => {
        const set = api.LMSSetValue.bind(api);
        api.LMSSetValue = (name, value) => set(name, name === "cmi.suspend_data" ? value.slice(0, 10) : value);
        return api;
    }""",
    "refuses": "() => ({ LMSInitialize: () => 'false', LMSGetLastError: () => '101' })",
    "throws": "() => new Proxy({}, { get: () => () => { throw new Error('lost'); } })",
    "away": "api => Object.assign(api, { LMSCommit: () => 'false' })",
}
PLAY = """([kept, fault, sco]) => {
    const api = new Scorm12API({ logLevel: 5 });
    api.loadFromJSON(kept);
    window.API = eval(fault)(api);
    window.runtime = api;
    document.getElementById("sco").src = sco;
}"""
LEAVE = """() => new Promise((resolve) => {
    const frame = document.getElementById("sco");
    frame.onload = () => resolve(JSON.parse(JSON.stringify(window.runtime.cmi)));
    frame.src = "about:blank";
})"""


def read_package(content):
    """Return the manifest, parsed, and the page of a package; it holds nothing else."""
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["imsmanifest.xml", "index.html"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return ElementTree.fromstring(archive.read("imsmanifest.xml")), archive.read("index.html").decode("utf-8")


# The package


def test_the_manifest_says_what_scorm_1_2_asks_and_takes_any_title(ref):
    manifest, page = read_package(package("<p>é", NASTY, ref.edition))
    title = NASTY.replace("\x0b", "")
    assert page == "<p>é"
    assert [each.text for each in manifest.find(f"{CP}metadata")[:2]] == ["ADL SCORM", "1.2"]
    assert manifest.find(f".//{MD}langstring").text == f"{title}. {ref.edition}"
    (organization,) = manifest.find(f"{CP}organizations")
    (resource,) = manifest.find(f"{CP}resources")
    (item,) = organization.findall(f"{CP}item")
    assert manifest.find(f"{CP}organizations").get("default") == organization.get("identifier")
    assert [organization[0].text, item[0].text] == [title, title]
    assert item.get("identifierref") == resource.get("identifier")
    told = {"type": "webcontent", f"{ADL}scormtype": "sco", "href": "index.html", "identifier": "page"}
    assert resource.attrib == told
    assert [file.attrib for file in resource] == [{"href": "index.html"}]
    identifiers = [each.get("identifier") for each in manifest.iter() if each.get("identifier")]
    assert len(set(identifiers)) == len(identifiers)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with one notebook, whose answers are folded, in the current folder; it is not executed."""
    monkeypatch.setattr(make, "run", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    notebook = notebook_of(sio_kit.widgets.Quiz(sio_kit.load_referential(), n=3, seed=1))
    notebook.cells[0].source = "# <i>Mon</i> cours & moi"
    notebook.cells.append(new_markdown_cell("Et ?\n\n<details><summary>Réponse</summary>\n\nSecrète.\n\n</details>"))
    folder = tmp_path / "cours" / NOTEBOOKS
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "09_moi.ipynb")
    return tmp_path


def test_the_command_writes_a_package_and_says_where_it_goes(course, capsys):
    call = ["--dossier", "cours", "document", "09", "--format", "scorm"]
    assert main([*call, "--corrige"]) == 0
    assert plain(capsys.readouterr().out).splitlines()[1:] == [
        "Écrit : 09_moi.zip",
        "Écrit : 09_moi-corrige.html",
        MOODLE,
    ]
    before = (course / "09_moi.zip").read_bytes()
    manifest, page = read_package(before)
    assert manifest.find(f".//{CP}item/{CP}title").text == "<i>Mon</i> cours & moi"
    assert "Secrète." in page
    assert "édition de 2011" in page
    assert main(call) == 1
    assert "existe déjà : il n'est pas changé" in plain(capsys.readouterr().err)
    assert main([*call, "--remplacer"]) == 0
    assert (course / "09_moi.zip").read_bytes() == before
    assert main([*call, "--etudiant", "--sortie", "copie.zip"]) == 0
    assert "Secrète." not in read_package((course / "copie.zip").read_bytes())[1]
    assert main([*call, "--sortie", "absent/x.zip"]) == 1
    assert sorted(path.name for path in course.iterdir()) == ["09_moi-corrige.html", "09_moi.zip", "copie.zip", "cours"]


# The page, played


@pytest.fixture(scope="module")
def platform(tmp_path_factory, ref):
    """The address of a platform's page, and beside it what it plays: a quiz, a form, a text to read."""
    folder = tmp_path_factory.mktemp("plateforme")
    shutil.copy(RUNTIME, folder / "runtime.js")
    (folder / "index.html").write_text(PLATFORM, encoding="utf-8")
    (path,) = sio_kit.export_quiz(Bank(QUESTIONS, ref), "scorm", folder / "quiz.zip", n=3, seed=1)
    prose = [new_markdown_cell("# Une lecture"), *(new_markdown_cell("Un paragraphe.") for _ in range(60))]
    notebooks = {"form": notebook_of(sio_kit.widgets.ChoiceLab(ref)), "text": new_notebook(cells=prose)}
    contents = {"quiz": path.read_bytes()}
    for name, notebook in notebooks.items():
        page = document_html(notebook, name, ref.edition, note=ref.edition.sentence, played=True)
        contents[name] = package(page, name, ref.edition)
    for name, content in contents.items():
        ZipFile(BytesIO(content)).extractall(folder / name)
    with served(folder) as address:
        yield address


@pytest.fixture
def play(open_page, platform):
    """Return a function that has a page of the platform's play one of its packages, and gives what is in the frame."""
    faults, page = [], open_page()
    page.on("pageerror", lambda error: faults.append(str(error)))

    def play(sco, student="zoe", fault="", **core):
        kept = core.pop("kept", None) or {"core": {}}
        kept["core"] |= {"student_id": student, **core}
        page.goto(platform)
        page.evaluate(PLAY, [kept, FAULTS[fault], f"{sco}/index.html"])
        frame = page.frame_locator("#sco")
        frame.locator("[role=status].sio-told").wait_for(state="attached")
        if sco != "text":
            frame.locator("[data-widget] .sio").wait_for()
        return page, frame

    yield play
    assert faults == []


def core(page):
    return page.evaluate("JSON.parse(JSON.stringify(window.runtime.cmi)).core")


def wait(page, condition):
    page.wait_for_function(f"(() => {{ const {{ core }} = window.runtime.cmi; return {condition}; }})()")


def told(frame):
    return plain(frame.locator(".sio-told").inner_text())


def reply(frame, right):
    """Answer the question of the bank that is asked, and go on."""
    asked = frame.locator("legend").inner_text()
    question = next(each for each in QUESTIONS if plain(each.text) == plain(asked))
    words = question.answers[0 if right else 1]
    frame.locator(".sio-answers label").get_by_text(words, exact=True).click()
    frame.get_by_role("button", name="Valider").click()
    frame.locator(".sio-next").click()


def test_a_quiz_gives_its_score_and_status_and_comes_back_as_it_was_left(play):
    page, frame = play("quiz")
    wait(page, "core.lesson_status === 'incomplete'")
    assert core(page)["score"]["raw"] == ""  # nothing is answered yet: no mark of 0
    reply(frame, True)
    wait(page, "core.score.raw === '33'")
    reply(frame, False)
    kept = page.evaluate(LEAVE)
    assert kept["core"]["lesson_status"] == "incomplete"
    assert kept["core"]["exit"] == "suspend"
    assert len(kept["suspend_data"]) < 600

    page, frame = play("quiz", kept=kept)
    assert [frame.locator(".sio-numbers button").nth(n).inner_text()[-1] for n in (0, 1, 2)] == ["✓", "✗", "3"]
    assert "Question 3 sur 3" in frame.locator(".sio-title").inner_text()
    reply(frame, True)
    wait(page, "core.lesson_status === 'completed'")
    found = core(page)
    assert [found["score"][name] for name in ("raw", "min", "max")] == ["67", "0", "100"]
    frame.get_by_role("button", name="Tout recommencer").click()
    page.frames[1].evaluate("const { now } = Date; Date.now = () => now() + 3_725_000")  # an hour later
    kept = page.evaluate(LEAVE)
    assert kept["core"]["score"]["raw"] == "67"  # to practise again takes nothing back
    assert kept["core"]["lesson_status"] == "completed"
    assert page.evaluate("runtime.isTerminated()")
    assert re.fullmatch("0*1:02:(0[5-9]|[1-5].)", kept["core"]["session_time"])
    assert page.evaluate("Object.keys(localStorage)") == []


def type_work(frame, words, field=0):
    frame.locator(FORM).nth(field).fill(words)


def shown_work(frame, field=0):
    return frame.locator(FORM).nth(field).input_value()


def comes_back(frame):
    frame.get_by_text("Votre travail est revenu, tel que la plateforme l'a gardé.").wait_for()


def test_a_form_gives_its_work_to_the_platform_and_to_no_other_student(play):
    page, frame = play("form")
    type_work(frame, "Créer l'application des inscriptions")
    kept = page.evaluate(LEAVE)  # at once: what was typed a moment ago is not lost
    assert kept["core"]["lesson_status"] == "incomplete"
    assert page.evaluate("Object.keys(localStorage)") == []

    page, frame = play("form", student="tom")
    frame.locator(".sio-findings").wait_for()
    assert shown_work(frame) == ""
    page, frame = play("form", kept=kept)
    comes_back(frame)
    assert shown_work(frame) == "Créer l'application des inscriptions"
    finish = frame.get_by_role("button", name="J'ai fini")
    finish.focus()
    page.keyboard.press("Enter")
    wait(page, "core.lesson_status === 'completed'")
    assert frame.locator(".sio-finish").inner_text() == "La plateforme sait que vous avez fini."
    assert frame.locator(".sio-finish").evaluate("line => line === document.activeElement")
    kept = page.evaluate(LEAVE)
    page, frame = play("form", kept=kept)
    comes_back(frame)
    assert frame.get_by_role("button", name="J'ai fini").count() == 0


def long_words(count):
    """Return words that do not compress much."""
    return " ".join(f"{number * 7919 % 100003:x}{number * 104729 % 99991:x}" for number in range(count))


def test_a_work_too_long_for_the_platform_is_said_and_kept_in_this_browser(play):
    page, frame = play("form", fault="strict")
    type_work(frame, "court")
    page.wait_for_function("window.runtime.cmi.suspend_data.length > 100")
    assert told(frame) == ""
    type_work(frame, long_words(1200))
    frame.get_by_text("trop long pour la plateforme").wait_for()
    assert told(frame) == (
        "Votre travail est devenu trop long pour la plateforme : seul ce navigateur garde votre travail. "
        "Enregistrez-le dans un fichier."
    )
    kept = page.evaluate(LEAVE)
    assert len(kept["suspend_data"]) < 4096
    assert page.evaluate("Object.keys(localStorage)") == ["sio-kit zoe form"]

    page, frame = play("form", student="tom", fault="strict")
    frame.locator(".sio-findings").wait_for()
    assert shown_work(frame) == ""
    page, frame = play("form", kept=kept)  # of the same student, newer than the platform's; which takes it this time
    comes_back(frame)
    assert shown_work(frame) == long_words(1200)
    page.wait_for_function("window.runtime.cmi.suspend_data.length > 4096")
    page.wait_for_function("localStorage.length === 0")


@pytest.mark.parametrize("fault", ["cut", "away"])
def test_a_platform_that_does_not_keep_what_it_was_given_is_told_about(play, fault):
    page, frame = play("form", fault=fault)
    type_work(frame, "à garder")
    frame.get_by_text("La plateforme ne répond pas : seul ce navigateur garde votre travail.").wait_for()
    kept = page.evaluate(LEAVE)
    page, frame = play("form", kept=kept if fault == "away" else None)
    comes_back(frame)
    assert shown_work(frame) == "à garder"
    page.wait_for_function("localStorage.length === 0")
    assert told(frame) == ""


@pytest.mark.parametrize("fault", ["refuses", "throws"])
def test_a_platform_that_does_not_begin_is_told_about_and_the_page_works(play, fault):
    page, frame = play("form", fault=fault)
    assert told(frame).startswith("La plateforme ne répond pas : seul ce navigateur garde votre travail.")
    type_work(frame, "quand même")
    page.wait_for_function("localStorage.length === 1")
    page, frame = play("quiz", fault=fault)
    reply(frame, True)
    assert told(frame).endswith("vos réponses ne lui parviennent pas. Dites-le à votre professeur.")
    page.evaluate("localStorage.clear()")


def test_a_finished_attempt_takes_nothing_more_and_the_page_says_so(play):
    closed = {"student": "", "lesson_mode": "review", "lesson_status": "completed"}  # nobody's: not for the next one
    page, frame = play("form", **closed)
    assert told(frame) == ""
    type_work(frame, "trop tard")
    frame.get_by_text("La plateforme n'enregistre rien dans une tentative terminée").wait_for()
    assert "rien ne garde votre travail. Enregistrez-le dans un fichier." in told(frame)
    assert page.evaluate("window.runtime.cmi.suspend_data") == ""
    assert frame.get_by_role("button", name="J'ai fini").count() == 0
    assert page.evaluate("Object.keys(localStorage)") == []
    page, frame = play("quiz", **closed)
    frame.locator("footer").scroll_into_view_if_needed()
    assert told(frame) == ""
    reply(frame, True)
    frame.get_by_text("vos réponses ne comptent pas.").wait_for()


def test_what_the_platform_gives_back_damaged_is_told_about(play):
    page, frame = play("quiz", kept={"core": {}, "suspend_data": "zzzz"})
    assert told(frame).startswith("Ce que la plateforme gardait de vous ne se lit plus")
    reply(frame, True)
    wait(page, "core.score.raw === '33'")


def test_a_text_is_completed_when_it_is_read_to_its_end(play):
    page, frame = play("text")
    wait(page, "core.lesson_status === 'incomplete'")
    frame.locator("footer").scroll_into_view_if_needed()
    wait(page, "core.lesson_status === 'completed'")
    assert core(page)["score"]["raw"] == ""


def test_without_a_platform_the_page_is_the_plain_document(open_page, platform):
    page = open_page()
    page.goto(f"{platform}form/index.html")
    page.locator(".sio-findings").wait_for()
    page.locator(FORM).first.fill("à moi")
    assert page.locator(".sio-told, .sio-finish").count() == 0
    page.reload()
    page.get_by_text("tel que ce navigateur l'a gardé").wait_for()
    assert page.locator(FORM).first.input_value() == "à moi"


def test_in_a_window_that_the_platform_opened_everyone_reads_and_does_the_same(play):
    page, _ = play("form", fault="strict")
    page.evaluate("window.runtime.reset()")
    with page.context.expect_page() as opened:
        page.evaluate("window.open('form/index.html')")
    window = opened.value
    type_work(window, long_words(1200))
    window.get_by_text("trop long pour la plateforme").wait_for()
    window.evaluate("scrollTo(0, 1000)")
    assert window.locator(".sio-told").bounding_box()["y"] == 0  # in sight wherever one is
    for look in each_screen(window):
        assert overflowing(window, "body") == [], look
        assert "1280" in look or accessibility_faults(window, "html") == [], look
    window.locator(FORM).first.fill("")
    window.wait_for_function("() => document.querySelector('.sio-told').textContent === ''")
    page.evaluate("localStorage.clear()")
