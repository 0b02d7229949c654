"""The `sio-kit` command: open the course in JupyterLab, check a data folder."""

import sys
from argparse import SUPPRESS
from pathlib import Path

from sio_kit.command.arguments import FrenchParser
from sio_kit.errors import ReferentialError
from sio_kit.folders import DATA, NOTEBOOKS, copy_course, is_clone, kit_folder
from sio_kit.typography import typeset

DEFAULT_COURSE = "cours-sio"


def main(argv=None):
    """Run the command; return its exit status: 0, 1 after a problem, 2 for a command that is not understood."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may lack a French character
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(argv)
    try:
        return options.run(options)
    except ReferentialError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Arrêté avant la fin.", file=sys.stderr)
        return 130


def _parser():
    parser = FrenchParser(
        prog="sio-kit",
        description="Ouvre le cours sur le référentiel du BTS SIO dans JupyterLab, en français.",
    )
    parser.add_argument(
        "--dossier",
        metavar="D",
        help="travailler sur une copie du cours dans le dossier D ; "
        "les fichiers qui s'y trouvent déjà ne sont jamais remplacés",
    )
    parser.add_argument("--port", type=int, metavar="N", help="port de JupyterLab (par défaut, le premier libre)")
    parser.add_argument("--sans-navigateur", action="store_true", help="afficher l'adresse sans ouvrir le navigateur")
    parser.add_argument("--bavard", action="store_true", help="montrer le journal de JupyterLab, en anglais")
    parser.set_defaults(run=_open)
    commands = parser.add_commands()
    check = commands.add_parser(
        "verifier",
        help="vérifier un dossier de données",
        description="Vérifie les tables d'un dossier de données et dit ce qui ne va pas : fichier, ligne, colonne.",
    )
    check.add_argument("dossier_donnees", metavar="DOSSIER", help="le dossier qui contient datapackage.json")
    check.add_argument(
        "--enregistrer",
        action="store_true",
        help="noter dans datapackage.json que les fichiers sont vérifiés : ils se chargeront plus vite",
    )
    check.set_defaults(run=_check)
    _add_page(commands)
    _add_document(commands)
    _add_quiz(commands)
    return parser


def _add_page(commands):
    page = commands.add_parser(
        "page",
        help="montrer un notebook comme une page, sans le code",
        description="Montre un notebook comme une page interactive, sans le code, sur cette machine seulement.",
    )
    slides = commands.add_parser(
        "presenter",
        help="projeter un notebook, en diapositives dont tout reste interactif",
        description="Projette un notebook en diapositives, sans le code, sur cette machine seulement. "
        "La touche H montre les touches.",
    )
    for command in (page, slides):
        _add_notebook(command)
        # Also after the command's name; what is not given leaves what stands before it.
        command.add_argument("--port", type=int, metavar="N", default=SUPPRESS, help="port (par défaut, un libre)")
        command.add_argument(
            "--sans-navigateur",
            action="store_true",
            default=SUPPRESS,
            help="afficher l'adresse sans ouvrir le navigateur",
        )
    page.set_defaults(run=_page, form="PAGE")
    slides.set_defaults(run=_page, form="SLIDES")


def _add_notebook(command):
    command.add_argument("notebook", metavar="NOTEBOOK", nargs="?", help="son numéro (01), son nom ou son chemin")


def _add_document(commands):
    document = commands.add_parser(
        "document",
        help="faire d'un notebook un fichier à envoyer ou à imprimer",
        description="Exécute un notebook et en fait un seul fichier, qui se lit sans Python ni réseau.",
    )
    _add_notebook(document)
    document.add_argument("--format", default="html", choices=("html", "pdf"), help="html (par défaut) ou pdf")
    document.add_argument("--corrige", action="store_true", help="faire aussi le corrigé, dans un fichier à part")
    document.add_argument("--sortie", metavar="F", help="le fichier à écrire (par défaut, le nom du notebook)")
    document.add_argument("--remplacer", action="store_true", help="remplacer un fichier qui existe déjà")
    document.set_defaults(run=_document)


def _add_quiz(commands):
    quiz = commands.add_parser(
        "quiz",
        help="écrire un quiz pour Moodle ou pour le papier",
        description="Tire des questions de la banque et les écrit pour Moodle, Éléa ou le papier.",
    )
    quiz.add_argument(
        "--format",
        default="papier",
        choices=("gift", "moodle-xml", "papier"),
        help="gift, moodle-xml, ou papier (par défaut) : un sujet et son corrigé, en HTML à imprimer",
    )
    quiz.add_argument("--nombre", type=int, metavar="N", help="nombre de questions (sinon toutes ; 10 sur papier)")
    quiz.add_argument("--themes", metavar="T", help="thèmes, séparés par des virgules : processus,options")
    quiz.add_argument("--graine", type=int, metavar="S", help="un nombre : le même donne le même tirage")
    quiz.add_argument("--variantes", type=int, default=1, metavar="V", help="sur papier, nombre de sujets A, B…")
    quiz.add_argument("--questions", metavar="F", help="ajouter les questions d'un fichier CSV à vous")
    quiz.add_argument("--sortie", metavar="F", help="le fichier à écrire")
    quiz.add_argument("--remplacer", action="store_true", help="remplacer un fichier qui existe déjà")
    quiz.set_defaults(run=_quiz)


def _open(options):
    from sio_kit.course.lab import open_lab

    if options.dossier is None and is_clone():
        course = kit_folder(NOTEBOOKS).parent
    else:
        course = options.dossier or DEFAULT_COURSE
        _say_copied(course, *copy_course(course))
    open_lab(course, options.port, not options.sans_navigateur, options.bavard, say=_say)
    return 0


def _page(options):
    lesson, course = _lesson(options)
    if lesson:
        from sio_kit.course import page

        form = getattr(page, options.form)
        page.open_page(lesson, course, form, options.port, not options.sans_navigateur, options.bavard, say=_say)
    return 0


def _document(options):
    lesson, course = _lesson(options)
    if lesson is None:
        return 0
    from sio_kit.course.document import make_document

    written = make_document(lesson, course, options.sortie, options.format, options.corrige, options.remplacer, _say)
    for path in written:
        _say(typeset(f"Écrit : {path}"))
    if options.corrige and len(written) == 1:
        _say("Ce notebook n'a ni réponses repliées ni quiz : il n'y a pas de corrigé.")
    return 0


def _quiz(options):
    from sio_kit.quiz.bank import question_bank
    from sio_kit.quiz.export import export_quiz
    from sio_kit.referential.load import load_referential

    data = _course(options) / DATA
    bank = question_bank(load_referential(data if data.is_dir() else None), options.questions)
    themes = [theme.strip() for theme in options.themes.split(",")] if options.themes else None
    draw = {"n": options.nombre, "themes": themes, "seed": options.graine, "variants": options.variantes}
    for path in export_quiz(bank, options.format, options.sortie, **draw, replace=options.remplacer):
        _say(typeset(f"Écrit : {path}"))
    return 0


def _lesson(options):
    """Return the notebook asked for and its course; without one, list those that there are."""
    from sio_kit.course.lessons import find_lesson, lessons

    course = _course(options)
    if options.notebook is not None:
        return find_lesson(options.notebook, course / NOTEBOOKS), course
    _say(typeset(f"Les notebooks de « {course / NOTEBOOKS} », dans l'ordre du cours :"))
    for lesson in lessons(course / NOTEBOOKS):
        _say(f"    {lesson.name:<18} {lesson.title}")
    return None, course


def _course(options):
    """Return the course that a command reads: --dossier, else the clone's, the one here, or the kit's own."""
    if options.dossier is not None:
        return Path(options.dossier)
    here = Path(DEFAULT_COURSE)
    return here if not is_clone() and here.is_dir() else kit_folder(NOTEBOOKS).parent


def _say_copied(course, added, kept):
    if added:
        _say(typeset(f"Ajouté dans « {course} » : {', '.join(added)}."))
    if kept:
        _say(typeset(f"Gardé tel quel, car différent de celui du kit : {', '.join(kept)}."))
    if not added and not kept:
        _say(typeset(f"Le dossier « {course} » est complet : rien n'a été changé."))


def _say(text):
    print(text, flush=True)


def _check(options):
    from sio_kit.referential.load import load_referential

    ref = load_referential(options.dossier_donnees)
    count = sum(len(ref.rows(name)) for name in ref.tables)
    print(typeset(f"Aucun problème : {len(ref.tables)} tables, {count} lignes."))
    if ref.borrowed:
        print(typeset(f"Absent de ce dossier, et lu dans le kit : {', '.join(ref.borrowed)}."))
    return 0
