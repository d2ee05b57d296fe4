"""What explains a failing check, by keys: suggestions, ghost values, how well figures are confirmed."""

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from core.cells import CellRef
from core.checks import CheckId
from core.edits import SetMark, Verdict
from core.suggestions import SuggestionKind
from gui.action_list import ActionId
from gui.models.grid_looks import Sign
from gui.models.suggestions import SuggestionColumn

FIRST = "000_c3aabf95d6dbbe44.txt"
SECOND = "001_3ec8066f863f1309.txt"
THIRD = "002_22ae0ba57f04688c.txt"

FLOW = CheckId("requests.flow.total")
NATURAL = CellRef.parse("requests.results_total.natural_person")
TOTAL = CellRef.parse("requests.results_total.total")
UPHELD = CellRef.parse("disputes.litigation_after.upheld")
CORRECTED = CellRef.parse("disputes.litigation_after.corrected")


def explained(reviewer) -> None:
    """Wait until what explains the open report as it stands is on the screen."""
    reviewer.qtbot.waitUntil(
        lambda: (
            reviewer.place.explaining.is_current
            and reviewer.place.explaining.explanation is not None
        )
    )


def goes_to(reviewer, source: str) -> None:
    reviewer.goes_to(source)
    explained(reviewer)


def sentences(reviewer) -> list[str]:
    model = reviewer.desk.suggestions.suggestions
    return [model.index(row, SuggestionColumn.WORDS).data() for row in range(model.rowCount())]


def ghosts(reviewer, refs: Iterable[CellRef]) -> list[str]:
    return [reviewer.desk.grids[ref.table]._model.looks(ref).ghost for ref in refs]


def signs(reviewer, ref: CellRef) -> int:
    return reviewer.desk.grids[ref.table]._model.looks(ref).signs


def test_a_suggestion_shows_its_cells_and_values_everywhere(reviewer) -> None:
    goes_to(reviewer, SECOND)
    assert ghosts(reviewer, (NATURAL, TOTAL)) == ["", ""]
    reviewer.press("Ctrl+7")
    assert ghosts(reviewer, (NATURAL, TOTAL)) == ["→61", "→61"]
    assert signs(reviewer, TOTAL) & Sign.IN_CHECK
    assert reviewer.desk.grid.current_ref() == NATURAL
    source = reviewer.desk.source
    line = source.view.textCursor().block().blockNumber() if hasattr(source, "view") else None
    assert line is None or line > 300
    assert "61" in reviewer.place.strip.text
    assert "own error" in reviewer.desk.suggestions.suggestions.index(0, 0).data()
    reviewer.press("Ctrl+4", "Up")
    assert ghosts(reviewer, (NATURAL, TOTAL)) == ["", ""]


def test_enter_takes_a_suggestion_up_and_undo_takes_it_back(reviewer) -> None:
    goes_to(reviewer, SECOND)
    (sentence,) = sentences(reviewer)
    reviewer.press("Ctrl+7")
    reviewer.does("Return")
    marks = reviewer.review.marks
    assert len(marks) == 4
    assert {mark.verdict for mark in marks.values()} == {Verdict.FAILS}
    (note,) = {mark.note for mark in marks.values()}
    assert sentence.startswith(note)
    assert not reviewer.review.corrections  # the report itself says so: nothing is corrected
    assert not reviewer.review.open_checks
    explained(reviewer)
    assert sentences(reviewer) == []
    assert "judged" in reviewer.desk.suggestions.title.text()
    assert "suggestion" in reviewer.place.actions[ActionId.UNDO].text()
    reviewer.does("Ctrl+Z")
    assert not reviewer.review.marks
    explained(reviewer)
    assert sentences(reviewer) == [sentence]


def test_one_key_takes_up_what_mends_the_failing_check_that_f8_led_to(reviewer) -> None:
    goes_to(reviewer, SECOND)
    while reviewer.window.focus.target.check is None:
        reviewer.press("F8")
    check = reviewer.window.focus.target.check
    reviewer.does("Ctrl+J")
    assert reviewer.review.marks[check].verdict is Verdict.FAILS
    assert "Ctrl+Z" in reviewer.place.message_bar.text
    explained(reviewer)
    reviewer.press("Ctrl+J")
    assert "judged" in reviewer.place.message_bar.text


def test_readings_of_ambiguous_cells_are_suggested_and_chosen_from_the_grid(reviewer) -> None:
    goes_to(reviewer, FIRST)
    model = reviewer.desk.suggestions.suggestions
    assert len(sentences(reviewer)) == 2
    assert "choose" in model.index(0, SuggestionColumn.KIND).data()
    reviewer.desk.show_table(UPHELD.table)
    reviewer.desk.grid.select(UPHELD)
    reviewer.desk.grid.setFocus()
    chosen = model.suggestion_at(0)
    reviewer.does("Ctrl+J")
    assert {ref: reviewer.review.cell(ref).value for ref in chosen.cells} == chosen.cells
    assert set(chosen.cells) == {UPHELD, CORRECTED}
    explained(reviewer)
    assert sentences(reviewer) == []
    reviewer.does("Ctrl+Z")
    assert not reviewer.review.corrections


