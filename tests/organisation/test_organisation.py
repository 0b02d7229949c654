"""The invented organisation and its tickets, without a browser."""

from collections import Counter


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
