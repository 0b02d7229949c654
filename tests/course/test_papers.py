"""What a teacher photocopies: made once of the kit's course and a notebook of the tests' own, then read back."""

import re
import shutil
import subprocess
from functools import cache
from html import unescape

import nbformat
import pytest
from conftest import BROWSERS, plain
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pages import overflowing

import sio_kit
from sio_kit.command.cli import main
from sio_kit.course.document.html import parsed
from sio_kit.course.papers import make_papers
from sio_kit.course.papers.paper import STYLE
from sio_kit.course.papers.questions import Questions
from sio_kit.course.papers.room import room
from sio_kit.course.papers.written import written_papers
from sio_kit.folders import DATA, NOTEBOOKS, kit_folder

NASTY = "<script>alert(1)</script> & « l'essai »"
POINT = 96 / 72  # pixels
WHOLE, MARK = ".asked, .cards li, .help, .quiz > li", re.compile(r"¤(\d+)¤")
SHEET = 265  # millimetres of a page of A4 that can be printed on
LESSONS = [f"{number:02d}" for number in range(13)]
SHARED = ["carte-muette", "cartes-interventions", "cartes-oral", "cartes-tickets", "sujet-A", "sujet-B"]
needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")


def quiet(_sentence):
    pass


def nasty_notebook():
    return new_notebook(
        cells=[
            new_markdown_cell(f"# {NASTY}"),
            new_markdown_cell("## Une partie\n\n**Question à la classe.** Combien ?"),
            new_markdown_cell("<img src=x onerror=alert(2)> **À vous.** Écrivez.\n\n1. un\n2. deux"),
            new_markdown_cell("<details><summary>Réponse</summary>\n\nSecrète.\n\n</details>"),
            new_code_cell("1 / 0"),
        ]
    )


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """The kit's course, with a teacher's notebook that no one foresaw and that was never run."""
    course = tmp_path_factory.mktemp("cours")
    shutil.copytree(kit_folder(DATA), course / DATA)
    shutil.copytree(kit_folder(NOTEBOOKS), course / NOTEBOOKS, ignore=shutil.ignore_patterns(".*"))
    nbformat.write(nasty_notebook(), course / NOTEBOOKS / "32 à moi.ipynb")
    return course


@pytest.fixture(scope="session")
def pages(course):
    """All the papers as HTML, by their names."""
    folder = course / "html"
    made = make_papers(folder, course, form="html", answers=True, say=quiet)
    return {path.stem: path.read_text(encoding="utf-8") for path, _ in made}


@pytest.fixture(scope="session")
def printed(chromium, pages, tmp_path_factory):
    """All the papers as PDF, by their names; what may not be cut is marked."""
    from sio_kit.course.document.pdf import printing

    folder = tmp_path_factory.mktemp("pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sio_kit.course.document.pdf.BROWSERS", BROWSERS)  # first the one that takes half the time
        with printing() as print_page:
            for name, page in pages.items():
                (folder / f"{name}.pdf").write_bytes(print_page(marked(page)))
    return {name: folder / f"{name}.pdf" for name in pages}


@pytest.fixture(scope="session")
def words(printed):
    """What poppler reads on the printed papers, by their names: each word with its place, as XML."""
    return {name: run("pdftotext", "-bbox", path, "-") for name, path in printed.items()}


def marked(html):
    """Return a page with a mark, out of the flow, at the start and the end of all that a sheet keeps whole."""
    page = parsed(html)
    for number, block in enumerate(page.select(WHOLE)):
        for place in (block, *block.select(".lines p")):
            for add in (lambda mark, place=place: place.insert(0, mark), last_line(place).append):
                mark = page.new_tag("span", style="position: absolute; font-size: 5pt")
                mark.string = f"¤{number}¤"
                add(mark)
    return str(page)


def last_line(block):
    """Return the element that the last words of a block are in: after it, a mark would be a line below them."""
    inner = [child for child in block.contents if str(child).strip()]
    return last_line(inner[-1]) if inner and getattr(inner[-1], "name", None) else block


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, check=True).stdout.decode("utf-8")


