"""What reading a folder costs beside the least it can be made of, and beside pandas.read_html on the same tables.

Also: noise around a report, and memory. Every run is a process of its own, the variants in turn, so that
nothing is remembered from one to the next and whatever else the machine does falls on all alike; read the
ratios. Modules are compiled beforehand, as those of an installed program are. `--reports 10000` measures what
the goals are stated for.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from multiprocessing import active_children
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

Report = TypeVar("Report")
# Worker processes import this module anew: what is heavy is imported where it is used.

ONE_GOAL, TWO_GOAL = 3.0, 1.8  # times the floor in one process
ONE_AIM, TWO_AIM = 2.0, 1.2  # when those are met
HTML_GOAL = 10.0  # times as fast as pandas.read_html
NOISE_GOAL = 2.0  # times its share
MEMORY_GOAL_MB = 600
NOISE = 5_000_000  # bytes
WATCHED = 50  # memory is looked at every so many reports
CHECKED = 97  # every so many-th report is looked at whether it was read right


# --- what runs in a process of its own -------------------------------------------------------------


def floor(folder: Path, workers: int) -> dict[str, float]:
    """Seconds that the floor takes."""
    from tests.bench import _reading_floor

    _reading_floor.prepared()
    busy, began = _busy(), perf_counter()
    count = _reading_floor.run(folder, workers, folder / "floor.sqlite")
    return {"seconds": perf_counter() - began, "busy": _busy() - busy, "reports": count}


def ours(folder: Path, workers: int, off: frozenset[str] | None = None) -> dict[str, float]:
    """Seconds that the product takes from the bare folder to the saved review file, and its memory."""
    import numpy as np  # noqa: F401 - reading imports both, so that they are no memory of reading
    import opencc  # noqa: F401

    from core.extract.reader import read_report
    from core.folder import list_reports, read_packed
    from core.store import ReviewFile
    from core.text import source_text

    imported = _peak_mb()
    read_report(source_text(""))  # tables and labels are made ready once a process
    busy, began = _busy(), perf_counter()
    sources = list_reports(folder)
    workers_mb: list[float] = [0]
    with ReviewFile.open(folder, "bench") as file:
        reports = read_packed(folder, file.reports.survey(sources), workers=workers, off=off)
        file.reports.keep(_watched(reports, workers_mb))
    seconds = perf_counter() - began
    return {
        "seconds": seconds,
        "busy": _busy() - busy,
        "reports": len(sources),
        "parent_mb": _peak_mb() - imported,
        "worker_mb": max(0, max(workers_mb) - imported),
    }


def told(folder: Path, workers: int) -> dict[str, float]:
    """As `ours`, and what the rules of form and narrative say of each report."""
    return ours(folder, workers, frozenset())


def noise(folder: Path, _workers: int) -> dict[str, float]:
    """Times its share that the worst noise of 5 MB around a report takes, in processor time."""
    from core.extract.reader import read_report
    from core.text import source_text

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))[:200]]
    plain = [source_text(text) for text in texts]
    read_report(plain[0])
    began = process_time()
    for one in plain[1:]:
        read_report(one)
    bytes_read = sum(len(text.encode()) for text in texts[1:])
    share = (process_time() - began) / bytes_read
    factors = {}
    for name, piece in _noises().items():
        rng = Random(3)
        half = []
        size = 0
        while size < NOISE // 2:
            half.append(piece(rng))
            size += len(half[-1].encode())
        text = source_text("\n".join([*half, texts[0], *half]))
        began = process_time()
        read_report(text)
        factors[name] = (process_time() - began) / (share * len(text.text.encode()))
    return factors


def _noises() -> dict[str, Callable[[Random], str]]:
    han = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]

    def prose(rng: Random) -> str:
        return "".join(rng.choices(han, k=rng.randint(20, 200))) + "。"

    def figures(rng: Random) -> str:
        return "\t".join(str(rng.randint(0, 10**6)) for _ in range(8))

    def words(rng: Random) -> str:
        return " ".join("".join(rng.choices(han, k=rng.randint(1, 8))) for _ in range(9))

    def lines(rng: Random) -> str:
        return rng.choice(
            ["", str(rng.randint(0, 99)), "".join(rng.choices(han, k=5)), "|", "（一）"]
        )

    def any_character(rng: Random) -> str:
        return "".join(chr(rng.randrange(32, 0xD800)) for _ in range(80))

    return {
        "prose": prose,
        "rows of figures": figures,
        "words and spaces": words,
        "short lines": lines,
        "any characters": any_character,
    }


def html(folder: Path, _workers: int) -> dict[str, float]:
    """Seconds a report that pandas takes for the tables alone."""
    import pandas as pd

    from tests.bench._reading_texts import copies, official_html

    pages = [official_html(one) for one in copies(60)]
    pd.read_html(StringIO(pages[0]), flavor="lxml")
    busy, began = _busy(), perf_counter()
    for page in pages:
        tables = pd.read_html(StringIO(page), flavor="lxml")
        assert len(tables) == 3
    return {"seconds": perf_counter() - began, "busy": _busy() - busy, "reports": len(pages)}


def _busy() -> float:
    """Seconds of processor time so far, those of ended worker processes included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _watched(reports: Iterable[Report], workers_mb: list[float]) -> Iterator[Report]:
    """`reports`; now and then the peaks of the worker processes are noted."""
    for number, report in enumerate(reports, start=1):
        if number % WATCHED == 0:
            workers_mb += [_peak_mb(child.pid) for child in active_children()]
        yield report


