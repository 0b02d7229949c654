"""The lab lived by a script, over real SMTP: produced, supplied, broken, mended, recorded, and told as a service."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest
from conftest import change_table, plain
from record_messaging import as_text

import sio_kit
from sio_kit.messaging import modules, rehearsal
from sio_kit.messaging.incidents import CAUSES
from sio_kit.messaging.journal import Journal
from sio_kit.messaging.operations import OPERATIONS
from sio_kit.messaging.rehearsal import PRODUCTION, RECORD, RUN, SUPPLY, produce, record, supply


@pytest.fixture
def lab(ref):
    lab = sio_kit.MailLab(ref, fixed=True)
    yield lab
    lab.close()


@pytest.fixture(scope="module")
def lived(ref):
    """A lab after the whole run; what each incident showed is in `seen`, what was unrecorded after it in `missing`."""
    lab = sio_kit.MailLab(ref, fixed=True)
    produce(lab)
    seen, missing, strike = {}, {}, lab.strike

    def noting(code):
        seen[code] = plain(strike(code))
        return seen[code]

    def recording(of, elements):
        missing[list(seen)[-1]] = [code for code, _, _ in of.unrecorded()]
        record(of, elements)

    lab.strike, lab.seen, lab.missing = noting, seen, missing
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rehearsal, "record", recording)
        supply(lab)
    yield lab
    lab.close()


def test_each_incident_hits_and_is_repaired(lived):
    assert len(SUPPLY) >= 10
    for code in SUPPLY:
        kinds = [event["nature"] for event in lived.events if event.get("code") == code]
        assert kinds == ["incident", "réparé"], code
    assert lived.open == []
    rows = lived.base.rows("incidents")
    assert [row["code"] for row in rows] == list(SUPPLY)
    assert all(row["fin"] > row["debut"] and row["processus"] for row in rows)
    assert "554" not in lived.seen["logiciel-vulnerable"]
    assert "Message reçu en 3,1 s, pour 2 s promises." in lived.seen["affluence"]
    assert 'à sa ligne 4 : « texte = octets.decode("ascii") »' in lived.seen["module-accent"]
    assert "Destinataire inconnu : zoe." in lived.seen["nouvelle-salariee"]


def test_each_change_that_nobody_recorded_is_found(lived):
    changed = {code: elements for code, (_, elements) in SUPPLY.items() if elements}
    assert {code: missing for code, missing in lived.missing.items() if missing} == {
        code: elements for code, elements in changed.items() if code not in ("poste-deregle", "reglage-nocturne")
    }
    assert lived.unrecorded() == []
    assert plain(lived.compare()) == "Tout ce qui est en service est enregistré (L065)."
    assert list(lived.table("elements")["code"]) == list(lived.running())


def test_the_story_is_a_service_as_any_other(lived, ref):
    story = lived.story()
    assert [finding.severity for finding in sio_kit.check(story, ref)] == ["remarque"]
    assert [step.process for step in story.steps[:6]] == [process for process, *_ in PRODUCTION]
    assert sio_kit.figures.service_timeline(story).get_label().startswith("Service de messagerie du laboratoire")
    assert sio_kit.Service.from_data(story.to_data(), ref) == story


def test_the_work_is_kept_as_the_workshops_which_a_dossier_takes_in(lived, ref, tmp_path):
    path = tmp_path / "mon_labo.json"
    assert plain(lived.save(path)) == f"Enregistré dans « {path} »."
    assert str(path) in lived.save(path)
    work = json.loads(path.read_text(encoding="utf-8"))
    assert sio_kit.widgets.ServiceWorkshop(ref, path).value == work
    (own,) = sio_kit.widgets.Portfolio(ref)._taken(work, path.name)
    assert (own["titre"], own["preuves"]) == ("Service de messagerie du laboratoire", "mon_labo.json")
    assert {"code": "P3", "appelants": ["P1", "P2"]} in own["processus"]
    assert "module de l'organisation, version 2" in own["enregistre"]


def test_what_a_lab_has_not_written_stays_and_nothing_done_is_nothing_kept(lab, tmp_path):
    path = tmp_path / "mon_labo.json"
    with pytest.raises(sio_kit.ReferentialError, match="Rien n'est encore fait"):
        lab.save(path)
    path.write_text("celui d'un autre", encoding="utf-8")
    lab.act("P1", "", "recueillir les besoins de l'organisation")
    assert "mon_labo-2.json" in lab.save(path) == lab.save(path)
    assert path.read_text(encoding="utf-8") == "celui d'un autre"
    with pytest.raises(sio_kit.ReferentialError, match="est un dossier"):
        lab.save(tmp_path)


def test_the_sheet_says_what_happened(lived, ref):
    sheet = plain(lived.sheet())
    assert "Référentiel du BTS SIO, Annexe I" in sheet
    assert "Engagement tenu : " in sheet
    assert "| La cohue de neuf heures | " in sheet
    assert "| 5 | P3 | P1 | production | implanter le serveur |" in sheet
    for quoted, passage in re.findall(r"« ([^«»]+) » \((L\d{3})\)", sheet):
        assert quoted in ref.passages.set_index("id")["texte"][passage]


def test_the_recorded_run_is_what_the_lab_gives(lived):
    """Run `tools/record_messaging.py` where this fails."""
    assert as_text(lived.events) == RUN.read_text(encoding="utf-8")


def test_a_change_that_is_not_recorded_is_shown_with_the_passage(lab):
    produce(lab)
    lab.act("P3", "P2", "redimensionner le serveur", 4)
    said = plain(lab.compare())
    assert said.startswith("1 élément à enregistrer. « Toute modification des solutions techniques est enregistrée")
    assert "Capacité du serveur : en service, 4 messages à la fois ; dans la base, 2 messages à la fois." in said
    lab.act("P5", "", RECORD, "capacite")
    assert lab.unrecorded() == []


def test_who_is_said_to_act_is_kept_and_judged(lab, ref):
    produce(lab)
    lab.strike("serveur-arrete")
    said = plain(lab.act("P2", "", "redémarrer le serveur"))
    assert "Réparé : Plus rien ne part." in said
    assert "La lecture du kit est autre : P3, appelé par P2." in said
    lab.strike("serveur-arrete")
    lab.act("P3", "P5", "redémarrer le serveur")
    assert any("P5 soutient les autres processus" in finding.sentence for finding in sio_kit.check(lab.story(), ref))


def test_another_repair_that_works_is_a_repair(lab):
    produce(lab)
    lab.strike("boite-pleine")
    assert "Toujours là" in lab.act("P3", "P2", "redémarrer le serveur")
    assert "Réparé" in lab.act("P2", "", "ranger une boîte avec son propriétaire", "karim")


def test_a_service_that_resists_is_told_so(lab):
    produce(lab)
    lab.act("P4", "P2", "corriger le module", modules.mended)
    assert "évité" in lab.strike("module-accent")
    assert lab.open == []


def test_a_promise_that_is_not_made_is_no_repair(lab):
    produce(lab)
    lab.strike("gros-fichier")
    assert "l'engagement ne la promet pas" in plain(lab.act("P3", "P2", "changer la taille permise", 500_000))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda lab: lab.act("P9", "", "implanter le serveur"),
            "Le processus « P9 » n'existe pas. Processus : P1, P2,",
        ),
        (lambda lab: lab.act("P3", "P1", "planter le serveur"), "Vouliez-vous dire « implanter le serveur » ?"),
        (lambda lab: lab.act("P3", "P1", "implanter le serveur"), "Commencez par « se doter d'un logiciel »."),
        (
            lambda lab: lab.act("P2", "", "mettre le service à disposition des salariés"),
            "Il n'y a pas encore de serveur.",
        ),
        (lambda lab: lab.act("P1", "", "fixer l'engagement", {"delai": 1}), "Un engagement a trois termes"),
        (
            lambda lab: lab.act("P1", "", "fixer l'engagement", {"disponibilite": 120, "delai": 1, "taille": 5000}),
            "« disponibilite » (disponibilité, en %) est un nombre de 1 à 100.",
        ),
        (lambda lab: lab.act("P5", "", RECORD, "capacite"), "n'est pas en service"),
        (lambda lab: lab.strike("serveur-arrete"), "Le service n'est pas encore à disposition"),
        (lambda lab: lab.strike("foudre"), "L'incident « foudre » n'existe pas. Incidents : module-accent,"),
        (lambda lab: lab.write("alice", "karim", "x", "y"), "« alice » n'a pas de poste."),
        (lambda lab: lab.probe(), "Personne n'a encore de poste"),
        (lambda lab: lab.table("elefants"), "La base n'a pas de table « elefants ». Tables : elements, changements,"),
        (lambda lab: lab.mailbox("karim"), "« karim » n'a pas de boîte."),
        (lambda lab: lab.morning(), "Il faut au moins deux postes"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(lab, call, said):
    with pytest.raises(sio_kit.ReferentialError) as error:
        call(lab)
    assert said in plain(error.value)
    assert lab.events == []


def test_bad_values_are_said(lab):
    produce(lab)
    before = lab.running()
    for operation, value in [
        ("redimensionner le serveur", 0), ("redimensionner le serveur", "beaucoup"), ("changer la taille permise", None),
        ("agrandir les boîtes", 10**12), ("aider quelqu'un à retrouver son mot de passe", "personne"),
        ("créer un compte et un poste", "alice"), ("créer un compte et un poste", "Zoé"), ("corriger le module", "print()"),
    ]:  # fmt: skip
        with pytest.raises(sio_kit.ReferentialError):
            lab.act("P3", "P2", operation, value)
    with pytest.raises(sio_kit.ReferentialError, match="tiennent sur une ligne"):
        lab.write("alice", "karim", "x\r\nBcc: y", "z")
    assert lab.running() == before


def test_messages_are_read_as_text(lab):
    produce(lab)
    assert lab.write("alice", "karim", "<b>Été</b>", "Bonjour\n") == "250 Message reçu."
    assert lab.write("alice", "ailleurs@exemple.example", "x", "y").startswith("550 ")
    assert plain(lab.mailbox("karim")) == "alice@lycee.example : <b>Été</b>\n    Bonjour"
    assert repr(lab.mailbox("mai")) == "Boîte vide."
    said = lab.try_module(modules.first, "Bonjour", "Été")
    assert said.startswith("Bonjour → Bonjour / -- / Lycee Ada-Lovelace, messagerie interne\nÉté → Le module s'arrête")
    assert plain(repr(lab)) == "<Laboratoire de messagerie : serveur en marche, 18 événements, 0 élément à enregistrer>"


def test_the_lab_goes_on_after_the_kernel_has_stopped(ref, tmp_path):
    first = sio_kit.MailLab(ref, tmp_path / "labo", fixed=True)
    produce(first)
    first.strike("reglage-nocturne")
    events, story = list(first.events), first.story()
    first.close()
    again = sio_kit.MailLab(ref, tmp_path / "labo", fixed=True)
    try:
        assert (again.events, again.story()) == (events, story)
        assert again.service.running
        missing = {code: (value, known) for code, value, known in again.unrecorded()}
        assert missing["module"] == ("aucun", "version 1")  # a function does not survive: it is installed again
        assert list(missing) == ["module", "taille"]
        assert "Réparé" in again.act("P3", "P2", "changer la taille permise", 200_000)
    finally:
        again.close()
    (tmp_path / "labo" / "reglages.json").write_text("{")
    with pytest.raises(sio_kit.ReferentialError, match="est abîmé"):
        sio_kit.MailLab(ref, tmp_path / "labo")
    (tmp_path / "labo" / "configuration.sqlite").write_text("rien d'une base" * 99)
    with pytest.raises(sio_kit.ReferentialError, match="ne peut pas être lue"):
        sio_kit.MailLab(ref, tmp_path / "labo")


KILLED = """
import sys, sio_kit
from sio_kit.messaging.rehearsal import RECORD, produce
lab = sio_kit.MailLab(sio_kit.load_referential(), sys.argv[1], fixed=True)
produce(lab)
print("prêt", flush=True)
for turn in range(10_000):
    lab.act("P3", "P2", "redimensionner le serveur", 1 + turn % 60)
    lab.act("P5", "", RECORD, "capacite")
    lab.morning(3)
    print(turn, flush=True)
