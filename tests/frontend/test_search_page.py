"""The pages' search has the same words, and finds the same passages, as the one in Python."""

from pathlib import Path

import pytest

from sio_kit.frontend import base
from sio_kit.referential.search import split_words, stem

LOAD = """async (code) => {
    window.search = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
}"""
ODD = "Éco-responsable, l’œuvre d'ART ; « jusqu'à » 3e_2 : NAÏVETÉ\N{NO-BREAK SPACE}! travaux journaux BUREAUX gaz s x-y-z"


@pytest.fixture
def search_page(open_page):
    page = open_page()
    page.evaluate(LOAD, Path(base.__file__).with_name("search.js").read_text(encoding="utf-8"))
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
    texts = ref.passages["texte"].tolist()
    found = search_page.evaluate("([query, texts]) => [...search.searcher(texts)(query)]", [query, texts])
    numbers = [number for number, _ in found]
    assert set(ref.passages["id"].iloc[numbers]) == set(ref.search(query)["id"])
    asked = split_words(query)
    for number, spans in found:
        for start, end in spans:
            words = split_words(texts[number][start:end])
            joined = split_words(texts[number][start:end].replace("-", ""))
            assert any(word.startswith(one) or stem(word) == stem(one) for word in [*words, *joined] for one in asked)


def test_a_query_without_words_finds_nothing_in_particular(search_page):
    assert search_page.evaluate("search.searcher(['un texte'])(' ; ')") is None
