"""Without a screen the same job is done: the folder read, the workbook and a picture of the window saved."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QImage

from gui import screen

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def _run(folder: Path | str, output: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`gouji FOLDER` where no screen is, in a process of its own."""
    script = (
        "import sys; from pathlib import Path; from core.request import Request; import gui.headless; "
        "sys.exit(gui.headless.run(Request(Path(sys.argv[1])), Path(sys.argv[2])))"
    )
    return subprocess.run(
        [sys.executable, "-c", script, str(folder), str(output)],
        cwd=REPOSITORY,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=90,
    )


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.txt")
    }


def test_it_leaves_workbook_and_picture_and_says_where(samples: Path, tmp_path: Path) -> None:
    before = _digests(samples)
    output = tmp_path / "made here" / "今天"
    done = _run(samples, output)
    assert done.returncode == 0, done.stderr
    workbook, picture = output / "samples.xlsx", output / "window.png"
    assert str(workbook) in done.stdout
    assert str(picture) in done.stdout
    assert all(path.name in done.stdout for path in samples.glob("*.txt"))
    assert "欣园街道办事处" in done.stdout
    words = {
        str(cell.value)
        for sheet in openpyxl.load_workbook(workbook)
        for row in sheet.iter_rows()
        for cell in row
    }
    assert any("欣园街道办事处" in word for word in words)
    image = QImage(str(picture))
    assert image.width() >= 1280
    colours = {image.pixel(x, y) for x in range(0, 1600, 4) for y in range(0, 1000, 4)}
    assert len(colours) > 20  # a drawn window, not a blank one
    assert _digests(samples) == before


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = _run(tmp_path / "nowhere", tmp_path / "output", LANGUAGE="en")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_is_said(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = _run(samples, tmp_path / "file" / "output")
    assert done.returncode == 2
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "platform", "is_there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "win32", False),
    ],
)
def test_whether_there_is_a_screen(
    environment: dict[str, str], platform: str, is_there: bool
) -> None:
    assert screen.is_there(environment, platform) is is_there
