"""The bank for Moodle and on paper: what goes out comes back the same; the subject tells no answer."""

import html
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import plain
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pages import accessibility_faults

from sio_kit.command.cli import main
from sio_kit.errors import ReferentialError
from sio_kit.forms.workfile import write
from sio_kit.quiz.bank import Bank, question_bank
from sio_kit.quiz.export import export_quiz, to_gift
from sio_kit.quiz.gift import explanation, ranked
from sio_kit.quiz.moodle import to_moodle_xml
from sio_kit.quiz.paper import letter, paper
from sio_kit.quiz.question import INVISIBLE, MATCHING, ONE, ORDERING, SEVERAL, TRUE_FALSE, Question, by_theme, faults

# The parser that the tools around GIFT use (npm gift-pegjs), run in the browser.
PARSER = Path(__file__).parent / "vendor" / "gift-pegjs" / "gift-parser-globals.js"


@pytest.fixture(scope="module")
def bank(ref):
    return question_bank(ref)


@pytest.fixture(scope="module")
def parse(chromium):
    """Return a function that reads GIFT text: a list of dict."""
    page = chromium.new_page()
    page.add_script_tag(content=PARSER.read_text(encoding="utf-8"))
    yield lambda text: page.evaluate("text => giftParser.parse(text)", text)
    page.close()


def from_gift(parsed):
    """Return a parsed question as a tuple that compares with `told`."""
    text, feedback = parsed["stem"]["text"], parsed["globalFeedback"]["text"]
    if parsed["type"] == "TF":
        return parsed["title"], text, feedback, parsed["isTrue"]
    if parsed["type"] == "Matching":
        pairs = [(each["subquestion"]["text"], unmasked(each["subanswer"])) for each in parsed["matchPairs"]]
        return parsed["title"], text, feedback, pairs
    right = [each["text"]["text"] for each in parsed["choices"] if each["isCorrect"] or (each["weight"] or 0) > 0]
    return parsed["title"], text, feedback, (sorted(each["text"]["text"] for each in parsed["choices"]), sorted(right))


def unmasked(text):
    """Put back the characters that the parser, alone in this place, leaves masked (`&&058;` for a colon)."""
    return re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), text).replace("&&010", "\n")


def told(question):
    """Return what a question has to come back as."""
    start = (question.id, question.text, explanation(question))
    if question.kind == TRUE_FALSE:
        return (*start, question.right == (0,))
    if question.kind in (MATCHING, ORDERING):
        return (*start, ranked(question))
    return (*start, (sorted(question.answers), sorted(question.answers[index] for index in question.right)))


def test_every_question_comes_back_from_gift(bank, parse):
    parsed = parse(to_gift(bank))
    questions = [from_gift(each) for each in parsed if each["type"] != "Category"]
    assert sorted(map(str, questions)) == sorted(str(told(question)) for question in bank)
    categories = [each["title"] for each in parsed if each["type"] == "Category"]
    assert len(categories) == len(set(categories)) == len(by_theme(bank))


def is_writable(text):
    # Of several blanks in a row, the parser keeps one.
    return text.strip() == text and text and not INVISIBLE.search(text) and not re.search(r"\s\s|\r", text)


LETTERS = st.one_of(
    st.text(alphabet="~=#{}:\\%/*->[]$«»\"'’éàœ \nab1", min_size=1, max_size=20),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1, max_size=20),
).filter(is_writable)


@st.composite
def questions(draw_one):
    """Any sound question, whatever its texts."""
    kind = draw_one(st.sampled_from([ONE, SEVERAL, TRUE_FALSE, MATCHING, ORDERING]))
    texts = draw_one(
        st.lists(LETTERS, min_size=4, max_size=6, unique_by=lambda text: " ".join(text.casefold().split()))
    )
    parts = {"answers": tuple(texts)}
    if kind == ONE:
        parts["right"] = (draw_one(st.integers(0, len(texts) - 1)),)
    elif kind == SEVERAL:
        parts["right"] = (0, 1)
    elif kind == TRUE_FALSE:
        parts = {"answers": ("vrai", "faux"), "right": (draw_one(st.integers(0, 1)),)}
    elif kind == MATCHING:
        parts = {"answers": tuple(texts[:2]), "matches": tuple(texts[2:4])}
    return Question("une-question", kind, "thème", 1, draw_one(LETTERS), feedback=draw_one(LETTERS), **parts)


