"""The site of a course as files: its links, what it replaces, what a student's lacks, what publishes it."""

import gzip
import json
import re
import urllib.error
import urllib.request
from contextlib import nullcontext
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import plain
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pages import notebook_of
from site_course import NASTY, nasty_notebook, served, write

import sio_kit
from sio_kit.command.cli import main
from sio_kit.course.document.html import WIDGET
from sio_kit.course.site import glossary, make, publishing_file
from sio_kit.course.site.lesson import is_shown_whole, passage_pattern
from sio_kit.course.site.place import MARK, write_site
from sio_kit.course.site.routes import routes_html
from sio_kit.errors import ReferentialError
from sio_kit.folders import NOTEBOOKS, kit_folder


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one notebook, with the kit's data, in the current folder; nothing is executed."""
    (tmp_path / "cours" / NOTEBOOKS).mkdir(parents=True)
    write(tmp_path / "cours", "01_lecon", nasty_notebook())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(make, "run", lambda *_: None)
    return tmp_path / "cours"


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err)


@pytest.fixture(scope="module")
def pages(site):
    """The pages of the site of the whole course, parsed once, by their paths; a test only reads them."""
    return {path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in site.rglob("*.html")}


def test_all_links_lead_somewhere_in_the_site(pages):
    names = {path: {node["id"] for node in page.select("[id]")} for path, page in pages.items()}
    followed = 0
    for path, page in pages.items():
        assert len(names[path]) == len(page.select("[id]")), path
        for node in page.select("[href], [src]"):
            target = urlsplit(node.get("href") or node["src"])
            if target.scheme in ("http", "https", "data"):
                continue
            followed += 1
            file = (path.parent / unquote(target.path)).resolve() if target.path else path
            assert file.is_file(), (path, node)
            assert not target.fragment or unquote(target.fragment) in names[file], (path, node)
        for name in ("search", "python", "manifest"):
            assert (path.parent / page.html["data-root"] / page.html[f"data-{name}"]).is_file()
    assert followed > 1000


def test_each_page_is_sound(pages):
    for path, page in pages.items():
        assert page.html["lang"] == "fr"
        assert len(page.select("h1")) == len(page.select("main#contenu")) == 1, path
        assert page.title.string.endswith("Référentiel du BTS SIO, Annexe I")
        assert [node.name for node in page.select("body > *")][:2] == ["a", "header"]
        assert page.select_one("noscript p").get_text().startswith("JavaScript est désactivé")
        rules = page.select_one("[http-equiv='Content-Security-Policy']")["content"]
        assert "'unsafe-inline'" not in rules.partition("script-src")[2] or page.select("main script"), path
        assert not page.select("body > :not(.site-body) script, [onclick], [onerror]")


def test_a_passage_has_an_address_of_its_own(site, pages, ref):
    page = pages[site / "lecture.html"]
    for row in ref.rows("passages"):
        words = page.find(id=row["id"]).select_one(".words").get_text().replace("\xa0[sic]", "")
        assert words == row["texte"]
    lesson = (site / "32 à moi.html").read_text(encoding="utf-8")
    assert '<a class="passage-link" href="lecture.html#L023">L023</a>' in lesson


def test_the_first_page_tells_duration_and_aim(site, pages):
    page = pages[site / "index.html"]
    cards = page.select("#liste li")
    assert [card.a["href"] for card in cards][:2] == ["00_accueil.html", "01_processus.html"]
    last = next(card for card in cards if card.a["href"] == "32%20%C3%A0%20moi.html")
    assert last.a.get_text() == f"32 {NASTY}"
    assert [each.get_text() for each in last.select("p")] == ["1 séance", "Lire L017."]


def test_the_first_page_shows_the_paths_of_the_guide(site, pages):
    page = pages[site / "index.html"]
    told = [plain(each.get_text()) for each in page.select(".site-route summary")]
    assert told == [
        "4 heures : comprendre, et savoir où l'on va (4 séances, 3 h 40)",
        "8 heures : raconter, comparer, choisir (9 séances, 8 h 15)",
        "15 heures : tout le texte (16 séances, 14 h 40)",
    ]
    guide = plain((kit_folder(NOTEBOOKS) / "guide_enseignant.ipynb").read_text(encoding="utf-8"))
    for name, count, time in re.findall(r"(\d+ heures) : .* \((\d+) séances, (.*)\)", "\n".join(told)):
        assert re.search(rf"\*\*{name}\*\*[^|]*\| {count} \({time}\)", guide), name
    first = page.select_one(".site-route")
    assert [link["href"] for link in first.select("a")] == [
        "01_processus.html", "02_messagerie.html", "04_options.html", "07_details.html",
    ]  # fmt: skip
    assert plain(first.li.get_text()) == "01 Les cinq processus : la première séance"


