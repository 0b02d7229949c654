"""Work that was done, as a dossier and a log of an internship keep it: what a reader asks of it, how a sheet tells it.

Such work is a dict with `processus` (a list of PROCESS), `enregistre`, `criteres` and `autonomie`.
"""

from sio_kit.forms import document
from sio_kit.forms.document import among, item, many, text, texts
from sio_kit.forms.finding import FAULT, QUESTION, REMARK, SEVERITIES, finding
from sio_kit.typography import NBSP, guillemets, shown_whole, split, typeset, with_sic
from sio_kit.vocabulary import CALLS, SUPPORT

DONE, TOLD, WARNED = AUTONOMY = "fait", "rendu compte", "alerté"
PROCESS = [("code", text), ("appelants", texts, [])]
FIELDS = [
    ("processus", many(item(PROCESS)), []),
    ("enregistre", text, ""),
    ("criteres", texts, []),
    ("autonomie", many(among(*AUTONOMY)), []),
]
# Words of the passage that says in what one works.
WORK = "s'inscrivent plus particulièrement"


def tidy(each):
    """Bring what a file gives in order: of a process that it says twice, the first counts."""
    codes = codes_of(each)
    each["processus"] = [own for place, own in enumerate(each["processus"]) if own["code"] not in codes[:place]]
    each["autonomie"] = [word for word in AUTONOMY if word in each["autonomie"]]


def codes_of(each):
    """Return the processes of a piece of work."""
    return [own["code"] for own in each["processus"]]


# What can be chosen


def sentence(row, quoted):
    """Return a sentence of a table: its `text`, its passages, whether it is added."""
    added = row["texte"] not in quoted.get(row["passage"], "")
    return {"text": row["texte"], "passages": [row["passage"]], "added": added}


def criteria(tables):
    """Return the quality criteria; see `sentence`."""
    quoted = document.passage_texts(tables)
    return [sentence(row, quoted) for row in tables["criteres_qualite"]]


def choice(each, before=""):
    """Return a sentence that can be chosen, as the page shows it."""
    words = shown_whole(each["text"], each["added"])
    return {"value": each["text"], "id": f"{before}{', '.join(each['passages'])}", "texte": words}


# How a sheet tells it


def called(own):
    """Say a process, and who called it."""
    return f"{own['code']} (appelé par {' et '.join(own['appelants'])})" if own["appelants"] else own["code"]


def quoted(words, passage, tables):
    """Return a sentence of the tables as a page shows it, with its passage; one that they have no more says so."""
    if not passage:
        return f"{shown_whole(words, True)} (n'est pas dans les tables)"
    added = words not in document.passage_texts(tables).get(passage, "")
    return f"{shown_whole(words, added)} ({passage})"


def cited(number, tables):
    """Return a whole passage as a quotation."""
    known = document.passage_texts(tables)
    if number not in known:
        return f"{number}{NBSP}: ce passage n'existe pas"
    misprints = [row["texte"] for row in tables["coquilles"] if row["passage"] == number]
    return f"{guillemets(with_sic(known[number], misprints))} ({number})"


# What a reader would ask


def found(place, rules, each):
    """Return what some rules find in a thing; a rule gives the severity, the sentence, its words, the passage."""
    return [
        finding(severity, typeset(words).format(*names), place, passage)
        for rule in rules
        for severity, words, names, passage in rule(each)
    ]


def in_order(findings, last):
    """Return findings by their places, the whole after `last` of them; what is to mend comes first."""
    ranks = [(each["place"] or last + 1, SEVERITIES.index(each["severity"]), n) for n, each in enumerate(findings)]
    return [findings[n] for _, _, n in sorted(ranks)]


class Reader:
    """What the tables let a reader ask of any work, each thing with the passage on which it rests."""

    def __init__(self, tables):
        self.tables = tables
        self.processes = {row["code"]: row["passage"] for row in tables["processus"]}
        self.callers, self.call = {}, ""
        for row in tables["liens"]:
            if row["nature"] == CALLS:
                self.callers.setdefault(row["cible"], []).append(row["source"])
                self.call = self.call or row["passage"]
        self.support = [row["code"] for row in tables["processus"] if row["categorie"] == SUPPORT]
        self.record = first([row["passage"] for row in tables["etapes"] if row["processus"] in self.support])
        self.criteria = {row["texte"]: row["passage"] for row in tables["criteres_qualite"]}
        self.conditions = {row["code"]: row["passage"] for row in tables["conditions"]}

    def saying(self, words):
        """Return the passage in which some words stand."""
        return first([row["id"] for row in self.tables["passages"] if words in row["texte"]])

    def in_processes(self, each):
        if not each["processus"]:
            yield QUESTION, "Dans quel processus étiez-vous ?", [], self.saying(WORK)
        for own in each["processus"]:
            code, callers = own["code"], self.callers.get(own["code"], [])
            if code not in self.processes:
                yield FAULT, "Le processus « {} » n'existe pas : retirez-le.", [code], ""
            elif callers and not own["appelants"]:
                words = "Qui vous a appelé ? {} agit quand {} fait appel à lui."
                yield QUESTION, words, [code, either(callers)], self.call
            for caller in own["appelants"]:
                if code in self.processes and caller not in callers:
                    words = "{} est dit appelé par {} ; le texte ne parle pas de cet appel."
                    yield REMARK, words, [code, caller], self.call

    def recorded(self, each):
        codes = codes_of(each)
        changing = [code for code in codes if code in self.callers]
        if split(each["enregistre"]) or not (changing or any(code in self.support for code in codes)):
            return
        if changing:
            words = "Vous étiez dans {} : qu'avez-vous enregistré dans la base de données de la configuration ?"
            yield QUESTION, words, [" et ".join(changing)], self.record
        else:
            yield QUESTION, "Qu'avez-vous enregistré, et où ?", [], self.record

    def quality(self, each, what):
        passages = list(self.criteria.values())
        if passages and not each["criteres"]:
            words = [min(passages), max(passages), what]
            yield QUESTION, "Quel critère de qualité ({} à {}) {} montre-t-elle ?", words, min(passages)

    def autonomy(self, each):
        told, alert = self.conditions.get("communication", ""), self.conditions.get("alerte", "")
        if not each["autonomie"]:
            passage = self.conditions.get("autonomie", "")
            yield QUESTION, "Qu'avez-vous fait vous-même, et qu'a fait quelqu'un d'autre ?", [], passage
        elif TOLD not in each["autonomie"]:
            yield QUESTION, "À qui avez-vous rendu compte, et quand ?", [], told
        elif WARNED not in each["autonomie"]:
            yield REMARK, "Rien n'était à signaler ? Dites quel risque vous auriez fait remonter.", [], alert


def first(items):
    """Return the first item that says something."""
    return next((each for each in items if each), "")


def either(words):
    return " ou ".join(words)
