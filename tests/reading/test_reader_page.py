"""The reader in a page: read, search, quote, by mouse and keyboard, without a kernel."""

from functools import partial

import pytest
from conftest import change_table, plain
from pages import (
    accessibility_faults,
    each_screen,
    overflowing,
)

import sio_kit
from sio_kit.widgets import Reader


@pytest.fixture
def reader_page(ref, open_widget):
    """Return a function that opens the reader in a page without a kernel."""
    return partial(open_widget, Reader(ref))


def reader(page):
    return page.locator(".sio-reader").first


def field(page):
    return reader(page).get_by_role("searchbox", name="Chercher")


def line(page, passage):
    return reader(page).locator(f'.sio-text-line[data-id="{passage}"]')


def chosen(page):
    # What is out of sight has no inner text: its rendering is put off.
    return reader(page).locator('.sio-number[aria-pressed="true"]').all_text_contents()


def counted(page):
    return plain(reader(page).locator(".sio-count").inner_text())


def test_search_as_one_types_finds_what_python_finds(reader_page, ref):
    page = reader_page()
    field(page).press_sequentially("securite")
    expected = sorted(ref.search("securite")["id"])
    assert counted(page) == f"{len(expected)} passages"
    found = []
    for number in range(len(expected)):
        page.keyboard.press("Enter")
        assert counted(page) == f"{number + 1} sur {len(expected)} passages"
        found += chosen(page)
        line(page, found[-1]).locator("mark", has_text="sécurité").first.wait_for()
    assert found == expected
    page.keyboard.press("Enter")
    assert chosen(page) == expected[:1]
    page.keyboard.press("Shift+Enter")
    assert chosen(page) == expected[-1:]
    field(page).fill("zèbre")
    assert counted(page) == "Rien : essayez un autre mot."
    page.keyboard.press("Escape")
    assert field(page).input_value() == ""
    assert counted(page) == ""
    assert reader(page).locator("mark").count() == 0


