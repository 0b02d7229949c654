"""Cards to cut out, numbered, and the teacher's key to them, from the tables."""

from html import escape

from sio_kit.course.papers.paper import Paper
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import guillemets, typeset

CUT = typeset("Coupez sur les traits.")
KEY = "corrige"


def card_papers(ref, answers=False):
    """Return the sheets of cards that the tables fill; their keys too, if they are asked for."""
    made = [make(ref) for table, make in MAKERS.items() if table in ref.tables and ref.rows(table)]
    return [paper for cards, key in made for paper in ([cards, key] if answers else [cards])]


def _interventions(ref):
    """Cards of the interventions without their option, in alphabetical order."""
    quotations = Quotations(ref)
    rows = sorted(ref.rows("interventions"), key=lambda row: (row["texte"], row["passage"]))
    entries = [quotations.entry(row["texte"], row["passage"]) for row in rows]
    texts = [guillemets(each["quote"]) if "quote" in each else each["text"] for each in entries]
    cards = [(str(number), "", text) for number, text in enumerate(texts, start=1)]
    key = [
        (str(number), row["option"], row["condition"], row["passage"], text)
        for number, (row, text) in enumerate(zip(rows, texts, strict=True), start=1)
    ]
    use = typeset("leçon 04 : à trier sans connaître l'option, à deux, 25 minutes")
    return _pair(
        "interventions", "les interventions", use, cards, ("Carte", "Option", "Sorte", "Passage", "Texte"), key
    )


def _tickets(ref):
    rows = ref.rows("tickets")
    cards = [(row["code"], row["auteur"], row["texte"]) for row in rows]
    key = [(row["code"], _or(row["processus"]), _or(row["appelant"]), row["explication"]) for row in rows]
    use = typeset("leçons 01 et 02 : à poser sous un processus, puis sous son appelant, à trois, 40 minutes")
    return _pair("tickets", "les tickets", use, cards, ("Carte", "Processus", "Appelé par", "Pourquoi"), key)


def _oral(ref):
    rows = list(enumerate(ref.rows("cartes_oral"), start=1))
    cards = [(str(number), row["theme"], row["question"]) for number, row in rows]
    key = [(str(number), row["question"], row["attendu"], row["passage"]) for number, row in rows]
    use = typeset("leçon 12 : à tirer pendant qu'un camarade raconte, à deux, 20 minutes")
    return _pair(
        "oral", "les questions de l'oral", use, cards, ("Carte", "Question", "Ce que l'on attend", "Passage"), key
    )


MAKERS = {"interventions": _interventions, "tickets": _tickets, "cartes_oral": _oral}


def _or(cell):
    return " ou ".join(dict.fromkeys(part.strip() for part in cell.split("|")))


def _pair(name, what, use, cards, titles, key):
    title = typeset(f"Cartes : {what}")
    body = f'<p class="how">{CUT}</p><ul class="cards">{"".join(map(_card, cards))}</ul>'
    answers = table(titles, key)
    return (
        Paper(f"cartes-{name}", title, body, use),
        Paper(f"cartes-{name}-{KEY}", typeset(f"Corrigé des cartes : {what}"), answers, "pour l'enseignant"),
    )


def _card(card):
    number, above, text = map(escape, card)
    small = f" <span>{above}</span>" if above else ""
    return f"<li><p><b>{number}</b>{small}</p><p>{text}</p></li>"


def table(titles, rows):
    """Return a table of texts, as HTML."""
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
