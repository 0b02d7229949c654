"""Documents: one file a lesson, alive without a kernel or a network, readable on a phone and on paper."""

import base64
import os
import re
import shutil
import signal
import subprocess
from functools import cache
from html import unescape

import nbformat
import pytest
from conftest import BROWSERS, COMMAND, home_environment, plain
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pages import accessibility_faults, each_screen
from PIL import Image

import sio_kit
from sio_kit.command.cli import main
from sio_kit.course.document import make
from sio_kit.course.document.html import NEEDS_PYTHON, STATE, WIDGET, corrige_html, document_html
from sio_kit.course.document.pdf import printing, to_pdf
from sio_kit.course.lessons import find_lesson, is_note, lessons, read_notebook
from sio_kit.folders import NOTEBOOKS, kit_folder

EDITION = "Référentiel du BTS SIO, Annexe I"
LESSONS = lessons(kit_folder(NOTEBOOKS))
GLOSSARY = find_lesson("glossaire", kit_folder(NOTEBOOKS))
NASTY = "<img src=x onerror=alert(1)> </script><script>alert(2)</script>"
CLICKS = """export default { render({ model, el }) {
  const button = el.appendChild(document.createElement("button"));
  const show = () => { button.textContent = model.get("clicks"); };
  button.onclick = () => model.set("clicks", model.get("clicks") + 1);
  model.on("change:clicks", show);
  show();
} };"""
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.name for lesson in LESSONS])


@cache
def notebook_of(lesson):
    """Return a lesson's notebook, read once for all the tests: it is not to be changed."""
    return read_notebook(lesson.path)


@cache
def page_of(lesson):
    return document_html(notebook_of(lesson), lesson.title, EDITION)


def as_it_is_saved(*_):
    """Stand for what executes a notebook, where its outputs are not the point."""


def text_of(html):
    return plain(unescape(re.sub(r"<[^>]+>", " ", html)))


def shown(*data, **widget):
    """Return a notebook that shows these outputs, one a cell, and a widget with that state."""
    cells = [new_code_cell("x", outputs=[new_output("display_data", each)]) for each in data]
    models = {"m": {"state": {"_esm": CLICKS, "_css": "", "clicks": 0, **widget}}}
    return new_notebook(cells=cells, metadata={"widgets": {STATE: {"state": models}}})


# The page


@each_lesson
def test_a_lesson_is_one_page_that_asks_for_nothing(lesson):
    html = page_of(lesson)
    assert '<html lang="fr">' in html
    assert f"<title>{lesson.title}</title>" in html.replace("&#x27;", "'")
    assert not re.findall(r"""(?:src|href)=["'](?!data:|#)[^"']+""", html)
    assert str(kit_folder(NOTEBOOKS)) not in html
    assert f'content: "{EDITION}. {lesson.title}"' in html


def test_a_page_is_the_same_each_time_it_is_made():
    lesson = find_lesson("01", kit_folder(NOTEBOOKS))
    assert document_html(read_notebook(lesson.path), lesson.title, EDITION) == page_of(lesson)


def test_each_page_tells_its_edition_and_the_whole_a_sentence(ref):
    lesson, edition = find_lesson("01", kit_folder(NOTEBOOKS)), ref.edition
    for page_html in (document_html, corrige_html):
        html = unescape(page_html(notebook_of(lesson), lesson.title, edition, note=edition.sentence))
        assert f'content: "{edition}. ' in html
        assert f"<footer><p>{edition}. {edition.sentence}</p></footer>" in html
    assert "<footer>" not in page_of(lesson)


def test_notes_are_left_out():
    notebook = read_notebook(find_lesson("03", kit_folder(NOTEBOOKS)).path)
    notebook.cells.insert(1, new_markdown_cell("à dire à voix basse", metadata={"slideshow": {"slide_type": "notes"}}))
    html = document_html(notebook, "Essai", EDITION)
    assert "voix basse" not in html


def test_widgets_that_python_joins_say_what_they_need():
    html = page_of(find_lesson("10", kit_folder(NOTEBOOKS)))
    assert plain(NEEDS_PYTHON) in text_of(html)


def test_a_cell_that_fails_says_so_and_the_others_show():
    cells = [
        new_code_cell(
            "1/0", outputs=[new_output("error", ename="ZeroDivisionError", evalue="division by zero <b>", traceback=[])]
        ),
        new_code_cell("print()", outputs=[new_output("stream", name="stdout", text=NASTY)]),
        new_code_cell("x", outputs=[new_output("execute_result", data={"text/plain": NASTY})]),
    ]
    html = document_html(new_notebook(cells=cells), NASTY, EDITION)
    assert "La cellule 1 ne s'exécute pas : division by zero &lt;b&gt;" in plain(html)
    assert "<img" not in html
    assert "<script>alert" not in html


