"""Positions of core's text and of what Qt shows of it, held against a real document."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from core.cells import Span
from gui.spans import LINE_LIMIT, PIECE, ShownText

STRANGE = (
    "a\0b\u2029c\ufdd0d\u2028e\U00020000f\x0bg\x0ch\x1ci\x85j\xa0k\ufffe\uffffl\u202em\ud800n\udfff"
)


def selected(document: QTextDocument, shown: ShownText, span: Span) -> str:
    """What a cursor over `span` holds, counted in characters of Qt."""
    cursor = QTextCursor(document)
    start, end = shown.qt_span(span)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def document_of(shown: ShownText) -> QTextDocument:
    document = QTextDocument()
    document.setPlainText(shown.text)
    return document


@pytest.mark.parametrize("core", ["", "61", "一\n二\n", STRANGE, "\U00020000" * 3, "x\n" + STRANGE])
def test_every_figure_stays_where_it_is_among_strange_characters(qapp, core):
    text = core + "61" + core + "07"
    shown = ShownText(text)
    document = document_of(shown)
    for figure in ("61", "07"):
        start = text.index(figure)
        assert selected(document, shown, Span(start, start + 2)) == figure


@pytest.mark.parametrize("core", [STRANGE, STRANGE * 3 + "\n" + STRANGE])
def test_no_character_is_dropped_and_no_line_is_added(qapp, core):
    shown = ShownText(core)
    document = document_of(shown)
    units = len(core.encode("utf-16-le", "surrogatepass")) // 2
    assert document.characterCount() - 1 == units
    assert document.blockCount() == core.count("\n") + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("a1\n\U00020000公\u2029\0"), max_size=60))
def test_positions_go_there_and_back(qapp, core):
    shown = ShownText(core)
    positions = [shown.to_qt(at) for at in range(len(core) + 1)]
    assert positions == sorted(set(positions))
    assert [shown.to_core(at) for at in positions] == list(range(len(core) + 1))


@pytest.mark.parametrize("filler", ["公开 ", "公开，", "公", "\U00020000", "a", "7"])
def test_an_overlong_line_is_broken_without_moving_a_figure(qapp, filler):
    line = filler * LINE_LIMIT
    core = f"第一行\n{line} 61 {line} 07\n末行 08"
    shown = ShownText(core)
    document = document_of(shown)
    longest = max(len(line) for line in shown.text.split("\n"))
    assert longest <= PIECE
    for figure in (" 61 ", " 07", " 08"):
        start = core.index(figure) + 1
        span = Span(start, start + 2)
        assert selected(document, shown, span) == figure.strip()
        block = document.findBlock(shown.qt_span(span)[0]).blockNumber()
        assert shown.line_number(block) == core.count("\n", 0, start) + 1
    for at in range(0, len(core), 997):
        assert shown.to_core(shown.to_qt(at)) == at
    assert not shown.is_continued(0)
    assert not shown.is_continued(1)
    assert shown.is_continued(2)
    assert not shown.is_continued(document.blockCount() - 1)


def test_a_figure_is_not_cut_in_two_by_a_break(qapp):
    core = "公" * (PIECE - 1) + "123456" + "公" * LINE_LIMIT
    shown = ShownText(core)
    assert "123456" in shown.text
