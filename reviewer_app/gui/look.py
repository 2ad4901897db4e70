"""The look: colour roles for light and dark, one spacing scale and one type scale.

Widgets ask for a role, never for a colour. Sizes are logical pixels at 100 % and follow the system's font: the
scale of the application font against 13 px is applied to rows and spaces alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

STEP = 4
"""The spacing scale's step in logical pixels; every gap is a multiple of it."""

ROW_HEIGHT = 32
TWO_LINE_ROW_HEIGHT = 44
BAR_HEIGHT = 28
TEXT_PIXELS = 13
SMALL_TEXT_PIXELS = 12


@dataclass(frozen=True, slots=True)
class Look:
    """One theme: colours by role. The names are those of resources/themes/*.toml."""

    name: str
    window: QColor
    surface: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_ground: QColor
    present: QColor
    present_ground: QColor
    absent: QColor
    absent_ground: QColor
    insufficient: QColor
    insufficient_ground: QColor
    not_applicable: QColor
    not_applicable_ground: QColor
    canvas: QColor
    passage: QColor

    @property
    def dark(self) -> bool:
        return self.name == "dark"


def load_look(name: str) -> Look:
    """The look of that name, ``light`` or ``dark``, from resources/themes."""
    import tomllib

    from reviewer_app.resources_folder import resources_folder

    colours = tomllib.loads((resources_folder() / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    return Look(name=name, **{role: QColor(value) for role, value in colours.items()})


def system_look_name() -> str:
    """``dark`` when the desktop asks for dark, else ``light``."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def palette(look: Look) -> QPalette:
    """The Qt palette that gives standard widgets the look's roles."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: look.window,
        QPalette.ColorRole.WindowText: look.text,
        QPalette.ColorRole.Base: look.surface,
        QPalette.ColorRole.AlternateBase: look.window,
        QPalette.ColorRole.Text: look.text,
        QPalette.ColorRole.PlaceholderText: look.muted,
        QPalette.ColorRole.Button: look.surface,
        QPalette.ColorRole.ButtonText: look.text,
        QPalette.ColorRole.BrightText: look.absent,
        QPalette.ColorRole.Highlight: look.accent_ground,
        QPalette.ColorRole.HighlightedText: look.text,
        QPalette.ColorRole.Link: look.accent,
        QPalette.ColorRole.ToolTipBase: look.surface,
        QPalette.ColorRole.ToolTipText: look.text,
        QPalette.ColorRole.Mid: look.line,
        QPalette.ColorRole.Midlight: look.line,
        QPalette.ColorRole.Dark: look.line,
        QPalette.ColorRole.Light: look.surface,
        QPalette.ColorRole.Shadow: look.line,
        QPalette.ColorRole.Accent: look.accent,
    }
    for role, colour in roles.items():
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.muted)
    return made
