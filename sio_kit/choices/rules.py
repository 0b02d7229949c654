"""What the référentiel's criteria ask of a choice that is argued, and the sheet, in the page's small Python."""

from sio_kit.forms import document, markdown
from sio_kit.forms.document import among, text
from sio_kit.forms.finding import FAULT, QUESTION, REMARK, finding
from sio_kit.typography import NBSP, guillemets, is_letter, split, strip, typeset

KIND, VERSION = "sio_kit/choix", 1
TABLES = [
    ("choix", ["code", "gauche", "droite", "texte", "passage"]),
    ("criteres_choix", ["code", "libelle", "definition", "passage"]),
    ("situations", ["code", "choix", "libelle", "texte"]),
    ("passages", ["id"]),
]
SIDES = LEFT, RIGHT = "gauche", "droite"
STRENGTHS = {1: "léger", 2: "sérieux", 3: "décisif"}
UNNAMED = "Choix sans nom"
ARGUMENT = [("critere", text), ("pour", among(*SIDES)), ("texte", text), ("force", among(1, 2, 3))]
SHAPE = [
    ("nom", text),
    ("recit", text),
    ("choix", text),
    ("decision", among("", *SIDES)),
    ("justification", text),
    ("arguments", document.many(document.item(ARGUMENT))),
]


# The document


def blank(tables):
    """Return a choice with nothing in it, on the first row of the table `choix`."""
    first = next((row["code"] for row in tables["choix"]), "")
    work = {"format": KIND, "version": VERSION, "nom": "", "recit": "", "choix": first}
    work.update({"decision": "", "justification": "", "arguments": []})
    return work


def starts(tables):
    """Return what a choice can begin with: [label, document], the blank one first."""
    situations = [[f"{row['libelle']} (ajoutée)", situation(row, tables)] for row in tables["situations"]]
    return [["La vôtre", blank(tables)]] + situations


def situation(row, tables):
    """Return the choice that a row of the table `situations` asks for, without arguments."""
    work = blank(tables)
    work.update({"nom": row["libelle"], "recit": row["texte"], "choix": row["choix"]})
    return work


def read(data, name, tables):
    """Return the choice of a file's data; what it chooses between has to be in the table `choix`."""
    work = document.read(data, name, KIND, VERSION, SHAPE, "arguments")
    if work["choix"] not in [row["code"] for row in tables["choix"]]:
        raise document.wrong(
            f"Le fichier « {name} » parle d'un choix qui n'est pas dans la table « choix ». Remettez-l'y, puis rouvrez."
        )
    return work


# What the arguments say


def side_name(work, side, tables):
    """Return the words of a side, such as `créer`."""
    row = next((row for row in tables["choix"] if row["code"] == work["choix"]), {})
    return row.get(side, side)


def under(work, criterion, side=None):
    """Return the arguments under a criterion that say something; only those for one side, if it is given."""
    found = [each for each in work["arguments"] if each["critere"] == criterion and split(each["texte"])]
    return [each for each in found if side in (None, each["pour"])]


def weight(work, criterion, side):
    """Return what the arguments for a side weigh under a criterion: the sum of their strengths."""
    return sum(each["force"] for each in under(work, criterion, side))


def leaning(work, criterion):
    """Return the side to which the arguments lean under a criterion, `""` if they are equal."""
    left, right = weight(work, criterion, LEFT), weight(work, criterion, RIGHT)
    return LEFT if left > right else RIGHT if right > left else ""


def cited(work, tables):
    """Return the passages that the student names (`L232`), each once; those of the criteria stand in each sheet."""
    known = [row["id"] for row in tables["passages"]]
    own = [row["passage"] for row in tables["criteres_choix"]]
    found = []
    for words in [each["texte"] for each in work["arguments"]] + [work["justification"]]:
        found += [each for each in _numbers(words) if each in known and each not in own + found]
    return found


def _numbers(text):
    """Return the words of a text that look like a passage's number: an L, then three digits."""
    words = split("".join([char if is_letter(char) else " " for char in text]))
    return [f"L{word[1:]}" for word in words if len(word) == 4 and word[0] in "Ll" and _is_number(word[1:])]


def _is_number(word):
    return all(char in "0123456789" for char in word)


# The sheet


