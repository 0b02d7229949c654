"""Tables made to be read: what stands in them, and what marks it."""

import html.parser

import pandas as pd
import pytest
from conftest import plain

import sio_kit
from sio_kit import show_table


class Cells(html.parser.HTMLParser):
    """The texts of a table's cells, and every tag that was met."""

    def __init__(self, source):
        super().__init__()
        self.texts, self.tags = [], set()
        self.feed(source)

    def handle_starttag(self, tag, _attrs):
        self.tags.add(tag)
        self.inside = tag in ("td", "th")
        if self.inside:
            self.texts.append("")

    def handle_endtag(self, _tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


def test_titles_caption_passages_and_edition(ref):
    table = show_table(ref, "options", columns=["code", "sigle", "libelle"])
    assert table.caption == "Options"
    assert table.titles == ["Code", "Sigle*", "Option", "Passage"]
    assert table.cells[1] == ["B", "SLAM", "Solutions logicielles et applications métiers", "L140, L098, L013"]
    assert plain(table).endswith("Référentiel du BTS SIO, Annexe I ; * ajouté : ne figure pas dans le texte officiel")


def test_a_table_of_quotations_alone_has_no_asterisk(ref):
    assert "*" not in plain(show_table(ref, "cadres"))


def test_the_plain_text_is_one_record_a_row(ref):
    assert plain(show_table(ref, "criteres_choix", rows=ref.criteres_choix.head(1))) == (
        "Critères de choix\n"
        "1. Critère : pertinence\n"
        "   Définition : par leur capacité à répondre aux besoins des utilisateurs\n"
        "   Passage : L222\n"
        "Référentiel du BTS SIO, Annexe I"
    )


def test_codes_that_the_kit_made_are_hidden_and_named_by_their_label(ref):
    assert "Code" not in show_table(ref, "cadres").titles
    assert show_table(ref, "processus").cells[4][2] == "processus support"
    assert show_table(ref, "categories", columns=["code"]).titles == ["Code*", "Passage"]


def test_misprints_of_the_source_carry_sic(ref):
    shown = plain(show_table(ref, "passages", rows=ref.search("deux option")))
    assert "Un métier, deux option [sic]" in shown
    assert "aux deux options.\n" in shown
    assert "obéit [sic] à des raisonnements" in plain(show_table(ref, "environnements"))
    assert "[sic]" not in ref.passages["texte"].str.cat()


def test_a_text_that_does_not_stand_in_its_passage_is_marked_as_added(ref):
    rows = ref.emplois.tail(1).assign(libelle="Testeuse")
    table = show_table(ref, "emplois", rows=rows)
    assert table.cells[0][2] == "Testeuse*"
    assert "* ajouté" in table.note


def test_a_text_whose_passage_column_is_gone_is_looked_for_everywhere(ref):
    rows = pd.DataFrame({"libelle": ["Pilote d'exploitation", "Pilote de drone"]})
    table = show_table(ref, "emplois", rows=rows)
    assert table.titles == ["Emploi"]
    assert table.cells == [["Pilote d'exploitation"], ["Pilote de drone*"]]


def test_whatever_a_student_typed_is_shown_as_text(ref):
    nasty = "<img src=x onerror=alert(1)> & « é »"
    table = show_table(ref, "emplois", rows=ref.emplois.head(1).assign(libelle=nasty), caption=nasty)
    cells = Cells(table._repr_html_())
    assert f"{nasty}*" in cells.texts
    assert "img" not in cells.tags


def test_numbers_dates_and_nothing_are_written_as_french_does(ref):
    rows = pd.DataFrame({"nombre": [1.5, None], "entier": [3, 4], "texte": ["a", None]})
    assert show_table(ref, "passages", rows=rows, columns=["nombre", "entier"]).cells == [["1,5", "3"], ["", "4"]]


def test_no_row_still_shows_titles(ref):
    table = show_table(ref, "passages", rows=ref.search("licorne"), columns=["texte"], caption="Rien")
    assert table.cells == []
    assert Cells(table._repr_html_()).texts[:2] == ["Texte", "Passage"]


@pytest.mark.parametrize("table", ["processus", "options", "sections", "passages"])
def test_the_html_holds_every_cell(ref, table):
    shown = show_table(ref, table)
    cells = Cells(shown._repr_html_())
    assert cells.texts[: len(shown.titles)] == shown.titles
    assert len(cells.texts) == (len(shown.cells) + 1) * len(shown.titles)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"table": "process"}, "La table « process » n'existe pas. Vouliez-vous dire « processus » ?"),
        (
            {"table": "emplois", "columns": ["libellé"]},
            "La colonne « libellé » n'existe pas dans ces lignes. Colonnes : option, ordre, libelle, passage.",
        ),
        ({"table": "emplois", "rows": [1]}, "« rows » attend un DataFrame, comme ref.emplois, et non list."),
    ],
)
def test_bad_input_gets_one_french_sentence(ref, arguments, said):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        show_table(ref, **arguments)
    assert plain(caught.value).startswith(said)
