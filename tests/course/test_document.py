"""Documents: one file a lesson, alive without a kernel or a network, readable on a phone and on paper."""

import re
import shutil
import subprocess
from html import unescape

import nbformat
import pytest
from conftest import plain
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pages import accessibility_faults

import sio_kit
from sio_kit.command.cli import main
from sio_kit.course.document.html import NEEDS_PYTHON, corrige_html, document_html
from sio_kit.course.document.pdf import to_pdf
from sio_kit.course.lessons import find_lesson, is_note, lessons, read_notebook
from sio_kit.folders import NOTEBOOKS, kit_folder

EDITION = "Référentiel du BTS SIO, Annexe I"
LESSONS = lessons(kit_folder(NOTEBOOKS))
NASTY = "<img src=x onerror=alert(1)> </script><script>alert(2)</script>"
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.name for lesson in LESSONS])


def page_of(lesson):
    return document_html(read_notebook(lesson.path), lesson.title, EDITION)


def text_of(html):
    return plain(unescape(re.sub(r"<[^>]+>", " ", html)))


# The page


@each_lesson
def test_a_lesson_is_one_page_that_asks_for_nothing(lesson):
    html = page_of(lesson)
    assert html == page_of(lesson)
    assert '<html lang="fr">' in html
    assert f"<title>{lesson.title}</title>" in html.replace("&#x27;", "'")
    assert not re.findall(r"""(?:src|href)=["'](?!data:|#)[^"']+""", html)
    assert str(kit_folder(NOTEBOOKS)) not in html
    assert f'content: "{EDITION}. {lesson.title}"' in html


def test_notes_are_left_out_and_a_form_says_what_it_needs():
    notebook = read_notebook(find_lesson("03", kit_folder(NOTEBOOKS)).path)
    notebook.cells.insert(1, new_markdown_cell("à dire à voix basse", metadata={"slideshow": {"slide_type": "notes"}}))
    html = document_html(notebook, "Essai", EDITION)
    assert "voix basse" not in html
    assert plain(NEEDS_PYTHON) in text_of(html)
    assert "ServiceWorkshop" not in html


def test_a_cell_that_fails_says_so_and_the_others_show():
    cells = [
        new_code_cell(
            "1/0", outputs=[new_output("error", ename="ZeroDivisionError", evalue="division by zero <b>", traceback=[])]
        ),
        new_code_cell("print()", outputs=[new_output("stream", name="stdout", text=NASTY)]),
        new_code_cell("x", outputs=[new_output("execute_result", data={"text/plain": NASTY})]),
    ]
    html = document_html(new_notebook(cells=cells), NASTY, EDITION)
    assert "La cellule 1 ne s'exécute pas : division by zero &lt;b&gt;" in plain(html).replace("&#x27;", "'")
    assert "<img" not in html
    assert "<script>alert" not in html


# In the browser, from the disk


@pytest.fixture
def open_document(open_page, tmp_path):
    """Return a function that opens a lesson's document as a file; afterwards nothing may have gone wrong in it."""
    faults = []

    def open_document(lesson, **settings):
        path = tmp_path / f"{lesson.name}.html"
        path.write_text(page_of(lesson), encoding="utf-8")
        page = open_page(**settings)
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path.as_uri())
        for number in range(page.locator("[data-widget]").count()):
            page.locator("[data-widget]").nth(number).locator(".sio").wait_for()
        return page

    yield open_document
    assert faults == []


