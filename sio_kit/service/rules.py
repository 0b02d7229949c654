"""What the référentiel says of a service told step by step, and the sheet to hand in, in the page's small Python.

Each finding rests on a passage; what the text does not lay down is at most a remark that says so.
"""

from sio_kit.forms import document, markdown
from sio_kit.forms.finding import FAULT, REMARK, SEVERITIES, finding
from sio_kit.typography import ADDED, NBSP, guillemets, lower, places, split, stands, strip, typeset, with_sic
from sio_kit.vocabulary import CALLS, EXAMPLE, PRECEDES, PRODUCTION, SUPPLY, SUPPORT

KIND, VERSION = "sio_kit/service", 2
TABLES = [
    ("processus", ["code", "libelle", "categorie", "passage"]),
    ("liens", ["source", "cible", "nature", "passage"]),
    ("etapes", ["exemple", "ordre", "processus", "appelant", "phase", "motif", "action", "passage"]),
    ("exemples", ["exemple", "service", "ordre", "processus", "appelant", "phase", "action"]),
    ("passages", ["id", "texte"]),
    ("coquilles", ["passage", "texte"]),
]
NO_PASSAGE = "ajouté"  # in its place, for a step that is not the référentiel's
UNNAMED = "Service sans nom"
NAMES = {EXAMPLE: "Service de messagerie"}  # the référentiel's own example has no name of one word
STEP = [(word, document.text, "") for word in ("processus", "appelant", "phase", "action", "passage", "motif")]
STEP += [("citations", document.many(document.text), [])]  # a file of version 1 has none
SHAPE = [("nom", document.text), ("etapes", document.many(document.item(STEP)))]
# How a French sentence says it; a student who says it otherwise is told which words are looked for.
RELEASES = "mise", "mises", "mis", "met", "mettre", "mettant", "mettons"
RELEASED = "à disposition", "à la disposition", "à leur disposition", "à sa disposition"
RELEASE_GAP = 60  # characters at most between both, none of which ends a sentence
NEEDS = "besoin", "besoins"
ENDS = "rempla", "amélior", "nouveau service", "nouvelle version"


# The document


def blank(_tables):
    return {"format": KIND, "version": VERSION, "nom": "", "etapes": []}


def starts(tables):
    """Return what a service can begin with: [label, document], the blank one first."""
    official = [row["exemple"] for row in tables["etapes"]]
    found = [["Une feuille blanche", blank(tables)]]
    for name, label in examples(tables):
        whose = "du référentiel" if name in official else "ajouté par le kit"
        found.append([f"{label} (exemple {whose})", example(tables, name)])
    return found


def examples(tables):
    """Return the examples, short name and service's name, the référentiel's first."""
    labels, names = {}, []
    for row in tables["exemples"]:
        labels[row["exemple"]] = row["service"]
    for row in tables["etapes"]:
        labels[row["exemple"]] = NAMES.get(row["exemple"], row["exemple"])
    for row in tables["etapes"] + tables["exemples"]:
        if row["exemple"] not in names:
            names.append(row["exemple"])
    return [(name, labels[name]) for name in names]


def example(tables, name):
    """Return the document of an example, which the tables have."""
    rows = [row for row in tables["etapes"] + tables["exemples"] if row["exemple"] == name]
    order = sorted((row["ordre"] or 0, place) for place, row in enumerate(rows))
    label = next(label for known, label in examples(tables) if known == name)
    work = blank(tables)
    work.update({"nom": label, "etapes": [_step(rows[place]) for _, place in order]})
    return work


def _step(row):
    """Return the step of a row of one of the tables; in `exemples` it has neither passage nor reason."""
    step = {word: row[word] for word in ("processus", "appelant", "phase", "action")}
    step.update({"passage": row.get("passage") or NO_PASSAGE, "motif": row.get("motif", ""), "citations": []})
    return step


def read(data, name, tables):
    """Return the service of a file's data; a step whose passage does not say its words becomes an added one."""
    work = document.read(data, name, KIND, VERSION, SHAPE, "étapes")
    texts = document.passage_texts(tables)
    for step in work["etapes"]:
        step["citations"] = [
            each for place, each in enumerate(step["citations"]) if each not in step["citations"][:place]
        ]
        text = texts.get(step["passage"], "")
        if not step["action"] or not stands(step["action"], text) or not stands(step["motif"], text):
            step.update({"passage": NO_PASSAGE, "motif": ""})
    return work


# The sheet


def sheet(work, tables):
    """Return the sheet to hand in: the steps and what the référentiel says of them, with the diploma's edition."""
    rows = [
        [str(number), step["processus"], step["appelant"], step["phase"], shown(step), step["passage"]]
        for number, step in enumerate(work["etapes"], 1)
    ]
    return markdown.sheet(
        strip(work["nom"]) or UNNAMED,
        tables["edition"][0]["titre"],
        "Fiche faite avec sio_kit ; l'astérisque marque ce qui n'est pas le texte officiel.",
        markdown.table(["Étape", "Processus", "Appelé par", "Partie", "Action", "Passage"], rows)
        + _cited(work, tables)
        + markdown.findings_lines("Ce que dit le référentiel", judge(work, tables)),
    )


