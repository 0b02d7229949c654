"""A page that a learning platform plays: a SCORM 1.2 package, whose platform keeps what a student does in it."""

import hashlib
from html import escape
from pathlib import Path

from sio_kit.files import zipped
from sio_kit.frontend.base import module
from sio_kit.frontend.page import READ, alive, data
from sio_kit.spreadsheet import REFUSED

STYLE = Path(__file__).with_suffix(".css")
PAGE = "index.html"
START = f'{READ}\nplay(read("sio-states"), read("sio-modules"), read("sio-names"));'
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="sio_kit-{name}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
    <imsmd:lom>
      <imsmd:general>
        <imsmd:title><imsmd:langstring xml:lang="fr">{title}. {edition}</imsmd:langstring></imsmd:title>
        <imsmd:language>fr</imsmd:language>
      </imsmd:general>
    </imsmd:lom>
  </metadata>
  <organizations default="cours">
    <organization identifier="cours">
      <title>{title}</title>
      <item identifier="lecon" identifierref="page">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="{page}">
      <file href="{page}"/>
    </resource>
  </resources>
</manifest>
"""


def alive_in_platform(states, modules, styles, before=""):
    """Return what `alive` does, for a page that hands over what is done in it to the platform that plays it, if any.

    A state is known again by all that it holds when the page opens: another question, and it is another.
    """
    names = [hashlib.sha256(repr(sorted(state.items())).encode("utf-8", "replace")).hexdigest()[:8] for state in states]
    before = "\n".join(filter(None, [before, data("sio-names", names)]))
    styles = [*styles, STYLE.read_text(encoding="utf-8")]
    return alive(states, modules, styles, before, start=f"{module(__file__)}\n{START}")


def package(page, title, edition):
    """Return the bytes of a package: a whole HTML page and its manifest in a zip, the same bytes each time."""
    texts = {"imsmanifest.xml": _manifest(title, str(edition)), PAGE: page}
    return zipped({name: text.encode("utf-8", "replace") for name, text in texts.items()})


def _manifest(title, edition):
    title, edition = (escape(REFUSED.sub("", text)) for text in (title, edition))
    name = hashlib.sha256(title.encode("utf-8")).hexdigest()[:16]
    return MANIFEST.format(name=name, title=title, edition=edition, page=PAGE)
