"""A notebook as a page of the site: its images, scripts and styles apart, its links leading to the other pages."""

import base64
import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

from sio_kit.course.document.html import STATE, WIDGET, models_of, parsed, shown_html
from sio_kit.course.site.files import called, digest
from sio_kit.course.site.frame import SHARED_STYLE, TABLE_STYLES, Page, address
from sio_kit.typography import typeset

TEXT = "lecture.html"
SUFFIXES = {"svg+xml": "svg", "jpeg": "jpg", "png": "png", "gif": "gif", "webp": "webp"}
DURATION = re.compile(r"\*\*Durée en classe\*\*\s*:\s*(.+)")
LABO = "JupyterLite, sur un site publié : une minute d'attente, et des dizaines de Mo la première fois"
AIM = re.compile(r"\*\*À la fin, vous saurez\*\*\s*(.+)")


@dataclass
class Chapter:
    """A lesson in the site: its notebook, where its page is, what its title cell tells of it."""

    name: str
    title: str
    path: str
    notebook: dict
    folder: Path
    teachers: bool = False
    pdf: str = ""
    labo: str = ""  # where its cells can be run in the browser
    found: list = field(default_factory=list)  # what a search finds in it

    @property
    def number(self):
        return (re.match(r"\d+", self.name) or [""])[0]

    @property
    def heading(self):
        return f"{self.number} {self.title}".strip()

    @property
    def duration(self):
        return self._told(DURATION)

    @property
    def aim(self):
        told = self._told(AIM)
        return told[:1].upper() + told[1:]

    def _told(self, pattern):
        first = next((cell.source for cell in self.notebook.cells if cell.cell_type == "markdown"), "")
        return plain_words((pattern.search(first) or ["", ""])[1])


