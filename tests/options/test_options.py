"""The options compared: against the tables, with other tables, drawn, and in the explorer without a browser."""

import json
import re
from difflib import SequenceMatcher
from itertools import product

import pytest
from columns import html_words, standing, words_of
from conftest import change_table, loosen, plain
from drawings import unreadable
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

import sio_kit
from sio_kit.drawing.picture import to_png, to_svg
from sio_kit.options.columns import option_comparison
from sio_kit.options.figure import participation_matrix
from sio_kit.options.model import CLOSE, COMMON, KINDS, Comparison, differences
from sio_kit.options.sheets import option_sheets


@pytest.fixture(scope="module")
def comparison(ref):
    return Comparison.from_referential(ref)


def keys(comparison, kind, zone):
    return [row.key for row in comparison.of(kind, zone)]


def parts(comparison, kind):
    return sorted((part.option, part.text, part.passage) for row in comparison.of(kind) for part in row.parts)


def block(sheet, title):
    return next(block["entries"] for block in sheet["blocks"] if plain(block["title"]) == title)


# The comparison


def test_each_line_of_the_tables_is_there_once(comparison, ref):
    sentences = ref.interventions[["option", "texte", "passage"]]
    assert sorted([*parts(comparison, "intervention"), *parts(comparison, "mission")]) == sorted(
        sentences.itertuples(index=False, name=None)
    )
    jobs = ref.emplois[["option", "libelle", "passage"]]
    assert parts(comparison, "emploi") == sorted(jobs.itertuples(index=False, name=None))
    natures = {(part.option, row.key): part.nature for row in comparison.of("processus") for part in row.parts}
    expected = ref.participations[["option", "processus", "nature"]].itertuples(index=False, name=None)
    assert natures == {(option, process): nature for option, process, nature in expected}
    assert len({row.key for row in comparison.rows}) == len(comparison.rows)


def test_the_zones_are_those_of_the_text(comparison):
    assert keys(comparison, "intervention", COMMON) == ["A7=B7"]
    assert keys(comparison, "intervention", CLOSE) == ["A5~B5", "A6~B6"]
    assert keys(comparison, "intervention", "A") == ["A1", "A2", "A3", "A4"]
    assert keys(comparison, "mission", "B") == ["B8", "B9", "B10"]
    assert [keys(comparison, "processus", zone) for zone in ("A", COMMON, "B")] == [["P3"], ["P1", "P2", "P5"], ["P4"]]
    assert keys(comparison, "emploi", COMMON) == []
    assert keys(comparison, "perspectives", COMMON) == ["perspectives A=B"]


def test_a_missions_condition_is_its_options(comparison, ref):
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    words = {"A": "taille de l'organisation", "B": "taille du projet"}
    for row in comparison.of("mission"):
        (part,) = row.parts
        assert words[part.option] in texts[part.introduction]


def test_every_lines_passage_contains_it(comparison, ref):
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    for row in comparison.rows:
        for part in row.parts:
            assert part.text in texts[part.passage]
            assert not part.added
    for sheet in option_sheets(ref).values():
        for each in sheet["blocks"]:
            for entry in each["entries"]:
                assert "quote" not in entry or entry["quote"] in texts[entry["passage"]]


def test_the_sentences_said_to_be_close_are_those_that_share_their_words(ref):
    def words(row):
        return re.findall(r"\w+", row["texte"].casefold())

    first, second = ([row for row in ref.rows("interventions") if row["option"] == code] for code in "AB")
    for one, other in product(first, second):
        shared = SequenceMatcher(None, words(one), words(other), autojunk=False).ratio()
        if one["texte"] == other["texte"]:
            assert not one["proche"] and not other["proche"]
        elif (one["proche"], other["proche"]) == (str(other["ordre"]), str(one["ordre"])):
            assert 0.5 <= shared < 1
        else:
            assert str(other["ordre"]) != one["proche"]
            assert str(one["ordre"]) != other["proche"]
            assert shared < 0.44


def test_the_words_that_differ(comparison):
    row = comparison.names()["A5"]
    texts = [part.text for part in row.parts]
    marked = [[text[start:end] for start, end in marks] for text, marks in zip(texts, differences(*texts), strict=True)]
    assert marked == [["besoins d'évolution de l'infrastructure ou à des", "mise à disposition"], ["fourniture"]]


