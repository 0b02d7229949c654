"""Adverts whose phrases one links to the interventions, then compares with a reading; one's own advert too."""

import traitlets

from sio_kit.drawing.palette import OPTIONS, shades
from sio_kit.frontend.base import FrontEndWidget, module, source_line, style
from sio_kit.jobs.model import adverts
from sio_kit.jobs.sheets import advert_sheets, choices, paper
from sio_kit.typography import NBSP


class AdvertReader(FrontEndWidget):
    """Choose a phrase of an advert, link it to an intervention or to nothing, compare with the kit's reading.

    The browser keeps the links, and a student's own advert, pasted, which nothing else keeps.

    Parameters
    ----------
    ref : Referential
        Its tables `annonces`, `lectures`, `options` and `interventions` are read.
    annonce : str, optional
        The code of one advert. Default: all, to choose from.

    Attributes
    ----------
    links : dict
        {code of the advert: {number of the phrase, from 0, as text: passage, "ailleurs" or "rien"}}.

    Raises
    ------
    ReferentialError
        There is no such advert, or a reading names a passage or a phrase that does not exist.

    Examples
    --------
    >>> import sio_kit
    >>> lecteur = sio_kit.widgets.AdvertReader(sio_kit.load_referential(), "mairie-technicien")
    >>> lecteur.links
    {}
    """

    _esm = module(__file__)
    _css = style(__file__)

    links = traitlets.Dict().tag(sync=True)
    _advert = traitlets.Unicode().tag(sync=True)
    _adverts = traitlets.List().tag(sync=True)
    _choices = traitlets.List().tag(sync=True)
    _colours = traitlets.Dict().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref, annonce=None):
        chosen = adverts(ref, annonce)
        lines = [f"{each.title} ({each.employer}){NBSP}: {each.text}" for each in chosen]
        self.alternative = "\n".join([f"Annonces à relier au texte{NBSP}:", *lines])
        options = choices(ref)
        super().__init__(
            _advert=chosen[0].code,
            _adverts=advert_sheets(chosen, ref),
            _choices=options,
            _colours=shades((option["code"] for option in options), OPTIONS),
            _source=source_line(ref),
            paper=paper(chosen),
            paper_answers=paper(chosen, answers=True),
        )
