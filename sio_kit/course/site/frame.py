"""What every page of a site has around what it shows: head, menu, foot."""

import json
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from sio_kit.course.site.files import STAMP, STATIC
from sio_kit.drawing import texts
from sio_kit.folders import PACKAGE
from sio_kit.referential import display
from sio_kit.typography import typeset

# Nothing is asked of any other place, whatever a notebook or a teacher put into a page.
RULES = "default-src 'self' file: data: blob: 'unsafe-inline'; base-uri 'none'; form-action 'none'; object-src 'none'"
SCRIPTS = "script-src 'self' file: blob:"
WASM = " 'wasm-unsafe-eval'"
SHARED_STYLE = PACKAGE / "frontend" / "shared.css"  # what widgets share: the site's style sheet begins with it
TABLE_STYLES = (display.STYLE, texts.STYLE)  # what outputs bring with them, here once
INLINE = " 'unsafe-inline'"
PRIVATE = typeset(
    "Rien ne quitte cet appareil : ni compte, ni mesure d'audience. Votre travail est gardé par ce navigateur seul"
)
ADDED = typeset("Les explications, exercices et questions sont ajoutés par le kit sio_kit.")
WITHOUT_SCRIPTS = typeset(
    "JavaScript est désactivé : le texte, les figures, les tables et les réponses repliées se lisent. "
    "Il manque ce qui se clique (cartes, quiz, formulaires), la recherche et l'usage sans réseau."
)


@dataclass
class Page:
    """A page: its path, its title and what its `main` holds (HTML); `before` and `after` stand beside that.

    `lesson` names the lesson that it is, "" for none. `style` (or "") and `scripts` are paths of the site. `python`
    tells that forms run in it, `inline` that a notebook brings scripts of its own.
    """

    path: str
    title: str
    main: str
    before: str = ""
    after: str = ""
    lesson: str = ""
    style: str = ""
    scripts: list = field(default_factory=list)
    python: bool = False
    inline: bool = False
    kind: str = ""

    @property
    def root(self):
        """Return what leads from this page to the site's folder."""
        return "../" * self.path.count("/")

    @property
    def title_html(self):
        return escape(self.title)


@dataclass
class Frame:
    """What the pages of a site share: its edition, its menu ([(path, words)]), the paths of style, scripts and icon."""

    edition: object
    menu: list
    style: str
    script: str
    search: str
    python: str
    icon: str
    manifest: str

    @property
    def name(self):
        return self.edition.title

    def html(self, page):
        """Return a page whole."""
        root = page.root
        links = [f'<link rel="stylesheet" href="{root}{path}">' for path in (self.style, page.style) if path]
        scripts = [f'<script src="{root}{path}" defer></script>' for path in (self.script, *page.scripts)]
        title = page.title if page.title == self.name else f"{page.title} · {self.name}"
        foot = json.dumps(f"{self.edition}. {page.title}", ensure_ascii=False).replace("<", "\\3c ")
        rules = f"{RULES}; {SCRIPTS}{WASM if page.python else ''}{INLINE if page.inline else ''}"
        return f"""<!DOCTYPE html>
<html lang="fr" {self._settings(page)}>
<head>
<meta charset="utf-8">
<meta name="sio-kit-site" content="{STAMP}">
<meta http-equiv="Content-Security-Policy" content="{rules}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="{root}{self.icon}">
{chr(10).join(links)}
<style>@page {{ @bottom-left {{ content: {foot}; }} }}</style>
<noscript><style>.sio-paper {{ display: block; }} .sio-widget {{ display: none; }}</style></noscript>
{chr(10).join(scripts)}
</head>
<body class="{page.kind}">
<a class="skip" href="#contenu">Aller au contenu</a>
<header class="sio site-head">
<a class="site-name" href="{root}index.html">{escape(self.name)}</a>
<nav aria-label="Le site"><ul>{self._menu(page)}</ul></nav>
<search id="recherche"></search>
</header>
<noscript><p class="sio site-note">{WITHOUT_SCRIPTS}</p></noscript>
<div class="site-body">
{page.before}
<main id="contenu" tabindex="-1">
{page.main}
</main>
</div>
{page.after}
<footer class="sio site-foot">
<p>{PRIVATE} (<a href="{root}index.html#garde">ce qu'il garde</a>). <span id="hors-ligne"></span></p>
<p>{escape(str(self.edition))}. {escape(self.edition.sentence)} {ADDED}</p>
</footer>
</body>
</html>
"""

    def _settings(self, page):
        given = {"root": page.root, "lesson": page.lesson, "title": page.title, "search": self.search}
        given |= {"python": self.python, "manifest": self.manifest}
        return " ".join(f'data-{name}="{escape(value)}"' for name, value in given.items())

    def _menu(self, page):
        entries = []
        for path, words in self.menu:
            here = ' aria-current="page"' if path == page.path else ""
            entries.append(f'<li><a href="{page.root}{address(path)}"{here}>{escape(words)}</a></li>')
        return "".join(entries)


def address(path):
    """Return a path of the site as a link writes it."""
    return escape(quote(path))


def style_sheet(*texts):
    """Return the site's style sheet: these, then its own."""
    return "\n".join([*texts, (STATIC / "site.css").read_text(encoding="utf-8")])
