"""The `sio-kit` command: what can be asked of it, and what answers."""

import signal
from contextlib import suppress
from functools import partial
from pathlib import Path

import sio_kit
from sio_kit.command.arguments import FrenchParser, choice, option, path
from sio_kit.command.terminal import complain, prepare, say
from sio_kit.course.lab import open_lab
from sio_kit.course.lessons import find_lesson, lessons
from sio_kit.course.page import PAGE, SLIDES, open_page
from sio_kit.course.student import student_file
from sio_kit.errors import ReferentialError, system_reason
from sio_kit.exchange.export import FORMS
from sio_kit.files import file_path
from sio_kit.folders import DATA, NOTEBOOKS, copy_course, is_clone, kit_folder
from sio_kit.quiz.outlets import OUTLETS, help_text
from sio_kit.quiz.present import open_quiz

DEFAULT_COURSE = "cours-sio"
# What to do where a function refuses one of its parameters: here it has an option.
REMEDIES = {
    "replace": "Ajoutez --remplacer, ou choisissez --sortie.",
    "course": "Choisissez avec --dossier un dossier où vous avez le droit d'écrire.",
    "port": "Choisissez-en un autre avec --port, ou ne mettez pas --port.",
    "site": "Ajoutez --remplacer, ou donnez un autre nom.",
    "papers": "Ajoutez --remplacer, ou donnez un autre dossier.",
    "form": "Faites le document avec --format html, ouvrez-le, puis imprimez-le en PDF.",
}


def main(argv=None):
    """Run the command; return its exit status: 0, 1 after a problem, 2 for a command that is not understood."""
    prepare()
    try:
        options = _parser().parse_args(argv)
        _check_current_folder()
        options.run(options)
        return 0
    except ReferentialError as error:
        error.remedy = REMEDIES.get(error.parameter, error.remedy)
        complain(str(error))
    except OSError as error:
        what = f"« {error.filename} »" if error.filename else "Un fichier"
        complain(f"{what} ne peut pas être lu ou écrit ({system_reason(error)}). Vérifiez son nom et vos droits.")
    except KeyboardInterrupt:
        complain("Arrêté avant la fin.")
        return 130
    finally:
        if argv is None:  # the process ends: a second Ctrl+C would only break its end
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    return 1


def _check_current_folder():
    try:
        Path.cwd()
    except OSError:
        raise ReferentialError("Le dossier courant n'existe plus.", "Allez dans un autre dossier.") from None


def _version(_options):
    from importlib.metadata import version

    say(f"sio-kit {version('sio_kit')}")


def _open(options):
    if options.etudiant and options.dossier is None:
        raise ReferentialError(
            "--etudiant fait une copie du cours sans les notes ni les réponses.",
            "Donnez-lui un dossier : sio-kit --dossier copie-etudiants --etudiant.",
        )
    if options.dossier is None and is_clone():
        course = kit_folder(NOTEBOOKS).parent
    else:
        course = options.dossier or DEFAULT_COURSE
        _say_copied(course, *copy_course(course, student_file if options.etudiant else None))
        with suppress(ReferentialError):  # a notebook says what is wrong where it reads the tables
            _say_borrowed(sio_kit.load_referential(Path(course, DATA)))
    open_lab(course, options.port, not options.sans_navigateur, options.bavard, say)


def _say_copied(course, added, kept):
    if added:
        say(f"Ajouté dans « {course} » : {', '.join(added)}.")
    if kept:
        say(f"Gardé tel quel, car différent de celui du kit : {', '.join(kept)}.")
    if not added and not kept:
        say(f"Le dossier « {course} » est complet : rien n'a été changé.")


def _say_borrowed(ref):
    if ref.borrowed:
        say(f"Absent de ces données, et lu dans celles du kit : {', '.join(ref.borrowed)}.")


def _check(options):
    ref = sio_kit.load_referential(options.dossier)
    say(f"Aucun problème : {len(ref.tables)} tables, {sum(len(ref.rows(name)) for name in ref.tables)} lignes.")
    _say_borrowed(ref)


def _show(options, shown_as):
    if shown_as is SLIDES and options.notebook and options.notebook.lower().endswith(".html"):
        open_quiz(options.notebook, not options.sans_navigateur, say)
        return
    course = _course(options)
    if lesson := _lesson(options, course):
        open_page(lesson, course, shown_as, options.port, not options.sans_navigateur, options.bavard, say)


def _document(options):
    from sio_kit.course.document import make_document

    course, target = _course(options), options.sortie and file_path(options.sortie)
    if lesson := _lesson(options, course):
        made = (options.format, options.corrige, options.remplacer, say, options.etudiant)
        written = make_document(lesson, course, target, *made)
        _say_written(written)
        if options.corrige and len(written) == 1:
            say("Ce notebook n'a ni réponses repliées ni quiz : il n'y a pas de corrigé.")
        if options.format == "scorm":
            say(OUTLETS["scorm"].where)


