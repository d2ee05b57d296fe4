"""Owns which actions there are, each once: its text, shortcuts, icon and place in menus and tool bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from gui.wording import QT_TRANSLATE_NOOP


class ActionId(Enum):
    """What a user can ask the window for."""

    OPEN_FOLDER = "open_folder"
    REFRESH = "refresh"
    STOP_READING = "stop_reading"
    EXPORT = "export"
    SAVE_ELSEWHERE = "save_elsewhere"
    HAND_OVER = "hand_over"
    COMPARE = "compare"
    SECOND_REVIEW = "second_review"
    CLOSE_WINDOW = "close_window"
    UNDO = "undo"
    REDO = "redo"
    SET_REVIEWER = "set_reviewer"
    FIND = "find"
    PREVIOUS_REPORT = "previous_report"
    NEXT_REPORT = "next_report"
    PREVIOUS_LOOK = "previous_look"
    NEXT_LOOK = "next_look"
    TABLE_PROACTIVE = "table_proactive"
    TABLE_REQUESTS = "table_requests"
    TABLE_DISPUTES = "table_disputes"
    SHOW_CHECKS = "show_checks"
    SHOW_FINDINGS = "show_findings"
    SHOW_SUGGESTIONS = "show_suggestions"
    SHOW_HISTORY = "show_history"
    GO_TO_SOURCE = "go_to_source"
    GIVE_REASON = "give_reason"
    TAKE_SUGGESTION = "take_suggestion"
    MARK_PASSES = "mark_passes"
    MARK_FAILS = "mark_fails"
    MARK_NOT_APPLICABLE = "mark_not_applicable"
    CLEAR_MARK = "clear_mark"
    DISMISS = "dismiss"
    REVIEWED = "reviewed"
    LATER = "later"
    UNREVIEWED = "unreviewed"
    SHOW_RULES = "show_rules"
    SHOW_UNITS = "show_units"
    SHOW_DEMANDED = "show_demanded"
    SHOW_DEGREES = "show_degrees"
    RESET_LAYOUT = "reset_layout"
    SHOW_KEYS = "show_keys"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action as data: English source `text`, portable `shortcuts` (the first is shown), icon name."""

    text: str
    shortcuts: tuple[str, ...] = ()
    icon: str | None = None
    is_checkable: bool = False


SPECS: Mapping[ActionId, ActionSpec] = {
    ActionId.OPEN_FOLDER: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Open folder…"), ("Ctrl+O",), "folder"
    ),
    ActionId.REFRESH: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Read folder again"), ("F5",)),
    ActionId.STOP_READING: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Stop reading")),
    ActionId.EXPORT: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Export workbook…"), ("Ctrl+E",), "export"
    ),
    ActionId.SAVE_ELSEWHERE: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Save review elsewhere…")),
    ActionId.SECOND_REVIEW: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Second review of one's own…"), ("Ctrl+Shift+M",)
    ),
    ActionId.HAND_OVER: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Hand review over…")),
    ActionId.COMPARE: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Compare with another review…"), ("Ctrl+M",)
    ),
    ActionId.CLOSE_WINDOW: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",)),
    ActionId.UNDO: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",), "undo"),
    ActionId.REDO: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"
    ),
    ActionId.SET_REVIEWER: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Reviewer name…")),
    ActionId.FIND: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Find unit or text"), ("Ctrl+F",)),
    ActionId.PREVIOUS_REPORT: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Previous report"), ("Ctrl+PgUp",), "previous"
    ),
    ActionId.NEXT_REPORT: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Next report"), ("Ctrl+PgDown",), "next"
    ),
    ActionId.PREVIOUS_LOOK: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Previous to look at"), ("Shift+F8",)
    ),
    ActionId.NEXT_LOOK: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Next to look at"), ("F8",), "look"
    ),
    ActionId.TABLE_PROACTIVE: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Table of proactive disclosure"), ("Ctrl+1",)
    ),
    ActionId.TABLE_REQUESTS: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Table of requests"), ("Ctrl+2",)
    ),
    ActionId.TABLE_DISPUTES: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Table of disputes"), ("Ctrl+3",)
    ),
    ActionId.SHOW_CHECKS: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Checks"), ("Ctrl+4",)),
    ActionId.SHOW_FINDINGS: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Findings"), ("Ctrl+5",)),
    ActionId.SHOW_SUGGESTIONS: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Suggestions"), ("Ctrl+7",)),
    ActionId.TAKE_SUGGESTION: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Take up suggestion"), ("Ctrl+J",)
    ),
    ActionId.SHOW_RULES: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Rules…"), ("Ctrl+8",)),
    ActionId.SHOW_UNITS: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Units…"), ("Ctrl+9",)),
    ActionId.SHOW_DEMANDED: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Values that the checks demand"), is_checkable=True
    ),
    ActionId.SHOW_DEGREES: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "How well figures are confirmed"), is_checkable=True
    ),
    ActionId.SHOW_HISTORY: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Journal"), ("Ctrl+6",)),
    ActionId.GO_TO_SOURCE: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Source text"), ("Ctrl+0",)),
    ActionId.GIVE_REASON: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Reason for the correction"), ("Ctrl+R",)
    ),
    ActionId.MARK_PASSES: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Mark check: passes"), ("Alt+1",)
    ),
    ActionId.MARK_FAILS: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Mark check: the report's own error"), ("Alt+2",)
    ),
    ActionId.MARK_NOT_APPLICABLE: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Mark check: not applicable"), ("Alt+3",)
    ),
    ActionId.CLEAR_MARK: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Take mark away"), ("Alt+0",)),
    ActionId.DISMISS: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Finding looked at / not yet"), ("Alt+D",)
    ),
    ActionId.REVIEWED: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Reviewed, go on"), ("Ctrl+Return", "Ctrl+Enter"), "reviewed"
    ),
    ActionId.LATER: ActionSpec(
        QT_TRANSLATE_NOOP("Actions", "Come back later, go on"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        "later",
    ),
    ActionId.UNREVIEWED: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Set back to not reviewed")),
    ActionId.RESET_LAYOUT: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Reset layout")),
    ActionId.SHOW_KEYS: ActionSpec(QT_TRANSLATE_NOOP("Actions", "Keys"), ("F1",)),
    ActionId.ABOUT: ActionSpec(QT_TRANSLATE_NOOP("Actions", "About Gouji")),
}


