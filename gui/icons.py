"""Owns the icons: our own SVG files, drawn in the colours of the theme in force."""

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.paths import resources_dir
from gui.theme import ICON_SIZE, Role, Theme

_INK = b"#000000"
"""The colour that our SVG files are drawn in; it is replaced by that of the theme."""

_SCALES = (1, 2, 3)


class Icons(QObject):
    """Icons by the name of their file in resources/icons/; `changed` when the colours did."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._sources: dict[str, bytes] = {}
        self._cache: dict[tuple[str, Role], QIcon] = {}
        theme.changed.connect(self._on_theme_changed)

    def icon(self, name: str, role: Role = Role.TEXT) -> QIcon:
        """The icon `name` in the colour of `role`, paler where it is disabled."""
        key = (name, role)
        if key not in self._cache:
            icon = QIcon()
            for mode, colour in (
                (QIcon.Mode.Normal, self._theme.colour(role)),
                (QIcon.Mode.Disabled, self._theme.colour(Role.TEXT_FAINT)),
            ):
                for scale in _SCALES:
                    icon.addPixmap(self._draw(name, colour, scale), mode)
            self._cache[key] = icon
        return self._cache[key]

    def _draw(self, name: str, colour: QColor, scale: int) -> QPixmap:
        if name not in self._sources:
            path = resources_dir() / "icons" / f"{name}.svg"
            self._sources[name] = path.read_bytes()
        source = self._sources[name].replace(_INK, colour.name().encode())
        pixmap = QPixmap(ICON_SIZE * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source)).render(
            painter, QRectF(0, 0, ICON_SIZE.width(), ICON_SIZE.height())
        )
        painter.end()
        return pixmap

    def _on_theme_changed(self) -> None:
        self._cache.clear()
        self.changed.emit()
