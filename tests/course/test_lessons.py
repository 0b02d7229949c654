"""The lessons as a course: nothing of the référentiel is left out, and each leads to the next."""

import html
import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("[0-9][0-9]_*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if path.name[:2] not in ("00", "08", "10")]


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


# What a class sees, and for how long

FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
WORD = re.compile(r"\w+(?:['’-]\w+)*")
PROSE, ALL = 75, 210  # words at once: of prose, and with quotations and tables


def cells_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def slide_type(cell):
    return cell["metadata"].get("slideshow", {}).get("slide_type", "")


def slides(path):
    """Yield the cells of each slide, without notes and what is for paper."""
    now = []
    for cell in cells_of(path):
        if slide_type(cell) in ("slide", "subslide") and now:
            yield now
            now = []
        if slide_type(cell) not in ("notes", "skip"):
            now.append(cell)
    yield now


def words(cells):
    """Return how many words of prose some cells show, and of all: quotations, tables and headings too."""
    prose, everything = 0, 0
    for cell in cells:
        if cell["cell_type"] == "markdown":
            lines = re.sub(r"\]\([^)]*\)", "]", FOLDED.sub("", "".join(cell["source"]))).splitlines()
            everything += len(WORD.findall("\n".join(lines)))
            prose += len(WORD.findall("\n".join(line for line in lines if not line.startswith((">", "|", "#")))))
        for output in cell.get("outputs", []):
            page = re.sub(
                r"<(style|script).*?</\1>", "", "".join(output.get("data", {}).get("text/html", "")), flags=re.DOTALL
            )
            everything += len(WORD.findall(html.unescape(re.sub(r"<[^>]*>", " ", page))))
    return prose, everything


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_slide_is_a_page(path):
    counted = {"".join(cells[0]["source"])[:60]: words(cells) for cells in slides(path)}
    assert {start: found for start, found in counted.items() if found[0] > PROSE or found[1] > ALL} == {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_minutes_of_a_lesson_add_up(path):
    cells = cells_of(path)
    number = int(re.search(r"\*\*Durée en classe\*\*\s: (\d) séances? de 55 minutes", "".join(cells[0]["source"]))[1])
    notes = ["".join(cell["source"]) for cell in cells if slide_type(cell) == "notes"]
    minutes = [int(re.search(r"\*\*Durée\*\*\s: (\d+) minutes", note)[1]) for note in notes]
    assert sum(minutes) == 55 * number
    assert "**Pour tenir en 55 minutes**" in notes[0]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_helps_and_goes_further(path):
    prose = "\n".join("".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "markdown")
    assert "<summary>Carte d'aide" in prose
    assert "**Plus difficile.**" in prose
    assert ("Ce que regardera votre professeur" in prose) <= ("4 Maîtrisé" in prose)


PROMISED = re.compile(
    r"jour de l'examen|avant l'examen|jour J|dans quelques mois|après quelques mois|préparer un entretien",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_lesson_promises_nothing_that_the_text_does_not_say(path):
    assert PROMISED.findall(shown(path)) == []


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if path.name < "10"], ids=lambda path: path.stem)
def test_code_is_not_spoken_of_where_it_is_hidden(path):
    """From 10 on, code is the subject, and shown."""
    prose = "\n".join(
        "".join(cell["source"])
        for cell in cells_of(path)
        if slide_type(cell) != "notes" and cell["cell_type"] == "markdown"
    )
    assert re.findall(r"`(?:ref\.|sio_kit\.)[^`]*`|la cellule|ligne de code", prose) == []


def test_the_guide_says_how_long_each_lesson_is():
    guide = "\n".join("".join(cell["source"]) for cell in cells_of(NOTEBOOKS[0].with_name("guide_enseignant.ipynb")))
    told = dict(re.findall(r"^\| \[[^]]+\]\((\w+)\.ipynb\) \| (\d) \|", guide, flags=re.MULTILINE))
    said = {
        path.stem: re.search(r"(\d) séances? de 55 minutes", "".join(cells_of(path)[0]["source"]))[1]
        for path in NOTEBOOKS
    }
    assert told == said
