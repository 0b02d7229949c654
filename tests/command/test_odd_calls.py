"""Whatever is typed after `sio-kit`: a French sentence and a status, never a traceback."""

import random
import re

import pytest

from sio_kit.command.cli import main

ENGLISH = re.compile(r"\b(usage|error|invalid|argument|choose|No such|Traceback|Errno|File name|Permission|null)\b")
NUMBERS = ["0", "-5", "9" * 30, "9" * 5000, "abc", "1.5", "", "٣", "'"]
# Names that stay in the current folder, or cannot be written at all.
NAMES = [
    *("x", "é à.html", "a" * 300, "b/" * 3000 + "c", "fichier", "fichier/x", "lien", "boucle", "boucle/x", "vide", ""),
    *("nul\0", "seul\ud800", "octet\udce9", "saut\nde ligne", "/proc/rien", "/proc/self/mem", "-", "~", "'"),
]
PLACES = [*NAMES, "/", ".", ".."]
NOTEBOOKS = ["0" * 300, "9" * 5000, "zut", "_", "*", "brouillon.ipynb", "abîmé.ipynb", *PLACES]
PORT = ("--port", "65535", [*NUMBERS, "1", "65536"])
COURSE = ("--dossier", "vide", PLACES)
# For each command: what it takes without a name (usual, odd), then its options (name, usual, odd).
COMMANDS = {
    "verifier": [("", "vide", PLACES)],
    "page": [("", "01", NOTEBOOKS), PORT, COURSE],
    "presenter": [("", "processus", [*NOTEBOOKS, "x.html", "page.html", "dossier.html"]), PORT, COURSE],
    "document": [
        ("", "1", NOTEBOOKS),
        ("--sortie", "y.html", PLACES),
        ("--format", "html", ["pdf", "scorm", "gift", "zut", "'", ""]),
        COURSE,
    ],
    "quiz": [
        ("--sortie", "y.html", PLACES),
        ("--questions", "questions.csv", [*PLACES, "abîmé.ipynb"]),
        ("--themes", "processus", [",", "", "zut", "seul\ud800"]),
        ("--niveau", "1,2", [*NUMBERS, ",", "1;2", "seul\ud800"]),
        ("--nombre", "3", NUMBERS),
        ("--graine", "1", NUMBERS),
        ("--variantes", "2", NUMBERS),
        (
            "--format",
            "papier",
            ["gift", "moodle-xml", "kahoot", "anki", "cartes", "projecteur", "scorm", "zut", "'", ""],
        ),
        COURSE,
    ],
    "fiches": [
        ("", "fiches", PLACES),
        ("", "12", NOTEBOOKS),
        ("--format", "html", ["pdf", "gift", "zut", "'", ""]),
        COURSE,
    ],
    "site": [
        ("", "cours-en-pages", PLACES),
        ("--publier", "gitlab", ["github", "zut", "'", ""]),
        COURSE,
    ],
    "exporter": [("", "skos", ["xlsx", "ods", "csv", "'", ""]), ("--sortie", "y.html", PLACES), COURSE],
    "zut": [PORT],
}
FLAGS = [
    "--remplacer",
    "--etudiant",
    "--servir",
    "--corrige",
    "--sans-navigateur",
    "--bavard",
    "--version",
    "--help",
    "--zut",
    "-x",
    "--",
]


def odd_call(chance):
    """Return a command line, as it may be typed by mistake or by a script: one or two things in it are odd."""
    if chance.random() < 0.1:
        return ["--dossier", chance.choice(NAMES), "--port", chance.choice(["65535", *PORT[2]])]
    command = chance.choice(list(COMMANDS))
    given = [each for each in COMMANDS[command] if not each[0] or chance.random() < 0.5]
    odd = chance.sample(given, min(len(given), chance.choice([0, 1, 1, 2])))
    call = [command]
    for name, usual, values in given:
        value = chance.choice(values) if (name, usual, values) in odd else usual
        call += [f"{name}={value}"] if name and chance.random() < 0.5 else [name, value] if name else [value]
    if command in ("document", "quiz", "fiches", "exporter") and chance.random() < 0.5:
        call.append("--remplacer")
    return [*call, chance.choice(FLAGS)] if chance.random() < 0.1 else call


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A current folder with what a name may stand for; no server runs, no notebook is executed or shown.

    What takes long to be made is not, where a call cannot change it.
    """

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("sio_kit.course.lab.jupyter_process", stop)
    monkeypatch.setattr("sio_kit.course.page.jupyter_process", stop)
    monkeypatch.setattr("sio_kit.course.site.serve.jupyter_process", stop)
    monkeypatch.setattr("sio_kit.course.site.make._chapters", lambda *_: [])  # a site without its pages
    monkeypatch.setattr("sio_kit.course.site.make._add_pages", lambda *_: None)
    for form in ("xlsx", "ods"):  # a workbook without its tables
        monkeypatch.setattr(f"sio_kit.exchange.export.{form}", lambda *_, **__: b"")
    monkeypatch.setattr("nbclient.NotebookClient.execute", lambda *_, **__: None)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("fichier").write_text("", encoding="utf-8")
    tmp_path.joinpath("lien").symlink_to("nulle part")
    tmp_path.joinpath("boucle").symlink_to("boucle")
    tmp_path.joinpath("vide").mkdir()
    tmp_path.joinpath("dossier.html").mkdir()
    tmp_path.joinpath("page.html").write_text("<p>une page</p>", encoding="utf-8")
    columns = "code;theme;type;difficulte;question;bonnes;mauvaises;explication;passages"
    tmp_path.joinpath("questions.csv").write_text(columns, encoding="utf-8")
    tmp_path.joinpath("abîmé.ipynb").write_text("[" * 100_000, encoding="utf-8")
    tmp_path.joinpath("brouillon.ipynb").write_bytes(b'{"cells": \xff')
    return tmp_path


def answer(call, capsys):
    try:
        status = main(call)
    except SystemExit as left:
        status = left.code
    output = capsys.readouterr()
    return status, output.out, output.err


@pytest.mark.parametrize("seed", range(5))
def test_every_call_ends_with_a_status_and_in_french(here, capsys, seed):
    chance = random.Random(seed)
    for _ in range(50):
        call = odd_call(chance)
        status, out, err = answer(call, capsys)
        assert status in (0, 1, 2, 130), call
        assert bool(err) == (status != 0), call
        assert status == 0 or err.rstrip().endswith((".", "l'aide.")), (call, err)
        for name in (text for text in call if len(text) > 3):
            err = err.replace(name, "")
        assert not ENGLISH.search(err + out), (call, err)
    assert not list(here.rglob("*.tmp"))
