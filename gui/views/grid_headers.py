"""Owns the official labels beside and above the figures: merged as printed, and always in sight.

A label that is merged over several rows or columns is written in the middle of what is in sight of it, so
that it can be read wherever the body is scrolled to.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from gui.models.grid_shape import Label
from gui.theme import SPACE, Role, Theme
from gui.views.grid_metrics import WRAP, text_height

_VERTICAL = Qt.Orientation.Vertical
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LabelPainter:
    """Draws one label; knows the colours, and what of a long text fits."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._fitting: dict[tuple[str, int, int], tuple[str, int]] = {}

    def forget(self) -> None:
        """The font has changed: what fits is to be found out again."""
        self._fitting.clear()

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        text_rect: QRect,
        text: str,
        *,
        alignment: Qt.AlignmentFlag = _CENTRE,
        is_current: bool = False,
        runs_on: bool = False,
    ) -> None:
        """Fill `rect`, line it below and (unless it `runs_on`) at the right, write into `text_rect`."""
        theme = self._theme
        painter.fillRect(rect, theme.colour(Role.SELECTION if is_current else Role.HEADER))
        painter.setPen(theme.colour(Role.LINE_STRONG))
        if not runs_on:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = text_rect.adjusted(SPACE, 0, -SPACE, 0)
        painter.setPen(theme.colour(Role.TEXT if is_current else Role.HEADER_TEXT))
        fitting, width = self._fit(painter.fontMetrics(), text, inner.size())
        if alignment == _CENTRE:
            margin = (inner.width() - width) // 2
            inner.adjust(margin, 0, -margin, 0)
        painter.drawText(inner, int(WRAP | alignment), fitting)

    def _fit(self, font: QFontMetrics, text: str, size: QSize) -> tuple[str, int]:
        """As much of `text` as fits when wrapped, and the width at which its lines are about equal."""
        key = (text, size.width(), size.height())
        found = self._fitting.get(key)
        if found is None:
            fitting, length = text, len(text)
            while length > 1 and text_height(font, fitting, size.width()) > size.height():
                length -= 1
                fitting = text[:length] + "…"
            width, height = size.width(), text_height(font, fitting, size.width())
            step = max(1, font.horizontalAdvance("国") // 2)
            while width > 4 * step and text_height(font, fitting, width - step) == height:
                width -= step
            found = self._fitting[key] = (fitting, width)
        return found


class MergedHeader(QHeaderView):
    """The row labels (vertical) or the column labels (horizontal) of a grid, in several levels."""

    def __init__(
        self, orientation: Qt.Orientation, theme: Theme, labels: LabelPainter, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self._painter = labels
        self._labels: tuple[Label, ...] = ()
        self._level_sizes: tuple[int, ...] = ()
        self._current = -1
        self._picture: QPixmap | None = None
        self._pictured: tuple[object, ...] = ()
        self.lead = 0
        """Pixels of a heading that stand before this header (in the corner)."""
        self.trail = 0
        """Pixels of a heading that go on behind this header (in the body)."""
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels that are shown."""
        return self._labels

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Show `labels`; sizes stay as they are."""
        labels = tuple(labels)
        if labels != self._labels:
            self._labels = labels
            self.draw_anew()

    def set_sizes(self, levels: Sequence[int], sections: Sequence[int]) -> None:
        """Set how much room each level, across, and each section, along, takes."""
        is_same = self._level_sizes == tuple(levels)
        self._level_sizes = tuple(levels)
        for at, size in enumerate(sections):
            if self.sectionSize(at) != size:
                self.resizeSection(at, size)
                is_same = False
        if not is_same:
            self.draw_anew()
            self.updateGeometry()

    def draw_anew(self) -> None:
        """Labels, sizes, font or colours have changed."""
        self._picture = None
        self.viewport().update()

    def set_current(self, section: int) -> None:
        """Emphasise the innermost label of `section`; -1 for none."""
        if section != self._current:
            self._current = section
            self.viewport().update()

    def label_at(self, position: QPoint) -> Label | None:
        """The label that is drawn at `position`."""
        return next((x for x in self._labels if self.label_rect(x).contains(position)), None)

    def label_rect(self, label: Label) -> QRect:
        """Where `label` is drawn, also the part that is out of sight."""
        last = label.start + label.span - 1
        start = self.sectionViewportPosition(label.start)
        along = self.sectionViewportPosition(last) + self.sectionSize(last) - start
        before = sum(self._level_sizes[: label.level])
        across = sum(self._level_sizes[label.level : label.level + label.levels])
        if self.orientation() == _VERTICAL:
            return QRect(before, start, across, along)
        return QRect(start, before, along, across)

    def sizeHint(self) -> QSize:
        """All levels; Qt gives a header the room that it asks for across."""
        across = sum(self._level_sizes)
        if self.orientation() == _VERTICAL:
            return QSize(across, super().sizeHint().height())
        return QSize(super().sizeHint().width(), across)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Show the picture of the labels, and over it those of the current cell."""
        state = (self.offset(), self.lead, self.trail, self.viewport().size())
        if self._picture is None or self._pictured != state:
            self._picture = self._draw_picture(self.viewport().rect())
            self._pictured = state
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._picture)
        painter.setFont(self.font())
        for label in self._labels:
            innermost = label.level + label.levels == len(self._level_sizes)
            covers = label.start <= self._current < label.start + label.span
            if innermost and covers and not label.is_heading:
                self._draw_label(painter, label, is_current=True)
        painter.end()

    def _draw_picture(self, sight: QRect) -> QPixmap:
        """All labels in sight. Text is dear to draw, and a header is painted whenever the focus moves."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(sight.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour(Role.BASE))
        painter = QPainter(picture)
        painter.setFont(self.font())
        for label in self._labels:
            self._draw_label(painter, label, is_current=False)
        painter.end()
        return picture

    def _draw_label(self, painter: QPainter, label: Label, *, is_current: bool) -> None:
        sight = self.viewport().rect()
        rect = self.label_rect(label)
        if not rect.intersects(sight):
            return
        painter.setClipRect(rect & sight)
        self._painter.draw(
            painter,
            rect,
            self._text_rect(label, rect, sight),
            label.text,
            alignment=self._alignment(label),
            is_current=is_current,
            runs_on=label.is_heading and self.orientation() == _VERTICAL,
        )

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole of a label that is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            label = self.label_at(event.pos())
            if label is not None:
                QToolTip.showText(event.globalPos(), label.text, self.viewport())
                return True
        return super().viewportEvent(event)

    def _text_rect(self, label: Label, rect: QRect, sight: QRect) -> QRect:
        if label.is_heading:
            if self.orientation() == _VERTICAL:
                return rect.adjusted(0, 0, self.trail, 0)
            right = min(rect.right(), sight.right())
            return QRect(-self.lead, rect.y(), self.lead + right + 1, rect.height())
        return rect & sight if label.span > 1 else rect

    def _alignment(self, label: Label) -> Qt.AlignmentFlag:
        is_plain = label.span == 1 and not label.is_heading and not label.is_corner
        return _LEFT if is_plain and self.orientation() == _VERTICAL else _CENTRE


class Corner(QWidget):
    """What the form prints above the row labels."""

    def __init__(self, theme: Theme, labels: LabelPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = labels
        self._labels: tuple[Label, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._heights: tuple[int, ...] = ()
        self.trail = 0
        """Pixels of a heading that go on behind the corner."""

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Show `labels`, which count label columns along and header lines across."""
        self._labels = tuple(labels)
        self.setToolTip("\n".join(label.text for label in self._labels))
        self.update()

    def set_sizes(self, widths: Sequence[int], heights: Sequence[int]) -> None:
        """Set the widths of the label columns and the heights of the header's lines."""
        self._widths, self._heights = tuple(widths), tuple(heights)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw all labels; they are few."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Role.HEADER))
        for label in self._labels:
            rect = QRect(
                sum(self._widths[: label.start]),
                sum(self._heights[: label.level]),
                sum(self._widths[label.start : label.start + label.span]),
                sum(self._heights[label.level : label.level + label.levels]),
            )
            text_rect = rect.adjusted(0, 0, self.trail, 0) if label.is_heading else rect
            self._painter.draw(painter, rect, text_rect, label.text, runs_on=label.is_heading)
        painter.end()
