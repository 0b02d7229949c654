"""The questions that the tables of the référentiel give: each function asks one thing of the tables it is given.

A question that its rows cannot carry (too few, or two right answers where one is asked) is left out, never broken.
"""

from collections import defaultdict
from dataclasses import replace
from inspect import signature
from operator import attrgetter
from types import SimpleNamespace

from sio_kit.quiz.question import faults
from sio_kit.quiz.wording import CHOICES, matching, one, order, pick, recognise, several, truth
from sio_kit.typography import guillemets
from sio_kit.vocabulary import BEYOND, BY_SIZE, CALLS, EXAMPLE, SHARED, SPECIAL

NOBODY = "aucun : il agit de lui-même"
BOTH = "les deux options"
MAKERS = []  # (function, theme, level), in the order of the bank


def asks(theme, level):
    """Note what a function asks about, and how hard that mostly is; its parameters name the tables that it needs."""

    def note(make):
        MAKERS.append((make, theme, level))
        return make

    return note


def table_questions(ref):
    """Return the questions that the tables give: a list of `Question`, none about a table that is not there."""
    tables = {name: [SimpleNamespace(**row) for row in ref.rows(name)] for name in ref.tables}
    made = {}
    for make, theme, level in MAKERS:
        needed = signature(make).parameters
        if needed.keys() <= tables.keys():
            for question in make(*(tables[name] for name in needed)):
                made[question.id] = replace(question, theme=theme, difficulty=question.difficulty or level)
    return [question for question in made.values() if not faults(question)]


def _grouped(rows, *columns):
    """Return {what stands in the columns: its rows}: several rows may have the same words."""
    groups = defaultdict(list)
    for row in rows:
        groups[attrgetter(*columns)(row)].append(row)
    return groups


def _passages(rows):
    return [row.passage for row in rows]


def _first_sentence(text):
    return text.split(". ")[0].rstrip(".")


def _names(processus):
    """Return {code: "P1 Production de services"}."""
    return {row.code: f"{row.code} {row.libelle}" for row in processus}


@asks("processus", 1)
def _definitions(processus):
    names = _names(processus)
    rows = [(row.code, names[row.code], row.definition, row.passage) for row in processus]
    text = "De quel processus est-ce la définition ?"
    yield from recognise("definition", text, rows, "C'est la définition de {}.")
    pairs = [(names[row.code], guillemets(_first_sentence(row.definition))) for row in processus]
    text = "Associez chaque processus à la première phrase de sa définition."
    said = "Chaque définition dit ce que le processus couvre, met en place ou gère."
    yield matching("definitions", text, pairs, said, _passages(processus), level=2)


@asks("processus", 1)
def _categories(processus, categories):
    known = {row.code: row for row in categories}
    for row in processus:
        own = known[row.categorie]
        for code, category in known.items():
            text, said = f"{row.code} ({row.libelle}) est un {category.libelle}.", f"{row.code} est un {own.libelle}."
            yield truth(f"categorie {row.code} {code}", text, code == own.code, said, _passages([row, own]))


@asks("processus", 2)
def _links(processus, liens):
    names, natures = _names(processus), [row.nature for row in liens]
    for (source, target), rows in _grouped(liens, "source", "cible").items():
        if len(rows) == 1:
            text = f"Sur la carte, quel lien va de {names[source]} à {names[target]} ?"
            right, said = rows[0].nature, f"{source} {rows[0].nature} {target}."
            yield one(f"lien {source} {target}", text, right, natures, said, _passages(rows))


@asks("service", 2)
def _calls(processus, liens):
    """Ask which process may call which: a rule that a service's story has to follow."""
    names = _names(processus)
    calls = {(row.source, row.cible): row.passage for row in liens if row.nature == CALLS}
    for (source, target), passage in calls.items():
        known = f"D'après la carte, {source} {CALLS} {target}"
        for caller, called in ((source, target), (target, source)):
            is_true = (caller, called) in calls
            text = f"{names[caller]} {CALLS} {names[called]}."
            said = f"{known}." if is_true else f"{known}, et le texte ne dit pas l'inverse."
            yield truth(f"appel {caller} {called}", text, is_true, said, [passage])


def _steps(etapes):
    """Return {action of the référentiel's own example: its steps}."""
    return _grouped([row for row in etapes if row.exemple == EXAMPLE], "action")


@asks("messagerie", 1)
def _actions(processus, etapes):
    names = _names(processus)
    for action, rows in _steps(etapes).items():
        codes = list(dict.fromkeys(row.processus for row in rows))
        key, quoted, right = f"action {action}", guillemets(action), [names[code] for code in codes]
        if len(codes) == 1:
            text = f"Dans l'exemple de la messagerie, quel processus agit ? {quoted}"
            said = f"Cette action est celle de {codes[0]}."
            yield one(key, text, right[0], names.values(), said, _passages(rows))
        else:
            text = f"Dans l'exemple de la messagerie, de quels processus ces mots relèvent-ils ? {quoted}"
            said = f"Le texte l'écrit pour {' et pour '.join(codes)} : il faut demander de quelle solution on parle."
            yield several(key, text, right, names.values(), said, _passages(rows), level=3)


