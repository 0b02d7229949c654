"""The glossary: words of the text in plain words, and where they stand in it."""

import re
import unicodedata

TABLE = "glossaire"
ARTICLE = re.compile(r"^[cdjlmnst]['’]")  # a letter and an apostrophe, which do not count in the alphabet


def entries(ref):
    """Return the rows of the table `glossaire` in alphabetical order; none where the folder has no such table."""
    return sorted(ref.rows(TABLE), key=lambda row: _letters(row["mot"])) if TABLE in ref.tables else []


def _letters(word):
    """Return what a word is filed under: without accents, capitals, and the article that sticks to it."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return ARTICLE.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


def finder(words):
    """Return the function that finds words in a text, in the singular or the plural, each where it stands first.

    It gives a list of `[start, end, number]`, in the order of the text, `number` being the word's place in `words`.
    Where two overlap (`processus`, `processus métier`), the longer one is found.
    """
    order = sorted((number for number, word in enumerate(words) if word.strip()), key=lambda each: -len(words[each]))
    forms = "|".join(f"({_form(words[number])})" for number in order) or "(?!)"  # which is nowhere
    pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)", flags=re.IGNORECASE)

    def find(text):
        found = {}
        for match in pattern.finditer(text):
            number = order[match.lastindex - 1]
            found.setdefault(number, [match.start(), match.end(), number])
        return list(found.values())

    return find


def _form(word):
    """Return the pattern of a word or a group of words, with and without the s of each."""
    return r"\s".join(re.escape(part.rstrip("s") or part) + "s?" for part in word.split())
