"""A form without its page: a document and findings that Python observes, and what the page asks of the kernel."""

import ipywidgets
import pytest
from conftest import change_table, plain

import sio_kit
from sio_kit import ReferentialError

NAMES = ["ServiceWorkshop", "OptionJournal", "ChoiceLab", "QualityGrid", "Portfolio", "InternshipLog"]


class Page:
    """Asks a form as its page does."""

    def __init__(self, form):
        self.form, self.answers = form, []
        form.send = self.answers.append

    def ask(self, what, *arguments):
        self.form._hear(self.form, {"ask": "x-1", "what": what, "arguments": list(arguments)}, [])
        answer = self.answers.pop()
        assert answer["answer"] == "x-1"
        return plain(answer["wrong"]) if "wrong" in answer else answer["result"]


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def form(ref, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return getattr(sio_kit.widgets, name)(ref)


@pytest.fixture
def workshop(ref, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return sio_kit.widgets.ServiceWorkshop(ref)


def example(form):
    """Return a document that differs from a blank one."""
    work = form.value
    if "reponses" in work:
        sentence = form._shown["sentences"][0]["texte"]
        return {**work, "reponses": [{"texte": sentence, "reponse": "j'aimerais", "pourquoi": "j'aide"}]}
    return {**work, "nom": "Essai"}


def test_a_form_is_an_ipywidget_like_any_other(form):
    box = ipywidgets.HBox([form, ipywidgets.Label()])
    seen = []
    form.observe(lambda change: seen.append(change["new"]), "value")
    form.value = example(form)
    assert box.children[0].value == seen[-1] == example(form)
    other = type(form)(form._ref)
    ipywidgets.link((form, "value"), (other, "value"))
    assert other.value == form.value
    assert other.findings == form.findings


def test_what_is_no_work_of_this_kind_changes_nothing(form):
    before = form.value
    for bad in ({}, {"format": "autre"}, {**before, "version": 99}, {**before, "version": "1"}):
        with pytest.raises(ReferentialError):
            form.value = bad
        assert form.value == before


def test_findings_follow_the_work(workshop):
    assert workshop.findings[0]["sentence"] == "Le service n'a pas encore d'étape."
    workshop.value = workshop._starts[1][1]
    assert [finding["severity"] for finding in workshop.findings] == ["remarque"]
    assert [plain(found.sentence) for found in sio_kit.check(workshop.value, workshop._ref)] == [
        plain(found["sentence"]) for found in workshop.findings
    ]
    assert workshop.service.steps[0].process == "P1"


def test_a_cell_without_widgets_tells_the_sheet(form):
    assert repr(form) == form.RULES.sheet(form.value, form._tables)
    assert form._repr_mimebundle_()[0]["text/plain"] == repr(form)


def test_work_is_saved_opened_and_exported(form, tmp_path):
    page = Page(form)
    assert page.ask("here") == ""
    work = example(form)
    assert plain(page.ask("save", work, "travail.json")["said"]) == "Enregistré dans « travail.json »."
    opened = page.ask("open", "travail.json")
    assert opened["work"] == work
    assert plain(page.ask("export", work, "travail.json")["said"]) == "Exporté dans « travail.md »."
    assert plain(page.ask("export", work, "travail.json")["said"]) == "Exporté dans « travail-2.md »."
    assert (tmp_path / "travail.md").read_text(encoding="utf-8") == page.ask("sheet", work)
    again = type(form)(form._ref, tmp_path / "travail.json")
    assert again.value == work
    assert "Ouvert" in again._said


def test_a_picture_is_written(workshop, ref, tmp_path):
    for form in (workshop, sio_kit.widgets.ChoiceLab(ref)):
        page = Page(form)
        for suffix in (".svg", ".png"):
            page.ask("draw", form._starts[-1][1], "image.json", suffix)
            assert (tmp_path / f"image{suffix}").stat().st_size > 300
            (tmp_path / f"image{suffix}").unlink()


def test_a_file_that_another_tab_has_changed_is_kept(form, tmp_path):
    page, work = Page(form), example(form)
    page.ask("save", work, "travail.json")
    (tmp_path / "travail.json").write_text("celui de l'autre", encoding="utf-8")
    saved = page.ask("save", work, "travail.json")
    assert saved["file"] == "travail-2.json"
    assert "est gardé tel quel" in saved["said"]
    assert (tmp_path / "travail.json").read_text(encoding="utf-8") == "celui de l'autre"
    assert plain(page.ask("save", work, "travail-2.json")["said"]) == "Enregistré dans « travail-2.json »."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "est abîmé : ce n'est pas du JSON"),
        (b"[1]", "n'est pas un travail de cette sorte"),
        (b'{"format": "sio_kit/autre", "version": 1}', "n'est pas un travail de cette sorte"),
        (b"\xff\xfe", "est abîmé : ce n'est pas du JSON"),
    ],
)
def test_a_file_that_is_no_work_is_said_and_stays(form, tmp_path, content, said):
    (tmp_path / "travail.json").write_bytes(content)
    assert said in Page(form).ask("open", "travail.json")
    begun = type(form)(form._ref, tmp_path / "travail.json")
    assert said in plain(begun._said)
    assert begun.value == begun._starts[0][1]
    assert (tmp_path / "travail.json").read_bytes() == content


@pytest.mark.parametrize("bad", ["", ".", "x" * 300 + ".json", "nulle/part/a.json", "a\0b.json"])
def test_a_name_that_no_file_can_have_is_said(form, bad):
    answer = Page(form).ask("save", example(form), bad)
    assert isinstance(answer, str), answer
    assert "Errno" not in answer


def test_what_a_page_should_not_ask_for_is_said(form):
    assert isinstance(Page(form).ask("sheet", {"format": "autre"}), str)


def test_forms_work_where_tables_are_empty(folder, name):
    for table in ("emplois", "etapes", "exemples", "interventions", "liens", "situations"):
        change_table(folder, table, lambda _: [])
    ref = sio_kit.load_referential(folder)
    form = getattr(sio_kit.widgets, name)(ref)
    assert Page(form).ask("sheet", form.value).startswith("#")
