"""Icons of verbs on buttons, from QtAwesome's Material Design font.

The library is imported at the first icon that is drawn, never while the window starts: its import costs more
than all panels together. Only one of its fonts is loaded. States are no icons; panels paint them as shapes.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap


class IconRole(StrEnum):
    """What an icon stands for; the value is its name in the font."""

    ADD = "mdi6.plus"
    EDIT = "mdi6.pencil-outline"


class IconFont(Protocol):
    """The part of QtAwesome's ``IconicFont`` that is used."""

    def icon(self, name: str, *, color: str) -> QIcon: ...


@lru_cache(maxsize=1)
def icon_font() -> IconFont:
    """The icon font, loaded once for the program's one QApplication."""
    package = import_module("qtawesome")
    fonts = Path(str(package.__file__)).parent / "fonts"
    face = next(fonts.glob("materialdesignicons6-webfont-[0-9]*.ttf"))
    charmap = next(fonts.glob("materialdesignicons6-webfont-charmap-*.json"))
    made = import_module("qtawesome.iconic_font").IconicFont(("mdi6", face.name, charmap.name, str(fonts)))
    return cast(IconFont, made)


@lru_cache(maxsize=256)
def picture(role: IconRole, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as pixels: ``size`` logical pixels on each side at a device pixel ratio, in a colour
    ``#rrggbb``."""
    made = icon_font().icon(role.value, color=colour)
    return made.pixmap(QSize(size, size), ratio)


def icon(role: IconRole, colour: QColor, size: int, ratio: float) -> QIcon:
    """The icon in one colour for a display of that device pixel ratio."""
    return QIcon(picture(role, colour.name(), size, ratio))
