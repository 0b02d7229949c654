"""`sio-kit presenter` opens the quiz that `--format projecteur` wrote, and nothing else that ends in .html."""

import webbrowser

import pytest
from conftest import plain

from sio_kit.command.cli import main


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """A list of the addresses that are opened, in a current folder of its own."""
    addresses = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(webbrowser, "open", lambda address: addresses.append(address) or True)
    return addresses


def test_the_quiz_is_opened_in_the_browser(opened, tmp_path, capsys):
    assert (
        main(["quiz", "--format", "projecteur", "--nombre", "3", "--graine", "1", "--sortie", "mon quiz é.html"]) == 0
    )
    assert "sio-kit presenter" in capsys.readouterr().out
    address = (tmp_path / "mon quiz é.html").as_uri()
    assert main(["presenter", "mon quiz é.html"]) == 0
    assert opened == [address]
    assert address in capsys.readouterr().out
    assert main(["presenter", "mon quiz é.html", "--sans-navigateur"]) == 0
    assert opened == [address]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("page.html", "« page.html » n'est pas un quiz pour le projecteur. Faites-en un : sio-kit quiz --format"),
        ("absent.html", "Le fichier « absent.html » ne peut pas être lu (ce fichier ou ce dossier n'existe pas)."),
        ("dossier.html", "« dossier.html » n'est pas un fichier. Donnez le quiz à projeter."),
        ("binaire.HTML", "« binaire.HTML » n'est pas un quiz pour le projecteur."),
    ],
)
def test_another_page_is_refused_in_french(opened, tmp_path, capsys, name, said):
    (tmp_path / "page.html").write_text("<p>une page</p>", encoding="utf-8")
    (tmp_path / "binaire.HTML").write_bytes(b"\xff\x00")
    (tmp_path / "dossier.html").mkdir()
    assert main(["presenter", name]) == 1
    assert plain(capsys.readouterr().err).startswith(said)
    assert opened == []
