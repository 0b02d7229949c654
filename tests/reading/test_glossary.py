"""The glossary without a browser: which words, where they stand, the page to print."""

import json

import pytest
from conftest import change_table, loosen, plain

import sio_kit
from sio_kit.reading.glossary import entries, finder


def forget(folder, *tables):
    """Make a folder what it was before some tables came."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] not in tables]
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def found(words, text):
    return [text[start:end] for start, end, _ in finder(words)(text)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (["actifs"], "un actif, des actifs", ["actif"]),
        (["service"], "Services, puis service", ["Services"]),
        (["processus", "processus métier"], "Les processus métier et un processus", ["processus métier", "processus"]),
        (["solution applicative"], "des solutions applicatives", ["solutions applicatives"]),
        (["cadre"], "un encadrement, cadré", []),
        (["a+b (c)"], "soit a+b (c)", ["a+b (c)"]),
        (["s'engage"], "il s'engage.", ["s'engage"]),
        (["", " "], "rien", []),
        ([], "rien", []),
    ],
)
def test_a_word_is_found_once_whole_in_the_singular_or_the_plural(words, text, expected):
    assert found(words, text) == expected


def test_each_word_is_found_in_its_own_passage(ref):
    words = [row["mot"] for row in entries(ref)]
    find, texts = finder(words), {row["id"]: row["texte"] for row in ref.rows("passages")}
    for number, row in enumerate(entries(ref)):
        assert number in [each for *_, each in find(texts[row["passage"]])], row


def test_the_order_is_that_of_a_dictionary(folder):
    words = ["zone", "s'engage", "École", "eau", "édition"]
    change_table(folder, "glossaire", lambda rows: [{**rows[0], "mot": word} for word in words])
    assert [row["mot"] for row in entries(sio_kit.load_referential(folder))] == [
        "eau", "École", "édition", "s'engage", "zone"
    ]  # fmt: skip


def test_an_older_folder_has_the_kits_glossary_and_another_text_none(ref, folder):
    forget(folder, "glossaire", "blocs")
    older = sio_kit.load_referential(folder)
    assert older.borrowed == ("glossaire", "blocs")
    assert entries(older) == entries(ref)
    change_table(folder, "passages", lambda rows: [row for row in rows if row["id"] != "L109"])
    change_table(folder, "interventions", lambda rows: [row for row in rows if row["passage"] != "L109"])
    other = sio_kit.load_referential(folder)
    assert entries(other) == []
    assert sio_kit.widgets.Reader(other).get_state()["_glossary"] == []
    with pytest.raises(sio_kit.ReferentialError) as caught:
        sio_kit.figures.glossary(other)
    assert plain(caught.value).startswith("La table « glossaire » manque dans ce dossier")


def test_the_page_says_every_word_and_what_is_added(ref):
    page = sio_kit.figures.glossary(ref)
    said, html = plain(page).splitlines(), page._repr_html_()
    rows = entries(ref)
    assert len(said) == len(rows) + 1
    assert said[-1].endswith("ce qui en est dit est ajouté par le kit.")
    for line, row in zip(said, rows, strict=False):
        assert line.startswith(f"{row['mot']} ({row['passage']}) : ")
        for column in ("definition", "exemple", "piege"):
            assert plain(row[column]) in line
    assert html.count("<li>") == html.count("<b>") == len(rows)


def test_words_that_are_not_in_their_passage_are_marked_and_texts_stay_texts(folder):
    loosen(folder)
    row = {"mot": "<b>nuage</b>", "definition": "<i>", "exemple": "&", "piege": "", "passage": "L017"}
    change_table(folder, "glossaire", lambda _: [row])
    page = sio_kit.figures.glossary(sio_kit.load_referential(folder))
    assert plain(page).startswith("<b>nuage</b>* (L017) : <i> Ex. : &\n")
    assert "<b>&lt;b&gt;nuage&lt;/b&gt;*</b> (L017)\xa0: &lt;i&gt; <em>Ex.\xa0: &amp;</em></li>" in page._repr_html_()