def test_code_is_shown_where_it_is_the_subject():
    cells = [new_code_cell("cachee = 1"), new_code_cell(f"montree = '{NASTY}'", metadata={"tags": ["code"]})]
    html = document_html(new_notebook(cells=cells), "Essai", EDITION)
    assert "cachee" not in html
    assert "montree = " in text_of(html)
    assert NASTY not in html


def test_a_widget_says_what_it_is_on_paper():
    notebook = shown({WIDGET: {"model_id": "m"}}, paper="<p>Un sujet</p>", paper_answers="<p>Une réponse</p>")
    html = document_html(notebook, "Essai", EDITION)
    assert '<div class="sio-paper"><p>Un sujet</p></div>' in html
    assert "Une réponse" not in html
    assert "<p>Une réponse</p>" in corrige_html(notebook, "Essai", EDITION)
    silent = shown({WIDGET: {"model_id": "m"}}, paper="", paper_answers="")
    assert '"sio-paper"' not in document_html(silent, "Essai", EDITION)
    assert corrige_html(silent, "Essai", EDITION) == ""


@pytest.mark.parametrize(
    ("data", "alternative"),
    [
        ({"image/png": "", "text/plain": "<Figure size 640x480 with 1 Axes>"}, "Image sans description"),
        ({"image/png": "", "text/plain": 'Le réseau "A" <vu de haut>'}, 'Le réseau "A" <vu de haut>'),
        ({"image/svg+xml": "<svg/>"}, "Image sans description"),
        ({"text/html": "<img src='data:,'>"}, "Image sans description"),
        ({"text/html": "<img src='data:,' alt=''>"}, ""),
    ],
)
def test_each_image_has_an_alternative_text(data, alternative):
    html = document_html(shown(data), "Essai", EDITION)
    assert [unescape(found) for found in re.findall(r"""<img alt=["']([^>]*)["'] src""", html)] == [alternative]


def test_the_best_form_of_an_output_is_the_one_shown():
    html = document_html(
        shown(
            {"text/latex": "$\\displaystyle x < 1$", "text/plain": "x"},
            {"text/latex": "$y$", "image/png": "cG5n", "text/plain": "y"},
            {"application/javascript": "alert(1)", "text/plain": "<IPython.core.display.Javascript object>"},
            {"application/x-unknown": "?", "text/plain": "en texte"},
            {"application/x-unknown": "?"},
        ),
        "Essai",
        EDITION,
    )
    assert re.findall(r"<pre>(.*?)</pre>", html) == ["x &lt; 1", "en texte"]
    assert "data:image/png;base64,cG5n" in html
    assert "alert" not in html


# In the browser, from the disk


@pytest.fixture
def open_document(open_page, tmp_path):
    """Return a function that opens a document, or a lesson's, as a file; nothing may go wrong in it."""
    faults = []

    def open_document(document, **settings):
        path = tmp_path / "document.html"
        path.write_text(document if isinstance(document, str) else page_of(document), encoding="utf-8")
        page = open_page(**settings)
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        for number in range(page.locator("[data-widget]").count()):
            page.locator("[data-widget] > *").nth(number).wait_for()
        return page

    yield open_document
    assert faults == []


@pytest.mark.parametrize("number", range(len(LESSONS)), ids=[lesson.name for lesson in LESSONS])
def test_everyone_can_read_it_at_every_size(open_document, number):
    looks = [("light", 1280), ("dark", 390)]
    scheme, width = looks[number % 2]  # by turns: axe-core takes longer than all the rest
    page = open_document(LESSONS[number], color_scheme=scheme, width=width)
    assert accessibility_faults(page, "main") == []
    assert page.locator("h1").count() == 1
    for _, width in looks:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_widgets_are_alive(open_document):
    known = {lesson.name: lesson for lesson in LESSONS}
    page = open_document(known["01_processus"])
    page.locator('.sio-map [data-part="P3"]:visible').click()
    assert page.locator(".sio-map .sio-sheet h3").inner_text().startswith("P3 Conception")
    page.locator("details", has_text="La clé USB").locator("summary").click()
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


