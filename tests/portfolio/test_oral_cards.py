"""The cards to tell a situation: what the tables hold, what Python sets, and the page alone."""

import pytest
from conftest import change_table, loosen, plain
from pages import accessibility_faults, each_screen, overflowing
from working import button, press

import sio_kit
from sio_kit import ReferentialError
from sio_kit.portfolio.widget import OralCards

NASTY = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(open_widget, ref):
    return open_widget(OralCards(ref, seed=1))


def card(page):
    return plain(page.locator(".sio-oral-question").inner_text())


# The tables


def test_three_answers_of_each_level_go_with_some_cards(ref):
    oral = OralCards(ref)
    answered = [each for each in oral._cards if each["answers"]]
    assert len(answered) == 3
    for each in answered:
        assert [answer["niveau"][2:] for answer in each["answers"]] == ["faible", "correcte", "bonne"]
        lengths = [len(answer["texte"]) for answer in each["answers"]]
        assert lengths[2] > max(lengths[:2])
    assert len(oral._cards) == len({each["question"] for each in oral._cards}) == 22
    assert all(each["quote"] for each in oral._cards)


def test_everything_is_marked_as_added_and_printed(ref):
    oral = OralCards(ref)
    assert "ajoutées par le kit" in oral._source
    assert oral.paper.count("<tr>") == 22 + 5 + 2
    assert "Dans quel processus étiez-vous" in oral.alternative


def test_a_teachers_own_cards_are_shown_as_text(folder):
    change_table(folder, "cartes_oral", lambda rows: [{**rows[0], "question": NASTY}])
    change_table(folder, "reponses_oral", lambda rows: rows[:0])
    oral = OralCards(sio_kit.load_referential(folder))
    assert "&lt;img" in oral.paper
    assert "<img" not in oral.paper


# Python


def test_a_card_and_levels_can_be_set(ref):
    oral = OralCards(ref)
    oral.card, oral.levels, oral.situation = "appelant", {"preuves": 4}, "La borne"
    with pytest.raises(ReferentialError, match=r"La carte «.x.» n'existe pas"):
        oral.card = "x"
    with pytest.raises(ReferentialError, match=r"Le critère «.x.» n'existe pas"):
        oral.levels = {"x": 1}
    for level in (0, 5, "3", True):
        with pytest.raises(ReferentialError, match="Donnez un nombre de 1 à 4"):
            oral.levels = {"preuves": level}
    assert (oral.card, oral.levels) == ("appelant", {"preuves": 4})


@pytest.mark.parametrize("minutes", [10, (10,), (0, 5), (5, 61), ("5", 5), None])
def test_times_that_are_none(ref, minutes):
    with pytest.raises(ReferentialError, match="deux nombres entiers de 1 à 60"):
        OralCards(ref, minutes=minutes)


def test_a_table_without_cards_is_said(folder):
    loosen(folder)
    for table in ("reponses_oral", "cartes_oral"):
        change_table(folder, table, lambda rows: rows[:0])
    with pytest.raises(ReferentialError, match=r"La table «.cartes_oral.» n'a aucune carte"):
        OralCards(sio_kit.load_referential(folder))


def test_a_seed_gives_the_same_order(ref):
    assert OralCards(ref, seed=3)._order == OralCards(ref, seed=3)._order != OralCards(ref, seed=4)._order


# The page


def test_each_card_comes_once_before_any_comes_back(page):
    page.get_by_role("combobox", name="Situation").fill(NASTY)
    seen = []
    for _ in range(22):
        button(page, "Tirer une carte").click()
        seen.append(card(page))
    assert len(set(seen)) == 22
    button(page, "Tirer une carte").click()
    assert card(page) in seen
    assert card(page) != seen[-1]
    assert NASTY in page.locator(".sio-oral-theme").inner_text()
    assert page.locator("img").count() == 0


