"""Weigh a choice: arguments for both sides under the référentiel's criteria, then a decision that says why."""

from html import escape

import ipywidgets

from sio_kit.choices.environments import environment_prompts
from sio_kit.choices.figure import draw
from sio_kit.choices.model import LEFT, SIDES, STRENGTHS, Argument, Choice
from sio_kit.choices.work import KIND, VERSION, from_data, to_data, to_markdown
from sio_kit.forms.form import FULL, LONG_LABEL, choice_field, findings_html, row, set_value, text_field
from sio_kit.forms.list_form import ListForm
from sio_kit.typography import NBSP, guillemets

OWN = ""


class ChoiceLab(ListForm):
    """A form in which a student argues a choice under each criterion, says how strong each argument is, and decides.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's work; it is opened if it exists. Default: `mon_choix.json`, not opened.

    Attributes
    ----------
    choice : sio_kit.choices.model.Choice
        What has been argued so far.

    Examples
    --------
    >>> import sio_kit
    >>> laboratoire = sio_kit.widgets.ChoiceLab(sio_kit.load_referential())
    >>> laboratoire.choice.side("gauche"), laboratoire.choice.side("droite")
    ('créer', 'adapter')
    """

    KIND, VERSION, FILE = KIND, VERSION, "mon_choix.json"
    figure = staticmethod(draw)

    def __init__(self, ref, path=None):
        super().__init__(ref, Choice.blank(ref), path)

    @property
    def choice(self):
        return self._history.value

    # The form

    def _make_parts(self):
        self._findings = ipywidgets.HTML()
        return [
            *self._make_situation(),
            self._make_arguments(),
            self._make_prompts(),
            *self._make_decision(),
            ipywidgets.VBox([self._said, self._findings, self._picture]),
        ]

    def _make_situation(self):
        starts = [("La vôtre", OWN)]
        starts += [(f"{each['libelle']} (ajoutée)", each["code"]) for each in self._ref.rows("situations")]
        self._situation = ipywidgets.Dropdown(options=starts, description="Situation", style=LONG_LABEL, layout=FULL)
        dilemmas = [(dilemma.text, dilemma.code) for dilemma in self.choice.dilemmas]
        self._top = {
            "name": text_field("Nom", self._changing_whole("name")),
            "story": text_field("Récit", self._changing_whole("story"), ipywidgets.Textarea),
            "dilemma": choice_field("Choix", dilemmas, self._changing_whole("dilemma")),
        }
        return [row(self._situation, self._button("Commencer", self._begin)), *self._top.values()]

    def _make_arguments(self):
        criteria = [(criterion.label, criterion.code) for criterion in self.choice.criteria]
        strengths = [(label, strength) for strength, label in STRENGTHS.items()]
        fields = {
            "criterion": choice_field("Critère", criteria, self._changing("criterion")),
            "side": choice_field("Pour", self._sides(), self._changing("side")),
            "text": text_field("Argument", self._changing("text"), ipywidgets.Textarea),
            "strength": choice_field("Force", strengths, self._changing("strength")),
        }
        buttons = [
            self._button("Ajouter un argument", self._add),
            self._button("Supprimer", self._remove),
            *self._history_buttons(),
        ]
        return ipywidgets.VBox([ipywidgets.HTML(self._criteria_html()), self._make_list("Arguments", fields, buttons)])

    def _criteria_html(self):
        items = []
        for each in self.choice.criteria:
            definition = f"{escape(guillemets(each.definition))} ({escape(each.passage)})"
            items.append(f"<li><strong>{escape(each.label)}</strong>{NBSP}: {definition}</li>")
        return f"<h4>Les critères</h4><ul>{''.join(items)}</ul>"

    def _make_prompts(self):
        self._prompts = environment_prompts(self._ref)
        self._quoted = ipywidgets.HTML()
        names = [("aucune", OWN), *((name, name) for name in self._prompts)]
        self._ideas = ipywidgets.Dropdown(options=names, description="Des idées", style=LONG_LABEL, layout=FULL)
        self._ideas.observe(lambda change: self._quote(change["new"]), "value")
        return ipywidgets.VBox([self._ideas, self._quoted])

    def _make_decision(self):
        self._end = {
            "decision": choice_field(
                "Décision", [("pas encore prise", ""), *self._sides()], self._changing_whole("decision")
            ),
            "reason": text_field("Justification", self._changing_whole("reason"), ipywidgets.Textarea),
        }
        return list(self._end.values())

    def _sides(self):
        return [(self.choice.side(side), side) for side in SIDES]

    # What the student does

    def _begin(self):
        code = self._situation.value
        self._restart(Choice.from_referential(self._ref, code) if code else Choice.blank(self._ref))
        self._say("Un nouveau travail commence. « Annuler » ramène le précédent.")

    def _changing_whole(self, field):
        """Return the listener of a control that changes the choice itself."""
        return lambda value: self._do(self.choice.with_fields(**{field: value}), field)

    def _quote(self, name):
        """Show what the référentiel says of an environment, to think of arguments."""
        items = "".join(
            f"<li>{escape(guillemets(entry['quote']))} ({entry['passage']})</li>"
            for entry in self._prompts.get(name, ())
        )
        question = f"<p>Qu'est-ce que cela change pour votre situation{NBSP}?</p>" if items else ""
        self._quoted.value = f"<ul>{items}</ul>{question}" if items else ""

    # The list

    def _items(self):
        return self.choice.arguments

    def _item_label(self, number, argument):
        criteria = {criterion.code: criterion.label for criterion in self.choice.criteria}
        under = criteria.get(argument.criterion, "sans critère")
        words = argument.text[:60] or "sans texte"
        return (
            f"{number}. {under}, pour {self.choice.side(argument.side)} ({STRENGTHS[argument.strength]}){NBSP}: {words}"
        )

    def _with_change(self, place, **fields):
        return self.choice.with_change(place, **fields)

    def _with_new(self, place):
        """Add an argument under the criterion and for the side of the one before it."""
        criteria = self.choice.criteria
        first = Argument(criteria[0].code if criteria else "", LEFT)
        before = self.choice.arguments[place - 1] if place else first
        return self.choice.with_argument(Argument(before.criterion, before.side), place)

    def _without(self, place):
        return self.choice.without_argument(place)

    # What is shown

    def _show(self, place=None):
        self._filling = True
        self._fields["side"].options = self._sides()
        self._end["decision"].options = [("pas encore prise", ""), *self._sides()]
        self._filling = False
        super()._show(place)

    def _show_rest(self):
        for name, control in [*self._top.items(), *self._end.items()]:
            set_value(control, getattr(self.choice, name))
        self._findings.value = findings_html("Ce que demandent les règles", self.choice.findings(), "Rien à revoir.")
        self._draw_later()

    # Its files

    def _describe(self):
        return self.choice.describe()

    def _to_data(self):
        return to_data(self.choice)

    def _from_data(self, data, name):
        return from_data(data, self._ref, name)

    def _to_markdown(self):
        return to_markdown(self.choice)
