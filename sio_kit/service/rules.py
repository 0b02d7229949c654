"""What the référentiel says of a service told step by step; each finding rests on a passage.

What the text does not lay down is at most a remark that says so.
"""

import re

from sio_kit.forms.finding import FAULT, REMARK, SEVERITIES, Finding
from sio_kit.typography import typeset
from sio_kit.vocabulary import CALLS, PRECEDES, PRODUCTION, SUPPLY, SUPPORT

# How a French sentence says it; a student who says it otherwise is told which words are looked for.
RELEASE = re.compile(r"\bm(?:ise|ises|is|et|ettre|ettant|ettons)\b[^.;]{0,60}?\bà (?:la |leur |sa )?disposition", re.I)
NEED = re.compile(r"\bbesoins?\b", re.IGNORECASE)
END = re.compile(r"\b(?:rempla|amélior|nouveau service|nouvelle version)", re.IGNORECASE)


def service_findings(service, ref):
    """Return the findings on a service, however odd, in the order of its steps, those on the whole last."""
    rules = _Rules(service, Roles(ref))
    found = [finding for rule in RULES for finding in rule(rules)]
    return sorted(
        found, key=lambda finding: (finding.step or len(service.steps) + 1, SEVERITIES.index(finding.severity))
    )


def _fault(place, sentence, passage=""):
    return Finding(FAULT, place, typeset(sentence), passage)


def _remark(place, sentence, passage=""):
    return Finding(REMARK, place, typeset(sentence), passage)


class Roles:
    """Who does what, as the tables say.

    `producer` and `supplier` are the processes of the two parts of a service's life, `cycle` the passage that joins
    them; `callers` has for each process that is called those that call it, `call` is the passage that says so;
    `support` are the processes that support, `record` the passage of the first step of one of them, `recorder` its
    process.
    """

    def __init__(self, ref):
        processes, links = ref.rows("processus"), ref.rows("liens")
        self.codes = {row["code"] for row in processes}
        self.support = {row["code"] for row in processes if row["categorie"] == SUPPORT}
        self.definitions = {row["code"]: row["passage"] for row in processes}
        nothing = {"source": "", "cible": "", "passage": ""}
        cycle = next((row for row in links if row["nature"] == PRECEDES), nothing)
        self.producer, self.supplier, self.cycle = cycle["source"], cycle["cible"], cycle["passage"]
        calls = [row for row in links if row["nature"] == CALLS]
        self.call = calls[0]["passage"] if calls else ""
        self.callers = {}
        for row in calls:
            self.callers.setdefault(row["cible"], []).append(row["source"])
        records = [row for row in ref.rows("etapes") if row["processus"] in self.support]
        self.record, self.recorder = (records[0]["passage"], records[0]["processus"]) if records else ("", "")


class _Rules:
    """A service with what the rules ask about it; places are counted from 1."""

    def __init__(self, service, roles):
        self.roles = roles
        self.steps = list(enumerate(service.steps, start=1))
        self.release = next((place for place, step in self.steps if RELEASE.search(step.action)), None)

    def doing(self, *processes):
        return [(place, step) for place, step in self.steps if step.process in processes]


def _empty_or_doubled(rules):
    seen = {}
    if not rules.steps:
        yield _remark(0, "Le service n'a pas encore d'étape.")
    for place, step in rules.steps:
        key = (step.process, step.caller, " ".join(step.action.casefold().split()))
        if not step.action.strip():
            yield _fault(place, f"L'étape {place} ne dit pas ce qui est fait.")
        elif key in seen:
            yield _fault(place, f"L'étape {place} répète l'étape {seen[key]}.")
        seen.setdefault(key, place)
        if step.process not in rules.roles.codes:
            known = ", ".join(sorted(rules.roles.codes))
            yield _fault(place, f"Le processus « {step.process} » n'existe pas. Choisissez parmi : {known}.")


