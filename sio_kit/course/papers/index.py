"""The list of the papers that were made: what each is for, and how many pages to copy."""

from html import escape
from urllib.parse import quote

from sio_kit.course.papers.paper import STYLE
from sio_kit.printed import whole_page
from sio_kit.typography import typeset

INDEX, TITLE = "LISEZMOI.html", "Les fiches à photocopier"
HOW = typeset(
    "Ce qui finit par « corrige » est pour vous. Imprimez à la taille réelle ; une page A3 se photocopie aussi en A4."
)


def index_page(made, edition):
    """Return the page that lists papers: triples of a file's name, its paper and its number of pages."""
    head = "".join(f"<th>{title}</th>" for title in ("Fichier", "Ce que c'est", "Où elle sert", "Pages"))
    rows = "".join(_row(*each) for each in made)
    total = sum(pages for _, _, pages in made)
    count = f"<p>{len(made)} fiches, {total} pages.</p>" if total else ""
    body = f"<h1>{TITLE}</h1><p>{HOW}</p>{count}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return whole_page(TITLE, edition, STYLE.read_text(encoding="utf-8"), body, note=edition.sentence)


def _row(name, paper, pages):
    link = f'<a href="{quote(name)}">{escape(name)}</a>'
    return f"<tr><td>{link}</td><td>{escape(paper.title)}</td><td>{escape(paper.use)}</td><td>{pages or ''}</td></tr>"
