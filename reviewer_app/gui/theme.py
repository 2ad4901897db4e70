"""The theme files: colours by role as text. The first page is painted with them before anything else."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from reviewer_app.resources_folder import resources_folder


def theme_colours(name: str) -> Mapping[str, str]:
    """The colours of the theme of that name, ``light`` or ``dark``, from resources/themes."""
    import tomllib

    return tomllib.loads((resources_folder() / "themes" / f"{name}.toml").read_text(encoding="utf-8"))


def system_theme() -> str:
    """``dark`` when the desktop asks for dark, else ``light``."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if dark else "light"