def _callers(rules):
    roles = rules.roles
    for place, step in rules.steps:
        allowed = roles.callers.get(step.process, [])
        if allowed and not step.caller:
            who = " ou ".join(allowed)
            yield _fault(place, f"{step.process} agit quand {who} fait appel à lui : dites qui l'appelle.", roles.call)
        elif allowed and step.caller not in allowed:
            yield _fault(place, _wrong_caller(step, allowed, roles), roles.call)
        elif step.caller and not allowed:
            who = " et ".join(roles.callers) or "aucun processus"
            sentence = f"{step.process} est dit appelé par {step.caller} ; le texte ne parle d'appels que vers {who}."
            yield _remark(place, sentence, roles.call)


def _wrong_caller(step, allowed, roles):
    who = " ou ".join(allowed)
    if step.caller in roles.support:
        return (
            f"{step.caller} soutient les autres processus, il n'appelle pas {step.process} : c'est {who} qui l'appelle."
        )
    return f"{step.caller} n'appelle pas {step.process} : c'est {who} qui fait appel à lui."


def _supplied_after_release(rules):
    roles = rules.roles
    passage = roles.definitions.get(roles.supplier, "")
    for place, step in rules.steps:
        if roles.supplier and roles.supplier in (step.process, step.caller) and place < (rules.release or 10**9):
            start = f"L'étape {place} fournit le service"
            if rules.release is None:
                sentence = f"{start}, et aucune étape ne le met à disposition. Dites quand il est mis à disposition."
                yield _fault(place, sentence, passage)
                return
            yield _fault(place, f"{start} avant sa mise à disposition (étape {rules.release}).", passage)


def _produced_before_release(rules):
    roles, release = rules.roles, rules.release
    if release is None or not roles.producer:
        return
    passage = roles.definitions.get(roles.producer, "")
    before = [step for place, step in rules.steps if place < release]
    released = f"Le service est mis à disposition (étape {release})"
    if not any(step.process == roles.producer for step in before):
        sentence = f"{released} sans avoir été produit : il manque une étape de {roles.producer}."
        yield _fault(release, sentence, passage)
    elif not any(NEED.search(step.action) for step in before):
        sentence = f"{released} et aucune étape ne prend en compte les besoins. Si l'une le fait, dites « besoins »."
        yield _fault(release, sentence, passage)
    if roles.callers and not any(step.process in roles.callers for step in before):
        who = " ni à ".join(roles.callers)
        yield _fault(release, f"{released} et aucune solution n'a été demandée à {who}.", roles.call)


def _recorded(rules):
    roles = rules.roles
    last = max((place for place, _ in rules.doing(*roles.support)), default=0)
    changes = [(place, step) for place, step in rules.doing(*roles.callers) if place > last]
    if not roles.support or not changes:
        return
    record = " ou ".join(sorted(roles.support))
    maintained = [place for place, step in changes if step.caller == roles.supplier or step.phase == SUPPLY]
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
        who = step.process if step.process in expected else step.caller
        if step.phase and who in expected and who and step.phase != expected[who]:
            sentence = f"L'étape {place} est rangée dans la {step.phase} ; {who} appartient à la {expected[who]}."
            yield _fault(place, sentence, roles.definitions.get(who, ""))


def _end(rules):
    roles = rules.roles
    supplied = rules.doing(roles.supplier) if roles.supplier else []
    if not supplied:
        return
    ends = [place for place, step in rules.steps if END.search(step.action) and place > (rules.release or 0)]
    if not ends:
        sentence = (
            "Le récit ne dit pas comment le service finit. Le texte laisse la suite ouverte : un service est fourni "
            "jusqu'à son remplacement, par un nouveau service ou par l'amélioration du service existant."
        )
        yield _remark(0, sentence, roles.definitions.get(roles.supplier, ""))
    elif not any(step.process == roles.producer and place >= ends[0] for place, step in rules.steps):
        sentence = f"L'étape {ends[0]} remplace ou améliore le service : le cycle ramène alors à {roles.producer}."
        yield _remark(ends[0], sentence, roles.cycle)


RULES = (
    _empty_or_doubled, _callers, _supplied_after_release, _produced_before_release, _recorded, _parts, _end,
)  # fmt: skip
