"""The `sio-kit` command: open the course in JupyterLab, check a data folder."""

import sys

from sio_kit.arguments import FrenchParser
from sio_kit.errors import ReferentialError
from sio_kit.folders import NOTEBOOKS, copy_course, is_clone, kit_folder
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
    return parser


def _open(options):
    from sio_kit.lab import open_lab

    if options.dossier is None and is_clone():
        course = kit_folder(NOTEBOOKS).parent
    else:
        course = options.dossier or DEFAULT_COURSE
        _say_copied(course, *copy_course(course))
    open_lab(course, options.port, not options.sans_navigateur, options.bavard, say=_say)
    return 0


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
    from sio_kit.package import record_verification
    from sio_kit.referential import read_package

    package, rows, contents = read_package(options.dossier_donnees, trust_record=False)
    print(typeset(f"Aucun problème : {len(rows)} tables, {sum(map(len, rows.values()))} lignes."))
    if options.enregistrer:
        record_verification(package, contents)
        print("Vérification enregistrée dans datapackage.json.")
    return 0
