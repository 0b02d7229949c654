"""A kernel that computes nothing: each cell of a notebook gives again what it was saved with, widgets included.

Voilà lays a page or slides out from it as from the kernel that ran the notebook.
"""

import json
import os
import sys
from pathlib import Path
from urllib.parse import unquote

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

STATE = "application/vnd.jupyter.widget-state+json"


class Replay(Kernel):
    """Answers with what is saved in the notebook that Voilà was asked for."""

    implementation, implementation_version, banner = "replay", "1", ""
    language_info = {"name": "python", "mimetype": "text/x-python", "file_extension": ".py"}  # noqa: RUF012

    def __init__(self, **settings):
        super().__init__(**settings)
        self.shell_handlers |= dict.fromkeys(("comm_open", "comm_close"), lambda *_: None)
        self.shell_handlers["comm_msg"] = self.comm_msg
        name = unquote(os.environ["SCRIPT_NAME"].rpartition("/")[2])
        notebook = json.loads(Path(name).read_text(encoding="utf-8"))
        self.cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        self.widgets = notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})

    def do_execute(self, code, *_, **__):
        """Give the outputs of the first cell that has this code and was not run yet."""
        place = next((place for place, cell in enumerate(self.cells) if "".join(cell["source"]) == code), None)
        for output in [] if place is None else self.cells.pop(place)["outputs"]:
            self.send_response(self.iopub_socket, output["output_type"], whole(output))
        return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}

    def comm_msg(self, _stream, _identity, message):
        """Tell a page that asks for the widgets how they were saved."""
        content = message["content"]
        if content["data"].get("method") == "request_states":
            data = {"method": "update_states", "states": self.widgets, "buffer_paths": []}
            self.send_response(self.iopub_socket, "comm_msg", {"comm_id": content["comm_id"], "data": data})


def whole(output):
    """Return an output as a message has it: its lines joined."""
    lines = {name: value for name, value in output.items() if isinstance(value, list) and name != "traceback"}
    joined = {**output, **{name: "".join(value) for name, value in lines.items()}}
    if "data" in output:
        joined["data"] = whole(output["data"])
    return joined


def install(folder):
    """Make Jupyter start this kernel for any Python notebook, where `folder` is in JUPYTER_PATH."""
    spec = Path(folder, "kernels", "python3", "kernel.json")
    spec.parent.mkdir(parents=True)
    argv = [sys.executable, __file__, "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Replay", "language": "python"}), encoding="utf-8")


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=Replay)
