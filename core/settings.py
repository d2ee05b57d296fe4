"""Owns what a user can set: a frozen value with defaults. Where it is kept is the window's."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

RECENT_LIMIT: Final = 8
"""How many folders are remembered."""


class LanguageChoice(Enum):
    """Which language the window speaks; the value is what is stored."""

    SYSTEM = "system"
    CHINESE = "zh"
    ENGLISH = "en"


class Appearance(Enum):
    """Whether the window is light or dark; the value is what is stored."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """What one user set on this computer.

    `reviewer` is the name that goes into the journal with each edit; empty: the system's user.
    `recent_folders` are absolute paths, the latest first. `shows_demanded`: grids show what the checks
    demand; `shows_degrees`: and how well each figure is confirmed.
    """

    language: LanguageChoice = LanguageChoice.SYSTEM
    appearance: Appearance = Appearance.SYSTEM
    reviewer: str = ""
    recent_folders: tuple[str, ...] = ()
    shows_demanded: bool = True
    shows_degrees: bool = False

    @property
    def reviewer_name(self) -> str:
        """The name to write into the journal; never empty."""
        return self.reviewer.strip() or system_user()

    def with_recent(self, folder: str) -> "Settings":
        """These settings with `folder` as the latest one opened."""
        others = tuple(item for item in self.recent_folders if item != folder)
        return replace(self, recent_folders=(folder, *others)[:RECENT_LIMIT])

    def without_recent(self, folder: str) -> "Settings":
        """These settings with `folder` forgotten."""
        kept = tuple(item for item in self.recent_folders if item != folder)
        return replace(self, recent_folders=kept)


def system_user() -> str:
    """The name of the user of this computer, `reviewer` where the system has none."""
    import getpass  # asked for once, and not before the window is up

    try:
        return getpass.getuser() or "reviewer"
    except (OSError, KeyError, ImportError):  # no such user in the system's data base
        return "reviewer"
