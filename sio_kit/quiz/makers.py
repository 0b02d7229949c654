"""The questions that the tables of the référentiel give: each function asks one thing of the tables it is given.

Most questions are written by hand, in the table `questions`; these go on with another course's tables. A question that
its rows cannot carry (too few, or a definition that names what it defines) is left out, never broken.
"""

from inspect import signature
from types import SimpleNamespace

from sio_kit.quiz.question import faults
from sio_kit.quiz.wording import masked, matching, one, share_a_word
from sio_kit.typography import guillemets

WORDS, CHOICES = 12, 4  # questions on the glossary, which has many more words, and answers to each


def table_questions(ref):
    """Return the questions that the tables give: a list of `Question`, none about a table that is not there."""
    tables = {name: [SimpleNamespace(**row) for row in ref.rows(name)] for name in ref.tables}
    made = {}
    for make in (_definitions, _criteria, _choices, _words):
        needed = signature(make).parameters
        if needed.keys() <= tables.keys():
            made |= {question.id: question for question in make(*(tables[name] for name in needed))}
    return [question for question in made.values() if not faults(question)]


def _definitions(processus):
    """Ask which process a definition is that of; the words that only its own name has are masked."""
    names = {row.code: f"{row.code} ({row.libelle})" for row in processus}
    asked = "Quel processus le texte définit-il ainsi ? Les mots qui le nomment sont remplacés par […]."
    for row in processus:
        others = [each.libelle for each in processus if each is not row]
        text = f"{asked} {guillemets(masked(row.definition, row.libelle, others))}"
        said, key = f"C'est la définition de {names[row.code]}.", f"definition {row.code}"
        yield one(key, "processus", 1, text, names[row.code], names.values(), said, [row.passage])


def _criteria(criteres_choix):
    pairs = [(row.libelle, guillemets(row.definition)) for row in criteres_choix]
    text, passages = "Associez chaque critère à sa définition.", [row.passage for row in criteres_choix]
    said = "Trois questions différentes : le besoin, la facilité, les moyens."
    yield matching("criteres", "choix", 2, text, pairs, said, passages)


def _choices(choix):
    pairs, passages = [(row.gauche, row.droite) for row in choix], [row.passage for row in choix]
    text, said = "Associez les deux côtés de chaque choix.", "Le texte donne ces choix deux par deux."
    yield matching("choix", "choix", 1, text, pairs, said, passages)


def _words(glossaire):
    """Ask which word a definition is that of, among words that look like it: its length and its plural say nothing."""
    rows = sorted(glossaire, key=lambda row: (row.mot.endswith("s"), len(row.mot), row.mot))
    count = min(WORDS, len(rows) // CHOICES)
    for number in range(count):
        start = number * len(rows) // count
        near = rows[start : start + CHOICES]
        turn = [*near[number % CHOICES :], *near[: number % CHOICES]]
        row = next((row for row in turn if row.passage and not _names_itself(row)), None)
        if row:
            text = f"Quel mot du texte veut dire ceci ? {row.definition}"
            said = f"Exemple : {row.exemple} {row.piege}".strip()
            words = [each.mot for each in near]
            yield one(f"mot {row.mot}", "vocabulaire", 1, text, row.mot, words, said, row.passage.split())


def _names_itself(row):
    """Tell whether a definition gives its word away: by a word of it, or as that of an acronym or of an adjective."""
    return share_a_word(row.mot, row.definition) or row.mot.isupper() or row.definition.startswith("Qui ")
