"""A service told step by step: the model, what the text says of it, its picture and its player without a browser."""

import json
from dataclasses import replace

import pytest
from conftest import change_table, loosen, plain
from drawings import unreadable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

import sio_kit
from sio_kit.drawing.picture import to_svg
from sio_kit.forms.check import check
from sio_kit.forms.finding import FAULT, REMARK
from sio_kit.service.figure import service_timeline
from sio_kit.service.form import ServiceWorkshop
from sio_kit.service.model import NO_PASSAGE, Service, Step, examples
from sio_kit.service.sheets import step_sheets


@pytest.fixture(scope="module")
def messaging(ref):
    return Service.from_referential(ref)


def found(service, ref):
    return [
        (finding.severity, finding.place, plain(finding.sentence), finding.passage) for finding in check(service, ref)
    ]


# The model


def test_the_messaging_example_is_the_texts(messaging, ref):
    assert messaging.name == "Service de messagerie"
    assert len(messaging.steps) == len(ref.etapes)
    step = messaging.steps[3]
    assert (step.process, step.caller, step.phase, step.passage) == ("P4", "P1", "production", "L061")
    assert step.reason == "conception d'une solution applicative"
    assert all(step.passage in set(ref.passages["id"]) for step in messaging.steps)


def test_examples_are_named_the_official_one_first(ref):
    assert next(iter(examples(ref).items())) == ("messagerie", "Service de messagerie")
    assert examples(ref)["wifi-visiteurs"] == "Le Wi-Fi des visiteurs"
    added = Service.from_referential(ref, "wifi-visiteurs")
    assert {step.passage for step in added.steps} == {NO_PASSAGE}
    assert "* étape ajoutée" in plain(added.caption())
    assert "*" not in Service.from_referential(ref).caption()


def test_an_example_that_does_not_exist(ref):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Service.from_referential(ref, "messageries")
    assert plain(caught.value).startswith("L'exemple « messageries » n'existe pas. Exemples : messagerie, ")


