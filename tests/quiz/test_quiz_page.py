"""The quiz in a page: without a kernel in a document, with one in JupyterLab; by mouse and by keyboard."""

from html import unescape

import pytest
from conftest import plain
from pages import (
    accessibility_faults,
    each_look,
    each_screen,
    look_at,
    notebook_of,
    open_notebook,
    overflowing,
    run_all,
    write_notebook,
)

from sio_kit.course.document.html import corrige_html
from sio_kit.quiz.bank import question_bank
from sio_kit.quiz.question import MATCHING, ONE, ORDERING, SEVERAL, TRUE_FALSE, Question
from sio_kit.widgets import Quiz

RECEIPT = ".sio-quiz .sio-sheet"
TEXT = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def bank(ref):
    return question_bank(ref)


def reply(page, question, is_right=True):
    """Answer a question with the mouse, rightly or not, and validate."""
    form = page.locator(".sio-question")
    if question.kind in (ONE, SEVERAL, TRUE_FALSE):
        wrong = [index for index in range(len(question.answers)) if index not in question.right][:1]
        for index in question.right if is_right else wrong:
            form.locator("label").nth(index).click()
    elif question.kind == MATCHING:
        places = list(question.solution) if is_right else [0] * len(question.answers)
        for line, place in enumerate(places):
            form.locator("select").nth(line).select_option(str(place))
    elif is_right:
        put_in_order(page, question)
    form.get_by_role("button", name="Valider").click()


def put_in_order(page, question):
    for place, text in enumerate(question.answers):
        while page.locator(".sio-answers li span").all_inner_texts().index(text) > place:
            page.get_by_role("button", name=f"Monter\N{NO-BREAK SPACE}: {text}", exact=True).click()


def one_of_each(bank):
    """Return a short bank that has each kind of question."""
    kinds = {question.kind: question for question in reversed(bank)}
    short = type(bank)(kinds.values(), bank.ref)
    assert len(short) == 5
    return short


def test_a_whole_quiz_with_the_mouse(bank, open_widget):
    quiz = Quiz(one_of_each(bank), n=5, seed=1)
    page = open_widget(quiz)
    wrong = {1, 3}
    for number, question in enumerate(quiz.questions):
        assert f"Question {number + 1} sur 5" in page.locator(".sio-title").inner_text()
        page.get_by_role("button", name="Valider").wait_for()
        reply(page, question, number not in wrong)
        told = plain(page.locator(RECEIPT).inner_text())
        assert told.startswith("Faux." if number in wrong else "Juste.")
        assert plain(question.feedback) in told
        assert f"({question.passages[0]})" in told
        page.locator(".sio-next").click()
    assert "Bilan\N{NO-BREAK SPACE}: 3 justes sur 5" in page.locator(".sio-question").inner_text()
    assert page.locator(".sio-question tbody tr").count() == len({question.theme for question in quiz.questions})
    assert page.locator(f"{RECEIPT} li").count() == 2
    page.get_by_role("button", name="Reprendre ce qui est faux").click()
    for number in sorted(wrong):
        assert f"Question {number + 1} sur 5" in page.locator(".sio-title").inner_text()
        reply(page, quiz.questions[number])
        page.locator(".sio-next").click()
    assert "5 justes sur 5" in page.locator(".sio-question").inner_text()
    assert page.get_by_role("button", name="Reprendre ce qui est faux").count() == 0
    page.get_by_role("button", name="Tout recommencer").click()
    assert "Question 1 sur 5" in page.locator(".sio-title").inner_text()


def type_choice(page, question):
    """Answer a choice from the keyboard, from its first answer on, and press Enter."""
    press = page.keyboard.press
    if question.kind == SEVERAL:
        for index in range(len(question.answers)):
            if index in question.right:
                press("Space")
            press("Tab")
    else:
        press("Space")
        for _ in range(question.right[0]):
            press("ArrowDown")
    press("Enter")


def type_lines(page, question, shown):
    """Match or order lines from the keyboard, and press Enter on the button."""
    press = page.keyboard.press
    if question.kind == MATCHING:
        for index in question.solution:
            for _ in range(shown["order"].index(index) + 1):
                press("ArrowDown")
            press("Tab")
    else:
        for place, text in enumerate(question.answers):
            texts = page.locator(".sio-answers li span").all_inner_texts()
            page.get_by_role("button", name=f"Monter\N{NO-BREAK SPACE}: {text}", exact=True).focus()
            for _ in range(texts.index(text) - place):
                press("Enter")
        page.get_by_role("button", name="Valider").focus()
    press("Enter")


