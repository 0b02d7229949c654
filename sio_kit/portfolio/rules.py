"""What a reader asks of a dossier of situations, what it covers, and the sheet, in the page's small Python."""

from sio_kit.forms import document, markdown
from sio_kit.forms.document import among, item, many, text
from sio_kit.forms.finding import FAULT, QUESTION, REMARK, SEVERITIES, finding
from sio_kit.typography import NBSP, guillemets, shown_whole, split, strip, typeset, with_sic
from sio_kit.vocabulary import CALLS, SHARED, SUPPORT

KIND, VERSION = "sio_kit/dossier", 1
TABLES = [
    ("processus", ["code", "libelle", "categorie", "passage"]),
    ("liens", ["source", "cible", "nature", "passage"]),
    ("etapes", ["processus", "passage"]),
    ("options", ["code", "sigle"]),
    ("interventions", ["option", "ordre", "texte", "passage", "passage_condition"]),
    ("participations", ["processus", "nature", "passage"]),
    ("environnements", ["code", "libelle", "passage_libelle"]),
    ("criteres_qualite", ["ordre", "texte", "passage"]),
    ("conditions", ["code", "passage"]),
    ("choix", ["code", "gauche", "droite", "passage"]),
    ("criteres_choix", ["code", "passage"]),
    ("passages", ["id", "texte"]),
    ("coquilles", ["passage", "texte"]),
]
NATURES = "TP", "projet", "stage", "alternance", "autre"
DONE, TOLD, WARNED = AUTONOMY = "fait", "rendu compte", "alerté"
TITLE = "Mon dossier de situations"
UNNAMED = "sans titre"
UNSAID = "à remplir"
BREAK = "***"  # where a printed page ends; no student's words can make such a line
# Words of the passages that say what a service is, where one works, in what one works.
SERVICE, PLACE, WORK = (
    "Un service informatique rendu",
    "dans le cadre d'une équipe",
    "s'inscrivent plus particulièrement",
)


# The document


def texts(value):
    """Take a list of texts, each once."""
    taken = many(text)(value)
    return None if taken is None else _once(taken)


def _once(items):
    return [each for place, each in enumerate(items) if each not in items[:place]]


PROCESS = [("code", text), ("appelants", texts, [])]
SITUATION = [
    ("titre", text, ""),
    ("nature", among("", *NATURES), ""),
    ("contexte", text, ""),
    ("service", text, ""),
    ("processus", many(item(PROCESS)), []),
    ("enregistre", text, ""),
    ("interventions", texts, []),
    ("environnements", texts, []),
    ("criteres", texts, []),
    ("autonomie", many(among(*AUTONOMY)), []),
    ("preuves", text, ""),
    ("passages", texts, []),
]
SHAPE = [("nom", text), ("situations", many(item(SITUATION)))]


def blank(_tables):
    return {"format": KIND, "version": VERSION, "nom": "", "situations": []}


def starts(tables):
    """Return what a dossier can begin with: the blank one alone."""
    return [["Un dossier vide", blank(tables)]]


def situation():
    """Return a situation with nothing in it."""
    return item(SITUATION)({})


def read(data, name, _tables):
    """Return the dossier of a file's data; of a process that a situation says twice, the first counts."""
    work = document.read(data, name, KIND, VERSION, SHAPE, "situations")
    for each in work["situations"]:
        codes = codes_of(each)
        each["processus"] = [own for place, own in enumerate(each["processus"]) if own["code"] not in codes[:place]]
        each["autonomie"] = [word for word in AUTONOMY if word in each["autonomie"]]
    return work


def codes_of(each):
    """Return the processes of a situation."""
    return [own["code"] for own in each["processus"]]


def proofs(each):
    """Return the proofs of a situation: its lines that say something."""
    return [strip(line) for line in each["preuves"].split("\n") if split(line)]


# The works of the other forms, each taken in as a situation


def taken(data, name, tables):
    """Return the situation that a work of another form gives; it fills what that work says, and nothing else."""
    kind = data.get("format") if type(data) is dict else None
    known = next((each for each in TAKEN if each[0] == kind), None)
    if known is None:
        raise document.wrong(
            f"Le fichier « {name} » ne vient ni de l'atelier, ni du choix argumenté, ni de la grille. "
            "Choisissez-en un autre."
        )
    _, version, shape, called, fill = known
    found = situation()
    found["preuves"] = name
    found.update(fill(document.read(data, name, kind, version, shape, called), tables))
    return found


