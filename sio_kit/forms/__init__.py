"""What the forms share in which a student's work is made, judged, kept and handed in."""

# The modules that a page without a kernel runs in its own small Python; they import nothing but each other.
PAGE_MODULES = (
    "typography", "vocabulary", "forms.bench", "forms.finding", "forms.markdown", "forms.document", "forms.done",
    "service.rules", "options.rules", "choices.rules", "context.rules", "internship.rules",
    "portfolio.situation", "portfolio.coverage", "portfolio.findings", "portfolio.sheet", "portfolio.works",
    "portfolio.rules",
)  # fmt: skip
# Those that the teacher's page of the bank runs besides, each with the style sheet and the script that it reads.
BANK_MODULES = (
    "escaping", "printed", "quiz.asked", "quiz.chance", "quiz.draw", "quiz.outlets", "quiz.rules", "quiz.cards",
    "quiz.gift", "quiz.markup", "quiz.moodle", "quiz.paper", "quiz.projector", "quiz.qcmcam",
)  # fmt: skip
