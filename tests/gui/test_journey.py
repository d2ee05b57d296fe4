"""The reviewer's way through the window, by keys: open, correct, mark, undo, settle, close, reopen."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.cells import CellRef, TableKind
from core.checks import CheckId, Outcome
from core.edits import (
    Correction,
    IdentityField,
    ReviewState,
    SetCorrection,
    SetIdentity,
    Verdict,
)
from gui.action_list import ActionId
from gui.listed import Condition
from gui.looks import Target, looks
from gui.models.report_list import Shown
from gui.views.desk import Below

FIRST = "000_c3aabf95d6dbbe44.txt"
SECOND = "001_3ec8066f863f1309.txt"
LAST = "004_11141ef29f784a07.txt"

FLOW = CheckId("requests.flow.total")
RESULTS = CheckId("requests.results.total")
TOTAL = CellRef(TableKind.REQUESTS, "results_total", "total")


def test_a_folder_fills_the_list_and_shows_its_first_report(reviewer) -> None:
    rows = reviewer.session.rows
    assert [row.source for row in rows] == sorted(row.source for row in rows)
    assert len(rows) == 5
    assert reviewer.session.source == FIRST
    assert reviewer.row(SECOND).failing == 4
    assert reviewer.row(SECOND).condition is Condition.NEEDS_LOOK
    assert reviewer.desk.report_list.model.count(Shown.TO_DO) == 5
    assert "0/5" in reviewer.desk.list_dock.title.text.text()
    assert reviewer.desk.source_dock.title.text.text() == FIRST
    assert "龙门街道" in reviewer.desk.identity.unit.text()


def test_a_correction_runs_the_checks_again_and_can_be_undone_and_redone(reviewer) -> None:
    reviewer.goes_to(SECOND)
    assert reviewer.review.results[FLOW].outcome is Outcome.FAIL
    reviewer.corrects(TOTAL, "61")
    assert reviewer.review.corrections[TOTAL].value == 61
    assert reviewer.review.results[FLOW].outcome is Outcome.PASS
    assert reviewer.row(SECOND).failing == 3  # two mended, and now the row does not add up
    undo = reviewer.place.actions[ActionId.UNDO]
    assert "（七）总计" in undo.text()
    reviewer.does("Ctrl+Z")
    assert TOTAL not in reviewer.review.corrections
    assert reviewer.review.results[FLOW].outcome is Outcome.FAIL
    assert not undo.isEnabled()
    assert undo.text() == "Undo"
    reviewer.does("Ctrl+Y")
    assert reviewer.review.corrections[TOTAL].value == 61
    assert reviewer.desk.history.model().rowCount() == 3


def test_choosing_a_check_shows_it_everywhere(reviewer) -> None:
    reviewer.goes_to(SECOND)
    reviewer.press("Ctrl+4")
    reviewer.desk.checks.choose(None)
    row = reviewer.desk.checks.checks.row_of(FLOW)
    reviewer.desk.checks.selectRow(row)
    assert reviewer.window.focus.target.check == FLOW
    assert reviewer.desk.table is TableKind.REQUESTS
    assert reviewer.desk.grid.current_ref().column == "total"
    strip = reviewer.place.strip.text
    assert "一、本年新收政府信息公开申请数量 61" in strip
    assert "≠" in strip


def test_a_check_is_marked_by_a_key_and_its_note_is_typed_in_place(reviewer) -> None:
    reviewer.goes_to(SECOND)
    reviewer.press("Ctrl+4")
    reviewer.desk.checks.choose(FLOW)
    reviewer.does("2")
    assert reviewer.review.marks[FLOW].verdict is Verdict.FAILS
    assert FLOW not in reviewer.review.open_checks
    with reviewer.qtbot.waitSignals(
        [reviewer.session.editing.changed, reviewer.session.saving.saved]
    ):
        reviewer.press("F2")
        reviewer.type("总计漏填")
        reviewer.press("Return")
    assert reviewer.review.marks[FLOW].note == "总计漏填"
    reviewer.does("1")
    assert reviewer.review.marks[FLOW].verdict is Verdict.PASSES
    assert reviewer.review.marks[FLOW].note == "总计漏填"
    reviewer.does("0")
    assert FLOW not in reviewer.review.marks
    reviewer.does("Ctrl+Z")
    assert reviewer.review.marks[FLOW].verdict is Verdict.PASSES


def test_several_checks_are_marked_in_one_step(reviewer) -> None:
    reviewer.goes_to(SECOND)
    reviewer.press("Ctrl+4")
    reviewer.desk.checks.selectRow(0)
    reviewer.press("Shift+Down", "Shift+Down", "Shift+Down")
    reviewer.does("2")
    assert len(reviewer.review.marks) == 4
    assert not reviewer.review.open_checks
    reviewer.does("Ctrl+Z")
    assert not reviewer.review.marks


def test_f8_walks_through_everything_and_on_to_the_next_report(reviewer) -> None:
    reviewer.goes_to(SECOND)
    stops = [look.target for look in looks(reviewer.review)]
    assert [stop.check for stop in stops if stop.check] == list(reviewer.review.open_checks)
    assert {id(stop.finding) for stop in stops if stop.finding} == {
        id(finding) for finding in reviewer.review.open_findings
    }
    seen = [reviewer.window.focus.target]
    while len(seen) < len(stops):
        reviewer.press("F8")
        seen.append(reviewer.window.focus.target)
    assert seen == stops
    assert QApplication.focusWidget() is reviewer.desk.findings
    with reviewer.qtbot.waitSignal(reviewer.session.report_opened):
        reviewer.press("F8")
    assert reviewer.session.source == "002_22ae0ba57f04688c.txt"
    with reviewer.qtbot.waitSignal(reviewer.session.report_opened):
        reviewer.press("Shift+F8")
    assert reviewer.session.source == SECOND
    assert reviewer.window.focus.target == seen[-1]
    reviewer.press("Shift+F8")
    assert reviewer.window.focus.target == seen[-2]


def test_f8_puts_the_keyboard_on_the_cell_that_is_to_be_settled(reviewer) -> None:
    stops = [look.target for look in looks(reviewer.review)]
    at = next(at for at, stop in enumerate(stops) if stop.cell and stop.finding)
    reviewer.press(*("F8",) * (at or 1))
    if at == 0:  # where the report begins; come back to it
        reviewer.press("Shift+F8")
    target = reviewer.window.focus.target
    assert target == stops[at]
    assert reviewer.review.cell(target.cell).needs_look
    assert reviewer.desk.grid.current_ref() == target.cell
    assert reviewer.desk.grid.isAncestorOf(QApplication.focusWidget())


def test_a_finding_is_looked_at_and_counted(reviewer) -> None:
    reviewer.goes_to(SECOND)
    before = len(reviewer.review.open_findings)
    reviewer.press("Ctrl+5", "Up")
    reviewer.does("Space")
    left = len(reviewer.review.open_findings)
    assert left < before
    assert reviewer.desk.below_tabs.tabText(Below.FINDINGS) == f"Findings {left}"
    reviewer.does("Space")
    assert len(reviewer.review.open_findings) == before


def test_a_reviewed_report_is_left_for_the_next_one(reviewer) -> None:
    with reviewer.qtbot.waitSignals(
        [reviewer.session.report_opened, reviewer.session.saving.saved]
    ):
        reviewer.press("Ctrl+Return")
    assert reviewer.session.source == SECOND
    assert reviewer.row(FIRST).condition is Condition.REVIEWED
    with reviewer.qtbot.waitSignals(
        [reviewer.session.report_opened, reviewer.session.saving.saved]
    ):
        reviewer.press("Ctrl+Shift+Return")
    assert reviewer.row(SECOND).condition is Condition.LATER
    assert "1/5" in reviewer.desk.list_dock.title.text.text()
    reviewer.goes_to(LAST)
    with reviewer.qtbot.waitSignals(
        [reviewer.session.report_opened, reviewer.session.saving.saved]
    ):
        reviewer.press("Ctrl+Return")
    assert reviewer.session.source == "002_22ae0ba57f04688c.txt"  # round to what is left


def test_the_last_reviewed_report_says_so(reviewer) -> None:
    for _ in range(4):
        with reviewer.qtbot.waitSignals(
            [reviewer.session.report_opened, reviewer.session.saving.saved]
        ):
            reviewer.press("Ctrl+Return")
    reviewer.does("Ctrl+Return")
    assert reviewer.desk.report_list.model.count(Shown.REVIEWED) == 5
    assert "Every report" in reviewer.place.message_bar.text


def test_unit_and_year_are_corrected_in_place(reviewer) -> None:
    unit = reviewer.desk.identity.unit
    unit.setFocus(Qt.FocusReason.MouseFocusReason)
    unit.selectAll()
    reviewer.type("龙门街道办事处")
    reviewer.does("Return")
    assert reviewer.review.unit == "龙门街道办事处"
    assert reviewer.row(FIRST).unit == "龙门街道办事处"
    assert "龙门街道" in unit.toolTip()
    year = reviewer.desk.identity.year
    year.setFocus(Qt.FocusReason.MouseFocusReason)
    year.selectAll()
    reviewer.type("202")
    reviewer.press("Tab")
    assert reviewer.review.year == 2020  # three digits are no year
    year.setFocus(Qt.FocusReason.MouseFocusReason)
    year.selectAll()
    reviewer.type("2019")
    reviewer.does("Return")
    assert reviewer.row(FIRST).year == 2019
    year.clear()
    reviewer.does("Return")
    assert reviewer.review.year == 2020
    assert IdentityField.YEAR not in reviewer.review.identity


def test_another_form_shows_its_own_cells_and_comes_back_by_undo(reviewer) -> None:
    form = reviewer.desk.identity.form
    with reviewer.qtbot.waitSignals(
        [reviewer.session.editing.changed, reviewer.session.saving.saved]
    ):
        form.setCurrentIndex(form.findData("2021"))
        form.activated.emit(form.currentIndex())
    assert reviewer.review.form.id == "2021"
    assert reviewer.desk.identity.form.is_corrected
    reviewer.does("Ctrl+Z")
    assert reviewer.review.form.id == "2019"


def test_everything_is_back_after_closing(sit_down, samples: Path) -> None:
    first = sit_down()
    first.opens(samples)
    first.goes_to(SECOND)
    first.corrects(TOTAL, "61")
    first.press("Ctrl+4")
    first.desk.checks.choose(RESULTS)
    first.does("2")
    with first.qtbot.waitSignals([first.session.report_opened, first.session.saving.saved]):
        first.press("Ctrl+Return")
    first.leaves()

    second = sit_down()
    second.opens(samples)
    assert second.row(SECOND).condition is Condition.REVIEWED
    second.goes_to(SECOND)
    assert second.review.corrections[TOTAL].value == 61
    assert second.review.marks[RESULTS].verdict is Verdict.FAILS
    assert second.review.state is ReviewState.REVIEWED
    assert second.desk.history.model().rowCount() == 3
    assert second.desk.history.model().index(0, 1).data() == "Wang"
    second.does("Ctrl+Z")
    assert second.review.state is ReviewState.UNREVIEWED
    second.does("Ctrl+Z")
    assert not second.review.marks
    second.does("Ctrl+Z")
    assert not second.review.corrections
    assert second.window.focus.target.cell == TOTAL


def test_typing_that_is_refused_holds_the_report(reviewer) -> None:
    ref = CellRef(TableKind.REQUESTS, "received", "total")
    reviewer.desk.show_table(ref.table)
    reviewer.desk.grid.select(ref)
    reviewer.desk.grid.setFocus()
    reviewer.press("F2", "Ctrl+A")
    reviewer.type("6x")
    reviewer.press("Ctrl+PgDown")
    assert reviewer.session.source == FIRST
    assert reviewer.desk.grid.is_editing
    assert reviewer.desk.grid.message
    reviewer.press("Escape")
    with reviewer.qtbot.waitSignal(reviewer.session.report_opened):
        reviewer.press("Ctrl+PgDown")
    assert reviewer.session.source == SECOND


def test_a_correction_is_given_its_reason(reviewer) -> None:
    reviewer.goes_to(SECOND)
    reviewer.press("Ctrl+R")
    assert "corrected cell" in reviewer.place.message_bar.text
    reviewer.corrects(TOTAL, "61")
    assert not reviewer.place.strip.reason.isVisible()  # Enter went on to the next cell
    reviewer.press("Up", "Ctrl+R")
    reviewer.type("与新收数一致")
    reviewer.does("Return")
    assert reviewer.review.corrections[TOTAL].reason == "与新收数一致"
    assert reviewer.session.journal.entries[-1].reason == "与新收数一致"
    assert reviewer.desk.grid.isAncestorOf(QApplication.focusWidget())
    assert "与新收数一致" in reviewer.place.strip.text
    reviewer.press("Ctrl+R")
    reviewer.type("补")
    reviewer.does("F8")  # what is being typed goes to the cell that it was typed for
    assert reviewer.review.corrections[TOTAL].reason == "补"
    assert len(reviewer.review.corrections) == 1


def test_a_note_on_the_report_is_kept(reviewer) -> None:
    reviewer.press("Ctrl+6")
    note = reviewer.desk.note_edit
    note.setFocus(Qt.FocusReason.MouseFocusReason)
    reviewer.type("再问一次")
    reviewer.does("Return")
    assert reviewer.review.note == "再问一次"
    reviewer.does("Ctrl+Z")
    assert reviewer.review.note == ""
    assert note.text() == ""


def test_another_form_is_shown_though_the_cell_in_focus_is_not_in_it(reviewer) -> None:
    def turns_to(form: str) -> None:
        with reviewer.qtbot.waitSignals(
            [reviewer.session.editing.changed, reviewer.place.explaining.explained]
        ):
            reviewer.session.editing.submit(SetIdentity(IdentityField.FORM, form))
        assert reviewer.review.form.id == form

    if reviewer.review.form.id != "2019":
        turns_to("2019")
    only_there = next(ref for ref in reviewer.review.form.index.refs if ref.row == "procurement")
    reviewer.window.focus.go(Target(only_there))
    turns_to("2021")
    reviewer.press("Ctrl+Z")
    assert reviewer.review.form.id == "2019"


def test_what_is_done_while_the_report_is_brought_again_stays(reviewer) -> None:
    source = reviewer.session.source
    cell = CellRef.parse("requests.received.total")
    opened = reviewer.session.report_opened
    with reviewer.qtbot.waitSignal(opened):
        reviewer.session.open_report(source)
        for _, _, thread in list(reviewer.place._workers._running.values()):
            thread.join()  # it was read as it stood, and is not shown yet
        reviewer.session.editing.submit(SetCorrection(cell, Correction(77)))
    assert reviewer.review.corrections[cell].value == 77
    assert reviewer.session.editing.next_undo is not None
