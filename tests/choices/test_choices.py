"""A choice argued: the model, what the rules ask, the balances, the file."""

import json
from dataclasses import replace

import pytest
from conftest import change_table, plain
from drawings import unreadable
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

import sio_kit
from sio_kit.choices import rules
from sio_kit.choices.environments import environment_prompts
from sio_kit.choices.figure import choice_balance
from sio_kit.choices.model import Argument, Choice
from sio_kit.choices.rules import LEFT, RIGHT, SIDES, STRENGTHS
from sio_kit.drawing.picture import to_png, to_svg
from sio_kit.forms.check import check

NASTY = "<img src=x onerror=alert(1)> *gras* $x$ & </svg>"


@pytest.fixture(scope="module")
def till(ref):
    """The situation of the till, argued under two criteria."""
    choice = Choice.from_referential(ref, "caisse")
    choice = choice.with_argument(Argument("pertinence", RIGHT, "un stock commun", 3))
    choice = choice.with_argument(Argument("pertinence", LEFT, "il rend le service", 1))
    return choice.with_argument(Argument("praticabilite", LEFT, "connu par cœur", 2))


def asked(choice):
    return [(finding.severity, plain(finding.sentence)) for finding in check(choice, None)]


# The model


def test_there_is_a_situation_for_each_of_the_texts_choices(ref):
    assert set(ref.situations["choix"]) == set(ref.choix["code"])
    for row in ref.situations.to_dict("records"):
        choice = Choice.from_referential(ref, row["code"])
        assert (choice.name, choice.story) == (row["libelle"], row["texte"])
        dilemma = ref.choix[ref.choix["code"] == row["choix"]].iloc[0]
        assert [choice.side(side) for side in SIDES] == [dilemma["gauche"], dilemma["droite"]]
    assert [row["definition"] for row in choice.criteria] == ref.criteres_choix["definition"].tolist()


def test_a_situation_that_does_not_exist(ref):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Choice.from_referential(ref, "caisses")
    assert (
        plain(caught.value)
        == "La situation « caisses » n'existe pas. Situations : gymnase, sauvegarde, caisse, agences."
    )


def test_arguments_weigh_what_the_student_says(till):
    assert [till.weight("pertinence", side) for side in SIDES] == [1, 3]
    assert [till.leaning(code) for code in ("pertinence", "praticabilite", "adequation")] == [RIGHT, LEFT, ""]
    empty = till.with_argument(Argument("adequation", LEFT, "  ", 3))
    assert empty.leaning("adequation") == ""


@pytest.mark.parametrize("fields", [("haut",), (LEFT, "", 4), (LEFT, "", "fort"), (LEFT, "", None)])
def test_an_argument_is_for_a_side_and_has_a_strength(fields):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Argument("pertinence", *fields)
    assert plain(caught.value) == "Un argument est pour « gauche » ou « droite », et sa force est 1, 2 ou 3."


def test_a_very_long_story_with_control_characters_is_told_and_kept(till, ref):
    story = "a\x00b\x1b[31m\r\n" + "mot " * 20_000
    choice = replace(till, name=story, story=story)
    assert Choice.from_data(json.loads(json.dumps(choice.to_data())), ref) == choice
    assert choice.to_markdown().startswith("# a")
    assert check(choice, ref)


@pytest.fixture(scope="module")
def example(ref):
    """The situation of the till, argued and decided by the kit."""
    return Choice.from_referential(ref, "caisse", arguments=True)


def test_the_example_argues_each_criterion_on_each_side_and_names_one_in_its_decision(example, ref):
    under = [(each.criterion, each.side) for each in example.arguments]
    assert sorted(under) == sorted((code, side) for code in ref.criteres_choix["code"] for side in SIDES)
    assert any(label in example.reason for label in ref.criteres_choix["libelle"])
    assert len(rules.cited(example.to_data(), example.tables)) >= 2
    assert [severity for severity, _ in asked(example)] == ["remarque", "question"]
    assert example.caption().endswith("ajoutés.")
    assert Choice.from_data(example.to_data(), ref).caption().endswith("de l'étudiant.")
    assert unreadable(choice_balance(example)) == []


def test_the_example_weighs_no_security_since_no_criterion_speaks_of_it(example):
    assert not [each for each in example.arguments if "sécurité" in each.text]
    assert "La sécurité n'entre sous aucun des trois critères" in example.reason