def sheet(work, tables):
    """Return the sheet to hand in: the situation, the arguments by criterion, the decision, what is asked."""
    escaped = markdown.escape_markdown
    left, right = escaped(side_name(work, LEFT, tables)), escaped(side_name(work, RIGHT, tables))
    lines = [escaped(work["recit"]), "", f"**{left}** ou **{right}**"]
    for row in tables["criteres_choix"]:
        definition = f"{guillemets(row['definition'])} ({row['passage']})"
        lines += ["", f"## {escaped(row['libelle'])}", "", escaped(definition), ""]
        lines += [f"- {escaped(argument_line(work, each, tables))}" for each in under(work, row["code"])]
    lines += ["", "## Décision", "", escaped(decision_line(work, tables)), "", cited_line(work, tables)]
    return markdown.sheet(
        strip(work["nom"]) or UNNAMED,
        tables["edition"][0]["titre"],
        "Fiche faite avec sio_kit ; les arguments et la décision sont de l'étudiant.",
        lines + markdown.findings_lines("Ce que demandent les règles", judge(work, tables)),
    )


def argument_line(work, argument, tables):
    """Return an argument in a line: its side, its strength, its words."""
    side = guillemets(side_name(work, argument["pour"], tables))
    return f"pour {side} ({STRENGTHS[argument['force']]}){NBSP}: {argument['texte']}"


def decision_line(work, tables):
    """Return the decision and its reason, in a sentence."""
    if not work["decision"]:
        return f"Décision{NBSP}: pas encore prise"
    reason = work["justification"]
    said = f". Pourquoi{NBSP}: {reason}" if split(reason) else ", sans justification"
    return f"Décision{NBSP}: {side_name(work, work['decision'], tables)}{said}"


def cited_line(work, tables):
    """Return the passages that the student cites, in a sentence that the grader can check."""
    said = ", ".join(cited(work, tables)) or "aucun"
    return f"Passages cités par l'étudiant, en plus de ceux des critères{NBSP}: {said}"


# The rules


def judge(work, tables):
    """Return what the rules ask of a choice; a decision against one's own arguments is asked about, not forbidden."""
    return [each for rule in (_story, _criteria, _one_sided, _decision, _passages) for each in rule(work, tables)]


def _found(severity, sentence, *words, place=0, passage=""):
    return finding(severity, typeset(sentence).format(*words), place, passage)


def _story(work, _tables):
    if not split(work["recit"]):
        yield _found(REMARK, "La situation n'est pas racontée : dites qui demande quoi, et ce qui complique.")


def _criteria(work, tables):
    known = [row["code"] for row in tables["criteres_choix"]]
    for place, argument in enumerate(work["arguments"], 1):
        if not split(argument["texte"]):
            yield _found(FAULT, "L'argument {} est vide : écrivez-le, ou supprimez-le.", place, place=place)
        if argument["critere"] not in known:
            yield _found(FAULT, "L'argument {} n'est sous aucun critère : choisissez-en un.", place, place=place)
    for row in tables["criteres_choix"]:
        if not under(work, row["code"]):
            sentence = "Aucun argument sous « {} » (« {} »)."
            yield _found(REMARK, sentence, row["libelle"], row["definition"], passage=row["passage"])
        elif not leaning(work, row["code"]):
            sentence = "Sous « {} », vos arguments se valent : ce critère ne tranche pas."
            yield _found(REMARK, sentence, row["libelle"], passage=row["passage"])


def _one_sided(work, tables):
    codes = [row["code"] for row in tables["criteres_choix"]]
    argued = [side for side in SIDES if any(under(work, code, side) for code in codes)]
    if len(argued) == 1:
        other = side_name(work, RIGHT if argued == [LEFT] else LEFT, tables)
        yield _found(QUESTION, "Aucun argument pour « {} » : que dirait quelqu'un qui défend ce choix ?", other)


def _decision(work, tables):
    decision = work["decision"]
    if not decision:
        yield _found(REMARK, "Vous n'avez pas encore décidé.")
        return
    chosen = side_name(work, decision, tables)
    if not split(work["justification"]):
        yield _found(FAULT, "Vous décidez « {} » sans dire pourquoi : écrivez votre justification.", chosen)
    against = [row for row in tables["criteres_choix"] if leaning(work, row["code"]) not in ("", decision)]
    if against:
        other, names = RIGHT if decision == LEFT else LEFT, ", ".join([row["libelle"] for row in against])
        sentence = "Vous décidez « {} », et vos arguments penchent vers « {} » ({}) : qu'est-ce qui l'emporte ?"
        yield _found(QUESTION, sentence, chosen, side_name(work, other, tables), names, passage=against[0]["passage"])


def _passages(work, tables):
    known = [row["id"] for row in tables["passages"]]
    said = [(place, each["texte"]) for place, each in enumerate(work["arguments"], 1)] + [(0, work["justification"])]
    for place, words in said:
        for number in _numbers(words):
            if number not in known:
                sentence = "« {} » n'est pas un passage du texte : est-ce le bon numéro ?"
                yield _found(QUESTION, sentence, number, place=place)
