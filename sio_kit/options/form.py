"""Where do I stand? Go through the interventions without seeing the option, then read one's answers beside them."""

from html import escape

import ipywidgets

from sio_kit.forms.form import WorkForm, choice_field, row, text_field
from sio_kit.options.journal import ANSWERS, KIND, NO_VERDICT, VERSION, Journal, from_data, to_data, to_markdown
from sio_kit.typography import NBSP, typeset


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

    KIND, VERSION, FILE = KIND, VERSION, "mon_journal.json"

    def __init__(self, ref, path=None):
        self._place, self._reporting = 0, False
        super().__init__(ref, Journal.from_referential(ref), path)

    @property
    def journal(self):
        return self._history.value

    # The form

    def _make_parts(self):
        self._sentence, self._report = ipywidgets.HTML(), ipywidgets.HTML()
        self._answer = choice_field("Réponse", ANSWERS, self._reply, ipywidgets.RadioButtons)
        self._why = text_field("Pourquoi", lambda text: self._change("why", text))
        moves = [
            self._button("Précédente", lambda: self._go(self._place - 1)),
            self._button("Suivante", lambda: self._go(self._place + 1)),
            self._button("Prochaine sans réponse", lambda: self._go(self.journal.unanswered(self._place))),
            *self._history_buttons(),
        ]
        self._questions = ipywidgets.VBox([self._sentence, self._answer, self._why, row(*moves)])
        self._turn = self._button("Voir mon bilan", self._turn_over)
        return [self._questions, self._report, row(self._turn), self._said]

    # What the student does

    def _reply(self, answer):
        self._change("answer", answer)

    def _change(self, field, value):
        if not self._filling and self.journal.sentences:
            self._do(self.journal.with_reply(self._place, **{field: value}), f"{field}{self._place}")

    def _go(self, place):
        if place is not None and 0 <= place < len(self.journal.sentences):
            self._place = place
            self._show()

    def _turn_over(self):
        self._reporting = not self._reporting
        self._show()

    def _undo(self):
        self._back(super()._undo)

    def _redo(self):
        self._back(super()._redo)

    def _back(self, step):
        """Undo or redo, and show the sentence whose reply changed."""
        before = self.journal.replies
        step()
        places = enumerate(zip(before, self.journal.replies, strict=True))
        self._go(next((place for place, (old, new) in places if old != new), self._place))

    # What is shown

    def _show(self):
        journal = self.journal
        self._filling = True
        if journal.sentences:
            reply = journal.replies[self._place]
            self._answer.value = reply.answer or None
            self._why.value = reply.why
        self._filling = False
        self._sentence.value = self._sentence_html()
        self._report.value = _report_html(journal) if self._reporting else ""
        self._questions.layout.display = "none" if self._reporting else None
        self._turn.description = "Revenir aux phrases" if self._reporting else "Voir mon bilan"
        self._enable(**{
            "Précédente": self._place > 0,
            "Suivante": self._place < len(journal.sentences) - 1,
            "Prochaine sans réponse": journal.unanswered() is not None,
        })  # fmt: skip

    def _sentence_html(self):
        if not self.journal.sentences:
            return "<p>Les tables n'ont aucune intervention à montrer.</p>"
        sentence = self.journal.sentences[self._place]
        place = f"Phrase {self._place + 1} sur {len(self.journal.sentences)}"
        done = "" if self.journal.unanswered() is not None else f"{NBSP}: toutes ont une réponse"
        return f'<div class="sio"><h4>{place}{done}</h4><p class="sio-sentence">{escape(sentence.shown)}</p></div>'

    # Its files

    def _describe(self):
        count = len(self.journal.sentences)
        return typeset(
            f"Où en suis-je ? {count} phrases du référentiel, sans dire de quelle option ; pour chacune : "
            f"{', '.join(ANSWERS)} ; et pourquoi. À la fin, les réponses à côté des options."
        )

    def _to_data(self):
        return to_data(self.journal)

    def _from_data(self, data, name):
        return from_data(data, self._ref, name)

    def _to_markdown(self):
        return to_markdown(self.journal)


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
