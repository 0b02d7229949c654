"""Mails, tickets and articles of the contract as cards, without a browser."""

import json

import pytest
from columns import html_words, standing, words_of
from conftest import change_table, plain

import sio_kit
from sio_kit.folders import NOTEBOOKS, kit_folder
from sio_kit.organisation.columns import records

TABLES = ("organisation", "tickets", "courriels", "inventaire", "annonces")
LESSONS = sorted(kit_folder(NOTEBOOKS).glob("0[1-7]_*.ipynb"))


def test_a_card_says_who_writes_to_whom_and_is_marked_as_added(ref):
    shown = records(ref, ["C4", "T22", "contrat-limite"])
    (article,) = (row for row in ref.rows("organisation") if row["code"] == "contrat-limite")
    assert [(plain(head), plain(text)) for _, head, text in standing(shown)] == [
        ("Courriel C4*", "De Yann Le Goff"),
        ("Courriel C4*", "À Paul Arnoux"),
        ("Courriel C4*", "Objet RE : URGENT portail"),
        ("Courriel C4*", "KO côté reverse proxy, cert expiré, renew OK 10 h 42. RAS."),
        ("Ticket T22*", "Auteur Nadège Louvet, médiathèque"),
        ("Ticket T22*", plain(next(row["texte"] for row in ref.rows("tickets") if row["code"] == "T22"))),
        (plain(f"{article['libelle']}*"), plain(article["texte"])),
    ]
    assert plain(shown).splitlines()[-1] == "* ajouté : ne figure pas dans le texte officiel"
    assert words_of(repr(shown)) == html_words(shown)


def test_without_codes_all_are_shown_and_each_once(ref):
    titles = [head for _, head, _ in standing(records(ref))]
    rows = [row for table in ("courriels", "tickets", "organisation") for row in ref.rows(table)]
    assert len(dict.fromkeys(titles)) == len(rows)
    assert repr(records(ref, ["C1", "C1"])) == repr(records(ref, "C1"))


def test_where_a_teachers_own_tables_stand_a_lesson_goes_on(folder):
    change_table(folder, "courriels", lambda rows: [{**rows[0], "code": "M1", "texte": "<b>Bonjour</b> & merci"}])
    own = sio_kit.load_referential(folder)
    shown = records(own, ["C2", "M1", "C3"])
    assert plain(shown).splitlines()[-1].endswith(" ; pas dans les tables : C2, C3")
    assert "&lt;b&gt;Bonjour&lt;/b&gt; &amp; merci" in shown._repr_html_()
    assert standing(records(own, ["C2"])) == []
    change_table(folder, "courriels", lambda _: [])
    assert "Courriel" not in repr(records(sio_kit.load_referential(folder)))


def test_what_is_no_code_is_refused_in_french(ref):
    with pytest.raises(sio_kit.ReferentialError, match="attend un code, ou une liste de codes"):
        records(ref, 3)


@pytest.mark.parametrize("left", [0, 1])
def test_the_lessons_go_on_with_a_teachers_own_organisation(folder, left):
    """Of one line a table, whose code no lesson names; or of none, but for what one sorts and reads."""
    for table in TABLES:
        kept = max(left, table in ("tickets", "annonces"))
        change_table(folder, table, lambda rows, kept=kept: [{**row, "code": "autre"} for row in rows[-kept:][:kept]])
    ref, shown = sio_kit.load_referential(folder), 0
    for path in LESSONS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        codes = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        for code in codes:
            if any(f"ref.{table}" in code for table in TABLES) or "records" in code or "AdvertReader" in code:
                exec(code, {"sio_kit": sio_kit, "ref": ref})
                shown += 1
    assert shown >= 12
