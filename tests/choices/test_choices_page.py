"""The choice lab in the real JupyterLab: a choice argued from nothing, saved, reloaded, reopened, exported."""

import json

from pages import accessibility_faults, clipped, drop, each_look, errors, run_form

NASTY = "<img src=x onerror=alert(1)>"
ARGUMENTS = [
    ("pertinence", "répartir", "chaque agence trouve ses fichiers même sans réseau", "décisif"),
    ("praticabilité", "centraliser", f"un seul endroit où chercher {NASTY}", "sérieux"),
    ("adéquation", "centraliser", "une seule sauvegarde à payer", "léger"),
]


def button(page, name):
    return page.locator(".form").get_by_role("button", name=name)


def field(page, label):
    return page.locator(".form").get_by_role("combobox", name=label, exact=True)


def text(page, label):
    return page.locator(".form").get_by_role("textbox", name=label)


def arguments(page):
    return page.locator(".form").get_by_role("listbox", name="Arguments").locator("option").all_inner_texts()


def add(page, criterion, side, words, strength):
    count = len(arguments(page))
    button(page, "Ajouter un argument").click()
    page.wait_for_function(f"document.querySelectorAll('.form select[size] option').length === {count + 1}")
    field(page, "Critère").select_option(label=criterion)
    field(page, "Pour").select_option(label=side)
    field(page, "Force").select_option(label=strength)
    text(page, "Argument").fill(words)
    page.locator(".form option", has_text=words[:30]).last.wait_for(state="attached")


def test_the_whole_path_of_a_choice(form_page, lab):
    page = form_page("ChoiceLab", "choix_essai.json")
    form = page.locator(".form")
    field(page, "Situation").select_option(label="Les fichiers des trois agences (ajoutée)")
    button(page, "Commencer").click()
    page.get_by_text("Un nouveau travail commence.", exact=False).wait_for()
    for argument in ARGUMENTS:
        add(page, *argument)
    field(page, "Décision").select_option(label="répartir")
    text(page, "Justification").fill("le réseau du port est trop fragile")
    form.get_by_text("vos arguments penchent vers « centraliser » (praticabilité, adéquation)", exact=False).wait_for()
    form.locator(".sio-wide text", has_text="Décision : répartir").first.wait_for()
    assert form.locator("img").count() == 0
    field(page, "Des idées").select_option(label="L'environnement économique")
    form.get_by_text("obéit [sic] à des raisonnements économiques", exact=False).wait_for()
    assert accessibility_faults(page, ".form") == []

    button(page, "Enregistrer").click()
    page.get_by_text("Enregistré dans « choix_essai.json ».").wait_for()
    saved = json.loads((lab.course / "notebooks/choix_essai.json").read_text(encoding="utf-8"))
    assert [each["texte"] for each in saved["arguments"]] == [each[2] for each in ARGUMENTS]
    page.reload()
    run_form(page)
    page.get_by_text("Ouvert : « choix_essai.json ».").wait_for()
    assert len(arguments(page)) == 3
    button(page, "Supprimer").click()
    page.wait_for_function("document.querySelectorAll('.form select[size] option').length === 2")
    drop(page, "choix_essai.json", json.dumps(saved))
    page.get_by_text("Repris : « choix_essai.json ».").wait_for()
    assert len(arguments(page)) == 3
    for name, suffix in [("Exporter la fiche", "md"), ("Exporter l'image PNG", "png"), ("Exporter l'image SVG", "svg")]:
        button(page, name).click()
        page.get_by_text(f"Exporté dans « choix_essai.{suffix} ».").wait_for()
        (lab.course / f"notebooks/choix_essai.{suffix}").unlink()
    assert errors(page) == 0


def test_everyone_can_use_it_at_every_size(form_page):
    page = form_page("ChoiceLab", "choix_essai.json")
    add(page, "pertinence", "adapter", "une raison", "léger")
    for look in each_look(page, ".form"):
        page.locator(".form .sio-picture svg:visible").wait_for()
        assert accessibility_faults(page, ".form") == [], look
        assert clipped(page, ".form") == [], look