def _of_service(work, tables):
    """A service tells its processes, who called them, what was recorded, the passages."""
    support = [row["code"] for row in tables["processus"] if row["categorie"] == SUPPORT]
    steps, known = work["etapes"], _numbers(tables)
    processes = []
    named = _once([step["processus"] for step in steps if step["processus"]])
    ordered = [row["code"] for row in tables["processus"] if row["code"] in named]
    for code in ordered + [code for code in named if code not in ordered]:
        callers = [step["appelant"] for step in steps if step["processus"] == code and step["appelant"]]
        processes.append({"code": code, "appelants": _once(callers)})
    recorded = [step["action"] for step in steps if step["processus"] in support and split(step["action"])]
    cited = [passage for step in steps for passage in [step["passage"]] + step["citations"] if passage in known]
    return {
        "titre": work["nom"],
        "service": work["nom"],
        "processus": processes,
        "enregistre": typeset(" ; ").join(recorded),
        "passages": _once(cited),
    }


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
    return {"titre": work["nom"], "contexte": "\n".join(story), "passages": _once(passages)}


def _of_grid(work, _tables):
    """A grid tells the criteria that are met, and what shows it."""
    met = [each for each in work["criteres"] if each["reponse"] in ("oui", "en partie")]
    shown = [each["preuve"] for each in met if split(each["preuve"])]
    return {"titre": work["nom"], "criteres": _once([each["texte"] for each in met]), "preuves": "\n".join(shown)}


STEP = [(word, text, "") for word in ("processus", "appelant", "action", "passage")] + [("citations", texts, [])]
ARGUMENT = [("critere", text), ("texte", text)]
CRITERION = [("texte", text), ("reponse", text), ("preuve", text)]
CHOICE = [(word, text) for word in ("nom", "recit", "choix", "justification")]
CHOICE += [("decision", among("", "gauche", "droite")), ("arguments", many(item(ARGUMENT)))]
# Format, newest version, what is read of it, the French for what fills it, what it gives.
TAKEN = [
    ("sio_kit/service", 2, [("nom", text), ("etapes", many(item(STEP)))], "étapes", _of_service),
    ("sio_kit/choix", 1, CHOICE, "arguments", _of_choice),
    ("sio_kit/grille", 1, [("nom", text), ("criteres", many(item(CRITERION)))], "critères", _of_grid),
]


# What the dossier covers


def interventions(tables):
    """Return the interventions, each once: its `text`, the options that have it, its passages, if it is added."""
    found, quoted = [], document.passage_texts(tables)
    for row in tables["interventions"]:
        known = next((each for each in found if each["text"] == row["texte"]), None)
        if known is None:
            known = _sentence(row, quoted)
            known.update({"options": [], "passages": []})
            found.append(known)
        known["options"] = _once(known["options"] + [row["option"]])
        known["passages"] = _once(known["passages"] + [row["passage"]])
    return found


def criteria(tables):
    """Return the quality criteria: their `text`, their passages, if they are added."""
    quoted = document.passage_texts(tables)
    return [_sentence(row, quoted) for row in tables["criteres_qualite"]]


def _sentence(row, quoted):
    added = row["texte"] not in quoted.get(row["passage"], "")
    return {"text": row["texte"], "passages": [row["passage"]], "added": added}


def report(work, tables):
    """Return what is covered: a row a situation, how many for each process, the situations of each intervention."""
    codes = [row["code"] for row in tables["processus"]]
    situations = list(enumerate(work["situations"], 1))
    rows = [
        {
            "title": named(place, each),
            "cells": [_cell(each, code) for code in codes],
            "count": len(each["interventions"]),
        }
        for place, each in situations
    ]
    totals = [len([1 for _, each in situations if code in codes_of(each)]) for code in codes]
    shown = [
        {
            "text": shown_whole(each["text"], each["added"]),
            "options": " et ".join(each["options"]),
            "passages": ", ".join(each["passages"]),
            "situations": [place for place, own in situations if each["text"] in own["interventions"]],
        }
        for each in interventions(tables)
    ]
    return {"codes": codes, "rows": rows, "totals": totals, "interventions": shown}


def named(place, each):
    return f"{place}. {strip(each['titre']) or UNNAMED}"


def _cell(each, code):
    own = next((own for own in each["processus"] if own["code"] == code), None)
    if own is None:
        return ""
    return f"par {', '.join(own['appelants'])}" if own["appelants"] else "oui"


# The sheet


