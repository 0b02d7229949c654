"""A work file under bad conditions: damaged, of another kind, on a full disk, killed while it is written."""

import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from conftest import plain
from hypothesis import given, settings
from hypothesis import strategies as st

import sio_kit
from sio_kit.forms.tables import tables_of
from sio_kit.forms.workfile import MAX_BYTES, WorkFile, parse
from sio_kit.service import rules


@pytest.fixture(scope="module")
def tables(ref):
    return tables_of(ref, rules.TABLES)


def service(name):
    return {"format": rules.KIND, "version": rules.VERSION, "nom": name, "etapes": []}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "est abîmé : ce n'est pas du JSON."),
        (b"\xff\xfe", "est abîmé : ce n'est pas du JSON."),
        (b"[" * 100_000, "est abîmé : ce n'est pas du JSON."),
        (b"{}", "n'est pas un travail de cette sorte."),
        (b"[]", "n'est pas un travail de cette sorte."),
        (b'{"format": "autre", "version": 1}', "n'est pas un travail de cette sorte."),
        (b'{"format": "sio_kit/service", "version": 99}', "vient d'un kit plus récent."),
        (b'{"format": "sio_kit/service", "version": "1"}', "sa version est illisible."),
        (b'{"format": "sio_kit/service", "version": true}', "sa version est illisible."),
        (b'{"format": "sio_kit/service", "version": 0}', "sa version est illisible."),
        (b'{"format": "sio_kit/service", "version": 1}', "ses étapes sont illisibles."),
        (b'{"format": "sio_kit/service", "version": 1, "nom": "a", "etapes": [3]}', "ses étapes sont illisibles."),
        (b'{"format": "sio_kit/service", "version": 1, "nom": "a", "etapes": [{"action": 3}]}', "ses étapes sont illisibles."),
        (b'{"format": "sio_kit/service", "version": 2, "nom": "a", "etapes": [{"citations": [3]}]}', "ses étapes sont illisibles."),
        (b'{"format": "sio_kit/service", "version": 2, "nom": "a", "etapes": [{"citations": "L061"}]}', "ses étapes sont illisibles."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_stays_as_it_is(tmp_path, tables, content, sentence):
    path = tmp_path / "autre.json"
    path.write_bytes(content)
    file = WorkFile(path, rules, tables)
    with pytest.raises(sio_kit.ReferentialError) as caught:
        file.read()
    assert plain(caught.value).startswith("Le fichier « autre.json » ")
    assert sentence in plain(caught.value)
    assert file.save(service("à moi")) == tmp_path / "autre-2.json"
    assert path.read_bytes() == content


def test_a_file_that_is_not_there_or_too_large_is_not_read(tmp_path, tables):
    file = WorkFile(tmp_path / "a.json", rules, tables)
    with pytest.raises(sio_kit.ReferentialError, match="n'existe pas"):
        file.read()
    with (tmp_path / "a.json").open("wb") as content:
        content.truncate(MAX_BYTES + 1)
    with pytest.raises(sio_kit.ReferentialError, match="dépasse 20 Mo"):
        file.read()


def test_two_tabs_on_one_file_lose_neither_version(tmp_path, tables):
    path = tmp_path / "a.json"
    first, second = (WorkFile(path, rules, tables) for _ in range(2))
    first.save(service("un"))
    assert second.read() == service("un")
    assert second.save(service("deux")) == path
    assert first.save(service("trois")) == tmp_path / "a-2.json"
    assert first.save(service("quatre")) == tmp_path / "a-2.json"
    assert second.read() == service("deux")


@contextmanager
def small_disk(folder):
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
    if mount.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path):
    folder = tmp_path / "petit"
    folder.mkdir()
    with small_disk(folder):
        file = WorkFile(folder / "a.json", rules, {})
        file.save({"nom": "court", "etapes": []})
        before = (folder / "a.json").read_bytes()
        with pytest.raises(sio_kit.ReferentialError, match="plus de place sur le disque"):
            file.save({"nom": "long " * 50_000, "etapes": []})
        assert (folder / "a.json").read_bytes() == before
        assert [path.name for path in folder.iterdir()] == ["a.json"]


SAVER = """
import itertools, os, signal, sys
from pathlib import Path
from sio_kit.forms.workfile import WorkFile
from sio_kit.service import rules

def work(name):
    return {"nom": name * 20_000, "etapes": []}

def die_at(line):
    lines = itertools.count()
    def trace(frame, *_):
        if "sio_kit" in frame.f_code.co_filename and next(lines) == line:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)

path = Path(sys.argv[1])
for line in itertools.count():
    path.unlink(missing_ok=True)
    file = WorkFile(path, rules, {})
    file.save(work("a"))
    child = os.fork()
    if not child:
        die_at(line)
        file.save(work("b"))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(path.read_text(encoding="utf-8"))
    if not status:
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied in the midst of its work")
def test_a_save_killed_at_any_of_its_lines_leaves_a_whole_file(tmp_path):
    output = subprocess.run(
        [sys.executable, "-c", SAVER, tmp_path / "a.json"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    names = [json.loads(text)["nom"] for text in re.split(r"\n(?=\{)", output)]
    before = names.count("a" * 20_000)
    assert before > 10
    assert names[before:] == ["b" * 20_000] * (len(names) - before)


@settings(deadline=None, max_examples=60)
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tables, content):
    try:
        parse(content, "a.json", rules, tables)
    except sio_kit.ReferentialError as error:
        assert str(error).startswith("Le fichier «")
