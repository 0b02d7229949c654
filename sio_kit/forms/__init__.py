"""What the forms share in which a student's work is made, judged, kept and handed in."""

# The modules that a page without a kernel runs in its own small Python; they import nothing but each other.
PAGE_MODULES = (
    "typography", "vocabulary", "forms.bench", "forms.finding", "forms.markdown", "forms.document", "forms.done",
    "service.rules", "options.rules", "choices.rules", "context.rules", "internship.rules",
    "portfolio.situation", "portfolio.coverage", "portfolio.findings", "portfolio.sheet", "portfolio.works",
    "portfolio.rules",
)  # fmt: skip
