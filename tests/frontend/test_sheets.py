"""The sheets that pages show of what is chosen."""

from conftest import plain

from sio_kit.frontend.sheets import sheet


def test_a_quotation_that_the_next_entry_repeats_stands_once():
    first, second = ({"text": code, "quote": "la phrase", "passage": "L001"} for code in ("P1", "P2"))
    other = {"quote": "une autre", "passage": "L002"}
    (block,) = sheet("Titre", [("Liens", [first, second, other, other])])["blocks"]
    assert block["entries"] == [{"text": "P1"}, second, other]


def test_what_says_nothing_is_left_out_and_titles_are_french():
    shown = sheet("Étape 1 : qui ?", [("P1 Production", [{}, {}]), ("« oui »", [{"text": "a"}])])
    assert plain(shown["title"]) == "Étape 1 : qui ?" != shown["title"]
    assert [block["entries"] for block in shown["blocks"]] == [[], [{"text": "a"}]]
