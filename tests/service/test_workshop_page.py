"""The workshop's board in a page without a kernel: told by mouse, by touch and by keys; judged by the page's own Python."""

import json

import pytest
from pages import accessibility_faults, drop, each_screen, notebook_of, overflowing
from working import begin, button, open_file, saved, sheet, work

from sio_kit.course.document.html import STATE, document_html
from sio_kit.service.form import ServiceWorkshop

HOSTILE = "<img src=x onerror=alert(1)> **gras** | ` \\"


@pytest.fixture
def page(open_widget, ref):
    return open_widget(ServiceWorkshop(ref))


def add(page, code, phase="production"):
    """Add a step at the end of a part, and leave the focus in its text."""
    page.locator(f"[aria-label^='Ajouter une étape de {code} '][aria-label$='({phase})']").click()


def tell(page, code, words, phase="production", caller=""):
    add(page, code, phase)
    page.keyboard.type(words)
    if caller:
        page.locator(".sio-card:focus-within select[aria-label='Appelé par']").select_option(caller)


def cards(page):
    """Return what each card says: its number and process, and its words."""
    return [
        (card.locator(".sio-handle").inner_text(), card.locator("textarea").input_value())
        for card in page.locator(".sio-card").all()
    ]


def told(page, sentence):
    page.locator(".sio-judged").get_by_text(sentence).first.wait_for()


def test_a_service_is_told_judged_saved_and_opened_again(page, tmp_path):
    page.get_by_role("textbox", name="Nom du service").fill("Le Wi-Fi")
    tell(page, "P1", "recueillir les besoins de l'accueil")
    tell(page, "P3", "installer une borne")
    told(page, "P3 agit quand P1 ou P2 fait appel à lui")
    assert page.locator(".sio-card").nth(1).locator("li[data-rank='fault']").count() == 1
    page.locator(".sio-card").nth(1).locator("textarea").focus()
    page.locator(".sio-card").nth(1).locator("select[aria-label='Appelé par']").select_option("P1")
    page.locator("li[data-rank='fault']").first.wait_for(state="detached")
    tell(page, "P2", HOSTILE, "fourniture")
    told(page, "L'étape 3 fournit le service, et l'outil ne trouve pas l'étape qui le met à disposition")
    assert page.locator("img").count() == 0
    path = saved(page, tmp_path)
    assert path.name == "mon_service.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert [(step["processus"], step["appelant"], step["phase"]) for step in data["etapes"]] == [
        ("P1", "", "production"),
        ("P3", "P1", "production"),
        ("P2", "", "fourniture"),
    ]
    assert data["etapes"][2]["action"] == HOSTILE

    begin(page, "Une feuille blanche")
    assert cards(page) == []
    open_file(page, path)
    assert cards(page)[1] == ("2 P3", "installer une borne")
    button(page, "Annuler").click()
    assert cards(page) == []
    button(page, "Rétablir").click()
    assert len(cards(page)) == 3


def test_keys_alone_are_enough(page):
    page.get_by_role("textbox", name="Nom du service").focus()
    while page.evaluate("document.activeElement.textContent") != "+ P4":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("développer")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("essayer")
    assert cards(page) == [("1 P4", "développer"), ("2 P4", "essayer")]
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert cards(page) == [("1 P3", "essayer"), ("2 P4", "développer")]
    assert page.evaluate("document.activeElement.textContent") == "1 P3"
    page.keyboard.press("Control+z")
    assert cards(page) == [("1 P4", "essayer"), ("2 P4", "développer")]
    page.keyboard.press("Delete")
    assert cards(page) == [("1 P4", "développer")]
    for _ in range(6):
        page.keyboard.press("Control+z")
    page.keyboard.press("Control+y")
    assert cards(page) == [("1 P4", "")]


def middle(node):
    box = node.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_mouse_adds_moves_and_calls(page):
    page.set_viewport_size({"width": 1280, "height": 1300})
    tell(page, "P1", "un")
    tell(page, "P4", "deux")
    rows = page.locator(".sio-row")
    rows.nth(0).locator("[data-lane=P2]").click()
    page.keyboard.type("trois")
    assert cards(page) == [("1 P1", "un"), ("2 P2", "trois"), ("3 P4", "deux")]

    page.mouse.move(*middle(rows.nth(2).locator("[data-lane=P1]")))
    page.mouse.down()
    page.mouse.move(*middle(rows.nth(2).locator(".sio-card")), steps=8)
    page.mouse.up()
    assert [step["appelant"] for step in work(page)["etapes"]] == ["", "", "P1"]
    assert rows.nth(2).locator(".sio-call").is_visible()
    assert len(cards(page)) == 3, "a call that is drawn adds no step"

    page.mouse.move(*middle(rows.nth(0).locator("[data-lane=P3]")))
    page.mouse.down()
    page.mouse.move(*middle(rows.nth(0).locator("[data-lane=P4]")), steps=4)
    page.keyboard.press("Escape")
    page.mouse.move(*middle(rows.nth(0).locator("[data-lane=P3]")), steps=4)
    page.mouse.up()
    assert len(cards(page)) == 3, "a drag that is given up adds no step"

    page.mouse.move(*middle(rows.nth(2).locator(".sio-handle")))
    page.mouse.down()
    x, _ = middle(rows.nth(0).locator("[data-lane=P5]"))
    page.mouse.move(x, rows.nth(0).bounding_box()["y"] + 4, steps=8)
    page.mouse.up()
    assert cards(page) == [("1 P5", "deux"), ("2 P1", "un"), ("3 P2", "trois")]

    for target in (middle(page.locator(".sio-title")), middle(page.locator(".sio-add").last.get_by_text("+ P2"))):
        page.mouse.move(*middle(rows.nth(0).locator(".sio-handle")))
        page.mouse.down()
        page.mouse.move(*target, steps=8)
        page.mouse.up()
        if target[1] < page.locator(".sio-board").bounding_box()["y"]:
            assert cards(page)[0] == ("1 P5", "deux"), "let go elsewhere, it stays"
    assert cards(page) == [("1 P1", "un"), ("2 P2", "trois"), ("3 P2", "deux")]
    assert work(page)["etapes"][2]["phase"] == "fourniture"


