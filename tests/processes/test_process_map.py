"""The process map: what follows from the tables, and how it is drawn."""

import re
from itertools import combinations, pairwise
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pytest
from conftest import change_table, loosen, plain
from drawings import text_places, unreadable
from matplotlib.figure import Figure

import sio_kit
from sio_kit.drawing.picture import to_png, to_svg
from sio_kit.processes.figure import process_map
from sio_kit.processes.model import Link, Process, ProcessNetwork, verb
from sio_kit.processes.sheets import process_sheets
from sio_kit.vocabulary import CALLS, PRECEDES, RELIES, RENEWS

METIER = ("metier", "processus métier")
SUPPORT = ("support", "processus support")
WIDTHS = [{"width": 540}, {"width": 340, "font": 13}]


@pytest.fixture(scope="module")
def network(ref):
    return ProcessNetwork.from_referential(ref)


def with_more(network, *, processes=(), links=(), without=()):
    kept = [link for link in network.links if link.part not in without]
    return ProcessNetwork((*network.processes, *processes), (*kept, *links), network.title)


def tables(network):
    """Return what stands for a référentiel that has these processes and links."""
    rows = {
        "categories": [{"code": code, "libelle": label} for code, label in (METIER, SUPPORT)],
        "processus": [
            {"code": each.code, "libelle": each.label, "categorie": each.category} for each in network.processes
        ],
        "liens": [
            {"source": each.source, "cible": each.target, "nature": each.nature, "passage": each.passage}
            for each in network.links
        ],
    }
    return SimpleNamespace(rows=rows.get, title=network.title)


def described(ref, highlight=()):
    return process_map(ref, highlight=highlight).get_label()


def variants(network):
    """Return the kit's network, and what a teacher may make of it."""
    long = "Veille, prospective et expérimentation de technologies anticonstitutionnellement émergentes <script> & $x$"
    sixth = Process("P6", long, *METIER)
    seventh = Process("P7", "Achats", *SUPPORT)
    several = [
        Link("P1", "P6", CALLS, "L055"), Link("P6", "P5", RELIES, "L057"), Link("P1", "P7", RELIES, "L057"),
        Link("P3", "P4", CALLS, "L055"), Link("P2", "P1", CALLS, "L055"),
    ]  # fmt: skip
    return {
        "the kit's": network,
        "one link fewer": with_more(network, without=["P1→P4"]),
        "no link": ProcessNetwork(network.processes, (), network.title),
        "a sixth process": with_more(network, processes=[sixth], links=several[:2]),
        "seven processes": with_more(network, processes=[sixth, seventh], links=several),
        "a long chain": with_more(network, processes=[sixth], links=[Link("P2", "P6", PRECEDES, "L053")]),
        "one process": ProcessNetwork(network.processes[:1], (), network.title),
        "several links": with_more(network, links=[
            Link("P1", "P2", CALLS, "L055"), Link("P1", "P2", RELIES, "L057"), Link("P2", "P1", PRECEDES, "L053"),
            Link("P1", "P1", RENEWS, "L053"), Link("P1", "P5", CALLS, "L055"),
        ]),
    }  # fmt: skip


# What follows from the tables


def test_the_rows_of_the_map(network):
    rows = [[process.code for process in row] for row in network.rows()]
    assert rows == [["P1", "P2"], ["P3", "P4"], ["P5"]]


def test_processes_stand_in_the_order_in_which_they_precede_each_other(network):
    turned = ProcessNetwork(network.processes[::-1], network.links, network.title)
    assert [process.code for process in turned.rows()[0]] == ["P1", "P2"]


def test_precedence_in_a_circle_keeps_the_tables_order(network):
    circle = with_more(network, links=[Link("P2", "P1", PRECEDES, "L053")])
    assert [process.code for process in circle.rows()[0]] == ["P1", "P2"]