@cache
def text_of(html):
    return plain(parsed(html).select_one("main").get_text(" "))


# What there is


def test_each_lesson_and_what_lessons_share_have_their_papers(pages):
    for number in LESSONS:
        assert {f"{number}-fiche-eleve", f"{number}-a-retenir", f"{number}-corrige"} <= set(pages)
    for name in SHARED:
        assert {name, f"{name}-corrige"} <= set(pages)
    assert {"frise-a3", "glossaire", "LISEZMOI"} <= set(pages)
    for number in ("03", "04", "05", "07"):  # the workshop, the choice of an option, the laboratory, the grid
        assert f"{number}-feuille-a-remplir" in pages
    assert "06-documents" in pages
    assert not [name for name in pages if "guide" in name or "edition" in name]


def test_a_students_papers_tell_no_answer(pages):
    for name, page in pages.items():
        assert ("Une réponse possible" in text_of(page)) <= name.endswith("-corrige"), name
        assert "Note pour l'enseignant" not in page
    assert "La clé USB : non." not in text_of(pages["01-fiche-eleve"])
    assert "La clé USB : non." in text_of(pages["01-corrige"])
    assert "Sources de contraintes mais aussi" not in text_of(pages["06-fiche-eleve"])
    assert "Sources de contraintes mais aussi" in text_of(pages["06-corrige"])
    assert "Carte d'aide" not in text_of(pages["06-corrige"])
    assert "Pertinence penche vers la décision" in " ".join(text_of(pages["05-corrige"]).split())
    assert "sio_kit.show_figure" not in text_of(pages["05-corrige"])
    assert text_of(pages["05-corrige"]).count("Sous quel critère rangez-vous ces deux arguments") == 1
    assert text_of(pages["06-corrige"]).count("Inès copie, refuse, ou pose une question ?") == 1


def test_a_sheet_has_the_questions_the_quiz_and_the_help(pages):
    sheet = parsed(pages["01-fiche-eleve"])
    asked = [plain(each.get_text(" ")) for each in sheet.select(".asked")]
    assert any("La clé USB qui traîne en salle 204" in each for each in asked)
    assert all(each.select(".lines p") for each in sheet.select(".asked"))
    assert len(sheet.select(".quiz > li")) == 3
    assert "Qui l'appelle ? Dans les trois phrases" in plain(" ".join(sheet.select_one(".help").get_text(" ").split()))
    assert [plain(box.get_text()) for box in sheet.select(".name span")] == ["Nom :", "Prénom :", "Classe :", "Date :"]


def test_a_table_that_a_question_speaks_of_is_on_the_sheet(pages):
    assert "Où est P5 dans ce tableau" in text_of(pages["02-fiche-eleve"])
    assert "Qui appelle qui, et pour quoi" in text_of(pages["02-fiche-eleve"])


def test_each_paper_names_its_edition(pages, ref):
    for name, page in pages.items():
        assert plain(ref.edition) in text_of(page) or name == "LISEZMOI", name
        assert f'content: "{ref.edition}. ' in page


def test_the_list_names_each_paper_and_where_it_serves(pages):
    listed = parsed(pages["LISEZMOI"])
    assert {link["href"].removesuffix(".html") for link in listed.select("a")} | {"LISEZMOI"} == {
        name.replace(" ", "%20").replace("à", "%C3%A0") for name in pages
    }
    assert "leçon 01 : à compléter de mémoire, seul, 10 minutes" in text_of(pages["LISEZMOI"])
    assert "pendant la leçon : 2 séances de 55 minutes" in text_of(pages["LISEZMOI"])