"""


def test_a_killed_kernel_leaves_everything_whole(ref, tmp_path):
    process = subprocess.Popen([sys.executable, "-c", KILLED, tmp_path / "labo"], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.strip() == "2":
            break
    threading.Event().wait(0.11)  # somewhere within the writes
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    base = sqlite3.connect(tmp_path / "labo" / "configuration.sqlite")
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    items, changes = (
        base.execute(f"select count(*) from {table}").fetchone()[0] for table in ("elements", "changements")
    )
    last = base.execute("select apres from changements where element = 'capacite' order by numero desc").fetchone()
    assert base.execute("select valeur from elements where code = 'capacite'").fetchone() == last
    base.close()
    assert items == 8
    assert changes >= 8 + 3
    lab = sio_kit.MailLab(ref, tmp_path / "labo", fixed=True)
    try:
        messages = [message for name in lab.desks for message in lab.service.mailboxes.messages(name)]
        assert all(message["Subject"] and message.get_content().endswith("interne\n") for message in messages)
        assert len(messages) >= 3 * 3
        mails = [event for event in lab.events if event["nature"] == "courrier" and event["code"] == 250]
        assert 0 <= len(messages) - len(mails) <= 1
        assert "250" in lab.write("alice", "karim", "x", "y")
    finally:
        lab.close()


def test_a_folder_is_opened_once_and_a_closed_lab_says_so(ref, tmp_path):
    first = sio_kit.MailLab(ref, tmp_path, fixed=True)
    produce(first)
    again = sio_kit.MailLab(ref, tmp_path, fixed=True)
    assert (first.service.running, again.service.running) == (False, True)
    for call in (lambda: first.strike("affluence"), lambda: first.act("P5", "", RECORD, "capacite"), first.probe):
        with pytest.raises(sio_kit.ReferentialError, match="Ce laboratoire est fermé"):
            call()
    service = again.service
    del again
    assert not service.running


def test_a_line_that_was_cut_is_dropped(tmp_path):
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"nature": "sonde", "etat": {}}\n{"nature": "ac')
    journal = Journal(path)
    journal.add({"nature": "acte", "etat": {}})
    journal.close()
    assert [json.loads(line)["nature"] for line in path.read_text().splitlines()] == ["sonde", "acte"]


def test_the_causes_are_those_that_the_table_allows(ref):
    allowed = ref.table("incidents").fields["cause"].constraints["enum"]
    assert set(allowed) == set(CAUSES) == set(ref.incidents["cause"]) == set(SUPPLY)


def test_the_kit_s_reading_of_each_incident_quotes_the_text_and_allows_its_caller(ref):
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    called = ref.liens[ref.liens["nature"] == "fait appel à"]
    for row in ref.incidents.to_dict("records"):
        said = plain(row["lecture"])
        quoted = re.findall(r"« ([^«»]+) » \((L\d{3})\)", said)
        assert quoted and all(words in texts[passage] for words, passage in quoted), row["code"]
        assert {passage for _, passage in quoted} <= set(row["passages"].split()) <= set(texts)
        callers = set(called[called["cible"] == row["processus"]]["source"])
        assert row["appelant"] in (callers or {""}), row["code"]


def test_a_teacher_s_line_happens_and_an_unknown_cause_is_said_with_its_place(folder):
    def add(rows):
        return [*rows, {**rows[0], "code": "le-mien", "titre": "Mon incident", "cause": "serveur-arrete"}]

    change_table(folder, "incidents", add)
    lab = sio_kit.MailLab(sio_kit.load_referential(folder), fixed=True)
    produce(lab)
    assert "Connexion refusée" in lab.strike("le-mien")
    lab.close()
    change_table(folder, "incidents", lambda rows: [*rows[:-1], {**rows[-1], "cause": "foudre"}])
    with pytest.raises(sio_kit.ReferentialError) as error:
        sio_kit.load_referential(folder)
    assert "incidents.csv, ligne 13, colonne « cause » : « foudre » n'est pas une valeur permise" in plain(error.value)


def test_each_operation_offers_values_that_it_takes(lab):
    produce(lab)
    for name, operation in OPERATIONS.items():
        for _, value in operation.offered(lab) or []:
            lab.act("P3", "P2", name, value)
    assert lab.service.settings.capacity == 16
