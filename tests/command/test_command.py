"""The `sio-kit` command, without a browser: what it says, copies, refuses."""

import os
import re
import shutil
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest
from running import environment, plain, run

import sio_kit
from sio_kit.command.cli import main
from sio_kit.errors import ReferentialError
from sio_kit.folders import DATA, NOTEBOOKS, copy_course, kit_folder

ENGLISH = re.compile(r"\b(usage|options?:|optional|positional|show|help|error|argument|required|invalid|choose|exit)\b")


def said(capsys):
    output = capsys.readouterr()
    return plain(output.out + output.err).strip()


def refused(arguments):
    """Run the command; return the status with which argparse leaves."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    return caught.value.code


@pytest.mark.parametrize("arguments", [["--help"], ["verifier", "-h"]])
def test_the_help_is_french(capsys, arguments):
    assert refused(arguments) == 0
    text = said(capsys)
    assert text.startswith("Utilisation : sio-kit")
    words = text.replace("--help", "").replace("options :", "")
    assert not ENGLISH.search(words.lower())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["jouer"], "« jouer » n'est pas reconnu ; choix possibles : "),
        (["--prt"], "« --prt » n'est pas reconnu."),
        (["--port", "abc"], "« --port » attend un nombre entier, et non « abc »."),
        (["--port"], "« --port » attend une valeur."),
        (["--bavard=3"], "« --bavard » n'attend pas de valeur."),
        (["--port", "l'un"], "« --port » attend un nombre entier, et non « l'un »."),
        (["l'aide"], "« l'aide » n'est pas reconnu ; choix possibles : "),
        (["document", "01", "sur\ndeux lignes"], "« sur\ndeux lignes » n'est pas reconnu."),
        (["verifier", ""], "« DOSSIER » : ce nom est vide."),
        (["quiz", "--sortie", "a\0"], "« --sortie » : ce nom contient un caractère qui n'est pas permis."),
        (["--dossier", "caf\udce9"], "« --dossier » : ce nom contient un caractère qui n'est pas permis."),
        (["verifier"], "Il manque : DOSSIER."),
    ],
)
def test_a_command_that_is_not_understood(capsys, arguments, sentence):
    assert refused(arguments) == 2
    text = said(capsys)
    assert text.startswith(sentence)
    assert text.endswith("--help » pour l'aide.")
    assert not ENGLISH.search(text.replace("--help", "").lower())


def test_the_version(capsys):
    assert main(["--version"]) == 0
    assert said(capsys) == f"sio-kit {version('sio_kit')}"


@pytest.mark.parametrize("arguments", [["--dossier", "là", "document"], ["document", "--dossier", "là"]])
def test_an_option_stands_before_the_command_or_after_it(capsys, tmp_path, monkeypatch, arguments):
    copy_course(tmp_path / "là")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 0
    assert said(capsys).startswith("Les notebooks de « là/notebooks », dans l'ordre du cours :\n    00_accueil ")


def test_a_folder_without_notebooks(capsys, tmp_path):
    assert main(["document", "--dossier", str(tmp_path)]) == 1
    sentence = f"Il n'y a aucun notebook dans « {tmp_path}/notebooks ». Donnez avec --dossier celui d'un cours."
    assert said(capsys) == sentence


# What the command adds to a sentence of the kit: its own option


def test_a_file_that_exists_is_replaced_by_an_option_or_by_a_parameter(capsys, ref, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["quiz", "--format", "gift"]) == 0
    said(capsys)
    assert main(["quiz", "--format", "gift"]) == 1
    what = "Le fichier « quiz-gift.txt » existe déjà : il n'est pas changé."
    assert said(capsys) == f"{what} Ajoutez --remplacer, ou choisissez --sortie."
    with pytest.raises(ReferentialError) as caught:
        sio_kit.export_quiz(sio_kit.question_bank(ref), "gift")
    assert plain(caught.value) == f"{what} Choisissez un autre nom, ou demandez à le remplacer (replace=True)."
    assert main(["quiz", "--format", "gift", "--remplacer"]) == 0


def test_a_folder_that_cannot_receive_the_course(capsys, tmp_path):
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    with pytest.raises(ReferentialError) as caught:
        copy_course(tmp_path / "fichier")
    what = f"Le dossier « {tmp_path / 'fichier'} » ne peut pas recevoir le cours (ce n'est pas un dossier)."
    assert plain(caught.value) == f"{what} Choisissez un dossier où vous avez le droit d'écrire."
    assert main(["--dossier", str(tmp_path / "fichier")]) == 1
    assert said(capsys) == f"{what} Choisissez avec --dossier un dossier où vous avez le droit d'écrire."


@pytest.mark.parametrize("target", [".", "..", "/", "vide"])
@pytest.mark.parametrize("form", ["gift", "papier"])
def test_a_quiz_is_not_written_in_the_place_of_a_folder(ref, tmp_path, monkeypatch, target, form):
    monkeypatch.chdir(tmp_path)
    Path("vide").mkdir()
    with pytest.raises(ReferentialError) as caught:
        sio_kit.export_quiz(sio_kit.question_bank(ref), form, target, replace=True)
    assert plain(caught.value) == f"« {target} » est un dossier. Donnez un nom de fichier."
    assert [path.name for path in tmp_path.iterdir()] == ["vide"]


def test_a_name_that_is_too_long(ref, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReferentialError, match=r"ne peut pas être écrit .ce nom est trop long."):
        sio_kit.export_quiz(sio_kit.question_bank(ref), "gift", "a" * 300)
    assert list(tmp_path.iterdir()) == []


# What the system refuses


def test_what_the_system_refuses_names_the_file(capsys, monkeypatch):
    def refuse(_folder):
        raise PermissionError(13, "Permission denied", "/un/dossier")

    monkeypatch.setattr("sio_kit.command.cli.lessons", refuse)
    assert main(["document"]) == 1
    sentence = "« /un/dossier » ne peut pas être lu ou écrit (accès refusé). Vérifiez son nom et vos droits."
    assert said(capsys) == sentence


def test_a_current_folder_that_was_removed(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    answer = run(tmp_path, "document", cwd=gone, preexec_fn=gone.rmdir)
    assert answer == (1, "", "Le dossier courant n'existe plus. Allez dans un autre dossier.\n")


@pytest.mark.parametrize("arguments", [["document"], ["--help"], ["page", "01", "--sans-navigateur"]])
def test_an_output_that_nobody_reads_ends_the_command_quietly(tmp_path, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        assert run(tmp_path, *arguments, stdout=closed) == (1, "", "")
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [["document"], ["--help"], ["--version"]])
def test_a_full_disk_under_the_output(tmp_path, arguments):
    sentence = "Rien ne peut être écrit sur la sortie standard (plus de place sur le disque).\n"
    with Path("/dev/full").open("wb") as full:
        assert run(tmp_path, *arguments, stdout=full) == (1, "", sentence)


# sio-kit verifier


def test_a_sound_folder(capsys, folder):
    assert main(["verifier", str(folder)]) == 0
    assert said(capsys).startswith("Aucun problème : 40 tables, ")


def test_a_faulty_folder(capsys, folder):
    path = folder / "participations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("A,P2", "A,P9"), encoding="utf-8")
    assert main(["verifier", str(folder)]) == 1
    assert "participations.csv, ligne 3, colonne « processus » : « P9 » n'existe pas" in said(capsys)


def test_a_folder_that_does_not_exist(capsys, tmp_path):
    assert main(["verifier", str(tmp_path / "rien")]) == 1
    assert "ce dossier n'existe pas" in said(capsys)


# The course in a folder


def test_a_course_gets_notebooks_and_data(tmp_path):
    added, kept = copy_course(tmp_path / "cours")
    assert "notebooks/00_accueil.ipynb" in added
    assert "data/source/referentiel-annexe-1.md" in added
    assert kept == []
    for name in added:
        assert (tmp_path / "cours" / name).read_bytes() == (kit_folder(DATA).parent / name).read_bytes()


def test_what_is_there_is_never_replaced(tmp_path):
    copy_course(tmp_path)
    changed, lost = tmp_path / "data" / "cadres.csv", tmp_path / "data" / "roles.csv"
    changed.write_text("à moi", encoding="utf-8")
    lost.unlink()
    added, kept = copy_course(tmp_path)
    assert added == ["data/roles.csv"]
    assert kept == ["data/cadres.csv"]
    assert changed.read_text(encoding="utf-8") == "à moi"
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_student_gets_no_answer_and_no_note(tmp_path, capsys, monkeypatch):
    opened = []
    monkeypatch.setattr("sio_kit.command.cli.open_lab", lambda course, *_: opened.append(course))
    assert main(["--dossier", str(tmp_path), "--etudiant"]) == 0
    assert opened == [str(tmp_path)]
    notebooks = sorted(path.name for path in (tmp_path / "notebooks").glob("*.ipynb"))
    assert "01_processus.ipynb" in notebooks
    assert "guide_enseignant.ipynb" not in notebooks
    for name in notebooks:
        whole = nbformat.read(kit_folder(NOTEBOOKS) / name, as_version=4)
        copy = nbformat.read(tmp_path / "notebooks" / name, as_version=4)
        nbformat.validate(copy)
        texts = [cell.source for cell in copy.cells]
        assert not [text for text in texts if "Note pour l'enseignant" in text or "<summary>Réponse" in text]
        assert len([cell for cell in copy.cells if cell.cell_type == "code"]) <= len(whole.cells)
    assert (tmp_path / "data" / "processus.csv").is_file()
    assert main(["--dossier", str(tmp_path), "--etudiant"]) == 0
    assert said(capsys).endswith("est complet : rien n'a été changé.")


def test_a_students_copy_needs_a_folder_of_its_own(capsys):
    assert main(["--etudiant"]) == 1
    assert said(capsys).endswith("Donnez-lui un dossier : sio-kit --dossier copie-etudiants --etudiant.")


def test_an_interrupted_copy_leaves_no_half_of_a_file(tmp_path, monkeypatch):
    def interrupt(target, _content):
        target.write_text("à moit", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(ReferentialError, match="plus de place sur le disque"):
        copy_course(tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_does_not_exist(capsys, tmp_path, port):
    assert main(["--dossier", str(tmp_path), "--port", port]) == 1
    assert said(capsys).endswith(f"Le port {port} n'existe pas. Choisissez un nombre de 1 à 65535.")


def test_a_port_that_is_taken(capsys, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["--dossier", str(tmp_path), "--port", str(port)]) == 1
    what = f"Le port {port} est déjà pris par un autre programme."
    assert said(capsys).endswith(f"{what} Choisissez-en un autre avec --port, ou ne mettez pas --port.")


def test_ctrl_c_before_the_server_runs(capsys, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("sio_kit.command.cli.copy_course", interrupt)
    assert main(["--dossier", "n'importe où"]) == 130
    assert said(capsys) == "Arrêté avant la fin."


# From an installed wheel


def test_the_wheel_holds_the_course(tmp_path):
    if shutil.which("uv") is None:
        pytest.skip("no uv on this machine to build the wheel")
    root = kit_folder(DATA).parent
    subprocess.run(["uv", "build", "--wheel", "--quiet", "--out-dir", tmp_path, root], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    shutil.unpack_archive(wheel, site, "zip")
    code = (
        "import sio_kit, sio_kit.folders as folders\n"
        "print(sio_kit.load_referential(), folders.is_clone(), folders.PACKAGE)\n"
        "print(len(folders.copy_course('cours')[0]))\n"
    )
    settings = {"cwd": tmp_path, "env": {**environment(tmp_path), "PYTHONPATH": str(site)}}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, **settings)
    assert done.stderr == ""
    loaded, copied = done.stdout.splitlines()
    assert loaded == f"<Référentiel du BTS SIO, Annexe I : 40 tables, 163 passages> False {site / 'sio_kit'}"
    added, _ = copy_course(tmp_path / "as-the-clone")
    assert int(copied) == len(added)
