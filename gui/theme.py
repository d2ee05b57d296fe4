"""Owns the looks: colour roles by name, the palette and icons made of them, sizes, and the switch.

Roles are data (resources/themes/light.toml, dark.toml). Widgets ask a Theme for a role while they
paint, so a change of the system's colours shows at once; `changed` says when to paint again.
"""

from enum import Enum

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QStyleHints

from core.errors import ResourceError
from core.paths import resources_dir
from core.settings import Appearance

SPACE = 4
"""The unit of all margins and gaps, in pixels."""

MARGIN = "\u00a0\u00a0"
"""Behind figures on the right of a column, so that they do not touch the next one."""

ICON_SIZE = QSize(20, 20)
"""Of tool bar icons, in pixels."""


class Role(Enum):
    """What a colour is for; the value is its name in resources/themes/."""

    WINDOW = "window"  # behind panes, tool bar and status line
    BASE = "base"  # behind text, grids and lists
    RAISED = "raised"  # identity bar, focus strip, message bar
    TEXT = "text"
    TEXT_SECONDARY = "text_secondary"  # what explains
    TEXT_FAINT = "text_faint"  # zeros, what is not there
    LINE = "line"  # between cells
    LINE_STRONG = "line_strong"  # between blocks, around panes
    HEADER = "header"  # behind official labels
    HEADER_TEXT = "header_text"
    ACCENT = "accent"  # the one colour of buttons and links
    SELECTION = "selection"
    SELECTION_INACTIVE = "selection_inactive"
    CURRENT = "current"  # frame of the cell that has the focus
    HOVER = "hover"
    LOOK = "look"  # text and signs of what needs a look
    LOOK_BACKGROUND = "look_background"
    LOOK_LINE = "look_line"  # dotted underlines, frames
    FAIL = "fail"
    FAIL_BACKGROUND = "fail_background"
    PASS = "pass"
    UNDECIDED = "undecided"
    CORRECTED = "corrected"  # corner mark and text of a corrected value
    CORRECTED_BACKGROUND = "corrected_background"
    CHECK_CELL = "check_cell"  # behind the cells of the chosen check
    CHECK_LINE = "check_line"  # around them
    SPAN = "span"  # behind figures in the source text that are read into a cell
    SPAN_CURRENT = "span_current"  # behind the figure of the current cell
    FOUND = "found"  # behind what the find bar has found in the source text
    HATCH = "hatch"  # over cells that the text lacks


def tell_qt(appearance: Appearance) -> None:
    """Have Qt's own colours, and the frames that the system draws, follow what the user asked for."""
    hints = QGuiApplication.styleHints()
    if appearance is Appearance.SYSTEM:
        hints.unsetColorScheme()
    else:
        is_dark = appearance is Appearance.DARK
        hints.setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)


class Theme(QObject):
    """The colours in force. `appearance` says whether they follow the system.

    Raises ResourceError where a theme file lacks a role.
    """

    changed = Signal()

    def __init__(
        self, appearance: Appearance = Appearance.SYSTEM, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._colours = {name: _load(name) for name in ("light", "dark")}
        self._appearance = appearance
        self._is_dark = self._wants_dark()
        self._hints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self._is_dark

    @property
    def appearance(self) -> Appearance:
        """What the user asked for."""
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark."""
        self._appearance = appearance
        tell_qt(appearance)
        self._follow()

    def colour(self, role: Role) -> QColor:
        """The colour in force for `role`."""
        return self._colours["dark" if self._is_dark else "light"][role]

    def palette(self) -> QPalette:
        """The colours in force for Qt's own widgets."""
        colour = self.colour
        palette = QPalette()
        for group_role, role in _PALETTE:
            palette.setColor(group_role, colour(role))
        for group_role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, group_role, colour(Role.TEXT_FAINT))
        palette.setColor(
            QPalette.ColorGroup.Inactive,
            QPalette.ColorRole.Highlight,
            colour(Role.SELECTION_INACTIVE),
        )
        return palette

    def _hints(self) -> QStyleHints:
        return QGuiApplication.styleHints()

    def _wants_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return self._hints().colorScheme() == Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK

    def _on_scheme_changed(self) -> None:
        self._follow()

    def _follow(self) -> None:
        if self._is_dark != self._wants_dark():
            self._is_dark = not self._is_dark
            self.changed.emit()


def small_font(font: QFont) -> QFont:
    """The second of the two text sizes: what explains, one step below `font`."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(9, font.pixelSize() - 1))
    else:
        small.setPointSizeF(max(7.0, font.pointSizeF() - 1.0))
    return small


_PALETTE = (
    (QPalette.ColorRole.Window, Role.WINDOW),
    (QPalette.ColorRole.WindowText, Role.TEXT),
    (QPalette.ColorRole.Base, Role.BASE),
    (QPalette.ColorRole.AlternateBase, Role.RAISED),
    (QPalette.ColorRole.Text, Role.TEXT),
    (QPalette.ColorRole.PlaceholderText, Role.TEXT_FAINT),
    (QPalette.ColorRole.Button, Role.WINDOW),
    (QPalette.ColorRole.ButtonText, Role.TEXT),
    (QPalette.ColorRole.BrightText, Role.FAIL),
    (QPalette.ColorRole.Highlight, Role.SELECTION),
    (QPalette.ColorRole.HighlightedText, Role.TEXT),
    (QPalette.ColorRole.Link, Role.ACCENT),
    (QPalette.ColorRole.LinkVisited, Role.ACCENT),
    (QPalette.ColorRole.ToolTipBase, Role.RAISED),
    (QPalette.ColorRole.ToolTipText, Role.TEXT),
    (QPalette.ColorRole.Light, Role.RAISED),
    (QPalette.ColorRole.Midlight, Role.LINE),
    (QPalette.ColorRole.Mid, Role.LINE_STRONG),
    (QPalette.ColorRole.Dark, Role.LINE_STRONG),
    (QPalette.ColorRole.Shadow, Role.LINE_STRONG),
    (QPalette.ColorRole.Accent, Role.ACCENT),
)


def _load(name: str) -> dict[Role, QColor]:
    import tomllib  # costs as much as a tenth of an empty window, which is painted before

    path = resources_dir() / "themes" / f"{name}.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return {role: QColor(values[role.value]) for role in Role}
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(path=str(path), reason=repr(error)) from error
