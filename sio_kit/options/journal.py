"""Where a student stands: what they say of each intervention, laid beside the options. Evidence, never a score."""

import hashlib
from dataclasses import dataclass, replace

from sio_kit.errors import ReferentialError
from sio_kit.forms.markdown import plain
from sio_kit.forms.replies import read_replies
from sio_kit.options.model import COMMON, INTERVENTION, MISSION, Comparison
from sio_kit.referential.quotation import shown_whole
from sio_kit.typography import NBSP, guillemets, typeset

KIND, VERSION = "sio_kit/journal", 1
ANSWERS = ("j'ai déjà fait", "j'aimerais", "pas pour moi", "je ne sais pas")
UNANSWERED = "sans réponse"
SALT = "2:"  # any would do; this one puts no more than two sentences of one option in a row
NO_VERDICT = typeset(
    "Ce bilan ne compte pas de points et ne désigne aucune option : une phrase que vous aimez ne vaut pas une phrase "
    "que vous écartez, et le texte ne dit pas laquelle compte le plus. Un choix d'option s'argumente : prenez ces "
    "lignes, et parlez-en avec un enseignant."
)


@dataclass(frozen=True)
class Sentence:
    """A sentence to answer: what one option, or both (zone `"commun"`), intervene in.

    `passages` holds the passage of each option concerned; `added` says that the text does not stand in it.
    """

    text: str
    zone: str
    passages: tuple
    added: bool = False

    @property
    def shown(self):
        """The sentence as a page shows it: between quotation marks, or with an asterisk if it is no quotation."""
        return shown_whole(self.text, self.added)


@dataclass(frozen=True)
class Reply:
    """What a student says of a sentence: one of `ANSWERS` or `""`, and why, in a line."""

    answer: str = ""
    why: str = ""


@dataclass(frozen=True)
class Journal:
    """The sentences in a mixed order, each with its reply; never changed in place.

    Attributes
    ----------
    sentences : tuple of Sentence
    replies : tuple of Reply
        One for each sentence.
    kept : tuple of (str, Reply)
        Replies of a file to sentences that the tables do not have any more: kept, and shown apart.
    zones : tuple of (str, str)
        The parts of the report, from left to right: the zone and its title.
    edition : str
        The référentiel's title.
    """

    sentences: tuple
    replies: tuple
    kept: tuple = ()
    zones: tuple = ()
    edition: str = ""

    @classmethod
    def from_referential(cls, ref):
        """Read the interventions of both options; a sentence that both have stands once."""
        comparison = Comparison.from_referential(ref)
        rows = [*comparison.of(INTERVENTION), *comparison.of(MISSION)]
        sentences = [sentence for row in rows for sentence in _sentences(row)]
        sentences.sort(key=_mixed)
        names = {option.code: option.name for option in comparison.options}
        zones = tuple((zone, names.get(zone, "Commun aux deux options")) for zone in comparison.zones())
        return cls(tuple(sentences), (Reply(),) * len(sentences), (), zones, comparison.edition)

    def with_reply(self, place, **fields):
        """Return the journal with another answer or reason for the sentence at `place` (from 0)."""
        reply = replace(self.replies[place], **fields)
        return replace(self, replies=(*self.replies[:place], reply, *self.replies[place + 1 :]))

    def unanswered(self, after=-1):
        """Return the place of the first sentence without an answer after the place given, from the start if need be.

        None if all are answered.
        """
        count = len(self.sentences)
        places = [(after + 1 + n) % count for n in range(count)]
        return next((place for place in places if not self.replies[place].answer), None)

    def report(self):
        """Lay the replies beside the options.

        Returns
        -------
        list of (str, list of (str, list of (str, str, str)))
            For each zone its title, and for each answer given there the sentences, as a page shows them: text,
            passages, reason.
        """
        parts = []
        for zone, title in self.zones:
            own = [pair for pair in zip(self.sentences, self.replies, strict=True) if pair[0].zone == zone]
            groups = [
                (answer or UNANSWERED, [_shown(*pair) for pair in own if pair[1].answer == answer])
                for answer in (*ANSWERS, "")
            ]
            parts.append((title, [group for group in groups if group[1]]))
        if self.kept:
            lost = [(guillemets(text), reply.answer or UNANSWERED, reply.why) for text, reply in self.kept]
            parts.append(("Ces phrases ne sont plus dans les tables", [("gardées de votre fichier", lost)]))
        return parts


def to_data(journal):
    """Return the replies as plain data, for `sio_kit.forms.workfile`."""
    given = [(each.text, reply) for each, reply in zip(journal.sentences, journal.replies, strict=True)]
    return {
        "reponses": [
            {"texte": text, "reponse": reply.answer, "pourquoi": reply.why}
            for text, reply in (*given, *journal.kept)
            if reply != Reply()
        ]
    }


def from_data(data, ref, name="journal"):
    """Return the journal that plain data stand for.

    Raises
    ------
    ReferentialError
        The data are no journal.
    """
    damaged = ReferentialError(f"Le fichier « {name} » est abîmé : ses réponses sont illisibles. Reprenez une copie.")
    given = read_replies(data.get("reponses"), ("texte", "reponse", "pourquoi"), ANSWERS)
    if given is None:
        raise damaged
    journal = Journal.from_referential(ref)
    places = {sentence.text: place for place, sentence in enumerate(journal.sentences)}
    replies, kept = list(journal.replies), {}
    for text, fields in given.items():
        if text in places:
            replies[places[text]] = Reply(*fields)
        else:
            kept[text] = Reply(*fields)
    return replace(journal, replies=tuple(replies), kept=tuple(kept.items()))


def to_markdown(journal):
    """Return the sheet to bring to a talk about the choice: the replies beside the options, and the edition."""
    lines = [
        "# Où en suis-je ?".replace(" ?", f"{NBSP}?"),
        "",
        typeset(f"*{journal.edition}. Fiche faite avec sio_kit ; les réponses et les raisons sont de l'étudiant.*"),
    ]
    for title, groups in journal.report():
        lines += ["", f"## {plain(title)}"]
        for answer, entries in groups:
            lines += ["", f"**{answer}**", ""]
            for text, passages, why in entries:
                reason = f" : {plain(why)}" if why.strip() else ""
                lines.append(f"- {plain(text)} ({passages}){typeset(reason)}")
    return "\n".join([*lines, "", NO_VERDICT, ""])


def _mixed(sentence):
    """Return what sorts the sentences in a mixed order: the same each time, and one more does not move the others."""
    return hashlib.sha256(f"{SALT}{sentence.text}".encode("utf-8", "replace")).digest()


def _sentences(row):
    """Yield the sentences of a row of the comparison: one for each option, or one for both."""
    if row.zone == COMMON:
        first = row.parts[0]
        yield Sentence(first.text, COMMON, tuple(part.passage for part in row.parts), first.added)
    else:
        for part in row.parts:
            yield Sentence(part.text, part.option, (part.passage,), part.added)


def _shown(sentence, reply):
    return sentence.shown, ", ".join(dict.fromkeys(sentence.passages)), reply.why
