"""The core: what works where pandas, matplotlib, anywidget and ipywidgets alone are installed."""

import subprocess
import sys
from pathlib import Path

import pytest

import sio_kit
from sio_kit.extras import needs

EXTRAS = (
    "bs4",
    "frictionless",
    "genanki",
    "jupyterlab",
    "jupyter_server",
    "nbclient",
    "nbconvert",
    "nbformat",
    "odf",
    "openpyxl",
    "platformdirs",
    "voila",
)
KIT = Path(sio_kit.__file__).parent
MODULES = sorted(".".join(("sio_kit", *path.relative_to(KIT).with_suffix("").parts)) for path in KIT.rglob("*.py"))
BLOCKED = f"""
import sys
from importlib import import_module

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {EXTRAS}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocked())
"""


def run(code, cwd):
    """Run code in a fresh Python in which no extra can be imported."""
    program = [sys.executable, "-c", BLOCKED + code]
    return subprocess.run(program, capture_output=True, text=True, cwd=cwd, encoding="utf-8")


def test_every_module_is_imported_without_the_extras(tmp_path):
    names = [name.removesuffix(".__init__") for name in MODULES if not name.endswith("__main__")]
    assert len(names) > 60
    done = run(f"for name in {names}: import_module(name)", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_tables_pictures_widgets_and_quiz_need_no_extra(tmp_path):
    done = run(
        """
import sio_kit
ref = sio_kit.load_referential()
ref.processus, ref.search("messagerie"), sio_kit.show_table(ref, "processus")._repr_html_()
for name in sio_kit.widgets.HOMES:
    getattr(sio_kit.widgets, name)(ref)
sio_kit.show_figure(sio_kit.figures.process_map, ref)
sio_kit.check(sio_kit.Service.from_referential(ref), ref)
print(len(sio_kit.export_quiz(sio_kit.question_bank(ref), "papier")))
""",
        tmp_path,
    )
    assert (done.stdout.strip(), done.stderr) == ("2", "")


COMMANDS = ("", "page 01", "presenter 01", "document 01", "exporter ods", "exporter xlsx")
COMMANDS += ("quiz --format anki", "quiz --format kahoot", "quiz --format wooclap")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_whose_extra_is_missing_says_what_installs_it(tmp_path, command):
    arguments = command.split() or ["--dossier", "cours", "--sans-navigateur"]
    done = run(f"from sio_kit.command.cli import main; sys.exit(main({arguments}))", tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "que le kit n'installe qu'à la demande" in done.stderr
    assert 'pip install "sio_kit[course]"' in done.stderr
    assert not list(tmp_path.glob("*.*"))


def test_only_a_missing_package_is_taken_for_one():
    with pytest.raises(ZeroDivisionError), needs():
        1 / 0  # noqa: B018
    with pytest.raises(sio_kit.ReferentialError, match="Il manque"), needs():
        import nowhere_to_be_found  # noqa: F401