def test_a_situation_that_the_table_does_not_argue(ref):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Choice.from_referential(ref, "gymnase", arguments=True)
    assert plain(caught.value) == "La table « arguments » n'a rien pour « gymnase ». Situations argumentées : caisse."


def test_an_older_folder_without_arguments_keeps_working(folder):
    descriptor = folder / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] != "arguments"]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    (folder / "arguments.csv").unlink()
    older = sio_kit.load_referential(folder)
    assert older.borrowed == ("arguments",)
    assert Choice.from_referential(older, "caisse", arguments=True).decision == RIGHT


def test_a_teacher_who_replaces_the_situations_need_not_touch_the_arguments(folder):
    change_table(folder, "situations", lambda rows: rows[:1])
    own = sio_kit.load_referential(folder)
    assert Choice.from_referential(own, "gymnase").name == "Le planning du gymnase"


# The rules


def test_the_passages_that_a_student_cites_are_told_and_those_that_do_not_exist_asked_about(till):
    words = "la sécurité (L278, l232 et L222), sur le switch L3, pas L999"
    cited = replace(till.with_argument(Argument("adequation", LEFT, words, 1)), decision=RIGHT, reason="L278 encore")
    sheet = plain(cited.to_markdown())
    assert "Passages cités par l'étudiant, en plus de ceux des critères : L278, L232\n" in sheet
    assert "en plus de ceux des critères : aucun\n" in plain(till.to_markdown())
    (finding,) = [each for each in check(cited, None) if "L999" in each.sentence]
    assert (finding.severity, finding.place) == ("question", 4)
    assert plain(finding.sentence) == "« L999 » n'est pas un passage du texte : est-ce le bon numéro ?"


def test_an_unargued_criterion_is_said_with_its_definition(till):
    assert (
        "remarque",
        "Aucun argument sous « adéquation » (« par leur capacité à être compatibles avec les moyens de l'organisation et les systèmes de travail disponibles »).",
    ) in asked(till)
    finding = next(each for each in check(till, None) if "adéquation" in each.sentence)
    assert finding.passage == "L224"


def test_a_criterion_that_does_not_decide_is_said(till):
    even = till.with_argument(Argument("praticabilite", RIGHT, "plus rapide", 2))
    assert ("remarque", "Sous « praticabilité », vos arguments se valent : ce critère ne tranche pas.") in asked(even)


def test_a_decision_against_ones_own_arguments_is_asked_about(till):
    decided = replace(till, decision=RIGHT, reason="la boutique ouvre en mars")
    assert (
        "question",
        "Vous décidez « remplacer », et vos arguments penchent vers « conserver » (praticabilité) : qu'est-ce qui l'emporte ?",
    ) in asked(decided)
    assert not [severity for severity, _ in asked(decided) if severity == "à revoir"]


def test_no_decision_no_reason_no_story_one_side_only(ref, till):
    assert ("remarque", "Vous n'avez pas encore décidé.") in asked(till)
    assert ("à revoir", "Vous décidez « conserver » sans dire pourquoi : écrivez votre justification.") in asked(
        replace(till, decision=LEFT)
    )
    lonely = Choice.blank(ref).with_argument(Argument("pertinence", LEFT, "oui", 1))
    said = asked(lonely)
    assert ("question", "Aucun argument pour « adapter » : que dirait quelqu'un qui défend ce choix ?") in said
    assert said[0][1].startswith("La situation n'est pas racontée")


def test_an_empty_argument_and_one_without_criterion(till):
    odd = till.with_argument(Argument("beauté", LEFT, ""))
    assert ("à revoir", "L'argument 4 est vide : écrivez-le, ou supprimez-le.") in asked(odd)
    assert ("à revoir", "L'argument 4 n'est sous aucun critère : choisissez-en un.") in asked(odd)
    assert [finding.place for finding in check(odd, None)] == [4, 4, 0, 0]


def test_a_complete_choice_is_left_in_peace(till):
    whole = till.with_argument(Argument("adequation", LEFT, "pas de budget", 2))
    first, second, *rest = whole.arguments
    arguments = (replace(first, strength=1), replace(second, strength=2), *rest)
    assert asked(replace(whole, arguments=arguments, decision=LEFT, reason="rien ne presse")) == []