def test_a_whole_quiz_with_the_keyboard(bank, open_widget):
    quiz = Quiz(one_of_each(bank), n=5, seed=2)
    page = open_widget(quiz)
    page.locator(".sio-question :is(input, select, button)").first.focus()
    for question, shown in zip(quiz.questions, quiz._questions, strict=True):
        if question.kind in (MATCHING, ORDERING):
            type_lines(page, question, shown)
        else:
            type_choice(page, question)
        assert page.locator(f"{RECEIPT} h3").inner_text() == "Juste."
        page.keyboard.press("Enter")  # the button that leads on has the focus
    assert "5 justes sur 5" in page.locator(".sio-question").inner_text()


def test_in_assessment_nothing_is_told_before_the_end(bank, open_widget):
    quiz = Quiz(bank, n=3, seed=4, assessment=True)
    page = open_widget(quiz)
    for question in quiz.questions:
        reply(page, question)
        assert "Réponse notée" in page.locator(RECEIPT).inner_text()
        assert "✓" not in page.locator(".sio-numbers").inner_text()
        page.locator(".sio-next").click()
    assert "3 justes sur 3" in page.locator(".sio-question").inner_text()
    page.get_by_role("button", name="Question 2, juste").click()
    assert page.locator(f"{RECEIPT} h3").inner_text() == "Juste."
    assert page.get_by_role("button", name="Changer la réponse").count() == 0
    assert "✓" in page.locator(".sio-numbers").inner_text()


def test_an_incomplete_answer_is_asked_for_again(bank, open_widget):
    quiz = Quiz(one_of_each(bank), n=5, seed=1)
    page = open_widget(quiz)
    for number, question in enumerate(quiz.questions):
        page.locator(".sio-numbers button").nth(number).click()
        if question.kind == ORDERING:
            continue
        page.get_by_role("button", name="Valider").click()
        said = "Complétez toutes les lignes." if question.kind == MATCHING else "Choisissez une réponse."
        assert page.locator(".sio-said").inner_text() == said


def test_a_teachers_text_is_text(ref, open_widget):
    """Nothing that a teacher writes is taken for HTML, on screen or on paper."""
    question = Question("a", ONE, TEXT, 1, TEXT, (TEXT, "b"), (0,), (), TEXT, ("L023",))
    quiz = Quiz(type(question_bank(ref))([question], ref), n=1)
    page = open_widget(quiz)
    assert page.locator(".sio-quiz img, .sio-paper img").count() == 0
    reply(page, quiz.questions[0])
    assert TEXT in page.locator(RECEIPT).inner_text()
    assert page.locator(".sio-quiz img").count() == 0


def test_everyone_can_use_it_at_every_size(bank, open_widget):
    quiz = Quiz(one_of_each(bank), n=5, seed=1)
    page = open_widget(quiz)
    for question in quiz.questions:
        reply(page, question, is_right=False)
        assert_everyone_can_use_it(page)
        page.locator(".sio-next").click()
    assert_everyone_can_use_it(page)


def assert_everyone_can_use_it(page):
    for screen in each_screen(page):
        assert overflowing(page, ".sio-quiz") == [], screen
        assert accessibility_faults(page, ".sio-quiz") == [], screen


def test_printed_it_becomes_its_questions(bank, open_widget):
    quiz = Quiz(bank, n=4, seed=1)
    page = open_widget(quiz)
    assert not page.locator(".sio-paper").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".sio-quiz").is_visible()
    shown = plain(page.locator(".sio-paper").inner_text())
    answers = plain(unescape(corrige_html(notebook_of(quiz), "Un titre", "Édition")))
    for question in quiz.questions:
        assert plain(question.text) in shown
        assert plain(question.feedback) not in shown
        assert plain(question.feedback) in answers
    assert "Réponse" not in shown


def test_python_hears_and_a_saved_quiz_goes_on_after_reloading(lab, open_page):
    load = "import sio_kit\nfrom sio_kit.quiz.bank import question_bank\nref = sio_kit.load_referential()"
    ask = "quiz = sio_kit.widgets.Quiz(question_bank(ref), n=3, seed=4)\nquiz"
    write_notebook(lab, "un_quiz.ipynb", load, ask, "(len(quiz.answers), quiz.score in (0, 1))")
    page = open_page()
    open_notebook(page, lab, "un_quiz.ipynb")
    run_all(page, shown=2)
    page.locator(".sio-quiz label input").nth(1).check()
    page.get_by_role("button", name="Valider").click()
    page.locator(f"{RECEIPT} h3").wait_for()
    page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.locator(".jp-OutputArea-output").get_by_text("(1, True)").wait_for()
    told = page.locator(RECEIPT).inner_text()
    for look in each_look(page, ".sio-quiz"):
        assert overflowing(page, ".sio-quiz") == [], look
    page.locator(".sio-quiz").scroll_into_view_if_needed()
    page.keyboard.press("Control+s")
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    open_notebook(page, lab, "un_quiz.ipynb")
    page.locator(f"{RECEIPT} h3").wait_for(state="attached")
    look_at(page, ".sio-quiz")
    assert page.locator(RECEIPT).inner_text() == told
