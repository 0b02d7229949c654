"""Weigh a choice: arguments for both sides under the référentiel's criteria, then a decision that says why."""

from html import escape

import ipywidgets

from sio_kit.choices.environments import environment_prompts
from sio_kit.choices.figure import choice_balance
from sio_kit.choices.model import SIDES, STRENGTHS, Argument, Choice
from sio_kit.forms.form import WorkForm, labelled
from sio_kit.forms.list_form import ListForm
from sio_kit.typography import NBSP, guillemets


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

    WORK, FILE = Choice, "mon_choix.json"
    figure = staticmethod(choice_balance)
    choice = WorkForm.work

    def _make_parts(self):
        return [
            *self._make_situation(),
            self._make_arguments(),
            self._make_prompts(),
            *self._make_decision(),
            self._make_judgement(),
        ]

    def _make_situation(self):
        starts = [("La vôtre", "")]
        starts += [(f"{each['libelle']} (ajoutée)", each["code"]) for each in self._ref.rows("situations")]
        return [
            self._make_start("Situation", starts),
            self._field("name", "Nom"),
            self._field("story", "Récit", ipywidgets.Textarea),
            self._choice("dilemma", "Choix", [(dilemma.text, dilemma.code) for dilemma in self.choice.dilemmas]),
        ]

    def _make_arguments(self):
        buttons = [
            self._button("Ajouter un argument", self._add),
            self._button("Supprimer", self._remove),
            *self._history_buttons(),
        ]
        editor = self._make_list(
            "Arguments",
            buttons,
            self._choice("criterion", "Critère", [(each.label, each.code) for each in self.choice.criteria]),
            self._choice("side", "Pour", self._sides()),
            self._field("text", "Argument", ipywidgets.Textarea),
            self._choice("strength", "Force", [(label, strength) for strength, label in STRENGTHS.items()]),
        )
        return ipywidgets.VBox([ipywidgets.HTML(self._criteria_html()), editor])

    def _criteria_html(self):
        items = []
        for each in self.choice.criteria:
            definition = f"{escape(guillemets(each.definition))} ({escape(each.passage)})"
            items.append(f"<li><strong>{escape(each.label)}</strong>{NBSP}: {definition}</li>")
        return f"<h4>Les critères</h4><ul>{''.join(items)}</ul>"

    def _make_prompts(self):
        self._prompts = environment_prompts(self._ref)
        names = [("aucune", ""), *((name, name) for name in self._prompts)]
        self.ideas = labelled("Des idées", ipywidgets.Dropdown, options=names)
        self.ideas.observe(lambda change: self._quote(change["new"]), "value")
        return ipywidgets.VBox([self.ideas, self._text("ideas")])

    def _quote(self, name):
        """Show what the référentiel says of an environment, to think of arguments."""
        items = "".join(
            f"<li>{escape(guillemets(entry['quote']))} ({entry['passage']})</li>"
            for entry in self._prompts.get(name, ())
        )
        question = f"<p>Qu'est-ce que cela change pour votre situation{NBSP}?</p>"
        self.texts["ideas"].value = f"<ul>{items}</ul>{question}" if items else ""

    def _make_decision(self):
        return [
            self._choice("decision", "Décision", self._decisions()),
            self._field("reason", "Justification", ipywidgets.Textarea),
        ]

    def _sides(self):
        return [(self.choice.side(side), side) for side in SIDES]

    def _decisions(self):
        return [("pas encore prise", ""), *self._sides()]

    def _label(self, number, argument):
        criteria = {criterion.code: criterion.label for criterion in self.choice.criteria}
        under = criteria.get(argument.criterion, "sans critère")
        words = argument.text[:60] or "sans texte"
        return (
            f"{number}. {under}, pour {self.choice.side(argument.side)} ({STRENGTHS[argument.strength]}){NBSP}: {words}"
        )

    def _new(self, before):
        """Return an argument under the criterion and for the side of the one before it."""
        first = next((criterion.code for criterion in self.choice.criteria), "")
        return Argument(before.criterion, before.side) if before else Argument(first)

    def _show(self, place=None):
        self._filling = True
        self.fields["side"].options, self.fields["decision"].options = self._sides(), self._decisions()
        super()._show(place)
