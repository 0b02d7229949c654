"""The bank of questions: each proved again from the tables, drawn evenly, read from a file, marked."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from conftest import change_table, plain
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.errors import ReferentialError
from sio_kit.quiz.bank import Bank, question_bank
from sio_kit.quiz.makers import table_questions
from sio_kit.quiz.own_questions import COLUMNS, own_questions, read_questions
from sio_kit.quiz.question import (
    KINDS,
    MATCHING,
    ONE,
    ORDERING,
    SEVERAL,
    THEMES,
    TRUE_FALSE,
    TRUTHS,
    Question,
    by_theme,
    faults,
)
from sio_kit.referential.quotation import Quotations
from sio_kit.widgets import Quiz


@pytest.fixture(scope="module")
def bank(ref):
    return question_bank(ref)


def refused(call, *arguments):
    """Return what a call says when it refuses its arguments."""
    with pytest.raises(ReferentialError) as error:
        call(*arguments)
    return plain(error.value)


def quoted(text):
    return [words.strip("\N{NO-BREAK SPACE}") for words in re.findall(r"«([^»]*)»", text)]


def codes(table, **wanted):
    return [row for row in table.to_dict("records") if all(row[column] == value for column, value in wanted.items())]


def unmasked(text, whole):
    """Tell whether a text is another one, some words of which are masked."""
    return re.fullmatch(re.escape(text).replace(re.escape("[…]"), r"\w+"), whole)


# What the tables give is proved from them again, another way than the bank does.
PAIRS = {
    "criteres": ("criteres_choix", lambda row: (row["libelle"], row["definition"])),
    "choix": ("choix", lambda row: (row["gauche"], row["droite"])),
}


def prove(tables, question):
    """Assert that a question's right answers are those of the tables, and no other answer is right."""
    if question.id in PAIRS:
        table, pair = PAIRS[question.id]
        known = dict(pair(row) for row in tables[table].to_dict("records"))
        for left, match in zip(question.answers, question.matches, strict=True):
            assert known[left] == (quoted(match) or [match])[0]
    elif question.theme == "vocabulaire":
        defined = question.text.split("?", 1)[1].strip()
        words = {row["mot"] for row in tables["glossaire"].to_dict("records") if row["definition"] == defined}
        assert {question.answers[index] for index in question.right} == words
    else:
        (asked,) = quoted(question.text)
        names = {
            f"{row['code']} ({row['libelle']})"
            for row in tables["processus"].to_dict("records")
            if unmasked(asked, row["definition"])
        }
        assert {question.answers[index] for index in question.right} == names


def test_every_question_of_the_tables_is_proved_by_them(ref):
    questions = table_questions(ref)
    for question in questions:
        prove(ref.tables, question)
    assert len(questions) >= 7


def test_the_bank_is_whole_and_sound(ref, bank):
    assert 140 <= len(bank) <= 165
    assert {question.kind for question in bank} == set(KINDS)
    assert set(THEMES) - {"vocabulaire"} <= set(by_theme(bank)) <= set(THEMES)
    assert {question.difficulty for question in bank} == {1, 2, 3}
    assert len({question.id for question in bank}) == len(bank)
    for question in bank:
        assert faults(question) == []
        assert question.passages
        assert set(question.passages) <= set(ref.passages["id"])
        said = f"{question.text} {question.feedback} {' '.join((*question.answers, *question.matches))}"
        assert not re.search(r" [?!;:»]|« ", said), said


def test_what_is_quoted_is_the_official_text(ref, bank):
    """Words between « » are followed by their passage, or are those that a maker takes from its table."""
    quotations = Quotations(ref)
    made = {question.id for question in table_questions(ref)}
    for question in bank:
        for text in (question.text, question.feedback, *question.answers, *question.matches):
            cited = re.findall(r"«\s([^»]*)\s»\s\((L\d+)\)", text)
            for words, passage in cited:
                assert quotations.stands(words, passage), (question.id, words)
            if question.id not in made:
                assert len(cited) == len(quoted(text)), (question.id, text)
                assert set(re.findall(r"L\d{3}", text)) <= set(question.passages), (question.id, text)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_fewer_rows_and_tables_make_fewer_questions_never_a_broken_one(ref, data):
    tables = {}
    for name, table in ref.tables.items():
        kept = data.draw(st.sets(st.integers(0, max(len(table) - 1, 0)), max_size=6), label=name)
        tables[name] = table.iloc[sorted(kept)] if len(table) else table
    # Rows that name another table's row stand only with it, as the loader demands.
    alive = set(tables["processus"]["code"])
    tables["liens"] = tables["liens"][tables["liens"]["source"].isin(alive) & tables["liens"]["cible"].isin(alive)]
    steps = tables["etapes"]
    tables["etapes"] = steps[steps["processus"].isin(alive) & steps["appelant"].isin(alive | {""})]
    for name in ("interventions", "emplois", "participations"):
        tables[name] = tables[name][tables[name]["option"].isin(tables["options"]["code"])]
    tables["processus"] = tables["processus"][tables["processus"]["categorie"].isin(tables["categories"]["code"])]
    alive = set(tables["processus"]["code"])
    tables["liens"] = tables["liens"][tables["liens"]["source"].isin(alive) & tables["liens"]["cible"].isin(alive)]
    steps = tables["etapes"]
    tables["etapes"] = steps[steps["processus"].isin(alive) & steps["appelant"].isin(alive | {""})]
    for name in data.draw(st.sets(st.sampled_from(sorted(tables)), max_size=4), label="missing"):
        del tables[name]
    for question in table_questions(SimpleNamespace(tables=tables, rows=lambda name: tables[name].to_dict("records"))):
        assert faults(question) == []
        prove(tables, question)


