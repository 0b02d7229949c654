"""What goes to each outlet is read back whole; what has no place there is left out, and told."""

import json
import re
import subprocess
import time
from dataclasses import replace
from zipfile import ZipFile

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from bs4 import BeautifulSoup
from conftest import plain
from openpyxl import load_workbook
from pages import accessibility_faults

from sio_kit.command.cli import main
from sio_kit.errors import ReferentialError
from sio_kit.quiz.bank import Bank, question_bank
from sio_kit.quiz.export import export_quiz
from sio_kit.quiz.gift import explanation
from sio_kit.quiz.outlets import CHOICES, OUTLETS, sorted_out
from sio_kit.quiz.question import MATCHING, ONE, ORDERING, SEVERAL, TRUE_FALSE, Question
from sio_kit.referential.load import load_referential

WORDS = {"theme": "à moi", "difficulty": 1, "feedback": "« Ça » va : <b>non</b> & =1+1", "passages": ("L017", "L093")}
ODD = (
    Question("une", ONE, text="=SOMME(A1) <script>alert(1)</script> & à l'œil ?", answers=("+1", "-1", "@ici", "<i>"), right=(2,), **WORDS),
    Question("cinq", ONE, text="Cinq ?\nDeux lignes", answers=("a", "b", "c", "d", "e"), right=(4,), **WORDS),
    Question("deux", SEVERAL, text="Lesquelles ?", answers=("=1", "deux", "trois", "quatre", "cinq"), right=(1, 4), **WORDS),
    Question("toutes", SEVERAL, text="Quatre justes ?", answers=("1", "2", "3", "4", "5"), right=(0, 1, 2, 3), **WORDS),
    Question("vrai", TRUE_FALSE, text="Vrai ?", answers=("vrai", "faux"), right=(1,), **WORDS),
    Question("paires", MATCHING, text="Reliez.", answers=("=a", "b"), matches=("1 < 2", "&"), **WORDS),
    Question("rang", ORDERING, text="Rangez.", answers=("un", "deux", "trois"), **WORDS),
    Question("longue", ONE, text="é" * 121, answers=("oui", "n" * 76), right=(0,), **WORDS),
)  # fmt: skip


@pytest.fixture(scope="module")
def bank(ref):
    return question_bank(ref)


@pytest.fixture(scope="module")
def odd(ref):
    return Bank(ODD, ref)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(bank, form, folder, **settings):
    """Write all the questions that a form carries; return the file, and these questions by their text."""
    said = []
    kept, _ = sorted_out(OUTLETS[form], bank)
    settings = {"n": len(kept), "seed": 1, "say": said.append, "replace": True, **settings}
    (path,) = export_quiz(bank, form, folder / OUTLETS[form].file, **settings)
    return path, {question.text: question for question in kept}, [plain(each) for each in said]


def right_texts(question):
    return [question.answers[index] for index in question.right]


def compare(found, kept):
    """Check what was read, a list of (text, answers, right answers), against the questions of a bank."""
    assert len(found) == len(kept)
    for text, answers, right in found:
        question = kept.pop(text)
        assert sorted(answers) == sorted(question.answers)
        assert sorted(right) == sorted(right_texts(question))
    assert kept == {}


def list_of(told, number):
    """Return the codes that a sentence names, whose count it gives."""
    line = next(line for line in told if f"({number})" in line)
    return line.split(" : ")[1].rstrip(".").split(", ")


# What all share


def test_each_outlet_says_what_it_is_and_where_it_goes():
    for form, outlet in OUTLETS.items():
        assert outlet.what
        assert outlet.where.endswith(".")
        assert form.islower()
    assert len({outlet.file for outlet in OUTLETS.values()}) == len(OUTLETS)


@pytest.mark.parametrize("form", list(OUTLETS))
def test_a_draw_can_be_made_again_and_a_file_is_kept(bank, here, form):
    said = []
    paths = export_quiz(bank, form, seed=1, n=5, say=said.append)
    before = {path: path.read_bytes() for path in paths}
    with pytest.raises(ReferentialError, match="existe"):
        export_quiz(bank, form, seed=1, n=5, say=said.append)
    assert {path: path.read_bytes() for path in paths} == before
    export_quiz(bank, form, seed=2, n=4, say=said.append, replace=True)
    assert {path: path.read_bytes() for path in paths} != before
    assert set(here.iterdir()) == {here / path for path in paths}