@asks("messagerie", 2)
def _callers(processus, etapes):
    names = _names(processus)
    for action, rows in _steps(etapes).items():
        caller, called = rows[0].appelant, rows[0].processus
        if caller and len(_grouped(rows, "appelant", "processus")) == 1:
            text = f"Dans l'exemple de la messagerie, qui a fait appel à {called} ? {guillemets(action)}"
            said = f"{caller} {CALLS} {called} : {guillemets(rows[0].motif)}."
            wrong = [*names.values(), NOBODY]
            yield one(f"appelant {action}", text, names[caller], wrong, said, _passages(rows[:1]))


@asks("messagerie", 2)
def _story(etapes):
    """Ask for the order of some steps, far enough apart for the story to tell it."""
    alone = [rows[0] for rows in _steps(etapes).values() if len(rows) == 1]
    text = "Remettez ces actions dans l'ordre du récit de la messagerie."
    said = "Le service est d'abord produit, puis fourni ; ce qui change est enregistré."
    for start in range(4):
        rows = alone[start::4]
        key = f"ordre {' '.join(row.action[:20] for row in rows)}"
        yield order(key, text, [row.action for row in rows], said, _passages(rows), level=2 + start % 2)


def _option_names(options):
    """Return {code: "l'option A (Solutions…)"}."""
    return {row.code: f"l'option {row.code} ({row.libelle})" for row in options}


@asks("options", 2)
def _interventions(options, interventions):
    text = "Pour quelle option le texte écrit-il cette intervention ?"
    return _of_option(options, _grouped(interventions, "texte"), "intervention", text)


@asks("options", 3)
def _missions(interventions):
    """Ask whether an intervention is promised, or depends on the size of the organisation or of the project."""
    for words, rows in _grouped(interventions, "texte").items():
        conditions = {row.condition for row in rows}
        if len(conditions) == 1:
            depends = conditions == {BY_SIZE}
            what = "dépend de la taille de l'organisation ou du projet" if depends else "ne dépend pas de la taille"
            text = f"d'après le texte, ceci dépend de la taille (organisation ou projet) : {guillemets(words)}."
            passages = [passage for row in rows for passage in (row.passage, row.passage_condition)]
            yield truth(f"taille {words}", text, depends, f"D'après le texte, elle {what}.", passages)


@asks("options", 2)
def _jobs(options, emplois):
    groups = _grouped(emplois, "libelle")
    yield from _of_option(options, groups, "emploi", "Pour quelle option le texte nomme-t-il cet emploi ?", level=1)
    yield from _only_of(options, groups, "emplois", "Lesquels de ces emplois le texte nomme-t-il pour")


@asks("options", 2)
def _own_interventions(options, interventions):
    text = "Lesquelles de ces interventions le texte écrit-il pour"
    return _only_of(options, _grouped(interventions, "texte"), "interventions", text)


def _of_option(options, groups, key, asked, level=0):
    """Ask which option some words are written for; several may have the same."""
    names = _option_names(options)
    both = BOTH if len(names) == 2 else "plusieurs options"
    for words, rows in groups.items():
        codes = {row.option for row in rows}
        right = names[rows[0].option] if len(codes) == 1 else both
        text, said = f"{asked} {guillemets(words)}", f"Le texte l'écrit pour {right}."
        yield one(f"{key} {words}", text, right, [*names.values(), both], said, _passages(rows), level)


def _only_of(options, groups, key, asked):
    """Ask which of some words are an option's; those that several options have are never among them."""
    owners = {words: {row.option for row in rows} for words, rows in groups.items()}
    for code, name in _option_names(options).items():
        own = [words for words, codes in owners.items() if codes == {code}]
        others = [words for words, codes in owners.items() if code not in codes]
        said = f"Les autres ne sont pas de l'option {code}."
        for part in range(3):
            right, wrong = own[part::3][:2], pick(others[part::3], 2, f"{key} {code} {part}")
            passages = [groups[words][0].passage for words in (*right, *wrong)]
            yield several(f"{key} {code} {part + 1}", f"{asked} {name} ?", right, wrong, said, passages)


@asks("choix", 1)
def _criteria(criteres_choix):
    rows = [(row.code, row.libelle, row.definition, row.passage) for row in criteres_choix]
    said = f"C'est la définition du critère {guillemets('{}')}."
    yield from recognise("critere", "Quel critère le texte définit-il ainsi ?", rows, said)
    pairs = [(row.libelle, guillemets(row.definition)) for row in criteres_choix]
    text = "Associez chaque critère à sa définition."
    said = "Trois questions différentes : le besoin, la facilité, les moyens."
    yield matching("criteres", text, pairs, said, _passages(criteres_choix), level=2)


