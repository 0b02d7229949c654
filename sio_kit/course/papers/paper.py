"""A paper: what is on it, and the page that is printed of it."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from sio_kit.printed import whole_page
from sio_kit.typography import NBSP, typeset

STYLE = Path(__file__).with_name("papers.css")
BOXES = ("Nom", "Prénom", "Classe", "Date")
ADDED = typeset("Ajouté par le kit, sauf le texte entre « » suivi d'un numéro.")
MADE = " (ajouté par le kit)"
PORTRAIT, LANDSCAPE, LARGE = "A4", "A4 landscape", "A3 landscape"


@dataclass(frozen=True)
class Paper:
    """A paper to photocopy.

    Attributes
    ----------
    name : str
        That of its file, without what ends it.
    title : str
    body : str
        HTML, without the title.
    use : str
        Where it serves, and how: a sentence for the teacher.
    size : str
        `PORTRAIT`, `LANDSCAPE` or `LARGE`.
    signed : bool
        A student writes a name on it.
    """

    name: str
    title: str
    body: str
    use: str = ""
    size: str = PORTRAIT
    signed: bool = False

    def page(self, edition):
        """Return the whole page; its title and its edition stand at the foot of each printed sheet, and at its end."""
        size = f"@page {{ size: {self.size}; }}"
        style = f"{STYLE.read_text(encoding='utf-8')}{size}"
        name = "".join(f"<span>{box}{NBSP}:</span>" for box in BOXES)
        body = [
            f'<p class="name">{name}</p>' if self.signed else "",
            f"<h1>{escape(self.title)}</h1>",
            self.body,
            f'<p class="source">{escape(f"{edition}. {ADDED}")}</p>',
        ]
        return whole_page(f"{self.title}{MADE}", edition, style, "\n".join(filter(None, body)))
