"""Icons: drawn after the button is shown, in the look's colours, sharp at the display's pixel ratio."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.gui.icons import IconRole, icon, picture
from reviewer_app.gui.look import Look, apply_look, load_look
from reviewer_app.gui.panels.buttons import Button
from tests.gui.panels.keys import shown

EVERYTHING = """
import sys
from reviewer_app.gui.panels import buttons, checklist, determination, documents, request_form, worklist
print("qtawesome" in sys.modules, "qtpy" in sys.modules)
"""


def ink(button: Button) -> QColor:
    """The colour of the icon's most opaque pixel."""
    image = button.icon().pixmap(button.iconSize()).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=lambda pixel: pixel.alpha())


def test_importing_the_panels_does_not_import_the_icon_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERYTHING], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_every_role_has_an_icon(qapp: QApplication) -> None:
    for role in IconRole:
        image = picture(role, "#000000", 16, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), role


def test_an_icon_is_sharp_at_the_displays_ratio_and_kept(qapp: QApplication) -> None:
    made = picture(IconRole.ADD, "#102030", 16, 2.0)
    assert (made.width(), made.devicePixelRatio()) == (32, 2.0)
    assert picture(IconRole.ADD, "#102030", 16, 2.0) is made
    assert not icon(IconRole.ADD, QColor("#102030"), 16, 2.0).isNull()


def test_a_button_gets_its_icon_once_it_is_shown_and_follows_the_look(
    qtbot: QtBot, qapp: QApplication, light: Look
) -> None:
    button = Button("Add", lambda: None, role=IconRole.ADD)
    assert button.icon().isNull()
    shown(qtbot, button)
    qtbot.waitUntil(lambda: not button.icon().isNull())
    assert ink(button).lightnessF() == pytest.approx(light.text.lightnessF(), abs=0.1)
    dark = load_look("dark")
    apply_look(qapp, dark, qapp.font())
    qtbot.waitUntil(lambda: ink(button).lightnessF() > 0.8)


def test_a_button_without_a_role_has_no_icon(qtbot: QtBot, light: Look) -> None:
    button = Button("Plain", lambda: None)
    shown(qtbot, button)
    assert button.icon().isNull()
