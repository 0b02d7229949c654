"""Check one's own practical work against the quality criteria."""

from sio_kit.context import rules
from sio_kit.forms.form import WorkForm
from sio_kit.frontend.base import module, style
from sio_kit.referential.quotation import Quotations


class QualityGrid(WorkForm):
    """A form in which a student says of each quality criterion whether their work meets it, and what shows it.

    Parameters
    ----------
    ref : Referential
    path : str or path, optional
        The file of the student's grid; it is opened if it exists. Default: `ma_grille.json`, not opened.

    Attributes
    ----------
    value, findings
        The document, and what the rules find in it; see `WorkForm`.

    Examples
    --------
    >>> import sio_kit
    >>> grille = sio_kit.widgets.QualityGrid(sio_kit.load_referential())
    >>> len(grille.value["criteres"])
    8
    """

    _esm = module(__file__)
    _css = style(__file__, "../forms/form.css")
    RULES, FILE = rules, "ma_grille.json"

    def _show(self, ref):
        quotations, criteria = Quotations(ref), []
        for row in ref.rows("criteres_qualite", by="ordre"):
            added = not quotations.stands(row["texte"], row["passage"])
            criteria.append({"texte": row["texte"], "passage": row["passage"], "added": added})
        return {"criteria": criteria}
