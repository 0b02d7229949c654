"""Pictures of the référentiel, drawn by matplotlib: each takes the tables and gives back its `Axes`."""

from sio_kit.figures.choices import choice_balance, describe_choice_balance
from sio_kit.figures.context import context_map, describe_context_map
from sio_kit.figures.options import (
    describe_option_comparison,
    describe_participation_matrix,
    option_comparison,
    participation_matrix,
)
from sio_kit.figures.processes import describe_process_map, process_map
from sio_kit.figures.services import describe_service_timeline, service_timeline

__all__ = [
    "choice_balance",
    "context_map",
    "describe_choice_balance",
    "describe_context_map",
    "describe_option_comparison",
    "describe_participation_matrix",
    "describe_process_map",
    "describe_service_timeline",
    "option_comparison",
    "participation_matrix",
    "process_map",
    "service_timeline",
]
