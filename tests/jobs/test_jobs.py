"""The adverts and their reading, without a browser."""

from collections import Counter

import pytest
from conftest import change_table, plain

import sio_kit
from sio_kit import ReferentialError
from sio_kit.jobs.model import adverts
from sio_kit.widgets import AdvertReader


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


def test_the_pieces_of_an_advert_are_its_text(ref):
    for each in adverts(ref):
        assert "".join(part.text for part in each.parts) == each.text
        assert sum(part.passages is not None for part in each.parts) >= 6


def test_one_advert_alone_is_shown_and_said(ref):
    reader = AdvertReader(ref, "journee-theo")
    assert [each["code"] for each in reader.get_state()["_adverts"]] == ["journee-theo"]
    assert "Une journée de Théo, développeur (La mairie de Montbrelle) : 8 h 30." in plain(reader)
    assert "<u>programme le calcul du tarif</u>" in reader.paper
    assert "L143" not in reader.paper
    assert "programme le calcul du tarif : L143." in plain(reader.paper_answers)
    with pytest.raises(ReferentialError) as caught:
        AdvertReader(ref, "boulangerie")
    assert plain(caught.value).startswith("L'annonce « boulangerie » n'existe pas. Annonces : mairie-technicien,")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("phrase", "volez", "la phrase « volez » n'y est pas, ou pas dans cet ordre"),
        ("passages", "L999", "le passage « L999 » n'existe pas"),
    ],
)
def test_a_teachers_reading_that_does_not_fit_is_named(folder, column, cell, said):
    change_table(folder, "lectures", lambda rows: [{**rows[0], column: cell}])
    with pytest.raises(ReferentialError) as caught:
        AdvertReader(sio_kit.load_referential(folder))
    assert plain(caught.value) == f"Table « lectures », annonce « mairie-technicien » : {said}."


def test_an_advert_that_nobody_has_read_and_a_reading_without_advert_are_taken(folder):
    change_table(folder, "annonces", lambda rows: [{**rows[0], "code": "neuve", "texte": "Un <b>."}])
    reader = AdvertReader(sio_kit.load_referential(folder))
    assert reader.get_state()["_adverts"][0]["parts"] == []
    assert "Un &lt;b&gt;." in reader.paper
    change_table(folder, "annonces", lambda _: [])
    with pytest.raises(ReferentialError, match="Il n'y a aucune annonce à lire"):
        AdvertReader(sio_kit.load_referential(folder))
