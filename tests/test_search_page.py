"""The pages' search has the same words, and finds the same passages, as the one in Python."""

import pytest

from sio_kit.search import split_words, stem
from sio_kit.widgets.front_end import FOLDER

LOAD = """async (code) => {
    window.search = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
}"""
ODD = "Éco-responsable, l’œuvre d'ART ; « jusqu'à » 3e_2 : NAÏVETÉ\N{NO-BREAK SPACE}! travaux journaux BUREAUX gaz s x-y-z"


@pytest.fixture
def search_page(open_page):
    page = open_page()
    page.evaluate(LOAD, (FOLDER / "search.js").read_text(encoding="utf-8"))
    return page


def test_the_words_are_the_same(search_page, ref):
    texts = [*ref.passages["texte"], ODD]
    found = search_page.evaluate("texts => texts.map(text => search.splitWords(text))", texts)
    for text, words in zip(texts, found, strict=True):
        assert [word["word"] for word in words] == split_words(text)
        assert [word["stem"] for word in words] == [stem(word) for word in split_words(text)]
        for word in words:
            assert split_words(text[word["start"] : word["end"]]) == [word["word"]]


@pytest.mark.parametrize(
    "query",
    [
        "messagerie",
        "securite systeme",
        "reseaux",
        "ecoresponsable",
        "éco-responsable",
        "l'organisation cliente",
        "travail",
        "p",
        "a b",
        "œuvre",
        "service informatiques",
        "métier proces",
    ],
)
def test_the_same_passages_are_found(search_page, ref, query):
    found = search_page.evaluate(
        """([query, texts]) => texts.map((text) =>
            search.matches(search.splitWords(query), search.splitWords(text, true)) !== null)""",
        [query, ref.passages["texte"].tolist()],
    )
    assert set(ref.passages["id"][found]) == set(ref.search(query)["id"])
