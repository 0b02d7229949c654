"""Texts side by side, built once and shown twice: as HTML in a page, as an outline in a terminal."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from sio_kit.typography import NBSP

STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class Text:
    """Some words, and the label that stands before them in the colour of its place."""

    words: str
    label: str = ""
    place: str = ""

    def __str__(self):
        return f"{self.label}{NBSP}: {self.words}" if self.label else self.words

    def html(self, mark):
        label = f'<b class="sio-{self.place}">{escape(self.label)}</b> ' if self.label else ""
        return f'<li data-mark="{escape(mark)}">{label}{escape(self.words)}</li>'


@dataclass(frozen=True)
class Group:
    """A heading and its texts; `place` is its column, `mark` what each text carries once all columns are one."""

    title: str
    texts: list
    place: str
    mark: str = ""

    def outline(self):
        if not self.title:
            return list(map(str, self.texts))
        return [f"  {self.title}", *(f"    - {text}" for text in self.texts)]

    def html(self):
        texts = "".join(text.html(self.mark) for text in self.texts)
        return f'<div class="sio-group sio-{self.place}">{_heading("h4", self.title)}<ul>{texts}</ul></div>'


@dataclass(frozen=True)
class Band:
    """Groups that stand side by side, under a heading if there is one."""

    title: str
    groups: list

    def outline(self):
        lines = [line for group in self.groups for line in group.outline()]
        return [self.title, *lines] if self.title else lines

    def html(self):
        groups = "\n".join(group.html() for group in self.groups)
        return f'<div class="sio-band">{_heading("h3", self.title)}\n{groups}</div>'


@dataclass(frozen=True)
class Texts:
    """Bands of texts ready to be shown; `kind` names their rules in the style sheet, `colours` those of the places."""

    kind: str
    bands: list
    note: str
    colours: dict

    def __repr__(self):
        return "\n".join([*(line for band in self.bands for line in band.outline()), self.note])

    def _repr_html_(self):
        fills = "; ".join(
            f"--sio-{place}: {own.fill}; --sio-on-{place}: {own.text}" for place, own in self.colours.items()
        )
        bands = "\n".join(band.html() for band in self.bands)
        return (
            f'<div class="sio-texts sio-{self.kind}" lang="fr" style="{fills}">'
            f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n{bands}\n<p>{escape(self.note)}</p></div>"
        )


def _heading(level, title):
    # JupyterLab would list it among the notebook's own headings.
    return f'<{level} class="jp-toc-ignore"><span>{escape(title)}</span></{level}>' if title else ""
