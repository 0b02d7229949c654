"""Questions on the référentiel: their bank, their page, and what they become for Moodle and paper."""