def test_the_description_says_all_that_the_map_shows(ref):
    said = plain(described(ref, highlight=["P1", "P2→P4"]))
    assert said.startswith(
        "Carte des processus : reconstitution d'après le texte (L053, L055, L057), Référentiel du BTS SIO"
    )
    for code, label in zip(ref.processus["code"], ref.processus["libelle"], strict=True):
        assert f"{code} {label}" in said
    for sentence in ("P1 précède P2.", "P2 ramène à P1.", "P2 fait appel à P3 et P4.", "P4 s'appuie sur P5."):
        assert sentence in said
    assert said.endswith("Mis en évidence : P1 et P2→P4.")


@pytest.mark.parametrize("part", ["P9", "P3→P1", "", "p1"])
def test_what_is_not_on_the_map_cannot_be_highlighted(ref, part):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        process_map(ref, highlight=[part])
    assert plain(caught.value).startswith(
        f"« {part} » n'est ni un processus ni un lien de la carte. Choisissez parmi : P1, "
    )


def test_a_referential_without_processes_is_said(folder):
    loosen(folder)
    for table in ("processus", "liens", "etapes", "exemples", "participations", "incidents"):
        change_table(folder, table, lambda _: [])
    other = sio_kit.load_referential(folder)
    for ask in (process_map, sio_kit.widgets.ProcessMap):
        with pytest.raises(sio_kit.ReferentialError) as caught:
            ask(other)
        assert plain(caught.value).startswith("La table « processus » est vide : la carte n'a rien à montrer.")


# The sheets


def quotes(sheet):
    return [entry["quote"] for block in sheet["blocks"] for entry in block["entries"] if "quote" in entry]


def block(sheet, title):
    return next(block["entries"] for block in sheet["blocks"] if plain(block["title"]) == title)


def test_there_is_a_sheet_for_each_part_and_for_the_whole(ref, network):
    assert set(process_sheets(ref)) == {"", *network.parts}


def test_a_process_sheet_tells_all(ref):
    sheet = process_sheets(ref)["P3"]
    assert sheet["title"] == "P3 Conception et maintenance de solutions d'infrastructure"
    assert block(sheet, "Définition") == [{"quote": ref.processus.loc[2, "definition"], "passage": "L081"}]
    assert block(sheet, "Processus métier")[0]["passage"] == "L044"
    assert [entry["part"] for entry in block(sheet, "Est appelé par")] == ["P1→P3", "P2→P3"]
    assert [entry["part"] for entry in block(sheet, "S'appuie sur")] == ["P3→P5"]
    assert [entry["quote"] for entry in block(sheet, "Exemple : messagerie")] == [
        "implanter un nouveau serveur",
        "paramétrer des postes de travail",
        "redimensionnement du serveur",
        "mise à jour de sécurité",
    ]
    texts = [plain(entry["text"]) for entry in block(sheet, "Participation des options")]
    assert texts == ["Option A (SISR*) : spécialité*", "Option B (SLAM*) : hors spécialité*"]


def test_a_link_sheet_quotes_the_sentence_that_establishes_it(ref):
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    sheets = process_sheets(ref)
    for link in ref.liens.itertuples():
        sheet = sheets[f"{link.source}→{link.cible}"]
        assert quotes(sheet)[0] == texts[link.passage]
        assert verb(link.nature) in sheet["blocks"][0]["title"]
    assert [entry["quote"] for entry in block(sheets["P2→P4"], "Exemple : messagerie")] == [
        "correction d'une erreur",
        "mise à jour de sécurité",
    ]


def test_each_quotation_of_the_sheets_stands_in_its_passage(ref):
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    for sheet in process_sheets(ref).values():
        for entries in sheet["blocks"]:
            for entry in entries["entries"]:
                if "quote" in entry:
                    assert entry["quote"] in texts[entry["passage"]]


def test_a_definition_that_is_not_the_text_is_no_quotation(folder):
    path = folder / "processus.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Afin d'optimiser", "Pour améliorer"), encoding="utf-8", newline="")
    (entry,) = block(process_sheets(sio_kit.load_referential(folder))["P5"], "Définition")
    assert entry["text"].startswith("Pour améliorer")
    assert entry["text"].endswith("*")
    assert "quote" not in entry


