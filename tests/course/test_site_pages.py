"""The site in a browser: alive, for everyone, with or without a network, from the disk; nothing leaves the device."""

import json
import shutil

import pytest
from conftest import plain
from pages import accessibility_faults
from site_course import NASTY, build, change_lesson, served, write_course

LOOKS = [("light", 1280, 720), ("dark", 390, 844)]
# One page of each kind, on a projector and in the light, then on a phone and in the dark, by turns; the first in both.
KINDS = ["index.html", "01_processus.html", "quiz.html", "index.html", "20_service.html", "lecture.html#L061"]
KINDS += ["enseignant/index.html", "enseignant/01_processus.html"]
# Wait until the worker that is being installed, the page's own or one more, gives it up.
ENDED = """async () => {
    const { installing } = await navigator.serviceWorker.register("sw.js");
    const ended = (done) => installing.addEventListener("statechange", () => installing.state === "redundant" && done());
    if (installing) await new Promise(ended);
}"""
READY = "() => document.querySelector('#hors-ligne').textContent !== ''"


@pytest.fixture(scope="module")
def address(site):
    with served(site) as address:
        yield address


@pytest.fixture
def visit(open_page):
    """Return a function that opens a page of a site; no script may fail there, or speak, and nothing may be missing."""
    faults = []

    def visit(address, page=None, **settings):
        if page is None:
            page = open_page(**settings)
            page.on("console", lambda message: message.type == "error" and faults.append(message.text))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        for place in page.locator("[data-widget]").all():
            place.locator("> *").first.wait_for()
        return page

    yield visit
    assert faults == []


