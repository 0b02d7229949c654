"""The forms in the real JupyterLab: the kernel judges, Python sees the work, files are kept beside the notebook."""

import json

import pytest
from pages import accessibility_faults, each_look, errors, overflowing, run_all
from working import button

FORMS = {
    "ServiceWorkshop": ("Nom du service", "le récit"),
    "ChoiceLab": ("Nom de la situation", "le choix"),
    "QualityGrid": ("Mon travail", "le TP"),
    "OptionJournal": ("Pourquoi", "en stage"),
    "Portfolio": ("Nom du dossier", "le dossier"),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_kernel_judges_and_keeps_the_work_in_a_file(form_page, lab, name):
    field, words = FORMS[name]
    page = form_page(name, "essai.json")
    page.locator(".sio-form[data-judge=kernel]").wait_for()
    page.get_by_role("textbox", name=field, exact=True).fill(words)
    button(page, "Enregistrer").click()
    page.get_by_text("Enregistré dans « essai.json ».").wait_for()
    assert words in (lab.course / "notebooks/essai.json").read_text(encoding="utf-8")
    run_last(page)
    assert words in page.locator(".jp-OutputArea-output").last.inner_text()
    button(page, "Fiche à rendre").click()
    button(page, "Fichier Markdown").click()
    page.get_by_text("Exporté dans « essai.md ».").first.wait_for()
    (lab.course / "notebooks/essai.md").unlink()
    page.keyboard.press("Escape")

    page.reload()
    run_all(page, shown=2)
    page.get_by_text("Ouvert : « essai.json ».").wait_for()
    assert page.get_by_role("textbox", name=field, exact=True).input_value() == words
    assert errors(page) == 0
    for look in each_look(page, ".sio-form", schemes=("dark",)):
        assert accessibility_faults(page, ".sio-form") == [], look
        assert overflowing(page, ".sio-form") == [], look


def run_last(page):
    """Run the last cell again, which prints what Python sees."""
    page.locator(".jp-Cell").last.locator(".jp-InputArea-editor").click()
    page.locator(".jp-OutputArea-output").last.evaluate("node => { node.dataset.before = true }")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "!document.querySelector('[data-before]') && document.querySelectorAll('.jp-OutputArea-output').length === 2"
    )


def test_findings_follow_pictures_are_written_and_another_work_is_never_lost(form_page, lab):
    page = form_page("ServiceWorkshop", "essai.json")
    page.locator("[aria-label^='Ajouter une étape de P3 '][aria-label$='(production)']").click()
    page.keyboard.type("installer une borne")
    page.locator(".sio-judged").get_by_text("P3 agit quand P1 ou P2 fait appel à lui").wait_for()
    file = lab.course / "notebooks/essai.json"
    file.write_text("celui de l'autre", encoding="utf-8")
    button(page, "Enregistrer").click()
    page.get_by_text("contient un autre travail").wait_for()
    assert file.read_text(encoding="utf-8") == "celui de l'autre"
    other = lab.course / "notebooks/essai-2.json"
    assert json.loads(other.read_text(encoding="utf-8"))["etapes"][0]["action"] == "installer une borne"
    other.unlink()
    page.get_by_role("textbox", name="Fichier").fill("essai.json")
    button(page, "Ouvrir").click()
    page.get_by_text("Le fichier « essai.json » est abîmé").wait_for()
    button(page, "Fiche à rendre").click()
    for name, suffix in (("SVG", "svg"), ("PNG", "png")):
        button(page, f"Image {name}").click()
        page.get_by_text(f"Exporté dans « essai.{suffix} ».").first.wait_for()
        (lab.course / f"notebooks/essai.{suffix}").unlink()
    assert errors(page) == 0
