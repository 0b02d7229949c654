"""The sheet of a dossier: what is covered, then a page a situation; in the page's small Python."""

from sio_kit.forms import markdown
from sio_kit.forms.done import called, cited, quoted
from sio_kit.portfolio.coverage import report
from sio_kit.portfolio.findings import judge
from sio_kit.portfolio.situation import named, proofs
from sio_kit.typography import NBSP, strip

TITLE = "Mon dossier de situations"


def sheet(work, tables):
    """Return the sheet to hand in: what is covered, then a page a situation with what a reader would ask."""
    found = judge(work, tables)
    lines = ["## Ce que couvre le dossier", ""] + _covered(report(work, tables))
    lines += markdown.findings_lines("Ce que demanderait un lecteur du dossier", _at(found, 0))
    for place, each in enumerate(work["situations"], 1):
        lines += ["", markdown.BREAK, "", f"## Situation {markdown.escape_markdown(named(place, each))}", ""]
        lines += _told(each, tables)
        lines += markdown.findings_lines(f"Ce que demanderait un lecteur de la situation {place}", _at(found, place), 3)
    return markdown.sheet(
        strip(work["nom"]) or TITLE,
        tables["edition"][0]["titre"],
        "Dossier fait avec sio_kit ; les situations sont de l'étudiant, les questions du kit.",
        lines,
    )


def _at(found, place):
    return [each for each in found if each["place"] == place]


def _covered(told):
    """Return the lines of the table, and of what no situation shows."""
    rows = [[row["title"]] + row["cells"] + [str(row["count"])] for row in told["rows"]]
    shown = [each for each in told["interventions"] if each["situations"]]
    totals = [str(count) if count else "manque" for count in told["totals"]]
    rows.append(["Situations"] + totals + [f"{len(shown)} sur {len(told['interventions'])}"])
    lines = markdown.table(["Situation"] + told["codes"] + ["Interventions"], rows) + [""]
    for each in shown:
        numbers = ", ".join([str(place) for place in each["situations"]])
        words = f"{each['text']} (option {each['options']}, {each['passages']}){NBSP}: situation {numbers}"
        lines.append(f"- {markdown.escape_markdown(words)}")
    return lines


def _told(each, tables):
    """Return the lines of a situation; what has no answer says so."""
    environments = {row["code"]: row["libelle"] for row in tables["environnements"]}
    pairs = [
        ("Nature", each["nature"]),
        ("Contexte", each["contexte"]),
        ("Service rendu", each["service"]),
        ("Processus", ", ".join([called(own) for own in each["processus"]])),
        ("Ce qui a été enregistré", each["enregistre"]),
        ("Environnements", ", ".join([environments.get(code, code) for code in each["environnements"]])),
        ("Autonomie", ", ".join(each["autonomie"])),
    ]
    lines = markdown.told(pairs)
    passages = {row["texte"]: row["passage"] for row in tables["criteres_qualite"] + tables["interventions"]}
    for title, own in (("Interventions", each["interventions"]), ("Critères de qualité", each["criteres"])):
        lines += markdown.listed(title, [quoted(words, passages.get(words, ""), tables) for words in own])
    lines += markdown.listed("Passages cités", [cited(number, tables) for number in each["passages"]])
    return lines + markdown.listed("Preuves", proofs(each))
