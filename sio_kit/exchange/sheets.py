"""The tables as the sheets of a workbook, after two that say what they are."""

from sio_kit.typography import typeset

ABOUT, COLUMNS = "lisez-moi", "colonnes"
SAID = typeset(
    "Les tables du référentiel, une par feuille ; la feuille « colonnes » dit ce que contient chaque colonne. Est du "
    "référentiel, mot pour mot, ce que contiennent les colonnes d'origine « référentiel » ; le kit ajoute celles "
    "d'origine « kit »."
)


def sheets(ref):
    """Return {name: rows}, the first row of each naming its columns; texts as written, and integers."""
    described = [["table", "titre de la table", "colonne", "titre", "contenu", "origine"]]
    tables = {}
    for name in ref.tables:
        table = ref.table(name)
        columns = list(table.fields)
        tables[name] = [columns, *([row[column] for column in columns] for row in ref.rows(name))]
        for field in table.fields.values():
            origin = "référentiel" if field.quotes else "kit" if field.added else ""
            described.append([name, table.title, field.name, field.title, field.description, origin])
    return {ABOUT: [[str(ref.edition)], [SAID]], COLUMNS: described, **tables}
