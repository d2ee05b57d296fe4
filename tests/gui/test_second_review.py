"""A blind second review from beginning to end: nothing of the first shines through, then both are compared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.audit import EntryKind
from core.cells import CellRef, TableKind
from core.edits import ReviewState, Verdict
from core.settings import Appearance, LanguageChoice, Settings
from core.store import ReviewFile, verify
from core.store.choosing import FoundReview, Standing
from core.store.places import place_in, place_of_second
from gui.listed import Condition
from gui.models.differences import DifferenceColumn
from gui.settings_store import SettingsStore
from gui.views.review_dialogs import SecondReviewDialog, WhichReviewDialog

FIRST = "000_c3aabf95d6dbbe44.txt"
SECOND = "001_3ec8066f863f1309.txt"
TOTAL = CellRef(TableKind.REQUESTS, "received", "total")
PERSON = CellRef(TableKind.REQUESTS, "received", "natural_person")
CARRIED = CellRef(TableKind.REQUESTS, "carried_in", "total")


@pytest.fixture
def theirs(tmp_path: Path) -> QSettings:
    """Settings of the second reviewer, on another account."""
    storage = QSettings(str(tmp_path / "second.ini"), QSettings.Format.IniFormat)
    SettingsStore(storage).save(
        Settings(language=LanguageChoice.ENGLISH, appearance=Appearance.LIGHT)
    )
    return storage


def mark_first_check(person, key: str) -> None:
    person.press("Ctrl+4")
    person.place.focus.clear()
    person.desk.checks.choose(next(iter(person.review.results)))
    person.does(key)


def begins(person, folder: Path, name: str) -> None:
    """Begin a second review by keys, from a window without a folder."""
    person.answers.folders.append(folder)
    person.answers.seconds.append(name)
    session = person.session
    with person.qtbot.waitSignals([session.report_opened, session.reading_ended], timeout=20_000):
        person.press("Ctrl+Shift+M")


def opens_again(person, folder: Path, chosen: Path) -> None:
    """Open the folder as always, and say which review."""
    person.answers.choices.append(chosen)
    person.opens(folder)


def words_of(path: Path) -> str:
    book = load_workbook(path)
    return "\n".join(
        str(cell.value)
        for sheet in book
        for row in sheet.rows
        for cell in row
        if cell.value is not None
    )


def exports(person, target: Path) -> str:
    person.answers.workbooks.append(target)
    person.press("Ctrl+E")
    person.qtbot.waitUntil(lambda: target.name in person.place.message_bar.text, timeout=60_000)
    return words_of(target)


def test_two_review_blindly_then_compare_and_settle(
    sit_down: Callable, theirs: QSettings, samples: Path, tmp_path: Path
) -> None:
    one = sit_down()
    one.opens(samples)
    one.goes_to(FIRST)
    one.corrects(TOTAL, "7711")
    one.corrects(CARRIED, "7733")
    mark_first_check(one, "2")
    one.goes_to(SECOND)
    one.corrects(PERSON, "7722")
    one.goes_to(FIRST)
    one.does("Ctrl+Return")
    one.place.session.grounds.switch_rule("section_number", False)
    one.qtbot.waitUntil(lambda: not one.session.saving.unsaved)
    one.leaves()

    two = sit_down(theirs)
    begins(two, samples, "李四")
    assert two.session.review_file == place_of_second(samples, "李四")
    assert two.session.reviewer == "李四"
    assert "李四" in two.window.windowTitle()
    assert "Nothing of the first review is shown" in two.place.message_bar.text
    assert two.session.grounds.rules_off == frozenset()
    for row in two.session.rows:
        assert row.condition not in (Condition.REVIEWED, Condition.LATER), row
        two.goes_to(row.source)
        assert not two.review.corrections
        assert not two.review.marks
        assert two.review.state is ReviewState.UNREVIEWED
        assert not two.desk.history.trail.total
        assert two.session.editing.next_undo is None
    with two.qtbot.waitSignal(two.session.journal.folder_read):
        two.desk.history.bar.scope.setCurrentIndex(1)
    assert not two.desk.history.trail.total
    two.desk.history.bar.scope.setCurrentIndex(0)
    words = exports(two, tmp_path / "blind.xlsx")
    assert "Wang" not in words
    assert "7711" not in words
    assert "7722" not in words

    two.goes_to(FIRST)
    two.corrects(TOTAL, "8811")
    mark_first_check(two, "1")
    two.goes_to(SECOND)
    two.corrects(PERSON, "7722")
    two.leaves()
    with ReviewFile.open(samples, "", path=place_in(samples)) as file:
        assert {entry.reviewer for entry in file.trail()} == {"Wang"}

    # The folder has two reviews now. Whoever opens it says which, and goes on as who they were there.
    two = sit_down(theirs)
    opens_again(two, samples, place_of_second(samples, "李四"))
    assert two.answers.offered == [[place_in(samples), place_of_second(samples, "李四")]]
    assert two.session.reviewer == "李四"
    two.goes_to(FIRST)
    assert two.review.corrections[TOTAL].value == 8811
    with two.qtbot.waitSignals([two.session.report_opened, two.session.reading_ended]):
        two.press("F5")
    assert two.session.review_file == place_of_second(samples, "李四")
    assert len(two.answers.offered) == 1  # it is the same review, without a question
    two.leaves()

    # Both are done: compare, and settle each difference with a reason.
    one = sit_down()
    opens_again(one, samples, place_in(samples))
    assert one.session.reviewer == "Wang"
    one.goes_to(FIRST)
    one.answers.reviews.append(place_of_second(samples, "李四"))
    with one.qtbot.waitSignal(one.place.comparing.compared, timeout=20_000):
        one.press("Ctrl+M")
    pane = one.desk.comparison
    rows = pane.differences
    columns = [
        [rows.index(row, column).data() for row in range(rows.rowCount())]
        for column in (DifferenceColumn.MINE, DifferenceColumn.THEIRS)
    ]
    assert columns[0][:2] == ["7711", "7733"]
    assert columns[1][0] == "8811"
    assert rows.rowCount() == 3
    reasons = iter(("as printed", "theirs is right", "neither"))
    one.press("1")
    one.type(next(reasons))
    one.does("Return")
    assert one.review.corrections[TOTAL].value == 7711
    pane.bar.reason.setText(next(reasons))
    one.does("2")
    assert CARRIED not in one.review.corrections
    pane.bar.reason.setText(next(reasons))
    one.press("3")
    verdicts = pane.bar.verdict
    one.qtbot.waitUntil(verdicts.view().isVisible)
    QTest.keyClick(verdicts.view(), Qt.Key.Key_Home)
    for _ in range(verdicts.findData(Verdict.NOT_APPLICABLE)):
        QTest.keyClick(verdicts.view(), Qt.Key.Key_Down)
    with one.qtbot.waitSignals([one.session.editing.changed, one.session.saving.saved]):
        QTest.keyClick(verdicts.view(), Qt.Key.Key_Return)
    assert [mark.verdict for mark in one.review.marks.values()] == [Verdict.NOT_APPLICABLE]
    assert not rows.open_count
    entries = [
        entry for entry in one.session.journal.entries if entry.kind is EntryKind.ADJUDICATION
    ]
    assert [entry.reason for entry in entries] == ["as printed", "theirs is right", "neither"]
    assert one.place.comparing.agreement.second_reviewers == ("李四",)
    one.leaves()
    assert verify(place_in(samples)).is_whole
    assert verify(place_of_second(samples, "李四")).is_whole


def test_thinking_better_of_the_question_opens_nothing(person, samples: Path) -> None:
    with ReviewFile.open(samples, "李四", path=place_of_second(samples, "李四")):
        pass
    person.answers.choices.append(None)
    person.window.open_folder(samples)
    person.qtbot.waitUntil(lambda: bool(person.answers.offered), timeout=20_000)
    assert person.session.folder is None
    assert person.place.pages.currentWidget() is person.place.pages.welcome


def test_a_review_that_went_on_elsewhere_is_found_again_and_comes_home(
    sit_down: Callable, samples: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away.sqlite"
    one = sit_down()
    one.opens(samples)
    one.corrects(TOTAL, "7711")
    one.session.saving.save_elsewhere(away)
    one.qtbot.waitUntil(lambda: one.session.review_file == away)
    one.corrects(PERSON, "7722")
    one.leaves()

    one = sit_down()
    one.opens(samples)
    assert one.session.review_file == away
    assert f"went on in {away}" in one.place.message_bar.text
    assert one.review.corrections[PERSON].value == 7722
    with one.qtbot.waitSignals([one.session.report_opened, one.session.reading_ended]):
        one.press("F5")
    assert one.session.review_file == away
    (button,) = one.place.message_bar._offers
    with one.qtbot.waitSignals([one.session.report_opened, one.session.reading_ended]):
        button.click()
    assert one.session.review_file == place_in(samples)
    assert "in the folder again" in one.place.message_bar.text
    assert one.review.corrections[PERSON].value == 7722
    one.leaves()

    one = sit_down()
    one.opens(samples)
    assert one.session.review_file == place_in(samples)
    assert not one.place.message_bar.isVisible()


def test_where_it_went_on_is_out_of_reach_one_is_asked(
    sit_down: Callable, samples: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away.sqlite"
    one = sit_down()
    one.opens(samples)
    one.corrects(TOTAL, "7711")
    one.session.saving.save_elsewhere(away)
    one.qtbot.waitUntil(lambda: one.session.review_file == away)
    one.leaves()
    away.rename(tmp_path / "pulled out")
    one = sit_down()
    opens_again(one, samples, place_in(samples))
    assert one.answers.offered == [[place_in(samples), away]]
    assert one.session.review_file == place_in(samples)
    one.leaves()
    one = sit_down()
    one.opens(samples)  # that was an answer: not asked again
    assert one.session.review_file == place_in(samples)


# --- the dialogs themselves ------------------------------------------------------------------------


def test_the_file_follows_the_name_until_it_is_chosen(qtbot, samples: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SecondReviewDialog(lambda name: place_of_second(samples, name), parent)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert not dialog.ok.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    QTest.keyClicks(dialog.name, "Li")
    assert dialog.chosen == ("Li", samples / "gouji-review.Li.sqlite")
    assert dialog.state.text() == "A new file."
    dialog.chosen[1].touch()
    QTest.keyClicks(dialog.name, "x\b")
    assert "goes on" in dialog.state.text()
    dialog.path.selectAll()
    QTest.keyClicks(dialog.path, str(samples / "own"))
    QTest.keyClicks(dialog.name, "x")
    assert dialog.chosen == ("Lix", samples / "own.sqlite")
    QTest.keyClick(dialog.name, "\r")
    assert dialog.result()


def test_the_choice_is_made_by_keys_and_what_is_out_of_reach_is_none(qtbot, samples: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    reviews = [
        FoundReview(place_in(samples), Standing.OWN, True, False, "王小明", None),
        FoundReview(samples / "gone.sqlite", Standing.MOVED, False, True, "", None),
        FoundReview(samples / "李四.sqlite", Standing.SECOND, True, False, "李四", None),
    ]
    dialog = WhichReviewDialog(samples, reviews, parent)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.chosen is reviews[0]
    assert "out of reach" in dialog.rows.item(1).text()
    QTest.keySequence(dialog.rows, "Down")
    assert dialog.chosen is reviews[2]
    QTest.keySequence(dialog.rows, "Return")
    assert dialog.result()


def test_the_file_of_each_review_is_seen_below_a_chinese_name(qtbot, samples: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def row_of(name: str) -> QImage:
        review = FoundReview(samples / name, Standing.OWN, True, False, "王审", None)
        dialog = WhichReviewDialog(samples, [review], parent)
        with qtbot.waitExposed(dialog):
            dialog.show()
        rows = dialog.rows
        return rows.viewport().grab(rows.visualItemRect(rows.item(0))).toImage()

    assert row_of("aaaaa.sqlite") != row_of("bbbbb.sqlite")
