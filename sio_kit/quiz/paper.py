"""Questions on paper: a subject that tells no answer, even in its source, and a corrigé with the same numbers."""

import random
from html import escape
from pathlib import Path

from sio_kit.printed import whole_page
from sio_kit.quiz.question import MATCHING, ORDERING, SEVERAL, TRUE_FALSE
from sio_kit.typography import NBSP, typeset

STYLE = Path(__file__).with_suffix(".css")
ADDED = typeset("Questions et réponses proposées : ajoutées par le kit, sauf le texte entre « ».")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HINTS = {
    SEVERAL: "Plusieurs réponses sont justes.",
    MATCHING: "Écrivez devant chaque ligne la lettre qui va avec.",
    ORDERING: "Écrivez devant chaque ligne son rang.",
}


def paper(questions, title, edition, seed=0):
    """Return the subject and the corrigé of a quiz on paper: two whole HTML pages for A4.

    Parameters
    ----------
    questions : sequence of Question
        In the order of their numbers.
    title, edition : str
        What each page's foot says.
    seed : int
        Puts what is to be matched or ordered in another order.
    """
    laid = [(each, each.mixed(random.Random(f"{seed} {number}"))) for number, each in enumerate(questions)]
    name = '<p class="name"><span>Nom :</span><span>Prénom :</span><span>Classe :</span></p>'.replace(" :", f"{NBSP}:")
    subject = _page(title, edition, name + _list([subject_html(question, order) for question, order in laid]))
    answers = [subject_html(question, order) + answer_html(question, order) for question, order in laid]
    return subject, _page(f"Corrigé{NBSP}: {title}", edition, _list(answers))


def plain_questions(questions):
    """Return the questions, then their answers, as two HTML lists for a page that has its own head."""
    laid = [(each, each.mixed(random.Random(each.text))) for each in questions]
    asked = [subject_html(question, order) for question, order in laid]
    answered = [subject_html(question, order) + answer_html(question, order) for question, order in laid]
    return _list(asked), _list(answered)


def subject_html(question, order):
    """Return what is asked."""
    hint = f" <em>{escape(HINTS[question.kind])}</em>" if question.kind in HINTS else ""
    return f"<p>{escape(question.text)}{hint}</p>{_items(question, order)}"


def _items(question, order):
    if question.kind == ORDERING:
        return _bullets(f"___ {escape(question.answers[index])}" for index in order)
    if question.kind == MATCHING:
        offered = [f"<b>{LETTERS[n]}</b> {escape(question.matches[index])}" for n, index in enumerate(order)]
        return _bullets(f"___ {escape(text)}" for text in question.answers) + _bullets(offered)
    box = "○" if question.kind != SEVERAL else "☐"
    return _bullets(f"{box} <b>{LETTERS[n]}</b> {escape(text)}" for n, text in enumerate(question.answers))


def _bullets(items):
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def answer_html(question, order):
    """Return the right answer, why, and the passages that prove it."""
    passages = f" ({', '.join(question.passages)})" if question.passages else ""
    right = f"<b>Réponse{NBSP}: {escape(_right(question, order))}.</b>"
    return f'<p class="answer">{right} {escape(question.feedback)}{escape(passages)}</p>'


def _right(question, order):
    if question.kind == ORDERING:
        return ", ".join(str(index + 1) for index in order) + ", de haut en bas"
    if question.kind == MATCHING:
        return ", ".join(LETTERS[order.index(index)] for index in range(len(order))) + ", de haut en bas"
    if question.kind == TRUE_FALSE:
        return question.answers[question.right[0]]
    return ", ".join(LETTERS[index] for index in question.right)


def _list(items):
    return f'<ol class="quiz">{"".join(f"<li>{item}</li>" for item in items)}</ol>'


def _page(title, edition, body):
    source = f'<p class="source">{escape(edition)}. {ADDED}</p>'
    read = f"<h1>{escape(title)}</h1>\n{body}\n{source}"
    return whole_page(title, edition, STYLE.read_text(encoding="utf-8"), read)
