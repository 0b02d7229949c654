"""The référentiel for other tools: its concepts for the web of data, its tables for a spreadsheet."""
