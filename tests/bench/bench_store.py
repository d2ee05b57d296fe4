"""What saving an edit and opening a folder again cost beside the bare database, and how large the file gets."""

import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.cells import CellRef
from core.edits import Correction, SetCorrection
from core.folder import PackedReport, list_reports, read_one, read_packed, reread
from core.forms import load_forms
from core.review import Review
from core.store import ReviewFile

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
RECEIVED = CellRef.parse("requests.received.total")
ROUNDS = 9
COMMITS = 200
REPORTS = 10_000


def bare_database(path: Path) -> sqlite3.Connection:
    """A database with the settings of the review file and nothing else about it."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


def timed(function: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    began = perf_counter()
    function()
    return (perf_counter() - began) * 1000


def spread(times: list[float]) -> str:
    """Median, least and most."""
    return f"{median(times):8.3f} ({min(times):.3f}-{max(times):.3f})"


def commits(folder: Path) -> float:
    """One edit entered and on the disk, beside a bare transaction that writes the same two rows."""
    forms = load_forms()
    with ReviewFile.open(folder, "张三") as file, closing(bare_database(folder / "b")) as bare:
        source = list_reports(folder)[0]
        review = Review(read_one(folder, source), forms, reread)
        file.restore(review)
        change = review.apply(SetCorrection(RECEIVED, Correction(1)))
        entry = file.record(review, change)
        with closing(sqlite3.connect(file.path)) as reader:
            line = reader.execute("SELECT * FROM reports").fetchone()
        marks = ", ".join("?" * len(line))
        columns = ", ".join(f"c{number}" for number in range(1, len(line)))
        bare.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, report, body, hash)")
        bare.execute(f"CREATE TABLE lines (id INTEGER PRIMARY KEY, {columns})")

        def bare_commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            row = (entry.report, entry.body, entry.hash)
            bare.execute("INSERT INTO log (report, body, hash) VALUES (?, ?, ?)", row)
            bare.execute(f"INSERT OR REPLACE INTO lines VALUES ({marks})", line)  # noqa: S608
            bare.execute("COMMIT")

        def stage() -> None:
            file.stage(review, change)

        ours: list[float] = []
        theirs: list[float] = []
        whole: list[float] = []
        ratios: list[float] = []
        for _ in range(ROUNDS):
            round_ours, round_theirs, round_whole = [], [], []
            for _ in range(COMMITS):  # in turn, so that both meet the same disk
                staging = timed(stage)
                writing = timed(file.retry)
                round_theirs.append(timed(bare_commit))
                round_ours.append(writing)
                round_whole.append(staging + writing)
            ours += round_ours
            theirs += round_theirs
            whole += round_whole
            ratios.append(median(round_ours) / median(round_theirs))
    print(f"durable commit of one edit, ms      {spread(ours)}")
    print(f"  with making and hashing the entry {spread(whole)}")
    print(f"bare transaction of the same rows   {spread(theirs)}")
    print(f"ratio                               {median(ratios):8.2f}   goal 1.50")
    return median(ratios)


def many(folder: Path) -> list[PackedReport]:
    """Ten thousand reports as the worker processes hand them over, each with a text of its own."""
    packed = [
        report
        for report in read_packed(folder, list_reports(folder))
        if isinstance(report, PackedReport)
    ]
    reports = []
    for number in range(REPORTS):
        one = packed[number % len(packed)]
        source = f"{number // 100}/{number}.txt"
        digest = hashlib.sha256(source.encode()).hexdigest()
        summary = one.summary._replace(source=source)
        reports.append(one._replace(source=source, digest=digest, summary=summary))
    return reports


def reopening(folder: Path) -> float:
    """The lines of the report list of a folder that was read before, beside reading the same rows bare."""
    with ReviewFile.open(folder, "张三") as file:
        kept = timed(partial(file.reports.keep, many(folder)))
        path = file.path
    size = path.stat().st_size
    print(f"caching {REPORTS} reports, ms          {kept:8.0f}")
    print(f"file size per report, bytes         {size / REPORTS:8.0f}")

    def bare_read() -> list[object]:
        with closing(sqlite3.connect(path)) as database:
            return database.execute("SELECT * FROM reports").fetchall()

    def reopen_and_close() -> float:
        began = perf_counter()
        file = ReviewFile.open(folder, "张三")
        file.reports.summaries()
        taken = (perf_counter() - began) * 1000
        file.close()
        return taken

    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        theirs.append(timed(bare_read))
        ours.append(reopen_and_close())
    ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
    print(f"opening again, ms                   {spread(ours)}")
    print(f"the same rows bare                  {spread(theirs)}")
    print(f"ratio                               {ratio:8.2f}   goal 2.00")
    return ratio


def main() -> None:
    """Print the figures; exit status 1 where a goal is missed."""
    with tempfile.TemporaryDirectory(dir=Path.home()) as scratch:
        folder = Path(scratch) / "samples"
        shutil.copytree(SAMPLES, folder)
        commit = commits(folder)
        (folder / "gouji-review.sqlite").unlink()
        reopen = reopening(folder)
    if commit > 1.5 or reopen > 2:
        print("A goal is missed.")
        sys.exit(1)


if __name__ == "__main__":
    main()
