"""Pictures of the référentiel: each takes the tables, and `sio_kit.show_figure` shows it with its text alternative."""

from sio_kit.lazy import lazy

HOMES = {
    "choice_balance": "sio_kit.choices.figure",
    "context_map": "sio_kit.context.figure",
    "option_comparison": "sio_kit.options.figure",
    "participation_matrix": "sio_kit.options.figure",
    "process_map": "sio_kit.processes.figure",
    "service_timeline": "sio_kit.service.figure",
}

__getattr__, __dir__ = lazy(__name__, HOMES)
