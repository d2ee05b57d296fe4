"""The sample reports, read once: each test gets a copy of the folder with its review file."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.core.store.support import open_file


@pytest.fixture(scope="session")
def read_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the five samples and a review file that has cached their readings."""
    folder = tmp_path_factory.mktemp("read") / "samples"
    shutil.copytree(REPOSITORY / "resources" / "samples", folder)
    open_file(folder).close()
    return folder


@pytest.fixture
def samples(read_samples: Path, tmp_path: Path) -> Path:
    """A folder of its own with the five samples, known already (a copy keeps the files' times)."""
    return shutil.copytree(read_samples, tmp_path / "samples")
