"""What stands in for anywidget where it is not installed, as in a Python that a browser runs (Basthon, Capytale)."""

import traitlets


class Alone(traitlets.HasTraits):
    """The same traits, checked in the same way, and nobody to talk to: the page that shows them lives on its own."""

    def on_msg(self, hear):
        """Take who would answer the page; it asks nothing."""

    def send(self, message):
        """Send nothing: nobody hears."""