def test_a_teachers_example_is_data(folder):
    with (folder / "exemples.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("boutique,La boutique en ligne,1,P1,,production,écouter les besoins des vendeurs\n")
    ref = sio_kit.load_referential(folder)
    player = sio_kit.widgets.ServicePlayer(ref, "boutique")
    assert "La boutique en ligne" in repr(player)
    assert "écouter les besoins des vendeurs*" in plain(repr(player))


def test_a_step_is_added_in_a_new_service(messaging):
    step = Step("P2", action="assister")
    assert messaging.with_step(step, 2).steps == (*messaging.steps[:2], step, *messaging.steps[2:])
    assert messaging.with_step(step).steps == (*messaging.steps, step)


def test_an_example_where_there_is_none(folder):
    for table in ("etapes", "exemples"):
        change_table(folder, table, lambda _: [])
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Service.from_referential(sio_kit.load_referential(folder))
    assert plain(caught.value) == "L'exemple « messagerie » n'existe pas. Exemples : aucun."


# What the text says: each rule broken alone


SOUND = [
    ("P1", "", "production", "prendre en compte les besoins"),
    ("P3", "P1", "production", "installer un serveur"),
    ("P2", "", "fourniture", "mettre le service à disposition"),
    ("P4", "P2", "fourniture", "corriger une erreur"),
    ("P5", "", "", "enregistrer la modification"),
    ("P2", "", "fourniture", "décider de remplacer le service"),
    ("P1", "", "production", "recueillir les nouveaux besoins"),
]


def told(ref, rows):
    return replace(Service.blank(ref, "Essai"), steps=tuple(Step(*row) for row in rows))


def with_row(place, *row):
    return [*SOUND[:place], row, *SOUND[place + 1 :]]


def test_a_sound_service_has_no_finding(ref):
    assert found(told(ref, SOUND), ref) == []
    assert told(ref, SOUND).to_markdown(ref).endswith("## Ce que dit le référentiel\n\n- Rien à revoir.\n")


def test_the_messaging_example_has_but_what_the_text_leaves_open(messaging, ref):
    (finding,) = found(messaging, ref)
    assert finding[:2] == (REMARK, 0)
    assert finding[3] == "L077"
    assert finding[2].startswith("Le récit ne dit pas comment le service finit. Le texte laisse la suite ouverte")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (with_row(1, "P3", "", "production", "installer"), (FAULT, 2, "P3 agit quand P1 ou P2 fait appel à lui : dites qui l'appelle.", "L055")),
        (with_row(1, "P3", "P4", "production", "installer"), (FAULT, 2, "P4 n'appelle pas P3 : c'est P1 ou P2 qui fait appel à lui.", "L055")),
        (with_row(1, "P3", "P5", "production", "installer"), (FAULT, 2, "P5 soutient les autres processus, il n'appelle pas P3 : c'est P1 ou P2 qui l'appelle.", "L055")),
        ([SOUND[0], SOUND[1], ("P2", "", "fourniture", "assister"), *SOUND[2:]], (FAULT, 3, "L'étape 3 fournit le service avant sa mise à disposition (étape 4).", "L077")),
        (with_row(2, "P2", "", "fourniture", "assister"), (FAULT, 3, "L'étape 3 fournit le service, et l'outil ne trouve pas l'étape qui le met à disposition. Si l'une le fait, dites « mettre à disposition ».", "L077")),
        (with_row(0, "P1", "", "production", "réfléchir"), (FAULT, 3, "Le service est mis à disposition (étape 3) et aucune étape ne prend en compte les besoins. Si l'une le fait, dites « besoins ».", "L073")),
        (SOUND[1:], (FAULT, 2, "Le service est mis à disposition (étape 2) sans avoir été produit : il manque une étape de P1.", "L073")),
        ([SOUND[0], *SOUND[2:]], (FAULT, 2, "Le service est mis à disposition (étape 2) et aucune solution n'a été demandée à P3 ni à P4.", "L055")),
        ([*SOUND[:4], *SOUND[5:]], (FAULT, 4, "L'étape 4 modifie une solution technique ; aucune étape de P5 ne l'enregistre ensuite.", "L065")),
        ([*SOUND[:3], *SOUND[5:]], (REMARK, 2, "Aucune étape de P5 ne vient après l'étape 2. Le texte veut que toute modification soit enregistrée ; il ne dit pas si une première mise en place en est une.", "L065")),
        (with_row(4, "P5", "P2", "", "enregistrer la modification"), (REMARK, 5, "P5 est dit appelé par P2 ; le texte ne parle d'appels que vers P3 et P4.", "L055")),
        (SOUND[:-1], (REMARK, 6, "L'étape 6 remplace ou améliore le service : le cycle ramène alors à P1.", "L053")),
        (with_row(6, "P1", "", "production", "  "), (FAULT, 7, "L'étape 7 ne dit pas ce qui est fait.", "")),
        ([*SOUND, SOUND[0]], (FAULT, 8, "L'étape 8 répète l'étape 1.", "")),
        (with_row(0, "P1", "", "fourniture", SOUND[0][3]), (FAULT, 1, "L'étape 1 est rangée dans la fourniture ; P1 appartient à la production.", "L073")),
        ([*SOUND, ("P9", "", "", "voler")], (FAULT, 8, "Le processus « P9 » n'existe pas. Choisissez parmi : P1, P2, P3, P4, P5.", "")),
        ([], (REMARK, 0, "Le service n'a pas encore d'étape.", "")),
    ],
)  # fmt: skip
def test_each_rule_broken_alone(ref, rows, wanted):
    assert found(told(ref, rows), ref) == [wanted]


def test_what_to_mend_comes_before_what_to_know(ref):
    step = ("P1", "P5", "", "  ")
    assert [(severity, place) for severity, place, *_ in found(told(ref, [step]), ref)] == [(FAULT, 1), (REMARK, 1)]


