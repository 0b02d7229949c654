"""The questions that the tables of the référentiel give: each function asks one thing of one table.

A question that its rows cannot carry (too few, or two right answers where one is asked) is left out, never broken.
"""

from collections import defaultdict

from sio_kit.quiz.question import faults
from sio_kit.quiz.wording import CHOICES, Rows, matching, one, order, several, some, truth
from sio_kit.typography import guillemets
from sio_kit.vocabulary import BY_SIZE, CALLS, EXAMPLE

NOBODY = "aucun : il agit de lui-même"
BOTH = "les deux options"


def table_questions(ref):
    """Return the questions of the tables `processus`, `liens`, `etapes`, `options`… : a list of `Question`."""
    makers = (
        _definitions,
        _categories,
        _links,
        _calls,
        _actions,
        _callers,
        _story,
        _interventions,
        _missions,
        _jobs,
        _own_jobs,
        _own_interventions,
        _criteria,
        _choices,
        _environments,
        _intruders,
        _frames,
        _qualities,
        _quality_criteria,
        _participations,
    )
    rows = Rows(ref)
    made = [question for make in makers for question in make(rows)]
    unique = {question.id: question for question in made}
    return [question for question in unique.values() if not faults(question)]


def _names(ref):
    """Return {code: "P1 Production de services"}."""
    return {row.code: f"{row.code} {row.libelle}" for row in ref.processus}


# The processes


def _definitions(ref):
    names = _names(ref)
    for row in ref.processus:
        yield one(
            "processus",
            1,
            f"definition {row.code}",
            f"De quel processus est-ce la définition ? {guillemets(row.definition)}",
            names[row.code],
            names.values(),
            f"C'est la définition de {names[row.code]}.",
            [row.passage],
        )
    pairs = [(names[row.code], guillemets(row.definition.split(". ")[0].rstrip("."))) for row in ref.processus]
    yield matching(
        "processus",
        2,
        "definitions",
        "Associez chaque processus à la première phrase de sa définition.",
        pairs,
        "Chaque définition dit ce que le processus couvre, met en place ou gère.",
        [row.passage for row in ref.processus],
    )


def _categories(ref):
    labels = {row.code: row.libelle for row in ref.categories}
    passages = {row.code: row.passage for row in ref.categories}
    for row in ref.processus:
        for code, label in labels.items():
            yield truth(
                "processus",
                1,
                f"categorie {row.code} {code}",
                f"{row.code} ({row.libelle}) est un {label}.",
                code == row.categorie,
                f"{row.code} est un {labels[row.categorie]}.",
                [row.passage, passages[row.categorie]],
            )


def _links(ref):
    names, natures = _names(ref), [row.nature for row in ref.liens]
    by_pair = defaultdict(list)
    for row in ref.liens:
        by_pair[row.source, row.cible].append(row)
    for (source, target), rows in by_pair.items():
        if len(rows) == 1:
            yield one(
                "processus",
                2,
                f"lien {source} {target}",
                f"Sur la carte, quel lien va de {names[source]} à {names[target]} ?",
                rows[0].nature,
                natures,
                f"{source} {rows[0].nature} {target}.",
                [rows[0].passage],
            )


def _calls(ref):
    """Ask which process may call which: a rule that a service's story has to follow."""
    names = _names(ref)
    calls = {(row.source, row.cible): row.passage for row in ref.liens if row.nature == CALLS}
    for (source, target), passage in calls.items():
        for caller, called in ((source, target), (target, source)):
            is_true = (caller, called) in calls
            known = f"D'après la carte, {source} {CALLS} {target}"
            yield truth(
                "service",
                2,
                f"appel {caller} {called}",
                f"{names[caller]} {CALLS} {names[called]}.",
                is_true,
                f"{known}." if is_true else f"{known}, et le texte ne dit pas l'inverse.",
                [passage],
            )


# The example


def _grouped(ref):
    """Return {action: its steps}: the same words may be said of two processes."""
    return _by_text([row for row in ref.etapes if row.exemple == EXAMPLE], "action")


def _actions(ref):
    names = _names(ref)
    for action, rows in _grouped(ref).items():
        codes, passages = list(dict.fromkeys(row.processus for row in rows)), [row.passage for row in rows]
        key, quoted = f"action {action}", guillemets(action)
        if len(codes) == 1:
            yield one(
                "messagerie",
                1,
                key,
                f"Dans l'exemple de la messagerie, quel processus agit ? {quoted}",
                names[codes[0]],
                names.values(),
                f"Cette action est celle de {codes[0]}.",
                passages,
            )
        else:
            yield several(
                "messagerie",
                3,
                key,
                f"Dans l'exemple de la messagerie, de quels processus ces mots relèvent-ils ? {quoted}",
                [names[code] for code in codes],
                names.values(),
                f"Le texte l'écrit pour {' et pour '.join(codes)} : il faut demander de quelle solution on parle.",
                passages,
            )


