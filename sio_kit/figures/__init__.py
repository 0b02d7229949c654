"""Pictures of the référentiel, drawn by matplotlib: each takes the tables and gives back its `Axes`."""

from sio_kit.figures.processes import describe_process_map, process_map

__all__ = ["describe_process_map", "process_map"]
