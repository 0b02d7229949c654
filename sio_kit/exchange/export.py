"""Write the référentiel to a file that another tool reads."""

from sio_kit.errors import ReferentialError
from sio_kit.exchange.sheets import sheets
from sio_kit.exchange.skos import to_skos
from sio_kit.files import check_free, file_path, write
from sio_kit.spreadsheet import ods, xlsx

# For each form: its file, what it is, and its bytes.
FORMS = {
    "skos": ("referentiel.jsonld", "les notions, en JSON-LD pour le web de données", lambda ref: to_skos(ref).encode()),
    "xlsx": ("referentiel.xlsx", "toutes les tables, pour Excel", lambda ref: xlsx(sheets(ref), frozen="A2")),
    "ods": ("referentiel.ods", "toutes les tables, pour LibreOffice", lambda ref: ods(sheets(ref))),
}


def export_referential(ref, form, target=None, replace=False):
    """Write the référentiel for another tool.

    Parameters
    ----------
    ref : Referential
    form : str
        `"skos"`, `"xlsx"` or `"ods"`.
    target : path, optional
        Default: a name for the form, in the current folder.
    replace : bool
        Write over a file that exists.

    Returns
    -------
    list of Path
        The file written.

    Raises
    ------
    ReferentialError
        There is no such form, the tables have nothing for it, a text has no place in it, or the file exists or cannot
        be written. Nothing is written then.
    """
    if form not in list(FORMS):
        raise ReferentialError(f"Le format « {form} » n'existe pas. Choisissez parmi : {', '.join(FORMS)}.")
    name, _, make = FORMS[form]
    target = file_path(target or name)
    check_free([target], replace)
    write(target, make(ref))
    return [target]
