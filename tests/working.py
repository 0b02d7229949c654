"""What the tests do with a form in a page: press its buttons, read the document that the browser keeps."""

import json


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def begin(page, label):
    """Begin a new work, with one of those that the form offers."""
    page.locator(".sio-menu summary", has_text="Nouveau").click()
    page.locator(".sio-menu[open] button", has_text=label).click()


def work(page):
    """Return the document as the browser keeps it when the page is left; None if it keeps none."""
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    kept = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('sio_kit/') && !key.endsWith(' (avant)')).map(([, text]) => text)"
    )
    return json.loads(kept[0])["work"] if kept else None


def saved(page, folder):
    """Press Enregistrer; return the file that the browser gives."""
    with page.expect_download() as download:
        button(page, "Enregistrer").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def open_file(page, path):
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text(f"Repris : « {path.name} »").wait_for()


def sheet(page):
    """Show the sheet to hand in, and return it."""
    button(page, "Fiche à rendre").click()
    shown = page.locator("dialog .sio-paper-sheet")
    shown.wait_for()
    return shown


# The name that a screen reader says of what has the focus, as far as the forms' controls need it.
FOCUSED = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).replaceAll('\\u00a0', ' ').trim()"


def tab_to(page, name, key="Tab"):
    """Press Tab until a control of this name has the focus."""
    for _ in range(150):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"no Tab leads to {name!r}")


def unfold(page, name):
    """Tab to a menu and unfold it; it has its buttons a moment later."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.locator(".sio-menu[open] button").first.wait_for()


def press(page, name, key="Tab"):
    """Tab to a button and press it."""
    tab_to(page, name, key)
    page.keyboard.press("Enter")
