"""Chance that can be called again: the numbers of Python's own `random`, in the small Python that a page runs too.

With the same seed, a page draws the questions that the command and a notebook draw: the three have this one generator,
the Mersenne twister of Matsumoto and Nishimura.
"""

SIZE, AHEAD = 624, 397
WORD, HIGH, LOW = 0xFFFFFFFF, 0x80000000, 0x7FFFFFFF


class Chance:
    """What shuffles a list; the same seed, a whole number or a text, shuffles it the same way."""

    def __init__(self, seed):
        number = abs(seed) if isinstance(seed, int) else int.from_bytes(str(seed).encode(), "big")
        key = [number & WORD]
        while number > WORD:
            number >>= 32
            key.append(number & WORD)
        self._key, self._words, self._next = key, None, SIZE

    def shuffle(self, items):
        """Put a list in another order, in place."""
        for last in range(len(items) - 1, 0, -1):
            place = self._below(last + 1)
            items[last], items[place] = items[place], items[last]

    def _below(self, count):
        """Return a number from 0 on, below `count`."""
        spare = 32 - (len(bin(count)) - 2)
        number = count
        while number >= count:
            number = self._word() >> spare
        return number

    def _word(self):
        """Return the next 32 bits."""
        if self._next == SIZE:
            self._twist()
        word = self._words[self._next]
        self._next += 1
        word ^= word >> 11
        word ^= word << 7 & 0x9D2C5680
        word ^= word << 15 & 0xEFC60000
        return word ^ word >> 18

    def _twist(self):
        words, self._next = self._words or _words_of(self._key), 0
        self._words = words
        for place in range(SIZE):
            pair = words[place] & HIGH | words[(place + 1) % SIZE] & LOW
            words[place] = words[(place + AHEAD) % SIZE] ^ pair >> 1 ^ (0x9908B0DF if pair & 1 else 0)


def _words_of(key):
    """Return the words to begin with, for a key of words."""
    words = [19650218]
    for place in range(1, SIZE):
        words.append(1812433253 * _folded(words[-1]) + place & WORD)
    place = 1
    for step in range(max(SIZE, len(key))):
        turn = step % len(key)
        words[place] = (words[place] ^ _folded(words[place - 1]) * 1664525) + key[turn] + turn & WORD
        place = _after(place, words)
    for _ in range(SIZE - 1):
        words[place] = (words[place] ^ _folded(words[place - 1]) * 1566083941) - place & WORD
        place = _after(place, words)
    words[0] = HIGH
    return words


def _folded(word):
    return word ^ word >> 30


def _after(place, words):
    """Return the place after this one; the first word is what the last one was, and is not itself written."""
    if place + 1 < SIZE:
        return place + 1
    words[0] = words[-1]
    return 1
