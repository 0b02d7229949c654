"""The log of an internship, in the page's small Python: before leaving, then week by week; what a reader would ask."""

from sio_kit.forms import document, done, markdown
from sio_kit.forms.document import item, many, text
from sio_kit.forms.done import FIELDS, first
from sio_kit.forms.finding import FAULT, QUESTION, REMARK
from sio_kit.typography import NBSP, split, strip

KIND, VERSION = "sio_kit/stage", 1
TABLES = [
    ("processus", ["code", "libelle", "categorie", "passage"]),
    ("liens", ["source", "cible", "nature", "passage"]),
    ("etapes", ["processus", "passage"]),
    ("conditions", ["code", "passage"]),
    ("criteres_qualite", ["ordre", "texte", "passage"]),
    ("cadres", ["code", "libelle", "passage"]),
    ("roles", ["code", "libelle", "passage"]),
    ("questions_stage", ["ordre", "question", "aide", "passage"]),
    ("passages", ["id", "texte"]),
]
TITLE, UNDATED = "Mon stage", "sans date"
WEEK = [(word, text, "") for word in ("semaine", "titre", "fait", "pour", "mots")] + FIELDS
ANSWER = [("texte", text), ("reponse", text)]
BEFORE = [(word, text, "") for word in ("organisation", "cadre", "role", "service")]
SHAPE = [("nom", text)] + BEFORE + [("questions", many(item(ANSWER)), []), ("semaines", many(item(WEEK)))]
# Words of the passages that say where one works, what a service is, with whom, how one learns.
PLACE, SERVICE = "dans différents cadres", "Un service informatique rendu"
PEOPLE, LEARNING = "en relation avec les utilisateurs", "assure une veille technologique"


def blank(tables):
    """Return a log with the questions of the table, in order, and no week."""
    work = {"format": KIND, "version": VERSION, "nom": "", "questions": _questions(tables), "semaines": []}
    work.update({word: "" for word, *_ in BEFORE})
    return work


def starts(tables):
    """Return what a log can begin with: the blank one alone."""
    return [["Un carnet vide", blank(tables)]]


def week():
    """Return a week with nothing in it."""
    return item(WEEK)({})


def read(data, name, tables):
    """Return the log of a file's data; answers to questions that are not in the table stay, after the others."""
    work = document.read(data, name, KIND, VERSION, SHAPE, "semaines")
    work["questions"], gone = document.matched(_questions(tables), work["questions"])
    work["questions"] += [each for each in gone if each["reponse"]]
    for each in work["semaines"]:
        done.tidy(each)
    return work


def asked_rows(tables):
    """Return the rows of the questions to the tutor, in order."""
    rows = tables["questions_stage"]
    order = sorted((row["ordre"] is None, row["ordre"] or 0, place) for place, row in enumerate(rows))
    return [rows[place] for _, _, place in order]


def _questions(tables):
    return [{"texte": row["question"], "reponse": ""} for row in asked_rows(tables)]


# What a reader would ask


def judge(work, tables):
    """Return what a reader would ask of each week, in their order, then of what comes before and of the whole."""
    reader, weeks = _Reader(tables), work["semaines"]
    rules = [reader.told, reader.in_processes, reader.recorded, reader.shown, reader.autonomy, reader.learnt]
    found = [each for place, own in enumerate(weeks, 1) for each in done.found(place, rules, own)]
    return done.in_order(found + done.found(0, [reader.before, reader.asked, reader.whole], work), len(weeks))


