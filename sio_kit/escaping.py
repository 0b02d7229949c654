"""Put a text into HTML, XML or JSON, in the small Python that a page runs as well as the kernel."""

MARKS = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"))  # the first goes first
JSON_MARKS = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\b", "\\b"), ("\f", "\\f"))


def escape(text, quote=True):
    """Return a text as HTML shows it; within an attribute too, unless `quote` is false."""
    for mark, shown in MARKS if quote else MARKS[:3]:
        text = text.replace(mark, shown)
    return text


def quoted(text):
    """Return a text as JSON writes it, its letters as they are."""
    for mark, shown in JSON_MARKS:
        text = text.replace(mark, shown)
    for code in range(32):
        text = text.replace(chr(code), f"\\u{code:04x}")
    return f'"{text}"'
