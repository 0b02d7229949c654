"""The whole text, to be read, searched and counted."""
