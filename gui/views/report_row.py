"""Owns how a report is shown in the list: its signs and words, and how its row is drawn."""

from pathlib import PurePosixPath

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.listed import Condition, ListedReport
from gui.models.report_list import REPORT
from gui.models.roles import Index
from gui.theme import SPACE, Role, Theme, small_font
from gui.wording import QT_TRANSLATE_NOOP

_SIGNS: dict[Condition, tuple[str, Role]] = {
    Condition.NEEDS_LOOK: ("▲", Role.LOOK),
    Condition.UNREVIEWED: ("△", Role.TEXT_SECONDARY),
    Condition.LATER: ("○", Role.ACCENT),
    Condition.REVIEWED: ("✓", Role.PASS),
    Condition.UNREAD: ("·", Role.TEXT_FAINT),
    Condition.UNREADABLE: ("!", Role.FAIL),
    Condition.NOT_A_REPORT: ("–", Role.TEXT_FAINT),
}

CONDITION_WORDS = {
    Condition.NEEDS_LOOK: QT_TRANSLATE_NOOP("Condition", "needs a look"),
    Condition.UNREVIEWED: QT_TRANSLATE_NOOP("Condition", "not yet reviewed"),
    Condition.LATER: QT_TRANSLATE_NOOP("Condition", "come back later"),
    Condition.REVIEWED: QT_TRANSLATE_NOOP("Condition", "reviewed"),
    Condition.UNREAD: QT_TRANSLATE_NOOP("Condition", "not yet read"),
    Condition.UNREADABLE: QT_TRANSLATE_NOOP("Condition", "cannot be read"),
    Condition.NOT_A_REPORT: QT_TRANSLATE_NOOP("Condition", "not an annual report"),
}


def row_title(report: ListedReport) -> str:
    """What a row is called: the unit, or the file where none is known."""
    return report.unit or PurePosixPath(report.source).name


class ReportDelegate(QStyledItemDelegate):
    """Draws a row: sign and unit above, year and file below, counts on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        line = QFontMetrics(option.font).height()
        small = QFontMetrics(small_font(option.font)).height()
        return QSize(160, line + small + 3 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        report: ListedReport = index.data(REPORT)
        colour = self._theme.colour
        painter.save()
        self._paint_ground(painter, option)
        inside = option.rect.adjusted(2 * SPACE, SPACE + 1, -2 * SPACE, -SPACE)
        font, small = option.font, small_font(option.font)
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small)
        sign, sign_role = _SIGNS[report.condition]
        indent = metrics.horizontalAdvance("▲") + SPACE + 2

        painter.setFont(font)
        painter.setPen(colour(sign_role))
        upper = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft, sign)
        upper.setLeft(upper.left() + indent)
        painter.setPen(colour(Role.TEXT if report.is_report else Role.TEXT_SECONDARY))
        title = metrics.elidedText(row_title(report), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft, title)

        painter.setFont(small)
        lower = QRect(
            inside.left() + indent,
            inside.bottom() - small_metrics.height() + 1,
            inside.width() - indent,
            small_metrics.height(),
        )
        lower.setRight(lower.right() - self._paint_counts(painter, lower, report, small_metrics))
        painter.setPen(colour(Role.TEXT_SECONDARY))
        name = PurePosixPath(report.source).name if report.unit else ""
        below = "  ".join(part for part in (str(report.year or ""), name) if part)
        below = below or QCoreApplication.translate("Condition", CONDITION_WORDS[report.condition])
        painter.drawText(
            lower,
            Qt.AlignmentFlag.AlignLeft,
            small_metrics.elidedText(below, Qt.TextElideMode.ElideRight, lower.width()),
        )
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            role = Role.SELECTION
            painter.fillRect(option.rect, self._theme.colour(role))
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(bar, self._theme.colour(Role.CURRENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.colour(Role.HOVER))

    def _paint_counts(
        self, painter: QPainter, area: QRect, report: ListedReport, metrics: QFontMetrics
    ) -> int:
        """Draw failing checks and open findings from the right; the width that they take."""
        taken = 0
        for count, sign, role in (
            (report.looks, "?", Role.LOOK),
            (report.failing, "✗", Role.FAIL if report.unjudged else Role.TEXT_SECONDARY),
        ):
            if not count:
                continue
            text = f"{count}{sign}"
            width = metrics.horizontalAdvance(text)
            painter.setPen(self._theme.colour(role))
            right = area.right() - taken
            painter.drawText(
                QRect(right - width, area.top(), width + 1, area.height()),
                Qt.AlignmentFlag.AlignLeft,
                text,
            )
            taken += width + 2 * SPACE
        return taken