ARGUMENTS = st.lists(
    st.builds(
        Argument,
        st.sampled_from(["pertinence", "praticabilite", "adequation", "x"]),
        st.sampled_from(SIDES),
        st.text(max_size=15),
        st.sampled_from(list(STRENGTHS)),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=50)
@given(arguments=ARGUMENTS, decision=st.sampled_from(["", *SIDES]), text=st.text(max_size=15))
def test_any_choice_is_judged_told_and_comes_back_from_its_file(ref, arguments, decision, text):
    choice = replace(
        Choice.blank(ref), name=text, story=text, arguments=tuple(arguments), decision=decision, reason=text
    )
    check(choice, ref)
    assert choice.describe()
    assert choice.to_markdown().startswith("# ")
    assert Choice.from_data(json.loads(json.dumps(choice.to_data())), ref) == choice


# The picture


def many(till):
    for n in range(30):
        till = till.with_argument(
            Argument("pertinence", SIDES[n % 3 == 0], "encore un argument " * (n % 4 + 1), n % 3 + 1)
        )
    till = till.with_argument(Argument("adequation", LEFT, "a" * 300, 1))
    return replace(till, decision=LEFT, reason="parce que " * 30)


@pytest.mark.parametrize("size", [{"width": 640}, {"width": 340, "font": 13}], ids=["projector", "phone"])
def test_the_balances_are_readable(ref, till, size):
    for choice in (till, many(till), Choice.blank(ref), replace(till, reason=NASTY, decision=LEFT)):
        assert unreadable(choice_balance(choice, **size)) == []


def test_the_balances_fit_given_axes(till):
    ax = Figure(figsize=(8, 6)).subplots()
    assert choice_balance(till, ax=ax) is ax
    assert unreadable(ax) == []


def test_each_beam_leans_to_the_heavier_side(till):
    even = till.with_argument(Argument("adequation", LEFT, "a", 2)).with_argument(Argument("adequation", RIGHT, "b", 2))
    beams = [line.get_ydata() for line in choice_balance(even).lines if line.get_linewidth() == 3]
    assert [int(left > right) - int(left < right) for left, right in beams] == [1, -1, 0]


def test_a_stronger_argument_is_a_higher_weight(till):
    heights = [patch.get_height() for patch in choice_balance(till).patches if hasattr(patch, "get_height")]
    by_strength = dict(zip([1, 3, 2], heights, strict=True))
    assert by_strength[1] < by_strength[2] < by_strength[3]


def test_the_same_input_gives_the_same_bytes_and_text_is_text(till):
    nasty = replace(till, arguments=(replace(till.arguments[0], text=NASTY), *till.arguments[1:]))
    assert to_svg(choice_balance(nasty)) == to_svg(choice_balance(nasty))
    assert to_png(choice_balance(till)) == to_png(choice_balance(till))
    assert "<img" not in to_svg(choice_balance(nasty))
    assert "$x$" in to_svg(choice_balance(nasty))


def test_the_text_alternative_says_all(till):
    said = plain(choice_balance(replace(till, decision=RIGHT, reason="la boutique")).get_label())
    for words in (
        "La caisse de la librairie : conserver ou remplacer",
        "pertinence : penche vers « remplacer »",
        "pour « remplacer » (décisif) : un stock commun",
        "adéquation : aucun argument",
        "Décision : remplacer. Pourquoi : la boutique",
        "L222, L223, L224",
    ):
        assert words in said


def test_the_environments_are_offered_in_their_own_words(ref):
    prompts = environment_prompts(ref)
    assert list(prompts) == ref.environnements["libelle"].tolist()
    texts = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    for entries in prompts.values():
        assert entries
        for entry in entries:
            assert entry["quote"].replace("\N{NO-BREAK SPACE}[sic]", "") == texts[entry["passage"]]


# The file


@pytest.mark.parametrize(
    "change",
    [
        {"nom": 3},
        {"arguments": {}},
        {"arguments": [3]},
        {"decision": "oui"},
        {"arguments": [{"critere": "pertinence", "pour": "haut", "texte": "", "force": 1}]},
        {"arguments": [{"critere": "pertinence", "pour": "gauche", "texte": "", "force": 9}]},
        {"arguments": [{"critere": "pertinence", "pour": "gauche", "texte": "", "force": True}]},
    ],
)
def test_data_that_are_no_choice(ref, till, change):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Choice.from_data({**till.to_data(), **change}, ref, "c.json")
    assert "« c.json » est abîmé : ses arguments sont illisibles" in plain(caught.value)


def test_a_choice_that_the_tables_do_not_have(ref, till):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        Choice.from_data({**till.to_data(), "choix": "louer-acheter"}, ref, "c.json")
    assert "un choix qui n'est pas dans la table « choix »" in plain(caught.value)