def test_cards_are_numbered_and_tell_nothing_of_their_key(pages, ref):
    cards = parsed(pages["cartes-interventions"]).select(".cards li")
    assert [card.b.get_text() for card in cards] == [str(number) for number in range(1, 21)]
    for row in ref.rows("interventions"):
        assert sum(row["texte"] in card.get_text() for card in cards) >= 1
        assert row["passage"] not in pages["cartes-interventions"]
        assert row["passage"] in pages["cartes-interventions-corrige"]
    for name, table in (("tickets", "tickets"), ("oral", "cartes_oral")):
        assert len(parsed(pages[f"cartes-{name}"]).select(".cards li")) == len(ref.rows(table))
    assert "P2 ou P3" in text_of(pages["cartes-tickets-corrige"])


def test_the_timeline_has_a_row_for_each_process(pages, ref):
    heads = [plain(each.get_text()) for each in parsed(pages["frise-a3"]).select("tbody th")]
    assert heads == [f"{row['code']} {row['libelle']}" for row in ref.rows("processus")] + [
        "Appelé par",
        "Passage cité",
    ]


def test_a_written_paper_prints_its_questions_and_its_corrige_four_levels_each(pages, ref):
    for letter in "AB":
        subject, answers = text_of(pages[f"sujet-{letter}"]), parsed(pages[f"sujet-{letter}-corrige"])
        rows = [row for row in ref.rows("questions_sujets") if row["sujet"] == letter]
        assert "20 points" in subject
        assert "ni sa forme, ni ses points ne sont ceux d'un examen" in subject
        for row in rows:
            assert plain(row["question"]) in subject
            assert plain(row["reponse"].split("|")[0].strip()) not in subject
        tables = answers.select("table")
        assert [len(table.select("tbody tr")) for table in tables] == [4] * len(rows)
        most = [float(table.select("tbody tr")[-1].select("td")[1].get_text().replace(",", ".")) for table in tables]
        assert sum(most) == 20


def test_a_paper_quotes_its_passages_to_the_letter(pages, ref):
    texts = {row["id"]: plain(row["texte"]) for row in ref.rows("passages")}
    for letter in "AB":
        quoted = re.findall(r"« ((?:[^«»]|« [^»]* »)*) » \((L\d+)\)", text_of(pages[f"sujet-{letter}"]))
        assert len(quoted) > 30
        assert all(text == texts[passage] for text, passage in quoted)


# What is on each sheet


def test_a_teachers_own_notebook_is_on_paper_as_text(pages):
    assert "32-fiche-eleve" in pages
    page = pages["32-fiche-eleve"]
    assert "<script" not in page
    assert "onerror" not in page
    assert NASTY in unescape(parsed(page).h1.get_text())
    asked = parsed(page).select(".asked")
    assert len(asked) == 2
    assert len(asked[1].select("li .lines")) == 2  # the list is asked item by item
    assert "Secrète" not in page
    assert "Secrète" in pages["32-corrige"]


def test_everything_is_large_enough_and_nothing_stands_out(open_page, pages):
    sheets = {width: open_page(width=width, height=900) for width in (672, 1001, 1467)}
    for page in sheets.values():
        page.emulate_media(media="print")
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for name, html in pages.items():
        page = sheets[1467 if "frise" in name else 1001 if "muette" in name else 672]
        page.set_content(html)
        small = page.locator("main").evaluate(
            """(main, least) => [...main.querySelectorAll("*")].filter((node) => !node.closest("footer, style")
                && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())
                && parseFloat(getComputedStyle(node).fontSize) < least)
                .map((node) => node.className + node.textContent.slice(0, 40))""",
            10.99 * POINT if "frise" not in name else 11 * POINT,
        )
        assert small == [], name
        assert overflowing(page, "main") == [], name
        shrunk = page.locator("img").evaluate_all(
            """images => images.map(image => Math.min(image.clientWidth / image.naturalWidth,
                image.clientHeight / image.naturalHeight)).filter(ratio => ratio && ratio < 0.458)"""
        )  # of letters of 16 points, drawn at twice their size
        assert not shrunk or "muette" in name or name.startswith("32"), (name, shrunk)
        high = page.locator(".asked, .cards li, .help").evaluate_all(
            "nodes => nodes.map(node => [node.getBoundingClientRect().height, getComputedStyle(node).breakInside])"
        )
        assert all(height * 25.4 / 96 < SHEET and inside == "avoid" for height, inside in high), name


