"""Where a student stands: what they say of each intervention, laid beside the options. Evidence, never a score."""

import hashlib
from dataclasses import dataclass, replace

from sio_kit.forms.markdown import escape_markdown, sheet
from sio_kit.forms.work import Work, kept, matched, to_data
from sio_kit.options.model import COMMON, INTERVENTION, MISSION, Comparison
from sio_kit.referential.quotation import shown_whole
from sio_kit.typography import guillemets, typeset

ANSWERS = ("j'ai déjà fait", "j'aimerais", "pas pour moi", "je ne sais pas")
UNANSWERED = "sans réponse"
TITLE = typeset("Où en suis-je ?")
SALT = "2:"  # any would do; this one puts no more than two sentences of one option in a row
NO_VERDICT = typeset(
    "Ce bilan ne compte pas de points et ne désigne aucune option : une phrase que vous aimez ne vaut pas une phrase "
    "que vous écartez, et le texte ne dit pas laquelle compte le plus. Un choix d'option s'argumente : prenez ces "
    "lignes, et parlez-en avec un enseignant."
)


@dataclass(frozen=True)
class Sentence:
    """What one option, or both (zone `"commun"`), intervene in; and what a student says of it.

    `passages` holds the passage of each option concerned; `added` says that the text does not stand in it. `answer` is
    one of `ANSWERS` or `""`; `why` is a line.
    """

    text: str = kept("texte")
    zone: str = ""
    passages: tuple = ()
    added: bool = False
    answer: str = kept("reponse", "", among=("", *ANSWERS))
    why: str = kept("pourquoi", "")

    @property
    def shown(self):
        """The sentence as a page shows it: between quotation marks, or with an asterisk if it is no quotation."""
        return shown_whole(self.text, self.added)


@dataclass(frozen=True)
class Journal(Work):
    """The sentences in a mixed order, each with its reply; never changed in place.

    `lost` are those that a file has a reply to and the tables have no more. `zones` are the parts of the report, from
    left to right: pairs of zone and title.
    """

    KIND, ITEMS, CALLED = "sio_kit/journal", "sentences", "réponses"

    sentences: tuple = kept("reponses", (), kind=Sentence)
    lost: tuple = ()
    zones: tuple = ()
    edition: str = ""

    @classmethod
    def blank(cls, ref):
        """Read the interventions of both options; a sentence that both have stands once."""
        comparison = Comparison.from_referential(ref)
        rows = [*comparison.of(INTERVENTION), *comparison.of(MISSION)]
        sentences = [sentence for row in rows for sentence in _sentences(row)]
        sentences.sort(key=_mixed)
        names = {option.code: option.name for option in comparison.options}
        zones = tuple((zone, names.get(zone, "Commun aux deux options")) for zone in comparison.zones())
        return cls(tuple(sentences), (), zones, comparison.edition)

    @classmethod
    def from_data(cls, data, ref, name="journal"):
        """Return the journal of a file's data."""
        given, journal = cls._read(data, name), cls.blank(ref)
        sentences, lost = matched(journal.sentences, given["sentences"])
        return replace(journal, sentences=tuple(sentences), lost=tuple(filter(_is_answered, lost)))

    def to_data(self):
        """Return the replies as plain data, for `sio_kit.forms.workfile`."""
        answered = filter(_is_answered, (*self.sentences, *self.lost))
        return to_data(replace(self, sentences=tuple(answered)))

    def to_markdown(self, _ref=None):
        """Return the sheet to bring to a talk about the choice: the replies beside the options, and the edition."""
        lines = []
        for title, groups in self.report():
            lines += [f"## {escape_markdown(title)}", ""]
            for answer, entries in groups:
                lines += [f"**{answer}**", "", *(_line(*entry) for entry in entries), ""]
        made = "Fiche faite avec sio_kit ; les réponses et les raisons sont de l'étudiant."
        return sheet(TITLE, self.edition, made, *lines, NO_VERDICT)

    def describe(self):
        """Say in French what is asked, without saying of which option a sentence is."""
        return typeset(
            f"{TITLE} {len(self.sentences)} phrases du référentiel, sans dire de quelle option ; pour chacune : "
            f"{', '.join(ANSWERS)} ; et pourquoi. À la fin, les réponses à côté des options."
        )

    def unanswered(self, after=-1):
        """Return the place of the next sentence without an answer, from the start if need be; None if there is none."""
        count = len(self.sentences)
        places = [(after + 1 + n) % count for n in range(count)]
        return next((place for place in places if not self.sentences[place].answer), None)

    def report(self):
        """Lay the replies beside the options: pairs of a zone's title and its groups.

        A group is an answer and the sentences that got it, as a page shows them: text, passages, reason.
        """
        parts = []
        for zone, title in self.zones:
            own = [each for each in self.sentences if each.zone == zone]
            groups = [
                (answer or UNANSWERED, [_shown(each) for each in own if each.answer == answer])
                for answer in (*ANSWERS, "")
            ]
            parts.append((title, [group for group in groups if group[1]]))
        if self.lost:
            lost = [(guillemets(each.text), each.answer or UNANSWERED, each.why) for each in self.lost]
            parts.append(("Ces phrases ne sont plus dans les tables", [("gardées de votre fichier", lost)]))
        return parts


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


def _is_answered(sentence):
    return bool(sentence.answer or sentence.why)


def _shown(sentence):
    return sentence.shown, ", ".join(dict.fromkeys(sentence.passages)), sentence.why


def _line(text, passages, why):
    reason = typeset(f" : {escape_markdown(why)}") if why.strip() else ""
    return f"- {escape_markdown(text)} ({passages}){reason}"
