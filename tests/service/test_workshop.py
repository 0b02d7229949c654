"""The workshop without a browser: building, undoing, saving, reopening, exporting; and files under bad conditions."""

import html
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from conftest import change_table, plain
from forms import press, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.forms.finding import check
from sio_kit.forms.history import History
from sio_kit.forms.workfile import WorkFile, parse
from sio_kit.service.model import NO_PASSAGE, Service, Step

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def workshop(ref, form_folder):
    return sio_kit.widgets.ServiceWorkshop(ref)


def build(workshop, *steps):
    for process, caller, action in steps:
        press(workshop, "Ajouter une étape")
        workshop.fields["process"].value = process
        workshop.fields["caller"].value = caller
        workshop.fields["action"].value = action


STEPS = [
    ("P1", "", "recueillir les besoins"),
    ("P3", "P1", "installer le réseau"),
    ("P2", "", "mettre à disposition"),
]


def actions(workshop):
    return [(step.process, step.caller, step.action) for step in workshop.service.steps]


# Building


def test_a_service_is_built_from_nothing(workshop):
    workshop.fields["name"].value = "Mon Wi-Fi"
    build(workshop, *STEPS)
    assert actions(workshop) == STEPS
    assert workshop.service.name == "Mon Wi-Fi"
    assert all(step.passage == NO_PASSAGE for step in workshop.service.steps)
    assert [label.split("\N{NO-BREAK SPACE}")[0] for label, _ in workshop.list.options] == ["1. P1", "2. P3", "3. P2"]
    assert "Mon Wi-Fi" in repr(workshop)


def test_findings_and_picture_follow(workshop):
    build(workshop, ("P3", "", "installer"))
    assert "P3 agit quand P1 ou P2 fait appel à lui" in plain(html.unescape(workshop.texts["findings"].value))
    assert "<svg" in workshop.texts["picture"].value
    workshop.fields["caller"].value = "P1"
    assert "P3 agit quand" not in plain(html.unescape(workshop.texts["findings"].value))


def test_steps_move_and_go(workshop):
    build(workshop, *STEPS)
    press(workshop, "Monter")
    assert actions(workshop) == [STEPS[0], STEPS[2], STEPS[1]]
    press(workshop, "Descendre")
    press(workshop, "Supprimer")
    assert actions(workshop) == STEPS[:2]
    assert workshop.buttons["Descendre"].disabled


def test_undo_takes_typing_back_as_a_whole_and_redo_gives_it_again(workshop):
    build(workshop, STEPS[0])
    for text in ("a", "ab", "abc"):
        workshop.fields["action"].value = text
    before = workshop.service
    press(workshop, "Annuler")
    assert workshop.service.steps[0].action == ""
    press(workshop, "Rétablir")
    assert workshop.service == before
    assert workshop.fields["action"].value == "abc"
    for _ in range(4):
        if not workshop.buttons["Annuler"].disabled:
            press(workshop, "Annuler")
    assert workshop.service.steps == ()


def test_each_start_is_offered_and_says_whose_it_is(workshop, ref):
    labels = {name: label for label, name in workshop.start.options}
    assert labels["messagerie"] == "Service de messagerie (exemple du référentiel)"
    assert labels["wifi-visiteurs"].endswith("(exemple ajouté par le kit)")
    assert len(labels) >= 4
    for name in labels:
        workshop.start.value = name
        press(workshop, "Commencer")
        wanted = Service.from_referential(ref, name) if name else Service.blank(ref)
        assert workshop.service == wanted


def test_whatever_is_typed_is_text(workshop):
    nasty = "<img src=x onerror=alert(1)> & $x$ </svg><script>"
    workshop.fields["name"].value = nasty
    build(workshop, ("P1", "", nasty))
    for shown in (workshop.texts["picture"].value, workshop.texts["findings"].value, workshop.said):
        assert "<img" not in shown
        assert "<script" not in shown
    assert "&lt;img src=x" in workshop.texts["picture"].value


def test_half_a_character_becomes_a_question_mark(workshop, form_folder):
    build(workshop, ("P1", "", "écouter \ud83d"))
    assert workshop.fields["action"].value == "écouter ?"
    data = {"format": Service.KIND, "version": 1, "nom": "\ude00", "etapes": []}
    workshop.drop.file = {"name": "x\ud83d.json", "text": json.dumps(data)}
    assert workshop.service.name == "?"
    assert "Repris : « x?.json »" in said(workshop)
    workshop.path.value = "a\ud83d.json"
    press(workshop, "Enregistrer")
    assert "« a?.json » ne peut pas être" in said(workshop)


ODD = ["x" * 20_000, "mot " * 5_000, "a\x00b\x1b[31m\x07 \ufffe\u202e\u200b $x_1$ ]]>&<\r\n\t"]


