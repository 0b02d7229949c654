"""What a student answers, sentence by sentence, as their files keep it."""


def read_replies(rows, words, answers):
    """Return the answers of a file.

    Parameters
    ----------
    rows : object
        What the file holds: sound if it is a list of dict.
    words : sequence of str
        The names of the three texts in a row: of the sentence, of the answer, of what is said with it.
    answers : iterable of str
        The answers that exist, besides none (`""`).

    Returns
    -------
    dict of str to (str, str), or None
        For each sentence its answer and what is said with it; None if `rows` is no such list.
    """
    replies = {}
    for row in rows if isinstance(rows, list) else [None]:
        fields = [row.get(word) for word in words] if isinstance(row, dict) else [None]
        if not all(isinstance(field, str) for field in fields) or fields[1] not in ("", *answers):
            return None
        text, answer, said = fields
        replies[text] = (answer, said)
    return replies
