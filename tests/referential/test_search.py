"""Searching the passages as a French reader types."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.referential.search import SearchIndex


def found(ref, query):
    return ref.search(query)["id"].tolist()


def index(*texts, nature="paragraphe"):
    """Make an index of invented passages, L001, L002 and so on."""
    ids = [f"L{number:03d}" for number in range(1, len(texts) + 1)]
    passages = zip(ids, texts, strict=True)
    return SearchIndex([{"id": name, "section": "I", "nature": nature, "texte": text} for name, text in passages])


def test_the_columns_and_types(ref):
    frame = ref.search("messagerie")
    assert frame.columns.tolist() == ["id", "section", "texte", "score"]
    assert frame["score"].dtype == "int64"
    assert frame["id"].tolist() == ["L059", "L061", "L063"]
    assert frame["score"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("MESSAGERIE", "messagerie"),
        ("ecoresponsable", "éco-responsable"),
        ("eco responsable", "éco-responsable"),
        ("oeuvre", "œuvre"),
        ("l’infrastructure", "l'infrastructure"),
        ("infrastructure", "l'infrastructure"),
        ("serveurs", "serveur"),
        ("reseau", "réseaux"),
        ("patrimoines", "patrimoine"),
        ("e\N{COMBINING ACUTE ACCENT}quipements", "équipements"),
        ("« solutions »", "solutions"),
        ("travail", "travaux"),
    ],
)
def test_what_does_not_matter(ref, typed, same):
    assert found(ref, typed)
    assert found(ref, typed) == found(ref, same)


def test_each_ligature_apostrophe_and_plural_finds_the_other():
    texts = index("un chef-d’œuvre", "des tableaux", "un journal", "le réseau")
    for query, place in [
        ("chef d'oeuvre", "L001"),
        ("chef-d'œuvre", "L001"),
        ("tableau", "L002"),
        ("journaux", "L003"),
        ("réseaux", "L004"),
    ]:
        assert [row["id"] for row in texts.search(query)] == [place], query


def test_all_words_must_be_there(ref):
    both = set(found(ref, "logiciel serveur"))
    assert both == set(found(ref, "logiciel")) & set(found(ref, "serveur"))
    assert found(ref, "messagerie licorne") == []


def test_a_title_comes_before_a_sentence(ref):
    assert found(ref, "environnement juridique")[0] == "L234"
    assert ref.search("perspectives")["id"].tolist()[:2] == ["L134", "L171"]


def test_a_whole_word_counts_more_than_a_beginning():
    rows = index("les applications", "une appli", "rien").search("appli")
    assert [(row["id"], row["score"]) for row in rows] == [("L002", 3), ("L001", 2)]


def test_words_that_follow_each_other_count_more():
    rows = index("sécurité du poste et mise à jour", "mise à jour de sécurité").search("mise à jour de sécurité")
    assert rows[0]["id"] == "L002"


@pytest.mark.parametrize("query", ["", "  ", "!?…", "«»", ".*", "[", "()", "\\"])
def test_a_query_without_a_word_gives_an_empty_table(ref, query):
    frame = ref.search(query)
    assert frame.empty
    assert frame.columns.tolist() == ["id", "section", "texte", "score"]
    assert frame.dtypes.tolist() == ref.search("messagerie").dtypes.tolist()


def test_regular_expressions_are_ordinary_text(ref):
    assert found(ref, "serv.*") == found(ref, "serv")
    assert found(ref, "(P3") == found(ref, "p3")
    assert found(ref, "P[34]") == []


def test_a_limit_keeps_the_best(ref):
    assert ref.search("services", limit=3).equals(ref.search("services").head(3))
    assert ref.search("services", limit=0).empty


@pytest.mark.parametrize("query", [None, 3, ["messagerie"]])
def test_a_query_that_is_no_text(ref, query):
    with pytest.raises(sio_kit.ReferentialError, match="La recherche attend un texte entre guillemets"):
        ref.search(query)


@pytest.mark.parametrize("limit", [-1, 1.5, True, "3"])
def test_a_limit_that_is_no_number(ref, limit):
    with pytest.raises(sio_kit.ReferentialError, match="entier positif"):
        ref.search("services", limit=limit)


@settings(deadline=None)
@given(query=st.text(max_size=30))
def test_any_query_gives_passages_that_exist(ref, query):
    frame = ref.search(query)
    assert set(frame["id"]) <= set(ref.passages["id"])
    assert (frame["score"] > 0).all()


@settings(deadline=None)  # the first search makes the index
@given(data=st.data())
def test_a_piece_of_a_passage_finds_it(ref, data):
    row = data.draw(st.sampled_from(ref.passages.to_dict("records")))
    words = row["texte"].split()
    start = data.draw(st.integers(0, len(words) - 1))
    piece = " ".join(words[start : start + 4])
    if any(character.isalnum() for character in piece):
        hits = found(ref, piece)
        assert row["id"] in hits or not hits  # "l'" alone holds no word
