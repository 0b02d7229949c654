"""The référentiel of the BTS SIO (Annexe I) as pandas tables, and what the kit's notebooks show of it.

>>> import sio_kit
>>> ref = sio_kit.load_referential()
>>> ref
<Référentiel du BTS SIO, Annexe I : 40 tables, 163 passages>

Tables
    load_referential(folder)    the référentiel: `ref.processus` is a DataFrame, `ref.search("messagerie")` too
    show_table(ref, table)      a table made to be read
    coverage(ref)               where the lessons teach each passage
    export_referential(ref, f)  written as a workbook (xlsx, ods) or as concepts (skos)
    Referential, its errors     what that returns; ReferentialError is raised for any bad input, in French

Pictures and widgets
    figures.process_map…        pictures; show_figure(figure, ref) shows one with its text alternative
    widgets.ProcessMap…         each takes the référentiel: widgets.ProcessMap(ref)

Work
    Service, Step, Choice, Argument     a service told step by step; a choice argued under the criteria
    check(work, ref)            what the référentiel says of either
    check_exercise(ref, n, x)   the five exercises on the tables
    MailLab(ref, folder)        a real mail service to produce, supply, mend and record

Quiz
    question_bank(ref, file)    a Bank of questions, from the tables and a teacher's own
    export_quiz(bank, form)     to paper, Moodle, a vote, cards…; to_gift(bank) gives the text for Moodle
"""

from importlib import import_module

from sio_kit.lazy import lazy

# Loaded at first use: the `sio-kit` command starts without waiting for pandas. `help(sio_kit)` is the docstring above.
HOMES = {
    "Argument": "sio_kit.choices.model",
    "Bank": "sio_kit.quiz.bank",
    "Choice": "sio_kit.choices.model",
    "MailLab": "sio_kit.messaging.lab",
    "Referential": "sio_kit.referential.referential",
    "ReferentialError": "sio_kit.errors",
    "Service": "sio_kit.service.model",
    "Step": "sio_kit.service.model",
    "check": "sio_kit.forms.check",
    "check_exercise": "sio_kit.reading.exercises",
    "coverage": "sio_kit.course.coverage",
    "export_quiz": "sio_kit.quiz.export",
    "export_referential": "sio_kit.exchange.export",
    "load_referential": "sio_kit.referential.load",
    "question_bank": "sio_kit.quiz.bank",
    "show_figure": "sio_kit.drawing.picture",
    "show_table": "sio_kit.referential.display",
    "to_gift": "sio_kit.quiz.export",
}
SHOWCASES = ("figures", "widgets")

_load, _ = lazy(__name__, HOMES)


def __getattr__(name):
    return import_module(f"sio_kit.{name}") if name in SHOWCASES else _load(name)


def __dir__():
    return sorted([*globals(), *HOMES, *SHOWCASES])