def test_no_size_of_the_style_sheet_is_below_eleven_points():
    style = STYLE.read_text(encoding="utf-8")
    assert min(float(size) for size in re.findall(r"([\d.]+)pt", style)) >= 11
    assert min(float(size) for size in re.findall(r"frieze[^{]*{[^}]*font-size: ([\d.]+)pt", style)) * 0.707 >= 11


@needs_poppler
def test_sheets_are_of_a4_and_the_timeline_of_a3(printed):
    for name, path in printed.items():
        about = run("pdfinfo", path)
        assert ("(A3)" if name == "frise-a3" else "(A4)") in about, name
        assert "Tagged:          yes" in about
        pages = int(re.search(r"Pages:\s+(\d+)", about)[1])
        assert pages == 1 or not name.endswith(("a-retenir", "frise-a3", "carte-muette")), name
        assert pages <= 9, name


@needs_poppler
def test_no_question_and_no_card_is_on_two_sheets(words, pages):
    for name, said in words.items():
        sheets = [set(MARK.findall(sheet)) for sheet in said.split("</page>")]
        found = sorted(number for sheet in sheets for number in sheet)
        assert len(found) == len(set(found)), name
        assert len(found) == len(parsed(pages[name]).select(WHOLE)), name


@needs_poppler
def test_nothing_is_printed_beyond_the_margins(words):
    for name, said in words.items():
        wide, high = map(float, re.search(r'<page width="([\d.]+)" height="([\d.]+)"', said).groups())
        for word in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', said):
            left, top, right, bottom = map(float, word)
            assert 30 <= left <= right <= wide - 30, name
            assert 20 <= top <= bottom <= high - 12, name


# Where questions are found, and how much room they get


def asked(*texts):
    """Return the room of each question in a notebook of these Markdown cells."""
    cells = [new_markdown_cell(text) for text in texts]
    return [
        block.lines for slide in Questions(new_notebook(cells=cells)).slides for block in slide.blocks if block.lines
    ]


ANSWER = f"<details><summary>Réponse</summary>\n\n{'mot ' * 60}\n\n</details>"


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (["Rien à demander."], []),
        (["**Question à la classe.** Combien ?"], [(3,)]),
        ([f"**Question à la classe.** Combien ?\n\n{ANSWER}"], [(4,)]),
        (["Combien ?", ANSWER], [(4,)]),
        (["**À vous.** Un.\n\n**Plus difficile.** Deux."], [(3,), (3,)]),
        (["**À vous.** Un.", "Suite, sans réponse."], [(3,)]),
        (["**À vous.** Un.", "<details><summary>Carte d'aide</summary>mot</details>", ANSWER], [(4,)]),
        ([ANSWER], []),
    ],
)
def test_room_goes_where_something_is_asked(texts, lines):
    assert asked(*texts) == lines


def test_an_answer_that_begins_a_slide_belongs_to_the_one_before():
    slide = {"slideshow": {"slide_type": "subslide"}}
    cells = [new_markdown_cell("## Deux\n\nCombien ?", metadata=slide), new_markdown_cell(ANSWER, metadata=slide)]
    slides = Questions(new_notebook(cells=cells)).slides
    assert [block.cells[0].source for each in slides for block in each.blocks] == ["## Deux\n\nCombien ?"]


def test_an_answer_of_several_items_gets_room_for_each():
    assert room(f"1. {'mot ' * 5}\n2. {'mot ' * 40}") == (1, 3)
    assert room("Oui.") == (2,)
    assert room("mot " * 900) == (9,)


# The command


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err)


def fiches(course, folder, *arguments):
    return main(["--dossier", str(course), "fiches", str(folder), *arguments])