@pytest.mark.parametrize(
    ("name", "add"),
    [
        ("ServiceWorkshop", ["Ajouter une étape"]),
        ("ChoiceLab", ["Ajouter un argument"]),
        ("OptionJournal", []),
        ("QualityGrid", []),
    ],
)
def test_odd_texts_are_shown_kept_and_exported(ref, form_folder, name, add):
    form = getattr(sio_kit.widgets, name)(ref)
    for label in add:
        press(form, label)
    for text in ODD:
        for control in form.fields.values():
            control.value = control.value if hasattr(control, "options") else text
    for label in ("Enregistrer", *(label for label in form.buttons if label.startswith("Exporter"))):
        press(form, label)
        assert "dans «" in said(form)
    assert getattr(sio_kit.widgets, name)(ref, form.path.value).work == form.work
    for picture in form_folder.glob("*.svg"):
        ElementTree.parse(picture)


EMPTY = ["emplois", "etapes", "exemples", "interventions", "liens", "situations"]


@pytest.mark.parametrize("name", ["ServiceWorkshop", "ChoiceLab", "OptionJournal", "QualityGrid"])
def test_every_form_works_where_tables_are_empty(folder, form_folder, name):
    for table in EMPTY:
        change_table(folder, table, lambda _: [])
    form = getattr(sio_kit.widgets, name)(sio_kit.load_referential(folder))
    for label in [*form.buttons, "Enregistrer", "Ouvrir"]:
        if not form.buttons[label].disabled:
            press(form, label)
    assert "Ouvert : «" in said(form)


def test_an_example_where_there_is_none(folder):
    for table in EMPTY:
        change_table(folder, table, lambda _: [])
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Service.from_referential(sio_kit.load_referential(folder))
    assert plain(caught.value) == "L'exemple « messagerie » n'existe pas. Exemples : aucun."


def test_many_long_steps_are_no_trouble(ref, workshop):
    steps = tuple(Step(f"P{1 + n % 5}", "", "", "mot " * 500) for n in range(200))
    workshop.do(replace(workshop.service, steps=steps))
    workshop.fields["action"].value = "une lettre de plus"
    assert len(check(workshop.service, ref)) > 0
    assert "<svg" not in workshop.texts["picture"].value


# Files


def test_work_is_saved_reopened_and_exported(workshop, ref, tmp_path):
    build(workshop, *STEPS)
    workshop.fields["name"].value = "Mon Wi-Fi"
    press(workshop, "Enregistrer")
    assert said(workshop) == '<p role="status">Enregistré dans « mon_service.json ».</p>'
    again = sio_kit.widgets.ServiceWorkshop(ref, tmp_path / "mon_service.json")
    assert again.service == workshop.service
    for label, name in [
        ("Exporter la fiche", "mon_service.md"),
        ("Exporter l'image PNG", "mon_service.png"),
        ("Exporter l'image SVG", "mon_service.svg"),
    ]:
        press(workshop, label)
        assert f"Exporté dans « {name} »." in said(workshop)
        assert (tmp_path / name).stat().st_size > 500
    press(workshop, "Exporter la fiche")
    assert "Exporté dans « mon_service-2.md »." in said(workshop)
    assert (tmp_path / "mon_service.png").read_bytes().startswith(b"\x89PNG")
    assert "currentColor" in (tmp_path / "mon_service.svg").read_text(encoding="utf-8")


