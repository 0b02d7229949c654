"""The workshop in the real JupyterLab: a service built from nothing, saved, reloaded, reopened, exported."""

import json
from functools import partial

import pytest
from pages import accessibility_faults, clipped, drop, each_look, errors, run_form

STEPS = [
    ("P1 Production de services", "personne", "production", "recueillir les besoins de l'accueil"),
    (
        "P3 Conception et maintenance de solutions d'infrastructure",
        "P1 Production de services",
        "production",
        "installer une borne",
    ),
    (
        "P2 Fourniture de services",
        "personne",
        "fourniture",
        "mettre le Wi-Fi à disposition <img src=x onerror=alert(1)>",
    ),
    (
        "P3 Conception et maintenance de solutions d'infrastructure",
        "P2 Fourniture de services",
        "fourniture",
        "ajouter une borne",
    ),
    ("P5 Gestion du patrimoine informatique", "personne", "sans partie", "enregistrer les bornes"),
    ("P2 Fourniture de services", "personne", "fourniture", "aider un visiteur"),
]


@pytest.fixture
def workshop_page(form_page):
    """Return a function that opens a notebook with the workshop, and runs it."""
    return partial(form_page, "ServiceWorkshop", "essai.json")


def workshop(page):
    return page.locator(".form")


def button(page, name):
    return workshop(page).get_by_role("button", name=name)


def field(page, label):
    return workshop(page).get_by_role("combobox", name=label, exact=True)


def action(page):
    return workshop(page).get_by_role("textbox", name="Action")


def steps(page):
    return workshop(page).get_by_role("listbox", name="Étapes").locator("option").all_inner_texts()


def add(page, process, caller, phase, words):
    button(page, "Ajouter une étape").click()
    page.wait_for_function("!document.querySelector('.form textarea').value")
    field(page, "Processus").select_option(label=process)
    field(page, "Appelé par").select_option(label=caller)
    field(page, "Partie").select_option(label=phase)
    action(page).fill(words)
    # A click overtakes what is still being sent: like a person, wait until the list shows it.
    page.locator(".form option", has_text=words[:30]).last.wait_for(state="attached")


def test_a_service_of_six_steps_from_nothing(workshop_page, lab):
    page = workshop_page()
    workshop(page).get_by_role("textbox", name="Service").fill("Le Wi-Fi")
    for step in STEPS:
        add(page, *step)
    drawing = workshop(page).locator(".sio-wide text", has_text="aider un visiteur")
    drawing.wait_for()
    assert workshop(page).locator("img").count() == 0
    assert "Le récit ne dit pas comment le service finit" in workshop(page).inner_text()
    assert "à revoir" not in workshop(page).inner_text()
    button(page, "Enregistrer").click()
    page.get_by_text("Enregistré dans « essai.json ».").wait_for()
    saved = json.loads((lab.course / "notebooks/essai.json").read_text(encoding="utf-8"))
    assert [step["action"] for step in saved["etapes"]] == [step[3] for step in STEPS]

    add(page, *STEPS[0][:3], "une étape de trop")
    drop(page, "essai.json", json.dumps(saved))
    page.get_by_text("Repris : « essai.json ».").wait_for()
    drop(page, "autre.json", "{")
    page.get_by_text("Le fichier « autre.json » est abîmé").wait_for()
    assert len(steps(page)) == 6

    page.reload()
    run_form(page)
    page.get_by_text("Ouvert : « essai.json ».").wait_for()
    assert len(steps(page)) == 6
    for name, suffix in [("Exporter la fiche", "md"), ("Exporter l'image PNG", "png"), ("Exporter l'image SVG", "svg")]:
        button(page, name).click()
        page.get_by_text(f"Exporté dans « essai.{suffix} ».").wait_for()
        (lab.course / f"notebooks/essai.{suffix}").unlink()
    assert errors(page) == 0


def test_findings_follow_while_one_types_and_undo_takes_them_back(workshop_page):
    page = workshop_page()
    add(page, STEPS[1][0], "personne", "production", "installer une borne")
    page.get_by_text("fait appel à lui", exact=False).first.wait_for()
    field(page, "Appelé par").select_option(label="P1 Production de services")
    page.get_by_text("fait appel à lui", exact=False).first.wait_for(state="detached")
    button(page, "Annuler").click()
    page.get_by_text("fait appel à lui", exact=False).first.wait_for()
    action(page).focus()
    page.keyboard.type(" et l'essayer")
    page.wait_for_function("document.querySelector('.form textarea').value === 'installer une borne et l\\'essayer'")


def test_everyone_can_use_it_at_every_size(workshop_page):
    page = workshop_page()
    add(page, *STEPS[0])
    for look in each_look(page, ".form"):
        workshop(page).locator(".sio-picture svg:visible").wait_for()
        assert accessibility_faults(page, ".form") == [], look
        assert clipped(page, ".form") == [], look
