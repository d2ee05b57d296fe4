"""The window adds to the journal while a thread waits for the disk: neither waits for the other."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from core.edits import SetNote
from core.folder import list_reports
from core.store import verify
from tests.core.store.support import do, open_file, restored


def test_adding_does_not_wait_for_a_write_that_is_under_way(samples: Path) -> None:
    errors: list[BaseException] = []
    with open_file(samples) as file, closing(sqlite3.connect(file.path)) as other:
        review = restored(file, list_reports(samples)[0])
        do(file, review, SetNote("0"))
        file.stage(review, review.apply(SetNote("1")))
        other.execute("BEGIN IMMEDIATE")  # the write below waits for this to end

        def write() -> None:
            try:
                file.retry()
            except BaseException as error:  # noqa: BLE001 - shown below
                errors.append(error)

        writing = threading.Thread(target=write)
        writing.start()
        for number in range(2, 30):
            file.stage(review, review.apply(SetNote(str(number))))
            file.history(review)
            assert file.unsaved == number
        other.rollback()
        writing.join()
        assert errors == []
        file.retry()
        assert file.unsaved == 0
        assert [entry.seq for entry in file.trail(review)] == list(range(1, 31))
        saved = review.decisions
    with open_file(samples) as file:
        assert restored(file, list_reports(samples)[0]).decisions == saved
    assert verify(file.path).is_whole


def test_many_threads_add_to_one_chain(samples: Path) -> None:
    with open_file(samples) as file:
        reviews = [restored(file, source) for source in list_reports(samples)[:4]]

        def work(which: int) -> None:
            for number in range(25):
                do(file, reviews[which], SetNote(str(number)))

        threads = [threading.Thread(target=work, args=(which,)) for which in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(file.trail()) == 100
        assert all(len(file.trail(review)) == 25 for review in reviews)
    assert verify(file.path).is_whole
