"""The frame around the desk: language, looks, layout, keys, crashes, and an orderly end."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from core.settings import Appearance, LanguageChoice
from gui.action_list import MENUS, SPECS, ActionId, MenuId
from gui.crash import CrashReporter
from gui.settings_store import SettingsStore
from gui.theme import Role


def choose(person, menu: MenuId, data: object) -> None:
    (action,) = [a for a in person.place.actions.menu(menu).actions() if a.data() == data]
    action.trigger()


@pytest.mark.usefixtures("compiled_translations")
def test_the_language_changes_at_once_everywhere_and_is_remembered(
    reviewer, storage: QSettings
) -> None:
    desk = reviewer.desk
    assert reviewer.place.actions[ActionId.EXPORT].text() == "Export workbook…"
    assert desk.tables.tabText(1).startswith("Requests")
    choose(reviewer, MenuId.LANGUAGE, LanguageChoice.CHINESE)
    export = reviewer.place.actions[ActionId.EXPORT]
    reviewer.qtbot.waitUntil(lambda: export.text() == "导出工作簿…")
    reviewer.qtbot.waitUntil(lambda: desk.tables.tabText(1).startswith("依申请公开"))
    assert reviewer.place.actions.menu(MenuId.FILE).title() == "文件(&F)"
    assert desk.tables.tabText(1).startswith("依申请公开")
    assert desk.list_dock.windowTitle() == "报告"
    assert "已审 0/5" in desk.list_dock.title.text.text()
    assert desk.checks.checks.headerData(0, Qt.Orientation.Horizontal) == "结果"
    assert desk.checks.checks.index(0, 0).data() == "? 待定"
    assert desk.report_list.search.placeholderText() == "单位、文件或正文"
    assert reviewer.window.windowTitle().endswith("勾稽")
    assert "提示" in reviewer.place.strip.text or "警告" in reviewer.place.strip.text
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"  # Qt's own words too
    assert SettingsStore(storage).load().language is LanguageChoice.CHINESE
    choose(reviewer, MenuId.LANGUAGE, LanguageChoice.ENGLISH)
    reviewer.qtbot.waitUntil(lambda: export.text() == "Export workbook…")
    search = desk.report_list.search
    reviewer.qtbot.waitUntil(lambda: search.placeholderText() == "Unit, file or text")


def test_the_colours_change_at_once_and_are_remembered(reviewer, storage: QSettings) -> None:
    def ground() -> QColor:
        return QApplication.palette().color(QPalette.ColorRole.Base)

    light = ground()
    choose(reviewer, MenuId.APPEARANCE, Appearance.DARK)
    assert ground().lightness() < 60 < light.lightness()
    assert reviewer.place._theme.colour(Role.TEXT).lightness() > 180

    def corner() -> QColor:
        picture = reviewer.desk.grab().toImage()
        return picture.pixelColor(5, picture.height() - 5)

    reviewer.qtbot.waitUntil(lambda: corner().lightness() < 60)
    assert SettingsStore(storage).load().appearance is Appearance.DARK
    choose(reviewer, MenuId.APPEARANCE, Appearance.LIGHT)
    assert ground() == light


def test_panes_are_folded_brought_back_and_remembered(sit_down, samples: Path) -> None:
    first = sit_down()
    first.opens(samples)
    first.desk.source_dock.title.close_button.click()
    assert not first.desk.source_dock.isVisible()
    first.window.resize(790, 640)  # the offscreen screen has 800 by 800
    size = first.window.size()
    first.leaves()

    second = sit_down()
    second.opens(samples)
    assert second.window.size() == size
    assert not second.desk.source_dock.isVisible()
    second.place.actions[ActionId.RESET_LAYOUT].trigger()
    assert second.desk.source_dock.isVisible()
    second.desk.list_dock.close()
    second.press("Ctrl+F")
    assert second.desk.list_dock.isVisible()
    assert second.desk.report_list.search.hasFocus()


def test_all_panes_have_room_at_1280_by_720(reviewer) -> None:
    reviewer.window.resize(1280, 720)
    reviewer.qtbot.waitUntil(lambda: reviewer.window.width() == 1280)
    desk = reviewer.desk
    assert reviewer.window.size().height() == 720
    desk.show_table(next(kind for kind in desk.grids if kind.value == "requests"))
    view = desk.grid._view
    assert view.horizontalScrollBar().maximum() == 0  # every column in sight
    assert desk.source.width() >= 300
    assert desk.report_list.width() >= 180
    assert desk.checks.viewport().height() >= 5 * desk.checks.rowHeight(0)


def test_every_action_is_in_a_menu_once_and_no_two_share_a_key() -> None:
    placed = [item for items in MENUS.values() for item in items if isinstance(item, ActionId)]
    assert sorted(placed, key=lambda id: id.value) == sorted(ActionId, key=lambda id: id.value)
    keys = [QKeySequence(keys).toString() for spec in SPECS.values() for keys in spec.shortcuts]
    assert "" not in keys
    assert len(keys) == len(set(keys))


def test_f1_shows_the_keys_and_goes_away_again(reviewer) -> None:
    reviewer.press("F1")
    assert reviewer.place.pages.currentWidget() is reviewer.place.pages.keys
    words = {label.text() for label in reviewer.place.pages.keys.findChildren(QLabel)}
    for id in (ActionId.NEXT_LOOK, ActionId.REVIEWED, ActionId.EXPORT):
        assert reviewer.place.actions.plain_text(id) in words
    assert "F8" in words
    reviewer.press("Escape")
    assert reviewer.place.pages.currentWidget() is reviewer.desk


def test_the_reviewer_of_an_edit_is_the_name_that_was_set(reviewer, storage: QSettings) -> None:
    reviewer.answers.names = [None, "Zhao"]
    reviewer.place.actions[ActionId.SET_REVIEWER].trigger()
    assert SettingsStore(storage).load().reviewer == "Wang"
    reviewer.place.actions[ActionId.SET_REVIEWER].trigger()
    reviewer.press("Ctrl+5")
    reviewer.does("Space")
    assert reviewer.session.journal.entries[-1].reviewer == "Zhao"


def test_the_reviewer_stays_when_the_folder_is_looked_at_again(reviewer) -> None:
    reviewer.session.set_reviewer("Zhao")
    with reviewer.qtbot.waitSignals(
        [reviewer.session.report_opened, reviewer.session.reading_ended], timeout=20_000
    ):
        reviewer.session.refresh()
    reviewer.press("Ctrl+5")
    reviewer.does("Space")
    assert reviewer.session.journal.entries[-1].reviewer == "Zhao"


def test_keys_go_to_tables_panes_and_source(reviewer) -> None:
    desk = reviewer.desk
    for key, widget in (
        ("Ctrl+2", desk.grids[list(desk.grids)[1]]),
        ("Ctrl+4", desk.checks),
        ("Ctrl+5", desk.findings),
        ("Ctrl+6", desk.history),
        ("Ctrl+0", desk.source),
        ("Ctrl+1", desk.grids[next(iter(desk.grids))]),
    ):
        reviewer.press(key)
        focused = QApplication.focusWidget()
        assert widget is focused or widget.isAncestorOf(focused), key


def test_clicking_a_figure_in_the_text_goes_to_its_cell(reviewer) -> None:
    ref = next(
        ref
        for ref, cell in reviewer.review.reading.cells.items()
        if cell.span is not None and ref.table.value == "requests"
    )
    reviewer.desk.source.cell_clicked.emit(ref)
    assert reviewer.desk.grid.current_ref() == ref
    assert reviewer.window.focus.target.cell == ref
    assert reviewer.desk.grid.isAncestorOf(QApplication.focusWidget())
    line = reviewer.review.report.text.line_number(reviewer.review.reading.cells[ref].span.start)
    assert f"line {line}" in reviewer.place.strip.text


def test_an_error_of_the_program_leaves_a_report_and_a_message(
    person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter = CrashReporter(tmp_path / "crashes")
    reporter.reported.connect(person.place.messages.say_crash)
    reporter.install()
    try:
        raise ZeroDivisionError("by a reviewer")
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    finally:
        reporter.uninstall()
    (report,) = (tmp_path / "crashes").glob("*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: by a reviewer" in text
    assert "Gouji" in text
    assert report.name in person.place.message_bar.text
    assert person.window.isVisible()
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_message_goes_away_by_itself_unless_it_is_an_error(person) -> None:
    bar = person.place.message_bar
    bar._timer.setInterval(1)
    person.place.messages.say("in passing")
    assert bar.text == "in passing"
    person.qtbot.waitUntil(lambda: bar.text == "")
    person.place.messages.say_crash(None)
    assert not bar._timer.isActive()
    assert "wrong" in bar.text
    bar._close.click()
    assert bar.text == ""
