"""The journal in the window: all of it, filtered, and the way back to any point of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.audit import EntryKind
from core.cells import CellRef, TableKind
from core.edits import ReviewState
from gui.models.audit_trail import TrailColumn

FIRST = "000_c3aabf95d6dbbe44.txt"
SECOND = "001_3ec8066f863f1309.txt"
TOTAL = CellRef(TableKind.REQUESTS, "received", "total")
PERSON = CellRef(TableKind.REQUESTS, "received", "natural_person")


def column(person, which: TrailColumn) -> list[str]:
    """What the pane shows in one column, from top to bottom."""
    trail = person.desk.history.trail
    return [trail.index(row, which).data() for row in range(trail.rowCount())]


def look_at(person, row: int) -> None:
    """Put the keyboard into the journal, on that row."""
    person.press("Ctrl+6", "Ctrl+Home")
    for _ in range(row):
        person.press("Down")


def test_undone_steps_stay_in_sight_after_others_were_done(reviewer) -> None:
    reviewer.corrects(TOTAL, "7")
    reviewer.does("Ctrl+Z")
    assert column(reviewer, TrailColumn.STANDING) == ["", "↶ undone"]
    reviewer.corrects(TOTAL, "8")
    assert column(reviewer, TrailColumn.STANDING) == ["", "", "⤺ undone, set aside"]
    assert column(reviewer, TrailColumn.WORDS)[2].endswith("→ 7")
    tip = reviewer.desk.history.trail.index(2, TrailColumn.STANDING).data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert "brings it back" in tip


def test_any_point_is_gone_back_to_by_a_key_and_that_can_be_undone(reviewer) -> None:
    before = reviewer.review.cell(TOTAL).value
    reviewer.corrects(TOTAL, "7")
    reviewer.does("Ctrl+Z")
    reviewer.corrects(TOTAL, "8")
    reviewer.corrects(PERSON, "9")
    look_at(reviewer, 3)  # the step to 7, which redo does not reach any more
    reviewer.does("B")
    assert reviewer.review.cell(TOTAL).value == 7
    assert PERSON not in reviewer.review.corrections
    last = reviewer.session.journal.entries[-1]
    assert last.kind is EntryKind.RESTORE
    assert last.refers_to == reviewer.session.journal.entries[0].seq
    assert column(reviewer, TrailColumn.WORDS)[0].startswith("back to how it was at ")
    reviewer.does("Ctrl+Z")
    assert reviewer.review.cell(TOTAL).value == 8
    assert reviewer.review.cell(PERSON).value == 9
    reviewer.does("Ctrl+Y")
    assert reviewer.review.cell(TOTAL).value == 7
    reviewer.does("Ctrl+Z", "Ctrl+Z")
    assert reviewer.review.cell(TOTAL).value in (8, before)


def test_going_back_to_where_one_is_says_so(reviewer) -> None:
    reviewer.corrects(TOTAL, "7")
    look_at(reviewer, 0)
    with reviewer.qtbot.waitSignal(reviewer.session.editing.stands_already):
        reviewer.press("B")
    assert "stands now" in reviewer.place.message_bar.text
    assert len(reviewer.session.journal.entries) == 1


def test_the_whole_folder_by_report_person_cell_and_words(reviewer) -> None:
    history, session = reviewer.desk.history, reviewer.session
    reviewer.corrects(TOTAL, "7")
    session.set_reviewer("Zhao")
    reviewer.corrects(PERSON, "9")
    reviewer.goes_to(SECOND)
    reviewer.does("Ctrl+Shift+Return")
    reviewer.qtbot.waitUntil(lambda: session.source != SECOND)
    with reviewer.qtbot.waitSignal(session.journal.folder_read):
        history.bar.scope.setCurrentIndex(1)
    assert column(reviewer, TrailColumn.REPORT) == [SECOND, FIRST, FIRST]
    assert not history.isColumnHidden(TrailColumn.REPORT)
    assert column(reviewer, TrailColumn.WORDS)[0] == "state “come back later”"

    history.bar.person.setCurrentIndex(history.bar.person.findData("Wang"))
    assert column(reviewer, TrailColumn.WORDS)[0].endswith("→ 7")
    assert history.trail.rowCount() == 1
    history.bar.person.setCurrentIndex(0)
    history.bar.search.setText("later")
    assert column(reviewer, TrailColumn.REPORT) == [SECOND]
    history.bar.search.clear()

    # An entry of another report leads there; of this one, to its cell.
    look_at(reviewer, 2)
    with reviewer.qtbot.waitSignal(session.report_opened):
        reviewer.press("Return")
    assert session.source == FIRST
    reviewer.qtbot.waitUntil(lambda: history.trail.rowCount() == 3)
    look_at(reviewer, 2)
    reviewer.press("Return")
    assert reviewer.window.focus.target.cell == TOTAL
    assert reviewer.desk.grid.isAncestorOf(QApplication.focusWidget())
    history.bar.only_chosen.setChecked(True)
    assert [words.endswith("→ 7") for words in column(reviewer, TrailColumn.WORDS)] == [True]
    reviewer.desk.grid.select(PERSON)
    assert [words.endswith("→ 9") for words in column(reviewer, TrailColumn.WORDS)] == [True]
    history.bar.only_chosen.setChecked(False)
    history.bar.scope.setCurrentIndex(0)
    assert history.trail.rowCount() == 2


def test_each_entry_says_when_with_its_zone(reviewer) -> None:
    reviewer.corrects(TOTAL, "7")
    entry = reviewer.session.journal.entries[-1]
    (shown,) = column(reviewer, TrailColumn.TIME)
    assert shown.startswith(entry.at.strftime("%Y-%m-%d %H:%M:%S"))
    assert shown.endswith(entry.at.isoformat()[-6:])


def test_undo_and_redo_go_on_in_the_next_session(sit_down, samples: Path) -> None:
    first = sit_down()
    first.opens(samples)
    before = first.review.cell(TOTAL).value
    first.corrects(TOTAL, "7")
    first.corrects(TOTAL, "8")
    first.does("Ctrl+Z")
    first.leaves()

    second = sit_down()
    second.opens(samples)
    assert second.review.cell(TOTAL).value == 7
    second.does("Ctrl+Y")
    assert second.review.cell(TOTAL).value == 8
    second.does("Ctrl+Z")
    second.does("Ctrl+Z")
    assert second.review.cell(TOTAL).value == before
    assert second.review.state is ReviewState.UNREVIEWED
    assert [entry.kind for entry in second.session.journal.entries] == [
        EntryKind.EDIT,
        EntryKind.EDIT,
        EntryKind.UNDO,
        EntryKind.REDO,
        EntryKind.UNDO,
        EntryKind.UNDO,
    ]
