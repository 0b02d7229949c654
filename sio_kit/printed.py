"""A whole HTML page that asks for nothing else, and whose printed sheets say what they are."""

from sio_kit.escaping import escape, quoted

# Whatever a notebook or a teacher put into a page, nothing is asked of the network.
ALLOWED = "default-src data: 'unsafe-inline'; script-src 'unsafe-inline' blob:"
FOOTER = """footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem 1rem; font-size: 0.85em; font-style: italic; }
@media print { footer { padding: 0; font-size: 9pt; break-inside: avoid; } footer p { margin: 0; } }"""
WASM = " 'wasm-unsafe-eval'"  # among the scripts: where the page runs Python


def whole_page(title, edition, style, body, wasm=False, note=""):
    """Return an HTML page in French, of a style sheet and a body; each printed page's foot tells edition and title.

    With `wasm`, it may run WebAssembly too. Edition and `note`, a sentence, stand at the foot of the whole. A page that
    stands within another's gives no edition, "".
    """
    told = escape(f"{edition}. {note}".strip())
    end = f"<footer><p>{told}</p></footer>\n" if note else ""
    foot = quoted(f"{edition}. {title}" if edition else title).replace("<", "\\3c ")
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{ALLOWED}{WASM if wasm else ""}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{style}
{FOOTER}
@page {{ @bottom-left {{ content: {foot}; }} }}</style>
</head>
<body>
<main>
{body}
</main>
{end}</body>
</html>
"""


def beside(file, suffix):
    """Return the text of the file of that suffix that stands beside a module's `__file__`."""
    with open(f"{file.rpartition('.')[0]}.{suffix}", encoding="utf-8") as stream:  # noqa: PTH123 -- no Path in a page
        return stream.read()
