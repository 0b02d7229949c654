"""Weigh a choice: arguments for both sides under the référentiel's criteria, then a decision that says why."""

from sio_kit.choices import rules
from sio_kit.choices.environments import environment_prompts
from sio_kit.choices.figure import choice_balance
from sio_kit.choices.model import Choice
from sio_kit.forms.form import WorkForm
from sio_kit.frontend.base import module, style


class ChoiceLab(WorkForm):
    """A form in which a student argues a choice under each criterion, says how strong each argument is, and decides.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's work; it is opened if it exists. Default: `mon_choix.json`, not opened.

    Attributes
    ----------
    value, findings
        The document, and what the rules find in it; see `WorkForm`.
    choice : sio_kit.Choice
        What has been argued so far.

    Examples
    --------
    >>> import sio_kit
    >>> laboratoire = sio_kit.widgets.ChoiceLab(sio_kit.load_referential())
    >>> laboratoire.choice.side("gauche"), laboratoire.choice.side("droite")
    ('créer', 'adapter')
    """

    _esm = module(__file__)
    _css = style(__file__, "../forms/form.css")
    RULES, FILE = rules, "mon_choix.json"

    @property
    def choice(self):
        return Choice.from_data(self.value, self._ref)

    def picture(self, work):
        return choice_balance(Choice.from_data(work, self._ref))

    def _show(self, ref):
        prompts = environment_prompts(ref)
        return {"prompts": [{"name": name, "quotes": quotes} for name, quotes in prompts.items()]}
