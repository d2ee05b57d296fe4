"""Owns which ground, ink and weight the signs of a cell give its figure."""

from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont

from gui.models.grid_looks import Sign
from gui.theme import Role, Theme

Style: TypeAlias = tuple[QBrush | None, QBrush | None, QFont | None]
"""Background, foreground and font of a cell; None for those of the view."""

PLAIN: Style = (None, None, None)


class Styles:
    """The styles in force. Equal parts are the same object, so that what a cell wears already is known."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._heavy = QFont()
        self._styles: dict[int, Style] = {}
        self._brushes: dict[tuple[Role, Qt.BrushStyle], QBrush] = {}

    def set_font(self, font: QFont) -> None:
        """Emphasise in the bold face of `font`."""
        self._heavy = QFont(font)
        self._heavy.setBold(True)
        self.forget()

    def forget(self) -> None:
        """Colours or font have changed."""
        self._styles.clear()
        self._brushes.clear()

    def style(self, signs: int) -> Style:
        """The style of a cell with `signs`."""
        style = self._styles.get(signs)
        if style is None:
            found = Sign(signs)
            font = self._heavy if found & (Sign.CORRECTED | Sign.FAILING) else None
            style = self._styles[signs] = (self._ground(found), self._ink(found), font)
        return style

    def brush(self, role: Role, pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern) -> QBrush:
        """The one brush of `role`."""
        if (role, pattern) not in self._brushes:
            self._brushes[role, pattern] = QBrush(self._theme.colour(role), pattern)
        return self._brushes[role, pattern]

    def _ground(self, signs: Sign) -> QBrush | None:
        if signs & Sign.MISSING and not signs & Sign.IN_CHECK:
            return self.brush(Role.HATCH, Qt.BrushStyle.BDiagPattern)
        role = next((role for sign, role in _BACKGROUNDS if signs & sign), None)
        return self.brush(role) if role is not None else None

    def _ink(self, signs: Sign) -> QBrush | None:
        role = next((role for sign, role in _FOREGROUNDS if signs & sign), None)
        return self.brush(role) if role is not None else None


# In the order of precedence: the first sign that a cell has decides.
_BACKGROUNDS = (
    (Sign.IN_CHECK, Role.CHECK_CELL),
    (Sign.FAILING, Role.FAIL_BACKGROUND),
    (Sign.CORRECTED, Role.CORRECTED_BACKGROUND),
    (Sign.AMBIGUOUS, Role.LOOK_BACKGROUND),
    (Sign.INFERRED, Role.LOOK_BACKGROUND),
    (Sign.INVALID, Role.LOOK_BACKGROUND),
)
_FOREGROUNDS = (
    (Sign.BLANK, Role.TEXT_FAINT),
    (Sign.FAILING, Role.FAIL),
    (Sign.CORRECTED, Role.CORRECTED),
    (Sign.INFERRED, Role.LOOK),
    (Sign.INVALID, Role.LOOK),
    (Sign.ZERO, Role.TEXT_FAINT),
)
