"""How each option takes part in each process, as the tables give it."""

from dataclasses import dataclass

from sio_kit.options.model import read_options
from sio_kit.referential.quotation import ADDED
from sio_kit.typography import NBSP, typeset

UNSAID = "non dit"


@dataclass(frozen=True)
class Participations:
    """The options, the processes (code, label), and the nature of each part: dict of (option, process) to str."""

    options: tuple
    processes: tuple
    natures: dict
    passages: tuple
    edition: str

    @classmethod
    def from_referential(cls, ref):
        """Read the tables `options`, `processus` and `participations` of a `Referential`."""
        rows = ref.rows("participations")
        return cls(
            read_options(ref),
            tuple((row["code"], row["libelle"]) for row in ref.rows("processus")),
            {(row["option"], row["processus"]): row["nature"] for row in rows},
            tuple(sorted({row["passage"] for row in rows})),
            ref.title,
        )

    def said(self, option, process):
        """Return how an option takes part in a process, as a page shows it."""
        return f"{self.natures.get((option, process), UNSAID)}{ADDED}"

    def describe(self):
        """Say in French all that the matrix shows."""
        lines = [f"Participation des options aux processus{NBSP}: {self.caption()}"]
        for code, label in self.processes:
            said = ", ".join(f"option {option.code} {self.said(option.code, code)}" for option in self.options)
            lines.append(f"{code} {label}{NBSP}: {said}")
        return "\n".join(lines)

    def caption(self):
        """Return the line under the picture: where it comes from, and what is added."""
        passages = f", {', '.join(self.passages)}" if self.passages else ""
        return typeset(f"{self.edition}{passages} ; * mot ajouté par le kit")