def _capytale(options):
    from sio_kit.course.capytale import make_capytale

    course = _course(options)
    if lesson := _lesson(options, course):
        _say_written(make_capytale(lesson, course, options.sortie, options.etudiant, options.remplacer))
        say(CAPYTALE)
        if not options.etudiant:
            say("Ce notebook porte vos notes et les réponses : pour une classe, ajoutez --etudiant.")


def _papers(options):
    from sio_kit.course.papers import make_papers

    made = (options.format, options.corrige, options.remplacer, say)
    written = make_papers(options.fiches, _course(options), options.notebooks, *made)
    pages = sum(count for _, count in written)
    _say_written(path for path, _ in written)
    say(f"{len(written)} fichiers{f', {pages} pages' if pages else ''}.")


def _site(options):
    from sio_kit.course import site

    target = site.site_folder(options.site)
    publishing = options.publier and site.publishing_file(target, options.publier)
    if options.remplacer or not (site.is_site(target) and (options.servir or publishing)):
        made = site.make_site(
            target, _course(options), options.etudiant, options.pdf, options.remplacer, say, options.labo
        )
        size = f"{made.size / 1_000_000:.1f}".replace(".", ",")
        say(f"Écrit : {made.folder} ({made.pages} pages, {size} Mo). Ouvrez {made.folder / 'index.html'}.")
    else:
        say(f"Le site « {target} » est déjà fait : --remplacer le refait.")
    if publishing:
        site.write_publishing(*publishing)
        say(f"Écrit : {publishing[0]}. Envoyez-le dans votre dépôt avec le dossier « {target} ».")
    if options.servir:
        site.serve_site(target, options.port, not options.sans_navigateur, say)


def _quiz(options):
    bank = sio_kit.question_bank(_referential(options), options.questions)
    draw = {"n": options.nombre, "seed": options.graine, "variants": options.variantes}
    draw |= {"themes": _several(options.themes), "niveau": _several(options.niveau)}
    _say_written(sio_kit.export_quiz(bank, options.format, options.sortie, **draw, replace=options.remplacer, say=say))
    say(OUTLETS[options.format].where)


def _export(options):
    _say_written(sio_kit.export_referential(_referential(options), options.format, options.sortie, options.remplacer))


def _referential(options):
    data = _course(options) / DATA
    return sio_kit.load_referential(data if data.is_dir() else None)


def _several(text):
    """Return what commas part; nothing is all."""
    return [part.strip() for part in text.split(",")] if text else None


def _say_written(paths):
    for each in paths:
        say(f"Écrit : {each}")


def _course(options):
    """Return the course that a command reads: --dossier, else the clone's, the one here, or the kit's own."""
    if options.dossier is not None:
        return Path(options.dossier)
    here = Path(DEFAULT_COURSE)
    return here if not is_clone() and here.is_dir() else kit_folder(NOTEBOOKS).parent


def _lesson(options, course):
    """Return the notebook asked for; where none is, list those that there are."""
    folder = course / NOTEBOOKS
    if options.notebook is not None:
        return find_lesson(options.notebook, folder)
    known = lessons(folder)
    if not known:
        raise ReferentialError(f"Il n'y a aucun notebook dans « {folder} ».", "Donnez avec --dossier celui d'un cours.")
    say(f"Les notebooks de « {folder} », dans l'ordre du cours :")
    for lesson in known:
        say(f"    {lesson.name:<18} {lesson.title}")
    return None


