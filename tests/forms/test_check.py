"""What a notebook asks of a work: `sio_kit.check`, whatever it is given."""

import pytest
from conftest import plain

import sio_kit
from sio_kit.forms.check import ROOMS, Finding


def test_a_document_is_judged_as_the_work_it_is(ref):
    service = sio_kit.Service.from_referential(ref, "wifi-visiteurs")
    choice = sio_kit.Choice.from_referential(ref, "caisse")
    for work in (service, choice):
        assert sio_kit.check(work.to_data(), ref) == sio_kit.check(work, ref) != []


def test_a_grid_asks_for_proofs_and_a_journal_for_nothing(ref):
    (first, *_), passages = ref.criteres_qualite["texte"], ref.criteres_qualite["passage"]
    answers = [{"texte": first, "reponse": "oui", "preuve": ""}]
    grid = {"format": "sio_kit/grille", "version": 1, "nom": "", "criteres": answers}
    sentence = "Qu'est-ce qui montre que ce critère est atteint ? Écrivez une preuve."
    (finding,) = sio_kit.check(grid, ref)
    assert finding == Finding("question", 1, finding.sentence, passages[0])
    assert plain(finding.sentence) == sentence
    assert sio_kit.check({"format": "sio_kit/journal", "version": 1, "reponses": []}, ref) == []


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        (None, "check(…) attend un service, un choix ou un travail, et non NoneType."),
        ([], "check(…) attend un service, un choix ou un travail, et non list."),
        ({}, f"check(…) ne connaît pas cette sorte de travail. « format » est l'un de : {', '.join(ROOMS)}."),
        ({"format": []}, f"check(…) ne connaît pas cette sorte de travail. « format » est l'un de : {', '.join(ROOMS)}."),
        ({"format": "sio_kit/choix"}, "Le fichier « travail » est abîmé : sa version est illisible. Reprenez une copie."),
        ({"format": "sio_kit/choix", "version": 1}, "Le fichier « travail » est abîmé : ses arguments sont illisibles. Reprenez une copie."),
    ],
)  # fmt: skip
def test_what_is_no_work_is_refused(ref, work, sentence):
    with pytest.raises(sio_kit.ReferentialError) as caught:
        sio_kit.check(work, ref)
    assert plain(caught.value) == sentence
