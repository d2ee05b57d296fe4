"""What the start costs, beside an empty window: until the first paint, until it can be used, and its gaps.

Processes are started in turn, so that whatever else the machine does falls on all alike; read the ratios. Also
how long the window keeps a click waiting while a folder is read in other processes.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("GOUJI_BENCH_ROUNDS", "11"))
COPIES = 30  # of the five samples, for the folder that is read

PAINT_GOAL, GAP_GOAL_MS = 1.25, 50

# Prints milliseconds from the start of the process; what starts it says when that was.
_COMMON = """
import os, sys, time
def since_start():
    with open(f"/proc/{os.getpid()}/stat") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1000
"""

_EMPTY = (
    _COMMON
    + """
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    painted = Signal()
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted.emit()
app = QApplication([])
def on_painted():
    print('{"painted": %.1f}' % since_start())
    app.quit()
window = Window()
window.resize(1280, 720)
window.painted.connect(on_painted, Qt.ConnectionType.QueuedConnection)
window.show()
app.exec()
"""
)

_OURS = (
    _COMMON
    + """
import json
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from gui import main_window
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
found = {}
class Watched(main_window.MainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.painted.connect(self.on_painted, Qt.ConnectionType.QueuedConnection)
        self.gaps, self.shown_at, self.reading_gaps = [], None, []
    def on_painted(self):
        found["painted"] = since_start()
        self.beat = time.perf_counter()
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.tick)
        self.timer.start(2)
    def tick(self):
        now = time.perf_counter()
        gap, self.beat = (now - self.beat) * 1000, now
        if not self.is_furnished:
            self.gaps.append(gap)
            return
        if "furnished" not in found:
            found["furnished"] = since_start()
            self.gaps.append(gap)
        elif folder is not None:
            self.reading_gaps.append(gap)
            if self.session.review is not None and "report" not in found:
                found["report"] = since_start()
        if folder is None or ("report" in found and not self.session.is_reading):
            self.timer.stop()
            found["gap"] = max(self.gaps)
            found["reading_gap"] = max(self.reading_gaps, default=0.0)
            ordered = sorted(self.reading_gaps)
            found["reading_p99"] = ordered[int(len(ordered) * 0.99)] if ordered else 0.0
            print(json.dumps(found))
            self.close()
main_window.MainWindow = Watched
import gui.app
from core.request import Request
gui.app.run(Request(folder) if folder else None)
"""
)


def run(script: str, home: Path, *arguments: str) -> dict[str, float]:
    """What one start printed."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def line(name: str, values: list[float], unit: str = "ms") -> str:
    return f"{name:<46}{median(values):8.0f} {unit}  ({min(values):.0f}-{max(values):.0f})"


def bench_start(home: Path) -> None:
    """The start without a folder, beside an empty window."""
    run(_EMPTY, home)
    run(_OURS, home)
    empty, ours = [], []
    for _ in range(ROUNDS):
        empty.append(run(_EMPTY, home)["painted"])
        ours.append(run(_OURS, home))
    ratios = [mine["painted"] / bare for mine, bare in zip(ours, empty, strict=True)]
    print(line("empty QMainWindow: first paint", empty))
    print(line("Gouji: first paint", [found["painted"] for found in ours]))
    print(line("Gouji: ready to open a folder", [found["furnished"] for found in ours]))
    print(f"{'ratio of the first paint':<46}{median(ratios):8.2f}     goal <= {PAINT_GOAL}")
    gaps = line("longest gap of the event loop behind it", [found["gap"] for found in ours])
    print(f"{gaps}  goal <= {GAP_GOAL_MS}")


def bench_reading(home: Path) -> None:
    """A folder that is read in other processes while the window is used."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(COPIES):
            for report in (ROOT / "resources" / "samples").glob("*.txt"):
                shutil.copy(report, folder / f"{number:03d}-{report.name}")
        rounds = []
        for _ in range(3):
            (folder / "gouji-review.sqlite").unlink(missing_ok=True)
            rounds.append(run(_OURS, home, name))
    count = COPIES * 5
    print(line(f"folder of {count}: first report shown", [r["report"] for r in rounds]))
    print(line("p99 gap of the event loop while it is read", [r["reading_p99"] for r in rounds]))
    gaps = line("longest gap while it is read", [r["reading_gap"] for r in rounds])
    print(f"{gaps}  goal <= {GAP_GOAL_MS}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home_name:
        bench_start(Path(home_name))
        bench_reading(Path(home_name))
