"""What records and workbooks cost: side by side with the obvious way, and the memory of 10,000 reports."""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Font, Side

from core.folder import list_reports, read_one, reread
from core.forms import load_forms
from core.record import RecordJob, record_line
from core.reports import Report
from core.review import Review
from core.wording import Language, wording_in
from core.workbook import save_workbook

SAMPLES = Path(__file__).resolve().parent.parent.parent / "resources" / "samples"
FORMS = load_forms()
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = 5


class Reviews:
    """The samples again and again, each a Review of its own, made when it is asked for."""

    def __init__(self, count: int) -> None:
        self._reports = [read_one(SAMPLES, source) for source in list_reports(SAMPLES)]
        self._count = count

    def __length_hint__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Review]:
        for at in range(self._count):
            report = self._reports[at % len(self._reports)]
            own = Report(f"{at}/{report.source}", report.text, report.reading)
            yield Review(own, FORMS, reread)


def main() -> None:
    """Prints the figures."""
    folder = Path(tempfile.mkdtemp(prefix="gouji-bench-"))
    _records(1000)
    _workbooks(500, folder)
    _memory(10_000, folder)


def _records(count: int) -> None:
    reports = [review.report for review in Reviews(count)]
    job, wording = RecordJob(Language.CHINESE), wording_in(Language.CHINESE)
    plain = [json.loads(job(report)) for report in reports[:5]]

    def ours() -> None:
        for report in reports:
            record_line(report, FORMS[report.reading.form], wording)

    def examined() -> None:
        for report in reports:
            job(report)

    def dump() -> None:
        for at in range(count):
            json.dumps(plain[at % 5], ensure_ascii=False)

    _compare(
        f"{count} records as lines (per report)",
        count,
        {
            "core.record, checks run": ours,
            "with narrative, findings and suggestions": examined,
            "json.dumps of a ready dict alone": dump,
        },
    )


def _workbooks(count: int, folder: Path) -> None:
    reviews = list(Reviews(count))

    def ours() -> None:
        save_workbook(reviews, folder / "a.xlsx", Language.CHINESE, made_at=MADE_AT)

    _compare(
        f"workbook of {count} reports (per report)",
        count,
        {
            "core.workbook: tables, live checks, lists": ours,
            "openpyxl write-only: the figures of the tables alone": lambda: _openpyxl(
                reviews, folder / "b.xlsx"
            ),
        },
    )
    sizes = {name: (folder / name).stat().st_size // 1024 for name in ("a.xlsx", "b.xlsx")}
    print(f"  size: {sizes['a.xlsx']} KiB, openpyxl's {sizes['b.xlsx']} KiB")


def _openpyxl(reviews: list[Review], path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("all")
    font, side = Font(name="微软雅黑", size=10), Side("thin", color="FFD5DBE1")
    border = Border(side, side, side, side)
    for review in reviews:
        row = []
        for cell in review.reading.cells.in_order:
            written = WriteOnlyCell(sheet, value=cell.value)
            written.font, written.border = font, border
            row.append(written)
        sheet.append([review.unit, review.year, review.report.source, *row])
    book.save(path)


def _memory(count: int, folder: Path) -> None:
    """In a process of its own, so that the peak is that of the workbook."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        save_workbook(Reviews(count), folder / "c.xlsx", Language.CHINESE, made_at=MADE_AT)
        seconds = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        os.write(writer, f"{seconds:.1f} s, {(after - before) // 1024} MiB above".encode())
        os._exit(0)
    os.waitpid(child, 0)
    size = (folder / "c.xlsx").stat().st_size / 1e6
    print(f"{count} reports: {os.read(reader, 100).decode()} the start, {size:.0f} MB file")


def _compare(title: str, count: int, ways: dict[str, Callable[[], None]]) -> None:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append((time.perf_counter() - start) / count * 1e6)
    print(title)
    first = median(next(iter(times.values())))
    for name, seen in times.items():
        middle = median(seen)
        print(
            f"  {middle:9.0f} us ({min(seen):.0f}-{max(seen):.0f})  x{middle / first:.2f}  {name}"
        )


if __name__ == "__main__":
    main()
