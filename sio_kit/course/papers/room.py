"""Room to write: as many dotted lines as the expected answer asks for, under a question or each of its items."""

import re

from sio_kit.course.document.html import parsed

WORDS_A_LINE = 11  # by hand, on a sheet of A4
SHARE = 0.6  # of a model answer's words, those that a student needs
UNSAID = (3,)  # where no answer is given
ITEM = re.compile(r"^\d+\. ", re.MULTILINE)


def room(answer):
    """Return how many lines an answer (Markdown) needs; as many numbers as it has numbered items, where it has some."""
    text = re.sub(r"<summary.*?</summary>|<[^>]*>", " ", answer, flags=re.DOTALL)
    first, *items = ITEM.split(text)
    return tuple(_lines(item, 1, 4) for item in items) if items else (_lines(first, 2, 9),)


def _lines(text, least, most):
    words = SHARE * len(re.findall(r"\w+", text))
    return max(least, min(most, round(words / WORDS_A_LINE) + 1))


def dotted(number):
    """Return some lines to write on, as HTML."""
    return f'<div class="lines">{"<p></p>" * number}</div>'


def with_room(html, lines):
    """Return a question with its lines: under each item where it ends with a numbered list, else under the whole."""
    page = parsed(html)
    blocks = [block for section in page.select("section") for block in section.find_all(recursive=False)]
    items = blocks[-1].find_all("li", recursive=False) if blocks and blocks[-1].name == "ol" else []
    if not items:
        return f"{html}{dotted(sum(lines))}"
    each = lines if len(lines) == len(items) else [max(1, round(sum(lines) / len(items)))] * len(items)
    for item, number in zip(items, each, strict=True):
        item.append(parsed(dotted(number)))
    return str(page)
