"""What holds for the whole kit: one place for each dependency, light imports, notebooks fit to be committed."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sio_kit

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if path.name[:2].isdigit()]
HEAVY = {"pandas", "matplotlib", "ipywidgets", "anywidget", "frictionless", "jupyterlab", "IPython"}


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_the_code_follows_the_style_rules(command):
    done = subprocess.run([sys.executable, "-m", "ruff", *command, "--no-cache", ROOT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_conda_environment_takes_everything_from_pyproject():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    entries = [line.strip().removeprefix("- ") for line in lines if line.strip().startswith("- ")]
    assert entries == ["conda-forge", f"python{PROJECT['requires-python']}", "pip", "pip:", "-e .[course]"]


def imported(code):
    """Return the top-level modules that a fresh Python has loaded after `code`."""
    program = f"{code}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.split())


def test_importing_the_kit_loads_nothing_heavy():
    assert not imported("import sio_kit.command.cli") & HEAVY
    loading = "import sio_kit; ref = sio_kit.load_referential()"
    assert not imported(loading) & HEAVY
    judging = "sio_kit.check(sio_kit.Service.from_referential(ref), ref), sio_kit.question_bank(ref)"
    assert not imported(f"{loading}; {judging}; sio_kit.Choice.blank(ref).findings()") & HEAVY
    assert "pandas" in imported(f"{loading}; ref.processus")


def test_the_public_names_are_a_page_and_all_exist():
    page = sio_kit.__doc__.splitlines()
    assert len(page) <= 40
    for module in (sio_kit, sio_kit.figures, sio_kit.widgets):
        assert all(getattr(module, name) for name in module.HOMES)
        assert set(module.HOMES) <= set(dir(module))
    assert [name for name in sio_kit.HOMES if not any(name in line for line in page)] == []


def test_unknown_names_are_refused_as_python_does():
    with pytest.raises(AttributeError, match="has no attribute 'load_referentiel'"):
        sio_kit.load_referentiel  # noqa: B018
    with pytest.raises(AttributeError, match="has no attribute 'ProcesMap'"):
        sio_kit.widgets.ProcesMap  # noqa: B018


def test_notebooks_and_readme_import_the_kit_alone():
    for path in [*NOTEBOOKS, ROOT / "README.md"]:
        inner = re.findall(r"(?:from|import) sio_kit\.[\w.]+", path.read_text(encoding="utf-8"))
        assert inner == [], path


def test_no_committed_file_names_this_machine():
    here = [str(ROOT), f"{Path.home()}{os.sep}"]
    for path in tracked_files():
        content = path.read_bytes().decode("utf-8", "replace")
        assert not [place for place in here if place in content], path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_executed_once_from_top_to_bottom(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    for cell in code:
        assert sum(bool(line.strip()) for line in "".join(cell["source"]).split("\n")) <= 10
        for output in cell["outputs"]:
            assert output["output_type"] != "error"
            assert output.get("name") != "stderr"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_opens_with_its_place_and_ends_with_what_to_retain(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert prose[0].startswith("# ")
    for words in ("Place dans le cours", "Durée en classe", "À la fin, vous saurez"):
        assert words in prose[0]
    assert any(text.startswith("## À retenir") for text in prose)
    assert "Référentiel du BTS SIO, Annexe I" in prose[-1]


def test_the_first_notebook_and_the_teachers_guide_link_to_all_the_lessons():
    assert LESSONS[0].name == "00_accueil.ipynb"
    guide = ROOT / "notebooks" / "guide_enseignant.ipynb"
    first, links = LESSONS[0].read_text(encoding="utf-8"), r"\]\((\d\d_\w+\.ipynb)\)"
    assert set(re.findall(links, first)) == {path.name for path in LESSONS[1:]}
    assert set(re.findall(links, guide.read_text(encoding="utf-8"))) == {path.name for path in LESSONS}
    assert f"]({guide.name})" in first


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_quotations_in_prose_stand_in_their_passage(ref, path):
    """A text between « » that is followed by a passage's number is the référentiel's, to the character."""
    passages = dict(zip(ref.passages["id"], ref.passages["texte"], strict=True))
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            text = "".join(cell["source"]).replace("\N{NO-BREAK SPACE}", " ").replace("*", "")
            for quoted, passage in re.findall(r"« ((?:[^«»]|« [^«»]* »)+) »\s*\((L\d{3,})\)", text):
                assert quoted.replace(" [sic]", "") in passages[passage], quoted
