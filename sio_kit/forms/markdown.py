"""What a sheet to hand in is written with: a student's text as it was typed, a table, what the rules find."""

from sio_kit.forms.finding import NOTHING
from sio_kit.typography import BREAKS, NBSP, split, typeset

UNSAID = "à remplir"
BREAK = "***"  # where a printed page ends; no student's words can make such a line
SIGNS = "\\`*_{}[]<>#|&~"  # the backslash first: it goes before the others


def escape_markdown(text):
    """Return a student's text so that Markdown shows it as it was typed, on one line."""
    for sign in SIGNS:
        text = text.replace(sign, f"\\{sign}")
    return " ".join(split(text, BREAKS))


def sheet(title, edition, made, lines):
    """Return a sheet: its title, the diploma's edition, what in it is whose, then its lines."""
    return "\n".join([f"# {escape_markdown(title)}", "", typeset(f"*{edition}. {made}*"), ""] + lines + [""])


def table(titles, rows):
    """Return the lines of a table."""
    return [_row(titles), f"|{'---|' * len(titles)}"] + [_row(map(escape_markdown, cells)) for cells in rows]


def _row(cells):
    return f"| {' | '.join(cells)} |"


def told(pairs):
    """Return the lines that say things by their titles; what has no answer says so."""
    return [f"- **{title}**{NBSP}: {escape_markdown(words) or UNSAID}" for title, words in pairs]


def listed(title, entries):
    """Return the lines of a list under its title."""
    lines = [f"- {escape_markdown(each)}" for each in entries]
    return ["", f"**{title}**", ""] + (lines or [f"- {UNSAID}"])


def findings_lines(title, findings, level=2):
    """Return the lines that list what the rules find, under a title of a level."""
    lines = []
    for each in findings:
        passage = f" ({each['passage']})" if each["passage"] else ""
        lines.append(f"- **{each['severity']}**{NBSP}: {escape_markdown(each['sentence'])}{passage}")
    return ["", f"{'#' * level} {title}", ""] + (lines or [f"- {NOTHING}"])
