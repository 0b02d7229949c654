"""What a sheet to hand in is written with: a student's text as it was typed, a list of findings."""

import re

from sio_kit.typography import NBSP


def plain(text):
    """Return a student's text so that Markdown shows it as it was typed, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", " ".join(text.split()))


def findings_list(findings, nothing):
    """Return the lines of a list of findings; `nothing` is said where there are none."""
    lines = []
    for finding in findings:
        passage = f" ({finding.passage})" if finding.passage else ""
        lines.append(f"- **{finding.severity}**{NBSP}: {plain(finding.sentence)}{passage}")
    return lines or [f"- {nothing}"]
