"""What the référentiel's criteria ask of a choice that is argued."""

from sio_kit.forms.finding import FAULT, QUESTION, REMARK, Finding
from sio_kit.typography import typeset

SIDES = LEFT, RIGHT = "gauche", "droite"


def choice_findings(choice):
    """Return what the rules ask of a choice: a list of Finding, their step 0.

    A decision against one's own arguments is asked about, never forbidden.
    """
    return [finding for rule in (_story, _criteria, _one_sided, _decision) for finding in rule(choice)]


def _finding(severity, sentence, *words, passage=""):
    return Finding(severity, 0, typeset(sentence).format(*words), passage)


def _story(choice):
    if not choice.story.strip():
        yield _finding(REMARK, "La situation n'est pas racontée : dites qui demande quoi, et ce qui complique.")


def _criteria(choice):
    known = {criterion.code for criterion in choice.criteria}
    for number, argument in enumerate(choice.arguments, start=1):
        if not argument.text.strip():
            yield _finding(FAULT, "L'argument {} est vide : écrivez-le, ou supprimez-le.", number)
        if argument.criterion not in known:
            yield _finding(FAULT, "L'argument {} n'est sous aucun critère : choisissez-en un.", number)
    for each in choice.criteria:
        if not choice.under(each.code):
            sentence = "Aucun argument sous « {} » (« {} »)."
            yield _finding(REMARK, sentence, each.label, each.definition, passage=each.passage)
        elif not choice.leaning(each.code):
            sentence = "Sous « {} », vos arguments se valent : ce critère ne tranche pas."
            yield _finding(REMARK, sentence, each.label, passage=each.passage)


def _one_sided(choice):
    argued = {side for side in SIDES for each in choice.criteria if choice.under(each.code, side)}
    if len(argued) == 1:
        other = choice.side(next(side for side in SIDES if side not in argued))
        yield _finding(QUESTION, "Aucun argument pour « {} » : que dirait quelqu'un qui défend ce choix ?", other)


def _decision(choice):
    if not choice.decision:
        yield _finding(REMARK, "Vous n'avez pas encore décidé.")
        return
    chosen = choice.side(choice.decision)
    if not choice.reason.strip():
        yield _finding(FAULT, "Vous décidez « {} » sans dire pourquoi : écrivez votre justification.", chosen)
    against = [each for each in choice.criteria if choice.leaning(each.code) not in ("", choice.decision)]
    if against:
        other, names = choice.side(choice.leaning(against[0].code)), ", ".join(each.label for each in against)
        sentence = "Vous décidez « {} », et vos arguments penchent vers « {} » ({}) : qu'est-ce qui l'emporte ?"
        yield _finding(QUESTION, sentence, chosen, other, names, passage=against[0].passage)