def shown(step):
    """Return a step's action as a page shows it: with an asterisk unless it is the référentiel's."""
    return (step["action"] or "sans action") + ("" if is_official(step) else ADDED)


def is_official(step):
    return step["passage"] != NO_PASSAGE


def _cited(work, tables):
    """Return the lines that quote each step's citations, whole, with their misprints marked."""
    texts, lines = document.passage_texts(tables), []
    for number, step in enumerate(work["etapes"], 1):
        for passage in step["citations"]:
            misprints = [row["texte"] for row in tables["coquilles"] if row["passage"] == passage]
            known = passage in texts
            quoted = guillemets(with_sic(texts[passage], misprints)) if known else "ce passage n'existe pas"
            lines.append(
                f"- **Étape {number}**{NBSP}: {markdown.escape_markdown(quoted)} ({markdown.escape_markdown(passage)})"
            )
    return ["", "## Passages cités", ""] + lines if lines else []


# The rules


def judge(work, tables):
    """Return the findings on a service, however odd, in the order of its steps, those on the whole last."""
    rules = _Rules(work["etapes"], tables)
    found = [each for rule in RULES for each in rule(rules)]
    last = len(work["etapes"]) + 1
    ranks = [(each["place"] or last, SEVERITIES.index(each["severity"]), n) for n, each in enumerate(found)]
    return [found[n] for _, _, n in sorted(ranks)]


def _fault(place, sentence, passage=""):
    return finding(FAULT, typeset(sentence), place, passage)


def _remark(place, sentence, passage=""):
    return finding(REMARK, typeset(sentence), place, passage)


class Roles:
    """Who does what, as the tables say.

    `producer` and `supplier` are the processes of the two parts of a service's life, `cycle` the passage that joins
    them; `callers` has for each process that is called, listed in `called`, those that call it, `call` is the passage
    that says so; `support` are the processes that support, `record` the passage of the first step of one of them,
    `recorder` its process.
    """

    def __init__(self, tables):
        processes, links = tables["processus"], tables["liens"]
        self.codes = {row["code"] for row in processes}
        self.support = {row["code"] for row in processes if row["categorie"] == SUPPORT}
        self.definitions = {row["code"]: row["passage"] for row in processes}
        nothing = {"source": "", "cible": "", "passage": ""}
        cycle = next((row for row in links if row["nature"] == PRECEDES), nothing)
        self.producer, self.supplier, self.cycle = cycle["source"], cycle["cible"], cycle["passage"]
        calls = [row for row in links if row["nature"] == CALLS]
        self.call = calls[0]["passage"] if calls else ""
        self.called, self.callers = [], {}
        for row in calls:
            if row["cible"] not in self.called:
                self.called.append(row["cible"])
            self.callers.setdefault(row["cible"], []).append(row["source"])
        records = [row for row in tables["etapes"] if row["processus"] in self.support]
        self.record, self.recorder = (records[0]["passage"], records[0]["processus"]) if records else ("", "")


class _Rules:
    """A service's steps with what the rules ask about them; places are counted from 1."""

    def __init__(self, steps, tables):
        self.roles = Roles(tables)
        self.passages = [row["id"] for row in tables["passages"]]
        self.steps = list(enumerate(steps, 1))
        self.words = {place: lower(step["action"]) for place, step in self.steps}
        self.release = next((place for place, _ in self.steps if _releases(self.words[place])), None)

    def doing(self, processes):
        return [(place, step) for place, step in self.steps if step["processus"] in processes]

    def needs(self, place):
        return any(places(self.words[place], word) for word in NEEDS)

    def ends(self, place):
        return any(places(self.words[place], start, whole=False) for start in ENDS)


def _releases(words):
    """Tell whether an action, in small letters, makes a service available."""
    ends = [place for end in RELEASED for place in places(words, end, whole=False)]
    return any(_released_from(words[max(0, end - 2 * RELEASE_GAP) : end]) for end in ends)


def _released_from(before):
    """Tell whether the words before "à disposition" release it, in the same sentence and not too far from it."""
    clause = " " + before.replace(";", ".").split(".")[-1]
    # Each word is looked for with the character before it, so that a place of 0 is one too far.
    return any(place for word in RELEASES for place in places(clause[-RELEASE_GAP - len(word) - 1 :], word))


def _empty_or_doubled(rules):
    seen = {}
    if not rules.steps:
        yield _remark(0, "Le service n'a pas encore d'étape.")
    for place, step in rules.steps:
        words = " ".join(split(rules.words[place]))
        key = (step["processus"], step["appelant"], words)
        if not words:
            yield _fault(place, f"L'étape {place} ne dit pas ce qui est fait.")
        elif key in seen:
            yield _fault(place, f"L'étape {place} répète l'étape {seen[key]}.")
        seen.setdefault(key, place)
        if step["processus"] not in rules.roles.codes:
            known = ", ".join(sorted(rules.roles.codes))
            yield _fault(place, f"Le processus « {step['processus']} » n'existe pas. Choisissez parmi : {known}.")


