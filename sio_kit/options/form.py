"""Where do I stand? Go through the interventions without seeing the option, then read one's answers beside them."""

from html import escape

import ipywidgets

from sio_kit.forms.form import WorkForm, row
from sio_kit.options.journal import ANSWERS, NO_VERDICT, Journal
from sio_kit.typography import NBSP


class OptionJournal(WorkForm):
    """A form in which a student says of each intervention whether they have done it or would like to, and why.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's answers; it is opened if it exists. Default: `mon_journal.json`, not opened.

    Attributes
    ----------
    journal : sio_kit.options.journal.Journal
        What has been answered so far.

    Examples
    --------
    >>> import sio_kit
    >>> journal = sio_kit.widgets.OptionJournal(sio_kit.load_referential())
    >>> len(journal.journal.sentences)
    19
    """

    WORK, FILE = Journal, "mon_journal.json"
    journal = WorkForm.work
    _number, _reporting = 0, False

    @property
    def place(self):
        return self._number if self.journal.sentences else None

    def _make_parts(self):
        moves = [
            self._button("Précédente", lambda: self._go(self.place - 1)),
            self._button("Suivante", lambda: self._go(self.place + 1)),
            self._button("Prochaine sans réponse", lambda: self._go(self.journal.unanswered(self.place))),
            *self._history_buttons(),
        ]
        answer = self._choice("answer", "Réponse", [(each, each) for each in ANSWERS], ipywidgets.RadioButtons)
        self.questions = ipywidgets.VBox([self._text("sentence"), answer, self._field("why", "Pourquoi"), row(*moves)])
        turn = self._button("Voir mon bilan", self._turn_over)
        return [self.questions, self._text("report"), row(turn), self._text("said")]

    # What the student does

    def _go(self, place):
        if place in range(len(self.journal.sentences)):
            self._number = place
            self._show()

    def _turn_over(self):
        self._reporting = not self._reporting
        self._show()

    def _travel(self, step):
        """Undo or redo, and show the sentence whose reply changed."""
        before = self.journal.sentences
        super()._travel(step)
        places = enumerate(zip(before, self.journal.sentences, strict=True))
        self._go(next((place for place, (old, new) in places if old != new), self.place))

    # What is shown

    def _possible(self):
        return super()._possible() | {
            "Précédente": bool(self.place),
            "Suivante": self.place is not None and self.place < len(self.journal.sentences) - 1,
            "Prochaine sans réponse": self.journal.unanswered() is not None,
        }

    def _show_rest(self):
        self.texts["sentence"].value = self._sentence_html()
        self.texts["report"].value = _report_html(self.journal) if self._reporting else ""
        self.questions.layout.display = "none" if self._reporting else None
        self.buttons["Voir mon bilan"].description = "Revenir aux phrases" if self._reporting else "Voir mon bilan"

    def _sentence_html(self):
        if self.item is None:
            return "<p>Les tables n'ont aucune intervention à montrer.</p>"
        place = f"Phrase {self.place + 1} sur {len(self.journal.sentences)}"
        done = "" if self.journal.unanswered() is not None else f"{NBSP}: toutes ont une réponse"
        return f'<div class="sio"><h4>{place}{done}</h4><p class="sio-sentence">{escape(self.item.shown)}</p></div>'


def _report_html(journal):
    """Return the report as HTML: the zones side by side, the student's words as text."""
    zones = []
    for title, groups in journal.report():
        lists = []
        for answer, entries in groups:
            items = "".join(
                f"<li>{escape(text)} ({escape(passages)}){_reason(why)}</li>" for text, passages, why in entries
            )
            lists.append(f"<h5>{escape(answer)}</h5><ul>{items}</ul>")
        zones.append(f"<div><h4>{escape(title)}</h4>{''.join(lists)}</div>")
    return f'<div class="sio"><div class="sio-report">{"".join(zones)}</div><p>{escape(NO_VERDICT)}</p></div>'


def _reason(why):
    return f"<br><em>{escape(why)}</em>" if why.strip() else ""
