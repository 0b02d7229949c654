"""Questions on paper: a subject that tells no answer, even in its source, and a corrigé with the same numbers."""

from sio_kit.escaping import escape
from sio_kit.printed import beside, whole_page
from sio_kit.quiz.asked import MATCHING, ORDERING, SEVERAL, TRUE_FALSE
from sio_kit.quiz.chance import Chance
from sio_kit.typography import NBSP, typeset

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ADDED = typeset("Questions et réponses proposées : ajoutées par le kit, sauf le texte entre « » suivi d'un numéro.")
NAME = typeset('<p class="name"><span>Nom :</span><span>Prénom :</span><span>Classe :</span></p>')
TITLE = "Quiz sur le référentiel"
HINTS = {
    SEVERAL: "Plusieurs réponses sont justes.",
    MATCHING: "Écrivez devant chaque ligne la lettre qui va avec.",
    ORDERING: "Écrivez devant chaque ligne son rang.",
}


def files(order):
    """Return {path: page}: for each variant its subject and its corrigé, whose numbers are the same."""
    contents, target, edition = {}, order.target, order.bank.ref.edition
    for number in range(order.variants):
        name = letter(number) if order.variants > 1 else ""
        title, questions = f"{TITLE} {name}".strip(), _variant(order.bank.questions, order.seed, number)
        subject, answers = paper(questions, title, edition, f"{order.seed} {name}", edition.sentence)
        stem = f"{target.stem}-{name}" if name else target.stem
        contents[target.with_name(f"{stem}{target.suffix}")] = subject.encode("utf-8")
        contents[target.with_name(f"{stem}-corrige{target.suffix}")] = answers.encode("utf-8")
    return contents


def paper(questions, title, edition, seed=0, note=""):
    """Return the subject and the corrigé of a quiz on paper: two whole HTML pages for A4.

    The seed puts what is to be matched or ordered in another order. At the foot stands the edition, and a `note`.
    """
    asked, answered = question_lists(questions, [Chance(f"{seed} {number}") for number in range(len(questions))])
    answers = _page(f"Corrigé{NBSP}: {title}", edition, answered, note)
    return _page(title, edition, NAME + asked, note), answers


def question_lists(questions, chances):
    """Return the questions, then their answers too, as two HTML lists; each chance mixes its question."""
    asked, answered = [], []
    for question, chance in zip(questions, chances):
        order = question.mixed(chance)
        asked.append(_subject(question, order))
        answered.append(asked[-1] + _answer(question, order))
    return _list(asked), _list(answered)


def letter(number):
    """Return what an answer is named, counted from 0: A to Z, then AA, AB and so on."""
    before, place = divmod(number, len(LETTERS))
    return (letter(before - 1) if before else "") + LETTERS[place]


def _variant(questions, seed, number):
    """Return the questions in another order, their answers too; the first variant is the draw itself."""
    if number == 0:
        return questions
    chance = Chance(f"{seed} {number}")
    mixed = [question.permuted(chance) for question in questions]
    chance.shuffle(mixed)
    return mixed


def _subject(question, order):
    hint = f" <em>{escape(HINTS[question.kind])}</em>" if question.kind in HINTS else ""
    return f"<p>{escape(question.text)}{hint}</p>{_items(question, order)}"


def _items(question, order):
    if question.kind == ORDERING:
        return _bullets(f"___ {escape(question.answers[index])}" for index in order)
    if question.kind == MATCHING:
        offered = [question.matches[index] for index in order]
        return _bullets(f"___ {escape(text)}" for text in question.answers) + _bullets(_lettered("", offered))
    return _bullets(_lettered("☐ " if question.kind == SEVERAL else "○ ", question.answers))


def _lettered(box, texts):
    return (f"{box}<b>{letter(number)}</b> {escape(text)}" for number, text in enumerate(texts))


def _answer(question, order):
    passages = f" ({', '.join(question.passages)})" if question.passages else ""
    right = f"<b>Réponse{NBSP}: {escape(_right(question, order))}.</b>"
    return f'<p class="answer">{right} {escape(question.feedback)}{escape(passages)}</p>'


def _right(question, order):
    if question.kind == ORDERING:
        return ", ".join(str(index + 1) for index in order) + ", de haut en bas"
    if question.kind == MATCHING:
        return ", ".join(letter(order.index(index)) for index in range(len(order))) + ", de haut en bas"
    if question.kind == TRUE_FALSE:
        return question.answers[question.right[0]]
    return ", ".join(map(letter, question.right))


def _bullets(items):
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _list(items):
    return '<ol class="quiz">' + "".join(f"<li>{item}</li>" for item in items) + "</ol>"


def _page(title, edition, body, note):
    said = f"{edition}. {note}".strip()
    source = f'<p class="source">{escape(said)} {ADDED}</p>'
    read = f"<h1>{escape(title)}</h1>\n{body}\n{source}"
    return whole_page(title, edition, beside(__file__, "css"), read)
