"""The ways through the lessons that the table `parcours` gives: some lessons in an order, for the time that one has."""

from html import escape

from sio_kit.course.site.frame import address
from sio_kit.typography import NBSP, typeset

TABLE = "parcours"
MINUTES = 55  # of a séance
HOW = typeset("Des leçons dans un ordre, selon le temps que vous avez. Ouvrez un parcours, suivez-le de haut en bas.")


def routes_html(ref, chapters):
    """Return the part of the first page that shows the ways all of whose lessons the site has; "" for none."""
    known = {chapter.name: chapter for chapter in chapters}
    shown = [
        _route(name, steps, known) for name, steps in _routes(ref) if all(step["lecon"] in known for step in steps)
    ]
    return f'<h2 id="parcours">Des parcours</h2>\n<p class="site-how">{HOW}</p>\n{"".join(shown)}' if shown else ""


def _routes(ref):
    """Return [(name, its rows in order)]."""
    rows = ref.rows(TABLE, by="ordre") if TABLE in ref.tables else []
    names = dict.fromkeys(row[TABLE] for row in (ref.rows(TABLE) if rows else []))
    return [(name, [row for row in rows if row[TABLE] == name]) for name in names]


def _route(name, steps, known):
    total = sum(step["seances"] for step in steps)
    told = typeset(f" : {steps[0]['but']} ({_sessions(total)}, {_time(total * MINUTES)})")
    links = "".join(_step(step, known[step["lecon"]]) for step in steps)
    return (
        f'<details class="site-route"><summary><strong>{escape(name)}</strong>{escape(told)}</summary>'
        f"<ol>{links}</ol></details>\n"
    )


def _step(step, chapter):
    count, precision = step["seances"], step["precision"]
    about = precision if count == 1 and precision else ", ".join(filter(None, [_sessions(count), precision]))
    link = f'<a href="{address(chapter.path)}">{escape(chapter.heading)}</a>'
    return f"<li>{link}<span>{escape(typeset(f' : {about}'))}</span></li>"


def _sessions(count):
    return f"{count} séance{'s' if count > 1 else ''}"


def _time(minutes):
    return f"{minutes // 60}{NBSP}h{NBSP}{minutes % 60:02d}"