def _callers(ref):
    names = _names(ref)
    for action, rows in _grouped(ref).items():
        callers = {row.appelant for row in rows}
        if len(callers) != 1 or len({row.processus for row in rows}) != 1:
            continue
        caller, row = callers.pop(), rows[0]
        if caller:
            yield one(
                "messagerie",
                2,
                f"appelant {action}",
                f"Dans l'exemple de la messagerie, qui a fait appel à {row.processus} ? {guillemets(action)}",
                names[caller],
                [*names.values(), NOBODY],
                f"{caller} {CALLS} {row.processus} : {guillemets(row.motif)}.",
                [row.passage],
            )


def _story(ref):
    """Ask for the order of some steps, far enough apart for the story to tell it."""
    alone = [rows[0] for rows in _grouped(ref).values() if len(rows) == 1]
    for start in range(4):
        steps = alone[start::4]
        yield order(
            "messagerie",
            2 + start % 2,
            f"ordre {' '.join(row.action[:20] for row in steps)}",
            "Remettez ces actions dans l'ordre du récit de la messagerie.",
            "Le service est d'abord produit, puis fourni ; ce qui change est enregistré.",
            [row.passage for row in steps],
            [row.action for row in steps],
        )


# The options


def _options(ref):
    """Return {code: "l'option A (Solutions…)"}."""
    return {row.code: f"l'option {row.code} ({row.libelle})" for row in ref.options}


def _by_text(table, column):
    """Return {text: its rows}: the options may have the same words."""
    groups = defaultdict(list)
    for row in table:
        groups[getattr(row, column)].append(row)
    return groups


def _of_option(ref, groups, key, text, difficulty):
    names = _options(ref)
    both = BOTH if len(names) == 2 else "plusieurs options"
    for words, rows in groups.items():
        codes = list(dict.fromkeys(row.option for row in rows))
        right = names[codes[0]] if len(codes) == 1 else both
        said = f"Le texte l'écrit pour {right}."
        yield one(
            "options",
            difficulty,
            f"{key} {words}",
            f"{text} {guillemets(words)}",
            right,
            [*names.values(), both],
            said,
            [row.passage for row in rows],
        )


def _interventions(ref):
    groups = _by_text(ref.interventions, "texte")
    yield from _of_option(ref, groups, "intervention", "Pour quelle option le texte écrit-il cette intervention ?", 2)


def _jobs(ref):
    groups = _by_text(ref.emplois, "libelle")
    yield from _of_option(ref, groups, "emploi", "Pour quelle option le texte nomme-t-il cet emploi ?", 1)


def _missions(ref):
    """Ask whether an intervention is promised, or depends on the size of the organisation or of the project."""
    for words, rows in _by_text(ref.interventions, "texte").items():
        conditions = {row.condition for row in rows}
        if len(conditions) == 1:
            depends = conditions == {BY_SIZE}
            what = "dépend de la taille de l'organisation ou du projet" if depends else "ne dépend pas de la taille"
            passages = [passage for row in rows for passage in (row.passage, row.passage_condition)]
            yield truth(
                "options",
                3,
                f"taille {words}",
                f"d'après le texte, ceci dépend de la taille (organisation ou projet) : {guillemets(words)}.",
                depends,
                f"D'après le texte, elle {what}.",
                passages,
            )


def _own_jobs(ref):
    yield from _only_of(
        ref, _by_text(ref.emplois, "libelle"), "emplois", "Lesquels de ces emplois le texte nomme-t-il pour"
    )


def _own_interventions(ref):
    groups = _by_text(ref.interventions, "texte")
    yield from _only_of(ref, groups, "interventions", "Lesquelles de ces interventions le texte écrit-il pour")


def _only_of(ref, groups, key, text):
    """Ask which of some words are an option's; those that several options have are never among them."""
    owners = {words: {row.option for row in rows} for words, rows in groups.items()}
    passages = {words: rows[0].passage for words, rows in groups.items()}
    for code, name in _options(ref).items():
        own = [words for words, codes in owners.items() if codes == {code}]
        others = [words for words, codes in owners.items() if code not in codes]
        for part in range(3):
            right = own[part::3][:2]
            wrong = some(others[part::3], 2, f"{key} {code} {part}")
            yield several(
                "options",
                2,
                f"{key} {code} {part + 1}",
                f"{text} {name} ?",
                right,
                wrong,
                f"Les autres ne sont pas de l'option {code}.",
                [passages[words] for words in (*right, *wrong)],
            )


# Choices


def _criteria(ref):
    rows = ref.criteres_choix
    labels = [row.libelle for row in rows]
    for row in rows:
        yield one(
            "choix",
            1,
            f"critere {row.code}",
            f"Quel critère le texte définit-il ainsi ? {guillemets(row.definition)}",
            row.libelle,
            labels,
            f"C'est la définition du critère {guillemets(row.libelle)}.",
            [row.passage],
        )
    yield matching(
        "choix",
        2,
        "criteres",
        "Associez chaque critère à sa définition.",
        [(row.libelle, guillemets(row.definition)) for row in rows],
        "Trois questions différentes : le besoin, la facilité, les moyens.",
        [row.passage for row in rows],
    )


