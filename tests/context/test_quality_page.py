"""The quality grid in the real JupyterLab: filled, saved, reopened, exported, at every size."""

from pages import accessibility_faults, clipped, each_look, errors, run_form

NASTY = "<img src=x onerror=alert(1)>"


def test_the_whole_path_of_a_grid(form_page, lab):
    page = form_page("QualityGrid", "grille_essai.json")
    form = page.locator(".form")
    form.get_by_role("textbox", name="Travail").fill("Mon TP")
    criteria = form.get_by_role("listbox", name="Critères")
    criteria.select_option(index=7)
    form.get_by_role("combobox", name="Atteint").select_option(label="en partie")
    form.get_by_text("Il manque une preuve aux critères", exact=False).wait_for()
    form.get_by_role("textbox", name="Preuve").fill(NASTY)
    form.get_by_text("Il manque une preuve", exact=False).wait_for(state="detached")
    form.locator("option", has_text="8. en partie").wait_for(state="attached")
    for look in each_look(page, ".form"):
        assert accessibility_faults(page, ".form") == [], look
        assert clipped(page, ".form") == [], look
    form.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Enregistré dans « grille_essai.json ».").wait_for()
    form.get_by_role("button", name="Exporter la fiche").click()
    page.get_by_text("Exporté dans « grille_essai.md ».").wait_for()
    (lab.course / "notebooks/grille_essai.md").unlink()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.reload()
    run_form(page)
    page.get_by_text("Ouvert : « grille_essai.json ».").wait_for()
    criteria.select_option(index=7)
    page.wait_for_function(f"document.querySelector('.form textarea').value === {NASTY!r}")
    assert form.locator("img").count() == 0
    assert errors(page) == 0
