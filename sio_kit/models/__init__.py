"""The rules, in plain Python: what follows from the référentiel's tables, without drawing anything."""
