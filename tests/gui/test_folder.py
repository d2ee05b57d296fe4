"""What a folder can hold and what can happen to it, as the window shows it."""

import shutil
import sqlite3
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from core.cells import CellRef, TableKind
from core.store import ReviewFile
from gui.action_list import ActionId
from gui.listed import Condition
from gui.models.report_list import Order, Shown

FIRST = "000_c3aabf95d6dbbe44.txt"
TOTAL = CellRef(TableKind.REQUESTS, "received", "total")


def many(samples: Path, folder: Path, copies: int) -> Path:
    """A folder with the samples, `copies` times."""
    folder.mkdir()
    for number in range(copies):
        for report in samples.glob("*.txt"):
            shutil.copy(report, folder / f"{number:03d}-{report.name}")
    return folder


def test_without_a_folder_the_window_invites(person) -> None:
    assert person.place.pages.currentWidget() is person.place.pages.welcome
    assert person.place.pages.welcome.open_button.isVisible()
    assert not person.place.actions[ActionId.EXPORT].isEnabled()
    assert not person.place.actions[ActionId.NEXT_LOOK].isEnabled()


def test_the_chosen_folder_is_opened_and_remembered(person, samples: Path, sit_down) -> None:
    person.answers.folders = [None, samples]
    person.press("Ctrl+O")  # thought better of it
    assert person.place.pages.currentWidget() is person.place.pages.welcome
    with person.qtbot.waitSignals([person.session.report_opened, person.session.reading_ended]):
        person.press("Ctrl+O")
    assert person.place.pages.currentWidget() is person.desk
    assert person.window.windowTitle().startswith(samples.name)
    person.leaves()

    again = sit_down()
    (button,) = again.place.pages.welcome._buttons
    with again.qtbot.waitSignal(again.session.report_opened):
        button.click()
    assert again.session.folder == samples


