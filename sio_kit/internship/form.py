"""Keep the log of an internship: what to know before, then a card a week, which the dossier takes in."""

from html import escape

from sio_kit.forms.done import choice
from sio_kit.forms.form import PAPER, WorkForm
from sio_kit.frontend.base import module, style
from sio_kit.internship import rules

LINE = "_" * 60  # room for an answer, on paper


class InternshipLog(WorkForm):
    """A form in which a student prepares an internship, then keeps a page a week.

    Parameters
    ----------
    ref : Referential
        Its table `questions_stage` has the questions to the tutor.
    path : str or path, optional
        The file of the student's log; it is opened if it exists. Default: `mon_stage.json`, not opened.

    Attributes
    ----------
    value, findings
        The document, and what a reader would ask; see `WorkForm`.

    Examples
    --------
    >>> import sio_kit
    >>> carnet = sio_kit.widgets.InternshipLog(sio_kit.load_referential())
    >>> len(carnet.value["questions"]), carnet.value["semaines"]
    (8, [])
    """

    _esm = module(__file__)
    _css = style(__file__, "../forms/form.css", "../forms/cards.css")
    RULES, FILE = rules, "mon_stage.json"

    def __init__(self, ref, path=None):
        super().__init__(ref, path)
        asked = (
            f"<li>{escape(row['question'])} ({row['passage']})<br>{LINE}</li>" for row in rules.asked_rows(self._tables)
        )
        self.paper = f"<p><strong>Les questions au tuteur</strong></p><ol>{''.join(asked)}</ol>{PAPER}"

    def _show(self, ref):
        tables = self.tables(ref)
        return {
            "autonomy": rules.done.AUTONOMY,
            "blank": rules.week(),
            "criteria": [choice(each) for each in rules.done.criteria(tables)],
        }