def test_two_views_of_a_widget_go_together_and_its_text_is_text(open_document):
    view = {WIDGET: {"model_id": "m"}}
    page = open_document(document_html(shown(view, view, nasty=NASTY), "Essai", EDITION))
    buttons = page.locator("[data-widget] button")
    buttons.first.click()
    assert buttons.all_inner_texts() == ["1", "1"]
    buttons.last.click()
    assert buttons.all_inner_texts() == ["2", "2"]


def test_what_a_notebook_takes_from_elsewhere_is_named_and_never_asked_for(open_page, tmp_path):
    """Its fixture sees to it that nothing is asked."""
    site = "https://example.org"
    cells = [
        new_markdown_cell(
            f"![un plan]({site}/a.png) <img src='{site}/b.png'> ![perdu](c.png) ![joint](attachment:d.png)"
        ),
        new_markdown_cell(
            f"[leçon](02_messagerie.ipynb#La-suite) [sujet](sujet.pdf) [site]({site}) [suite](#La-suite)"
        ),
        *shown(
            {"text/html": f"<iframe src='{site}/e'></iframe><script src='{site}/f.js'></script>"},
            {"text/html": f"<style>@import url({site}/g.css);</style><link rel=stylesheet href={site}/h.css>"},
            {"text/html": f"<script>fetch('{site}/i'); new Image().src = '{site}/j.png'; window.ran = 1</script>"},
        ).cells,
    ]
    path = tmp_path / "document.html"
    path.write_text(document_html(new_notebook(cells=cells), "Essai", EDITION, tmp_path), encoding="utf-8")
    page = open_page()
    page.goto(path.as_uri())
    page.wait_for_function("window.ran")
    said = plain(page.locator("main").inner_text())
    for name in ("un plan", f"{site}/b.png", "perdu", "joint", f"{site}/e", f"{site}/f.js"):
        assert f"[Hors de ce fichier : {name}]" in said
    assert "leçon sujet site suite" in said
    links = page.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == [f"{site}/a.png", f"{site}/b.png", site, "#La-suite", f"{site}/e", f"{site}/f.js"]


# On paper