def plain_words(markdown):
    """Return a line of Markdown without its marks."""
    return re.sub(r"[*`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)).strip()


def is_shown_whole(notebook):
    """Tell whether a notebook keeps all that it shows: each cell was run, and each widget's state is saved with it."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    views = [output.get("data", {}).get(WIDGET) for cell in code for output in cell.outputs]
    saved = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    if not all(view is None or view.get("model_id") in saved for view in views):
        return False
    return all(cell.execution_count for cell in code) and all(map(_is_of_this_kit, models_of(notebook).values()))


def _is_of_this_kit(state):
    """Tell whether a widget was saved by the kit as it is now; one that is not the kit's always is."""
    import sio_kit

    home, _, name = str(state.get("_anywidget_id", "")).rpartition(".")
    if not home.startswith("sio_kit.") or name not in sio_kit.widgets.HOMES:
        return True
    own = getattr(sio_kit.widgets, name)
    return (state["_esm"], state.get("_css")) == (str(own._esm), str(own._css))


def lesson_page(chapter, addresses, passages, files):
    """Return the page of a chapter.

    `addresses` gives the path of each notebook's page by its file name, `passages` the pattern of their numbers; what
    the page shares goes to `files`.
    """
    root = "../" * chapter.path.count("/")
    shown = shown_html(chapter.notebook, chapter.folder, link=lambda target: _page_of(target, addresses, root))
    body = parsed(shown.html)
    harmless(body)
    if body.h1 is None:
        body.insert(0, parsed(f"<h1>{escape(chapter.title)}</h1>"))
    headings = name_headings(body)
    once_each_style(body, {path.read_text(encoding="utf-8").strip() for path in TABLE_STYLES})
    apart_images(body, files, root)
    link_passages(body, passages, root)
    chapter.found = found_in(body, chapter.path, chapter.heading)
    return Page(
        chapter.path,
        chapter.heading,
        str(body) + _printed(chapter, root) + _run(chapter, root),
        before=contents(headings),
        lesson="" if chapter.teachers else chapter.name,
        style=widget_style(shown, files),
        scripts=widget_scripts(shown, files, chapter.name),
        python=shown.has_form,
        inline=body.find("script") is not None,
        kind="lesson",
    )


def _printed(chapter, root):
    link = f'<a href="{root}{address(chapter.pdf)}">Cette leçon à imprimer (PDF)</a>'
    return f'<p class="site-pdf">{link}</p>' if chapter.pdf else ""


def _run(chapter, root):
    link = f'<a href="{root}{chapter.labo}">Ouvrir cette leçon avec Python, dans le navigateur</a>'
    return f'<p class="site-pdf">{link} ({typeset(LABO)})</p>' if chapter.labo else ""


def widget_style(shown, files):
    """Share the style sheet of a page's widgets, without what the site's own has already; return its path, or ""."""
    common = SHARED_STYLE.read_text(encoding="utf-8")
    own = "\n".join(style.removeprefix(common) for style in shown.styles)
    return own and files.share("page.css", own)  # one file: a page waits for each


def widget_scripts(shown, files, name):
    """Share what the widgets of a page are made of; return the paths of the scripts that come with it, in their order.

    The first widget's is one; the page asks for the others once that is there.
    """
    if not shown.widgets:
        return []
    paths = {}
    for state in shown.widgets:
        if state["_esm"] not in paths:
            kind = re.sub(r"\W", "", str(state.get("_anywidget_id", "")).rpartition(".")[2], flags=re.ASCII).lower()
            paths[state["_esm"]] = files.share(f"{kind or 'widget'}.js", _module_script(state))
    own = [(digest(repr(sorted(state.items()))), state) for state in shown.states]
    data = called("widgets", own, [[digest(text), paths[text]] for text in shown.modules])
    return [paths[shown.widgets[0]["_esm"]], files.share(f"{re.sub(r'[^A-Za-z0-9_]', '', name) or 'page'}.js", data)]


def _module_script(state):
    """Return the script that hands a front end to the page: as a function if it is the kit's, which starts at once."""
    name, text = digest(state["_esm"]), state["_esm"]
    own = str(state.get("_anywidget_id", "")).startswith("sio_kit.") and not re.search(r"^import ", text, re.MULTILINE)
    before, default, after = text.rpartition("\nexport default ")
    if not own or not default or re.search(r"^export ", before, re.MULTILINE):
        return called("module", name, text)
    return f'sio.module("{name}", () => {{\n"use strict";\n{before}\nreturn {after}}});\n'


# What is done to the HTML of a notebook


def _page_of(target, addresses, root):
    """Return where a link to a notebook leads; None where that has no page."""
    name, mark, anchor = target.partition("#")
    path = addresses.get(unquote(name).removeprefix("./"))
    return path and f"{root}{quote(path)}{mark}{anchor}"


def harmless(body):
    """Take scripts out of prose, as JupyterLab does; those of outputs stay."""
    for section in body.select("section"):
        for node in section.select("script"):
            node.decompose()
        for node in section.find_all(True):
            for name in [name for name in node.attrs if name.startswith("on")]:
                del node[name]
            if re.match(r"\s*javascript:", node.get("href", ""), re.IGNORECASE):
                node.unwrap()


def name_headings(body):
    """Give each heading a name of its own in the page; return those of level 2: [(name, words)]."""
    taken, found = set(), []
    for heading in body.select("h1, h2, h3, h4"):
        if heading.find_parent(class_=("sio-output", "sio-paper")):
            continue
        words = heading.get_text(" ", strip=True)
        wanted = name = unquote(heading.get("id", "")) or "-".join(words.split()) or "partie"  # as Jupyter names it
        while name in taken or name in ("contenu", "recherche"):
            name = f"{wanted}-{len(taken)}"
        taken.add(name)
        heading["id"] = name
        if heading.name == "h2":
            found.append((name, words))
    return found


def contents(headings):
    """Return the contents of a page, beside it."""
    if len(headings) < 2:
        return ""
    links = "".join(f'<li><a href="#{quote(name)}">{escape(words)}</a></li>' for name, words in headings)
    return (
        '<nav class="sio site-contents" aria-label="Dans cette page">'
        f"<details><summary>Dans cette page</summary><ol>{links}</ol></details></nav>"
    )


def once_each_style(body, known=()):
    """Keep one of the style sheets that outputs repeat, none of those that the page has already."""
    told = set(known)
    for style in body.select("style"):
        text = style.get_text().strip()
        if text in told:
            style.decompose()
        else:
            told.add(text)


def apart_images(body, files, root=""):
    """Make files of the images that stand in the page; those that are far below are fetched when one comes near."""
    for image in body.select('img[src^="data:image/"]'):
        found = re.fullmatch(r"data:image/([\w+.-]+);base64,(.*)", image["src"], re.DOTALL)
        if found is None or found[1] not in SUFFIXES:
            continue
        content = base64.b64decode(found[2])
        image["src"] = root + files.share(f"image.{SUFFIXES[found[1]]}", content)
        image["loading"] = "lazy"
        size = _size(content, found[1])
        if size:
            image["width"] = image.get("width") or str(size[0])
            image["height"] = str(round(float(image["width"]) * size[1] / size[0])) if image["width"].isdigit() else ""


def _size(content, kind):
    """Return the width and height of a PNG or of an SVG made by the kit; None where they are not told."""
    if kind == "png" and len(content) > 24:
        return int.from_bytes(content[16:20]) or 1, int.from_bytes(content[20:24])
    found = re.search(rb'<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"', content) if kind == "svg+xml" else None
    return found and (float(found[1]) or 1, float(found[2]))


def passage_pattern(ref):
    """Return the pattern of the numbers of a référentiel's passages; None where they have none that can be found."""
    known = [row["id"] for row in ref.rows("passages") if re.fullmatch(r"\w+", row["id"])]
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})\b") if known else None


def link_passages(body, pattern, root=""):
    """Make each number of a passage a link to it in the text."""
    if pattern is None:
        return
    for text in body.find_all(string=pattern):
        if text.find_parent(["a", "code", "pre", "script", "style", "button", "h1", "h2", "h3", "h4", "summary"]):
            continue
        linked = pattern.sub(rf'<a class="passage-link" href="{root}{TEXT}#\1">\1</a>', escape(text, quote=False))
        text.replace_with(*list(parsed(linked).contents))


def found_in(body, path, title):
    """Return what a search finds in a page: [[address, title, words]], a part a heading; what is folded is left out."""
    parts = [[address(path), title, []]]
    for node in body.select("section > *, caption"):
        if re.fullmatch(r"h[1-4]", node.name) and node.get("id"):
            words = node.get_text(" ", strip=True)
            if node.name != "h1":
                parts.append([f"{address(path)}#{quote(node['id'])}", f"{title} — {words}", []])
        elif node.name not in ("details", "pre"):
            parts[-1][2].append(" ".join(node.get_text().split()))
    return [[where, name, " ".join(words)] for where, name, words in parts]