def test_a_path_is_shown_only_where_all_its_lessons_are(ref):
    known = [SimpleNamespace(name=row["lecon"], path="x.html", heading="<b>") for row in ref.rows("parcours")]
    assert routes_html(ref, known).count("<details") == 3
    assert routes_html(ref, [each for each in known if each.name != "08_lecture"]).count("<details") == 2
    assert routes_html(ref, known[:3]) == ""
    assert "&lt;b&gt;" in routes_html(ref, known)


def test_what_a_title_or_prose_says_is_never_run(pages):
    for path, page in pages.items():
        scripts = page.select("script:not([src])")
        assert [script for script in scripts if not script.find_parent(class_="sio-output")] == []
        assert "javascript:" not in unescape(path.read_text(encoding="utf-8"))


def test_pages_share_what_they_are_made_of(site):
    names = [path.name for path in (site / "commun").iterdir()]
    kinds = [name.rpartition("-")[0] for name in names if name.endswith(".js")]
    assert kinds.count("python") == kinds.count("site") == kinds.count("processmap") == 1
    contents = [path.read_bytes() for path in (site / "commun").iterdir()]
    assert len(set(contents)) == len(contents)
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 6_000_000


def test_links_between_notebooks_lead_to_pages_and_others_are_left_out(site, pages):
    page = pages[site / "32 à moi.html"]
    assert page.find("a", string="La carte")["href"] == "31_carte.html#Un-titre"
    assert page.find("a", string="absente") is None


def test_the_same_course_gives_the_same_bytes(course, tmp_path):
    for name in ("un", "deux"):
        make.make_site(tmp_path / name, course, say=lambda _: None)
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("un", "deux")
    )
    assert one == other


def test_the_glossary_is_a_page_where_there_is_one(folder):
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    fields = [
        {"name": name, "title": title, "type": "string"}
        for name, title in (
            ("mot", "Mot"),
            ("definition", "Définition"),
            ("exemple", "Par exemple"),
            ("piege", "Attention"),
            ("passage", "Passage"),
        )
    ]
    table = {"name": "glossaire", "path": "glossaire.csv", "schema": {"fields": fields, "primaryKey": ["mot"]}}
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] != "glossaire"]
    without = sio_kit.load_referential(_written(path, descriptor, folder, ""))
    page, found = glossary.glossary_page(without, None)
    assert "glossaire" in without.tables or (page, found) == (None, [])
    descriptor["resources"].append(table)
    rows = "mot,definition,exemple,piege,passage\nchamp de délégation,Ce que l'on décide seul (L017).,,,\nun <b>,Deux.,,Trois.,\n"
    ref = sio_kit.load_referential(_written(path, descriptor, folder, rows))
    page, found = glossary.glossary_page(ref, passage_pattern(ref))
    body = BeautifulSoup(page.main, "html.parser")
    assert [node.get_text() for node in body.select("dt")] == ["champ de délégation", "un <b>"]
    told = [plain(node.get_text()) for node in body.select("dd")]
    assert told == ["Ce que l'on décide seul (L017).", "Deux.", "Attention : Trois."]
    assert body.select_one("dd a")["href"] == "lecture.html#L017"
    assert found[0] == [
        "glossaire.html#champ-de-d%C3%A9l%C3%A9gation",
        "champ de délégation",
        "Ce que l'on décide seul (L017).",
    ]
    assert body.select("dt")[0]["id"] == "champ-de-délégation"


def _written(path, descriptor, folder, rows):
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "glossaire.csv").write_text(rows, encoding="utf-8")
    return folder


# What a student's site lacks


def test_a_students_site_has_no_page_for_the_teacher_and_no_answer(course, tmp_path, capsys):
    assert main(["site", "avec", "--dossier", "cours"]) == 0
    assert "Secrète" in (tmp_path / "avec" / "01_lecon.html").read_text(encoding="utf-8")
    notes = plain((tmp_path / "avec" / "enseignant" / "01_lecon.html").read_text(encoding="utf-8"))
    assert "À dire." in notes
    assert "Secrète." in notes
    assert main(["site", "sans", "--dossier", "cours", "--etudiant"]) == 0
    assert not (tmp_path / "sans" / "enseignant").exists()
    for path in (tmp_path / "sans").rglob("*.*"):
        text = path.read_bytes().decode("utf-8", "replace")
        assert "Secrète" not in text, path
        assert "À dire." not in text, path
    assert "Pour l'enseignant" not in (tmp_path / "sans" / "index.html").read_text(encoding="utf-8")


