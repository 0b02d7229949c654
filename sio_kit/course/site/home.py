"""The first page of a site: its lessons, what else there is, where one stopped, what the device keeps."""

from html import escape

from sio_kit.course.site.files import script
from sio_kit.course.site.frame import Page, address
from sio_kit.course.site.routes import routes_html
from sio_kit.typography import typeset

HOME = "index.html"
LEAD = typeset(
    "Ouvrez une leçon et commencez : ni compte, ni installation. Après une visite, tout s'ouvre aussi sans réseau."
)
KEPT = typeset(
    "Ce que vous écrivez et choisissez ici est gardé par ce navigateur, sur cet appareil, et nulle part ailleurs. "
    "Sur un poste partagé, enregistrez votre travail dans un fichier, puis effacez."
)
KEPT_WITHOUT_SCRIPTS = typeset("JavaScript est désactivé : rien n'est gardé.")


def home_page(ref, chapters, others, files):
    """Return the first page; `others` are the site's other pages: [(path, title, what one does there)]."""
    edition = ref.edition
    lessons = "\n".join(_card(chapter.path, chapter.title, _about(chapter), chapter.number) for chapter in chapters)
    tools = "\n".join(_card(path, title, f"<p>{escape(words)}</p>") for path, title, words in others)
    numbers = "" if all(chapter.number for chapter in chapters) else " unnumbered"
    main = f"""<h1>{escape(edition.title)}</h1>
<p class="site-lead">{LEAD}</p>
<p>{escape(edition.sentence)}</p>
<p class="sio site-resume" id="reprendre" hidden></p>
<h2 id="lecons">Les leçons</h2>
<ol class="sio site-cards{numbers}" id="liste">
{lessons}
</ol>
{routes_html(ref, chapters)}
<h2 id="outils">Lire, chercher, s'entraîner</h2>
<ul class="sio site-cards small">
{tools}
</ul>
<h2 id="garde">Ce que garde cet appareil</h2>
<p>{KEPT}</p>
<noscript><p>{KEPT_WITHOUT_SCRIPTS}</p></noscript>
<div class="sio" id="travaux" aria-live="polite"></div>"""
    return Page(HOME, edition.title, main, scripts=[files.share("accueil.js", script("home.js"))], kind="home")


def _card(path, title, about, number=""):
    shown = f'<span class="number">{escape(number)}</span> ' if number else ""
    return f'<li><h3><a href="{address(path)}">{shown}{escape(title)}</a></h3>{about}</li>'


def _about(chapter):
    duration = f'<p class="duration">{escape(chapter.duration.rstrip("."))}</p>' if chapter.duration else ""
    aim = f"<p>{escape(chapter.aim)}</p>" if chapter.aim else ""
    return duration + aim