@each_lesson
def test_everyone_can_read_it_at_every_size(open_document, lesson):
    for scheme, width in [("light", 1280), ("dark", 390)]:
        page = open_document(lesson, color_scheme=scheme, width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert accessibility_faults(page, "main") == []
        assert page.locator("h1").count() == 1


def test_the_widgets_are_alive(open_document):
    known = {lesson.name: lesson for lesson in LESSONS}
    page = open_document(known["01_processus"])
    page.locator('.sio-map [data-part="P3"]:visible').click()
    assert page.locator(".sio-sheet h3").inner_text().startswith("P3 Conception")
    page.locator("summary").first.click()
    assert page.get_by_text("La clé USB : non.", exact=False).first.is_visible()
    page = open_document(known["02_messagerie"])
    page.locator(".sio-player").get_by_role("button", name="Suivante").click()
    assert plain(page.locator(".sio-player .sio-sheet h3").inner_text()).startswith("Étape 2 sur")
    page = open_document(known["04_options"])
    page.get_by_role("button", name="Emplois", exact=True).click()
    assert page.locator(".sio-line:visible").count() == 19
    page = open_document(known["08_lecture"])
    page.get_by_role("searchbox", name="Chercher").fill("anglaise")
    page.keyboard.press("Enter")
    page.locator("mark", has_text="anglaise").first.wait_for()


# On paper


def run(*command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


@pytest.mark.parametrize("name", ["01_processus", "04_options", "07_details"])
def test_a_lesson_prints_whole(chromium, tmp_path, name):
    lesson = find_lesson(name, kit_folder(NOTEBOOKS))
    path = tmp_path / "a.pdf"
    path.write_bytes(to_pdf(page_of(lesson)))
    about = run("pdfinfo", path)
    pages = int(re.search(r"Pages:\s+(\d+)", about)[1])
    assert 3 <= pages <= 25
    assert "(A4)" in about
    assert "Tagged:          yes" in about
    text = plain(" ".join(run("pdftotext", path, "-").split()))
    assert lesson.title in text
    assert f"{EDITION}. {lesson.title}" in text
    assert f"{pages}/{pages}" in text.replace(" ", "")
    assert "Une réponse possible" not in text
    assert "Mode d'emploi" not in text
    for word in re.findall(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"',
        run("pdftotext", "-bbox", path, "-"),
    ):
        left, top, right, bottom = map(float, word)
        assert left >= 30
        assert right <= 565
        assert top >= 20
        assert bottom <= 830


@each_lesson
def test_the_answers_stand_apart_with_their_questions(lesson):
    notebook = read_notebook(lesson.path)
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown" and not is_note(cell)]
    folded = sum(text.count("<details>") - text.count("```html\n<details>") for text in prose)
    html = corrige_html(notebook, lesson.title, EDITION)
    quizzes = str(notebook.metadata).count("'_paper_answers'")
    assert (html.count("<h3>"), html.count('<ol class="quiz">')) == (folded, quizzes)
    assert bool(html) == bool(folded or quizzes)
    assert "<details>" not in html
    if lesson.name == "01_processus":
        text = " ".join(text_of(html).split())
        assert "La clé USB qui traîne en salle 204 est-elle un service informatique ?" in text
        assert text.index("La clé USB qui traîne") < text.index("La clé USB : non.")
        assert "Corrigé : Les cinq processus" in text


def test_without_folded_answers_there_is_no_corrige():
    assert corrige_html(new_notebook(cells=[new_markdown_cell("# Rien")]), "Rien", EDITION) == ""


def test_without_a_browser_the_html_is_proposed(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sio_kit.course.document.pdf.PLACES", ())
    with pytest.raises(sio_kit.ReferentialError, match="Faites le document avec --format html"):
        to_pdf("<p>")


# The command


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with a teacher's own notebook, in the current folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "JUPYTER_PREFER_ENV_PATH",
        "IPYTHONDIR",
        "SIO_KIT_DATA",
    ):
        monkeypatch.setenv(name, "")  # so that they are as before afterwards
    folder = tmp_path / "cours" / "notebooks"
    folder.mkdir(parents=True)
    cells = [
        new_markdown_cell("# Mon cours\n\n<details><summary>Réponse</summary>\n\noui\n\n</details>"),
        new_code_cell("import sio_kit\nref = sio_kit.load_referential()\nsio_kit.widgets.ProcessMap(ref)"),
        new_code_cell("1 / 0"),
        new_code_cell("print('la suite')"),
    ]
    nbformat.write(new_notebook(cells=cells), folder / "10_mon_cours.ipynb")
    (folder / "11_abime.ipynb").write_text("{", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_teachers_own_notebook_is_run_and_written(course, capsys):
    assert main(["--dossier", "cours", "document", "10", "--corrige"]) == 0
    assert "Écrit : 10_mon_cours.html" in said(capsys)
    html = (course / "10_mon_cours.html").read_text(encoding="utf-8")
    assert "Carte des processus" in html
    assert "La cellule 3 ne s'exécute pas : division by zero" in plain(html)
    assert "la suite" in html
    assert "oui" in (course / "10_mon_cours-corrige.html").read_text(encoding="utf-8")
    before = (course / "10_mon_cours.html").stat().st_mtime_ns
    assert main(["--dossier", "cours", "document", "mon_cours"]) == 1
    assert "existe déjà : il n'est pas changé" in said(capsys)
    assert (course / "10_mon_cours.html").stat().st_mtime_ns == before
    assert main(["--dossier", "cours", "document", "10", "--remplacer", "--sortie", "absent/x.html"]) == 1
    assert "ne peut pas être écrit" in said(capsys)
    assert sorted(path.name for path in course.glob("*.html")) == ["10_mon_cours-corrige.html", "10_mon_cours.html"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("12", "« 12 » n'est le nom d'aucun notebook. Choisissez parmi : 10_mon_cours, 11_abime."),
        ("abimé", "« abimé » n'est le nom d'aucun notebook. Choisissez parmi : 11_abime, 10_mon_cours."),
        ("11", "11_abime.ipynb » n'est pas un notebook."),
    ],
)
def test_a_notebook_that_is_none(course, capsys, asked, sentence):
    assert main(["--dossier", "cours", "document", asked]) == 1
    assert sentence in said(capsys)
    assert list(course.glob("*.html")) == []


def test_the_notebooks_are_listed_in_reading_order(course, capsys):
    assert main(["--dossier", "cours", "document"]) == 0
    assert re.findall(r"^ +(\w+) +(.+)$", said(capsys), flags=re.MULTILINE) == [
        ("10_mon_cours", "Mon cours"),
        ("11_abime", "11_abime"),
    ]


def test_each_lesson_is_found_by_number_name_and_path():
    folder = kit_folder(NOTEBOOKS)
    for asked in ("1", "01", "processus", "01_processus", "01_processus.ipynb", str(folder / "01_processus.ipynb")):
        assert find_lesson(asked, folder).name == "01_processus"
    assert [lesson.name[:2] for lesson in LESSONS] == sorted(lesson.name[:2] for lesson in LESSONS)
    assert find_lesson("1", folder).title == "Les cinq processus"
