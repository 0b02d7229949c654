"""Questions for QCM Cam, where a class votes with printed cards that one webcam reads: the card's side is a letter.

Its file is the JSON object that the application saves and opens itself; it has no place for an explanation.
"""

import json
from html import escape

from sio_kit.quiz.paper import letter


def files(order):
    """Return the one file of an order."""
    questions = {str(number): _question(question) for number, question in enumerate(order.bank)}
    return {order.target: json.dumps(questions, ensure_ascii=False, indent=1).encode("utf-8")}


def _question(question):
    answers = "".join(f"<li>{_html(text)}</li>" for text in question.answers)
    return {"question": f"<h3>{_html(question.text)}</h3><ol>{answers}</ol>", "reponse": letter(question.right[0])}


def _html(text):
    return escape(text, quote=False).replace("\n", "<br>")
