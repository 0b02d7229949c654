"""What goes to each outlet is read back whole; what has no place there is left out, and told."""

import json

import pytest
from bs4 import BeautifulSoup
from conftest import plain

from sio_kit.command.cli import main
from sio_kit.errors import ReferentialError
from sio_kit.quiz.bank import Bank, question_bank
from sio_kit.quiz.export import export_quiz
from sio_kit.quiz.outlets import OUTLETS, sorted_out
from sio_kit.quiz.question import MATCHING, ONE, ORDERING, SEVERAL, TRUE_FALSE, Question

WORDS = {"theme": "à moi", "difficulty": 1, "feedback": "« Ça » va : <b>non</b> & =1+1", "passages": ("L017", "L093")}
ODD = (
    Question("une", ONE, text="=SOMME(A1) <script>alert(1)</script> & à l'œil ?", answers=("+1", "-1", "@ici", "<i>"), right=(2,), **WORDS),
    Question("cinq", ONE, text="Cinq ?\nDeux lignes", answers=("a", "b", "c", "d", "e"), right=(4,), **WORDS),
    Question("deux", SEVERAL, text="Lesquelles ?", answers=("=1", "deux", "trois", "quatre", "cinq"), right=(1, 4), **WORDS),
    Question("toutes", SEVERAL, text="Quatre justes ?", answers=("1", "2", "3", "4", "5"), right=(0, 1, 2, 3), **WORDS),
    Question("vrai", TRUE_FALSE, text="Vrai ?", answers=("vrai", "faux"), right=(1,), **WORDS),
    Question("paires", MATCHING, text="Reliez.", answers=("=a", "b"), matches=("1 < 2", "&"), **WORDS),
    Question("rang", ORDERING, text="Rangez.", answers=("un", "deux", "trois"), **WORDS),
    Question("longue", ONE, text="é" * 121, answers=("oui", "n" * 76), right=(0,), **WORDS),
)  # fmt: skip


@pytest.fixture(scope="module")
def bank(ref):
    return question_bank(ref)


@pytest.fixture(scope="module")
def odd(ref):
    return Bank(ODD, ref)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(bank, form, folder, **settings):
    """Write all the questions that a form carries; return the file, and these questions by their text."""
    said = []
    kept, _ = sorted_out(OUTLETS[form], bank)
    settings = {"n": len(kept), "seed": 1, "say": said.append, "replace": True, **settings}
    (path,) = export_quiz(bank, form, folder / OUTLETS[form].file, **settings)
    return path, {question.text: question for question in kept}, [plain(each) for each in said]


def right_texts(question):
    return [question.answers[index] for index in question.right]


def compare(found, kept):
    """Check what was read, a list of (text, answers, right answers), against the questions of a bank."""
    assert len(found) == len(kept)
    for text, answers, right in found:
        question = kept.pop(text)
        assert sorted(answers) == sorted(question.answers)
        assert sorted(right) == sorted(right_texts(question))
    assert kept == {}


def list_of(told, number):
    """Return the codes that a sentence names, whose count it gives."""
    line = next(line for line in told if f"({number})" in line)
    return line.split(" : ")[1].rstrip(".").split(", ")


# What all share


def test_each_outlet_says_what_it_is_and_where_it_goes():
    for form, outlet in OUTLETS.items():
        assert outlet.what
        assert outlet.where.endswith(".")
        assert form.islower()
    assert len({outlet.file for outlet in OUTLETS.values()}) == len(OUTLETS)


@pytest.mark.parametrize("form", list(OUTLETS))
def test_a_draw_can_be_made_again_and_a_file_is_kept(bank, here, form):
    said = []
    paths = export_quiz(bank, form, seed=1, n=5, say=said.append)
    before = {path: path.read_bytes() for path in paths}
    with pytest.raises(ReferentialError, match="existe"):
        export_quiz(bank, form, seed=1, n=5, say=said.append)
    assert {path: path.read_bytes() for path in paths} == before
    export_quiz(bank, form, seed=2, n=4, say=said.append, replace=True)
    assert {path: path.read_bytes() for path in paths} != before
    assert set(here.iterdir()) == {here / path for path in paths}


@pytest.mark.parametrize("form", list(OUTLETS))
def test_the_command_writes_and_says_where_to_go(here, capsys, form):
    assert main(["quiz", "--format", form, "--nombre", "3", "--graine", "1"]) == 0
    output = plain(capsys.readouterr().out)
    assert f"Écrit : {OUTLETS[form].file}" in output
    assert output.strip().endswith(plain(OUTLETS[form].where))
    assert (here / OUTLETS[form].file).stat().st_size > 100


def test_wrong_answers_that_have_no_place_are_dropped_and_the_right_one_never(bank, odd, here):
    four = OUTLETS["qcmcam"]
    assert four.fitted(ODD[1]).answers == ("a", "b", "c", "e")
    assert right_texts(four.fitted(ODD[1])) == ["e"]
    for question in bank:
        fitted = four.fitted(question)
        assert right_texts(fitted) == right_texts(question)
        assert four.fitted(fitted) == fitted
        assert question.kind not in (ONE, SEVERAL) or len(fitted.answers) == min(4, len(question.answers))
    _, _, said = written(odd, "qcmcam", here)
    assert said[-1] == "Questions réduites à 4 réponses : 1 (cinq)."


def test_where_nothing_fits_nothing_is_written(odd, here, capsys):
    with pytest.raises(ReferentialError) as caught:
        export_quiz(Bank(ODD[5:7], odd.ref), "qcmcam")
    assert plain(caught.value) == (
        "Questions qui n'ont pas leur place dans ce format : 2 sur 2.\n- du type « associer » (1) : paires.\n"
        "- du type « ordonner » (1) : rang. Choisissez un autre format, ou d'autres thèmes ou niveaux."
    )
    assert list(here.iterdir()) == []


# QCM Cam


@pytest.mark.parametrize("source", ["bank", "odd"])
def test_every_question_comes_back_from_qcm_cam(source, request, here):
    path, kept, said = written(request.getfixturevalue(source), "qcmcam", here)
    read = json.loads(path.read_text(encoding="utf-8"))
    assert list(read) == [str(number) for number in range(len(kept))]
    found = []
    for each in read.values():
        shown = BeautifulSoup(each["question"], "html.parser")
        assert {tag.name for tag in shown.find_all(True)} <= {"h3", "ol", "li", "br"}
        for line in shown.find_all("br"):
            line.replace_with("\n")
        answers = [item.get_text() for item in shown.find_all("li")]
        assert 2 <= len(answers) <= 4
        found.append((shown.h3.get_text(), answers, [answers["ABCD".index(each["reponse"])]]))
    compare(found, kept)
    if source == "odd":
        assert said[0] == "Questions qui n'ont pas leur place dans ce format : 4 sur 8."
        assert list_of(said, 2) == ["deux", "toutes"]
