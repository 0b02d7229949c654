"""Tell a situation aloud: cards to draw, a timer, a grid for who listens, answers to compare."""

from html import escape
from random import Random

import traitlets

from sio_kit.errors import ReferentialError
from sio_kit.frontend.base import FrontEndWidget, module, style
from sio_kit.referential.quotation import Quotations
from sio_kit.typography import NBSP, typeset

LEVELS = "1 À reprendre", "2 En progrès", "3 Acquis", "4 Maîtrisé"
NOTE = (
    "Cartes, réponses et grille ajoutées par le kit : ce ne sont pas celles d'un examen. "
    "Les numéros sont ceux des passages ({})."
)


class OralCards(FrontEndWidget):
    """Cards to draw for a situation, a timer of two parts, the listener's grid, three answers to a card.

    Parameters
    ----------
    ref : Referential
    minutes : pair of int
        How long one tells, then answers; both can be changed on the page.
    seed : int, optional
        Draw the cards in the same order each time.

    Attributes
    ----------
    situation : str
        What is told.
    card : str
        The code of the card drawn, `""` before the first.
    levels : dict
        {code of a criterion: level, 1 to 4}: what the listener has marked.

    Raises
    ------
    ReferentialError
        There is no card, or no such card, criterion, level or time.

    Examples
    --------
    >>> import sio_kit
    >>> oral = sio_kit.widgets.OralCards(sio_kit.load_referential(), minutes=(5, 5))
    >>> oral.card = "appelant"
    >>> oral.levels = {"preuves": 3}
    """

    _esm = module(__file__)
    _css = style(__file__)

    situation = traitlets.Unicode("").tag(sync=True)
    card = traitlets.Unicode("").tag(sync=True)
    levels = traitlets.Dict().tag(sync=True)
    _minutes = traitlets.List().tag(sync=True)
    _order = traitlets.List().tag(sync=True)
    _cards = traitlets.List().tag(sync=True)
    _criteria = traitlets.List().tag(sync=True)
    _situations = traitlets.List().tag(sync=True)
    _source = traitlets.Unicode().tag(sync=True)

    def __init__(self, ref, minutes=(10, 10), seed=None):
        cards, criteria = _cards(ref), _criteria(ref)
        if not cards:
            raise ReferentialError("La table « cartes_oral » n'a aucune carte. Ajoutez-en une au moins.")
        order = [card["code"] for card in cards]
        if seed is not None:
            Random(seed).shuffle(order)
        source = typeset(NOTE.format(ref.title))
        self.alternative = "\n".join(f"{card['theme']}{NBSP}: {card['question']} ({card['passage']})" for card in cards)
        super().__init__(
            _minutes=_times(minutes),
            _order=[] if seed is None else order,
            _cards=cards,
            _criteria=criteria,
            _situations=_situations(ref),
            _source=source,
            paper=_paper(cards, criteria, source),
        )

    @traitlets.validate("card")
    def _check_card(self, proposal):
        known = [card["code"] for card in self._cards]
        if proposal["value"] not in ["", *known]:
            raise ReferentialError(
                f"La carte « {proposal['value']} » n'existe pas. Choisissez parmi : {', '.join(known)}."
            )
        return proposal["value"]

    @traitlets.validate("levels")
    def _check_levels(self, proposal):
        known = [criterion["code"] for criterion in self._criteria]
        for code, level in proposal["value"].items():
            if code not in known:
                raise ReferentialError(f"Le critère « {code} » n'existe pas. Choisissez parmi : {', '.join(known)}.")
            if type(level) is not int or not 1 <= level <= len(LEVELS):
                raise ReferentialError(f"Le niveau « {level} » n'existe pas. Donnez un nombre de 1 à {len(LEVELS)}.")
        return proposal["value"]


def _times(minutes):
    """Return the minutes of the two parts."""
    times = list(minutes) if isinstance(minutes, list | tuple) else []
    if len(times) != 2 or not all(type(each) is int and 1 <= each <= 60 for each in times):
        raise ReferentialError("« minutes » attend deux nombres entiers de 1 à 60, comme (10, 10).")
    return times


def _cards(ref):
    """Return the cards with the words of their passages, and the answers that some have, the weakest first."""
    quotations, answers = Quotations(ref), {}
    for row in sorted(ref.rows("reponses_oral"), key=lambda row: row["niveau"]):
        answers.setdefault(row["carte"], []).append({word: row[word] for word in ("niveau", "texte", "remarque")})
    return [
        {**row, "quote": quotations.whole(row["passage"]).get("quote", ""), "answers": answers.get(row["code"], [])}
        for row in ref.rows("cartes_oral")
    ]


def _criteria(ref):
    """Return the criteria of the grid, each with what one hears at each level."""
    return [
        {
            "code": row["code"],
            "title": row["critere"],
            "passage": row["passage"],
            "levels": [[name, row[f"niveau{number}"]] for number, name in enumerate(LEVELS, 1)],
        }
        for row in ref.rows("grille_oral")
    ]


def _situations(ref):
    """Return the situations that can be picked: the added examples of services, then what has to be chosen."""
    names = [row["service"] for row in ref.rows("exemples")] + [row["libelle"] for row in ref.rows("situations")]
    return list(dict.fromkeys(names))


def _paper(cards, criteria, source):
    """Return what is printed: the cards to cut out, and the grid to fill in."""
    rows = "".join(_row("td", [card["theme"], card["question"], card["passage"]]) for card in cards)
    grid = "".join(_row("td", [each["title"], *(text for _, text in each["levels"])]) for each in criteria)
    shown = f"<table>{_row('th', ['Thème', 'Question', 'Passage'])}{rows}</table>"
    return f"{shown}<table>{_row('th', ['Critère', *LEVELS])}{grid}</table><p><em>{escape(source)}</em></p>"


def _row(tag, texts):
    return f"<tr>{''.join(f'<{tag}>{escape(text)}</{tag}>' for text in texts)}</tr>"
