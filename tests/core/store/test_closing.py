"""Closing a review file while another thread still reads what is cached: nothing breaks, reading just ends."""

import threading
from pathlib import Path

from core.folder import list_reports, read_packed
from core.store import ReviewFile


def test_a_reader_in_another_thread_outlives_the_file(samples: Path) -> None:
    sources = list_reports(samples)
    with ReviewFile.open(samples, "Li") as file:
        file.reports.keep(read_packed(samples, sources, workers=1))
    for _ in range(40):
        file = ReviewFile.open(samples, "Li")
        assert file.reports.packed_reading(sources[0]) is not None
        begun = threading.Event()
        broken: list[BaseException] = []
        thread = threading.Thread(target=_reads, args=(file, sources, begun, broken))
        thread.start()
        begun.wait()
        file.close()
        thread.join()
        assert broken == []


def _reads(
    file: ReviewFile, sources: list[str], begun: threading.Event, broken: list[BaseException]
) -> None:
    try:
        while file.reports.packed_reading(sources[0]) is not None:
            begun.set()
    except BaseException as error:  # noqa: BLE001 - told to the test
        broken.append(error)
    finally:
        begun.set()