def test_the_sheet_names_the_edition_and_shows_text_as_text(ref):
    service = replace(Service.blank(ref, "Mon *service* | <b>"), steps=(Step("P1", action="un\n| <i> _deux_"),))
    sheet = plain(service.to_markdown(ref))
    assert sheet.startswith("# Mon \\*service\\* \\| \\<b\\>\n")
    assert "Référentiel du BTS SIO, Annexe I" in sheet
    assert "| 1 | P1 |  |  | un \\| \\<i\\> \\_deux\\_\\* | ajouté |" in sheet
    official = Service.from_referential(ref).to_markdown(ref)
    assert "remarque**\N{NO-BREAK SPACE}: Le récit" in official
    assert "| 12 | P4 | P2 | fourniture | correction d'une erreur | L063 |" in official
    assert "- **remarque** : Le récit ne dit pas comment le service finit." in plain(official)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "est abîmé : ce n'est pas du JSON."),
        (b"\xff\xfe", "est abîmé : ce n'est pas du JSON."),
        (b"[" * 100_000, "est abîmé : ce n'est pas du JSON."),
        (b"{}", "n'est pas un travail de cette sorte."),
        (b'{"format": "autre", "version": 1}', "n'est pas un travail de cette sorte."),
        (b'{"format": "sio_kit/service", "version": 99}', "vient d'un kit plus récent."),
        (b'{"format": "sio_kit/service", "version": "1"}', "sa version est illisible."),
        (b'{"format": "sio_kit/service", "version": 1}', "ses étapes sont illisibles."),
        (b'{"format": "sio_kit/service", "version": 1, "nom": "a", "etapes": [3]}', "ses étapes sont illisibles."),
        (b'{"format": "sio_kit/service", "version": 1, "nom": "a", "etapes": [{"action": 3}]}', "ses étapes sont illisibles."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_changes_nothing(workshop, tmp_path, content, sentence):
    build(workshop, *STEPS)
    (tmp_path / "autre.json").write_bytes(content)
    workshop.path.value = "autre.json"
    press(workshop, "Ouvrir")
    assert sentence in said(workshop)
    assert actions(workshop) == STEPS
    press(workshop, "Enregistrer")
    assert (tmp_path / "autre.json").read_bytes() == content
    assert (tmp_path / "autre-2.json").exists()
    assert "est gardé tel quel" in said(workshop)
    workshop.drop.file = {"name": "déposé.json", "text": content.decode("utf-8", "replace")}
    assert "« déposé.json »" in said(workshop)
    assert actions(workshop) == STEPS


def test_a_damaged_file_at_the_start_is_said(ref, tmp_path):
    (tmp_path / "a.json").write_bytes(b"{")
    workshop = sio_kit.widgets.ServiceWorkshop(ref, tmp_path / "a.json")
    assert "est abîmé" in said(workshop)
    assert workshop.service.steps == ()


def test_a_dropped_file_is_taken(workshop, ref, tmp_path):
    service = Service.from_referential(ref, "wifi-visiteurs")
    WorkFile(tmp_path / "x.json", Service.KIND, Service.VERSION).save(service.to_data())
    workshop.drop.file = {"name": "x.json", "text": (tmp_path / "x.json").read_text(encoding="utf-8")}
    assert workshop.service == service
    assert "Repris : « x.json »." in said(workshop)
    press(workshop, "Enregistrer")
    assert said(workshop) == '<p role="status">Enregistré dans « mon_service.json ».</p>'


def test_a_dropped_file_that_is_too_large(workshop):
    workshop.drop.file = {"name": "film.json", "text": None}
    assert "« film.json » dépasse 20 Mo" in said(workshop)


def test_a_step_that_claims_a_passage_it_is_not_in_becomes_added(ref):
    data = Service.from_referential(ref).to_data()
    assert Service.from_data(data, ref) == replace(Service.from_referential(ref))
    data["etapes"][0]["action"] = "inventé"
    assert Service.from_data(data, ref).steps[0].passage == NO_PASSAGE


def test_two_tabs_on_one_file_lose_neither_version(ref, tmp_path):
    path = tmp_path / "commun.json"
    first = sio_kit.widgets.ServiceWorkshop(ref, path)
    build(first, STEPS[0])
    press(first, "Enregistrer")
    second = sio_kit.widgets.ServiceWorkshop(ref, path)
    build(second, STEPS[1])
    press(second, "Enregistrer")
    build(first, STEPS[2])
    press(first, "Enregistrer")
    assert "contient un autre travail, écrit entre-temps" in said(first)
    saved = {
        name: Service.from_data(parse((tmp_path / name).read_bytes(), name, Service.KIND, Service.VERSION), ref)
        for name in ("commun.json", "commun-2.json")
    }
    assert saved["commun.json"] == second.service
    assert saved["commun-2.json"] == first.service
    build(first, STEPS[1])
    press(first, "Enregistrer")
    assert "Enregistré dans" in said(first)
    assert not (tmp_path / "commun-3.json").exists()


@pytest.mark.parametrize("path", ["fichier/a.json", "/proc/a.json", "a\0b.json", "x" * 300 + ".json"])
def test_a_place_that_cannot_be_written(workshop, tmp_path, path):
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    build(workshop, *STEPS)
    workshop.path.value = path
    for label in ("Enregistrer", "Exporter la fiche"):
        press(workshop, label)
        assert "Choisissez un autre nom ou un autre dossier." in said(workshop), said(workshop)
    assert actions(workshop) == STEPS


@pytest.mark.parametrize("label", ["Enregistrer", "Ouvrir"])
@pytest.mark.parametrize("path", ["", ".", "dossier"])
def test_a_folder_is_no_file(workshop, tmp_path, label, path):
    (tmp_path / "dossier").mkdir()
    workshop.path.value = path
    press(workshop, label)
    assert "ne peut pas être lu (c'est un dossier)" in said(workshop)


@pytest.mark.parametrize("path", ["", ".", "..", "dossier/.."])
def test_a_sheet_exported_to_a_folder_has_a_name(workshop, tmp_path, path):
    (tmp_path / "dossier").mkdir()
    workshop.path.value = path
    press(workshop, "Exporter la fiche")
    assert "mon_service.md »." in said(workshop)


def test_a_name_too_long_given_at_the_start(ref, form_folder):
    assert "ce nom est trop long" in said(sio_kit.widgets.ServiceWorkshop(ref, "x" * 300))


def test_a_second_click_may_overtake_the_answer_to_the_first(workshop):
    build(workshop, STEPS[0])
    for label in ("Supprimer", "Monter", "Descendre"):
        press(workshop, "Supprimer") if workshop.service.steps else None
        workshop.buttons[label].disabled = False
        press(workshop, label)
    assert workshop.service.steps == ()
    assert said(workshop) == ""


@contextmanager
def small_disk(folder):
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
    if mount.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path):
    folder = tmp_path / "petit"
    folder.mkdir()
    with small_disk(folder):
        file = WorkFile(folder / "a.json", Service.KIND, Service.VERSION)
        file.save({"nom": "court", "etapes": []})
        before = (folder / "a.json").read_bytes()
        with pytest.raises(sio_kit.ReferentialError, match="plus de place sur le disque"):
            file.save({"nom": "long " * 50_000, "etapes": []})
        assert (folder / "a.json").read_bytes() == before
        assert [path.name for path in folder.iterdir()] == ["a.json"]


