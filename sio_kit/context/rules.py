"""The quality criteria as a grid for one's own work, in the page's small Python: what is met, and what shows it."""

from sio_kit.forms import document, markdown
from sio_kit.forms.finding import QUESTION, finding
from sio_kit.typography import shown_whole, split, strip, typeset

KIND, VERSION = "sio_kit/grille", 1
TABLES = [("criteres_qualite", ["ordre", "texte", "passage"]), ("passages", ["id", "texte"])]
ANSWERS = "oui", "en partie", "pas encore", "sans objet"
MET = ANSWERS[:2]
UNSAID = "à remplir"
CRITERION = [("texte", document.text), ("reponse", document.among("", *ANSWERS)), ("preuve", document.text)]
SHAPE = [("nom", document.text), ("criteres", document.many(document.item(CRITERION)))]


def blank(tables):
    """Return a grid with the criteria of the table, in order."""
    criteria = [{"texte": row["texte"], "reponse": "", "preuve": ""} for row in _rows(tables)]
    return {"format": KIND, "version": VERSION, "nom": "", "criteres": criteria}


def starts(tables):
    """Return what a grid can begin with: the blank one alone."""
    return [["Une feuille blanche", blank(tables)]]


def read(data, name, tables):
    """Return the grid of a file's data; answers to criteria that are not in the table stay, after the others."""
    work = document.read(data, name, KIND, VERSION, SHAPE, "critères")
    work["criteres"], gone = document.matched(blank(tables)["criteres"], work["criteres"])
    work["criteres"] += [each for each in gone if each["reponse"] or each["preuve"]]
    return work


def judge(work, tables):
    """Return a question for each criterion said to be met, at least in part, with nothing to show it."""
    passages = {row["texte"]: row["passage"] for row in tables["criteres_qualite"]}
    sentence = typeset("Qu'est-ce qui montre que ce critère est atteint ? Écrivez une preuve.")
    return [
        finding(QUESTION, sentence, place, passages.get(each["texte"], ""))
        for place, each in enumerate(work["criteres"], 1)
        if each["reponse"] in MET and not split(each["preuve"])
    ]


def sheet(work, tables):
    """Return the sheet to hand in: each criterion, the answer, what shows it; and the diploma's edition."""
    passages = {row["texte"]: row["passage"] for row in tables["criteres_qualite"]}
    texts = document.passage_texts(tables)
    rows = []
    for each in work["criteres"]:
        passage = passages.get(each["texte"], "")
        quoted = passage and each["texte"] in texts.get(passage, "")
        rows.append([shown_whole(each["texte"], not quoted), passage, each["reponse"] or UNSAID, each["preuve"]])
    return markdown.sheet(
        strip(work["nom"]) or "Travail sans nom",
        tables["edition"][0]["titre"],
        "Grille faite avec sio_kit ; les réponses et les preuves sont de l'étudiant.",
        markdown.table(["Critère", "Passage", "Atteint", "Ce qui le montre"], rows),
    )


def _rows(tables):
    rows = tables["criteres_qualite"]
    order = sorted((row["ordre"] is None, row["ordre"] or 0, place) for place, row in enumerate(rows))
    return [rows[place] for _, _, place in order]