def test_two_links_between_the_same_processes_share_a_sheet_and_a_label(folder):
    change_table(folder, "liens", lambda rows: [*rows, {**rows[0], "nature": RENEWS}])
    widget = sio_kit.widgets.ProcessMap(sio_kit.load_referential(folder))
    state = widget.get_state()
    assert plain(state["_labels"]["P1→P2"]) == "P1 précède P2 ; P1 ramène à P2"
    titles = [plain(block["title"]) for block in state["_sheets"]["P1→P2"]["blocks"]]
    assert titles[::2] == [
        f"P1 Production de services {verb(nature)} P2 Fourniture de services" for nature in (PRECEDES, RENEWS)
    ]
    for drawing in (state["_wide"], state["_narrow"]):
        assert re.findall('id="((?:part|head):P1→P2:[0-9])"', drawing) == [
            "part:P1→P2:0", "head:P1→P2:0", "part:P1→P2:1", "head:P1→P2:1",
        ]  # fmt: skip
    widget.selected = "P1→P2"


def test_cells_left_empty_and_a_nature_of_links_of_ones_own_are_shown(folder):
    loosen(folder)
    change_table(folder, "liens", lambda rows: [{**row, "passage": "", "nature": "s'inspire de"} for row in rows])
    change_table(folder, "processus", lambda rows: [{**row, "categorie": "", "passage": ""} for row in rows])
    change_table(folder, "participations", lambda rows: [{**row, "passage": "", "option": ""} for row in rows[:3]])
    change_table(folder, "etapes", lambda rows: [{**row, "passage": "", "processus": ""} for row in rows])
    ref = sio_kit.load_referential(folder)
    state = sio_kit.widgets.ProcessMap(ref).get_state()
    assert state["_labels"]["P1→P3"] == "P1 s'inspire de P3"
    assert block(state["_sheets"]["P5"], "Définition")[0]["text"].endswith("*")
    assert [plain(each["title"]) for each in state["_sheets"][""]["blocks"]] == ["Mode d'emploi"]


# The picture


def extents(ax):
    """Return the texts of an Axes with their places, and the boxes of the processes, in points."""
    boxes = {
        patch.get_gid().split(":")[1]: patch.get_path().get_extents(patch.get_patch_transform())
        for patch in ax.patches
        if re.match(r"part:[^→]*:", patch.get_gid() or "")
    }
    return text_places(ax), boxes


def lines(ax):
    """Return each arrow's name and its points."""
    return [
        (patch.get_gid().split(":")[1], patch.get_path().vertices)
        for patch in ax.patches
        if "→" in (patch.get_gid() or "") and patch.get_gid().startswith("part:")
    ]


def along(points, step=3):
    """Yield points of a line, `step` points apart."""
    for (x0, y0), (x1, y1) in pairwise(points):
        count = max(2, int(max(abs(x1 - x0), abs(y1 - y0)) / step))
        for n in range(count + 1):
            yield x0 + (x1 - x0) * n / count, y0 + (y1 - y0) * n / count


@pytest.mark.parametrize("size", WIDTHS, ids=["projector", "phone"])
@pytest.mark.parametrize("variant", list(variants(ProcessNetwork((), (), ""))))
def test_the_picture_is_readable(network, variant, size):
    shown = variants(network)[variant]
    ax = process_map(tables(shown), **size)
    texts, boxes = extents(ax)
    assert set(boxes) == {process.code for process in shown.processes}
    assert unreadable(ax) == []
    for text, place in texts.items():
        inside = [
            box
            for box in boxes.values()
            if box.x0 <= place.x0 + place.width / 2 <= box.x1 and box.y0 < place.y1 and place.y0 < box.y1
        ]
        for box in inside:
            assert box.x0 <= place.x0, text.get_text()
            assert place.x1 <= box.x1, text.get_text()
            assert box.y0 <= place.y0 + 1
            assert place.y1 <= box.y1 + 1
    for first, second in combinations(boxes.values(), 2):
        assert not first.overlaps(second)


