"""How the tests are told apart, and shared out between processes."""

from xdist.scheduler import LoadScopeScheduling


def pytest_collection_modifyitems(items):
    """Mark what opens a browser."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_xdist_make_scheduler(config, log):
    return _OneByOne(config, log)


class _OneByOne(LoadScopeScheduling):
    """Shares the tests out one by one, but those of a notebook, which share a kernel, or of one server."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return file if file.endswith(".ipynb") or file.startswith("tests/course/") else nodeid
