"""The glossary as a page, where the course has such a table."""

from html import escape
from urllib.parse import quote

from sio_kit.course.site.frame import Page
from sio_kit.course.site.lesson import link_passages
from sio_kit.typography import typeset

TABLE, WORD, PATH, TITLE = "glossaire", "mot", "glossaire.html", "Le glossaire"
HOW = typeset("Les mots du texte, en mots simples. Les explications et les exemples sont ajoutés par le kit.")


def glossary_page(ref, pattern):
    """Return the page of the glossary and what a search finds in it; None and nothing where there is no such table."""
    from sio_kit.course.document.html import parsed

    table = ref.table(TABLE) if TABLE in ref.tables else None
    if table is None or WORD not in table.fields or not ref.rows(TABLE):
        return None, []
    entries, found, taken = [], [], {"contenu", "recherche", "hors-ligne"}
    for number, row in enumerate(ref.rows(TABLE), start=1):
        name, told = "-".join(row[WORD].split()), _told(row, table)
        name = name if name and name not in taken else f"mot-{number}"
        taken.add(name)
        entries.append(f'<dt id="{escape(name)}"><dfn>{escape(row[WORD])}</dfn></dt>{_shown(told)}')
        found.append([f"{PATH}#{quote(name)}", row[WORD], " ".join(words for _, words in told)])
    body = parsed(f'<h1>{TITLE}</h1><p class="site-how">{HOW}</p><dl class="glossary">{"".join(entries)}</dl>')
    link_passages(body, pattern)
    return Page(PATH, TITLE, str(body)), found


def _told(row, table):
    """Return what a row says of its word, each with the title of its column."""
    shown = [field for name, field in table.fields.items() if name != WORD and field.type == "string"]
    keys = {name for name in table.primary_key if name != WORD}
    return [(field.title, row[field.name]) for field in shown if row[field.name] and field.name not in keys]


def _shown(told):
    first, *others = [*told, ("", "")]
    lines = [f"<dd>{escape(first[1])}</dd>"]
    lines += [f"<dd><b>{escape(title)}</b>{typeset(' : ')}{escape(words)}</dd>" for title, words in others if words]
    return "".join(lines)
