"""Icons of verbs on buttons, from QtAwesome's Material Design font.

The library is imported at the first icon that is drawn, never while the window starts: its import costs more
than all panels together. Only one of its fonts is loaded. States are no icons; panels paint them as shapes.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

if TYPE_CHECKING:
    from qtawesome.iconic_font import IconicFont


class IconRole(StrEnum):
    """What an icon stands for; the value is its name in the font."""

    ADD = "mdi6.plus"
    EDIT = "mdi6.pencil-outline"
    SYNCHRONISED = "mdi6.link-variant"


@lru_cache(maxsize=1)
def icon_font() -> IconicFont:
    """The icon font, loaded once for the program's one QApplication."""
    from qtawesome import iconic_font

    fonts = Path(iconic_font.__file__).parent / "fonts"
    face = next(fonts.glob("materialdesignicons6-webfont-[0-9]*.ttf"))
    charmap = next(fonts.glob("materialdesignicons6-webfont-charmap-*.json"))
    return iconic_font.IconicFont(("mdi6", face.name, charmap.name, str(fonts)))


@lru_cache(maxsize=256)
def picture(role: IconRole, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as pixels: ``size`` logical pixels on each side at a device pixel ratio, in a colour
    ``#rrggbb``."""
    made = icon_font().icon(role.value, color=colour)
    return made.pixmap(QSize(size, size), ratio)


def icon(role: IconRole, colour: QColor, size: int, ratio: float) -> QIcon:
    """The icon in one colour for a display of that device pixel ratio."""
    return QIcon(picture(role, colour.name(), size, ratio))
