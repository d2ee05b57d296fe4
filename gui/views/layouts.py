"""Owns how widgets are put together edge to edge."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


def pile(parent: QWidget, *widgets: QWidget, stretched: QWidget | None = None) -> QVBoxLayout:
    """Lay `widgets` one below the other in `parent`; `stretched` takes the room that is left."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget is stretched))
    return column
