"""A choice as a student keeps it and hands it in: its data for a file, its sheet in Markdown."""

from dataclasses import replace

from sio_kit.choices.model import LEFT, RIGHT, SIDES, STRENGTHS, Argument, Choice
from sio_kit.errors import ReferentialError
from sio_kit.forms.markdown import findings_list, plain
from sio_kit.typography import guillemets, typeset

KIND, VERSION = "sio_kit/choix", 1
FIELDS = {"nom": "name", "recit": "story", "choix": "dilemma", "decision": "decision", "justification": "reason"}
ARGUMENT_FIELDS = {"critere": "criterion", "pour": "side", "texte": "text", "force": "strength"}


def to_data(choice):
    """Return the choice as plain data, for `sio_kit.forms.workfile`."""
    data = {word: getattr(choice, name) for word, name in FIELDS.items()}
    rows = [{word: getattr(each, name) for word, name in ARGUMENT_FIELDS.items()} for each in choice.arguments]
    return {**data, "arguments": rows}


def from_data(data, ref, name="choix"):
    """Return the choice that plain data stand for.

    Raises
    ------
    ReferentialError
        The data are no choice, or its dilemma is not in the table `choix`.
    """
    damaged = ReferentialError(f"Le fichier « {name} » est abîmé : ses arguments sont illisibles. Reprenez une copie.")
    rows = data.get("arguments")
    if not all(isinstance(data.get(word), str) for word in FIELDS) or not isinstance(rows, list):
        raise damaged
    if not all(map(_is_argument, rows)) or data["decision"] not in ("", *SIDES):
        raise damaged
    blank = Choice.blank(ref)
    if data["choix"] not in [dilemma.code for dilemma in blank.dilemmas]:
        raise ReferentialError(
            f"Le fichier « {name} » parle d'un choix qui n'est pas dans la table « choix ». Remettez-l'y, puis rouvrez."
        )
    arguments = [Argument(**{own: row[word] for word, own in ARGUMENT_FIELDS.items()}) for row in rows]
    fields = {own: data[word] for word, own in FIELDS.items()}
    return replace(blank, **fields, arguments=tuple(arguments))


def _is_argument(row):
    if not isinstance(row, dict) or not all(isinstance(row.get(word), str) for word in ("critere", "pour", "texte")):
        return False
    force = row.get("force")
    return row["pour"] in SIDES and isinstance(force, int) and not isinstance(force, bool) and force in STRENGTHS


def to_markdown(choice):
    """Return the sheet to hand in: the situation, the arguments under each criterion, the decision, the findings."""
    lines = [
        f"# {plain(choice.name) or 'Choix sans nom'}",
        "",
        typeset(f"*{choice.edition}. Fiche faite avec sio_kit ; les arguments et la décision sont de l'étudiant.*"),
        "",
        plain(choice.story),
        "",
        f"**{plain(choice.side(LEFT))}** ou **{plain(choice.side(RIGHT))}**",
    ]
    for criterion in choice.criteria:
        definition = f"{guillemets(criterion.definition)} ({criterion.passage})"
        lines += ["", f"## {plain(criterion.label)}", "", plain(definition), ""]
        lines += [f"- {plain(choice.argument_line(each))}" for each in choice.under(criterion.code)]
    lines += ["", "## Décision", "", plain(choice.decision_line()), "", "## Ce que demandent les règles", ""]
    lines += findings_list(choice.findings(), "Rien à revoir.")
    return "\n".join(lines) + "\n"