def test_a_theme_can_be_chosen_and_what_is_expected_is_unfolded(page):
    page.get_by_label("Thème").select_option("L'autonomie")
    seen = set()
    for _ in range(7):
        button(page, "Tirer une carte").click()
        assert page.locator(".sio-oral-theme").inner_text() == "L'autonomie"
        seen.add(card(page))
    assert len(seen) == 3
    look = button(page, "Ce que l'on attend")
    look.click()
    assert look.get_attribute("aria-expanded") == "true"
    assert plain(page.locator(".sio-oral-expected").inner_text()).startswith("On attend* : ")
    button(page, "Tirer une carte").click()
    assert not page.locator(".sio-oral-expected").is_visible()


def test_the_timer_announces_itself_pauses_and_ends(open_widget, ref):
    page = open_widget(OralCards(ref, minutes=(2, 1)))
    page.clock.install()
    page.reload()
    status, clock = page.locator(".sio-oral-status"), page.get_by_role("timer")
    assert plain(clock.inner_text()) == "Exposé 02:00"
    button(page, "Démarrer").click()
    assert plain(status.inner_text()) == "Exposé : 2 min."
    page.clock.run_for(61_000)
    assert plain(status.inner_text()).startswith("Exposé : il reste ")
    button(page, "Pause").click()
    stopped = clock.inner_text()
    assert plain(status.inner_text()).startswith("En pause : il reste ")
    page.clock.run_for(30_000)
    assert clock.inner_text() == stopped
    button(page, "Reprendre").click()
    page.clock.run_for(60_000)
    assert plain(status.inner_text()) == "Exposé : temps écoulé. Questions : 1 min."
    page.clock.run_for(61_000)
    assert plain(status.inner_text()) == "Temps écoulé."
    assert plain(clock.inner_text()) == "Questions 00:00"
    button(page, "Démarrer").click()
    assert plain(clock.inner_text()).startswith("Exposé 02:00")


def test_the_times_can_be_changed_and_a_part_passed(page):
    told = page.get_by_label("Exposé : minutes")
    told.fill("999")
    told.press("Tab")
    assert told.input_value() == "60"
    told.fill("3")
    told.press("Tab")
    assert "03:00" in page.get_by_role("timer").inner_text()
    button(page, "Démarrer").click()
    button(page, "Passer aux questions").click()
    assert page.get_by_role("timer").inner_text().startswith("Questions")
    button(page, "Recommencer").click()
    assert "Exposé 03:00" in page.get_by_role("timer").inner_text()
    assert page.locator(".sio-oral-status").inner_text() == "Minuteur remis au début."


def test_the_grid_marks_levels_and_takes_them_back(page):
    group = page.get_by_role("group", name="Les preuves")
    level = group.get_by_role("button").nth(2)
    level.click()
    assert level.get_attribute("aria-pressed") == "true"
    group.get_by_role("button").nth(3).click()
    assert level.get_attribute("aria-pressed") == "false"
    assert "1 critère sur 5." in page.locator(".sio-oral").inner_text()
    button(page, "Effacer la grille").click()
    assert page.locator(".sio-oral-levels [aria-pressed=true]").count() == 0


def test_the_answers_are_explained_when_one_asks(page):
    why = page.locator(".sio-oral-why")
    assert why.count() == 3
    assert not why.first.is_visible()
    button(page, "Ce qui les sépare").click()
    assert plain(why.last.inner_text()).startswith("bonne : ")
    page.get_by_label("Carte", exact=True).select_option("critere-manque")
    assert "(L276)" in page.locator(".sio-oral-answers").inner_text()
    assert why.first.is_visible()


def test_keys_alone_are_enough(page):
    press(page, "Tirer une carte")
    assert card(page)
    press(page, "Ce que l'on attend")
    assert page.locator(".sio-oral-expected").is_visible()
    press(page, "Démarrer")
    assert button(page, "Pause").is_visible()
    press(page, "Effacer la grille")


def test_everyone_can_use_it_at_every_size(page):
    page.get_by_role("combobox", name="Situation").fill("La borne")
    for name in ("Tirer une carte", "Ce que l'on attend", "Démarrer", "Ce qui les sépare"):
        button(page, name).click()
    page.locator(".sio-oral-levels button").first.click()
    for look in each_screen(page):
        assert accessibility_faults(page, ".sio-oral") == [], look
        assert overflowing(page, ".sio-oral") == [], look