SAVER = """
import itertools, os, signal, sys
from pathlib import Path
from sio_kit.forms.workfile import WorkFile

def work(name):
    return {"nom": name * 20_000, "etapes": []}

def die_at(line):
    lines = itertools.count()
    def trace(frame, *_):
        if "sio_kit" in frame.f_code.co_filename and next(lines) == line:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)

path = Path(sys.argv[1])
for line in itertools.count():
    path.unlink(missing_ok=True)
    file = WorkFile(path, "sio_kit/service", 1)
    file.save(work("a"))
    child = os.fork()
    if not child:
        die_at(line)
        file.save(work("b"))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(path.read_text(encoding="utf-8"))
    if not status:
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied in the midst of its work")
def test_a_save_killed_at_any_of_its_lines_leaves_a_whole_file(tmp_path):
    output = subprocess.run(
        [sys.executable, "-c", SAVER, tmp_path / "a.json"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    names = [json.loads(text)["nom"] for text in re.split(r"\n(?=\{)", output)]
    before = names.count("a" * 20_000)
    assert before > 10
    assert names[before:] == ["b" * 20_000] * (len(names) - before)


# Any sequence of edits

EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("name"), st.text(max_size=8)),
        st.tuples(st.just("add"), st.integers(0, 5), st.sampled_from(["P1", "P3"]), st.text(max_size=8)),
        st.tuples(st.just("change"), st.integers(0, 5), st.text(max_size=8)),
        st.tuples(st.just("move"), st.integers(0, 5), st.sampled_from([-1, 1])),
        st.tuples(st.just("remove"), st.integers(0, 5)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=15,
)


def edited(service, edit):
    """Return the service after one edit."""
    kind, *values = edit
    place = min(values[0], len(service.steps) - 1) if kind not in ("name",) and values else 0
    if kind == "name":
        return service.with_fields(name=values[0])
    if kind == "add":
        return service.with_step(Step(values[1], action=values[2]), min(values[0], len(service.steps)))
    if not service.steps:
        return service
    if kind == "change":
        return service.with_change(place, action=values[1])
    return service.moved(place, values[1]) if kind == "move" else service.without(place)


@QUIET
@given(edits=EDITS)
def test_any_edits_undone_redone_saved_and_reopened_give_the_same_service(ref, tmp_path, edits):
    history = History(Service.from_referential(ref, "wifi-visiteurs"))
    start = history.value
    for edit in edits:
        if edit[0] == "undo":
            history.undo()
        elif edit[0] == "redo":
            history.redo()
        else:
            history.do(edited(history.value, edit))
    end = history.value
    undone = 0
    while history.can_undo:
        history.undo()
        undone += 1
    assert history.value == start
    for _ in range(undone):
        history.redo()
    assert history.value == end
    path = tmp_path / f"{os.urandom(4).hex()}.json"
    WorkFile(path, Service.KIND, Service.VERSION).save(end.to_data())
    assert Service.from_data(WorkFile(path, Service.KIND, Service.VERSION).read(), ref) == end


@QUIET
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    try:
        parse(content, "a.json", Service.KIND, Service.VERSION)
    except sio_kit.ReferentialError as error:
        assert str(error).startswith("Le fichier «")