def test_a_sixth_process(folder):
    own = {"code": "P6", "libelle": "Veille", "definition": "Ce processus de veille regarde ce qui vient."}
    change_table(folder, "processus", lambda rows: [*rows, {**rows[-1], **own}])
    ref = sio_kit.load_referential(folder)
    questions = {question.id: question for question in table_questions(ref)}
    assert "P6 (Veille)" in questions["definition-p6"].answers
    assert "Ce processus de […] regarde" in questions["definition-p6"].text
    for question in questions.values():
        prove(ref.tables, question)


WORDS = [
    *(f"{letter * size},Une chose de taille {size}.,Un {letter}.,,L023" for size, letter in enumerate("abcdefgh", 1)),
    "supervision,La supervision même.,Un exemple.,,L107",
    "TIC,Abrégé de quelque chose.,Un exemple.,,L232",
]


def add_words(folder, lines):
    columns = ("mot", "definition", "exemple", "piege", "passage")
    (folder / "glossaire.csv").write_text("\n".join([",".join(columns), *lines]), encoding="utf-8")
    fields = [{"name": name, "title": name, "type": "string", "description": name, "ajout": True} for name in columns]
    table = {
        "name": "glossaire",
        "path": "glossaire.csv",
        "title": "Mots",
        "description": "Des mots.",
        "encoding": "utf-8",
    }
    edit_descriptor(
        folder,
        lambda d: d.update(
            resources=[
                *(each for each in d["resources"] if each["name"] != "glossaire"),
                {**table, "lignes_requises": False, "schema": {"fields": fields}},
            ]
        ),
    )


def test_a_glossary_gives_questions_whose_form_says_nothing(folder):
    add_words(folder, WORDS)
    ref = sio_kit.load_referential(folder)
    asked = [question for question in question_bank(ref) if question.theme == "vocabulaire"]
    assert len(asked) == 2
    for question in asked:
        prove(ref.tables, question)
        assert len(question.answers) == 4
        assert question.answers[question.right[0]] not in ("supervision", "TIC")
    add_words(folder, WORDS[:3])
    few = question_bank(sio_kit.load_referential(folder))
    assert "vocabulaire" not in by_theme(few)


# The draw


def test_a_draw_is_even_repeatable_and_gives_no_wrong_answer_twice(bank):
    for seed in range(40):
        quiz = bank.draw(10, seed)
        assert quiz == bank.draw(10, seed)
        assert len({question.id for question in quiz}) == 10
        counts = Counter(question.theme for question in quiz)
        assert set(counts) == set(by_theme(bank))
        assert max(counts.values()) - min(counts.values()) <= 1
        wrong = Counter(text for question in quiz for text in question.distractors)
        assert [text for text, times in wrong.items() if times > 1] == []
    assert len({bank.draw(10, seed).questions for seed in range(40)}) == 40
    assert len(bank.draw(10_000, 1)) == len(bank)
    assert {question.theme for question in bank.draw(5, 1, ["choix", "options"])} == {"choix", "options"}


def test_answers_move_and_stay_right(bank):
    known = {question.id: question for question in bank}
    places = Counter()
    for question in bank.draw(len(bank), 3):
        before = known[question.id]
        assert sorted(question.answers) == sorted(before.answers)
        assert {question.answers[i] for i in question.right} == {before.answers[i] for i in before.right}
        if question.kind == ONE and len(question.answers) == 4:
            places[question.right[0]] += 1
    assert len(places) == 4


