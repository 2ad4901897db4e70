"""Icons of verbs on buttons, from QtAwesome's Material Design font.

Only the font is used, at the first icon that is drawn. QtAwesome's own code would import half of Qt with it,
for a fifth of a second on the window's thread and 8 MB. States are no icons; panels paint them as shapes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

GLYPH_SHARE = 0.875
"""How much of an icon's side its glyph takes."""


FONT_FILE, CHARACTERS_FILE = (
    "materialdesignicons6-webfont-[0-9]*.ttf",
    "materialdesignicons6-webfont-charmap-*.json",
)


class IconRole(StrEnum):
    """What an icon stands for; the value is its name in the font."""

    ADD = "plus"
    EDIT = "pencil-outline"
    SYNCHRONISED = "link-variant"


@dataclass(frozen=True, slots=True)
class IconFont:
    """The family of the loaded font, and its characters by name."""

    family: str
    characters: Mapping[str, str]


@lru_cache(maxsize=1)
def icon_font() -> IconFont:
    """The icon font, loaded once for the program's one QApplication. Raises FileNotFoundError without it."""
    package = find_spec("qtawesome")
    folders = [] if package is None else package.submodule_search_locations or []
    fonts = [font for folder in folders for font in Path(folder, "fonts").glob(FONT_FILE)]
    number = QFontDatabase.addApplicationFont(str(fonts[0])) if fonts else -1
    if number < 0:
        raise FileNotFoundError("the icon font of QtAwesome is missing")
    characters = json.loads(next(fonts[0].parent.glob(CHARACTERS_FILE)).read_bytes())
    return IconFont(
        QFontDatabase.applicationFontFamilies(number)[0],
        {role.value: chr(int(characters[role.value], 16)) for role in IconRole},
    )


@lru_cache(maxsize=256)
def picture(role: IconRole, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as pixels: ``size`` logical pixels on each side at a device pixel ratio, in a colour
    ``#rrggbb``."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    # In this order: filling with transparency may make the pixels anew, without their ratio.
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    font = QFont(icon_font().family)
    font.setPixelSize(round(GLYPH_SHARE * size))
    painter = QPainter(made)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(
        QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, icon_font().characters[role.value]
    )
    painter.end()
    return made


def icon(role: IconRole, colour: QColor, size: int, ratio: float) -> QIcon:
    """The icon in one colour for a display of that device pixel ratio."""
    return QIcon(picture(role, colour.name(), size, ratio))
