"""A service told step by step: the référentiel's example played, and a student's own judged."""