@settings(deadline=None)
@given(first=st.text(alphabet="ab é'", max_size=20), second=st.text(alphabet="ab é'", max_size=20))
def test_what_is_not_marked_is_the_same_in_both(first, second):
    def rest(text, marks):
        for start, end in reversed(marks):
            assert 0 <= start < end <= len(text)
            text = text[:start] + text[end:]
        return re.findall(r"\w+", text.casefold())

    marks = differences(first, second)
    assert rest(first, marks[0]) == rest(second, marks[1])
    assert differences(first, first) == ([], [])


# Other tables


def test_an_intervention_moved_to_the_other_option(folder):
    def move(rows):
        next(row for row in rows if row["texte"].startswith("la gestion des actifs")).update(option="B", ordre="11")
        return rows

    change_table(folder, "interventions", move)
    comparison = Comparison.from_referential(sio_kit.load_referential(folder))
    assert keys(comparison, "intervention", "A") == ["A1", "A2", "A3"]
    assert keys(comparison, "intervention", "B")[-1] == "B11"


def set_close(folder, **numbers):
    """Write the column `proche` anew: `A1=4` says that B4 is close to A1."""
    change_table(
        folder,
        "interventions",
        lambda rows: [{**row, "proche": str(numbers.get(row["option"] + row["ordre"], ""))} for row in rows],
    )
    return Comparison.from_referential(sio_kit.load_referential(folder))


def test_close_sentences_are_those_of_the_table(folder):
    comparison = set_close(folder, A1=4, B5=2, A9=8)
    assert keys(comparison, "intervention", CLOSE) == ["A1~B4", "A2~B5"]
    assert keys(comparison, "mission", CLOSE) == ["A9~B8"]
    assert comparison.names()["B4"].key == "A1~B4"


def test_a_close_sentence_that_is_not_there_or_already_taken_is_not_shown(folder):
    comparison = set_close(folder, A1=99, A2=7, A3=3, A4=3, B1=77)
    assert keys(comparison, "intervention", CLOSE) == ["A3~B3"]
    assert keys(comparison, "intervention", COMMON) == ["A7=B7"]
    assert keys(comparison, "intervention", "A") == ["A1", "A2", "A4", "A5", "A6"]


def test_an_older_copy_has_the_kits_close_sentences(folder):
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    (table,) = (each for each in descriptor["resources"] if each["name"] == "interventions")
    table["schema"]["fields"] = [field for field in table["schema"]["fields"] if field["name"] != "proche"]
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    path = folder / "interventions.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8")
    ref = sio_kit.load_referential(folder)
    assert "interventions.proche" in ref.borrowed
    assert keys(Comparison.from_referential(ref), "intervention", CLOSE) == ["A5~B5", "A6~B6"]


def test_no_option_at_all_is_said(folder):
    loosen(folder)
    for table in ("options", "interventions", "emplois", "participations"):
        change_table(folder, table, lambda _: [])
    other = sio_kit.load_referential(folder)
    for ask in (sio_kit.widgets.OptionExplorer, sio_kit.widgets.OptionJournal, option_comparison):
        with pytest.raises(sio_kit.ReferentialError) as caught:
            ask(other)
        assert plain(caught.value).startswith("La table « options » est vide : il n'y a rien à comparer.")


def test_one_option_alone_and_cells_left_empty(folder):
    loosen(folder)
    for table in ("options", "interventions", "emplois", "participations"):
        change_table(
            folder,
            table,
            lambda rows: [{**row, "passage": ""} for row in rows if row.get("option", row["passage"]) != "B"],
        )
    change_table(folder, "options", lambda rows: rows[:1])
    state = sio_kit.widgets.OptionExplorer(sio_kit.load_referential(folder)).get_state()
    assert {row["zone"] for row in state["_rows"]} <= {"A", COMMON}
    assert block(state["_sheets"]["A1"], "Option A (SISR*)")[0]["text"].endswith("*")
    assert set(state["_sheets"]) == {"", *(row["key"] for row in state["_rows"])}


