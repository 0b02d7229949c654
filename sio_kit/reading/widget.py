"""The whole text: its contents, its passages, search, quotations."""

import traitlets

from sio_kit.errors import ReferentialError
from sio_kit.frontend.base import FrontEndWidget, module, style
from sio_kit.reading.glossary import entries
from sio_kit.reading.model import reading
from sio_kit.typography import NBSP, typeset


class Reader(FrontEndWidget):
    """Read the référentiel: a foldable table of contents, search as one types, quotations to copy.

    Parameters
    ----------
    ref : Referential

    Attributes
    ----------
    selected : str
        The passage chosen (`"L142"`), `""` for none. It can be set from Python too; a passage that does not exist
        raises a ReferentialError and changes nothing.
    query : str
        The words searched for, as `Referential.search` understands them.
    glossary : bool
        Whether the words of the glossary are underlined, to be clicked; they are not at first.

    Examples
    --------
    >>> import sio_kit
    >>> lecteur = sio_kit.widgets.Reader(sio_kit.load_referential())
    >>> lecteur.query, lecteur.selected = "messagerie", "L061"
    """

    _esm = module(__file__)
    _css = style(__file__)

    selected = traitlets.Unicode("").tag(sync=True)
    query = traitlets.Unicode("").tag(sync=True)
    glossary = traitlets.Bool(False).tag(sync=True)
    _sections = traitlets.List().tag(sync=True)
    _passages = traitlets.List().tag(sync=True)
    _glossary = traitlets.List().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref):
        sections, passages = reading(ref)
        titles = "\n".join(f"{'  ' * (section['level'] - 1)}{section['title']}" for section in sections)
        self.alternative = f"Le texte entier, en {len(passages)} passages{NBSP}:\n{titles}\n{ref.title}"
        super().__init__(
            _sections=sections,
            _passages=passages,
            _glossary=entries(ref),
            _source=typeset(f"{ref.title}, texte entier. [sic] : c'est écrit ainsi dans le document."),
        )

    @traitlets.validate("selected")
    def _check_selected(self, proposal):
        known = ["", *(passage["id"] for passage in self._passages)]
        if proposal["value"] not in known:
            choice = f" Choisissez-en un entre {known[1]} et {known[-1]}." if known[1:] else ""
            raise ReferentialError(f"Le passage « {proposal['value']} » n'existe pas.{choice}")
        return proposal["value"]
