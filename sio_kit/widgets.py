"""Pictures that one can click, forms that one fills: each a class that takes the référentiel, usable in a line.

Where anywidget is not installed (Basthon, Capytale), each shows itself as a page in a frame; where a notebook's page
shows no widgets though it is, `SIO_KIT_WIDGETS=iframe` in the environment asks for that.
"""

from sio_kit.lazy import lazy

HOMES = {
    "AdvertReader": "sio_kit.jobs.widget",
    "ChoiceLab": "sio_kit.choices.form",
    "InternshipLog": "sio_kit.internship.form",
    "MessagingLab": "sio_kit.messaging.widget",
    "OptionExplorer": "sio_kit.options.widget",
    "OptionJournal": "sio_kit.options.form",
    "OralCards": "sio_kit.portfolio.widget",
    "Portfolio": "sio_kit.portfolio.form",
    "ProcessMap": "sio_kit.processes.widget",
    "QualityGrid": "sio_kit.context.form",
    "Quiz": "sio_kit.quiz.widget",
    "Reader": "sio_kit.reading.widget",
    "ServicePlayer": "sio_kit.service.widget",
    "ServiceWorkshop": "sio_kit.service.form",
    "TicketSort": "sio_kit.organisation.widget",
}

__getattr__, __dir__ = lazy(__name__, HOMES)