def test_a_third_of_the_lines_gone(folder):
    for table in ("interventions", "emplois", "participations"):
        change_table(folder, table, lambda rows: [row for n, row in enumerate(rows) if n % 3])
    ref = sio_kit.load_referential(folder)
    comparison = Comparison.from_referential(ref)
    assert len(parts(comparison, "intervention")) + len(parts(comparison, "mission")) == len(ref.interventions)
    assert set(option_sheets(ref)) == {"", *(row.key for row in comparison.rows)}
    assert unreadable(participation_matrix(ref)) == []
    assert standing(option_comparison(ref))
    assert "non dit*" in participation_matrix(ref).get_label()
    assert sio_kit.widgets.OptionExplorer(ref).get_state()["_rows"]


def test_an_option_without_interventions(folder):
    change_table(folder, "interventions", lambda rows: [row for row in rows if row["option"] == "A"])
    ref = sio_kit.load_referential(folder)
    comparison = Comparison.from_referential(ref)
    assert {row.zone for row in comparison.of("intervention")} == {"A"}
    heads = {head for band, head, _ in standing(option_comparison(ref)) if band == "Interventions"}
    assert heads == {"Seulement A"}
    sheet = option_sheets(ref)["emploi B1"]
    assert "Interventions de l'option B" not in [each["title"] for each in sheet["blocks"]]


def test_a_sentence_of_a_teacher_is_shown_as_added(folder):
    change_table(
        folder, "interventions", lambda rows: [*rows, {**rows[0], "ordre": "11", "texte": "le café $x$ <b>de</b> 10 h"}]
    )
    ref = sio_kit.load_referential(folder)
    shown = option_comparison(ref)
    assert ("Interventions", "Seulement A", "le café $x$ <b>de</b> 10 h*") in standing(shown)
    assert "    - le café $x$ <b>de</b> 10 h*\n" in repr(shown)
    assert block(option_sheets(ref)["A11"], "Option A (SISR*)") == [{"text": "le café $x$ <b>de</b> 10 h*"}]
    assert "<b>de" not in shown._repr_html_()


# The matrix


def test_the_matrix_is_readable(ref, folder):
    assert unreadable(participation_matrix(ref)) == []
    change_table(
        folder, "processus", lambda rows: [{**row, "libelle": row["libelle"] + " et" * 40 + "a" * 90} for row in rows]
    )
    assert unreadable(participation_matrix(sio_kit.load_referential(folder))) == []
    ax = Figure(figsize=(10, 14)).subplots()
    assert participation_matrix(ref, ax=ax) is ax
    assert unreadable(ax) == []


def test_the_same_input_gives_the_same_bytes(ref):
    assert to_svg(participation_matrix(ref)) == to_svg(participation_matrix(ref))
    assert to_png(participation_matrix(ref)) == to_png(participation_matrix(ref))


def test_the_matrix_tells_its_natures_apart_without_colour(ref):
    ax = participation_matrix(ref)
    texts = [text.get_text() for text in ax.texts]
    assert [texts.count(f"{nature}*") for nature in ("commune", "spécialité", "hors spécialité")] == [6, 2, 2]
    assert sum(patch.get_hatch() == "////" for patch in ax.patches) == 2
    weights = {text.get_weight() for text in ax.texts if text.get_text() == "spécialité*"}
    assert weights == {"bold"}


def test_the_matrix_says_all_in_words(ref):
    said = plain(participation_matrix(ref).get_label())
    assert (
        "P4 Conception et maintenance de solutions applicatives : option A hors spécialité*, option B spécialité*"
        in said
    )
    assert "L254, L255" in said


# The columns


def test_each_text_stands_once_under_its_headings(ref, comparison):
    shown = standing(option_comparison(ref))
    options = ref.options.to_dict("records")
    names = [("", "", f"Option {row['code']} ({row['sigle']}*) {row['libelle']}") for row in options]
    assert shown[:2] == names
    jobs = [("Emplois", f"Seulement {job['option']}", job["libelle"]) for job in ref.emplois.to_dict("records")]
    assert [each for each in shown if each[0] == "Emplois"] == jobs
    heads = {"A": "Seulement A", "B": "Seulement B", COMMON: "Commun"}
    for kind in ("intervention", "mission"):
        expected = [
            (KINDS[kind], heads[row.zone], row.parts[0].text) for row in comparison.of(kind) if row.zone in heads
        ]
        close = [
            (KINDS[kind], "≈ proches", f"Option {part.option} {part.text}")
            for row in comparison.of(kind, CLOSE)
            for part in row.parts
        ]
        assert sorted(each for each in shown if each[0] == KINDS[kind]) == sorted([*expected, *close])
    assert (
        "Processus",
        "Seulement A",
        "P3 Conception et maintenance de solutions d'infrastructure, spécialité*",
    ) in shown
    assert [text[:2] for band, head, text in shown if (band, head) == ("Processus", "Commun")] == ["P1", "P2", "P5"]
    assert shown[-1] == ("Perspectives d'évolution", "Commun", options[0]["perspectives"])
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("kinds", [["intervention"], list(KINDS)])
def test_the_plain_text_says_the_same_in_the_same_order(ref, kinds):
    shown = option_comparison(ref, kinds=kinds)
    assert words_of(repr(shown)) == html_words(shown)
    assert plain(shown).splitlines()[-1].startswith("Référentiel du BTS SIO, Annexe I, L106 à ")
    assert plain(shown).endswith(" ; * ajouté par le kit")