@pytest.mark.parametrize(("name", "look"), zip(KINDS, LOOKS * len(KINDS), strict=False))
def test_everyone_can_read_it_at_every_size(address, visit, name, look):
    scheme, width, height = look
    page = visit(address + name, color_scheme=scheme, width=width, height=height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Laid out whole: axe-core would see what is far from the eye over what follows it.
    page.add_style_tag(content="main > * { content-visibility: visible !important; }")
    assert accessibility_faults(page, "html") == []


def test_one_reaches_the_contents_and_the_search_from_the_keyboard(address, visit):
    page = visit(f"{address}01_processus.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


# Alive


def test_the_widgets_answer_and_what_one_chose_comes_back(address, visit):
    page = visit(f"{address}31_carte.html")
    page.locator('.sio-map [data-part="P3"]:visible').click()
    assert page.locator(".sio-sheet h3").inner_text().startswith("P3 Conception")
    page = visit(f"{address}30_quiz.html", page)
    page.locator(".sio-quiz fieldset label, .sio-quiz select, .sio-quiz ol button").first.wait_for()
    page.get_by_role("button", name="Question 2, sans réponse").click()
    page = visit(f"{address}30_quiz.html", page)
    assert page.locator(".sio-quiz [aria-current]").inner_text() == "2"
    visit(f"{address}31_carte.html", page)
    assert page.locator(".sio-sheet h3").inner_text().startswith("P3 Conception")


def test_a_widget_whose_script_does_not_come_is_said(address, open_page):
    page = open_page()
    page.route("**/commun/quiz-*.js", lambda route: route.abort())
    page.goto(f"{address}01_processus.html")
    page.locator("[data-widget]", has_text="Ce qui se clique ici n'est pas venu").wait_for()
    assert page.locator(".sio-map").count() == 1


def test_a_form_is_judged_in_the_page(address, visit):
    page = visit(f"{address}23_grille.html")
    page.locator("[data-judge=page]").wait_for()
    page.get_by_role("button", name="Fiche à rendre").click()
    assert page.locator("dialog h2").inner_text()


def test_the_quiz_draws_by_theme_and_remembers(address, visit):
    page = visit(f"{address}quiz.html")
    assert page.locator(".sio-numbers button").count() == 10
    theme = page.get_by_label("Thème").locator("option").nth(2).inner_text()
    page.get_by_label("Thème").select_option(theme)
    page.locator("#tirage").get_by_label("Questions").select_option("5")
    page.get_by_role("button", name="Nouveau tirage").click()
    assert page.locator(".sio-numbers button").count() == 5
    told = page.locator(".sio-quiz .sio-title").inner_text()
    assert plain(told) == f"Question 1 sur 5 ({theme})"
    asked = page.locator(".sio-quiz legend").inner_text()
    page.reload()
    assert page.locator(".sio-quiz legend").inner_text() == asked


def test_search_finds_lessons_and_text_without_accents_as_one_types(address, visit):
    page = visit(f"{address}01_processus.html")
    field = page.get_by_role("searchbox", name="Chercher dans le cours")
    field.press_sequentially("PERENNITE")
    page.locator(".results a").first.wait_for()
    groups = page.locator(".results .group").all_inner_texts()
    assert "Texte" in groups
    assert page.locator(".results mark").first.inner_text().lower().startswith("pérennité")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.results a')")
    page.keyboard.press("Escape")
    assert page.locator(".results").is_hidden()
    field.fill("zzz")
    assert plain(page.locator(".results .count").inner_text()) == "Rien : essayez un autre mot."
    field.fill("L142")
    page.locator(".results a", has_text="L142").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lecture.html#L142")
    assert page.locator("#L142 .tools").is_visible()
    for name in ("L142", "L261", "L019"):  # far from each other, though what is between is not laid out
        page.evaluate("name => { location.hash = name; }", name)
        page.wait_for_function(
            "(name) => Math.abs(document.getElementById(name).getBoundingClientRect().top - 200) < 200", arg=name
        )


def test_a_passage_is_quoted_with_its_reference(address, visit):
    page = visit(f"{address}lecture.html#L017")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tools = page.locator("#L017 .tools")
    tools.get_by_role("button", name="Citer").click()
    tools.get_by_text("Copié.").wait_for()
    quoted = plain(page.evaluate("navigator.clipboard.readText()"))
    assert quoted.startswith("« Le titulaire du diplôme participe")
    assert quoted.endswith("L017)")
    page.locator("#L019 .number").click()
    page.locator("#L019").get_by_role("button", name="Copier l'adresse").click()
    page.locator("#L019 .tools").get_by_text("Copié.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}lecture.html#L019"


# What the device keeps


def test_a_work_comes_back_and_two_courses_of_a_host_share_nothing(site, visit, tmp_path):
    for name in ("un", "deux"):
        shutil.copytree(site, tmp_path / name)
    with served(tmp_path) as address:
        page = visit(f"{address}un/20_service.html")
        title = page.get_by_role("textbox", name="Nom du service")
        page.locator("[data-judge=page]").wait_for()
        title.fill("Le Wi-Fi du lycée")
        page.reload()
        page.get_by_text("Votre travail est revenu").wait_for()
        assert title.input_value() == "Le Wi-Fi du lycée"
        visit(f"{address}deux/20_service.html", page)
        page.locator("[data-judge=page]").wait_for()
        assert title.input_value() == ""
        visit(f"{address}deux/index.html", page)
        assert page.locator("#reprendre a").inner_text() == "20 Un titre"
        page.once("dialog", lambda dialog: dialog.accept())
        visit(f"{address}un/index.html", page)
        kept = page.locator("#travaux li").all_inner_texts()
        assert [plain(each).removesuffix(" Effacer") for each in kept] == [
            "Votre travail : 20 Un titre",
            "Où vous en étiez",
        ]
        page.get_by_role("button", name="Effacer : Votre travail").click()
        assert [plain(each) for each in page.locator("#travaux li").all_inner_texts()] == ["Où vous en étiez Effacer"]
        assert len(page.evaluate("Object.keys(localStorage)")) == 4


# Without a network


def test_after_one_visit_every_page_opens_without_a_network(site, visit):
    with served(site) as address:
        page = visit(f"{address}01_processus.html")
        page.wait_for_function(READY)
    page.context.set_offline(True)
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    found = page.evaluate("paths => Promise.all(paths.map((path) => fetch(path).then(({ ok }) => ok)))", paths)
    assert found == [True] * len(paths)
    for name in dict.fromkeys(KINDS):
        visit(address + name, page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, name
    visit(address, page)
    assert page.locator("#liste li").count() > 10
    visit(f"{address}21_journal.html", page)
    page.locator("[data-judge=page]").wait_for()


def test_a_new_version_comes_whole_and_the_old_one_goes(ref, visit, tmp_path):
    write_course(tmp_path / "cours", ref)
    for path in (tmp_path / "cours" / "notebooks").glob("*.ipynb"):
        if path.stem != "31_carte":
            path.unlink()
    change_lesson(tmp_path / "cours", "Ancienne")
    build(tmp_path / "cours", tmp_path / "site")
    lesson = "31_carte.html"
    with served(tmp_path / "site") as address:
        page = visit(address + lesson)
        page.wait_for_function(READY)
        change_lesson(tmp_path / "cours", "Nouvelle")
        build(tmp_path / "cours", tmp_path / "site", replace=True)
        visit(address + lesson, page)
        assert page.locator("h1").inner_text() == "Ancienne"
        page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        page.wait_for_function("navigator.serviceWorker.getRegistration().then((each) => Boolean(each.waiting))")
        assert page.evaluate("fetch('index.html').then((answer) => answer.text())").count("Nouvelle") == 0
        for _ in range(20):  # the worker that serves hears a moment later that another one waits
            # Its answer sends the page on at once, which may be before that has loaded.
            page.goto(address + lesson, wait_until="commit")
            if page.locator("h1").inner_text() == "Nouvelle":
                break
            page.wait_for_timeout(200)
        page.locator("h1", has_text="Nouvelle").wait_for()
        page.wait_for_function("caches.keys().then((names) => names.length === 1)")
        page.context.set_offline(True)
        visit(f"{address}index.html", page)
        assert page.locator("#liste", has_text="Nouvelle").count() == 1


def test_a_version_that_is_half_there_is_not_kept(site, visit, tmp_path):
    shutil.copytree(site, tmp_path / "site")
    page = (tmp_path / "site" / "quiz.html").read_text(encoding="utf-8")
    (tmp_path / "site" / "quiz.html").write_text(
        page.replace('"sio-kit-site" content="', '"sio-kit-site" content="x'), encoding="utf-8"
    )
    with served(tmp_path / "site") as address:
        page = visit(address)
        page.evaluate(ENDED)
        assert page.evaluate("caches.keys()") == []


def test_it_can_be_put_on_a_phones_first_screen(address, visit):
    page = visit(f"{address}01_processus.html")
    manifest = json.loads(
        page.evaluate("fetch(document.querySelector('[rel=manifest]').href).then((answer) => answer.text())")
    )
    assert manifest["lang"] == "fr"
    sizes = page.evaluate(
        """(icons) => Promise.all(icons.map(async ({ src }) => {
            const image = new Image();
            image.src = src;
            await image.decode();
            return image.naturalWidth > 0;
        }))""",
        manifest["icons"],
    )
    assert sizes == [True] * 4


# From the disk, without scripts, on paper


def test_it_works_from_the_disk(site, visit):
    page = visit((site / "index.html").as_uri())
    page.locator("#liste a", has_text="Les cinq processus").click()
    page.wait_for_url("**/01_processus.html")
    page.locator('.sio-map [data-part="P3"]:visible').first.click()
    page.get_by_role("searchbox", name="Chercher dans le cours").fill("messagerie")
    page.locator(".results a").first.wait_for()
    visit((site / "20_service.html").as_uri(), page)
    page.locator("[data-judge=page]").wait_for()
    visit((site / "enseignant" / "index.html").as_uri(), page)
    page.get_by_role("link", name="Les leçons").click()
    page.locator("#reprendre a", has_text="20 Un titre").wait_for()


def test_without_scripts_everything_that_is_text_reads(address, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}01_processus.html")
    assert page.locator("noscript p").first.bounding_box()["height"] > 0
    assert page.locator(".site-contents a").count() > 3
    assert page.locator("main img").first.evaluate("image => image.complete && image.naturalWidth > 0")
    page.locator("main summary").first.click()
    assert page.locator("main details[open]").count() == 1
    page.goto(f"{address}quiz.html")
    assert page.locator(".sio-paper li").first.is_visible()
    page.goto(f"{address}lecture.html#L061")
    assert page.locator("#L061 .tools li").first.is_visible()


def test_on_paper_a_page_is_the_document_alone(address, visit):
    page = visit(f"{address}20_service.html")
    page.emulate_media(media="print")
    for hidden in (".site-head", ".site-foot", ".sio-widget"):
        assert page.locator(hidden).first.is_hidden()
    assert page.locator(".sio-paper").is_visible()
    page.emulate_media(media="screen")
    page = visit(f"{address}01_processus.html", page)
    page.emulate_media(media="print")
    assert page.locator("main details").first.is_hidden()
    assert page.locator(".site-contents").is_hidden()


def test_a_title_is_text_and_rules_keep_scripts_out(address, visit):
    page = visit(f"{address}32 à moi.html")
    assert page.title().startswith(f"32 {NASTY}")
    page = visit(f"{address}index.html", page)
    assert page.locator("#reprendre a").inner_text().startswith(f"32 {NASTY}")