def test_a_finger_moves_a_card_on_a_phone(open_widget, ref):
    page = open_widget(ServiceWorkshop(ref), width=390, height=844, has_touch=True, is_mobile=True)
    for words in ("un", "deux", "trois"):
        tell(page, "P1", words)
    handle = page.locator(".sio-handle").nth(2)
    handle.scroll_into_view_if_needed()
    start = middle(handle)
    _, top = middle(page.locator(".sio-row").nth(0).locator(".sio-card"))
    finger = page.context.new_cdp_session(page)

    def touch(kind, *points):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", start)
    for step in range(1, 11):
        touch("touchMove", (start[0], start[1] + (top - 60 - start[1]) * step / 10))
    touch("touchEnd")
    page.wait_for_function("document.querySelector('.sio-card textarea').value === 'trois'")
    assert [words for _, words in cards(page)] == ["trois", "un", "deux"]


def test_a_step_quotes_passages_that_the_sheet_shows(page, ref):
    tell(page, "P1", "recueillir les besoins")
    page.locator(".sio-card .sio-menu summary").click()
    button(page, "Citer un passage").click()
    page.get_by_role("searchbox").fill("L053")
    page.locator(".sio-passages button", has=page.locator("strong", has_text="L053")).click()
    assert page.locator(".sio-cited").inner_text().startswith("cite L053")
    text = next(row["texte"] for row in ref.rows("passages") if row["id"] == "L053")
    shown = sheet(page).inner_text()
    assert "Passages cités" in shown
    assert text[:40] in shown
    with page.expect_download() as download:
        button(page, "Fichier Markdown").click()
    assert download.value.suggested_filename == "mon_service.md"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Fiche à rendre"
    button(page, "Ne plus citer L053").click()
    assert work(page)["etapes"][0]["citations"] == []


def test_the_sheet_is_printed_alone(page):
    # Chromium without windows prints nothing: what it would print is noted instead.
    page.context.add_init_script("window.print = () => { top.printed = [document.title, document.body.innerText]; }")
    page.reload()
    tell(page, "P1", f"recueillir {HOSTILE}")
    sheet(page)
    button(page, "Imprimer").click()
    title, text = page.evaluate("top.printed")
    assert title == "Service sans nom"
    assert f"recueillir {HOSTILE}" in text
    assert "Enregistrer" not in text


def test_words_that_change_are_no_quotation_any_more(page):
    begin(page, "(exemple du référentiel)")
    assert page.locator(".sio-cited", has_text="mot pour mot").count() == 16
    page.locator(".sio-card textarea").first.press_sequentially("!")
    assert page.locator(".sio-cited", has_text="mot pour mot").count() == 15
    assert work(page)["etapes"][0]["passage"] == "ajouté"


def test_a_reload_gives_the_work_back_and_a_blank_sheet_forgets_it(page):
    tell(page, "P1", "recueillir les besoins")
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert cards(page) == [("1 P1", "recueillir les besoins")]
    begin(page, "Une feuille blanche")
    assert work(page) is None
    page.reload()
    told(page, "Le service n'a pas encore d'étape")
    assert cards(page) == []


def test_what_cannot_be_kept_or_read_is_said_and_changes_nothing(page):
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); } }")
    tell(page, "P1", "recueillir")
    page.get_by_text("Ce navigateur ne peut pas garder votre travail").wait_for()
    for name, text, said in [
        ("a.json", "{", "Le fichier « a.json » est abîmé : ce n'est pas du JSON"),
        ("b.json", '{"format": "sio_kit/choix", "version": 1}', "n'est pas un travail de cette sorte"),
        ("c.json", '{"format": "sio_kit/service", "version": 99}', "vient d'un kit plus récent"),
        ("d.json", '{"format": "sio_kit/service", "version": 1, "nom": 3, "etapes": []}', "ses étapes sont illisibles"),
    ]:
        drop(page, name, text)
        page.locator(".sio-status", has_text=said).wait_for()
    assert cards(page) == [("1 P1", "recueillir")]


