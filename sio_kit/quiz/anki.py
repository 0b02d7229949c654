"""Questions as Anki's cards, with the passages that prove each answer; the glossary as a second deck.

Decks, note types and notes have fixed identities: imported again, a package updates the cards and doubles none.
"""

from html import escape
from io import BytesIO

from sio_kit.extras import needs
from sio_kit.quiz.asked import title_of
from sio_kit.quiz.markup import html, offered, solution
from sio_kit.typography import NBSP, guillemets, typeset

QUESTIONS, GLOSSARY = 1_704_112_001, 1_704_112_002  # once and for all: they name the decks, and the kinds of notes
STYLE = """.card { max-width: 40em; margin: 0 auto; font: 20px/1.45 sans-serif; text-align: left; }
.card ul { padding-left: 0; list-style: none; } .source { font-size: 0.8em; }"""
FIELDS = ("Question", "Choix", "Réponse", "Explication", "Passages", "Code")
FRONT = "<p>{{Question}}</p>{{Choix}}"
BACK = f"<p><b>Réponse{NBSP}:</b></p>{{{{Réponse}}}}<p>{{{{Explication}}}}</p>{{{{Passages}}}}"
WORD = ("Mot", "Définition", "Exemple", "Piège", "Passage")
WORD_BACK = f"""<p>{{{{Définition}}}}</p>
{{{{#Exemple}}}}<p><i>Exemple{NBSP}:</i> {{{{Exemple}}}}</p>{{{{/Exemple}}}}
{{{{#Piège}}}}<p><i>Piège{NBSP}:</i> {{{{Piège}}}}</p>{{{{/Piège}}}}
{{{{Passage}}}}"""
ADDED = typeset("Ajouté par le kit, sauf le texte entre « » suivi d'un numéro.")
TABLE = "glossaire"


def files(order):
    """Return the one file of an order: a package with a deck of its questions, and one of the whole glossary."""
    with needs():
        import genanki
    ref, content = order.bank.ref, BytesIO()
    decks = [_deck(QUESTIONS, "questions", ref.title, FIELDS, FRONT, BACK, [_note(order, each) for each in order.bank])]
    if TABLE in ref.tables:
        words = [_word(order, row) for row in ref.rows(TABLE)]
        decks.append(_deck(GLOSSARY, TABLE, ref.title, WORD, "<h2>{{Mot}}</h2>", WORD_BACK, words))
    genanki.Package(decks).write_to_file(content)
    return {order.target: content.getvalue()}


def _deck(number, what, edition, fields, front, back, notes):
    """Return a deck of notes, each its stable name, its texts (HTML) and its tags."""
    import genanki

    name, source = f"{edition.split(',')[0]} - {what}", f'<p class="source">{escape(edition)}. {ADDED}</p>'
    kind = genanki.Model(
        number,
        name,
        fields=[{"name": field} for field in fields],
        templates=[{"name": "Carte", "qfmt": front, "afmt": f"{{{{FrontSide}}}}<hr id=answer>{back}{source}"}],
        css=STYLE,
    )
    deck = genanki.Deck(number, name)
    for code, texts, tags in notes:
        guid = genanki.guid_for("sio_kit", number, code)
        deck.add_note(genanki.Note(model=kind, fields=texts, guid=guid, tags=["_".join(tag.split()) for tag in tags]))
    return deck


def _note(order, question):
    tags = [title_of(question.theme), f"niveau {question.difficulty}"]
    sources = _sources(order.proofs(question))
    texts = [html(question.text), offered(question), solution(question), html(question.feedback), sources, question.id]
    return question.id, texts, tags


def _word(order, row):
    texts = [html(row.get(column) or "") for column in ("mot", "definition", "exemple", "piege")]
    return row["mot"], [*texts, _sources(order.quoted((row.get("passage") or "").split()))], []


def _sources(passages):
    return "".join(f'<p class="source">{html(guillemets(text))} ({name})</p>' for name, text in passages)
