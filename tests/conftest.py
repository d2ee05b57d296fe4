"""Owns what every test relies on: no screen, a home of its own, and nothing left over afterwards."""

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports Qt: the tests need no screen, and never touch the settings, the user data
# or the documents of whoever runs them.
_home = Path(tempfile.mkdtemp(prefix="gouji-tests-"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = str(_home)
os.environ["USERPROFILE"] = str(_home)
os.environ["APPDATA"] = str(_home / "appdata")
os.environ["XDG_CONFIG_HOME"] = str(_home / "config")
os.environ["XDG_DATA_HOME"] = str(_home / "data")
os.environ["XDG_CACHE_HOME"] = str(_home / "cache")
# The benches bring lxml, which openpyxl uses where it is; the product does without, and so do its tests.
os.environ["OPENPYXL_LXML"] = "False"

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_unconfigure() -> None:
    """Remove the home of this run."""
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A folder of its own with the five sample reports, so that a test may write beside them."""
    folder = tmp_path / "samples"
    folder.mkdir()
    for report in sorted((REPOSITORY / "resources" / "samples").glob("*.txt")):
        shutil.copy(report, folder)
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test with a window: none is visible any more and no worker process runs."""
    yield
    if "qapp" not in request.fixturenames:
        return
    from PySide6.QtWidgets import QApplication

    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in visible:
        widget.hide()
    running = multiprocessing.active_children()
    for process in running:
        process.join(timeout=10)
    assert not visible, f"still visible: {visible}"
    assert not multiprocessing.active_children(), "worker processes still run"
