"""The papers that several lessons share: the blank map, the timeline to fill in, the glossary."""

from html import escape

import sio_kit
from sio_kit.course.papers.paper import LANDSCAPE, LARGE, Paper
from sio_kit.typography import NBSP, typeset

STEPS = 12
FRAME = typeset(
    "Écrivez chaque étape dans la ligne du processus qui agit. "
    "Tracez un trait épais là où le service est mis à disposition."
)
WIDTH, FONT = 750, 20  # of the map, in points: the width of a sheet


def blank_map(ref, answers=False):
    """Return the map to complete; the whole one too, if answers are asked for."""
    use = typeset("leçon 01 : à compléter de mémoire, seul, 10 minutes")
    papers = [Paper("carte-muette", "La carte muette des cinq processus", _map(ref, blank=True), use, LANDSCAPE, True)]
    if answers:
        title = typeset("Corrigé : la carte des processus")
        papers.append(Paper("carte-muette-corrige", title, _map(ref), "pour l'enseignant", LANDSCAPE))
    return papers


def _map(ref, **settings):
    figure = sio_kit.show_figure(sio_kit.figures.process_map, ref, width=WIDTH, font=FONT, **settings)
    return f'<div class="map">{figure._repr_html_()}</div>'


def timeline(ref, answers=False):  # noqa: ARG001 -- as the others
    """Return the timeline to fill in: a row for each process, a column for each step."""
    labels = [(row["code"], row["libelle"]) for row in ref.rows("processus")]
    head = "".join(f"<th>{number}</th>" for number in range(1, STEPS + 1))
    rows = "".join(_row(f"<b>{escape(code)}</b> {escape(label)}") for code, label in labels)
    body = (
        f'<p class="how">Service{NBSP}: <i></i> Client{NBSP}: <i></i> Qui s\'engage{NBSP}: <i></i></p><p>{FRAME}</p>'
        f"<table><thead><tr><th>Étape</th>{head}</tr></thead><tbody>{rows}</tbody>"
        f"<tbody>{_row('Appelé par')}{_row('Passage cité')}</tbody></table>"
    )
    use = typeset("leçons 02 et 03 : à remplir à deux ; se photocopie aussi en A4, 30 minutes")
    return [
        Paper("frise-a3", "La vie d'un service, étape par étape", f'<div class="frieze">{body}</div>', use, LARGE, True)
    ]


def _row(title):
    return f"<tr><th>{title}</th>{'<td></td>' * STEPS}</tr>"


def glossary(ref, answers=False):  # noqa: ARG001
    if "glossaire" not in ref.tables or not ref.rows("glossaire"):
        return []
    use = "toutes les leçons : à garder dans le classeur"
    return [Paper("glossaire", "Glossaire", sio_kit.figures.glossary(ref)._repr_html_(), typeset(use))]