@pytest.mark.parametrize("size", WIDTHS, ids=["projector", "phone"])
def test_forty_processes_stand_apart_in_more_rows(network, size):
    natures = [CALLS, RELIES, PRECEDES, RENEWS]
    shown = with_more(
        network,
        processes=[Process(f"P{n}", f"Processus {n}", *(SUPPORT if n % 5 == 0 else METIER)) for n in range(6, 41)],
        links=[Link(f"P{n}", f"P{1 + n * 7 % 40}", natures[n % 4], "L055") for n in range(1, 41)],
    )
    ax = process_map(tables(shown), **size)
    _, boxes = extents(ax)
    assert unreadable(ax) == []
    assert set(boxes) == {process.code for process in shown.processes}
    assert not any(first.overlaps(second) for first, second in combinations(boxes.values(), 2))
    drawn = lines(ax)
    assert sorted(name for name, _ in drawn) == sorted(link.part for link in shown.links)
    assert all(0 <= x <= size["width"] for _, points in drawn for x, _ in points)


@pytest.mark.parametrize("size", WIDTHS, ids=["projector", "phone"])
@pytest.mark.parametrize("variant", list(variants(ProcessNetwork((), (), ""))))
def test_no_arrow_crosses_a_text_or_a_box(network, variant, size):
    shown = variants(network)[variant]
    ax = process_map(tables(shown), **size)
    texts, boxes = extents(ax)
    drawn = lines(ax)
    assert sorted(name for name, _ in drawn) == sorted(link.part for link in shown.links)
    for name, points in drawn:
        for x, y in along(points):
            assert not any(place.contains(x, y) for place in texts.values()), name
            assert not any(box.padded(-2).contains(x, y) for box in boxes.values()), name


def test_every_arrow_runs_between_its_two_processes(network):
    ax = process_map(tables(network))
    _, boxes = extents(ax)
    for name, points in lines(ax):
        for code, (x, y) in zip(name.split("→"), (points[0], points[-1]), strict=True):
            box = boxes[code]
            assert box.x0 - 12 <= x <= box.x1 + 12
            assert box.y0 - 12 <= y <= box.y1 + 12


def test_natures_and_categories_are_told_apart_without_colour(network):
    ax = process_map(tables(network))
    styles = {}
    natures = {link.part: link.nature for link in network.links}
    for patch in ax.patches:
        name = (patch.get_gid() or "").removeprefix("part:").split(":")[0]
        if name in natures:
            styles.setdefault(natures[name], set()).add((round(patch.get_linewidth(), 2), str(patch.get_linestyle())))
    assert set(styles) == {PRECEDES, RENEWS, CALLS, RELIES}
    assert len(set.union(*styles.values())) == 4
    shapes = {patch.get_gid(): type(patch).__name__ for patch in ax.patches}
    assert shapes["part:P1:0"] != shapes["part:P5:0"]
    assert {"processus métier", "processus support"} <= {text.get_text() for text in ax.texts}


def test_a_highlight_is_a_thick_line(ref):
    def widths(ax):
        return {patch.get_gid(): patch.get_linewidth() for patch in ax.patches if patch.get_gid()}

    bare, marked = widths(process_map(ref)), widths(process_map(ref, highlight=["P1", "P1→P3"]))
    assert {name for name in bare if marked[name] >= 2 * bare[name] > 0} == {"part:P1:0", "part:P1→P3:0"}


