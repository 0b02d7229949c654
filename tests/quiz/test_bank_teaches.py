"""The bank asks what the text says: nothing in the form of its questions and answers tells which is right."""

import re

import pytest
from guessers import GUESSERS, advantage, most_shared

from sio_kit.quiz.bank import question_bank
from sio_kit.quiz.question import ONE, SEVERAL, THEMES, TRUE_FALSE

LIMIT = 1.2  # of what one who draws lots scores
TRANSFERS = 50
HINTS = re.compile(r"\b(toujours|jamais|obligatoirement|forcément|uniquement)\b")
# Words of the kit's own tables, and what the text says nothing of.
NOT_THE_TEXTS = re.compile(r"\b(renouvelle|précède|examens?|cadres? d'exercice|environnement de travail)\b")


@pytest.fixture(scope="module")
def bank(ref):
    return question_bank(ref)


@pytest.fixture(scope="module")
def choices(bank):
    return [question for question in bank if question.kind in (ONE, SEVERAL)]


def words_of(question):
    return " ".join((question.text, *question.answers, *question.matches, question.feedback))


def reversed_of(guesser):
    """Return the guesser that takes what another one leaves: the shortest answer, the most ordinary one."""
    return lambda question: [-score for score in guesser(question)]


@pytest.mark.parametrize("guesser", GUESSERS)
def test_one_who_has_not_read_the_text_does_no_better_than_chance(choices, guesser):
    assert advantage(choices, guesser) <= LIMIT
    assert advantage(choices, reversed_of(guesser)) <= LIMIT


def test_a_guesser_is_seen_where_the_form_gives_the_answer_away(choices):
    """What the test above would say of answers that are longer, say the question's words, or look otherwise."""
    told = [question for question in choices if question.kind == ONE]
    for guesser, spoil in zip(
        GUESSERS,
        (lambda answer, _: answer * 3, lambda _, text: text, lambda answer, _: f"9 : {answer}, (« !"),
        strict=True,
    ):
        spoilt = []
        for question in told:
            answers = list(question.answers)
            answers[question.right[0]] = spoil(answers[question.right[0]], question.text)
            spoilt.append(type(question)(**{**vars(question), "answers": tuple(answers)}))
        assert advantage(spoilt, guesser) > 2


def test_no_right_answer_alone_has_a_word_of_its_question(choices):
    for question in choices:
        shared = most_shared(question)
        right = [shared[index] for index in question.right]
        wrong = [number for index, number in enumerate(shared) if index not in question.right]
        assert not (min(right) > 0 and max(wrong) == 0), question.id


def test_the_answers_of_a_question_have_about_the_same_length(choices):
    for question in choices:
        if not all(re.match(r"P\d \(", answer) for answer in question.answers):  # the five names, always the same
            sizes = [len(answer) for answer in question.answers]
            right = [sizes[index] for index in question.right]
            wrong = [size for index, size in enumerate(sizes) if index not in question.right]
            assert max(right) <= max(wrong) * 1.3, (question.id, sizes)
            assert min(right) >= min(wrong) / 1.3, (question.id, sizes)


def test_as_much_is_true_as_false(bank):
    true = [question.right == (0,) for question in bank if question.kind == TRUE_FALSE]
    assert len(true) >= 20
    assert abs(sum(true) - (len(true) - sum(true))) <= 1
    for question in bank:
        if question.kind == TRUE_FALSE:
            assert not HINTS.search(question.text.casefold()), question.id
            assert re.match(r"Vrai ou faux\s: ([a-zà-ÿ]|P\d)", question.text), question.text


def test_many_questions_tell_a_situation(bank):
    told = [question for question in bank if question.transfer]
    assert len(told) >= TRANSFERS
    assert {question.theme for question in told} == set(THEMES) - {"vocabulaire"}


def test_a_word_of_the_kit_is_never_asked_for_as_the_texts(bank):
    for question in bank:
        assert not NOT_THE_TEXTS.search(words_of(question).casefold()), question.id


def test_a_process_has_its_name_between_brackets(bank):
    for question in bank:
        for answer in question.answers:
            assert re.fullmatch(r"(?!P\d [A-Z]).*", answer), answer