def test_a_passage_is_quoted_with_its_reference(reader_page):
    page = reader_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line(page, "L095").click()
    assert "[sic]" in line(page, "L095").text_content()
    reader(page).get_by_role("button", name="Citer").click()
    reader(page).get_by_text("Copié, avec sa référence.").wait_for()
    copied = plain(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("« Dans le cadre de ce référentiel, les activités d'un technicien supérieur")
    assert "les deux option [sic] du diplôme :" in copied
    assert copied.endswith("» (Référentiel du BTS SIO, Annexe I, II.1, L095)")
    line(page, "L145").click()
    assert "Interventions : la rédaction de la documentation" in plain(
        reader(page).locator(".sio-tools").text_content()
    )


def test_the_contents_fold_and_lead(reader_page, ref):
    page = reader_page()
    contents = reader(page).get_by_role("navigation", name="Sommaire")
    title = ref.sections.set_index("code")["titre"]["II.2.3"]
    contents.get_by_role("button", name=title, exact=True).click()
    assert chosen(page) == ["L212"]
    fold = contents.get_by_role("button", name=f"Replier {title}")
    assert contents.get_by_role("button", name="L'environnement juridique", exact=True).is_visible()
    fold.focus()
    page.keyboard.press("Enter")
    assert not contents.get_by_role("button", name="L'environnement juridique", exact=True).is_visible()
    contents.get_by_role("button", name=f"Déplier {title}").click()
    assert contents.get_by_role("button", name="L'environnement juridique", exact=True).is_visible()
    assert contents.locator("li").count() == len(ref.sections) - 2


def test_the_keyboard_alone_is_enough(reader_page):
    page = reader_page()
    line(page, "L142").click()
    number = line(page, "L142").locator(".sio-number")
    number.focus()
    page.keyboard.press("ArrowDown")
    assert chosen(page) == ["L143"]
    assert page.evaluate("document.activeElement.textContent") == "L143"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == ["L140"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Citer"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    assert chosen(page) == []


# The glossary


def glossary(page):
    return reader(page).get_by_role("button", name="Glossaire")


def word(page, passage, name):
    return line(page, passage).get_by_role("button", name=name, exact=True)


def told(page):
    return [plain(text) for text in reader(page).locator(".sio-told").all_inner_texts()]


def test_a_word_is_explained_where_it_stands_once_it_is_asked_for(reader_page, ref):
    page = reader_page()
    assert reader(page).locator(".sio-word").count() == 0
    glossary(page).click()
    assert glossary(page).get_attribute("aria-pressed") == "true"
    row = ref.glossaire.set_index("mot").loc["système d'information"]
    word(page, "L025", "système d'information").click()
    assert chosen(page) == ["L025"]
    (said,) = told(page)
    for column in ("definition", "exemple", "piege"):
        assert plain(row[column]) in said
    assert "Ajouté par le kit." in said
    word(page, "L025", "support").click()
    assert [text.split(" :")[0] for text in told(page)] == ["support"]
    reader(page).locator(".sio-told").get_by_role("button", name="L023").click()
    assert (chosen(page), told(page)) == (["L023"], [])
    assert line(page, "L023").locator(".sio-words").inner_text() == ref.passages.set_index("id")["texte"]["L023"]
    glossary(page).click()
    assert reader(page).locator(".sio-word").count() == 0


def test_the_glossary_needs_no_mouse(reader_page):
    page = reader_page()
    glossary(page).focus()
    page.keyboard.press("Space")
    line(page, "L027").locator(".sio-number").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == ["L027"]
    page.keyboard.press("Tab")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == "processus métier"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert word(page, "L027", "processus métier").get_attribute("aria-expanded") == "true"
    assert "organisations clientes" in told(page)[0]
    page.keyboard.press("Escape")
    assert told(page) == []
    assert (page.evaluate(focused), chosen(page)) == ("processus métier", ["L027"])
    page.keyboard.press("Space")
    assert len(told(page)) == 1
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate(focused) == "conformité"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "L044"
    page.keyboard.press("Escape")
    assert (page.evaluate(focused), told(page)) == ("processus métier", [])
    assert page.locator('.sio-word[tabindex="0"]').evaluate_all("words => words.length") == 5


def test_words_searched_for_and_explained_go_together(reader_page):
    page = reader_page()
    glossary(page).click()
    field(page).fill("information")
    line(page, "L025").locator(".sio-word mark").wait_for()
    assert plain(word(page, "L025", "système d'information").inner_text()) == "système d'information"
    word(page, "L025", "système d'information").click()
    field(page).fill("besoin")
    assert told(page) == []
    line(page, "L025").locator("mark", has_text="besoin").wait_for()
    word(page, "L025", "adapter").click()
    assert told(page)[0].startswith("adapter :")


def test_everyone_can_use_it_at_every_size_with_the_glossary_or_without(reader_page):
    page = reader_page()
    for screen in each_screen(page):
        field(page).fill("service")
        line(page, "L061").click()
        assert overflowing(page, ".sio-reader") == [], screen
    glossary(page).click()
    for screen in each_screen(page):
        line(page, "L212").locator(".sio-number").click()
        word(page, "L214", "environnement").click()
        assert len(told(page)) == 1, screen
        assert overflowing(page, ".sio-reader") == [], screen
        # What is searched for, chosen and explained is all in sight; a lesson's document shows the reader without.
        assert reader(page).locator("mark").count() > 0, screen
        assert accessibility_faults(page, ".sio-reader") == [], screen


def test_a_folder_without_a_glossary_has_no_button_and_texts_stay_texts(folder, open_widget):
    rows = [
        {
            "mot": "intervenant",
            "definition": "<img src=x onerror=alert(1)>",
            "exemple": "<b>",
            "piege": "",
            "passage": "L017",
        }
    ]
    change_table(folder, "glossaire", lambda _: rows)
    page = open_widget(Reader(sio_kit.load_referential(folder)))
    glossary(page).click()
    word(page, "L017", "intervenant").click()
    assert "<img src=x onerror=alert(1)>" in told(page)[0]
    assert reader(page).locator("img").count() == 0
    change_table(folder, "glossaire", lambda _: [])
    page = open_widget(Reader(sio_kit.load_referential(folder)))
    assert glossary(page).count() == 0