def test_one_kind_alone_may_be_shown(ref):
    shown = sio_kit.show_figure(option_comparison, ref, kinds="emploi")
    assert {band for band, *_ in standing(shown)} == {"", "Emplois"}
    for kinds in (["emplois"], "x"):
        with pytest.raises(sio_kit.ReferentialError, match=r"n'est pas une sorte de lignes. Choisissez parmi"):
            option_comparison(ref, kinds=kinds)


# The sheets


def test_a_close_sentence_shows_its_counterpart(ref):
    sheet = option_sheets(ref)["A6~B6"]
    assert plain(sheet["title"]) == "Interventions proches : option A et option B"
    for option, words in [
        ("Option A (SISR*)", "la résolution des incidents"),
        ("Option B (SLAM*)", "l'accompagnement"),
    ]:
        (entry,) = block(sheet, option)
        assert [entry["quote"][start:end] for start, end in entry["marks"]] == [words]


def test_a_job_says_that_it_is_an_indication_and_opens_its_options_interventions(ref):
    sheet = option_sheets(ref)["emploi B5"]
    assert "À titre indicatif" in block(sheet, "À titre indicatif")[0]["quote"]
    entries = block(sheet, "Interventions de l'option B")
    assert [entry["text"] for entry in entries] == [f"B{n}" for n in range(1, 11)]
    assert [entry["part"] for entry in entries][4:7] == ["A5~B5", "A6~B6", "A7=B7"]


def test_a_process_says_how_each_option_takes_part(ref):
    sheet = option_sheets(ref)["P3"]
    assert block(sheet, "Option A (SISR*)")[0]["text"] == "spécialité*"
    assert block(sheet, "Option B (SLAM*)")[0]["text"] == "hors spécialité*"
    assert block(sheet, "Option B (SLAM*)")[0]["passage"] == "L255"


# The explorer, without a browser


@pytest.fixture
def explorer(ref):
    return sio_kit.widgets.OptionExplorer(ref)


def test_the_explorer_carries_all_it_shows(explorer, comparison, ref):
    state = explorer.get_state()
    assert [row["key"] for row in state["_rows"]] == [row.key for row in comparison.rows]
    assert set(state["_sheets"]) == {"", *(row.key for row in comparison.rows)}
    assert state["_kinds"] == [[kind, title] for kind, title in KINDS.items()]
    assert state["_zones"] == [["A", "Option A"], ["commun", "Commun"], ["B", "Option B"]]
    assert repr(explorer) == repr(option_comparison(ref))
    assert state["_esm"].count("export") == 1
    assert "import" not in re.findall(r"^(\w+) ", state["_esm"], flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ("A5", "A5~B5"),
        ("B7", "A7=B7"),
        ("P3", "P3"),
        ("emploi A2", "emploi A2"),
        ("perspectives B", "perspectives A=B"),
        ("", ""),
    ],
)
def test_a_line_is_chosen_from_python_by_its_name(explorer, asked, chosen):
    explorer.selected = asked
    assert explorer.selected == chosen


@pytest.mark.parametrize(
    ("trait", "value", "said"),
    [
        ("selected", "A11", "n'est pas une ligne"),
        ("kind", "emplois", "n'est pas une sorte"),
        ("zone", "C", "n'est pas une option"),
    ],
)
def test_what_does_not_exist_changes_nothing(explorer, trait, value, said):
    with pytest.raises(sio_kit.ReferentialError, match=said):
        setattr(explorer, trait, value)
    assert getattr(explorer, trait) == ""
