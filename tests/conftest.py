import shutil

import pytest

import sio_kit
from sio_kit.folders import DATA, kit_folder


@pytest.fixture(scope="session")
def ref():
    return sio_kit.load_referential(kit_folder(DATA))


@pytest.fixture
def folder(tmp_path):
    """A teacher's copy of the data, free to be changed."""
    return shutil.copytree(kit_folder(DATA), tmp_path / "data")
