"""The adverts and their reading, without a browser."""

from collections import Counter

import pytest


def test_the_adverts_are_those_that_a_class_needs(ref):
    kinds = Counter((row["nature"], row["option"]) for row in ref.rows("annonces"))
    assert kinds == {
        ("annonce", "A"): 3,
        ("annonce", "B"): 2,
        ("annonce", "A et B"): 1,
        ("portrait", "A"): 1,
        ("portrait", "B"): 1,
    }


def test_each_phrase_stands_once_in_its_advert_and_in_order(ref):
    texts = {row["code"]: row["texte"] for row in ref.rows("annonces")}
    assert {row["annonce"] for row in ref.rows("lectures")} == set(texts)
    for code, text in texts.items():
        phrases = [row["phrase"] for row in ref.rows("lectures", by="ordre") if row["annonce"] == code]
        places = [text.find(phrase) for phrase in phrases]
        assert places == sorted(places), code
        assert [text.count(phrase) for phrase in phrases] == [1] * len(phrases), code


@pytest.mark.parametrize("option", ["A", "B"])
def test_an_advert_of_an_option_is_read_with_its_interventions(ref, option):
    own, other = (
        {row["passage"] for row in ref.rows("interventions") if (row["option"] == option) is mine}
        for mine in (True, False)
    )
    codes = [row["code"] for row in ref.rows("annonces") if row["option"] == option]
    assert codes
    for code in codes:
        named = {each for row in ref.rows("lectures") if row["annonce"] == code for each in row["passages"].split()}
        assert len(named & own) >= 3, code
        assert not named & other, code


def test_one_advert_asks_for_more_than_the_text_has_and_one_suits_both_options(ref):
    missing = Counter(row["annonce"] for row in ref.rows("lectures") if not row["passages"])
    assert missing.most_common(1) == [("salles-exploitation", 3)]
    assert set(missing) == {row["code"] for row in ref.rows("annonces")}
    both = {"L111", "L147", "L110", "L146", "L112", "L148"}
    named = {
        p for row in ref.rows("lectures") if row["annonce"] == "mediatheque-support" for p in row["passages"].split()
    }
    assert both <= named