@pytest.mark.parametrize("form", list(OUTLETS))
def test_the_command_writes_and_says_where_to_go(here, capsys, form):
    assert main(["quiz", "--format", form, "--nombre", "3", "--graine", "1"]) == 0
    output = plain(capsys.readouterr().out)
    assert f"Écrit : {OUTLETS[form].file}" in output
    assert output.strip().endswith(plain(OUTLETS[form].where))
    assert (here / OUTLETS[form].file).stat().st_size > 100


def test_wrong_answers_that_have_no_place_are_dropped_and_the_right_one_never(bank, odd, here):
    four = OUTLETS["qcmcam"]
    assert four.fitted(ODD[1]).answers == ("a", "b", "c", "e")
    assert right_texts(four.fitted(ODD[1])) == ["e"]
    for question in bank:
        fitted = four.fitted(question)
        assert right_texts(fitted) == right_texts(question)
        assert four.fitted(fitted) == fitted
        assert question.kind not in (ONE, SEVERAL) or len(fitted.answers) == min(4, len(question.answers))
    _, _, said = written(odd, "qcmcam", here)
    assert said[-1] == "Questions réduites à 4 réponses : 1 (cinq)."


def test_where_nothing_fits_nothing_is_written(odd, here, capsys):
    with pytest.raises(ReferentialError) as caught:
        export_quiz(Bank(ODD[5:7], odd.ref), "qcmcam")
    assert plain(caught.value) == (
        "Questions qui n'ont pas leur place dans ce format : 2 sur 2.\n- du type « associer » (1) : paires.\n"
        "- du type « ordonner » (1) : rang. Choisissez un autre format, ou d'autres thèmes ou niveaux."
    )
    assert list(here.iterdir()) == []


# QCM Cam


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_question_comes_back_from_qcm_cam(source, request, here):
    path, kept, said = written(request.getfixturevalue(source), "qcmcam", here)
    read = json.loads(path.read_text(encoding="utf-8"))
    assert list(read) == [str(number) for number in range(len(kept))]
    found = []
    for each in read.values():
        shown = BeautifulSoup(each["question"], "html.parser")
        assert {tag.name for tag in shown.find_all(True)} <= {"h3", "ol", "li", "br"}
        for line in shown.find_all("br"):
            line.replace_with("\n")
        answers = [item.get_text() for item in shown.find_all("li")]
        assert 2 <= len(answers) <= 4
        found.append((shown.h3.get_text(), answers, [answers["ABCD".index(each["reponse"])]]))
    compare(found, kept)
    if source == "odd":
        assert said[0] == "Questions qui n'ont pas leur place dans ce format : 4 sur 8."
        assert list_of(said, 2) == ["deux", "toutes"]


# Workbooks


def rows_of(path, first):
    """Return the rows of a workbook's only sheet from one on; none of its cells may be a formula."""
    (sheet,) = load_workbook(path).worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def told_right(cell, answers):
    return [answers[int(rank) - 1] for rank in str(cell).split(",")]


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_question_comes_back_from_wooclap(source, request, here):
    path, kept, said = written(request.getfixturevalue(source), "wooclap", here)
    header, *rows = rows_of(path, 1)
    assert header[:3] == ["Type", "Title", "Correct"]
    assert set(header[3:]) == {"Choice"}
    assert {row[0] for row in rows} == {"MCQ"}
    answers = [[text for text in row[3:] if text is not None] for row in rows]
    compare([(row[1], texts, told_right(row[2], texts)) for row, texts in zip(rows, answers, strict=True)], kept)
    if source == "odd":
        assert said[1:] == ["- du type « associer » (1) : paires.", "- du type « ordonner » (1) : rang."]


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_question_comes_back_from_kahoot(source, request, here):
    path, kept, said = written(request.getfixturevalue(source), "kahoot", here)
    _number, *header = rows_of(path, 8)[0]
    assert header[0] == "Question - max 120 characters"
    assert header[-1] == "Correct answer(s) - choose at least one"
    rows = rows_of(path, 9)
    assert [row[0] for row in rows] == list(range(1, len(kept) + 1))
    found = []
    for _, text, *texts, seconds, right in rows:
        answers = [each for each in texts if each is not None]
        assert len(text) <= 120
        assert all(len(each) <= 75 for each in answers)
        assert 2 <= len(answers) <= 4
        assert seconds in (5, 10, 20, 30, 60, 90, 120, 240)
        found.append((text, answers, told_right(right, answers)))
    compare(found, kept)
    if source == "odd":
        reasons = [line.split(" (")[0] for line in said if line.startswith("- ")]
        assert reasons == [
            "- plus de 3 bonnes réponses",
            "- du type « associer »",
            "- du type « ordonner »",
            "- question de plus de 120 caractères",
        ]


