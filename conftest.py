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
    """Shares the tests out one by one; the cells of a notebook share a kernel, so they stay in one process."""

    def _split_scope(self, nodeid):
        return nodeid.partition("::")[0] if ".ipynb::" in nodeid else nodeid