def sheet(work, tables):
    """Return the sheet to hand in: what is covered, then a page a situation with what a reader would ask."""
    found = judge(work, tables)
    lines = ["## Ce que couvre le dossier", ""] + _covered(report(work, tables))
    lines += markdown.findings_lines("Ce que demanderait un lecteur du dossier", _at(found, 0))
    for place, each in enumerate(work["situations"], 1):
        lines += ["", BREAK, "", f"## Situation {markdown.escape_markdown(named(place, each))}", ""]
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
        ("Processus", ", ".join([_called(own) for own in each["processus"]])),
        ("Ce qui a été enregistré", each["enregistre"]),
        ("Environnements", ", ".join([environments.get(code, code) for code in each["environnements"]])),
        ("Autonomie", ", ".join(each["autonomie"])),
    ]
    lines = [f"- **{title}**{NBSP}: {markdown.escape_markdown(words) or UNSAID}" for title, words in pairs]
    passages = {row["texte"]: row["passage"] for row in tables["criteres_qualite"] + tables["interventions"]}
    for title, own in (("Interventions", each["interventions"]), ("Critères de qualité", each["criteres"])):
        lines += _list(title, [_quoted(words, passages.get(words, ""), tables) for words in own])
    lines += _list("Passages cités", [_passage(number, tables) for number in each["passages"]])
    return lines + _list("Preuves", proofs(each))


def _called(own):
    return f"{own['code']} (appelé par {' et '.join(own['appelants'])})" if own["appelants"] else own["code"]


def _quoted(words, passage, tables):
    """Return a sentence of the tables as a page shows it, with its passage; one that they have no more says so."""
    if not passage:
        return f"{shown_whole(words, True)} (n'est pas dans les tables)"
    added = words not in document.passage_texts(tables).get(passage, "")
    return f"{shown_whole(words, added)} ({passage})"


def _passage(number, tables):
    quoted = document.passage_texts(tables)
    if number not in quoted:
        return f"{number}{NBSP}: ce passage n'existe pas"
    misprints = [row["texte"] for row in tables["coquilles"] if row["passage"] == number]
    return f"{guillemets(with_sic(quoted[number], misprints))} ({number})"


def _list(title, entries):
    lines = [f"- {markdown.escape_markdown(each)}" for each in entries]
    return ["", f"**{title}**", ""] + (lines or [f"- {UNSAID}"])


# What a reader would ask


def judge(work, tables):
    """Return what a reader would ask of each situation, in their order, then of the whole."""
    asking = _Reader(tables)
    found = [each for place, own in enumerate(work["situations"], 1) for each in asking.situation(place, own)]
    found += list(asking.whole(work["situations"]))
    last = len(work["situations"]) + 1
    ranks = [(each["place"] or last, SEVERITIES.index(each["severity"]), n) for n, each in enumerate(found)]
    return [found[n] for _, _, n in sorted(ranks)]


def _found(severity, sentence, *words, place=0, passage=""):
    return finding(severity, typeset(sentence).format(*words), place, passage)


def _numbers(tables):
    return [row["id"] for row in tables["passages"]]