@asks("choix", 1)
def _choices(choix):
    text, said = "Associez les deux côtés de chaque choix.", "Le texte donne ces choix deux par deux."
    yield matching("choix", text, [(row.gauche, row.droite) for row in choix], said, _passages(choix))
    for row in choix:
        wrong = [each.droite for each in choix if each.droite != row.gauche]
        text = f"Dans le texte, à quoi s'oppose {guillemets(row.gauche)} ?"
        said = f"Le texte écrit : {guillemets(row.texte)}."
        yield one(f"autre cote {row.code}", text, row.droite, wrong, said, [row.passage])


@asks("contexte", 2)
def _environments(environnements):
    first = {row.code: f"{_first_sentence(row.texte)}." for row in environnements}
    rows = [(row.code, row.libelle, first[row.code], row.passage, row.passage_libelle) for row in environnements]
    said = f"Elle se trouve sous le titre {guillemets('{}')}."
    return recognise("environnement", "De quel environnement cette phrase parle-t-elle ?", rows, said)


@asks("contexte", 1)
def _intruders(environnements, cadres):
    """Ask which is not what the others are: environments and settings, whose names never meet."""
    environments = [(row.code, row.libelle, row.passage_libelle) for row in environnements]
    settings = [(row.code, row.libelle, row.passage) for row in cadres]
    place, setting = "un environnement de travail", "un cadre d'exercice"
    yield from _among("environnement", place, environments, setting, settings)
    yield from _among("cadre", setting, settings, place, environments)


def _among(kind, what, rows, instead, others):
    """Ask of each of `others` (code, label, passage) which one, among some of `rows`, is not what they are."""
    text, said = f"Lequel n'est pas {what}, au sens du texte ?", f"C'est {instead}."
    for code, label, passage in others:
        key = f"intrus {kind} {code}"
        _, labels, passages = zip(*pick(rows, CHOICES - 1, key), strict=True) if rows else ((), (), ())
        if label not in [each for _, each, _ in rows]:
            yield one(key, text, label, labels, said, [passage, *passages])


@asks("contexte", 2)
def _frames(cadres, roles):
    right, wrong = [row.libelle for row in cadres], [row.libelle for row in roles]
    text = "Lesquels sont des cadres d'exercice, au sens du texte ?"
    said = "Les autres sont des prestataires que le texte nomme ailleurs, à propos du rôle."
    yield several("cadres", text, right, wrong, said, _passages([*cadres, *roles]))


ASKED_OF = {"qualité": "À quoi cette qualité sert-elle, d'après le texte ?"}
OF_OTHERS = "Le texte précise cette exigence : dans quel but, ou à propos de quoi ?"


@asks("contexte", 2)
def _qualities(qualites):
    """Ask what a quality is for, where the text gives different ends."""
    rows = [row for row in qualites if row.finalite]
    ends, said = [row.finalite for row in rows], "Le texte le dit dans la même phrase."
    for row in rows:
        text = f"{ASKED_OF.get(row.nature, OF_OTHERS)} {guillemets(row.libelle)}"
        yield one(f"qualite {row.code}", text, row.finalite, ends, said, [row.passage])


@asks("details", 2)
def _quality_criteria(criteres_qualite, qualites, criteres_choix):
    right = [row.texte for row in criteres_qualite]
    others = [row.libelle for row in (*qualites, *criteres_choix) if row.libelle not in right]
    text = "Lequel est un des critères de qualité des résultats attendus ?"
    said = "Les autres sont des qualités de la personne, ou des critères de choix."
    for row in criteres_qualite:
        wrong = pick(others, CHOICES - 1, row.texte)
        yield one(f"critere qualite {row.texte}", text, row.texte, wrong, said, [row.passage])


SHARES = {
    SHARED: "relève de compétences communes aux options",
    SPECIAL: "est le processus lié au domaine de spécialité de l'option {}",
    BEYOND: "est hors du domaine de spécialité de l'option {}",
}


@asks("details", 2)
def _participations(processus, participations):
    """Ask of each process what it is to an option: the first statement true, the next one false, and so on."""
    names = _names(processus)
    for number, row in enumerate(participations):
        if row.nature in SHARES and row.processus in names:
            other = SHARED if row.nature == SPECIAL else SPECIAL
            told = other if number % 2 else row.nature
            text = f"{names[row.processus]} {SHARES[told].format(row.option)}."
            said = f"Option {row.option} : {row.processus} {SHARES[row.nature].format(row.option)}."
            key = f"participation {row.option} {row.processus}"
            yield truth(key, text, told == row.nature, said, [row.passage])
