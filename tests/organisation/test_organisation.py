"""The invented organisation and its tickets, without a browser."""

import json
from collections import Counter
from itertools import pairwise

import pytest
from conftest import change_table, plain

import sio_kit
from sio_kit import ReferentialError
from sio_kit.widgets import TicketSort


def replies(row):
    return list(zip(row["processus"].split("|"), row["appelant"].split("|"), strict=True))


def test_every_reply_to_a_ticket_is_a_call_that_the_text_knows(ref):
    calls = {(row["cible"], row["source"]) for row in ref.rows("liens") if row["nature"] == "fait appel à"}
    called = {target for target, _ in calls}
    codes = {row["code"] for row in ref.rows("processus")}
    for row in ref.rows("tickets"):
        for process, caller in replies(row):
            assert process in codes, row
            assert ((process, caller) in calls) if process in called else caller == "personne", row


def test_the_tickets_cover_the_five_processes_and_say_where_two_replies_stand(ref):
    tickets = ref.rows("tickets")
    sure = Counter(row["processus"] for row in tickets if "|" not in row["processus"])
    assert set(sure) == {"P1", "P2", "P3", "P4", "P5"}
    assert sure["P1"] >= 2 and min(sure[code] for code in ("P2", "P3", "P4", "P5")) >= 4
    for row in tickets:
        assert ("se défendent" in row["explication"]) == ("|" in row["processus"]), row


def test_those_who_write_work_there(ref):
    people = {row["libelle"] for row in ref.rows("organisation") if row["nature"] == "personne"}
    for row in ref.rows("tickets"):
        assert row["auteur"].split(",")[0] in people, row
    for row in ref.rows("courriels"):
        assert {row["expediteur"], *row["destinataire"].split(", ")} <= people, row
    assert {row["responsable"] for row in ref.rows("inventaire")} <= people


def test_the_services_say_their_engagement(ref):
    services = [row for row in ref.rows("organisation") if row["nature"] == "service"]
    assert len(services) == 3
    assert all("Engagement" in row["texte"] for row in services)


def test_the_words_that_an_explanation_quotes_are_marked_in_the_passage(ref):
    marked = 0
    for each in TicketSort(ref).get_state()["_tickets"]:
        for entry in each["answer"]["blocks"][-1]["entries"]:
            marked += len(entry["marks"])
            assert all(start < end for start, end in entry["marks"])
            assert all(one[1] <= two[0] for one, two in pairwise(entry["marks"])), each["code"]
    assert marked >= 25


def test_some_tickets_alone_are_sorted_in_the_order_asked(ref):
    sort = TicketSort(ref, tickets=["T08", "T01", "T08"])
    assert [each["code"] for each in sort.get_state()["_tickets"]] == ["T08", "T01"]
    assert plain(sort).startswith("2 tickets à ranger dans les processus :\nT08 (Paul Arnoux, médiathèque) : ")
    assert "appelé par" not in sort.paper
    assert "P2, que personne n&#x27;appelle* ou P3, appelé par P2*" in sort.paper_answers
    with pytest.raises(ReferentialError) as caught:
        sort.selected = "T02"
    assert plain(caught.value) == "Le ticket « T02 » n'est pas de ceux que l'on range ici."
    assert sort.selected == "T08"


@pytest.mark.parametrize("codes", ["T01", [1], ["T99"], [], 3])
def test_tickets_that_do_not_exist_are_refused_in_french(ref, codes):
    with pytest.raises(ReferentialError, match="ticket"):
        TicketSort(ref, tickets=codes)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("processus", "P9", "le processus « P9 » n'existe pas"),
        ("processus", "P2|P3", "il faut autant d'appelants que de processus"),
        ("processus", "|", "il faut autant d'appelants que de processus"),
        ("appelant", "Lina", "l'appelant « Lina » n'est ni un processus, ni « personne »"),
        ("passages", "L063 L999", "le passage « L999 » n'existe pas"),
    ],
)
def test_a_teachers_ticket_that_cannot_be_sorted_is_named(folder, column, cell, said):
    change_table(folder, "tickets", lambda rows: [{**rows[0], column: cell}])
    with pytest.raises(ReferentialError) as caught:
        TicketSort(sio_kit.load_referential(folder))
    assert plain(caught.value).startswith(f"Table « tickets », ticket « T01 » : {said}")


def test_a_teachers_own_tickets_take_the_place_of_the_kits(folder):
    own = {"code": "M1", "texte": "<b>Mon</b> ticket", "processus": "P2 | P3", "appelant": "personne | P1"}
    change_table(folder, "tickets", lambda rows: [{**rows[0], **own}])
    sort = TicketSort(sio_kit.load_referential(folder))
    assert sort.get_state()["_tickets"][0]["replies"] == [["P2", "personne"], ["P3", "P1"]]
    assert "&lt;b&gt;Mon&lt;/b&gt; ticket" in sort.paper


def test_a_folder_without_tickets_says_so_and_an_older_one_has_the_kits(folder, ref):
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    newer = ("organisation", "tickets", "courriels", "inventaire", "annonces", "lectures")
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] not in newer]
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    older = sio_kit.load_referential(folder)
    assert older.borrowed == newer
    assert TicketSort(older).get_state()["_tickets"] == TicketSort(ref).get_state()["_tickets"]


def test_no_ticket_at_all_is_said(folder):
    change_table(folder, "tickets", lambda _: [])
    with pytest.raises(ReferentialError, match="Il n'y a aucun ticket à ranger"):
        TicketSort(sio_kit.load_referential(folder))
