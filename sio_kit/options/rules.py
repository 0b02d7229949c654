"""Where a student stands: what they say of each intervention, laid beside the options. Evidence, never a score.

In the page's small Python.
"""

from sio_kit.forms import document, markdown
from sio_kit.typography import guillemets, shown_whole, split, typeset
from sio_kit.vocabulary import BY_SIZE

KIND, VERSION = "sio_kit/journal", 1
TABLES = [
    ("options", ["code", "sigle"]),
    ("interventions", ["option", "ordre", "texte", "condition", "passage"]),
    ("passages", ["id", "texte"]),
]
COMMON = "commun"  # the zone of what both options intervene in; that of one option is its code
FACTOR = 33  # any would do; this one puts no more than two sentences of one option in a row
ANSWERS = "j'ai déjà fait", "j'aimerais", "pas pour moi", "je ne sais pas"
UNANSWERED = "sans réponse"
TITLE = typeset("Où en suis-je ?")
NO_VERDICT = typeset(
    "Ce bilan ne compte pas de points et ne désigne aucune option : une phrase que vous aimez ne vaut pas une phrase "
    "que vous écartez, et le texte ne dit pas laquelle compte le plus. Un choix d'option s'argumente : prenez ces "
    "lignes, et parlez-en avec un enseignant."
)
REPLY = [("texte", document.text), ("reponse", document.among("", *ANSWERS)), ("pourquoi", document.text)]
SHAPE = [("reponses", document.many(document.item(REPLY)))]


# The document


def blank(_tables):
    return {"format": KIND, "version": VERSION, "reponses": []}


def starts(tables):
    """Return what a journal can begin with: the blank one alone."""
    return [["Une feuille blanche", blank(tables)]]


def read(data, name, tables):
    """Return the journal of a file's data: what is answered, the sentences of the tables first."""
    work = document.read(data, name, KIND, VERSION, SHAPE, "réponses")
    replies, lost = _replies(work, _mixed(tables))
    work["reponses"] = [each for each in replies + lost if _is_answered(each)]
    return work


def judge(_work, _tables):
    """Return no finding: nobody is judged on where they stand."""
    return []


# The sentences


def sentences(tables):
    """Return the interventions in a mixed order, each once, without the option that it is of; the missions last."""
    return [{name: each[name] for name in ("texte", "passages", "added", "mission")} for each in _mixed(tables)]


def _mixed(tables):
    """Return the interventions of the first two options, with their zone, in an order that mixes them."""
    found, texts = [], document.passage_texts(tables)
    for row in _interventions(tables):
        known = next((each for each in found if each["texte"] == row["texte"]), None)
        if known is None:
            added = row["texte"] not in texts.get(row["passage"], "")
            known = {"texte": row["texte"], "zone": row["option"], "passages": [], "added": added, "mission": True}
            found.append(known)
        if row["option"] != known["zone"]:
            known["zone"] = COMMON
        known["mission"] = known["mission"] and row["condition"] == BY_SIZE
        if row["passage"] not in known["passages"]:
            known["passages"].append(row["passage"])
    order = sorted(
        (each["mission"], _shuffled(each["texte"]), each["texte"], place) for place, each in enumerate(found)
    )
    return [found[place] for _, _, _, place in order]  # a page's Python asks a `key` at each comparison


def _interventions(tables):
    """Return the rows of the table, those of the first option first, in order."""
    codes = [row["code"] for row in tables["options"][:2]]
    rows = [row for row in tables["interventions"] if row["option"] in codes]
    order = sorted(
        (codes.index(row["option"]), row["ordre"] is None, row["ordre"] or 0, place) for place, row in enumerate(rows)
    )
    return [rows[place] for _, _, _, place in order]


def _shuffled(text):
    """Return a number that depends on a text alone, so that one sentence more moves no other."""
    number = 0
    for char in text:
        number = (number * FACTOR + ord(char)) % 1_000_003
    return number


# The report


def report(work, tables):
    """Lay the replies beside the options: a part for each, and for what both have, in groups by answer."""
    names = {row["code"]: f"Option {row['code']} ({row['sigle']}*)" for row in tables["options"]}
    zones = [row["code"] for row in tables["options"][:2]]
    zones = zones[:1] + [COMMON] + zones[1:]
    known = _mixed(tables)
    replies, lost = _replies(work, known)
    parts = []
    for zone in zones:
        own = [pair for pair in zip(known, replies) if pair[0]["zone"] == zone]
        groups = [_group(answer, own) for answer in ANSWERS + ("",)]
        title = names.get(zone, "Commun aux deux options")
        parts.append({"zone": zone, "title": title, "groups": [group for group in groups if group["entries"]]})
    kept = [
        _entry(guillemets(each["texte"]), each["reponse"] or UNANSWERED, each) for each in filter(_is_answered, lost)
    ]
    if kept:
        groups = [{"answer": "gardées de votre fichier", "entries": kept}]
        parts.append({"zone": "", "title": "Ces phrases ne sont plus dans les tables", "groups": groups})
    return parts


def _group(answer, own):
    entries = [
        _entry(shown_whole(sentence["texte"], sentence["added"]), ", ".join(sentence["passages"]), reply)
        for sentence, reply in own
        if reply["reponse"] == answer
    ]
    return {"answer": answer or UNANSWERED, "entries": entries}


def _entry(text, passages, reply):
    return {"text": text, "passages": passages, "why": reply["pourquoi"]}


def _replies(work, known):
    """Return the reply to each sentence known, and those to sentences that are no more."""
    unsaid = [{"texte": each["texte"], "reponse": "", "pourquoi": ""} for each in known]
    return document.matched(unsaid, work["reponses"])


def _is_answered(reply):
    return bool(reply["reponse"] or reply["pourquoi"])


def sheet(work, tables):
    """Return the sheet to bring to a talk about the choice: the replies beside the options, and the edition."""
    lines = []
    for part in report(work, tables):
        lines += [f"## {markdown.escape_markdown(part['title'])}", ""]
        for group in part["groups"]:
            lines += [f"**{group['answer']}**", ""] + [_line(entry) for entry in group["entries"]] + [""]
    made = "Fiche faite avec sio_kit ; les réponses et les raisons sont de l'étudiant."
    return markdown.sheet(TITLE, tables["edition"][0]["titre"], made, lines + [NO_VERDICT])


def _line(entry):
    reason = typeset(f" : {markdown.escape_markdown(entry['why'])}") if split(entry["why"]) else ""
    return f"- {markdown.escape_markdown(entry['text'])} ({entry['passages']}){reason}"