class MenuId(Enum):
    """The menus of the window; the value is the English source of the title."""

    FILE = QT_TRANSLATE_NOOP("Actions", "&File")
    EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
    GO = QT_TRANSLATE_NOOP("Actions", "&Go")
    REVIEW = QT_TRANSLATE_NOOP("Actions", "&Review")
    VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
    HELP = QT_TRANSLATE_NOOP("Actions", "&Help")
    RECENT = QT_TRANSLATE_NOOP("Actions", "Recent folders")
    PANES = QT_TRANSLATE_NOOP("Actions", "Panes")
    LANGUAGE = QT_TRANSLATE_NOOP("Actions", "Language / 语言")
    APPEARANCE = QT_TRANSLATE_NOOP("Actions", "Appearance")


MENUS: Mapping[MenuId, tuple[ActionId | MenuId | None, ...]] = {
    MenuId.FILE: (
        ActionId.OPEN_FOLDER,
        MenuId.RECENT,
        ActionId.REFRESH,
        ActionId.STOP_READING,
        None,
        ActionId.EXPORT,
        None,
        ActionId.SECOND_REVIEW,
        ActionId.COMPARE,
        ActionId.HAND_OVER,
        ActionId.SAVE_ELSEWHERE,
        None,
        ActionId.CLOSE_WINDOW,
    ),
    MenuId.EDIT: (
        ActionId.UNDO,
        ActionId.REDO,
        None,
        ActionId.FIND,
        None,
        ActionId.SET_REVIEWER,
    ),
    MenuId.GO: (
        ActionId.NEXT_LOOK,
        ActionId.PREVIOUS_LOOK,
        None,
        ActionId.NEXT_REPORT,
        ActionId.PREVIOUS_REPORT,
        None,
        ActionId.TABLE_PROACTIVE,
        ActionId.TABLE_REQUESTS,
        ActionId.TABLE_DISPUTES,
        ActionId.SHOW_CHECKS,
        ActionId.SHOW_FINDINGS,
        ActionId.SHOW_HISTORY,
        ActionId.SHOW_SUGGESTIONS,
        ActionId.GO_TO_SOURCE,
    ),
    MenuId.REVIEW: (
        ActionId.REVIEWED,
        ActionId.LATER,
        ActionId.UNREVIEWED,
        None,
        ActionId.TAKE_SUGGESTION,
        ActionId.GIVE_REASON,
        None,
        ActionId.MARK_PASSES,
        ActionId.MARK_FAILS,
        ActionId.MARK_NOT_APPLICABLE,
        ActionId.CLEAR_MARK,
        None,
        ActionId.DISMISS,
        None,
        ActionId.SHOW_RULES,
        ActionId.SHOW_UNITS,
    ),
    MenuId.VIEW: (
        MenuId.PANES,
        ActionId.RESET_LAYOUT,
        None,
        ActionId.SHOW_DEMANDED,
        ActionId.SHOW_DEGREES,
        None,
        MenuId.APPEARANCE,
        MenuId.LANGUAGE,
    ),
    MenuId.HELP: (ActionId.SHOW_KEYS, ActionId.ABOUT),
}

MENU_BAR = (MenuId.FILE, MenuId.EDIT, MenuId.GO, MenuId.REVIEW, MenuId.VIEW, MenuId.HELP)

TOOL_BAR: tuple[ActionId | None, ...] = (
    ActionId.OPEN_FOLDER,
    None,
    ActionId.PREVIOUS_REPORT,
    ActionId.NEXT_REPORT,
    None,
    ActionId.UNDO,
    ActionId.REDO,
    None,
    ActionId.NEXT_LOOK,
    ActionId.REVIEWED,
    ActionId.LATER,
)
