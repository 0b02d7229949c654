"""What the tests do with a form, without a browser: press its buttons, read what it says."""

import html

from conftest import plain


def said(form):
    return plain(html.unescape(form.said))


def press(form, label):
    """Press one of the form's buttons, as the page does; what goes wrong is not only logged, as there."""
    stack = [form]
    while stack:
        control = stack.pop()
        if getattr(control, "description", None) == label and hasattr(control, "click"):
            assert not control.disabled, label
            for act in control._click_handlers.callbacks:
                act(control)
            return
        stack += getattr(control, "children", ())
    raise AssertionError(f"no button {label}")
