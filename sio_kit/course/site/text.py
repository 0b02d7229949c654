"""The whole text as a page: each passage has an address of its own, such as `lecture.html#L142`."""

from html import escape
from itertools import groupby, pairwise
from urllib.parse import quote

import sio_kit
from sio_kit.course.site.files import script
from sio_kit.course.site.frame import Page
from sio_kit.course.site.lesson import TEXT
from sio_kit.typography import SIC, typeset

TITLE = "Le texte"
HOW = typeset(
    "Chaque passage a son numéro, qui est aussi son adresse : touchez-le pour citer le passage, donner son adresse, "
    "voir ce que le cours en tire. [sic] : c'est écrit ainsi dans le document."
)


def text_page(ref, files):
    """Return the page of the text, and what a search finds in it."""
    # The reader's data, as any page has them: this part of the kit knows no subject.
    reader = sio_kit.widgets.Reader(ref).get_state(["_sections", "_passages"])
    passages = reader["_passages"]
    parts = [f"<h1>{escape(ref.title)}</h1>", f'<p class="site-how">{HOW}</p>']
    for is_bullet, group in groupby(passages, lambda passage: passage["nature"] == "puce"):
        lines = "\n".join(map(_passage, group))
        parts.append(f'<div role="list">\n{lines}\n</div>' if is_bullet else lines)
    page = Page(TEXT, TITLE, "\n".join(parts), kind="text")
    page.before = _contents(reader["_sections"])
    page.scripts = [files.share("texte.js", script("text.js"))]
    return page, [[f"{TEXT}#{quote(each['id'])}", each["id"], each["text"]] for each in passages]


def _passage(passage):
    name, words = escape(passage["id"]), _with_sic(passage)
    shown = {"titre": f"h{min(passage['level'] + 1, 6)}"}.get(passage["nature"], "p")
    uses = "".join(f"<li>{escape(use)}</li>" for use in passage["uses"])
    told = "Ce que le cours en tire (* ajouté par le kit)" if uses else "Aucune table du cours n'en tire rien."
    role = ' role="listitem"' if passage["nature"] == "puce" else ""
    return (
        f'<div class="passage {escape(passage["nature"])}" id="{name}"{role}>'
        f'<a class="number" href="#{quote(passage["id"])}" aria-label="Passage {name}">{name}</a>'
        f'<{shown} class="words">{words}</{shown}>'
        f'<div class="sio tools" data-reference="{escape(passage["reference"])}">'
        f"<p>{typeset(told)}</p>{f'<ul>{uses}</ul>' if uses else ''}</div></div>"
    )


def _with_sic(passage):
    """Return a passage's words, with [sic] after its misprints."""
    text = passage["text"]
    cuts = [0, *sorted(passage["sic"]), len(text)]
    return SIC.join(escape(text[start:end]) for start, end in pairwise(cuts))


def _contents(sections):
    links = "".join(
        f'<li class="level-{min(each["level"], 5)}">'
        f'<a href="#{quote(each["passage"])}">{escape(each["title"])}</a></li>'
        for each in sections
    )
    return (
        '<nav class="sio site-contents" aria-label="Sommaire du texte">'
        f"<details><summary>Sommaire</summary><ol>{links}</ol></details></nav>"
    )
