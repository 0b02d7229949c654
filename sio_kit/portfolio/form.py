"""Gather one's own situations in a dossier, and see what it covers."""

from sio_kit.errors import ReferentialError
from sio_kit.files import file_path, write
from sio_kit.forms.done import choice
from sio_kit.forms.form import WorkForm
from sio_kit.frontend.base import module, style
from sio_kit.portfolio import rules
from sio_kit.portfolio.spreadsheet import workbook


class Portfolio(WorkForm):
    """A form in which a student keeps what they have done: a card a situation, with its processes and its proofs.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's dossier; it is opened if it exists. Default: `mon_dossier.json`, not opened.

    Attributes
    ----------
    value, findings
        The document, and what a reader would ask; see `WorkForm`.

    Examples
    --------
    >>> import sio_kit
    >>> dossier = sio_kit.widgets.Portfolio(sio_kit.load_referential())
    >>> dossier.value["situations"]
    []
    """

    _esm = module(__file__)
    _css = style(__file__, "../forms/form.css", "../forms/cards.css")
    RULES, FILE = rules, "mon_dossier.json"

    def to_xlsx(self, path):
        """Write what the dossier covers as a spreadsheet, where every cell is a text or a number.

        Raises
        ------
        ReferentialError
            The file cannot be written, or openpyxl is not installed.
        """
        write(file_path(path), workbook(self.value, self._tables))

    def _show(self, ref):
        tables = self.tables(ref)
        interventions = rules.interventions(tables)
        return {
            "table": True,
            "natures": rules.NATURES,
            "autonomy": rules.AUTONOMY,
            "blank": rules.situation(),
            "taken": [kind for kind, *_ in rules.TAKEN],
            "interventions": [choice(each, f"{' et '.join(each['options'])} · ") for each in interventions],
            "criteria": [choice(each) for each in rules.criteria(tables)],
        }

    def _of_rules(self):
        return {**super()._of_rules(), "taken": self._taken}

    def _of_files(self):
        return {**super()._of_files(), "table": self._table}

    def _taken(self, data, name):
        try:
            return rules.taken(data, name, self._tables)
        except ValueError as error:
            raise ReferentialError(str(error)) from None

    def _table(self, work, name):
        return self._write(name, ".xlsx", workbook(self._read(work, name), self._tables))