def run(*command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


@pytest.fixture(scope="module")
def print_page(chromium):
    """What prints for the tests of this module, in the browser that takes half the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sio_kit.course.document.pdf.BROWSERS", BROWSERS)
        with printing() as print_page:
            yield print_page


@pytest.mark.parametrize("name", ["01_processus", "04_options", "07_details"])
def test_a_lesson_prints_whole(print_page, tmp_path, name):
    lesson = find_lesson(name, kit_folder(NOTEBOOKS))
    path = tmp_path / "a.pdf"
    path.write_bytes(print_page(page_of(lesson)))
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


def test_the_glossary_prints_on_two_sides_large_enough_to_be_read(print_page, tmp_path, ref):
    path = tmp_path / "a.pdf"
    path.write_bytes(
        print_page(document_html(notebook_of(GLOSSARY), "Glossaire", ref.edition, note=ref.edition.sentence))
    )
    assert int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", path))[1]) <= 2
    text = plain(" ".join(run("pdftotext", path, "-").split()))
    for row in ref.rows("glossaire"):
        assert f"{row['mot']} ({row['passage']})" in text
    assert ref.edition.sentence.split(";")[1].strip() in text
    words = re.findall(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">\w+<',
        run("pdftotext", "-bbox", path, "-"),
    )
    for word in words:
        left, top, right, bottom = map(float, word)
        assert left >= 30
        assert right <= 565
        assert top >= 20
        assert bottom <= 830
        assert bottom - top >= 9  # of type of 9 points, accents and tails included


@each_lesson
def test_the_answers_stand_apart_with_their_questions(lesson):
    notebook = notebook_of(lesson)
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown" and not is_note(cell)]
    folded = sum(text.count("<details>") - text.count("```html\n<details>") for text in prose)
    html = corrige_html(notebook, lesson.title, EDITION)
    widgets, quizzes = (str(notebook.metadata).count(f"'paper_answers': '{start}") for start in ("<", "<ol"))
    assert (html.count("<h3>"), html.count('<ol class="quiz">')) == (folded, quizzes)
    assert html.count("<section>") == folded + widgets
    assert bool(html) == bool(folded or widgets)
    assert "<details>" not in html
    if lesson.name == "01_processus":
        text = " ".join(text_of(html).split())
        assert "La clé USB qui traîne en salle 204 est-elle un service informatique ?" in text
        assert text.index("La clé USB qui traîne") < text.index("La clé USB : non.")
        assert "Corrigé : Les cinq processus" in text


def test_a_students_document_holds_no_answer(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(make, "run", as_it_is_saved)
    target = tmp_path / "01.html"
    arguments = ["document", "01", "--sortie", str(target), "--corrige", "--etudiant"]
    assert main(arguments) == 0
    capsys.readouterr()
    page, corrige = target.read_text(encoding="utf-8"), (tmp_path / "01-corrige.html").read_text(encoding="utf-8")
    assert "<summary>" not in page.replace("<summary>Carte d'aide", "")
    assert "Note pour l'enseignant" not in page
    assert "Corrigé" in corrige


def test_without_folded_answers_there_is_no_corrige():
    assert corrige_html(new_notebook(cells=[new_markdown_cell("# Rien")]), "Rien", EDITION) == ""


def test_a_folded_answer_is_told_open_under_what_asks():
    cells = [
        new_markdown_cell("## Réseau\n\nAvant.\n\n**Question.** Combien ?\n\n- 1\n- 2"),
        new_code_cell("1"),
        new_markdown_cell(
            "<details><summary>Réponse</summary>\n\nDeux.\n\n"
            "<details><summary>Pourquoi</summary>\n\nIl y en a deux.\n\n</details></details>"
        ),
        new_markdown_cell("Et après ?\n\n<details><summary>Réponse</summary> trois </details>"),
        *shown({"text/html": "<details><summary>Mode d'emploi</summary>Cliquez.</details>"}).cells,
    ]
    text = " ".join(
        text_of(corrige_html(new_notebook(cells=cells), "Essai", EDITION)).split("Corrigé : Essai")[-1].split()
    )
    assert text == ("Réseau Question. Combien ? 1 2 Réponse Deux. Pourquoi Il y en a deux. Et après ? Réponse trois")


def refusal(monkeypatch, name, value):
    """Print with this `name` of pdf.py; return what is said, which names no option of a command."""
    monkeypatch.setattr(f"sio_kit.course.document.pdf.{name}", value)
    with pytest.raises(sio_kit.ReferentialError) as refused:
        to_pdf("<p>")
    assert "--" not in str(refused.value)
    return plain(refused.value)


def test_without_a_browser_the_html_is_proposed(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "n'a été trouvé pour faire le PDF. Faites le document en HTML" in refusal(monkeypatch, "PLACES", ())


def test_a_browser_that_prints_nothing_is_named(monkeypatch):
    assert "true » n'a pas fait le PDF. Faites le document en HTML" in refusal(monkeypatch, "BROWSERS", ("true",))


def test_one_browser_prints_several_pages(print_page, tmp_path):
    path = tmp_path / "a.pdf"
    for word in ("premier", "second"):
        path.write_bytes(print_page(f"<p>{word}"))
        assert run("pdftotext", path, "-").strip() == word


def test_where_a_browser_cannot_be_told_it_is_started_for_each_page(chromium, monkeypatch):
    monkeypatch.setattr("sio_kit.course.document.pdf.HAS_PIPES", False)
    with printing() as print_page:
        assert print_page("<p>un").startswith(b"%PDF")
    assert "true » n'a pas fait le PDF. Faites le document en HTML" in refusal(monkeypatch, "BROWSERS", ("true",))


# The command


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with a teacher's own notebook, in the current folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "cours" / "notebooks"
    folder.mkdir(parents=True)
    cells = [
        new_markdown_cell("# Mon cours\n\n<details><summary>Réponse</summary>\n\noui\n\n</details>"),
        new_code_cell("import sio_kit\nref = sio_kit.load_referential()\nsio_kit.widgets.ProcessMap(ref)"),
        new_code_cell("1 / 0"),
        new_code_cell("print('la suite')"),
    ]
    elsewhere = {"kernelspec": {"name": "un-autre", "display_name": "Un autre", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=elsewhere), folder / "10_mon_cours.ipynb")
    (folder / "11_abime.ipynb").write_text("{", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_teachers_own_notebook_is_run_and_written(course, capsys, monkeypatch):
    environment = dict(os.environ)
    assert main(["--dossier", "cours", "document", "10", "--corrige"]) == 0
    assert dict(os.environ) == environment
    assert "Écrit : 10_mon_cours.html" in said(capsys)
    html = (course / "10_mon_cours.html").read_text(encoding="utf-8")
    assert "Carte des processus" in html
    assert "édition de 2011" in html
    assert "arrêté du 29 avril 2019" in html
    assert "La cellule 3 ne s'exécute pas : division by zero" in plain(html)
    assert "la suite" in html
    assert "oui" in (course / "10_mon_cours-corrige.html").read_text(encoding="utf-8")
    monkeypatch.setattr(make, "run", as_it_is_saved)
    before = (course / "10_mon_cours.html").stat().st_mtime_ns
    assert main(["--dossier", "cours", "document", "mon_cours"]) == 1
    assert "existe déjà : il n'est pas changé" in said(capsys)
    assert (course / "10_mon_cours.html").stat().st_mtime_ns == before
    assert main(["--dossier", "cours", "document", "10", "--remplacer", "--sortie", "absent/x.html"]) == 1
    assert "ne peut pas être écrit" in said(capsys)
    assert sorted(path.name for path in course.glob("*.html")) == ["10_mon_cours-corrige.html", "10_mon_cours.html"]


def test_what_a_notebook_shows_in_jupyterlab_shows_in_its_document(course, open_document, capsys):
    notebooks = course / "cours" / "notebooks"
    Image.new("RGB", (30, 20)).save(notebooks / "schéma réseau.png")
    photo = base64.b64encode((notebooks / "schéma réseau.png").read_bytes()).decode("ascii")
    cells = [
        new_markdown_cell('![le schéma](<schéma réseau.png>) <img alt="le même" src="schéma réseau.png">'),
        new_markdown_cell("![la photo](attachment:été.png)", attachments={"été.png": {"image/png": photo}}),
        new_code_cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);"),
        new_code_cell("from IPython.display import HTML, SVG, Markdown, Math\nSVG('<svg><circle r=\"9\"/></svg>')"),
        new_code_cell("Markdown('du **Markdown** et $a_1 < b$')"),
        new_code_cell("Math(r'\\frac{1}{2}')"),
        new_code_cell("HTML('<table><tr><th>code</th></tr><tr><td>P1</td></tr></table>')"),
        new_code_cell(f"print('\\x1b[31mrouge\\x1b[0m', {NASTY!r})"),
        new_code_cell("import sys\nprint('du bruit', file=sys.stderr)\n'la valeur'"),
    ]
    nbformat.write(new_notebook(cells=cells), notebooks / "12_riche.ipynb")
    assert main(["--dossier", "cours", "document", "12"]) == 0
    html = (course / "12_riche.html").read_text(encoding="utf-8")
    page = open_document(html)
    images = page.locator("img").evaluate_all("images => images.map(image => [image.alt, image.naturalWidth > 0])")
    named = ["le schéma", "le même", "la photo", "Image sans description", "Image sans description"]
    assert images == [[name, True] for name in named]
    for screen in each_screen(page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen
        assert accessibility_faults(page, "main") == [], screen
    assert page.locator("strong").inner_text() == "Markdown"
    assert page.locator("td").inner_text() == "P1"
    told = page.locator("pre").all_inner_texts()
    assert [text.strip() for text in told] == [r"\frac{1}{2}", f"rouge {NASTY}", "'la valeur'"]
    assert "$a_1 < b$" in page.locator("main").inner_text()
    for unwanted in ("<Figure", "IPython.core", "du bruit", "plt.plot", str(course)):
        assert unwanted not in unescape(html)


def test_a_notebook_that_stops_python_is_said(course, capsys):
    cells = [new_code_cell("import os\nos._exit(1)")]
    nbformat.write(new_notebook(cells=cells), course / "cours" / "notebooks" / "12_arret.ipynb")
    assert main(["--dossier", "cours", "document", "12"]) == 1
    assert "Python s'est arrêté pendant l'exécution du notebook, et rien n'est écrit." in said(capsys)
    assert list(course.glob("*.html")) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_ctrl_c_leaves_nothing_written(course):
    pipe = course / "en_cours"
    os.mkfifo(pipe)
    cells = [new_code_cell(f"open({str(pipe)!r}, 'w').close()\nimport time\ntime.sleep(100)")]
    nbformat.write(new_notebook(cells=cells), course / "cours" / "notebooks" / "12_long.ipynb")
    running = subprocess.Popen(
        [*COMMAND, "--dossier", "cours", "document", "12"],
        env=home_environment(course),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    pipe.read_bytes()  # returns once the cell runs
    running.send_signal(signal.SIGINT)
    output, _ = running.communicate(timeout=60)
    assert plain(output).splitlines()[1:] == ["Arrêté avant la fin."]
    assert running.returncode == 130
    assert list(course.glob("*.html")) == []


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