def test_each_finding_rests_on_a_passage_of_the_text(ref):
    passages = {*ref.passages["id"], ""}
    for rows in (SOUND[2:], SOUND[:2], [("P9", "P5", "fourniture", "")]):
        assert {finding.passage for finding in check(told(ref, rows), ref)} <= passages


ANY_STEP = st.builds(
    Step,
    st.sampled_from(["P1", "P2", "P3", "P4", "P5", "P9", ""]),
    st.sampled_from(["", "P1", "P2", "P3", "P5", "x"]),
    st.sampled_from(["", "production", "fourniture", "autre"]),
    st.one_of(st.text(max_size=30), st.sampled_from(["mettre à disposition", "besoins", "remplacer"])),
)
QUIET = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(steps=st.lists(ANY_STEP, max_size=12))
def test_any_service_is_checked_and_described(ref, steps):
    service = replace(Service.blank(ref, "Essai"), steps=tuple(steps))
    for finding in check(service, ref):
        assert finding.severity in (FAULT, REMARK)
        assert 0 <= finding.place <= len(steps)
        assert finding.sentence.endswith(".")
    assert len(step_sheets(service, ref)) == len(steps)
    assert service.describe().startswith("Essai")


@pytest.mark.parametrize("missing", ["liens", "etapes"])
def test_a_referential_without_links_or_example_raises_nothing(folder, missing, ref):
    path = folder / f"{missing}.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    other = sio_kit.load_referential(folder)
    assert isinstance(check(told(ref, SOUND), other), list)


# The sheet and the file


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


def test_the_sheet_quotes_what_a_step_cites_with_its_misprints(ref):
    steps = (Step("P1", action="dire"), Step("P2", action="citer", citations=("L093", "L061", "<b>")))
    service = replace(Service.blank(ref, "Essai"), steps=steps)
    cited = plain(service.to_markdown(ref)).split("## Passages cités\n\n")[1].split("\n\n")[0].split("\n")
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    misprinted = texts["L093"].replace("deux option", "deux option \\[sic\\]")
    assert cited == [
        f"- **Étape 2** : « {misprinted} » (L093)",
        f"- **Étape 2** : « {texts['L061']} » (L061)",
        "- **Étape 2** : ce passage n'existe pas (\\<b\\>)",
    ]
    assert (FAULT, 2, "L'étape 2 cite le passage « <b> », qui n'existe pas. Choisissez-en un autre.", "") in found(
        service, ref
    )


def test_the_reason_of_a_call_says_what_it_leaves_out(messaging, ref):
    reasons = {(step.caller, step.process): step.reason for step in messaging.steps if step.caller}
    assert reasons["P2", "P3"] == "maintenir (…) la solution d'infrastructure"
    assert reasons["P2", "P4"] == "maintenir la solution applicative"
    assert Service.from_data(messaging.to_data(), ref).steps[13].reason == reasons["P2", "P3"]


def test_a_finished_example_has_ten_steps_and_nothing_to_mend(ref):
    example = Service.from_referential(ref, "impression")
    assert len(example.steps) == 10
    assert found(example, ref) == []
    assert {step.passage for step in example.steps} == {NO_PASSAGE}
    assert "L'impression du lycée (exemple ajouté par le kit)" in [
        plain(label) for label, _ in ServiceWorkshop(ref)._starts
    ]


def test_either_side_may_release_the_service(ref):
    """The text leaves it open: P1 goes as far as the release, P2 starts from it."""
    for code, phase in (("P1", "production"), ("P2", "fourniture")):
        assert found(told(ref, with_row(2, code, "", phase, "mettre le service à disposition")), ref) == []


def test_a_step_that_claims_a_passage_it_is_not_in_becomes_added(ref):
    data = Service.from_referential(ref).to_data()
    assert Service.from_data(data, ref) == replace(Service.from_referential(ref))
    data["etapes"][0]["action"] = "inventé"
    assert Service.from_data(data, ref).steps[0].passage == NO_PASSAGE


