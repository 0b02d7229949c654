"""The surroundings of the job: what the tables give, and their map."""

import pytest
from conftest import change_table, plain
from drawings import unreadable
from matplotlib.figure import Figure

import sio_kit
from sio_kit.context.figure import context_map, describe_context_map
from sio_kit.drawing.picture import to_png, to_svg


def words(ax):
    return " ".join(text.get_text() for text in ax.texts)


@pytest.mark.parametrize("table", ["cadres", "roles", "environnements"])
def test_the_map_shows_and_says_every_row(ref, table):
    said, drawn = plain(describe_context_map(ref)), words(context_map(ref))
    for label in ref.tables[table]["libelle"]:
        assert label in said
        assert all(word in drawn for word in label.split())
    assert "les utilisateurs, les prestataires de services et les fournisseurs" in said


def test_the_map_is_readable_also_with_other_tables(ref, folder):
    assert unreadable(context_map(ref)) == []
    ax = Figure(figsize=(8, 6)).subplots()
    assert context_map(ref, ax=ax) is ax
    assert unreadable(ax) == []
    change_table(
        folder,
        "cadres",
        lambda rows: [*rows, {**rows[0], "code": "autre", "libelle": "Un lieu $x$ <b> " + "très " * 19 + "long"}],
    )
    change_table(folder, "environnements", lambda rows: rows[:1])
    change_table(folder, "conditions", lambda rows: rows[:1])
    other = sio_kit.load_referential(folder)
    assert unreadable(context_map(other)) == []
    assert "Un lieu $x$ <b> " in describe_context_map(other)
    assert "long*" in describe_context_map(other)


def test_the_same_input_gives_the_same_bytes(ref):
    assert to_svg(context_map(ref)) == to_svg(context_map(ref))
    assert to_png(context_map(ref)) == to_png(context_map(ref))
