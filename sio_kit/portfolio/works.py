"""The works of other rooms that a dossier takes in, in the page's small Python: each gives a situation, or several."""

from sio_kit.forms import document
from sio_kit.forms.document import among, item, many, once, text, texts
from sio_kit.forms.done import FIELDS, tidy
from sio_kit.portfolio.situation import situation
from sio_kit.typography import NBSP, split, strip, typeset
from sio_kit.vocabulary import SUPPORT


def taken(data, name, tables):
    """Return the situations that a work of another form gives; they say what that work says, and nothing else."""
    kind = data.get("format") if type(data) is dict else None
    known = next((each for each in TAKEN if each[0] == kind), None)
    if known is None:
        raise document.wrong(
            f"Le fichier « {name} » ne vient ni de l'atelier, ni du choix argumenté, ni de la grille, "
            "ni du carnet de stage. Choisissez-en un autre."
        )
    _, version, shape, called, fill = known
    given = fill(document.read(data, name, kind, version, shape, called), tables)
    if not given:
        raise document.wrong(
            f"Aucune semaine du fichier « {name} » n'a de situation : donnez-y un titre à ce que vous raconteriez."
        )
    return [_filled(name, fields) for fields in given]


def _filled(name, fields):
    found = situation()
    found["preuves"] = name
    found.update(fields)
    tidy(found)
    return found


def _of_service(work, tables):
    """A service tells its processes, who called them, what was recorded, the passages."""
    support = [row["code"] for row in tables["processus"] if row["categorie"] == SUPPORT]
    steps, known = work["etapes"], document.passage_texts(tables)
    processes = []
    named = once([step["processus"] for step in steps if step["processus"]])
    ordered = [row["code"] for row in tables["processus"] if row["code"] in named]
    for code in ordered + [code for code in named if code not in ordered]:
        callers = [step["appelant"] for step in steps if step["processus"] == code and step["appelant"]]
        processes.append({"code": code, "appelants": once(callers)})
    recorded = [step["action"] for step in steps if step["processus"] in support and split(step["action"])]
    cited = [passage for step in steps for passage in [step["passage"]] + step["citations"] if passage in known]
    fields = {"titre": work["nom"], "service": work["nom"], "processus": processes, "passages": once(cited)}
    fields["enregistre"] = typeset(" ; ").join(recorded)
    return [fields]


def _of_choice(work, tables):
    """A choice tells its story, what was decided and why, the passages of what was argued."""
    row = next((row for row in tables["choix"] if row["code"] == work["choix"]), None)
    argued = [each["critere"] for each in work["arguments"] if split(each["texte"])]
    story = [work["recit"]] if split(work["recit"]) else []
    if row and work["decision"]:
        reason = [work["justification"]] if split(work["justification"]) else []
        story.append(f"Décision{NBSP}: " + ". ".join([row[work["decision"]]] + reason))
    passages = [row["passage"]] if row else []
    passages += [each["passage"] for each in tables["criteres_choix"] if each["code"] in argued]
    return [{"titre": work["nom"], "contexte": "\n".join(story), "passages": once(passages)}]


def _of_grid(work, _tables):
    """A grid tells the criteria that are met, and what shows it."""
    met = [each for each in work["criteres"] if each["reponse"] in ("oui", "en partie")]
    shown = [each["preuve"] for each in met if split(each["preuve"])]
    return [{"titre": work["nom"], "criteres": once([each["texte"] for each in met]), "preuves": "\n".join(shown)}]


def _of_log(work, _tables):
    """A log of an internship tells a situation for each week that names one; it proves nothing by itself."""
    return [_of_week(each, work) for each in work["semaines"] if split(each["titre"])]


def _of_week(each, work):
    where = [strip(words) for words in (work["organisation"], each["semaine"]) if split(words)]
    told = [", ".join(where)] + [each[word] for word in ("pour", "fait") if split(each[word])]
    fields = {word: each[word] for word, *_ in FIELDS}
    fields.update({"titre": each["titre"], "nature": "stage", "service": work["service"], "preuves": ""})
    fields["contexte"] = "\n".join([words for words in told if words])
    return fields


STEP = [(word, text, "") for word in ("processus", "appelant", "action", "passage")] + [("citations", texts, [])]
ARGUMENT = [("critere", text), ("texte", text)]
CRITERION = [("texte", text), ("reponse", text), ("preuve", text)]
CHOICE = [(word, text) for word in ("nom", "recit", "choix", "justification")]
CHOICE += [("decision", among("", "gauche", "droite")), ("arguments", many(item(ARGUMENT)))]
WEEK = [(word, text, "") for word in ("titre", "semaine", "pour", "fait")] + FIELDS
LOG = [("organisation", text, ""), ("service", text, ""), ("semaines", many(item(WEEK)))]
# Format, newest version, what is read of it, the French for what fills it, what it gives.
TAKEN = [
    ("sio_kit/service", 2, [("nom", text), ("etapes", many(item(STEP)))], "étapes", _of_service),
    ("sio_kit/choix", 1, CHOICE, "arguments", _of_choice),
    ("sio_kit/grille", 1, [("nom", text), ("criteres", many(item(CRITERION)))], "critères", _of_grid),
    ("sio_kit/stage", 1, LOG, "semaines", _of_log),
]
