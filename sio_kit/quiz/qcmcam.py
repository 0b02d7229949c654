"""Questions for QCM Cam, where a class votes with printed cards that one webcam reads: the card's side is a letter.

Its file is the JSON object that the application saves and opens itself; it has no place for an explanation.
"""

from sio_kit.escaping import escape, quoted
from sio_kit.quiz.paper import letter


def files(order):
    """Return the one file of an order."""
    questions = [_question(number, question) for number, question in enumerate(order.bank)]
    text = "{\n" + ",\n".join(questions) + "\n}"
    return {order.target: text.encode("utf-8")}


def _question(number, question):
    answers = "".join(f"<li>{_html(text)}</li>" for text in question.answers)
    asked = quoted(f"<h3>{_html(question.text)}</h3><ol>{answers}</ol>")
    right = quoted(letter(question.right[0]))
    return f' "{number}": {{\n  "question": {asked},\n  "reponse": {right}\n }}'


def _html(text):
    return escape(text, quote=False).replace("\n", "<br>")