def test_what_the_browser_keeps_is_never_written_over(page):
    tell(page, "P1", "un long travail")
    work(page)
    # A page whose Python does not start: the work cannot be read back, and the student types all the same.
    page.context.add_init_script(
        "if (!sessionStorage.seen) { delete globalThis.WebAssembly; sessionStorage.seen = 1; }"
    )
    page.reload()
    page.get_by_text("Ce navigateur ne peut pas faire de remarques").wait_for()
    tell(page, "P2", "autre chose")
    assert work(page)["etapes"][0]["action"] == "autre chose"
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert cards(page) == [("1 P2", "autre chose")]
    button(page, "Le reprendre").click()
    page.wait_for_function("document.querySelector('.sio-card textarea').value === 'un long travail'")
    assert cards(page) == [("1 P1", "un long travail")]
    button(page, "Le reprendre").click()
    page.wait_for_function("document.querySelector('.sio-card textarea').value === 'autre chose'")
    button(page, "L'oublier").click()
    page.reload()
    page.get_by_text("Votre travail est revenu").wait_for()
    assert button(page, "Le reprendre").count() == 0


def test_two_workshops_of_a_page_keep_a_work_each(open_page, ref, tmp_path):
    notebook = notebook_of(ServiceWorkshop(ref), ServiceWorkshop(ref))
    other = notebook.metadata["widgets"][STATE]["state"]["m1"]["state"]
    other["_said"] = "Un autre formulaire."  # a document shows twice what is the same twice
    path = tmp_path / "deux.html"
    path.write_text(document_html(notebook, "Deux", "Édition"), encoding="utf-8")
    page = open_page()
    page.goto(path.as_uri())
    names = page.get_by_role("textbox", name="Nom du service")
    for place, name in enumerate(("le premier", "le second")):
        names.nth(place).fill(name)
    page.reload()
    page.get_by_text("Votre travail est revenu").nth(1).wait_for()
    assert [names.nth(place).input_value() for place in (0, 1)] == ["le premier", "le second"]


def test_a_menu_is_whole_and_above_the_cards(open_widget, ref):
    for width, height in ((1280, 720), (390, 700)):
        page = open_widget(ServiceWorkshop(ref), width=width, height=height)
        for words in ("un", "deux", "trois", "quatre"):
            tell(page, "P1", words)
        menus = page.locator(".sio-card .sio-menu summary")
        menus.nth(0).click()
        for each in page.locator(".sio-menu[open] button").all():
            each.click(trial=True)
        box = page.locator(".sio-menu[open] .sio-menu-list").bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        page.locator(".sio-title").click()
        assert page.locator(".sio-menu[open]").count() == 0
        menus.nth(1).click()
        button(page, "Supprimer").click()
        assert [words for _, words in cards(page)] == ["un", "trois", "quatre"]


def test_a_dialog_and_the_files_name_have_their_own_undo(page):
    tell(page, "P1", "un")
    page.locator(".sio-card .sio-menu summary").click()
    button(page, "Citer un passage").click()
    page.keyboard.type("besoin")
    page.keyboard.press("Control+z")
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Fichier").press("Control+z")
    assert cards(page) == [("1 P1", "un")]


def test_what_is_typed_after_a_pause_is_undone_alone(page):
    page.clock.install()
    tell(page, "P1", "un")
    page.clock.run_for(2_000)
    page.keyboard.type(" deux")
    button(page, "Annuler").click()
    assert cards(page) == [("1 P1", "un")]


def test_two_tabs_keep_a_work_each(page):
    tell(page, "P1", "le mien")
    work(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_text("Votre travail est revenu").wait_for()
    other.locator(".sio-card textarea").fill("celui de l'autre")
    other.evaluate("dispatchEvent(new Event('pagehide'))")
    page.get_by_text("Un autre onglet garde un travail de même nom").wait_for()
    tell(page, "P1", "encore le mien")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    kept = page.evaluate(
        "Object.values(localStorage).map((text) => JSON.parse(text).work.etapes.map((step) => step.action))"
    )
    assert sorted(kept) == [["celui de l'autre"], ["le mien", "encore le mien"]]


def test_two_hundred_long_steps(page):
    step = {
        "processus": "P1",
        "appelant": "",
        "phase": "production",
        "action": "mot " * 500,
        "passage": "ajouté",
        "motif": "",
    }
    drop(page, "long.json", json.dumps({"format": "sio_kit/service", "version": 1, "nom": "", "etapes": [step] * 200}))
    page.get_by_text("Repris : « long.json »").wait_for()
    told(page, "L'étape 200 répète l'étape 1.")
    page.locator(".sio-card textarea").last.fill("une autre fin")
    page.locator(".sio-judged").get_by_text("L'étape 200 répète l'étape 1.").wait_for(state="detached")


def test_everyone_can_use_it_at_every_size(page):
    begin(page, "(exemple du référentiel)")
    page.locator(".sio-card").first.locator("textarea").fill("un changement assez long pour tenir sur plusieurs lignes")
    for look in each_screen(page):
        assert accessibility_faults(page, ".sio-form") == [], look
        assert overflowing(page, ".sio-form") == [], look
