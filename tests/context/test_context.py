"""The surroundings of the job: what the tables give, and their map."""

from columns import html_words, standing, words_of
from conftest import change_table, plain

import sio_kit
from sio_kit.context.columns import context_map

NASTY = "Un lieu $x$ <b onclick=alert(1)>"


def test_each_row_stands_once_under_its_heading(ref):
    heads = {
        "environnements": "Ses environnements*",
        "cadres": "Où il travaille*",
        "roles": "Chez qui, et donc dans quel rôle*",
    }
    expected = [
        ("Le titulaire du diplôme", head, label)
        for table, head in heads.items()
        for label in ref.tables[table]["libelle"]
    ]
    people = (
        "Il exerce ses activités en relation avec les utilisateurs, les prestataires de services et les fournisseurs"
    )
    assert standing(context_map(ref)) == [*expected, ("Le titulaire du diplôme", "Avec qui*", people)]


def test_the_plain_text_says_the_same_in_the_same_order(ref):
    shown = sio_kit.show_figure(context_map, ref)
    assert words_of(repr(shown)) == html_words(shown)
    assert plain(shown).splitlines()[-1] == (
        "Référentiel du BTS SIO, Annexe I, L181 à L244 ; * ajouté par le kit, comme la disposition"
    )


def test_what_a_teacher_adds_is_text_and_marked_as_added(folder):
    change_table(folder, "cadres", lambda rows: [*rows, {**rows[0], "code": "autre", "libelle": NASTY}])
    change_table(folder, "environnements", lambda rows: rows[:1])
    change_table(folder, "conditions", lambda rows: rows[:1])
    shown = context_map(sio_kit.load_referential(folder))
    texts = [(head, text) for _, head, text in standing(shown)]
    assert ("Où il travaille*", f"{NASTY}*") in texts
    assert "Avec qui*" not in dict(texts)
    assert f"    - {NASTY}*\n" in repr(shown)
    assert "<b" not in shown._repr_html_()
