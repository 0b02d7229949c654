"""Search the passages as a French reader types: case, accents, plurals, apostrophes and hyphens do not matter."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from numbers import Integral

from sio_kit.errors import ReferentialError

EXACT, PREFIX, PHRASE, TITLE_FACTOR = 3, 2, 3, 2
ELISIONS = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")
FOLDED = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "\N{SOFT HYPHEN}": None})
IRREGULAR = {"travaux": "travail"}


class SearchIndex:
    """The words of the passages, each with the places where it stands.

    Parameters
    ----------
    passages : list of dict
        With `id`, `section`, `nature` and `texte`, in the order of the text.
    """

    def __init__(self, passages):
        self._passages = [{name: row[name] for name in ("id", "section", "texte")} for row in passages]
        self._factors = [TITLE_FACTOR if row["nature"] == "titre" else 1 for row in passages]
        self._phrases = []
        self._by_stem, by_word = defaultdict(set), defaultdict(set)
        for place, text in enumerate(row["texte"] for row in passages):
            words = split_words(text)
            self._phrases.append(f" {' '.join(map(stem, words))} ")
            for word in (*words, *_joined_words(text)):
                self._by_stem[stem(word)].add(place)
                by_word[word].add(place)
        self._words = sorted(by_word)
        self._places = [by_word[word] for word in self._words]

    def search(self, query, limit=None):
        """Return the passages (dict) in which each word of `query` stands, best first: see `Referential.search`."""
        _check(query, limit)
        words = split_words(query)
        found = [self._matches(word) for word in words]
        places = set.intersection(*(set(scores) for scores in found)) if found else set()
        phrase = f" {' '.join(map(stem, words))} " if len(words) > 1 else None
        scores = {place: self._score(place, found, phrase) for place in places}
        best = sorted(scores, key=lambda place: (-scores[place], place))[:limit]
        return [{**self._passages[place], "score": scores[place]} for place in best]

    def _matches(self, word):
        """Return {place: score} for the passages that hold the word, in singular or plural, or a word it begins."""
        matches = {}
        if len(word) > 1:
            start = bisect_left(self._words, word)
            for candidate, places in zip(self._words[start:], self._places[start:], strict=True):
                if not candidate.startswith(word):
                    break
                matches.update(dict.fromkeys(places, PREFIX))
        matches.update(dict.fromkeys(self._by_stem.get(stem(word), ()), EXACT))
        return matches

    def _score(self, place, found, phrase):
        words = sum(scores[place] for scores in found)
        return self._factors[place] * (words + (PHRASE if phrase and phrase in self._phrases[place] else 0))


def split_words(text):
    """Return the words of `text` without case, accents and ligatures; elided ones (l', d', qu') are left out."""
    return re.findall(r"[^\W_]+", ELISIONS.sub(" ", _fold(text)))


def stem(word):
    """Return the form that singular and plural of a folded word share: réseaux and réseau give `reseau`."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 3:
        return f"{word[:-3]}al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _joined_words(text):
    """Return each hyphenated word written as one: écoresponsable for éco-responsable."""
    return [word.replace("-", "") for word in re.findall(r"[^\W_]+(?:-[^\W_]+)+", ELISIONS.sub(" ", _fold(text)))]


def _fold(text):
    plain = unicodedata.normalize("NFKD", text.casefold().translate(FOLDED))
    return "".join(character for character in plain if not unicodedata.combining(character))


def _check(query, limit):
    if not isinstance(query, str):
        raise ReferentialError(f"La recherche attend un texte entre guillemets, et non {query!r}.")
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, Integral) or limit < 0):
        raise ReferentialError(f"« limit » est le nombre de passages voulus, un entier positif, et non {limit!r}.")