def test_bad_draws_are_refused_in_french(bank):
    assert "Le thème « zut » n'existe pas. Choisissez parmi : processus" in refused(bank.draw, 3, 1, ["zut"])
    for n in (0, -1, "dix", None):
        assert "au moins une question" in refused(bank.draw, n)
    assert "« [1] » ne convient pas" in refused(bank.draw, 3, [1])
    for level in (4, "zut", [1, None], True, ""):
        assert "Le niveau « " in refused(bank.draw, 3, 1, None, level)
    assert "Le niveau « 4 » n'existe pas. Choisissez parmi : 1, 2, 3." in refused(bank.draw, 3, 1, None, 4)
    easy = bank.only("choix", niveau=1)
    assert "Aucune question n'est à la fois de ce thème" in refused(Bank(easy, bank.ref).only, "choix", 1, "zut")
    assert "La banque est vide" in refused(Bank([], bank.ref).draw, 3)
    for mere in (list(bank), bank.questions, "processus", None):
        assert "Ce n'est pas une banque de questions" in refused(Quiz, mere)


def test_a_quiz_of_one_theme_or_one_difficulty(ref, bank):
    assert {question.theme for question in bank.draw(4, 1, "choix")} == {"choix"}
    assert [question.theme for question in bank.draw(2, 1, ["options", "choix"])] == ["options", "choix"]
    assert {question.difficulty for question in Quiz(ref, n=10, seed=1, niveau=1).questions} == {1}
    assert bank.draw(10, 1, niveau="2") == bank.draw(10, 1, niveau=2)
    assert all(question.transfer for question in Quiz(ref, n=10, seed=1, transfert=True).questions)
    hard = bank.only(theme=["messagerie", "options"], niveau=[2, 3])
    assert list(hard) == [
        question
        for theme in ("messagerie", "options")
        for question in bank
        if question.theme == theme and question.difficulty > 1
    ]
    assert Quiz(hard, n=10, seed=1).questions == hard.draw(10, 1) == bank.draw(10, 1, ["messagerie", "options"], [3, 2])


def test_a_slice_of_a_bank_is_a_bank(ref, bank):
    assert isinstance(bank[:3], sio_kit.Bank)
    assert list(bank[:3]) == [bank[0], bank[1], bank[2]]
    assert bank[-1] in bank
    assert Quiz(bank[:1], n=5).questions[0].id == bank[0].id
    assert plain(repr(bank[:1])) == "<Banque de 1 question : Référentiel du BTS SIO, Annexe I>"
    assert Bank((question for question in bank), ref) == bank


# What is unsound is refused, whoever wrote it

SOUND = Question("a", ONE, "thème", 1, "Quoi ?", ("b", "c"), (0,), (), "Parce que.", ("L023",))
UNSOUND = [
    ({"kind": MATCHING, "answers": ("b",), "matches": ("c",), "right": ()}, "il faut au moins deux associations"),
    ({"kind": ORDERING, "answers": ("b",), "right": ()}, "il faut au moins trois éléments à ordonner"),
    ({"kind": ORDERING, "answers": (), "right": ()}, "il faut au moins trois éléments à ordonner"),
    ({"kind": TRUE_FALSE, "answers": TRUTHS, "right": (2,)}, "une bonne réponse n'est pas parmi les réponses"),
    ({"right": (5,)}, "une bonne réponse n'est pas parmi les réponses"),
    ({"kind": "devinette"}, "le type « devinette » n'existe pas ; choisissez parmi : une réponse"),
    ({"text": 3}, "un de ses textes n'en est pas un"),
    ({"text": "a\x07b"}, "un texte contient un caractère invisible"),
    ({"theme": "a\x07b"}, "un texte contient un caractère invisible"),
    ({"passages": ("L999",)}, "le passage « L999 » n'existe pas"),
]


@pytest.mark.parametrize(("change", "said"), UNSOUND, ids=[said for _, said in UNSOUND])
def test_an_unsound_question_makes_no_bank_and_no_quiz(ref, change, said):
    found = refused(Bank, [SOUND, replace(SOUND, id="mauvaise", **change)], ref)
    assert f"La question « mauvaise » ne convient pas : {said}" in found


def test_a_bank_is_made_of_questions_that_can_be_told_apart(ref):
    assert "le code « a » est déjà pris" in refused(Bank, [SOUND, SOUND], ref)
    for questions, of in [(["a"], ref), (3, ref), ([SOUND], None)]:
        assert "Une banque se fait de questions et du référentiel" in refused(Bank, questions, of)


