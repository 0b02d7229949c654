"""How the tests are told apart, and shared out between processes."""

import os
import sys

from xdist.scheduler import LoadScopeScheduling

# What one process compiles, the next ones read: else each kernel and each server would compile JupyterLab anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_modifyitems(items):
    """Mark what opens a browser."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_xdist_make_scheduler(config, log):
    return _OneByOne(config, log)


class _OneByOne(LoadScopeScheduling):
    """Shares the tests out one by one, but those that share what takes long to start: a kernel, a server, a site."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        if file.startswith("tests/course/test_site"):
            return "the site"
        shares = file.endswith((".ipynb", "_lab.py", "other_browsers.py")) or file.startswith("tests/course/")
        return file if shares else nodeid
