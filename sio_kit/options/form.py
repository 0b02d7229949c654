"""Where do I stand? Go through the interventions without seeing the option, then read one's answers beside them."""

from sio_kit.drawing.palette import OPTIONS, shades
from sio_kit.forms.form import WorkForm
from sio_kit.frontend.base import module, style
from sio_kit.options import rules
from sio_kit.options.model import Comparison


class OptionJournal(WorkForm):
    """A form in which a student says of each intervention whether they have done it or would like to, and why.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's answers; it is opened if it exists. Default: `mon_journal.json`, not opened.

    Attributes
    ----------
    value, findings
        The document, and what the rules find in it (nothing); see `WorkForm`.

    Examples
    --------
    >>> import sio_kit
    >>> journal = sio_kit.widgets.OptionJournal(sio_kit.load_referential())
    >>> journal.value["reponses"]
    []
    """

    _esm = module(__file__)
    _css = style(__file__, "../forms/form.css")
    RULES, FILE = rules, "mon_journal.json"

    def _show(self, ref):
        options = Comparison.from_referential(ref).options  # without an option there is nothing to compare: it says so
        return {
            "sentences": rules.sentences(self.tables(ref)),  # which do not say of which option they are
            "noVerdict": rules.NO_VERDICT,
            "colours": shades([option.code for option in options], OPTIONS),
        }
