"""Pictures of the référentiel, and its texts side by side: each takes the tables; `sio_kit.show_figure` shows it."""

from sio_kit.lazy import lazy

HOMES = {
    "choice_balance": "sio_kit.choices.figure",
    "context_map": "sio_kit.context.columns",
    "glossary": "sio_kit.reading.columns",
    "option_comparison": "sio_kit.options.columns",
    "participation_matrix": "sio_kit.options.figure",
    "process_map": "sio_kit.processes.figure",
    "records": "sio_kit.organisation.columns",
    "service_timeline": "sio_kit.service.figure",
    "technicians": "sio_kit.messaging.figure",
}

__getattr__, __dir__ = lazy(__name__, HOMES)