def test_a_file_of_the_first_version_has_no_citation(ref):
    data = {
        "format": "sio_kit/service",
        "version": 1,
        "nom": "Essai",
        "etapes": [{"processus": "P1", "action": "agir"}],
    }
    service = Service.from_data(data, ref)
    assert service.steps == (Step("P1", action="agir"),)
    assert service.to_data()["version"] == 2


def test_half_a_character_in_a_file_becomes_a_question_mark(ref):
    data = {"format": "sio_kit/service", "version": 2, "nom": "\ud83d 😀", "etapes": []}
    assert Service.from_data(data, ref).name == "? 😀"


@QUIET
@given(steps=st.lists(ANY_STEP, max_size=6), name=st.text(max_size=8))
def test_any_service_comes_back_from_its_file(ref, steps, name):
    service = replace(Service.blank(ref, name), steps=tuple(steps))
    assert Service.from_data(json.loads(json.dumps(service.to_data())), ref) == service


# The picture


def long_service(ref, count):
    words = "un texte assez long pour occuper plusieurs lignes de la figure et un mot interminable " * 2
    steps = [
        Step(f"P{1 + n % 5}", "P2" if n % 5 in (2, 3) else "", "fourniture", f"{words[: 12 * n]}x")
        for n in range(count)
    ]
    return replace(Service.blank(ref, "Long"), steps=tuple(steps))


@pytest.mark.parametrize("count", [0, 3, 30])
@pytest.mark.parametrize("size", [{"width": 600}, {"width": 340, "font": 13}], ids=["projector", "phone"])
def test_the_timeline_is_readable(ref, count, size):
    assert unreadable(service_timeline(long_service(ref, count), **size)) == []


@pytest.mark.parametrize("size", [{"width": 600}, {"width": 340, "font": 13}], ids=["projector", "phone"])
def test_thirty_processes_have_lanes_apart(ref, size):
    codes = [f"P{n}" for n in range(1, 31)]
    steps = [Step(code, codes[place - 1] if place else "", "production", "agir") for place, code in enumerate(codes)]
    service = replace(Service.blank(ref, "Long"), steps=tuple(steps))
    assert unreadable(service_timeline(service, **size)) == []
    ax = service_timeline(
        replace(service, steps=tuple(steps[:2]), processes=tuple((code, "") for code in codes)), **size
    )
    assert unreadable(ax) == []
    assert [text.get_text() for text in ax.texts][:3] == ["P1", "P2", "production"]


def test_steps_that_say_little_are_shown(folder):
    loosen(folder)
    change_table(folder, "etapes", lambda rows: [{**row, "passage": "", "processus": "", "motif": ""} for row in rows])
    change_table(folder, "liens", lambda _: [])
    ref = sio_kit.load_referential(folder)
    player = sio_kit.widgets.ServicePlayer(ref)
    assert len(player.get_state()["_steps"]) == 16
    assert "se dotant d'un logiciel de messagerie*" in repr(player)
    assert unreadable(service_timeline(Service.from_referential(ref))) == []


def test_the_timeline_shows_each_step_its_call_and_its_part(messaging):
    ax = service_timeline(messaging, step=4)
    texts = [text.get_text() for text in ax.texts]
    assert {"production", "fourniture", "16"} <= set(texts)
    names = [patch.get_gid() for patch in ax.patches if patch.get_gid()]
    assert [name for name in names if name.startswith("part:")] == [f"part:{n}:0" for n in range(1, 17)]
    calls = {name for name in names if name.endswith(":call")}
    assert calls == {f"row:{n}:call" for n, step in enumerate(messaging.steps, start=1) if step.caller}
    frames = {
        patch.get_gid(): patch.get_linewidth() for patch in ax.patches if (patch.get_gid() or "").startswith("part:")
    }
    assert max(frames, key=frames.get) == "part:4:0"
    hatches = {patch.get_hatch() for patch in ax.patches if not patch.get_gid()}
    assert hatches == {None, "////"}


