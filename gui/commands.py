"""Owns what each action does: it asks session, walk, focus or panes, and answers where nothing can be done."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from core.cells import TableKind
from core.edits import Change, ReviewState, Verdict
from core.request import Request
from core.version import VERSION
from gui.action_list import ActionId
from gui.looks import target_of
from gui.settings_store import Preferences
from gui.views.desk import Below

if TYPE_CHECKING:
    from core.store.choosing import FoundReview
    from core.suggestions import Suggestion
    from gui.workplace import Workplace

_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class Commands(QObject):
    """The targets of the actions. What is being typed is taken first; where it is refused nothing happens."""

    def __init__(self, workplace: "Workplace", preferences: Preferences, window: QWidget) -> None:
        super().__init__(workplace)
        self._place = workplace
        self._preferences = preferences
        self._window = window

    def targets(self) -> dict[ActionId, Callable[[], object]]:
        """What to call for each action."""
        place, walk = self._place, self._place.walk
        return {
            ActionId.OPEN_FOLDER: self.choose_folder,
            ActionId.REFRESH: self._refresh,
            ActionId.STOP_READING: self._stop_job,
            ActionId.EXPORT: self._choose_workbook,
            ActionId.SAVE_ELSEWHERE: self.save_elsewhere,
            ActionId.HAND_OVER: self._hand_over,
            ActionId.COMPARE: self._compare,
            ActionId.SECOND_REVIEW: self._second_review,
            ActionId.CLOSE_WINDOW: self._window.close,
            ActionId.UNDO: self._undo,
            ActionId.REDO: self._redo,
            ActionId.SET_REVIEWER: self._ask_reviewer,
            ActionId.FIND: self._find,
            ActionId.PREVIOUS_REPORT: walk.previous_report,
            ActionId.NEXT_REPORT: walk.next_report,
            ActionId.PREVIOUS_LOOK: walk.previous_look,
            ActionId.NEXT_LOOK: walk.next_look,
            ActionId.TABLE_PROACTIVE: partial(self._go_to_table, TableKind.PROACTIVE),
            ActionId.TABLE_REQUESTS: partial(self._go_to_table, TableKind.REQUESTS),
            ActionId.TABLE_DISPUTES: partial(self._go_to_table, TableKind.DISPUTES),
            ActionId.SHOW_CHECKS: partial(self._go_below, Below.CHECKS),
            ActionId.SHOW_FINDINGS: partial(self._go_below, Below.FINDINGS),
            ActionId.SHOW_HISTORY: partial(self._go_below, Below.HISTORY),
            ActionId.GO_TO_SOURCE: self._go_to_source,
            ActionId.SHOW_SUGGESTIONS: self._go_to_suggestions,
            ActionId.TAKE_SUGGESTION: self.take_nearest,
            ActionId.SHOW_RULES: place.pages.turn_rules,
            ActionId.SHOW_UNITS: place.pages.turn_units,
            ActionId.SHOW_DEMANDED: self._turn_demanded,
            ActionId.SHOW_DEGREES: self._turn_degrees,
            ActionId.GIVE_REASON: self._give_reason,
            ActionId.MARK_PASSES: partial(self._mark, Verdict.PASSES),
            ActionId.MARK_FAILS: partial(self._mark, Verdict.FAILS),
            ActionId.MARK_NOT_APPLICABLE: partial(self._mark, Verdict.NOT_APPLICABLE),
            ActionId.CLEAR_MARK: partial(self._mark, None),
            ActionId.DISMISS: self._dismiss,
            ActionId.REVIEWED: partial(walk.settle, ReviewState.REVIEWED),
            ActionId.LATER: partial(walk.settle, ReviewState.LATER),
            ActionId.UNREVIEWED: partial(place.session.editing.set_state, ReviewState.UNREVIEWED),
            ActionId.RESET_LAYOUT: place.desk.reset_arrangement,
            ActionId.SHOW_KEYS: place.pages.turn_keys,
            ActionId.ABOUT: self._say_about,
        }

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        chosen = self._place.prompts.folder(self._window, self._place.session.folder)
        if chosen is not None:
            self._place.open_folder(chosen)

    def _stop_job(self) -> None:
        self._place.jobs.stop()

    def _refresh(self) -> None:
        self._place.leave(self._place.session.refresh)

    def _choose_workbook(self) -> None:
        folder = self._place.session.folder
        if folder is None or not self._place.asking.leave_editor():
            return
        name = f"{folder.name or 'gouji'}.xlsx"
        chosen = self._place.prompts.workbook(self._window, folder.parent / name)
        if chosen is not None:
            self._place.export_workbook(chosen)

    def save_elsewhere(self) -> None:
        """Ask where the review goes on, its file being unwritable, and go on there."""
        path = self._place.session.review_file
        if path is None or not self._place.asking.leave_editor():
            return
        chosen = self._place.prompts.elsewhere(self._window, Path.home() / path.name)
        if chosen is not None:
            self._place.session.saving.save_elsewhere(chosen)

    def _hand_over(self) -> None:
        session = self._place.session
        folder = session.folder
        if folder is None or not self._place.asking.leave_editor():
            return
        name = f"{folder.name or 'gouji'}-{session.reviewer}.sqlite"
        chosen = self._place.prompts.hand_over(self._window, folder.parent / name)
        if chosen is not None:
            session.saving.hand_over(chosen)

    def _compare(self) -> None:
        place = self._place
        if place.comparing.is_on:
            place.comparing.end()
            return
        folder = place.session.folder
        if folder is None or not place.asking.leave_editor():
            return
        chosen = place.prompts.other_review(self._window, folder)
        if chosen is not None:
            place.comparing.begin(chosen)

    def _second_review(self) -> None:
        """Ask who reviews independently and where, and open the folder that way, the first review unseen."""
        place = self._place
        if not place.asking.leave_editor():
            return
        folder = place.session.folder or place.prompts.folder(self._window, None)
        if folder is None:
            return
        from core.store.places import place_of_second

        chosen = place.prompts.second_review(self._window, partial(place_of_second, folder))
        if chosen is not None:
            name, path = chosen
            place.open(
                Request(folder.absolute(), None, path.absolute(), is_chosen=True, reviewer=name)
            )

    def choose_review(self, request: Request, reviews: "Sequence[FoundReview]") -> None:
        """Ask which of the folder's reviews is meant, and open it."""
        from core.store.choosing import Standing

        chosen = self._place.prompts.which_review(self._window, request.folder, reviews)
        if chosen is None:
            return
        if chosen.standing is Standing.OWN:
            request = replace(request, review_file=None, is_chosen=True)
        else:
            name = chosen.reviewer if chosen.standing is Standing.SECOND else ""
            request = replace(
                request, review_file=chosen.path, is_chosen=True, reviewer=name or None
            )
        self._place.open(request)

    def _undo(self) -> None:
        if self._place.asking.leave_editor():
            self._show_change(self._place.session.editing.undo())

    def _redo(self) -> None:
        if self._place.asking.leave_editor():
            self._show_change(self._place.session.editing.redo())

    def _show_change(self, change: Change | None) -> None:
        """Go to where undo or redo changed something: nothing changes out of sight."""
        review = self._place.session.review
        target = None
        if change is not None and review is not None:
            target = target_of(change.edit, review)
        if target is not None:
            self._place.focus.go(target)

    def _ask_reviewer(self) -> None:
        settings, session = self._preferences.value, self._place.session
        name = self._place.prompts.reviewer(self._window, session.reviewer)
        if name is None:
            return
        if session.has_own_reviewer:
            session.set_reviewer(name or session.reviewer)
        else:
            self._preferences.change(replace(settings, reviewer=name))
            session.set_reviewer(self._preferences.value.reviewer_name)

    def _find(self) -> None:
        self._place.desk.list_dock.show()
        self._place.desk.report_list.focus_search()

    def _go_to_table(self, kind: TableKind) -> None:
        if self._place.asking.leave_editor():
            desk = self._place.desk
            desk.show_table(kind)
            desk.grid.setFocus(_SHORTCUT)
            desk.table_shown.emit(kind)

    def _go_below(self, tab: Below) -> None:
        self._place.desk.show_below(tab)
        self._place.desk.pane_below.setFocus(_SHORTCUT)

    def _go_to_source(self) -> None:
        self._place.desk.source_dock.show()
        self._place.desk.source.setFocus(_SHORTCUT)

    def _go_to_suggestions(self) -> None:
        self._place.desk.show_below(Below.CHECKS)
        self._place.desk.suggestions.focus_first()

    def take_nearest(self) -> None:
        """Take up the suggestion that is chosen, else the first: that for what has the focus, if there is one."""
        suggestion = self._place.desk.suggestions.nearest
        if suggestion is not None:
            self.take(suggestion)
        elif self._place.explaining.is_current:
            self._place.messages.say(self._place.desk.suggestions.title.text())

    def take(self, suggestion: "Suggestion") -> None:
        """Do what `suggestion` says, as one step that can be taken back, and go to where it is seen."""
        from core.suggestions import suggestion_edit

        place = self._place
        if not place.asking.leave_editor() or not place.explaining.is_current:
            return  # what was typed may have made it void; the next ones are there in a moment
        review, note = place.session.review, place.desk.suggestions.suggestions.note(suggestion)
        if review is None:
            return
        edit = suggestion_edit(review, suggestion, note)
        if place.session.editing.submit(edit, note):
            target = target_of(edit, review)
            if target is not None:
                place.focus.go(target)
            words = self.tr("Taken up: %1. Ctrl+Z takes it back.")
            place.messages.say(words.replace("%1", note))

    def _turn_demanded(self) -> None:
        settings = self._preferences.value
        self._preferences.change(replace(settings, shows_demanded=not settings.shows_demanded))

    def _turn_degrees(self) -> None:
        settings = self._preferences.value
        self._preferences.change(replace(settings, shows_degrees=not settings.shows_degrees))

    def _give_reason(self) -> None:
        if not self._place.asking.leave_editor():
            return
        reason = self._place.strip.reason
        if reason.isVisible():
            reason.setFocus(_SHORTCUT)
            reason.selectAll()
        else:
            self._place.messages.say(self.tr("Go to a corrected cell first."))

    def _mark(self, verdict: Verdict | None) -> None:
        if self._place.desk.checks.selected:
            self._place.desk.checks.mark_selected(verdict)
        else:
            self._place.messages.say(self.tr("Choose a check first (F8 or Ctrl+4)."))

    def _dismiss(self) -> None:
        if self._place.desk.findings.selected:
            self._place.desk.findings.dismiss_selected()
        else:
            self._place.messages.say(self.tr("Choose a finding first (F8 or Ctrl+5)."))

    def _say_about(self) -> None:
        words = self.tr("Gouji %1, under the Apache License 2.0. Works offline.")
        self._place.messages.say(words.replace("%1", VERSION))