def _choices(ref):
    rows = ref.choix
    yield matching(
        "choix",
        1,
        "choix",
        "Associez les deux côtés de chaque choix.",
        [(row.gauche, row.droite) for row in rows],
        "Le texte donne ces choix deux par deux.",
        [row.passage for row in rows],
    )
    for row in rows:
        wrong = [each.droite for each in rows if each.droite not in (row.droite, row.gauche)]
        yield one(
            "choix",
            1,
            f"autre cote {row.code}",
            f"Dans le texte, à quoi s'oppose {guillemets(row.gauche)} ?",
            row.droite,
            wrong,
            f"Le texte écrit : {guillemets(row.texte)}.",
            [row.passage],
        )


# The context


def _environments(ref):
    labels = [row.libelle for row in ref.environnements]
    for row in ref.environnements:
        first = row.texte.split(". ")[0].rstrip(".") + "."
        yield one(
            "contexte",
            2,
            f"environnement {row.code}",
            f"De quel environnement cette phrase parle-t-elle ? {guillemets(first)}",
            row.libelle,
            labels,
            f"Elle se trouve sous le titre {guillemets(row.libelle)}.",
            [row.passage, row.passage_libelle],
        )


def _intruders(ref):
    """Ask which is not what the others are: environments and settings, whose names never meet."""
    kinds = {
        "environnement": ("un environnement de travail", ref.environnements, "passage_libelle"),
        "cadre": ("un cadre d'exercice", ref.cadres, "passage"),
    }
    for kind, (what, table, own_passage) in kinds.items():
        for other, (instead, others, passage) in kinds.items():
            if other == kind:
                continue
            for row in others:
                own = some(table, CHOICES - 1, f"intrus {kind} {row.code}")
                if row.libelle not in {each.libelle for each in table}:
                    yield one(
                        "contexte",
                        1,
                        f"intrus {kind} {row.code}",
                        f"Lequel n'est pas {what}, au sens du texte ?",
                        row.libelle,
                        [each.libelle for each in own],
                        f"C'est {instead}.",
                        [getattr(row, passage), *(getattr(each, own_passage) for each in own)],
                    )


def _frames(ref):
    labels = [row.libelle for row in ref.cadres]
    wrong = [row.libelle for row in ref.roles if row.libelle not in labels]
    yield several(
        "contexte",
        2,
        "cadres",
        "Lesquels sont des cadres d'exercice, au sens du texte ?",
        labels,
        wrong,
        "Les autres sont des prestataires que le texte nomme ailleurs, à propos du rôle.",
        [row.passage for row in (*ref.cadres, *ref.roles)],
    )


ASKED_OF = {"qualité": "À quoi cette qualité sert-elle, d'après le texte ?"}
OF_OTHERS = "Le texte précise cette exigence : dans quel but, ou à propos de quoi ?"


def _qualities(ref):
    """Ask what a quality is for, where the text gives different ends."""
    rows = [row for row in ref.qualites if row.finalite]
    ends = list(dict.fromkeys(row.finalite for row in rows))
    for row in rows:
        yield one(
            "contexte",
            2,
            f"qualite {row.code}",
            f"{ASKED_OF.get(row.nature, OF_OTHERS)} {guillemets(row.libelle)}",
            row.finalite,
            ends,
            "Le texte le dit dans la même phrase.",
            [row.passage],
        )


# The details


def _quality_criteria(ref):
    criteria = ref.criteres_qualite
    others = [row.libelle for table in (ref.qualites, ref.criteres_choix) for row in table]
    wrong = [words for words in others if words not in {row.texte for row in criteria}]
    for row in criteria:
        yield one(
            "details",
            2,
            f"critere qualite {row.texte}",
            "Lequel est un des critères de qualité des résultats attendus ?",
            row.texte,
            some(wrong, CHOICES - 1, row.texte),
            "Les autres sont des qualités de la personne, ou des critères de choix.",
            [row.passage],
        )


SHARES = {
    "commune": "relève de compétences communes aux options",
    "spécialité": "est le processus lié au domaine de spécialité de l'option {option}",
    "hors spécialité": "est hors du domaine de spécialité de l'option {option}",
}


def _participations(ref):
    """Ask of each process what it is to an option: the first statement true, the next one false, and so on."""
    names = _names(ref)
    for number, row in enumerate(ref.participations):
        if row.nature not in SHARES or row.processus not in names:
            continue
        told = row.nature if number % 2 == 0 else _other_share(row.nature)
        yield truth(
            "details",
            2,
            f"participation {row.option} {row.processus}",
            f"{names[row.processus]} {SHARES[told].format(option=row.option)}.",
            told == row.nature,
            f"Option {row.option} : {row.processus} {SHARES[row.nature].format(option=row.option)}.",
            [row.passage],
        )


def _other_share(nature):
    return "spécialité" if nature != "spécialité" else "commune"