def test_some_lessons_alone_beside_what_is_there(course, tmp_path, capsys):
    folder = tmp_path / "fiches"
    folder.mkdir()
    (folder / "photo.jpg").write_text("à moi", encoding="utf-8")
    assert fiches(course, folder, "08", "12", "--format", "html") == 0
    assert "Écrit : " in said(capsys)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "08-a-retenir.html",
        "08-fiche-eleve.html",
        "12-a-retenir.html",
        "12-fiche-eleve.html",
        "photo.jpg",
    ]
    (folder / "08-fiche-eleve.html").write_text("annotée", encoding="utf-8")
    (folder / "08-a-retenir.html").unlink()
    assert fiches(course, folder, "08", "--format", "html") == 1
    assert said(capsys).endswith(
        "existe déjà : il n'est pas changé. Ajoutez --remplacer, ou donnez un autre dossier.\n"
    )
    assert (folder / "08-fiche-eleve.html").read_text(encoding="utf-8") == "annotée"
    assert not (folder / "08-a-retenir.html").exists()
    assert fiches(course, folder, "08", "--format", "html", "--remplacer") == 0
    assert "annotée" not in (folder / "08-fiche-eleve.html").read_text(encoding="utf-8")
    assert (folder / "photo.jpg").read_text(encoding="utf-8") == "à moi"


def test_without_a_browser_papers_are_html_and_it_is_said_once(course, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sio_kit.course.papers.make.find_browser", lambda: None)
    assert fiches(course, tmp_path / "fiches", "12") == 0
    told = said(capsys)
    assert told.count("Aucun navigateur Chromium, Chrome ou Edge n'a été trouvé : les fiches sont en HTML.") == 1
    assert "12-fiche-eleve.html" in told


def test_with_a_browser_they_are_pdf(chromium, course, tmp_path, capsys):
    assert fiches(course, tmp_path / "un" / "deux", "12") == 0
    assert re.search(r"2 fichiers, \d pages\.\n$", said(capsys))
    assert (tmp_path / "un" / "deux" / "12-a-retenir.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["zut"], "« zut » n'est le nom d'aucun notebook."),
        (["edition_2020"], "Il n'y a rien à mettre sur papier"),
        (["08", "--format", "odt"], "« odt » n'est pas reconnu"),
    ],
)
def test_what_cannot_be_made_is_said(course, tmp_path, capsys, arguments, sentence):
    try:
        status = fiches(course, tmp_path / "fiches", *arguments)
    except SystemExit as left:
        status = left.code
    assert status in (1, 2)
    assert sentence in said(capsys)
    assert not (tmp_path / "fiches").exists()


def test_a_file_that_bears_the_name_of_the_list_stays(tmp_path):
    (tmp_path / "LISEZMOI.html").write_text("à moi", encoding="utf-8")
    with pytest.raises(sio_kit.ReferentialError) as refused:
        make_papers(tmp_path, tmp_path, form="html", say=quiet)  # no notebook: what lessons share
    assert "LISEZMOI.html » existe déjà" in plain(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["LISEZMOI.html"]


def test_a_file_is_no_folder(course, tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    assert fiches(course, tmp_path / "notes.txt", "08") == 1
    assert said(capsys).endswith("notes.txt » n'est pas un dossier. Donnez le nom d'un dossier.\n")


def test_two_notebooks_of_one_number_bear_their_names(course, tmp_path, capsys):
    other = tmp_path / "autre"
    (other / NOTEBOOKS).mkdir(parents=True)
    for name in ("01_a", "01_b"):
        nbformat.write(nasty_notebook(), other / NOTEBOOKS / f"{name}.ipynb")
    assert fiches(other, tmp_path / "fiches", "01_a", "01_b", "--format", "html") == 0
    assert sorted(path.name for path in (tmp_path / "fiches").iterdir()) == [
        "01_a-fiche-eleve.html",
        "01_b-fiche-eleve.html",
    ]


def test_a_passage_that_does_not_exist_is_named(folder):
    path = folder / "sujets.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("L053", "L999"), encoding="utf-8")
    with pytest.raises(sio_kit.ReferentialError) as refused:
        written_papers(sio_kit.load_referential(folder))
    assert "Table « sujets », sujet « A » : le passage « L999 » n'existe pas." in plain(refused.value)
