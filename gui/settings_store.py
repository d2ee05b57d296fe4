"""Owns where Settings and the arrangement of the window are kept: QSettings, one key each."""

from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from core.settings import Appearance, LanguageChoice, Settings

E = TypeVar("E", bound=Enum)

LAYOUT_VERSION = 1
"""Raised when panes change, so that an old arrangement is not forced on them."""


class SettingsStore:
    """Settings to QSettings and back; what is missing or makes no sense becomes the default."""

    def __init__(self, storage: QSettings) -> None:
        self._storage = storage

    def load(self) -> Settings:
        """The settings as stored."""
        default = Settings()
        recent = self._storage.value("recent_folders", [])
        if isinstance(recent, str):  # QSettings gives a list of one back as that one
            recent = [recent]
        return Settings(
            language=self._enum("language", default.language, LanguageChoice),
            appearance=self._enum("appearance", default.appearance, Appearance),
            reviewer=str(self._storage.value("reviewer", default.reviewer) or ""),
            recent_folders=tuple(str(item) for item in recent) if isinstance(recent, list) else (),
            shows_demanded=self._flag("shows_demanded", default.shows_demanded),
            shows_degrees=self._flag("shows_degrees", default.shows_degrees),
        )

    def save(self, settings: Settings) -> None:
        """Store `settings`."""
        self._storage.setValue("language", settings.language.value)
        self._storage.setValue("appearance", settings.appearance.value)
        self._storage.setValue("reviewer", settings.reviewer)
        self._storage.setValue("recent_folders", list(settings.recent_folders))
        self._storage.setValue("shows_demanded", settings.shows_demanded)
        self._storage.setValue("shows_degrees", settings.shows_degrees)

    def load_layout(self) -> dict[str, QByteArray]:
        """Geometry and state of the window by name; empty where none was stored."""
        layout: dict[str, QByteArray] = {}
        self._storage.beginGroup("layout")
        if self._storage.value("version", 0, int) == LAYOUT_VERSION:
            for key in self._storage.childKeys():
                value = self._storage.value(key)
                if isinstance(value, QByteArray):
                    layout[key] = value
        self._storage.endGroup()
        return layout

    def save_layout(self, layout: dict[str, QByteArray]) -> None:
        """Store the arrangement of the window."""
        self._storage.beginGroup("layout")
        self._storage.setValue("version", LAYOUT_VERSION)
        for key, value in layout.items():
            self._storage.setValue(key, value)
        self._storage.endGroup()

    def _flag(self, key: str, default: bool) -> bool:
        return str(self._storage.value(key, default)).lower() in ("true", "1")

    def _enum(self, key: str, default: E, kind: type[E]) -> E:
        try:
            return kind(self._storage.value(key, default.value))
        except ValueError:
            return default


class Preferences(QObject):
    """The settings in force. Changing them stores them and says so."""

    changed = Signal()

    def __init__(self, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.value = store.load()

    def change(self, settings: Settings) -> None:
        """Use `settings` from now on."""
        if settings != self.value:
            self.value = settings
            self._store.save(settings)
            self.changed.emit()
