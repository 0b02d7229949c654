"""French words and typography, in the small Python that a page runs as well as the kernel.

That Python (MicroPython) knows the letters and spaces of ASCII alone, so those of French are named here. Typography is
for the sentences that the kit writes itself, never for the référentiel's text, which stays as it was received.
"""

NBSP = "\xa0"
SIC = f"{NBSP}[sic]"
CUT = "(…)"  # in a quotation, in place of words that are left out
ADDED = "*"
BREAKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
SPACES = BREAKS + NBSP
CLOSING = "»:;!?"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŸ"
SMALL = "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýœÿ"


def guillemets(text):
    """Return `text` between French quotation marks."""
    return f"«{NBSP}{text}{NBSP}»"


def shown_whole(text, added):
    """Return a whole sentence as a page shows it: in quotation marks, or with an asterisk if it is no quotation."""
    return f"{text}{ADDED}" if added else guillemets(text)


def typeset(text):
    """Return `text` with a no-break space wherever French wants one: inside « » and before : ; ! or ?."""
    parts = text.split(" ")
    shown = parts[:1]
    for before, after in zip(parts, parts[1:]):
        shown += [NBSP if _joined(before, after) else " ", after]
    return "".join(shown)


def _joined(before, after):
    """Tell whether French joins what stands before a space to what stands after it."""
    if not before or not after or after[0] in SPACES:
        return False
    return before[-1] == "«" or (before[-1] not in SPACES and after[0] in CLOSING and not is_letter(after[1:2]))


def split(text, spaces=SPACES):
    """Return the parts of a text between its spaces, of whatever kind."""
    for space in spaces:
        if space in text:
            text = text.replace(space, " ")
    return [part for part in text.split(" ") if part]


def strip(text):
    """Return a text without the spaces, of whatever kind, around it."""
    parts = split(text)
    return text[text.find(parts[0]) : text.rfind(parts[-1]) + len(parts[-1])] if parts else ""


def lower(text):
    """Return a text with small letters for the capitals of French and its neighbours."""
    for capital, small in zip(CAPITALS, SMALL):
        if capital in text:
            text = text.replace(capital, small)
    return text


def is_letter(char):
    """Tell whether a character makes words: a letter, a digit or an underscore, and not "" or a mark."""
    if char < "\x7f":
        return "a" <= char <= "z" or "A" <= char <= "Z" or "0" <= char <= "9" or char == "_"
    if char < "\xc0":
        return char in "ª²³µ¹º¼½¾"
    if char < "\u2000":
        return char not in "×÷\u1680" and not "\u0300" <= char < "\u0370"
    return "\u3041" <= char < "\ud800"


def places(text, words, whole=True):
    """Return where some words stand in a text and begin a word there; and end one too, unless not asked to."""
    found, start = [], text.find(words)
    while words and start >= 0:
        end = start + len(words)
        stands = not is_letter(text[start - 1 : start]) and not (whole and is_letter(text[end : end + 1]))
        found += [start] if stands else []
        start = text.find(words, end if stands else start + 1)
    return found


def stands(quoted, text):
    """Tell whether a quotation stands in a text, to the character; where it says (…), it leaves out some words."""
    start = 0
    for part in quoted.split(f" {CUT} "):
        start = text.find(part, start)
        if start < 0:
            return False
        start += len(part)
    return True


def with_sic(text, misprints):
    """Return a quotation with [sic] after each misprint that it holds."""
    for words in misprints:
        for start in reversed(places(text, words)):
            end = start + len(words)
            text = text[:end] + SIC + text[end:]
    return text
