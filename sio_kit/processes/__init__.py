"""The processes and their links: their map."""
