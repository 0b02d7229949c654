"""Pictures that one can click and play: each is a class that takes the référentiel, usable in one line."""

from sio_kit.widgets.choices import ChoiceLab
from sio_kit.widgets.journal import OptionJournal
from sio_kit.widgets.options import OptionExplorer
from sio_kit.widgets.processes import ProcessMap
from sio_kit.widgets.quality import QualityGrid
from sio_kit.widgets.quiz import Quiz
from sio_kit.widgets.reader import Reader
from sio_kit.widgets.services import ServicePlayer
from sio_kit.widgets.workshop import ServiceWorkshop

__all__ = [
    "ChoiceLab",
    "OptionExplorer",
    "OptionJournal",
    "ProcessMap",
    "QualityGrid",
    "Quiz",
    "Reader",
    "ServicePlayer",
    "ServiceWorkshop",
]
