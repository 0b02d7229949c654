"""The forms in the real JupyterLab: the kernel judges, Python sees the work, files are kept beside the notebook."""

import json

from pages import accessibility_faults, each_look, errors, open_notebook, overflowing, run_all, write_notebook
from working import button

FORMS = {
    "ServiceWorkshop": ("Nom du service", "le récit"),
    "ChoiceLab": ("Nom de la situation", "le choix"),
    "QualityGrid": ("Mon travail", "le TP"),
    "OptionJournal": ("Pourquoi", "en stage"),
    "Portfolio": ("Nom du dossier", "le dossier"),
    "InternshipLog": ("Carnet de", "le stage"),
}


LOAD = "import sio_kit\nref = sio_kit.load_referential()"


def test_the_kernel_judges_and_keeps_each_work_in_a_file(lab, open_page):
    shown = [f"{name} = sio_kit.widgets.{name}(ref, '{name[:6]}.json')\n{name}" for name in FORMS]
    write_notebook(lab, "formulaires.ipynb", LOAD, *shown, f"print([form.value for form in ({', '.join(FORMS)})])")
    page = open_page()
    open_notebook(page, lab, "formulaires.ipynb")
    run_all(page, shown=len(FORMS) + 1)
    forms = {name: page.locator(".sio-form").nth(place) for place, name in enumerate(FORMS)}
    for name, form in forms.items():
        field, words = FORMS[name]
        page.locator(".sio-form[data-judge=kernel]").nth(list(FORMS).index(name)).wait_for()
        form.get_by_role("textbox", name=field, exact=True).fill(words)
        button(form, "Enregistrer").click()
        form.get_by_text(f"Enregistré dans « {name[:6]}.json ».").wait_for()
        assert words in (lab.course / f"notebooks/{name[:6]}.json").read_text(encoding="utf-8")
        button(form, "Fiche à rendre").click()
        button(form, "Fichier Markdown").click()
        form.get_by_text(f"Exporté dans « {name[:6]}.md ».").first.wait_for()
        (lab.course / f"notebooks/{name[:6]}.md").unlink()
        page.keyboard.press("Escape")
    run_last(page)
    said = page.locator(".jp-OutputArea-output").last.inner_text()
    assert [words for _, words in FORMS.values() if words not in said] == []

    page.reload()
    run_all(page, shown=len(FORMS) + 1)
    for name, form in forms.items():
        field, words = FORMS[name]
        form.get_by_text(f"Ouvert : « {name[:6]}.json ».").wait_for()
        assert form.get_by_role("textbox", name=field, exact=True).input_value() == words
        (lab.course / f"notebooks/{name[:6]}.json").unlink()
    assert errors(page) == 0
    for look in each_look(page, ".sio-form"):
        assert accessibility_faults(page, ".sio-form") == [], look
        out = [overflowing(page, f".sio-form >> nth={place}") for place in range(len(FORMS))]
        assert out == [[]] * len(FORMS), look


def run_last(page):
    """Run the last cell again, which prints what Python sees."""
    page.locator(".jp-Cell").last.locator(".jp-InputArea-editor").click()
    page.locator(".jp-OutputArea-output").last.evaluate("node => { node.dataset.before = true }")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        f"!document.querySelector('[data-before]') && document.querySelectorAll('.jp-OutputArea-output').length === {len(FORMS) + 1}"
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