def _peak_mb(process: int | None = None) -> float:
    """The most memory that a process (this one) has held; not what its parent held, as getrusage says."""
    status = Path(f"/proc/{process or 'self'}/status").read_text(encoding="ascii", errors="replace")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


RUNS = {run.__name__: run for run in (floor, ours, told, noise, html)}


VARIANTS = {
    "floor, one process": ("floor", 1),
    "ours, one process": ("ours", 1),
    "floor, two processes": ("floor", 2),
    "ours, two processes": ("ours", 2),
    "ours, and form and narrative": ("told", 1),
    "pandas.read_html, tables alone": ("html", 1),
}

# --- what asks for it ------------------------------------------------------------------------------


def measured(run: str, folder: Path, workers: int = 1) -> dict[str, float]:
    """What one run says, in a new process."""
    command = [sys.executable, __file__, "--run", run, "--workers", str(workers), str(folder)]
    compiled = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    compiled.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=compiled)
    for left in folder.glob("*.sqlite*"):
        left.unlink()
    result: dict[str, float] = json.loads(done.stdout)
    return result


def spread(times: list[float]) -> str:
    """Median, least and most, in milliseconds."""
    return f"{median(times) * 1000:7.3f} ({min(times) * 1000:.3f}-{max(times) * 1000:.3f})"


def right(folder: Path, written: list[object]) -> None:
    """Say how many of the figures are read as they were written; none may be wrong and certain."""
    from core.cells import CellStatus
    from core.folder import read_one

    cells = exact = 0
    for number in range(0, len(written), CHECKED):
        reading = read_one(folder, f"{number:05}.txt").reading
        for ref, value in written[number].figures.items():  # type: ignore[attr-defined]
            cell = reading.cells[ref]
            cells += 1
            exact += cell.value == value
            assert cell.value == value or cell.status is not CellStatus.READ, (number, ref)
    print(f"figures read as written                    {exact} of {cells}")


def compare(count: int, rounds: int) -> bool:
    """Print the figures; whether every goal is met."""
    from tests.bench._reading_texts import write_folder

    with tempfile.TemporaryDirectory(dir=Path.home()) as scratch:
        folder = Path(scratch) / "reports"
        right(folder, [*write_folder(folder, count)])
        times: dict[tuple[str, int], list[float]] = {}
        busy: dict[tuple[str, int], list[float]] = {}
        memory: list[tuple[float, float]] = []
        for _ in range(rounds):
            for run, workers in VARIANTS.values():
                one = measured(run, folder, workers)
                times.setdefault((run, workers), []).append(one["seconds"] / one["reports"])
                busy.setdefault((run, workers), []).append(one["busy"] / one["reports"])
                if run == "ours":
                    memory.append((one["parent_mb"], one["worker_mb"]))
        factors = measured("noise", folder)

    def ratio(one: tuple[str, int], other: tuple[str, int]) -> float:
        return median(a / b for a, b in zip(times[one], times[other], strict=True))

    print(f"{count} reports, {rounds} rounds; ms a report, median (min-max), and of processor time")
    for name, run in VARIANTS.items():
        print(f"{name:34} {spread(times[run])}   {spread(busy[run])}")
    goals = [
        ("ours / floor, one process", ratio(("ours", 1), ("floor", 1)), ONE_GOAL, True),
        ("ours with two / floor with one", ratio(("ours", 2), ("floor", 1)), TWO_GOAL, True),
        ("pandas.read_html / ours, one process", ratio(("html", 1), ("ours", 1)), HTML_GOAL, False),
    ]
    goals += [
        (f"5 MB of {name}, times its share", f, NOISE_GOAL, True) for name, f in factors.items()
    ]
    parent, worker = (max(column) for column in zip(*memory, strict=True))
    goals.append(("memory above the imports, MB: parent", parent, MEMORY_GOAL_MB, True))
    goals.append(("  the larger worker", worker, MEMORY_GOAL_MB, True))
    met = True
    for name, value, goal, is_most in goals:
        is_met = value <= goal if is_most else value >= goal
        met &= is_met
        sign = "<=" if is_most else ">="
        print(f"{name:42} {value:7.2f}   goal {sign} {goal:g}{'' if is_met else '   MISSED'}")
    print(
        f"beyond the goals: one process at most {ONE_AIM:g} times the floor, two at most {TWO_AIM:g}"
    )
    print(f"ours / floor, two processes each           {ratio(('ours', 2), ('floor', 2)):7.2f}")
    print(f"pandas.read_html / ours, two processes     {ratio(('html', 1), ('ours', 2)):7.2f}")
    used = median(a / b for a, b in zip(busy["ours", 1], busy["floor", 1], strict=True))
    print(f"ours / floor, processor time               {used:7.2f}")
    used = median(a / b for a, b in zip(busy["html", 1], busy["ours", 1], strict=True))
    print(f"pandas.read_html / ours, processor time    {used:7.2f}")
    return met


def main() -> None:
    """Compare, or be one of the processes that are compared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--run", choices=sorted(RUNS))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("folder", type=Path, nargs="?")
    options = parser.parse_args()
    if options.run:
        print(json.dumps(RUNS[options.run](options.folder, options.workers)))
    elif not compare(options.reports, options.rounds):
        print("A goal is missed.")
        sys.exit(1)


if __name__ == "__main__":
    main()
