"""Owns whether there is a screen to open a window on. Imports no Qt: Qt without one ends the process."""

from collections.abc import Mapping


def is_there(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be seen: `environment` as os.environ, `platform` as sys.platform."""
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if chosen:
        return chosen not in {"offscreen", "minimal"}
    if platform in {"win32", "darwin"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