NOTEBOOK = option("NOTEBOOK", "son numéro (01), son nom ou son chemin", path, nargs="?")
COURSE = option("--dossier D", "le dossier du cours", path)
SERVER = (
    option("--port N", "port (par défaut, un port libre)", int),
    option("--sans-navigateur", "afficher l'adresse sans ouvrir le navigateur"),
    option("--bavard", "montrer le journal de Jupyter, en anglais"),
)
FILE = (
    option("--sortie F", "le fichier à écrire", path),
    option("--remplacer", "remplacer un fichier qui existe déjà"),
)
DOCUMENTS = "html (par défaut) ; pdf ; scorm : un paquetage, où Moodle garde le travail et la note de chacun"
CAPYTALE = (
    "Dans Capytale, créez une activité « Notebook Python » et importez-y le notebook ; "
    "puis ajoutez le fichier .whl, tel quel, aux fichiers annexes de l'activité."
)
EXPORTS = " ; ".join(f"{form} : {what}" for form, (_, what, _) in FORMS.items())
COMMANDS = {
    "verifier": (
        _check,
        "vérifier un dossier de données",
        "Vérifie les tables d'un dossier de données et dit ce qui ne va pas : fichier, ligne, colonne.",
        [option("DOSSIER", "le dossier qui contient datapackage.json", path)],
    ),
    "page": (
        partial(_show, shown_as=PAGE),
        "montrer un notebook comme une page, sans le code",
        "Montre un notebook comme une page interactive, sans le code, sur cette machine seulement.",
        [NOTEBOOK, COURSE, *SERVER],
    ),
    "presenter": (
        partial(_show, shown_as=SLIDES),
        "projeter un notebook en diapositives dont tout reste interactif, ou un quiz",
        "Projette un notebook en diapositives, sans le code, sur cette machine seulement ; la touche H montre les "
        "touches. Donnez-lui aussi le fichier qu'écrit « quiz --format projecteur » : quiz-projecteur.html.",
        [NOTEBOOK, COURSE, *SERVER],
    ),
    "document": (
        _document,
        "faire d'un notebook un fichier à envoyer ou à imprimer",
        "Exécute un notebook et en fait un seul fichier, qui se lit sans Python ni réseau.",
        [
            NOTEBOOK,
            choice("--format", DOCUMENTS, "html", "pdf", "scorm", default="html"),
            option("--corrige", "faire aussi le corrigé, dans un fichier à part"),
            option("--etudiant", "sans les réponses, même repliées"),
            *FILE,
            COURSE,
        ],
    ),
    "capytale": (
        _capytale,
        "préparer un notebook pour Capytale, où Python s'exécute dans le navigateur",
        "Écrit un notebook qui charge le cours, et le fichier à lui joindre : rien n'est à installer.",
        [
            NOTEBOOK,
            option("--etudiant", "sans les notes de l'enseignant ni les réponses"),
            option("--sortie D", "le dossier où écrire (par défaut, capytale-01)", path),
            FILE[1],
            COURSE,
        ],
    ),
    "fiches": (
        _papers,
        "faire ce que l'on photocopie : fiches, cartes, évaluations",
        "Écrit ce que l'on photocopie : les fiches de chaque leçon, où écrire ; les cartes à couper, la carte muette, "
        "la frise, le glossaire ; deux évaluations écrites d'une heure.",
        [
            option("FICHES", "le dossier où les écrire", path),
            option("NOTEBOOKS", "les leçons voulues : 03, ou 03 05 (par défaut, toutes)", path, nargs="*"),
            choice("--format", "pdf (par défaut ; il faut Chromium) ou html", "html", "pdf", default="pdf"),
            option("--corrige", "faire aussi les corrigés, dans des fichiers à part"),
            option("--remplacer", "remplacer les fiches qui existent déjà"),
            COURSE,
        ],
    ),
    "site": (
        _site,
        "faire du cours entier un site, à publier ou à copier sur une clé",
        "Écrit le cours entier en pages qui s'ouvrent partout, sans Python ni réseau : leçons, texte, quiz, recherche.",
        [
            option("SITE", "le dossier à écrire", path),
            option("--etudiant", "sans les pages de l'enseignant ni les réponses"),
            option("--pdf", "imprimer aussi chaque leçon en PDF (quelques secondes par leçon ; il faut Chromium)"),
            option("--labo PYODIDE", "ajouter JupyterLite à la leçon 10, fait d'un Pyodide décompressé", path),
            option("--remplacer", "remplacer un site du kit qui existe déjà"),
            option("--servir", "montrer le site sur cette machine, pour l'essayer"),
            choice("--publier", "écrire de quoi le publier : gitlab ou github", "gitlab", "github", default=None),
            COURSE,
            *SERVER[:2],
        ],
    ),
    "quiz": (
        _quiz,
        "écrire un quiz pour le papier, Moodle, un vote en classe…",
        "Tire des questions de la banque et les écrit pour le papier, Moodle, un vote en classe… "
        "Ce que le format ne peut pas porter est laissé de côté, et dit.",
        [
            choice("--format", help_text(), *OUTLETS, default="papier"),
            option("--nombre N", "nombre de questions (sinon toutes, ou 10 pour ce à quoi répond une classe)", int),
            option("--themes T", "thèmes, séparés par des virgules : processus,options"),
            option("--niveau N", "niveaux, de 1 (reconnaître) à 3 (réfléchir), séparés par des virgules : 1,2"),
            option("--graine S", "un nombre : le même donne le même tirage", int),
            option("--variantes V", "sur papier, nombre de sujets A, B…", int, default=1),
            option("--questions F", "ajouter les questions d'un fichier CSV à vous", path),
            *FILE,
            COURSE,
        ],
    ),
    "exporter": (
        _export,
        "écrire le référentiel pour un tableur ou le web de données",
        "Écrit le référentiel pour d'autres outils. Dans un tableur, un texte qui commence par = reste un texte.",
        [option("FORMAT", EXPORTS, choices=list(FORMS)), *FILE, COURSE],
    ),
}


def _parser():
    parser = FrenchParser(
        prog="sio-kit", description="Ouvre le cours sur le référentiel du BTS SIO dans JupyterLab, en français."
    )
    copy = "travailler sur une copie du cours dans le dossier D ; les fichiers qui s'y trouvent déjà restent tels quels"
    parser.add([option("--dossier D", copy, path), *SERVER])
    parser.add([option("--etudiant", "dans cette copie, ni notes de l'enseignant ni réponses")])
    parser.add_argument("--version", action="store_const", dest="run", const=_version, help="montrer la version du kit")
    parser.set_defaults(run=_open)
    commands = parser.add_commands()
    for name, (run, summary, description, options) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=description)
        command.add(options, before=[COURSE, *SERVER])
        command.set_defaults(run=run)
    return parser