class _Reader:
    """What the tables let a reader ask, each thing with the passage on which it rests."""

    def __init__(self, tables):
        self.tables, self.numbers = tables, _numbers(tables)
        self.processes = {row["code"]: row["passage"] for row in tables["processus"]}
        self.callers, self.call = {}, ""
        for row in tables["liens"]:
            if row["nature"] == CALLS:
                self.callers.setdefault(row["cible"], []).append(row["source"])
                self.call = self.call or row["passage"]
        self.support = [row["code"] for row in tables["processus"] if row["categorie"] == SUPPORT]
        self.record = _first([row["passage"] for row in tables["etapes"] if row["processus"] in self.support])
        self.shared = [row for row in tables["participations"] if row["nature"] == SHARED]
        self.criteria = {row["texte"]: row["passage"] for row in tables["criteres_qualite"]}
        self.options = {each["text"]: each["options"] for each in interventions(tables)}
        self.conditions = {row["code"]: row["passage"] for row in tables["conditions"]}

    def saying(self, words):
        """Return the passage in which some words stand."""
        return _first([row["id"] for row in self.tables["passages"] if words in row["texte"]])

    def situation(self, place, each):
        for rule in (self._story, self._processes, self._recorded, self._shown, self._cited, self._autonomy):
            for severity, sentence, words, passage in rule(each):
                yield _found(severity, sentence, *words, place=place, passage=passage)

    def _story(self, each):
        if not split(each["titre"]):
            yield FAULT, "La situation n'a pas de titre : donnez-lui-en un qui dit ce qui a été fait.", [], ""
        if not split(each["contexte"]):
            yield QUESTION, "Chez qui était-ce, dans quelle équipe, et qui demandait quoi ?", [], self.saying(PLACE)
        if not split(each["service"]):
            yield QUESTION, "Quel service l'organisation cliente reçoit-elle ?", [], self.saying(SERVICE)

    def _processes(self, each):
        if not each["processus"]:
            yield QUESTION, "Dans quel processus étiez-vous ?", [], self.saying(WORK)
        for own in each["processus"]:
            code, callers = own["code"], self.callers.get(own["code"], [])
            if code not in self.processes:
                yield FAULT, "Le processus « {} » n'existe pas : retirez-le.", [code], ""
            elif callers and not own["appelants"]:
                yield (
                    QUESTION,
                    "Qui vous a appelé ? {} agit quand {} fait appel à lui.",
                    [code, _or(callers)],
                    self.call,
                )
            for caller in own["appelants"]:
                if code in self.processes and caller not in callers:
                    sentence = "{} est dit appelé par {} ; le texte ne parle pas de cet appel."
                    yield REMARK, sentence, [code, caller], self.call

    def _recorded(self, each):
        changing = [code for code in codes_of(each) if code in self.callers]
        if split(each["enregistre"]) or not (changing or any(code in self.support for code in codes_of(each))):
            return
        if changing:
            sentence = "Vous étiez dans {} : qu'avez-vous enregistré dans la base de données de la configuration ?"
            yield QUESTION, sentence, [_and(changing)], self.record
        else:
            yield QUESTION, "Qu'avez-vous enregistré, et où ?", [], self.record

    def _shown(self, each):
        if not each["interventions"]:
            first = _first([row["passage_condition"] for row in self.tables["interventions"]])
            yield QUESTION, "Dans quoi êtes-vous intervenu ? Choisissez une intervention du texte.", [], first
        if not each["environnements"]:
            first = _first([row["passage_libelle"] for row in self.tables["environnements"]])
            yield REMARK, "Aucun environnement : lequel imposait quelque chose à votre travail ?", [], first
        if not each["criteres"]:
            passages = list(self.criteria.values())
            if passages:
                words = [min(passages), max(passages)]
                yield (
                    QUESTION,
                    "Quel critère de qualité ({} à {}) cette situation montre-t-elle ?",
                    words,
                    min(passages),
                )
        if not proofs(each):
            passage = _first([self.criteria.get(words, "") for words in each["criteres"]])
            yield QUESTION, "Qu'est-ce qui le prouve ? Nommez un fichier, un lien, une capture.", [], passage
        for words in each["interventions"] + each["criteres"]:
            if words not in self.options and words not in self.criteria:
                yield REMARK, "« {} » n'est pas dans les tables.", [words], ""

    def _cited(self, each):
        if not each["passages"]:
            passage = _first([self.processes.get(code, "") for code in codes_of(each)])
            yield REMARK, "Aucun passage cité : quelle phrase du texte dit ce que vous avez fait ?", [], passage
        for number in each["passages"]:
            if number not in self.numbers:
                yield FAULT, "Le passage « {} » n'existe pas. Choisissez-en un autre.", [number], ""

    def _autonomy(self, each):
        told, alert = self.conditions.get("communication", ""), self.conditions.get("alerte", "")
        if not each["autonomie"]:
            passage = self.conditions.get("autonomie", "")
            yield QUESTION, "Qu'avez-vous fait vous-même, et qu'a fait quelqu'un d'autre ?", [], passage
        elif TOLD not in each["autonomie"]:
            yield QUESTION, "À qui avez-vous rendu compte, et quand ?", [], told
        elif WARNED not in each["autonomie"]:
            yield REMARK, "Rien n'était à signaler ? Dites quel risque vous auriez fait remonter.", [], alert

    def whole(self, situations):
        if not situations:
            yield _found(REMARK, "Le dossier n'a pas encore de situation.")
            return
        codes = [code for each in situations for code in codes_of(each)]
        for row in self.tables["processus"]:
            if row["code"] not in codes and row["code"] not in self.callers:
                words = [row["code"], row["libelle"]]
                yield _found(REMARK, "Aucune situation n'est dans {} (« {} »).", *words, passage=row["passage"])
        called = [row["code"] for row in self.tables["processus"] if row["code"] in self.callers]
        if called and not any(code in codes for code in called):
            yield _found(REMARK, "Aucune situation n'est dans {}.", _or(called), passage=self.call)
        options = [self.options.get(words, []) for each in situations for words in each["interventions"]]
        if len(options) > 1 and all(own == options[0] and len(own) == 1 for own in options):
            sentence = (
                "Vos interventions sont toutes propres à l'option {} : où montrez-vous ce que les deux partagent ?"
            )
            passage = _first([row["passage"] for row in self.shared])
            yield _found(REMARK, sentence, options[0][0], passage=passage)


def _first(items):
    return next((each for each in items if each), "")


def _or(words):
    return " ou ".join(words)


def _and(words):
    return " et ".join(words)