@pytest.mark.parametrize("kind", [MATCHING, ORDERING])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_what_is_to_be_arranged_is_never_shown_as_it_should_be(kind, count):
    texts = tuple("abc"[:count])
    question = replace(SOUND, kind=kind, answers=texts, matches=texts, right=())
    for seed in range(20):
        order = question.mixed(Random(seed))
        assert sorted(order) == list(range(count))
        assert (tuple(order) != question.solution) == (count > 1)


# Another text, other tables


def test_a_missing_table_takes_away_its_own_questions_alone(folder, bank):
    edit_descriptor(folder, lambda d: d.update(name="autre"))
    take_away(folder, "choix", "situations", "questions")
    few = question_bank(sio_kit.load_referential(folder))
    lost = {question.id for question in bank} - {question.id for question in few}
    own = {question.id for question in own_questions(bank.ref)}
    assert lost - own == {"choix"}
    assert [question for question in bank if question.id not in lost] == list(few)


def test_a_text_without_tables_gives_no_question(folder):
    edit_descriptor(folder, lambda d: d.update(name="autre", title="Autre diplôme"))
    take_away(
        folder, *(name for name in sio_kit.load_referential(folder).tables if name not in ("sections", "passages"))
    )
    ref = sio_kit.load_referential(folder)
    assert list(question_bank(ref)) == []
    assert "La banque est vide : les tables ne donnent aucune question." in refused(Quiz, ref)
    own = question_bank(ref, write_questions(folder / "mes.csv", GOOD))
    assert Quiz(own, n=5).questions[0].id == "ma-question"
    assert sio_kit.to_gift(own).startswith("$CATEGORY: $course$/top/Autre diplôme/réseau\n")