def test_a_folder_without_reports_says_so(person, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with person.qtbot.waitSignal(person.session.reading_ended):
        person.window.open_folder(empty)
    assert person.desk.stack.currentWidget() is person.desk.note
    assert "no reports" in person.desk.note.title.text()


def test_a_folder_that_is_gone_is_named_and_forgotten(person, tmp_path: Path) -> None:
    with person.qtbot.waitSignal(person.session.folder_closed):
        person.window.open_folder(tmp_path / "gone")
    assert "gone" in person.place.message_bar.text
    assert person.place.pages.currentWidget() is person.place.pages.welcome
    assert not person.place._preferences.value.recent_folders


def test_a_file_that_cannot_be_read_is_listed_with_its_reason(person, samples: Path) -> None:
    (samples / "005_broken.txt").write_bytes(b"\xff\xfe\x00\xd8\x00\x00\xff")
    (samples / "006.pdf").write_bytes(b"%PDF-1.7")
    person.opens(samples)
    for name in ("005_broken.txt", "006.pdf"):
        assert person.row(name).condition is Condition.UNREADABLE
        person.goes_to(name)
        assert person.review is None
        assert person.desk.stack.currentWidget() is person.desk.note
        assert name in person.desk.note.explanation.text()
    assert person.desk.report_list.model.count(Shown.OTHER) == 2
    assert "0/5" in person.desk.list_dock.title.text.text()
    person.goes_to(FIRST)
    assert person.desk.stack.currentWidget() is person.desk.tables


def test_a_text_that_is_no_report_says_so_above_its_tables(person, samples: Path) -> None:
    (samples / "100.txt").write_text("会议通知\n\n定于下周一上午开会。\n" * 30, encoding="utf-8")
    person.opens(samples)
    assert person.row("100.txt").condition is Condition.NOT_A_REPORT
    person.goes_to("100.txt")
    assert person.desk.notice.isVisible()
    assert person.desk.notice.text()
    person.goes_to(FIRST)
    assert not person.desk.notice.isVisible()


def test_the_first_report_is_shown_while_others_are_read_and_reading_can_be_stopped(
    person, samples: Path, tmp_path: Path
) -> None:
    folder = many(samples, tmp_path / "many", 20)
    with person.qtbot.waitSignal(person.session.report_opened, timeout=20_000):
        person.window.open_folder(folder)
    assert person.session.is_reading
    assert person.place.tools.progress.isVisible()
    with person.qtbot.waitSignal(person.session.reading_ended) as ended:
        person.place.tools.stop_button.click()
    assert ended.args == [False]
    person.qtbot.waitUntil(lambda: not person.place.tools.progress.isVisible())
    unread = [row for row in person.session.rows if row.condition is Condition.UNREAD]
    assert unread
    assert "stopped" in person.place.message_bar.text
    # What was not reached is read when it is opened, and the rest when asked for.
    person.goes_to(unread[-1].source)
    assert person.review is not None
    with person.qtbot.waitSignal(person.session.reading_ended, timeout=60_000) as ended:
        person.press("F5")
    assert ended.args == [True]
    assert all(row.condition is Condition.NEEDS_LOOK for row in person.session.rows)
    assert person.session.source == unread[-1].source


def test_opening_another_folder_while_one_is_read(person, samples: Path, tmp_path: Path) -> None:
    folder = many(samples, tmp_path / "many", 20)
    with person.qtbot.waitSignal(person.session.report_opened, timeout=20_000):
        person.window.open_folder(folder)
    assert person.session.is_reading
    person.opens(samples)
    assert person.session.folder == samples
    assert len(person.session.rows) == 5
    with ReviewFile.open(folder, "Li"):
        pass  # the folder that was left is nobody's any more


def test_closing_while_a_folder_is_read(sit_down, samples: Path, tmp_path: Path) -> None:
    folder = many(samples, tmp_path / "many", 20)
    person = sit_down()
    with person.qtbot.waitSignal(person.session.report_opened, timeout=20_000):
        person.window.open_folder(folder)
    person.leaves()
    assert not person.window.isVisible()
    with ReviewFile.open(folder, "Li"):
        pass


def test_a_dropped_folder_and_a_dropped_file_are_opened(person, samples: Path) -> None:
    def drop(path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.CopyAction
        entering = QDragEnterEvent(QPoint(50, 50), action, data, buttons, keys)
        QApplication.sendEvent(person.window, entering)
        assert entering.isAccepted()
        dropping = QDropEvent(QPoint(50, 50), action, data, buttons, keys)
        with person.qtbot.waitSignals([person.session.report_opened, person.session.reading_ended]):
            QApplication.sendEvent(person.window, dropping)

    drop(samples)
    assert person.session.source == FIRST
    drop(samples / "003_4d1df608bebf6125.txt")
    assert person.session.folder == samples
    assert person.session.source == "003_4d1df608bebf6125.txt"


def test_what_somebody_else_has_open_can_be_looked_at_only(person, samples: Path) -> None:
    with ReviewFile.open(samples, "Li Lei"):
        person.opens(samples)
        assert person.session.is_read_only
        assert "Li Lei" in person.place.message_bar.text
        assert not person.place.actions[ActionId.REVIEWED].isEnabled()
        before = person.review.cell(TOTAL).value
        with person.qtbot.waitSignal(person.session.refused):
            person.desk.show_table(TOTAL.table)
            person.desk.grid.select(TOTAL)
            person.desk.grid.setFocus()
            person.press("Delete")
        assert person.review.cell(TOTAL).value == before
    with person.qtbot.waitSignals([person.session.report_opened, person.session.reading_ended]):
        person.press("F5")
    assert not person.session.is_read_only
    person.corrects(TOTAL, "7")


def test_a_disk_that_refuses_keeps_the_work_and_says_so(reviewer, samples: Path) -> None:
    other = sqlite3.connect(samples / "gouji-review.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    reviewer.desk.show_table(TOTAL.table)
    reviewer.desk.grid.select(TOTAL)
    reviewer.desk.grid.setFocus()
    with reviewer.qtbot.waitSignal(reviewer.session.saving.failed, timeout=20_000):
        reviewer.press("F2", "Ctrl+A")
        reviewer.type("7")
        reviewer.press("Return")
    assert reviewer.review.corrections[TOTAL].value == 7
    assert reviewer.session.saving.unsaved == 1
    assert "1" in reviewer.place.tools.saved.text()
    assert "kept" in reviewer.place.message_bar.text
    other.execute("ROLLBACK")
    other.close()
    with reviewer.qtbot.waitSignal(reviewer.session.saving.saved, timeout=20_000):
        reviewer.session.saving.retry()
    assert reviewer.session.saving.unsaved == 0
    assert "saved again" in reviewer.place.message_bar.text


def test_leaving_unsaved_work_is_asked_about(reviewer, samples: Path) -> None:
    other = sqlite3.connect(samples / "gouji-review.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with reviewer.qtbot.waitSignal(reviewer.session.saving.failed, timeout=20_000):
        reviewer.press("Ctrl+Shift+Return")
    reviewer.answers.losses = [False]
    reviewer.window.close()
    reviewer.qtbot.waitUntil(lambda: reviewer.answers.asked_about == [1], timeout=20_000)
    assert reviewer.window.isVisible()
    other.execute("ROLLBACK")
    other.close()
    reviewer.window.close()
    reviewer.qtbot.waitUntil(lambda: not reviewer.window.isVisible(), timeout=20_000)
    assert reviewer.answers.asked_about == [1]


def test_the_list_is_searched_by_unit_by_file_and_by_text(reviewer) -> None:
    reviewer.press("Ctrl+F")
    listed = reviewer.desk.report_list.model

    def shown() -> list[str]:
        return [listed.source_at(row) for row in range(listed.rowCount())]

    reviewer.type("003_")
    reviewer.qtbot.waitUntil(lambda: shown() == ["003_4d1df608bebf6125.txt"])
    reviewer.press("Ctrl+A")
    reviewer.type("老城区")
    reviewer.qtbot.waitUntil(lambda: shown() == ["002_22ae0ba57f04688c.txt"])
    reviewer.press("Ctrl+A")
    reviewer.type("LED滚动播放")  # only in the text of one report
    reviewer.qtbot.waitUntil(lambda: shown() == ["001_3ec8066f863f1309.txt"])
    with reviewer.qtbot.waitSignal(reviewer.session.report_opened):
        reviewer.press("Return")
    assert reviewer.session.source == "001_3ec8066f863f1309.txt"
    reviewer.press("Ctrl+F", "Escape")
    assert listed.rowCount() == 5


def test_the_list_shows_what_is_to_do_first(reviewer) -> None:
    box = reviewer.desk.report_list.order
    box.setCurrentIndex(box.findData(Order.TO_DO_FIRST))
    box.activated.emit(box.currentIndex())
    assert reviewer.desk.report_list.model.source_at(0) == "001_3ec8066f863f1309.txt"
    box = reviewer.desk.report_list.shown
    box.setCurrentIndex(box.findData(Shown.REVIEWED))
    box.activated.emit(box.currentIndex())
    assert reviewer.desk.report_list.model.rowCount() == 0
    assert reviewer.session.source == FIRST  # filtering closes nothing


def test_the_workbook_is_exported_beside_the_window(reviewer, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    reviewer.corrects(TOTAL, "7")
    target = tmp_path / "out.xlsx"
    reviewer.answers.workbooks = [target]
    reviewer.press("Ctrl+E")
    reviewer.qtbot.waitUntil(lambda: target.name in reviewer.place.message_bar.text, timeout=60_000)
    book = load_workbook(target)
    assert any(str(cell.value) == "7" for sheet in book for row in sheet.rows for cell in row)
    reviewer.qtbot.waitUntil(lambda: not reviewer.place.tools.progress.isVisible())


def test_a_workbook_that_cannot_be_written_is_a_message(reviewer, tmp_path: Path) -> None:
    reviewer.answers.workbooks = [tmp_path / "no such folder" / "out.xlsx"]
    reviewer.press("Ctrl+E")
    reviewer.qtbot.waitUntil(lambda: "out.xlsx" in reviewer.place.message_bar.text, timeout=60_000)
    assert reviewer.window.isVisible()


def test_the_window_answers_while_another_program_holds_the_review(reviewer, samples: Path) -> None:
    other = sqlite3.connect(samples / "gouji-review.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with reviewer.qtbot.waitSignal(reviewer.session.saving.failed, timeout=20_000):
        reviewer.press("Ctrl+Shift+Return")
    assert reviewer.place.tools.saved.text() == "▲ waiting to save: 1"
    assert "as soon as it is free" in reviewer.place.message_bar.text
    # Nothing that the window asks for waits for the other program, in whatever turn of its attempts.
    for source in (row.source for row in reviewer.session.rows):
        reviewer.goes_to(source)
        reviewer.desk.show_table(TOTAL.table)
        reviewer.desk.grid.select(TOTAL)
        reviewer.desk.grid.setFocus()
        with reviewer.qtbot.waitSignal(reviewer.session.editing.changed):
            reviewer.press("Delete")
        assert reviewer.desk.history.trail.total
    assert reviewer.session.saving.unsaved == 6
    other.execute("ROLLBACK")
    other.close()
    with reviewer.qtbot.waitSignal(reviewer.session.saving.saved, timeout=20_000):
        pass  # it is tried again by itself
    assert reviewer.place.tools.saved.text() == "✓ saved"
    reviewer.leaves()
    with ReviewFile.open(samples, "Li") as file:
        assert len(file.trail()) == 6
