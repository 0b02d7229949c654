"""A whole HTML page that asks for nothing else, and whose printed sheets say what they are."""

import json
from html import escape


def whole_page(title, edition, style, body, after=""):
    """Return an HTML page in French; each printed page's foot says its edition and its title.

    Parameters
    ----------
    title, edition : str
    style : str
        Its style sheet.
    body, after : str
        HTML: what is read, and what follows it (scripts).
    """
    foot = json.dumps(f"{edition}. {title}", ensure_ascii=False).replace("<", "\\3c ")
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{style}
@page {{ @bottom-left {{ content: {foot}; }} }}</style>
</head>
<body>
<main>
{body}
</main>
{after}
</body>
</html>
"""