@given(asked=st.lists(questions(), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_comes_back_from_gift(ref, asked, parse):
    assume(not any(faults(question) for question in asked))
    asked = [replace(question, id=f"question-{number}") for number, question in enumerate(asked)]
    parsed = [from_gift(each) for each in parse(to_gift(Bank(asked, ref))) if each["type"] != "Category"]
    # A matching cannot hold the sign that parts its two sides.
    expected = [told(question) for question in asked]
    arrows = [
        (*start, [(left.replace("->", "→"), right.replace("->", "→")) for left, right in last])
        if question.kind in (MATCHING, ORDERING)
        else (*start, last)
        for question, (*start, last) in zip(asked, expected, strict=True)
    ]
    assert parsed == arrows


def from_xml(node):
    def text(path, of=node):
        return of.find(path).findtext("text")

    start = (text("name"), text("questiontext"), text("generalfeedback"))
    kind = node.get("type")
    if kind == "matching":
        return (*start, [(pair.findtext("text"), text("answer", pair)) for pair in node.iter("subquestion")])
    answers = [(each.findtext("text"), float(each.get("fraction")) > 0) for each in node.iter("answer")]
    if kind == "truefalse":
        return (*start, dict(answers)["true"])
    return (*start, (sorted(text for text, _ in answers), sorted(text for text, right in answers if right)))


def from_moodle(text):
    root = ET.fromstring(text.encode("utf-8"))
    return [from_xml(node) for node in root if node.get("type") != "category"]


def test_every_question_comes_back_from_moodle_xml(bank):
    text = to_moodle_xml(bank)
    grouped = [question for group in by_theme(bank).values() for question in group]
    assert from_moodle(text) == [told(question) for question in grouped]
    root = ET.fromstring(text.encode("utf-8"))
    for node, question in zip((each for each in root if each.get("type") != "category"), grouped, strict=True):
        assert node.findtext("idnumber") == question.id
        assert [tag.findtext("text") for tag in node.iter("tag")][:2] == [
            question.theme,
            f"difficulté {question.difficulty}",
        ]
        assert ("transfert" in {tag.findtext("text") for tag in node.iter("tag")}) == question.transfer
        if question.kind == SEVERAL:
            gained = sum(float(each.get("fraction")) for each in node.iter("answer") if float(each.get("fraction")) > 0)
            assert gained == pytest.approx(100, abs=0.01)


@given(asked=questions())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_from_moodle_xml(ref, asked):
    assume(not faults(asked))
    assert from_moodle(to_moodle_xml(Bank([asked], ref))) == [told(asked)]


# On paper


def test_the_subject_and_its_corrige_have_the_same_numbers(bank, tmp_path):
    paths = export_quiz(bank, "papier", tmp_path / "quiz.html", n=20, seed=5, variants=2)
    assert [path.name for path in paths] == ["quiz-A.html", "quiz-A-corrige.html", "quiz-B.html", "quiz-B-corrige.html"]
    subject_a, key_a, subject_b, key_b = (path.read_text(encoding="utf-8") for path in paths)
    for subject, key in ((subject_a, key_a), (subject_b, key_b)):
        asked = [re.sub("<.*?>", "", line) for line in re.findall(r"<li><p>(.*?)</p>", subject)]
        assert [re.sub("<.*?>", "", line) for line in re.findall(r"<li><p>(.*?)</p>", key)] == asked
        assert len(asked) == 20
        assert key.count("Réponse") == 20
    texts = [sorted(re.findall(r"<li><p>(.*?)</p>", subject)) for subject in (subject_a, subject_b)]
    assert texts[0] == texts[1]
    assert subject_a != subject_b


def test_after_z_the_letters_go_on():
    names = [letter(number) for number in (0, 25, 26, 27, 51, 52, 701, 702)]
    assert names == ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]


def test_the_corrige_names_the_right_letters(bank, tmp_path):
    subject, key = export_quiz(bank, "papier", tmp_path / "quiz.html", n=60, seed=1)
    told = {
        (question.text, frozenset(question.answers)): question for question in bank if question.kind in (ONE, SEVERAL)
    }
    items = re.findall(
        r"<li><p>(.*?)</p>(.*?)<p class=\"answer\"><b>(.*?)</b>", key.read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(items) == 60
    proved = 0
    for text, body, answer in items:
        letters = {letter: html.unescape(words) for letter, words in re.findall(r"<b>([A-Z])</b> (.*?)</li>", body)}
        question = told.get((html.unescape(re.sub(r" <em>.*?</em>", "", text)), frozenset(letters.values())))
        if question:
            given = {letters[letter] for letter in re.findall(r"\b[A-Z]\b", answer)}
            assert given == {question.answers[index] for index in question.right}
            proved += 1
    assert proved > 30
    assert subject.exists()


def test_no_answer_can_be_guessed_from_the_subjects_source(bank, tmp_path):
    """Its source is the same whichever answers are right."""
    asked = bank.draw(40, seed=3)
    other = [
        replace(question, right=(1,) if question.right == (0,) else (0,), feedback="autre", passages=("L003",), id="x")
        if question.kind in (ONE, TRUE_FALSE)
        else replace(question, feedback="autre", passages=("L003",), id="x")
        for question in asked
    ]
    assert paper(asked, "Quiz", "Référentiel", 1)[0] == paper(other, "Quiz", "Référentiel", 1)[0]
    assert paper(asked, "Quiz", "Référentiel", 1)[1] != paper(other, "Quiz", "Référentiel", 1)[1]


def test_each_paper_names_the_edition_and_says_a_sentence_of_it(bank, tmp_path, ref):
    for path in export_quiz(bank, "papier", tmp_path / "quiz.html", n=3, seed=1):
        page = html.unescape(path.read_text(encoding="utf-8"))
        assert f'<p class="source">{ref.edition}. {ref.edition.sentence} ' in page
        assert f'content: "{ref.edition}. ' in page


def questions_cut(page, printed):
    """Print a page and list the questions that do not stand whole on one of its sheets."""
    page.pdf(path=printed, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-raw", printed, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    sheets = ["".join(sheet.split()) for sheet in text.split("\f")]
    asked = page.locator(".quiz > li").evaluate_all(
        "nodes => nodes.map(node => [...node.querySelectorAll('p, li')].map(part => part.innerText))"
    )
    whole = [["".join(part.split()) for part in parts] for parts in asked]
    return [parts for parts in whole if not any(all(part in sheet for part in parts) for sheet in sheets)]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext on this machine")
def test_no_question_is_cut_between_two_pages(bank, tmp_path, open_page):
    for path in export_quiz(bank, "papier", tmp_path / "quiz.html", n=30, seed=2):
        page = open_page(width=794, height=1123)
        page.goto(path.as_uri())
        assert accessibility_faults(page, "body") == []
        page.emulate_media(media="print")
        rules = page.locator(".quiz > li").evaluate_all(
            "nodes => nodes.map(node => getComputedStyle(node).breakInside)"
        )
        assert set(rules) == {"avoid"}
        heights = page.locator(".quiz > li").evaluate_all("nodes => nodes.map(node => node.offsetHeight)")
        assert max(heights) < 900
        assert page.evaluate("document.documentElement.scrollWidth") <= 794
        assert questions_cut(page, tmp_path / "quiz.pdf") == []
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(media="screen")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


# The command


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err)


def test_the_command_writes_each_form(here, capsys, parse):
    assert main(["quiz", "--format", "gift", "--nombre", "12", "--themes", "options, choix", "--graine", "1"]) == 0
    assert "Écrit : quiz-gift.txt" in said(capsys)
    text = (here / "quiz-gift.txt").read_text(encoding="utf-8")
    assert len([each for each in parse(text) if each["type"] != "Category"]) == 12
    assert main(["quiz", "--format", "moodle-xml", "--sortie", "m.xml"]) == 0
    assert len(from_moodle((here / "m.xml").read_text(encoding="utf-8"))) > 120
    assert main(["quiz", "--format", "moodle-xml", "--niveau", "1, 2", "--sortie", "m.xml", "--remplacer"]) == 0
    text = (here / "m.xml").read_text(encoding="utf-8")
    assert all(f"difficulté {level}" in text for level in (1, 2))
    assert "difficulté 3" not in text
    assert main(["quiz"]) == 0
    assert {path.name for path in here.iterdir()} == {"quiz-gift.txt", "m.xml", "quiz.html", "quiz-corrige.html"}


def test_a_file_that_exists_is_kept(here, capsys):
    (here / "quiz-corrige.html").write_text("à garder", encoding="utf-8")
    assert main(["quiz"]) == 1
    assert "« quiz-corrige.html » existe déjà" in said(capsys)
    assert [path.name for path in here.iterdir()] == ["quiz-corrige.html"]
    assert main(["quiz", "--remplacer"]) == 0
    assert "Corrigé" in (here / "quiz-corrige.html").read_text(encoding="utf-8")


def test_bad_input_is_said_in_french_and_nothing_is_written(here, capsys):
    (here / "mes.txt").write_text("code;theme\n", encoding="utf-8")
    for arguments, sentence in [
        (["--nombre", "0"], "Un quiz a au moins une question"),
        (["--themes", "zut"], "Le thème « zut » n'existe pas"),
        (["--niveau", "9"], "Le niveau « 9 » n'existe pas. Choisissez parmi : 1, 2, 3."),
        (["--niveau", "1,facile"], "Le niveau « facile » n'existe pas"),
        (["--variantes", "0"], "Le nombre de variantes va de 1 à 26"),
        (["--questions", "rien.csv"], "« rien.csv » ne peut pas être lu : il n'existe pas"),
        (["--questions", "mes.txt"], "il manque la colonne « type »"),
        (["--sortie", "ailleurs/quiz.html"], "ne peut pas être écrit"),
    ]:
        assert main(["quiz", *arguments]) == 1
        assert sentence in said(capsys)
    with pytest.raises(SystemExit):
        main(["quiz", "--format", "pdf"])
    assert "« pdf » n'est pas reconnu ; choix possibles : 'gift', 'moodle-xml', 'papier'" in said(capsys)
    assert [path.name for path in here.iterdir()] == ["mes.txt"]


def test_python_says_the_same_as_the_command(bank, here):
    with pytest.raises(ReferentialError, match="Le format"):
        export_quiz(bank, "docx")
    with pytest.raises(ReferentialError, match="Le format"):
        export_quiz(bank, ["gift"])
    write(here / "quiz-gift.txt", b"")
    with pytest.raises(ReferentialError, match="existe"):
        export_quiz(bank, "gift")
    for variants in (0, 27, "deux"):
        with pytest.raises(ReferentialError, match="Le nombre de variantes va de 1 à 26"):
            export_quiz(bank, "papier", variants=variants)
    for write_it in (to_gift, lambda questions: export_quiz(questions, "papier")):
        with pytest.raises(ReferentialError, match="Ce n'est pas une banque de questions"):
            write_it(list(bank))
    assert [path.name for path in here.iterdir()] == ["quiz-gift.txt"]
    assert export_quiz(bank, "gift", n=3, seed=1, replace=True) == [Path("quiz-gift.txt")]
