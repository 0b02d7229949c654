"""The teacher's page of the bank: a quiz is chosen, read, and made in the page by the Python that the command runs."""

import sio_kit
from sio_kit.course.site.files import called, script
from sio_kit.course.site.frame import Page
from sio_kit.course.site.teachers import FOLDER
from sio_kit.errors import ReferentialError
from sio_kit.forms import BANK_MODULES
from sio_kit.forms.engine import files_of
from sio_kit.typography import typeset

PATH, TITLE = f"{FOLDER}/banque.html", "Préparer un quiz"
HOW = typeset(
    "Choisissez, relisez le tirage, puis téléchargez le fichier ou tapez la commande : les deux donnent le même, "
    "à l'octet près. Gardez la graine : elle redonne ce tirage."
)
WITHOUT_SCRIPTS = typeset("Sans JavaScript, la commande fait tout ce que fait cette page : uv run sio-kit quiz --help.")


def bank_page(ref, files):
    """Return the page of the bank; None where the tables give no question."""
    try:
        tables = sio_kit.question_bank(ref).tables()
    except ReferentialError:
        return None
    if not tables["questions"]:
        return None
    main = f"""<h1>{TITLE}</h1>
<p class="site-how">{HOW}</p>
<noscript><p>{WITHOUT_SCRIPTS}</p></noscript>
<div class="sio site-bank" id="banque"></div>"""
    data = called("pythonMore", files_of(BANK_MODULES)) + called("bank", tables)
    scripts = [files.share("banque.js", script("bank.js")), files.share("questions.js", data)]
    return Page(PATH, TITLE, main, scripts=scripts, python=True, kind="bank")
