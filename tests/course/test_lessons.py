"""The lessons as a course: nothing of the référentiel is left out, and each leads to the next."""

import html
import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("[0-9][0-9]_*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if path.name[:2] not in ("00", "08")]


def texts(value):
    """Yield every text in a piece of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def flat(text):
    """Return a text without tags, asterisks and [sic], its spaces alike."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", text)).replace("*", "")
    return re.sub(r"\s+", " ", plain.replace("\N{NO-BREAK SPACE}", " ").replace(" [sic]", ""))


def shown(path):
    """Return all that a reader of an executed notebook can see: prose, outputs, what its widgets hold."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    parts = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    for output in (output for cell in notebook["cells"] for output in cell.get("outputs", [])):
        parts.append("".join(output.get("text", [])))
        parts += ["".join(data) for data in output.get("data", {}).values() if isinstance(data, str | list)]
    return " ".join(map(flat, [*parts, *texts(notebook["metadata"].get("widgets", {}))]))


def test_every_passage_is_reached_by_a_lesson(ref):
    """All but the bare headings; what ends a list item (; , .) does not count."""
    said = " ".join(map(shown, LESSONS))
    passages = ref.passages[ref.passages["nature"] != "titre"]
    missing = [
        passage
        for passage, text in zip(passages["id"], passages["texte"], strict=True)
        if re.sub(r"[ ;,.:]+$", "", flat(text)) not in said
    ]
    assert len(passages) > 100
    assert missing == []


@pytest.mark.parametrize("place", range(len(NOTEBOOKS)), ids=[path.stem for path in NOTEBOOKS])
def test_each_notebook_leads_to_the_one_before_and_the_one_after(place):
    last = "".join(json.loads(NOTEBOOKS[place].read_text(encoding="utf-8"))["cells"][-1]["source"])
    links = {
        name: re.search(rf"\*\*{name}\*\*\N{{NO-BREAK SPACE}}: \[\d\d [^]]+\]\((\w+\.ipynb)\)", last)
        for name in ("Précédent", "Suivant")
    }
    expected = {
        "Précédent": NOTEBOOKS[place - 1].name if place else None,
        "Suivant": NOTEBOOKS[place + 1].name if place + 1 < len(NOTEBOOKS) else None,
    }
    assert {name: link and link[1] for name, link in links.items()} == expected
