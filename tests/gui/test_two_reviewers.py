"""Comparing with another reviewer in the window: differences, adjudication by keys, taking over, handing over."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.audit import EntryKind
from core.cells import CellRef, TableKind
from core.edits import Correction, Mark, SetCorrection, SetMark, Verdict
from core.folder import reread
from core.forms import load_forms
from core.review import Review
from core.store import ReviewFile
from gui.action_list import ActionId
from gui.models.differences import DifferenceColumn
from gui.views.desk import Below

FIRST = "000_c3aabf95d6dbbe44.txt"
SECOND = "001_3ec8066f863f1309.txt"
TOTAL = CellRef(TableKind.REQUESTS, "received", "total")
PERSON = CellRef(TableKind.REQUESTS, "received", "natural_person")


@pytest.fixture
def other(samples: Path, tmp_path: Path) -> Path:
    """The review of somebody who worked on a copy of the folder without seeing ours."""
    folder = tmp_path / "theirs"
    shutil.copytree(samples, folder)
    with ReviewFile.open(folder, "Li") as file:
        for source, value in ((FIRST, 8), (SECOND, 5)):
            review = Review(file.reports.load(source), load_forms(), reread)
            file.restore(review)
            change = review.apply(SetCorrection(TOTAL, Correction(value)))
            file.record(review, change)
            check = next(iter(review.results))
            mark = review.mark_for(check, Mark(Verdict.FAILS))
            file.record(review, review.apply(SetMark(check, mark)))
        copy = tmp_path / "li.sqlite"
        file.copy_to(copy)
    return copy


def compare(person, other: Path) -> None:
    person.answers.reviews.append(other)
    with person.qtbot.waitSignal(person.place.comparing.compared, timeout=20_000):
        person.press("Ctrl+M")


def column(person, which: DifferenceColumn) -> list[str]:
    rows = person.desk.comparison.differences
    return [rows.index(row, which).data() for row in range(rows.rowCount())]


def test_differences_stand_side_by_side_with_the_source(reviewer, other: Path) -> None:
    reviewer.corrects(TOTAL, "7")
    compare(reviewer, other)
    pane = reviewer.desk.comparison
    assert reviewer.desk.below_tabs.currentIndex() == Below.COMPARISON
    assert column(reviewer, DifferenceColumn.REPORT) == [FIRST, FIRST]
    assert column(reviewer, DifferenceColumn.MINE) == ["7", "not marked"]
    assert column(reviewer, DifferenceColumn.THEIRS) == ["8", "report's own error"]
    text = reviewer.review.report.text
    span = reviewer.review.reading.cells[TOTAL].span
    assert text.at(span) in column(reviewer, DifferenceColumn.LINE)[0]
    assert reviewer.window.focus.target.cell == TOTAL
    assert pane.hasFocus()
    assert "cells alike" in pane.bar.figures.text()
    assert "kappa" in pane.bar.figures.toolTip()
    reviewer.press("Ctrl+M")  # and away again
    assert not reviewer.desk.below_tabs.isTabVisible(Below.COMPARISON)


def test_a_difference_is_settled_by_a_key_and_a_reason(reviewer, other: Path) -> None:
    reviewer.corrects(TOTAL, "7")
    compare(reviewer, other)
    pane = reviewer.desk.comparison
    reviewer.press("2")
    assert "why" in reviewer.place.message_bar.text
    assert QApplication.focusWidget() is pane.bar.reason
    reviewer.type("see the text")
    reviewer.does("Return")
    entry = reviewer.session.journal.entries[-1]
    assert entry.kind is EntryKind.ADJUDICATION
    assert entry.reason == "see the text"
    assert reviewer.review.cell(TOTAL).value == 8
    assert column(reviewer, DifferenceColumn.SETTLED) == ["✓", ""]
    assert pane.currentIndex().row() == 1

    reviewer.does("1")  # no mark, as it is here; the reason stays
    assert not reviewer.review.marks
    assert "settled" in reviewer.place.message_bar.text
    words = reviewer.desk.history.trail.index(1, 4).data()
    assert words.startswith("adjudicated: ")
    assert re.search(r"first reviewer 7 \(Wang 20.*\), second 8 \(Li 20", words)

    # What is settled is known as such when it is compared again.
    reviewer.press("Ctrl+M")
    compare(reviewer, other)
    assert column(reviewer, DifferenceColumn.SETTLED) == ["✓"]
    assert column(reviewer, DifferenceColumn.MINE) == ["not marked"]


def test_a_third_value_is_typed_and_a_wrong_one_refused(reviewer, other: Path) -> None:
    reviewer.corrects(TOTAL, "7")
    compare(reviewer, other)
    bar = reviewer.desk.comparison.bar
    bar.reason.setText("neither")
    reviewer.press("3")
    assert QApplication.focusWidget() is bar.value
    reviewer.type("O9")
    reviewer.press("Return")
    assert reviewer.review.cell(TOTAL).value == 7
    assert reviewer.place.message_bar.text
    reviewer.press("Ctrl+A")
    reviewer.type("9")
    reviewer.does("Return")
    assert reviewer.review.cell(TOTAL).value == 9
    assert reviewer.session.journal.entries[-1].kind is EntryKind.ADJUDICATION
    reviewer.does("Ctrl+Z")
    assert reviewer.review.cell(TOTAL).value == 7


def test_what_only_they_decided_is_taken_over_and_conflicts_stay(reviewer, other: Path) -> None:
    reviewer.corrects(TOTAL, "7")
    compare(reviewer, other)
    bar = reviewer.desk.comparison.bar
    assert "3" in bar.merge.text()  # two on the second report, a mark on the first
    with reviewer.qtbot.waitSignals(
        [reviewer.session.merging.merged, reviewer.place.comparing.compared], timeout=20_000
    ):
        bar.merge.click()
    assert "Taken over: 3. Conflicts left as they are here: 1." in reviewer.place.message_bar.text
    assert reviewer.review.cell(TOTAL).value == 7
    assert len(reviewer.review.marks) == 1
    assert reviewer.session.journal.entries[-1].kind is EntryKind.MERGE
    assert column(reviewer, DifferenceColumn.THEIRS) == ["8"]
    assert not bar.merge.isEnabled()
    reviewer.goes_to(SECOND)
    assert reviewer.review.cell(TOTAL).value == 5
    reviewer.does("Ctrl+Z")
    assert not reviewer.review.corrections


def test_rules_are_taken_over_by_choice_and_both_say_who_did_it(
    reviewer, samples: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "theirs too"
    shutil.copytree(samples, folder)
    theirs = tmp_path / "rules.sqlite"
    with ReviewFile.open(folder, "Li") as file:
        review = Review(file.reports.load(SECOND), load_forms(), reread)
        file.restore(review)
        change = review.apply(SetCorrection(TOTAL, Correction(5)))
        file.record(review, change, "the annex says so")
        file.rules.switch("section_number", False)
        file.rules.switch("same_text", False)
        file.copy_to(theirs)
    reviewer.session.grounds.switch_rule("same_text", False)
    reviewer.session.grounds.switch_rule("same_text", True)
    compare(reviewer, theirs)
    bar = reviewer.desk.comparison.bar
    assert bar.rules.isVisible()
    assert not bar.rules.isChecked()
    assert bar.rules.text() == "Rules too: 1"
    assert "not these" in bar.rules.toolTip().lower()
    bar.rules.click()
    with reviewer.qtbot.waitSignals(
        [reviewer.session.merging.merged, reviewer.place.comparing.compared], timeout=20_000
    ):
        bar.merge.click()
    assert reviewer.session.grounds.rules_off == {"section_number"}
    assert "Rules that both switched" in reviewer.place.message_bar.text
    assert not bar.rules.isEnabled()
    reviewer.goes_to(SECOND)
    trail = reviewer.desk.history.trail
    words = trail.index(0, 4).data()
    assert words.startswith("taken over from rules.sqlite: ")
    assert "(Li 2" in words
    assert "the annex says so" in words
    with reviewer.qtbot.waitSignal(reviewer.session.journal.folder_read):
        reviewer.desk.history.bar.scope.setCurrentIndex(1)
    said = [trail.index(row, 4).data() for row in range(trail.rowCount())]
    assert any(line.startswith("rule switched off: ") and "(Li 2" in line for line in said)


def test_comparing_and_merging_can_be_stopped(reviewer, other: Path) -> None:
    reviewer.answers.reviews.append(other)
    reviewer.press("Ctrl+M")
    assert reviewer.place.actions[ActionId.STOP_READING].isEnabled()
    with reviewer.qtbot.waitSignal(reviewer.place.comparing.finished, timeout=20_000):
        reviewer.place.actions[ActionId.STOP_READING].trigger()
    assert not reviewer.place.comparing.is_on
    reviewer.qtbot.waitUntil(lambda: not reviewer.place.tools.progress.isVisible())
    compare(reviewer, other)
    with reviewer.qtbot.waitSignals(
        [reviewer.session.merging.stopped, reviewer.place.comparing.compared], timeout=20_000
    ):
        reviewer.desk.comparison.bar.merge.click()
        reviewer.place.jobs.stop()
    assert "Stopped" in reviewer.place.message_bar.text
    assert not reviewer.place.comparing.is_running


def test_a_review_is_handed_over_as_one_file(reviewer, tmp_path: Path) -> None:
    reviewer.corrects(TOTAL, "7")
    target = tmp_path / "mine.sqlite"
    reviewer.answers.reviews.append(target)
    with reviewer.qtbot.waitSignal(reviewer.session.saving.handed_over):
        reviewer.place.actions[ActionId.HAND_OVER].trigger()
    assert str(target) in reviewer.place.message_bar.text
    with ReviewFile.open(tmp_path, "", path=target) as file:
        assert len(file.trail()) == 1


def test_the_workbook_says_how_far_the_two_agree(reviewer, other: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    reviewer.corrects(TOTAL, "7")
    compare(reviewer, other)
    target = tmp_path / "out.xlsx"
    reviewer.answers.workbooks = [target]
    reviewer.press("Ctrl+E")
    reviewer.qtbot.waitUntil(lambda: target.name in reviewer.place.message_bar.text, timeout=60_000)
    notes = load_workbook(target).worksheets[0]
    shown = {row[1].value: row[0].value for row in notes.iter_rows(min_col=1, max_col=2)}
    figures = reviewer.place.comparing.agreement
    assert shown["Cells compared"] == figures.cells
    assert shown["of these, with the same value"] == figures.cells - 1
    assert shown["Share of cells with the same value"] == pytest.approx(
        float(figures.share), abs=0.0001
    )
    assert shown["Reports that both reviewed"] == 1
    words = [str(cell.value) for row in notes.rows for cell in row]
    assert any("Wang" in text and "Li" in text for text in words)
