"""What happens to a review that others share, that the disk refuses, or whose reports change."""

import json
import shutil
import socket
import sqlite3
from dataclasses import asdict
from pathlib import Path

from core.cells import CellRef, TableKind
from core.edits import ReviewState
from core.store import ReviewFile
from core.store.lock import Holder
from gui.action_list import ActionId
from gui.views.message_bar import MessageBar

FIRST = "000_c3aabf95d6dbbe44.txt"
TOTAL = CellRef(TableKind.REQUESTS, "received", "total")


def press_offer(bar: MessageBar, words: str) -> None:
    """Press the button of the message that says so."""
    (button,) = [button for button in bar._offers if button.text() == words]
    button.click()


def test_a_second_window_waits_by_choice_and_takes_over(person, samples: Path) -> None:
    with ReviewFile.open(samples, "Li Lei"):
        person.opens(samples)
        assert "Li Lei" in person.place.message_bar.text
        press_offer(person.place.message_bar, "Wait for it")
        assert person.session.is_waiting
        assert person.place.tools.saved.text() == "read only, waiting"
        assert person.session.is_read_only
    person.qtbot.waitUntil(lambda: not person.session.is_read_only, timeout=20_000)
    person.qtbot.waitUntil(lambda: "is free" in person.place.message_bar.text)
    assert not person.session.is_waiting
    person.qtbot.waitUntil(lambda: person.review is not None and not person.session.is_reading)
    person.corrects(TOTAL, "7")


def test_a_review_goes_on_elsewhere_when_the_disk_refuses(
    reviewer, samples: Path, tmp_path: Path
) -> None:
    other = sqlite3.connect(samples / "gouji-review.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not reviewer.place.actions[ActionId.SAVE_ELSEWHERE].isEnabled()
    with reviewer.qtbot.waitSignal(reviewer.session.saving.failed, timeout=20_000):
        reviewer.press("Ctrl+Shift+Return")
    assert reviewer.place.actions[ActionId.SAVE_ELSEWHERE].isEnabled()
    target = tmp_path / "elsewhere.sqlite"
    reviewer.answers.reviews.append(target)
    with reviewer.qtbot.waitSignal(reviewer.session.saving.moved, timeout=20_000):
        press_offer(reviewer.place.message_bar, "Save elsewhere…")
    assert str(target) in reviewer.place.message_bar.text
    assert reviewer.session.saving.unsaved == 0
    assert reviewer.session.review_file == target
    reviewer.goes_to(FIRST)
    reviewer.corrects(TOTAL, "7")
    other.execute("ROLLBACK")
    other.close()
    reviewer.leaves()
    with ReviewFile.open(samples, "", path=target) as file:
        assert len(file.trail()) == 2


def test_a_changed_file_says_so_and_only_its_changed_cells_come_back(
    reviewer, samples: Path
) -> None:
    review = reviewer.review
    check = next(iter(review.results))
    reviewer.press("Ctrl+4")
    reviewer.place.focus.clear()
    reviewer.desk.checks.choose(check)
    reviewer.does("2")
    reviewer.goes_to(FIRST)
    reviewer.does("Ctrl+Return")
    reviewer.goes_to(FIRST)
    assert reviewer.review.state is ReviewState.REVIEWED
    marks = dict(reviewer.review.marks)
    cell = reviewer.review.reading.cells[TOTAL]
    text = reviewer.review.report.text.text
    changed = f"{text[: cell.span.start]}91{text[cell.span.end :]}"
    (samples / FIRST).write_text(changed, encoding="utf-8")

    with reviewer.qtbot.waitSignals(
        [reviewer.session.reading_renewed, reviewer.session.reading_ended], timeout=20_000
    ):
        reviewer.press("F5")
    reviewer.qtbot.waitUntil(lambda: reviewer.review is not None)
    words = reviewer.place.message_bar.text
    assert FIRST in words
    assert "come back for a look: 1" in words
    with reviewer.qtbot.waitSignal(reviewer.session.report_opened):
        press_offer(reviewer.place.message_bar, "Look at them")
    assert [finding.cells for finding in reviewer.review.returned] == [(TOTAL,)]
    assert reviewer.review.state is ReviewState.UNREVIEWED
    assert reviewer.review.marks == marks
    assert reviewer.window.focus.target.finding == reviewer.review.returned[0]
    reviewer.press("F8")
    assert reviewer.window.focus.target.finding != reviewer.review.returned[0]
    reviewer.press("Shift+F8")
    assert reviewer.window.focus.target.finding == reviewer.review.returned[0]
    words = reviewer.desk.history.trail.index(0, 4).data()
    assert words.startswith("The file was changed and read again: ")
    assert "→ 91" in words


def test_a_renamed_report_finds_its_review(sit_down, samples: Path) -> None:
    first = sit_down()
    first.opens(samples)
    first.corrects(TOTAL, "7")
    first.leaves()
    shutil.move(samples / FIRST, samples / "000 清河.txt")
    second = sit_down()
    second.opens(samples)
    second.goes_to("000 清河.txt")
    assert second.review.corrections[TOTAL].value == 7
    assert second.session.editing.next_undo is not None


def test_a_mark_is_out_of_date_until_its_values_return(reviewer) -> None:
    review, desk = reviewer.review, reviewer.desk
    check = review.form.checks_by_cell[TOTAL][0]
    reviewer.press("Ctrl+4")
    desk.checks.choose(check)
    reviewer.does("3")
    row = desk.checks.checks.row_of(check)
    column = 5
    assert "out of date" not in desk.checks.checks.index(row, column).data()
    reviewer.corrects(TOTAL, "777")
    row = desk.checks.checks.row_of(check)
    assert "out of date" in desk.checks.checks.index(row, column).data()
    reviewer.does("Ctrl+Z")
    row = desk.checks.checks.row_of(check)
    assert "out of date" not in desk.checks.checks.index(row, column).data()
    assert check in review.marks


def test_the_title_names_the_reviewer(reviewer) -> None:
    assert "Wang" in reviewer.window.windowTitle()
    reviewer.answers.names = ["Zhao"]
    reviewer.place.actions[ActionId.SET_REVIEWER].trigger()
    assert "Zhao" in reviewer.window.windowTitle()


def test_what_a_crash_left_is_recognised_and_written_on(person, samples: Path) -> None:
    with ReviewFile.open(samples, "Li"):
        pass
    gone = Holder("Li Lei", "li", socket.gethostname(), 2**22 + 1, None, "2026-11-22T09:00:00")
    lock = samples / "gouji-review.sqlite.lock"
    lock.write_text(json.dumps(asdict(gone)), encoding="utf-8")
    person.opens(samples)
    assert not person.session.is_read_only
    assert "Li Lei" in person.place.message_bar.text
    assert "without closing" in person.place.message_bar.text
    person.corrects(TOTAL, "7")