class _Reader(done.Reader):
    """What the tables let a reader ask of a week, and of what is to be known before the first."""

    def told(self, each):
        if not split(each["semaine"]):
            yield FAULT, "Cette semaine n'a ni numéro ni dates.", [], ""
        if not split(each["fait"]):
            yield QUESTION, "Qu'avez-vous fait vous-même cette semaine ?", [], self.conditions.get("organisation", "")
        if not split(each["pour"]):
            yield QUESTION, "Pour qui était-ce, et qui l'avait demandé ?", [], self.saying(PEOPLE)

    def shown(self, each):
        return self.quality(each, "cette semaine")

    def learnt(self, each):
        if not split(each["mots"]):
            yield REMARK, "Quel mot avez-vous entendu pour la première fois ?", [], self.saying(LEARNING)

    def before(self, work):
        if not split(work["organisation"]):
            yield QUESTION, "Chez qui allez-vous, et que fait cette organisation ?", [], self.saying(PLACE)
        for word, table, words in (
            ("cadre", "cadres", "Dans quel cadre travaillerez-vous ? Choisissez-en un sur la carte."),
            ("role", "roles", "Chez quelle sorte de prestataire, et donc dans quel rôle ?"),
        ):
            if work[word] not in [row["code"] for row in self.tables[table]]:
                yield QUESTION, words, [], first([row["passage"] for row in self.tables[table]])
        if not split(work["service"]):
            yield QUESTION, "Quel service informatique cette organisation reçoit-elle ?", [], self.saying(SERVICE)

    def asked(self, work):
        passages = {row["question"]: row["passage"] for row in self.tables["questions_stage"]}
        waiting = [each["texte"] for each in work["questions"] if not split(each["reponse"])]
        if len(waiting) > 1:
            words = "{} questions attendent une réponse de votre tuteur : la première semaine est le bon moment."
            yield REMARK, words, [str(len(waiting))], passages.get(waiting[0], "")
        elif waiting:
            yield REMARK, "Une question attend encore sa réponse.", [], passages.get(waiting[0], "")

    def whole(self, work):
        if not work["semaines"]:
            yield REMARK, "Le carnet n'a pas encore de semaine.", [], ""
        elif not any(split(each["titre"]) for each in work["semaines"]):
            words = "Aucune semaine ne nomme de situation : laquelle raconteriez-vous ? Donnez-lui un titre."
            yield REMARK, words, [], self.saying(done.WORK)


# The sheet


def sheet(work, tables):
    """Return the sheet to hand in: what is known before leaving, then a page a week with what a reader would ask."""
    found = judge(work, tables)
    lines = ["## Avant de partir", ""] + _before(work, tables)
    lines += markdown.findings_lines("Ce que demanderait un lecteur", _at(found, 0))
    for place, each in enumerate(work["semaines"], 1):
        lines += ["", markdown.BREAK, "", f"## Semaine {place}{NBSP}: {markdown.escape_markdown(named(each))}", ""]
        lines += _week(each, tables)
        lines += markdown.findings_lines(f"Ce que demanderait un lecteur de la semaine {place}", _at(found, place), 3)
    made = "Carnet fait avec sio_kit ; les réponses et les récits sont de l'étudiant, les questions du kit."
    return markdown.sheet(strip(work["nom"]) or TITLE, tables["edition"][0]["titre"], made, lines)


def named(each):
    return strip(each["semaine"]) or UNDATED


def _at(found, place):
    return [each for each in found if each["place"] == place]


def _before(work, tables):
    passages = {row["question"]: row["passage"] for row in tables["questions_stage"]}
    rows = [[each["texte"], passages.get(each["texte"], ""), each["reponse"]] for each in work["questions"]]
    pairs = [
        ("Organisation", work["organisation"]),
        ("Cadre", _label(work["cadre"], tables["cadres"])),
        ("Rôle", _label(work["role"], tables["roles"])),
        ("Service informatique rendu", work["service"]),
    ]
    return markdown.told(pairs) + [""] + markdown.table(["Question au tuteur", "Passage", "Sa réponse"], rows)


def _label(code, rows):
    row = next((row for row in rows if row["code"] == code), None)
    return f"{row['libelle']} ({row['passage']})" if row else code


def _week(each, tables):
    passages = {row["texte"]: row["passage"] for row in tables["criteres_qualite"]}
    pairs = [
        ("La situation à raconter", each["titre"]),
        ("Ce que j'ai fait", each["fait"]),
        ("Pour qui, à la demande de qui", each["pour"]),
        ("Processus", ", ".join([done.called(own) for own in each["processus"]])),
        ("Ce qui a été enregistré", each["enregistre"]),
        ("Autonomie", ", ".join(each["autonomie"])),
        ("Mots appris", each["mots"]),
    ]
    shown = [done.quoted(words, passages.get(words, ""), tables) for words in each["criteres"]]
    return markdown.told(pairs) + markdown.listed("Critères de qualité", shown)
