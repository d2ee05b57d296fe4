"""Settings survive, whatever stands in their file; themes know every role; icons take their colours."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QIcon

from core.paths import resources_dir
from core.settings import RECENT_LIMIT, Appearance, LanguageChoice, Settings
from gui.action_list import SPECS
from gui.icons import Icons
from gui.settings_store import Preferences, SettingsStore
from gui.theme import Role, Theme


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gouji.ini"


def storage(file: Path) -> QSettings:
    return QSettings(str(file), QSettings.Format.IniFormat)


@pytest.mark.parametrize("folders", [(), ("/a b",), ("/报告", "/x, y", "/ü")], ids=len)
def test_settings_come_back_as_they_were(file: Path, folders: tuple[str, ...]) -> None:
    settings = Settings(LanguageChoice.CHINESE, Appearance.DARK, "王五", folders)
    first = storage(file)
    SettingsStore(first).save(settings)
    first.sync()
    assert SettingsStore(storage(file)).load() == settings


def test_nonsense_becomes_the_default(file: Path) -> None:
    file.write_text("[General]\nlanguage=klingon\nappearance=7\nrecent_folders=@Invalid()\n")
    assert SettingsStore(storage(file)).load() == Settings()


def test_an_arrangement_of_another_version_is_forgotten(file: Path) -> None:
    store = SettingsStore(storage(file))
    store.save_layout({"desk": QByteArray(b"\x00\x01")})
    assert store.load_layout() == {"desk": QByteArray(b"\x00\x01")}
    other = storage(file)
    other.setValue("layout/version", 0)
    assert SettingsStore(other).load_layout() == {}


def test_the_latest_folder_comes_first_and_only_once() -> None:
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings = settings.with_recent(f"/{number}")
    settings = settings.with_recent("/5")
    assert settings.recent_folders[0] == "/5"
    assert len(settings.recent_folders) == len(set(settings.recent_folders)) == RECENT_LIMIT
    assert "/5" not in settings.without_recent("/5").recent_folders


def test_an_edit_always_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(reviewer=" 王五 ").reviewer_name == "王五"
    monkeypatch.setenv("LOGNAME", "somebody")
    assert Settings(reviewer="  ").reviewer_name == "somebody"


def test_a_change_is_stored_and_said_once(qtbot, file: Path) -> None:
    preferences = Preferences(SettingsStore(storage(file)))
    with qtbot.waitSignal(preferences.changed):
        preferences.change(Settings(reviewer="Li"))
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(Settings(reviewer="Li"))
    assert SettingsStore(storage(file)).load().reviewer == "Li"


def contrast(one, other) -> float:
    """As WCAG 2 defines it."""

    def luminance(colour) -> float:
        parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_what_must_be_read_can_be_read(qapp, appearance: Appearance) -> None:
    theme = Theme(appearance)
    pairs = [
        (Role.TEXT, ground)
        for ground in (Role.BASE, Role.WINDOW, Role.RAISED, Role.SELECTION, Role.CHECK_CELL)
    ]
    pairs += [
        (ink, Role.BASE)
        for ink in (Role.TEXT_SECONDARY, Role.LOOK, Role.FAIL, Role.PASS, Role.CORRECTED)
    ]
    pairs += [
        (Role.LOOK, Role.LOOK_BACKGROUND),
        (Role.FAIL, Role.FAIL_BACKGROUND),
        (Role.HEADER_TEXT, Role.HEADER),
        (Role.TEXT, Role.SPAN_CURRENT),
    ]
    weak = {
        (ink.value, ground.value): round(contrast(theme.colour(ink), theme.colour(ground)), 2)
        for ink, ground in pairs
        if contrast(theme.colour(ink), theme.colour(ground)) < 4.5
    }
    assert not weak


def test_every_icon_is_there_and_takes_the_colour_of_the_theme(qtbot, qapp) -> None:
    theme = Theme(Appearance.LIGHT)
    icons = Icons(theme)
    names = {spec.icon for spec in SPECS.values() if spec.icon}
    names |= {"close", "search", "warning", "information"}
    assert names <= {path.stem for path in (resources_dir() / "icons").glob("*.svg")}

    def ink(icon: QIcon) -> int:
        picture = icon.pixmap(QSize(20, 20)).toImage()
        return min(
            (
                picture.pixelColor(x, y).lightness()
                if picture.pixelColor(x, y).alpha() > 200
                else 300
            )
            for x in range(20)
            for y in range(20)
        )

    dark_ink = {name: ink(icons.icon(name)) for name in names}
    assert max(dark_ink.values()) < 128
    with qtbot.waitSignal(icons.changed):
        theme.set_appearance(Appearance.DARK)
    assert min(ink(icons.icon(name)) for name in names) > 128
