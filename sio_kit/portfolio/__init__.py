"""A student's own situations gathered in a dossier, and told aloud."""