@pytest.mark.parametrize("size", WIDTHS, ids=["projector", "phone"])
def test_a_blank_map_has_the_same_boxes_and_arrows_and_none_of_their_words(ref, network, size):
    whole, blank = process_map(ref, **size), process_map(ref, blank=True, **size)
    assert extents(blank)[1].keys() == extents(whole)[1].keys()
    assert [(name, points.tolist()) for name, points in lines(blank)] == [
        (name, points.tolist()) for name, points in lines(whole)
    ]
    shown = " ".join(text.get_text() for text in blank.texts)
    assert plain(shown) == plain(network.caption())
    assert len(blank.lines) == len({link.nature for link in network.links})
    said = plain(blank.get_label())
    assert said.startswith("Carte muette des processus, à compléter : reconstitution d'après le texte")
    assert "Cases vides, de haut en bas : 2, 2, 1. Flèches : 10, de sortes différentes : 4" in said
    answers = [*network.labels().values(), *(process.label for process in network.processes), "P1", "appel"]
    assert not [words for words in answers if words in said]


def test_the_sheets_leave_open_who_releases_the_service(ref):
    meaning = plain(block(process_sheets(ref)["P1→P2"], "Autrement dit*")[0]["text"])
    assert "P2 commence à la mise à disposition du service." in meaning
    assert "ne dit pas lequel" in meaning


def test_the_same_input_gives_the_same_bytes(ref):
    first, second = to_svg(process_map(ref)), to_svg(process_map(ref))
    assert first == second
    assert first != to_svg(process_map(ref, highlight=["P1"]))
    assert to_png(process_map(ref)) == to_png(process_map(ref))


def test_the_svg_takes_the_pages_colours_and_escapes_labels(network):
    svg = to_svg(process_map(tables(variants(network)["a sixth process"])))
    assert svg.startswith("<svg")
    assert "currentColor" in svg
    assert "&lt;script&gt;" in svg
    assert "<script>" not in svg
    assert "&amp;" in svg
    assert "$x$" in svg


def test_drawing_on_given_axes_fits_them_and_changes_nothing_else(ref):
    figure = Figure(figsize=(10, 4))
    left, right = figure.subplots(1, 2)
    before = dict(plt.rcParams)
    assert process_map(ref, ax=left) is left
    assert list(right.texts) == []
    assert dict(plt.rcParams) == before
    assert plt.get_fignums() == []
    assert unreadable(left) == []


def test_a_figure_in_a_notebook_has_its_text_alternative(ref):
    shown = sio_kit.show_figure(process_map, ref, highlight=["P5"])
    assert repr(shown) == described(ref, highlight=["P5"])
    html = shown._repr_html_()
    assert re.match(r'<img width="540" style="max-width: 100%; height: auto" alt="Carte des processus', html)
    assert "src=&" not in html
    assert 'src="data:image/png;base64,' in html


# The widget, without a browser


@pytest.fixture
def widget(ref):
    return sio_kit.widgets.ProcessMap(ref)


def test_the_widget_carries_all_it_shows(widget, ref, network):
    state = widget.get_state()
    assert state["selected"] == ""
    assert set(state["_sheets"]) == {"", *network.parts}
    assert set(state["_labels"]) == set(network.parts)
    assert state["_labels"]["P5"] == "P5 Gestion du patrimoine informatique, processus support"
    assert state["_labels"]["P2→P1"] == "P2 ramène à P1"
    assert state["_wide"] == to_svg(process_map(ref))
    assert "import" not in re.findall(r"^(\w+) ", state["_esm"], flags=re.MULTILINE)
    assert state["_esm"].count("export") == 1


def test_the_widget_says_what_it_shows(widget, ref):
    assert repr(widget) == described(ref)
    data, _ = widget._repr_mimebundle_()
    assert data["text/plain"] == described(ref)
    assert "application/vnd.jupyter.widget-view+json" in data


@pytest.mark.parametrize("part", ["P4", "P2→P1", ""])
def test_a_part_can_be_chosen_from_python(widget, part):
    widget.selected = part
    assert widget.selected == part


@pytest.mark.parametrize("part", ["P6", "P3→P1", "p1", " "])
def test_a_part_that_does_not_exist_changes_nothing(widget, part):
    widget.selected = "P2"
    with pytest.raises(sio_kit.ReferentialError, match="ni un processus ni un lien"):
        widget.selected = part
    assert widget.selected == "P2"