def test_kahoot_takes_a_hundred_questions(bank, here):
    with pytest.raises(ReferentialError, match="au plus 100 questions"):
        export_quiz(bank, "kahoot", n=101)
    assert list(here.iterdir()) == []


# Anki


@pytest.fixture
def collection(tmp_path):
    """Return a function that imports a package with Anki's own library, and gives its log and the collection."""
    opened = Collection(str(tmp_path / "collection.anki2"))

    def take(path):
        options = ImportAnkiPackageOptions()
        log = opened.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
        return {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")}, opened

    yield take
    opened.close()


def read(html):
    shown = BeautifulSoup(f"<div>{html}</div>", "html.parser")
    for line in shown.find_all("br"):
        line.replace_with("\n")
    return shown


def items(html):
    return [item.get_text() for item in read(html).find_all("li")]


def check_solution(question, choices, right):
    """Check the texts of a card's two lists: what it offers, and what is right."""
    if question.kind == MATCHING:
        pairs = zip(question.answers, question.matches, strict=True)
        assert right == [f"{left}\N{NO-BREAK SPACE}: {other}" for left, other in pairs]
        assert sorted(choices) == sorted([*question.answers, *question.matches])
    elif question.kind == ORDERING:
        assert right == [f"{rank} {text}" for rank, text in enumerate(question.answers, start=1)]
        assert sorted(choices) == sorted(question.answers)
    else:
        letters = {text[0]: text[2:] for text in choices}
        assert list(letters) == list("ABCDEFGH"[: len(choices)])
        assert sorted(letters.values()) == sorted(question.answers)
        assert [letters[text[0]] for text in right] == [text[2:] for text in right]
        assert sorted(text[2:] for text in right) == sorted(right_texts(question))


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_question_comes_back_from_anki(source, request, ref, here, collection):
    path, kept, said = written(request.getfixturevalue(source), "anki", here)
    log, cards = collection(path)
    words = ref.rows("glossaire") if "glossaire" in ref.tables else []
    assert log["new"] == cards.note_count() == cards.card_count() == len(kept) + len(words)
    assert said == []
    for identity in cards.find_notes("deck:*questions"):
        note = cards.get_note(identity)
        question = kept.pop(read(note["Question"]).get_text())
        assert note["Code"] == question.id
        assert read(note["Explication"]).get_text() == question.feedback
        check_solution(question, items(note["Choix"]), items(note["Réponse"]))
        for passage in question.passages:
            assert f"({passage})" in note["Passages"]
        assert f"niveau_{question.difficulty}" in note.tags
        (card,) = note.cards()
        assert "script" not in {tag.name for tag in read(card.answer()).find_all(True)}
        assert "Référentiel du BTS SIO, Annexe I" in card.answer()
    assert kept == {}


def test_a_second_import_updates_and_doubles_nothing(bank, ref, tmp_path, collection, monkeypatch):
    path, _, _ = written(bank, "anki", tmp_path)
    first, cards = collection(path)
    before = cards.note_count(), cards.card_count(), len(cards.decks.all()), len(cards.models.all())
    assert first["new"] == before[0]
    again, cards = collection(path)
    assert again["new"] == 0
    changed = [replace(question, feedback="Une autre explication.") for question in bank]
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    path, _, _ = written(Bank(changed, ref), "anki", tmp_path)
    monkeypatch.undo()
    log, cards = collection(path)
    assert (log["new"], log["updated"]) == (0, before[0])
    assert (cards.note_count(), cards.card_count(), len(cards.decks.all()), len(cards.models.all())) == before
    note = cards.get_note(cards.find_notes("deck:*questions")[0])
    assert note["Explication"] == "Une autre explication."


def test_the_glossary_is_a_second_deck(folder, collection):
    columns = ("mot", "definition", "exemple", "piege", "passage")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = [{"name": column, "type": "string"} for column in columns]
    given = {"name": "glossaire", "path": "glossaire.csv", "schema": {"fields": fields}}
    descriptor["resources"] = [each for each in descriptor["resources"] if each["name"] != "glossaire"] + [given]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "glossaire.csv").write_text(f"{','.join(columns)}\na & b,<i>é</i>,=1,,L017\n", encoding="utf-8")
    bank = question_bank(load_referential(folder))
    (path,) = export_quiz(bank, "anki", folder / "mots.apkg", n=2)
    _, cards = collection(path)
    (identity,) = cards.find_notes("deck:*glossaire")
    note = cards.get_note(identity)
    assert [read(note[name]).get_text() for name in ("Mot", "Définition", "Exemple", "Piège")] == [
        "a & b",
        "<i>é</i>",
        "=1",
        "",
    ]
    (card,) = note.cards()
    assert "Piège" not in card.answer()
    assert "(L017)" in card.answer()
    assert len(cards.find_notes("deck:*questions")) == 2


