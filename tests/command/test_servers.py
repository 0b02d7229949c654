"""JupyterLab and the pages as processes: what they print, and how they end."""

import logging
import os
import signal
import subprocess
import sys
import urllib.request

import psutil
import pytest
from running import STOP, environment, serve

from sio_kit.course.server import end_with, jupyter_process, listening
from sio_kit.errors import ReferentialError

LAST = {
    "page": "La page est fermée.",
    "presenter": "La présentation est fermée.",
    "lab": "JupyterLab est arrêté. Ce que vous avez enregistré est gardé.",
}


def ended(server, number, what):
    """End a server; all that it printed is French, and nothing of it is left."""
    children = psutil.Process(server.process.pid).children(recursive=True)
    said, status = server.end(number)
    assert said == f"Adresse :\n    {server.address}\n{STOP}\n{LAST[what]}\n"
    assert status == 0
    assert server.passing_files() == []
    assert [child for child in children if child.is_running()] == []
    return children


def test_a_page_that_is_being_made_ends_with_its_kernel(tmp_path):
    server = serve(tmp_path, "page", "01")
    with urllib.request.urlopen(server.address, timeout=60) as page:
        page.read(10)  # it comes cell by cell
        assert ended(server, signal.SIGTERM, "page")


def test_the_slides_end_with_the_terminal_and_leave_no_passing_folder_where_the_home_cannot_be_written(tmp_path):
    (tmp_path / ".local").write_text("a file where a folder should be", encoding="utf-8")
    ended(serve(tmp_path, "presenter", "01"), signal.SIGHUP, "presenter")


def test_a_site_is_served_until_it_is_told_to_stop(tmp_path):
    from sio_kit.course.site.place import write_site

    write_site(tmp_path / "site", {"index.html": b"<p>Le cours"}, "1")
    server = serve(tmp_path, "site", "site", "--servir")
    with urllib.request.urlopen(server.address, timeout=60) as page:
        assert page.read() == b"<p>Le cours"
    said, status = server.end(signal.SIGTERM)
    assert said.endswith(f"    {server.address}\n{STOP}\nLe site n'est plus servi. Ses fichiers restent.\n")
    assert status == 0


def test_ctrl_c_ends_the_lab_with_its_kernels_though_a_script_had_it_ignored(tmp_path):
    server = serve(tmp_path, ignored=[signal.SIGINT])
    base, token = server.address.split("/lab/")[0], server.address.split("token=")[1]
    request = urllib.request.Request(f"{base}/api/kernels", b"{}", {"Authorization": f"token {token}"})
    urllib.request.urlopen(request, timeout=60).close()
    server.process.send_signal(signal.SIGINT)  # and once more below: a hurried user
    assert ended(server, signal.SIGINT, "lab")
    assert not (tmp_path / ".jupyter").exists()
    assert not (tmp_path / ".ipython").exists()


# Called from a program that goes on


PROGRAM = """
import logging, os, signal, sys, warnings
from sio_kit.course.lab import open_lab
from sio_kit.course.lessons import find_lesson
from sio_kit.course.page import PAGE, SLIDES, open_page
from sio_kit.folders import NOTEBOOKS, kit_folder

NUMBERS = signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1

def state():
    handlers = [signal.getsignal(number) for number in NUMBERS]
    return dict(os.environ), logging.root.manager.disable, list(warnings.filters), handlers

def say(text):
    if text.startswith("Pour arrêter"):
        os.kill(os.getpid(), signal.SIGTERM)
    last.append(text)

last, before = [], state()
lesson, course = find_lesson("01", kit_folder(NOTEBOOKS)), kit_folder(NOTEBOOKS).parent
servers = [
    lambda: open_page(lesson, course, PAGE, browser=False, say=say),
    lambda: open_lab(course, browser=False, say=say),
    lambda: open_page(lesson, course, SLIDES, browser=False, say=say),
]
for serve in servers:
    serve()
    print(last[-1])
    assert state() == before
"""


def test_a_program_is_left_as_it_was_found_and_may_serve_again(tmp_path):
    settings = {"env": environment(tmp_path), "cwd": tmp_path, "encoding": "utf-8", "timeout": 120}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, **settings)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [LAST["page"], LAST["lab"], LAST["presenter"]]


def handlers():
    return [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]


def test_what_fails_leaves_the_process_as_it_was(monkeypatch):
    monkeypatch.setenv("SIO_KIT_DATA", "avant")
    before = dict(os.environ), logging.root.manager.disable, handlers()
    with pytest.raises(ZeroDivisionError), jupyter_process({"SIO_KIT_DATA": "pendant", "PORT": "1"}, verbose=False):
        assert os.environ["SIO_KIT_DATA"] == "pendant"
        assert not logging.getLogger("tornado").isEnabledFor(logging.CRITICAL)
        raise ZeroDivisionError
    assert (dict(os.environ), logging.root.manager.disable, handlers()) == before


def test_a_signal_before_the_server_runs_interrupts_it():
    with pytest.raises(KeyboardInterrupt), jupyter_process({}, verbose=True):
        signal.raise_signal(signal.SIGTERM)


def test_nohup_keeps_a_server_when_its_terminal_closes():
    heard = []
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with jupyter_process({}, verbose=True):
            end_with(lambda: heard.append("end"))
            signal.raise_signal(signal.SIGHUP)
            assert heard == []
            signal.raise_signal(signal.SIGTERM)
            assert heard == ["end"]
    finally:
        signal.signal(signal.SIGHUP, before)


# Ports


def test_two_pages_never_get_the_same_port():
    with listening() as one, listening() as other:
        assert one.getsockname() != other.getsockname()


def test_a_port_that_is_taken_is_refused_without_naming_an_option():
    with listening() as taken, pytest.raises(ReferentialError) as caught:
        listening(taken.getsockname()[1])
    assert str(caught.value).endswith("est déjà pris par un autre programme. Choisissez-en un autre.")


def test_a_port_of_the_system_is_refused(monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("socket.create_server", refuse)
    with pytest.raises(ReferentialError, match="Le port 80 est réservé au système"):
        listening(80)
