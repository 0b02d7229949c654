"""What a sheet to hand in is written with: a student's text as it was typed, a table, what the rules find."""

from sio_kit.forms.finding import NOTHING
from sio_kit.typography import BREAKS, NBSP, split, typeset

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


def findings_lines(title, findings, level=2):
    """Return the lines that list what the rules find, under a title of a level."""
    lines = []
    for each in findings:
        passage = f" ({each['passage']})" if each["passage"] else ""
        lines.append(f"- **{each['severity']}**{NBSP}: {escape_markdown(each['sentence'])}{passage}")
    return ["", f"{'#' * level} {title}", ""] + (lines or [f"- {NOTHING}"])
