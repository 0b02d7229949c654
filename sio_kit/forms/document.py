"""A student's work as a file keeps it, read against its declared shape.

A shape is a list of (word, kind) or (word, kind, what a file that does not say it means). A kind takes what a file
holds under the word, and returns the value, or None if it is damaged.
"""

from sio_kit.typography import typeset


def text(value):
    """Take a text; half a character (a lone surrogate), which no page takes, becomes a question mark."""
    if type(value) is not str:
        return None
    if max(value, default="") < "\ud800":
        return value
    return "".join("?" if "\ud800" <= char <= "\udfff" else char for char in value)


def among(*known):
    """Return the kind of what is one of some texts or integers."""
    return lambda value: value if type(value) in (str, int) and value in known else None


def many(kind):
    """Return the kind of a list of things of a kind."""

    def take(value):
        taken = [kind(each) for each in value] if type(value) is list else [None]
        return None if None in taken else taken

    return take


def texts(value):
    """Take a list of texts, each once."""
    taken = many(text)(value)
    return None if taken is None else once(taken)


def once(items):
    """Return the items of a list, each where it comes first."""
    return [each for place, each in enumerate(items) if each not in items[:place]]


def item(shape):
    """Return the kind of what has a shape."""
    return lambda value: _taken(shape, value) if type(value) is dict else None


def _taken(shape, data):
    taken = {}
    for word, kind, *unsaid in shape:
        taken[word] = kind(data.get(word, unsaid[0] if unsaid else None))
        if taken[word] is None:
            return None
    return taken


def read(data, name, kind, version, shape, called):
    """Return the document of a file's data; a ValueError says what is wrong with the file `name`.

    `kind` and `version` are what it should be, and the newest that can be read; `called` is the French for what fills
    it, such as "étapes".
    """
    if data is None:
        raise _damaged(name, "ce n'est pas du JSON")
    if type(data) is not dict or data.get("format") != kind:
        raise wrong(f"Le fichier « {name} » n'est pas un travail de cette sorte. Choisissez-en un autre.")
    if type(data.get("version")) is not int or data["version"] < 1:
        raise _damaged(name, "sa version est illisible")
    if data["version"] > version:
        raise wrong(f"Le fichier « {name} » vient d'un kit plus récent. Mettez votre kit à jour pour l'ouvrir.")
    taken = _taken(shape, data)
    if taken is None:
        raise _damaged(name, f"ses {called} sont illisibles")
    document = {"format": kind, "version": version}
    document.update(taken)
    return document


def wrong(sentence):
    """Return the error that says why a file is not taken."""
    return ValueError(typeset(sentence))


def _damaged(name, why):
    return wrong(f"Le fichier « {name} » est abîmé : {why}. Reprenez une copie.")


def matched(items, given):
    """Return the items, each with what a file gives for its text, and the list of what it gives for other texts.

    Of what it gives twice for a text, the last counts.
    """
    last, texts = {}, []
    for each in given:
        if each["texte"] not in last:
            texts.append(each["texte"])
        last[each["texte"]] = each
    found = [last.pop(each["texte"], each) for each in items]
    return found, [last[text] for text in texts if text in last]


def passage_texts(tables):
    """Return the text of each passage, by its number; what stands in one, to the character, is quoted from it."""
    return {row["id"]: row["texte"] for row in tables["passages"]}