def test_what_is_said_of_the_whole_story_stands_beside_it(messaging, ref):
    ax = service_timeline(messaging)
    bars = [patch for patch in ax.patches if (patch.get_gid() or "").startswith("beside:")]
    (bar,) = bars
    assert bar.get_gid() == "beside:P5"
    rows = {patch.get_gid(): patch for patch in ax.patches if (patch.get_gid() or "").startswith("part:")}
    first, last = rows["part:1:0"], rows["part:16:0"]
    assert bar.get_y() + bar.get_height() >= first.get_y() + first.get_height()
    assert last.get_y() < bar.get_y() < last.get_y() + last.get_height()
    assert "À côté de toutes les autres étapes\n16. P5" in plain(ax.get_label())
    assert [sheet["beside"] for sheet in step_sheets(messaging, ref)] == [False] * 15 + [True]
    own = told(ref, SOUND)
    assert own.beside == ()
    assert not [patch for patch in service_timeline(own).patches if "beside" in (patch.get_gid() or "")]


def test_the_timeline_fits_given_axes(messaging):
    ax = Figure(figsize=(8, 5)).subplots()
    assert service_timeline(messaging, ax=ax) is ax
    assert unreadable(ax) == []


def test_the_same_service_gives_the_same_bytes(messaging):
    assert to_svg(service_timeline(messaging)) == to_svg(service_timeline(messaging))


def test_the_text_alternative_tells_each_step(messaging):
    said = plain(service_timeline(messaging, step=2).get_label())
    assert "12. P4, appelé par P2 : correction d'une erreur" in said
    assert said.endswith("Étape en cours : 2")


# The player, without a browser


def test_each_sheet_marks_its_words_in_the_official_sentence(messaging, ref):
    sheets = step_sheets(messaging, ref)
    marked = []
    for step, sheet in zip(messaging.steps, sheets, strict=True):
        entry = next(block for block in sheet["answer"]["blocks"] if block["title"] == "Dans le texte")["entries"][0]
        start, end = entry["marks"][0]
        assert entry["quote"][start:end] == step.action
        marked.append((step.passage, start))
    assert len(set(marked)) == len(marked)


def test_what_p5_records_is_shown_for_solutions_only(messaging, ref):
    for step, sheet in zip(messaging.steps, step_sheets(messaging, ref), strict=True):
        titles = [block["title"] for block in sheet["answer"]["blocks"]]
        assert ("Ce qui est enregistré dans P5" in titles) == (step.process in ("P3", "P4"))


def test_a_question_does_not_tell_its_answer(messaging, ref):
    for step, sheet in zip(messaging.steps, step_sheets(messaging, ref), strict=True):
        asked = str(sheet["question"]) + sheet["hidden"]
        assert step.process not in asked


def test_a_step_is_chosen_from_python(ref):
    player = sio_kit.widgets.ServicePlayer(ref)
    player.step = 16
    assert player.step == 16
    for step in (0, 17, -1):
        with pytest.raises(sio_kit.ReferentialError, match=f"L'étape {step} n'existe pas"):
            player.step = step
    assert player.step == 16
    assert repr(player) == Service.from_referential(ref).describe()


def test_a_class_votes_on_some_steps(ref):
    state = sio_kit.widgets.ServicePlayer(ref, votes=(13, 4, 4)).get_state()
    assert state["_votes"] == [4, 13]
    assert sio_kit.widgets.ServicePlayer(ref).get_state()["_votes"] == list(range(1, 17))


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ([4, 17], "L'étape 17 n'existe pas : choisissez un nombre de 1 à 16."),
        ("4", "« votes » attend une liste d'étapes, par exemple votes=[4, 13]."),
        (4, "« votes » attend une liste d'étapes, par exemple votes=[4, 13]."),
    ],
)
def test_a_step_to_vote_on_that_does_not_exist(ref, votes, said):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        sio_kit.widgets.ServicePlayer(ref, votes=votes)
    assert plain(caught.value) == said
