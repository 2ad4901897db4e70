"""What a window keeps for the next time: its size and its look. Never anything of a case."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

WINDOW_FILE = "window.json"
LOOKS = ("system", "light", "dark")
MOST_LOCK_MINUTES = 120


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """``width`` and ``height`` in logical pixels; ``look`` is one of :data:`LOOKS`; after ``lock_minutes``
    without a key or the mouse the window locks."""

    width: int = 1366
    height: int = 768
    maximized: bool = True
    look: str = "system"
    lock_minutes: int = 10


def read_settings(folder: Path) -> WindowSettings:
    """The kept settings; the defaults where there are none or they make no sense."""
    try:
        kept = json.loads((folder / WINDOW_FILE).read_text(encoding="utf-8"))
        settings = WindowSettings(**kept)
    except (OSError, ValueError, TypeError):
        return WindowSettings()
    sizes_fit = all(
        isinstance(side, int) and 400 <= side <= 20_000 for side in (settings.width, settings.height)
    )
    sensible = sizes_fit and isinstance(settings.maximized, bool) and settings.look in LOOKS
    return settings if sensible and is_lock_time(settings.lock_minutes) else WindowSettings()


def is_lock_time(minutes: object) -> bool:
    """Whether a window may wait so many minutes before it locks."""
    if not isinstance(minutes, int) or isinstance(minutes, bool):
        return False
    return 1 <= minutes <= MOST_LOCK_MINUTES


def write_settings(folder: Path, settings: WindowSettings) -> None:
    """Keep the settings. A folder that cannot be written costs the window's size, nothing more."""
    try:
        (folder / WINDOW_FILE).write_text(json.dumps(asdict(settings)), encoding="utf-8")
    except OSError:
        return