def test_those_for_the_chosen_check_come_first(reviewer) -> None:
    goes_to(reviewer, FIRST)
    received = CellRef.parse("requests.received.natural_person")
    reviewer.corrects(received, "70")
    explained(reviewer)
    failing = reviewer.review.open_checks[0]
    reviewer.press("Ctrl+4")
    reviewer.desk.checks.choose(None)
    reviewer.desk.checks.selectRow(reviewer.desk.checks.checks.row_of(failing))
    model = reviewer.desk.suggestions.suggestions
    mends = [failing in model.suggestion_at(row).mends for row in range(model.rowCount())]
    assert mends[0]
    assert mends == sorted(mends, reverse=True)


def test_a_corrected_reading_is_one_step_with_its_reason(reviewer) -> None:
    """What the source prints outranks all: a misplaced correction is mended from it."""
    goes_to(reviewer, THIRD)
    received = CellRef.parse("requests.received.enterprise")
    reviewer.corrects(received, "5")
    explained(reviewer)
    model = reviewer.desk.suggestions.suggestions
    row = next(
        row
        for row in range(model.rowCount())
        if dict(model.suggestion_at(row).cells) == {received: 0}
    )
    reviewer.press("Ctrl+7")
    reviewer.desk.suggestions.rows.selectRow(row)
    assert ghosts(reviewer, [received]) == ["→0"]
    sentence = sentences(reviewer)[row]
    reviewer.does("Return")
    assert reviewer.review.corrections[received].value == 0
    reason = reviewer.review.corrections[received].reason
    assert reason.endswith("the reading was wrong")
    assert sentence.startswith(reason.partition(":")[0])


def test_without_anything_failing_it_says_so(reviewer) -> None:
    goes_to(reviewer, THIRD)
    assert sentences(reviewer) == []
    assert "No check fails" in reviewer.desk.suggestions.title.text()


def test_what_the_equations_demand_is_seen_and_never_a_value(sit_down, samples, storage) -> None:
    first = sit_down()
    first.opens(samples)
    goes_to(first, THIRD)
    total = CellRef.parse("requests.received.total")
    demanded = first.review.cell(total).value
    first.desk.show_table(total.table)
    first.desk.grid.select(total)
    first.desk.grid.setFocus()
    first.does("Delete")
    explained(first)
    assert ghosts(first, [total]) == [f"[{demanded}]"]
    assert first.review.cell(total).value is None
    tip = first.desk.grid._words.description(
        first.review, total, first.place.explaining.explanation
    )
    assert f"[{demanded}]" in tip
    first.place.actions[ActionId.SHOW_DEMANDED].trigger()
    assert ghosts(first, [total]) == [""]
    first.leaves()

    second = sit_down()
    assert not second.place.actions[ActionId.SHOW_DEMANDED].isChecked()
    second.opens(samples)
    goes_to(second, THIRD)
    assert ghosts(second, [total]) == [""]
    second.place.actions[ActionId.SHOW_DEMANDED].trigger()
    assert ghosts(second, [total]) == [f"[{demanded}]"]


def test_how_well_figures_are_confirmed_is_shown_on_demand_and_remembered(
    sit_down, samples, storage: QSettings
) -> None:
    first = sit_down()
    first.opens(samples)
    goes_to(first, SECOND)
    regulations = next(iter(first.review.form.index.refs))
    assert not signs(first, regulations) & Sign.UNCONFIRMED
    assert not first.desk.legend.isVisible()
    first.place.actions[ActionId.SHOW_DEGREES].trigger()
    assert signs(first, regulations) & Sign.UNCONFIRMED
    received = CellRef.parse("requests.received.natural_person")
    confirmed = Sign.UNCONFIRMED | Sign.CONFIRMED_ONCE | Sign.CONFIRMED
    assert signs(first, received) & confirmed & ~Sign.UNCONFIRMED
    assert "does not mean" in first.desk.legend.text()
    assert first.desk.legend.isVisible()
    first.leaves()

    second = sit_down()
    assert second.place.actions[ActionId.SHOW_DEGREES].isChecked()


@pytest.mark.parametrize("keys", [("Ctrl+J",), ("Ctrl+7", "Return")])
def test_nothing_is_taken_up_where_the_folder_is_only_read(sit_down, samples, keys) -> None:
    first, second = sit_down(), sit_down()
    first.opens(samples)
    second.opens(samples)
    goes_to(second, SECOND)
    second.window.activateWindow()
    second.desk.grid.setFocus()
    second.press(*keys)
    assert not second.review.marks
    assert QApplication.activeWindow() is not None


def test_marks_by_a_suggestion_are_ordinary_marks(reviewer) -> None:
    goes_to(reviewer, SECOND)
    reviewer.does("Ctrl+J")
    step = reviewer.session.editing.next_undo
    assert all(isinstance(edit, SetMark) for edit in step.edit.edits)


def test_the_report_is_not_blamed_for_what_was_typed(reviewer) -> None:
    goes_to(reviewer, SECOND)
    received = CellRef.parse("requests.received.enterprise")
    reviewer.corrects(received, "40")
    explained(reviewer)
    model = reviewer.desk.suggestions.suggestions
    shown = [model.suggestion_at(row) for row in range(model.rowCount())]
    assert not any(
        suggestion.kind is SuggestionKind.REPORT and received in suggestion.cells
        for suggestion in shown
    )
    assert ghosts(reviewer, [received]) == ["[0]"]
