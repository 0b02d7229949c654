"""What the tests ask of texts side by side: what stands under which headings, and the words of both renderings."""

import re
from xml.etree import ElementTree


def standing(shown):
    """List the texts of the HTML, each with the heading of its band and that of its group ("" for none)."""
    return [
        (band.findtext("h3/span", ""), group.findtext("h4/span", ""), "".join(text.itertext()))
        for band in ElementTree.fromstring(shown._repr_html_()).findall("div")
        for group in band.findall("div")
        for text in group.iter("li")
    ]


def html_words(shown):
    """Return what the HTML says, in order, without its style sheet."""
    root = ElementTree.fromstring(shown._repr_html_())
    root.find("style").text = ""
    return words_of("\n".join(root.itertext()))


def words_of(text):
    return re.findall(r"[\w≈*]+", text)