# Cards


def card_texts(page):
    """Return what stands on each printed card, by sheet, row and column: (question's number, its place)."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.sheet')].map((sheet) => {
          const from = sheet.getBoundingClientRect();
          return [...sheet.children].map((card) => {
            const box = card.getBoundingClientRect();
            return { foot: card.querySelector('.foot')?.textContent ?? '', left: box.left - from.left,
              top: box.top - from.top, width: box.width, height: box.height, all: from.width };
          });
        })"""
    )


def cut(page):
    """Return the cards whose text does not stand whole in their frame."""
    return page.locator(".card").evaluate_all(
        "nodes => nodes.filter(node => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1)"
        ".map(node => node.innerText)"
    )


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_card_stands_whole_and_its_answer_behind_it(source, request, here, open_page):
    path, kept, _ = written(request.getfixturevalue(source), "cartes", here)
    page = open_page(width=794, height=1123)
    page.goto(path.as_uri())
    assert source == "bank" or accessibility_faults(page, "body") == []
    page.emulate_media(media="print")
    assert cut(page) == []
    sheets = card_texts(page)
    assert len(sheets) == 2 * -(-len(kept) // 6)
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        behind = {(round(card["left"]), round(card["top"])): card["foot"] for card in back}
        for card in front:  # turned over the long edge, what is on the left is on the right
            turned = round(card["all"] - card["left"] - card["width"]), round(card["top"])
            assert behind[turned] == card["foot"]
    shown = read(path.read_text(encoding="utf-8"))
    cards = [
        [card for card in sheet.find_all("li", recursive=False) if card.get_text()] for sheet in shown.select(".sheet")
    ]
    backs = {card.select_one(".foot").get_text(): card for sheet in cards[1::2] for card in sheet}
    for card in (card for sheet in cards[::2] for card in sheet):
        question = kept.pop(card.select_one(".asked").get_text())
        back = backs.pop(card.select_one(".foot").get_text())
        check_solution(question, texts_in(card), texts_in(back))
        assert back.select(".card > p")[-1].get_text() == explanation(question)
    assert kept == backs == {}


def texts_in(card):
    return [item.get_text() for item in card.select(".card li")]


def test_the_sheets_are_those_of_the_printer(odd, here, open_page):
    path, _, _ = written(odd, "cartes", here)
    page = open_page()
    page.goto(path.as_uri())
    page.pdf(path=here / "cartes.pdf", prefer_css_page_size=True)
    info = subprocess.run(["pdfinfo", here / "cartes.pdf"], capture_output=True, check=True).stdout.decode()
    assert re.search(r"Pages: +4\n", info)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert cut(page) == []


@pytest.mark.parametrize("form", ["cartes", "projecteur"])
def test_what_is_too_long_is_left_out_and_what_is_not_stands_whole(ref, here, open_page, form):
    room = OUTLETS[form].whole
    fill = room - len(ODD[4].feedback) - len("vrai") - len("faux")
    full = replace(ODD[4], text=("mots " * room)[:fill])
    path, _, said = written(Bank([full, replace(full, id="trop", text=f"{full.text}é")], ref), form, here)
    assert said[1] == f"- plus de {room} caractères en tout (1) : trop."
    page = open_page(width=1280, height=720)
    page.goto(path.as_uri())
    if form == "cartes":
        page.emulate_media(media="print")
    assert cut(page) == overflowing(page) == []


@pytest.mark.parametrize("kind", [MATCHING, ORDERING, ONE])
def test_the_fullest_cards_stand_whole(ref, here, open_page, kind):
    lengths = [62 + 2 * number for number in range(10)]
    parts = [("éléments " * 20)[: length - 1] + letter for length, letter in zip(lengths, "abcdefghij", strict=True)]
    texts = (
        {"answers": tuple(parts[:5]), "matches": tuple(parts[5:])} if kind == MATCHING else {"answers": tuple(parts)}
    )
    full = Question("pleine", kind, text="Une question ?", **texts, right=(0,) if kind == ONE else (), **WORDS)
    short = OUTLETS["cartes"].whole - sum(map(len, (full.text, full.feedback, *parts)))
    assert 0 <= short < 10
    path, kept, _ = written(Bank([full], ref), "cartes", here)
    assert len(kept) == 1
    page = open_page(width=794, height=1123)
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert cut(page) == []


# The projector


def overflowing(page):
    return page.locator("article").evaluate_all(
        "nodes => nodes.filter(node => node.scrollHeight > node.clientHeight || node.scrollWidth > node.clientWidth)"
        ".map(node => node.innerText)"
    )


# Press the keys that go on, and note what is seen after each.
STEPS = """(presses) => Array.from({ length: presses }, (_, number) => {
  const key = ["ArrowRight", " ", "PageDown", "Enter", "ArrowDown"][number % 5];
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const slide = document.querySelector("article.current");
  const texts = (selector) => [...slide.querySelectorAll(selector)].map((node) => node.innerText);
  return { text: texts("h2")[0], answers: texts(".answers span"), right: texts("[data-right] span"),
    letters: texts("[data-right] b"), explanation: slide.querySelector(".explanation").textContent,
    isExplained: getComputedStyle(slide.querySelector(".explanation")).visibility === "visible",
    said: document.querySelector(".told").textContent, place: document.querySelector("[data-place]").textContent };
})"""


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_question_is_shown_then_its_answer(source, request, here, open_page):
    path, kept, said = written(request.getfixturevalue(source), "projecteur", here)
    page = open_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(path.as_uri())
    assert overflowing(page) == []
    for asked, told in zip(*[iter(page.evaluate(STEPS, 2 * len(kept)))] * 2, strict=True):
        question = kept.pop(asked["text"])
        assert (asked["place"], asked["isExplained"], told["isExplained"]) == (told["place"], False, True)
        assert sorted(asked["answers"]) == sorted(question.answers)
        assert sorted(told["right"]) == sorted(right_texts(question))
        letters = ", ".join(told["letters"])
        assert f"Réponse : {letters}. " in plain(told["explanation"])
        assert explanation(question) in told["explanation"]
        assert plain(told["said"]) == f"Réponse : {letters}"
    assert kept == {}
    assert faults == []
    if source == "odd":
        assert said[1:3] == ["- du type « associer » (1) : paires.", "- du type « ordonner » (1) : rang."]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_projector_is_for_every_reader_and_key(bank, here, open_page, scheme):
    (path,) = export_quiz(bank, "projecteur", here / "quiz.html", n=3, seed=4)
    page = open_page(color_scheme=scheme)
    page.goto(path.as_uri())
    for _ in range(3):
        assert accessibility_faults(page, "body") == []
        page.keyboard.press("ArrowRight")
    place = page.locator("[data-place]")
    page.keyboard.press("End")
    assert place.inner_text() == "3 / 3"
    page.reload()
    assert place.inner_text() == "3 / 3"
    page.keyboard.press("ArrowLeft")
    assert not page.locator("article.current .explanation").is_visible()
    page.keyboard.press("Home")
    assert place.inner_text() == "0 / 3"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (place.inner_text(), page.locator("[data-move='1']").inner_text()) == ("1 / 3", "Réponse")
    page.keyboard.press("t")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 26)"
    assert dark == (scheme == "light")
    assert accessibility_faults(page, "body") == []
    for width, height in ((390, 844), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert overflowing(page) == []
        bar, shown = page.locator("nav").bounding_box(), page.locator("article.current").bounding_box()
        assert shown["y"] + shown["height"] <= bar["y"] + 1


def test_without_script_and_on_paper_all_is_shown(bank, here, open_page):
    (path,) = export_quiz(bank, "projecteur", here / "quiz.html", n=3, seed=4)
    for settings in ({"java_script_enabled": False}, {}):
        page = open_page(**settings)
        page.goto(path.as_uri())
        page.emulate_media(media="print")
        assert page.locator(".explanation:visible").count() == 3


# SCORM


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_question_is_in_the_page_that_a_platform_plays(source, request, here):
    path, kept, said = written(request.getfixturevalue(source), "scorm", here)
    page = BeautifulSoup(ZipFile(path).read("index.html"), "html.parser")
    (state,) = json.loads(page.find(id="sio-states").string)
    found = []
    for each in state["_questions"]:
        right = [each["answers"][index] for index in each["solution"]] if each["kind"] in CHOICES else []
        found.append((each["text"], each["answers"], right))
    compare(found, kept)
    assert said == []
