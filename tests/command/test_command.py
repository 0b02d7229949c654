"""The `sio-kit` command, without a browser: what it says, copies, refuses."""

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import home_environment, start_lab

from sio_kit.command.cli import main
from sio_kit.errors import ReferentialError
from sio_kit.folders import DATA, copy_course, kit_folder

ENGLISH = re.compile(r"\b(usage|options?:|optional|positional|show|help|error|argument|required|invalid|choose|exit)\b")


def said(capsys):
    output = capsys.readouterr()
    return (output.out + output.err).replace("\N{NO-BREAK SPACE}", " ").strip()


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
        (["verifier"], "Il manque : DOSSIER."),
    ],
)
def test_a_command_that_is_not_understood(capsys, arguments, sentence):
    assert refused(arguments) == 2
    text = said(capsys)
    assert text.startswith(sentence)
    assert text.endswith("--help » pour l'aide.")
    assert not ENGLISH.search(text.replace("--help", "").lower())


# sio-kit verifier


def test_a_sound_folder(capsys, folder):
    assert main(["verifier", str(folder)]) == 0
    assert said(capsys).startswith("Aucun problème : 22 tables, ")


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


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    with pytest.raises(ReferentialError, match=r"ne peut pas recevoir le cours .ce n'est pas un dossier."):
        copy_course(tmp_path / "fichier")


def test_an_interrupted_copy_leaves_no_half_of_a_file(tmp_path, monkeypatch):
    def interrupt(_source, target):
        Path(target).write_text("à moit", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sio_kit.folders.shutil.copyfile", interrupt)
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
    assert f"Le port {port} est déjà pris par un autre programme. Choisissez-en un autre avec --port" in said(capsys)


def test_ctrl_c_before_the_server_runs(capsys, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("sio_kit.command.cli.copy_course", interrupt)
    assert main(["--dossier", "n'importe où"]) == 130
    assert said(capsys) == "Arrêté avant la fin."


def test_the_server_starts_stops_and_leaves_the_users_settings_alone(tmp_path):
    running = start_lab(tmp_path)
    assert running.address.startswith("http://127.0.0.1:")
    assert "notebooks/00_accueil.ipynb?token=" in running.address
    output, status = running.stop()
    assert status == 0
    assert output.strip().endswith("JupyterLab est arrêté. Ce que vous avez enregistré est gardé.")
    everything = "".join(running.lines) + output
    assert not re.search(r"Traceback|WARNING|\[[IWEC] ", everything)
    assert not (tmp_path / ".jupyter").exists()
    assert not (tmp_path / ".ipython").exists()


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
    environment = {**home_environment(tmp_path), "PYTHONPATH": str(site)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    loaded, copied = done.stdout.splitlines()
    assert loaded == f"<Référentiel du BTS SIO, Annexe I : 22 tables, 163 passages> False {site / 'sio_kit'}"
    added, _ = copy_course(tmp_path / "as-the-clone")
    assert int(copied) == len(added)