def take_away(folder, *tables):
    """Take tables out of a folder, and what other tables say of them out of its descriptor."""

    def change(descriptor):
        kept = [each for each in descriptor["resources"] if each["name"] not in tables]
        for resource in kept:
            keys = resource["schema"].get("foreignKeys", [])
            resource["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] not in tables]
        descriptor["resources"] = kept

    edit_descriptor(folder, change)


def edit_descriptor(folder, change):
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def test_more_processes_than_letters_and_texts_without_end(folder, tmp_path):
    def many(rows):
        added = [
            {**rows[-1], "code": f"P{n}", "libelle": f"Numéro {n}", "definition": f"Le {n}."} for n in range(6, 41)
        ]
        return [{**rows[0], "definition": "Très long. " * 5_000}, *rows[1:], *added]

    change_table(folder, "processus", many)
    ref = sio_kit.load_referential(folder)
    bank = question_bank(ref)
    assert len([question for question in bank if question.id.startswith("definition-p")]) == 40
    assert Quiz(bank, n=len(bank), seed=1).score == 0
    pairs = tuple(map(str, range(40)))
    long = replace(SOUND, id="longue", kind=MATCHING, answers=pairs, matches=pairs, right=())
    _, key = sio_kit.export_quiz(Bank([long], ref), "papier", tmp_path / "quiz.html", n=1, seed=1)
    letters = re.findall(r"<b>([A-Z]+)</b> \d", key.read_text(encoding="utf-8"))
    assert letters == [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *(f"A{letter}" for letter in "ABCDEFGHIJKLMN")]
    for form in ("gift", "moodle-xml"):
        assert sio_kit.export_quiz(bank, form, tmp_path / form)


# A teacher's own questions

GOOD = {
    "code": "ma-question",
    "theme": "réseau",
    "type": "une réponse",
    "difficulte": "2",
    "question": "Que dit L023 ?",
    "bonnes": "une définition",
    "mauvaises": "rien | tout",
    "explication": "C'est une définition.",
    "passages": "L023",
}
BAD = [
    ({"type": "devinette"}, "le type « devinette » n'existe pas"),
    ({"bonnes": ""}, "il faut une bonne réponse et au moins une mauvaise"),
    ({"bonnes": "a | b"}, "il faut une bonne réponse et au moins une mauvaise"),
    ({"bonnes": "rien"}, "« rien » est donné deux fois"),
    ({"type": "plusieurs réponses"}, "il faut au moins deux bonnes réponses et une mauvaise"),
    ({"type": "vrai ou faux", "bonnes": "oui"}, "la bonne réponse est « vrai » ou « faux »"),
    ({"type": "associer", "bonnes": "a = b | c"}, "il faut au moins deux associations complètes"),
    ({"type": "ordonner", "bonnes": "a | b"}, "il faut au moins trois éléments à ordonner"),
    ({"difficulte": "facile"}, "la difficulté va de 1 à 3"),
    ({"question": ""}, "la question est vide"),
    ({"question": "a\x07b"}, "un texte contient un caractère invisible"),
    ({"explication": ""}, "il manque l'explication"),
    ({"theme": ""}, "il manque le thème"),
    ({"passages": ""}, "il manque un passage"),
    ({"passages": "L023 L999"}, "le passage « L999 » n'existe pas"),
    ({"code": "Ma question"}, "le code est fait de lettres"),
    ({"code": "definition-p1"}, "le code « definition-p1 » est déjà pris"),
    ({"mauvaises": "rien | | tout"}, "une réponse est vide"),
]


def write_questions(path, *rows, separator=";", encoding="utf-8"):
    lines = [separator.join(COLUMNS), *(separator.join(f'"{row[column]}"' for column in COLUMNS) for row in rows)]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_teachers_questions_join_the_bank(ref, tmp_path, encoding):
    order = {**GOOD, "code": "ordre", "type": "ordonner", "bonnes": "un | deux | trois", "mauvaises": ""}
    match = {**GOOD, "code": "paires", "type": "associer", "bonnes": "a = 1 | b = 2 = 3", "mauvaises": ""}
    path = write_questions(tmp_path / "mes.csv", GOOD, order, match, encoding=encoding)
    bank = question_bank(ref, path)
    assert [question.id for question in bank[-3:]] == ["ma-question", "ordre", "paires"]
    assert bank[-3].theme == "réseau"
    assert bank[-1].matches == ("1", "2 = 3")
    assert not bank[-1].transfer
    text = path.read_text(encoding=encoding).replace("passages", "passages;transfert").replace('"L023"', '"L023";"oui"')
    path.write_text(text, encoding=encoding)
    assert question_bank(ref, path)[-1].transfer
    assert {question.theme for question in bank.draw(4, 1, ["réseau"])} == {"réseau"}


@pytest.mark.parametrize(("change", "said"), BAD)
def test_a_wrong_question_says_where_it_is(ref, tmp_path, change, said):
    path = write_questions(tmp_path / "mes.csv", GOOD, {**GOOD, "code": "autre", **change})
    found = refused(question_bank, ref, path)
    assert f"mes.csv, ligne 3 : {said}" in found
    assert "Corrigez la question «" in found


def test_a_wrong_file_is_refused_in_french(ref, tmp_path):
    assert "ne peut pas être lu : il n'existe pas" in refused(read_questions, tmp_path / "rien.csv", ref)
    path = tmp_path / "mes.csv"
    path.write_text("code;theme\na;b\n", encoding="utf-8")
    assert "il manque la colonne « type »" in refused(read_questions, path, ref)
    path.write_bytes(b"")
    assert "le fichier est vide" in refused(read_questions, path, ref)
    assert "déjà pris" in refused(read_questions, write_questions(path, GOOD, GOOD), ref)


# Marks, and the widget without a page


def test_python_knows_the_answers_and_the_score(ref, bank):
    quiz = Quiz(bank, n=10, seed=2)
    assert (quiz.score, sum(total for _, total in quiz.marks.values())) == (0, 10)
    quiz.answers = {question.id: list(question.solution) for question in quiz.questions}
    assert quiz.score == 10
    first = quiz.questions[0]
    quiz.answers = {**quiz.answers, first.id: [], "zut": [0]}
    assert quiz.score == 9
    assert quiz.marks[first.theme][0] == quiz.marks[first.theme][1] - 1
    assert repr(quiz).startswith("Quiz de 10 questions")
    assert Quiz(bank, n=10, seed=2)._questions == Quiz(ref, n=10, seed=2)._questions == quiz._questions
    with pytest.raises(ReferentialError):
        Quiz(bank, themes=["zut"])


def test_a_reply_is_right_whatever_the_order_of_what_is_ticked(bank):
    several = next(question for question in bank if question.kind == SEVERAL)
    assert several.is_right(list(reversed(several.right)))
    assert not several.is_right([several.right[0]])
    order = next(question for question in bank if question.kind == ORDERING)
    assert not order.is_right(list(reversed(order.solution)))
    for odd in (several.right[0], None, "01", [[0]], ["0", 1], {}):
        assert not several.is_right(odd)
    assert Bank([several, order], bank.ref).marks({several.id: list(several.right)}) == {
        several.theme: (1, 1 + (several.theme == order.theme)),
        **({} if several.theme == order.theme else {order.theme: (0, 1)}),
    }


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
def test_a_device_that_never_ends_is_no_file_of_questions(ref):
    with pytest.raises(ReferentialError, match="n'est pas un fichier de questions"):
        question_bank(ref, "/dev/zero")