# When a notebook is executed


def test_a_notebook_that_shows_all_is_taken_as_it_is(ref):
    notebook = notebook_of(sio_kit.widgets.ProcessMap(ref))
    notebook.cells[1].execution_count = 1
    assert is_shown_whole(notebook)
    notebook.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]["m0"]["state"] |= {
        "_anywidget_id": "sio_kit.processes.widget.ProcessMap",
        "_esm": "export default {}",
    }
    assert not is_shown_whole(notebook)  # an older kit's
    notebook.metadata = {}
    assert not is_shown_whole(notebook)  # its widget was not saved
    lost = new_output("display_data", {WIDGET: {"model_id": "x"}})
    assert not is_shown_whole(new_notebook(cells=[new_code_cell("x", outputs=[lost], execution_count=1)]))
    assert not is_shown_whole(new_notebook(cells=[new_code_cell("1 + 1")]))
    assert is_shown_whole(new_notebook(cells=[new_markdown_cell("# Rien"), new_code_cell("")]))


def test_it_is_executed_anew_where_the_data_are_not_the_kits(course, folder, monkeypatch):
    executed = []
    monkeypatch.setattr(make, "run", lambda notebook, *_: executed.append(notebook))
    write(course, "01_lecon", new_notebook(cells=[new_markdown_cell("# Titre")]))
    make.make_site("a", course, say=lambda _: None)
    assert executed == []
    (folder / "cadres.csv").write_text((folder / "cadres.csv").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    folder.rename(course / "data")
    told = []
    make.make_site("b", course, say=told.append)
    assert len(executed) == 1
    assert plain(told[0]) == "« 01_lecon » s'exécute (1 sur 1)."


# What is there already


def test_a_site_is_replaced_on_demand_only(course, tmp_path, capsys):
    assert main(["site", "site", "--dossier", "cours"]) == 0
    assert "Écrit : site (" in said(capsys)
    before = (tmp_path / "site" / MARK).read_text(encoding="utf-8")
    assert main(["site", "site", "--dossier", "cours"]) == 1
    assert "Le site « site » existe déjà : il n'est pas changé. Ajoutez --remplacer" in said(capsys)
    write(course, "02_autre", new_notebook(cells=[new_markdown_cell("# Autre")]))
    assert main(["site", "site", "--dossier", "cours", "--remplacer"]) == 0
    assert (tmp_path / "site" / "02_autre.html").is_file()
    assert (tmp_path / "site" / MARK).read_text(encoding="utf-8") != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cours", "site"]


def test_what_is_not_of_the_kit_is_left_alone(course, tmp_path, capsys):
    other = tmp_path / "autre"
    other.mkdir()
    (other / "important.txt").write_text("à moi", encoding="utf-8")
    for target in ("autre", "autre/important.txt", "cours", ".", ".."):
        assert main(["site", target, "--dossier", "cours", "--remplacer"]) == 1
    assert "n'est pas un site du kit" in said(capsys)
    assert [path.name for path in other.iterdir()] == ["important.txt"]
    assert main(["site", "site", "--dossier", "cours"]) == 0
    (tmp_path / "site" / ".git").mkdir()
    (tmp_path / "site" / ".git" / "HEAD").write_text("à moi", encoding="utf-8")
    assert main(["site", "site", "--dossier", "cours", "--remplacer"]) == 1
    assert "fichiers qui ne sont pas du kit (.git/HEAD)" in said(capsys)
    (tmp_path / "vide").mkdir()
    assert main(["site", "vide", "--dossier", "cours"]) == 0 or pytest.fail(said(capsys))


@pytest.mark.parametrize(
    "name",
    ["a" * 300, "b/" * 3000 + "c", "/proc/rien", "fichier/x", "lien", "boucle", "boucle/x", "cours"],
    ids=range(8),
)
def test_a_name_that_cannot_be_written_is_said(course, tmp_path, capsys, monkeypatch, name):
    monkeypatch.setattr(make, "_add_pages", lambda *_: None)
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    (tmp_path / "lien").symlink_to("nulle part")
    (tmp_path / "boucle").symlink_to("boucle")
    before = sorted(tmp_path.rglob("*"))
    assert main(["site", name, "--dossier", "cours", "--remplacer"]) == 1
    assert said(capsys).rstrip().endswith(".")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_site_that_cannot_be_written_leaves_the_one_before(course, tmp_path, monkeypatch):
    write_site(tmp_path / "site", {"a.html": b"avant"}, "1")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(Path, "write_bytes", full)
        with pytest.raises(ReferentialError, match="plus de place sur le disque"):
            write_site(tmp_path / "site", {"a.html": b"apr\xc3\xa8s"}, "2")
    assert (tmp_path / "site" / "a.html").read_bytes() == b"avant"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cours", "site"]


def test_names_that_the_site_needs_itself_and_a_course_without_notebooks(course, tmp_path, capsys):
    write(course, "Quiz", new_notebook(cells=[new_markdown_cell("# Mon quiz")]))
    write(course, "index", new_notebook(cells=[new_markdown_cell("# Mon index")]))
    assert main(["site", "site", "--dossier", "cours"]) == 0
    names = {path.name for path in (tmp_path / "site").glob("*.html")}
    assert {"lecon-Quiz.html", "lecon-index.html", "quiz.html", "index.html"} <= names
    (tmp_path / "rien").mkdir()
    assert main(["site", "autre", "--dossier", "rien"]) == 1
    assert "Il n'y a aucun notebook" in said(capsys)
    assert not (tmp_path / "autre").exists()


def test_lessons_are_printed_on_demand_and_without_a_browser_one_is_told(course, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(make, "printing", lambda: nullcontext(lambda page: b"%PDF " + page[:15].encode()))
    assert main(["site", "site", "--dossier", "cours", "--pdf"]) == 0
    assert (tmp_path / "site" / "pdf" / "01_lecon.pdf").read_bytes().startswith(b"%PDF")
    assert 'href="pdf/01_lecon.pdf"' in (tmp_path / "site" / "01_lecon.html").read_text(encoding="utf-8")
    assert '"pdf/' not in (tmp_path / "site" / "sw.js").read_text(encoding="utf-8")

    def refuse(_page):
        raise ReferentialError("Aucun navigateur.", parameter="form")

    monkeypatch.setattr(make, "printing", lambda: nullcontext(refuse))
    assert main(["site", "autre", "--dossier", "cours", "--pdf"]) == 1
    assert said(capsys).endswith(
        "Aucun navigateur. Faites le site sans PDF : chaque page s'imprime aussi depuis le navigateur.\n"
    )
    assert not (tmp_path / "autre").exists()


# Served, published


def test_it_is_served_as_hosts_do(site):
    with served(site) as address:
        request = urllib.request.Request(f"{address}lecture.html?x=1", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert gzip.decompress(answer.read()) == (site / "lecture.html").read_bytes()
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == (site / "index.html").read_bytes()
        shared = next((site / "commun").glob("site-*.js"))
        with urllib.request.urlopen(f"{address}commun/{shared.name}") as answer:
            assert "immutable" in answer.headers["Cache-Control"]
        for name in ("absente.html", "../cours/notebooks/00_accueil.ipynb", "%2e%2e/cours/data/cadres.csv"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(address + name)
            assert "n'existe pas" in unescape(refused.value.read().decode("utf-8"))


@pytest.mark.parametrize(
    ("host", "name"), [("gitlab", ".gitlab-ci.yml"), ("github", ".github/workflows/publier-le-cours.yml")]
)
def test_what_publishes_it_is_written_on_demand(course, tmp_path, capsys, host, name):
    assert main(["site", "mon site", "--dossier", "cours", "--publier", host]) == 0
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert "mon site" in text
    assert "{" not in text.replace("${{ steps.deploiement.outputs.page_url }}", "")
    assert main(["site", "mon site", "--publier", host]) == 0
    assert "est déjà fait : --remplacer le refait." in said(capsys)
    (tmp_path / name).write_text("à moi", encoding="utf-8")
    assert main(["site", "mon site", "--publier", host]) == 1
    assert "existe déjà : il n'est pas changé" in said(capsys)
    with pytest.raises(ReferentialError, match="ne peut pas être publié d'ici"):
        publishing_file(tmp_path.parent / "ailleurs", host)


def test_the_worker_keeps_every_page_of_one_version(site):
    text = (site / "sw.js").read_text(encoding="utf-8")
    version = json.loads((site / MARK).read_text(encoding="utf-8"))["version"]
    assert f'const VERSION = "{version}";' in text
    kept = json.loads(text.partition("const FILES = ")[2].partition(";\n")[0])
    files = {path.relative_to(site).as_posix() for path in site.rglob("*.*") if path.is_file()}
    assert set(kept) == files - {"sw.js", MARK}
    assert all(f'content="{version}"' in path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
