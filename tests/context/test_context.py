"""The surroundings of the job: what the tables give, and their map."""

import json
import re
from pathlib import Path

from columns import html_words, standing, words_of
from conftest import change_table, plain

import sio_kit
from sio_kit.context.columns import context_map

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "06_contexte.ipynb"
NASTY = "Un lieu $x$ <b onclick=alert(1)>"


def test_each_row_stands_once_under_its_heading(ref):
    heads = {
        "environnements": "Ses environnements*",
        "cadres": "Où il travaille*",
        "roles": "Chez qui, et donc dans quel rôle*",
    }
    expected = [
        ("Le titulaire du diplôme", head, label)
        for table, head in heads.items()
        for label in ref.tables[table]["libelle"]
    ]
    people = (
        "Il exerce ses activités en relation avec les utilisateurs, les prestataires de services et les fournisseurs"
    )
    assert standing(context_map(ref)) == [*expected, ("Le titulaire du diplôme", "Avec qui*", people)]


def test_the_plain_text_says_the_same_in_the_same_order(ref):
    shown = sio_kit.show_figure(context_map, ref)
    assert words_of(repr(shown)) == html_words(shown)
    assert plain(shown).splitlines()[-1] == (
        "Référentiel du BTS SIO, Annexe I, L181 à L244 ; * ajouté par le kit, comme la disposition"
    )


def test_what_a_teacher_adds_is_text_and_marked_as_added(folder):
    change_table(folder, "cadres", lambda rows: [*rows, {**rows[0], "code": "autre", "libelle": NASTY}])
    change_table(folder, "environnements", lambda rows: rows[:1])
    change_table(folder, "conditions", lambda rows: rows[:1])
    shown = context_map(sio_kit.load_referential(folder))
    texts = [(head, text) for _, head, text in standing(shown)]
    assert ("Où il travaille*", f"{NASTY}*") in texts
    assert "Avec qui*" not in dict(texts)
    assert f"    - {NASTY}*\n" in repr(shown)
    assert "<b" not in shown._repr_html_()


def prose():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def test_the_lesson_counts_as_the_text_does(ref):
    """Nearly a third of the text, six headings of which five are environments, another list of five."""
    words = ref.passages["texte"].str.split().str.len()
    share = words[ref.passages["section"].str.startswith("II.2")].sum() / words.sum()
    assert 0.29 < share < 1 / 3
    assert "près d'un tiers du référentiel" in plain(prose()).lower()
    labels = ref.environnements["libelle"].tolist()
    assert (len(labels), sum(label.startswith("L'environnement") for label in labels)) == (6, 5)
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    listed = re.search(r"\((.*?)\)", texts["L186"])[1]
    assert len(re.split(r", | et ", listed)) == 5
    for name in [*labels, *re.split(r", | et ", listed)]:
        assert name in prose()
    versatile = ref.passages[ref.passages["texte"].str.contains("polyvalent")]
    assert versatile["id"].tolist() == ["L205"]


def test_each_word_to_look_for_finds_the_passage_that_the_class_hunts(ref):
    cards = re.findall(r"<summary>Carte d'aide : un mot à chercher</summary>(.*?)</details>", plain(prose()), re.DOTALL)
    hunted = [("L236", "L232"), ("L238", "L191"), ("L228", "L197")]
    assert len(cards) == len(hunted)
    for card, passages in zip(cards, hunted, strict=True):
        words = re.findall(r"`(.+?)`", card)
        for word, passage in zip(words, passages, strict=True):
            assert passage in ref.search(word)["id"].tolist()


def test_the_sheet_of_the_hunt_is_the_whole_part(ref):
    part = ref.section("Contexte professionnel")
    shown = ref.passages[ref.passages["section"].str.startswith("II.2") & (ref.passages["nature"] != "titre")]
    assert part["id"].tolist() == shown["id"].tolist()