def _callers(rules):
    roles = rules.roles
    for place, step in rules.steps:
        code, caller = step["processus"], step["appelant"]
        allowed = roles.callers.get(code, [])
        who = " ou ".join(allowed)
        if allowed and not caller:
            yield _fault(place, f"{code} agit quand {who} fait appel à lui : dites qui l'appelle.", roles.call)
        elif allowed and caller not in allowed:
            yield _fault(place, _wrong_caller(code, caller, who, roles), roles.call)
        elif caller and not allowed:
            others = " et ".join(roles.called) or "aucun processus"
            sentence = f"{code} est dit appelé par {caller} ; le texte ne parle d'appels que vers {others}."
            yield _remark(place, sentence, roles.call)


def _wrong_caller(code, caller, who, roles):
    if caller in roles.support:
        return f"{caller} soutient les autres processus, il n'appelle pas {code} : c'est {who} qui l'appelle."
    return f"{caller} n'appelle pas {code} : c'est {who} qui fait appel à lui."


def _supplied_after_release(rules):
    roles, release = rules.roles, rules.release
    passage = roles.definitions.get(roles.supplier, "")
    for place, step in rules.steps:
        if not roles.supplier or roles.supplier not in (step["processus"], step["appelant"]):
            continue
        start = f"L'étape {place} fournit le service"
        if release is None:
            sentence = (
                f"{start}, et l'outil ne trouve pas l'étape qui le met à disposition. Si l'une le fait, "
                "dites « mettre à disposition »."
            )
            yield _fault(place, sentence, passage)
            return
        if place < release:
            yield _fault(place, f"{start} avant sa mise à disposition (étape {release}).", passage)


def _produced_before_release(rules):
    roles, release = rules.roles, rules.release
    if release is None or not roles.producer:
        return
    passage = roles.definitions.get(roles.producer, "")
    before = rules.steps[: release - 1]
    released = f"Le service est mis à disposition (étape {release})"
    if not any(step["processus"] == roles.producer for _, step in before):
        sentence = f"{released} sans avoir été produit : il manque une étape de {roles.producer}."
        yield _fault(release, sentence, passage)
    elif not any(rules.needs(place) for place, _ in before):
        sentence = f"{released} et aucune étape ne prend en compte les besoins. Si l'une le fait, dites « besoins »."
        yield _fault(release, sentence, passage)
    if roles.called and not any(step["processus"] in roles.called for _, step in before):
        who = " ni à ".join(roles.called)
        yield _fault(release, f"{released} et aucune solution n'a été demandée à {who}.", roles.call)


def _recorded(rules):
    roles = rules.roles
    last = max((place for place, _ in rules.doing(roles.support)), default=0)
    changes = [(place, step) for place, step in rules.doing(roles.called) if place > last]
    if not roles.support or not changes:
        return
    record = " ou ".join(sorted(roles.support))
    maintained = [place for place, step in changes if step["appelant"] == roles.supplier or step["phase"] == SUPPLY]
    if maintained:
        place = maintained[0]
        sentence = f"L'étape {place} modifie une solution technique ; aucune étape de {record} ne l'enregistre ensuite."
        yield _fault(place, sentence, roles.record)
    else:
        place = changes[0][0]
        sentence = (
            f"Aucune étape de {record} ne vient après l'étape {place}. Le texte veut que toute modification soit "
            "enregistrée ; il ne dit pas si une première mise en place en est une."
        )
        yield _remark(place, sentence, roles.record)


def _parts(rules):
    roles = rules.roles
    expected = {roles.producer: PRODUCTION, roles.supplier: SUPPLY}
    for place, step in rules.steps:
        who, phase = step["processus"] if step["processus"] in expected else step["appelant"], step["phase"]
        if phase and who in expected and who and phase != expected[who]:
            sentence = f"L'étape {place} est rangée dans la {phase} ; {who} appartient à la {expected[who]}."
            yield _fault(place, sentence, roles.definitions.get(who, ""))


def _end(rules):
    roles = rules.roles
    if not roles.supplier or not rules.doing([roles.supplier]):
        return
    ends = [place for place, _ in rules.steps if rules.ends(place) and place > (rules.release or 0)]
    if not ends:
        sentence = (
            "Le récit ne dit pas comment le service finit. Le texte laisse la suite ouverte : un service est fourni "
            "jusqu'à son remplacement, par un nouveau service ou par l'amélioration du service existant."
        )
        yield _remark(0, sentence, roles.definitions.get(roles.supplier, ""))
    elif not any(step["processus"] == roles.producer and place >= ends[0] for place, step in rules.steps):
        sentence = f"L'étape {ends[0]} remplace ou améliore le service : le cycle ramène alors à {roles.producer}."
        yield _remark(ends[0], sentence, roles.cycle)


def _citations(rules):
    for place, step in rules.steps:
        for passage in step["citations"]:
            if passage not in rules.passages:
                sentence = f"L'étape {place} cite le passage « {passage} », qui n'existe pas. Choisissez-en un autre."
                yield _fault(place, sentence)


RULES = (
    _empty_or_doubled, _callers, _supplied_after_release, _produced_before_release, _recorded, _parts, _end,
    _citations,
)  # fmt: skip
