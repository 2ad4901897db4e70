"""The look: contrast of every pair of roles that is used, sizes that follow the font, a sheet that Qt
accepts."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.gui.look import (
    COLOUR_ROLES,
    ROW_HEIGHT,
    TEXT_PIXELS,
    Look,
    apply_look,
    load_look,
    scaled,
    small_font,
    style_sheet,
    system_font,
    text_font,
)
from reviewer_app.gui.panels.case_strip import CaseStrip
from reviewer_app.gui.panels.checklist import ChecklistPanel
from reviewer_app.gui.panels.determination import DeterminationPanel
from reviewer_app.gui.panels.documents import DocumentsPanel
from reviewer_app.gui.panels.hint_line import HintLine
from reviewer_app.gui.panels.request_form import RequestForm
from reviewer_app.gui.panels.timeline import TimelineStrip
from reviewer_app.gui.panels.worklist import WorklistPage
from tests.gui.panels.keys import shown

TEXT_PAIRS = (
    ("text", "surface"),
    ("text", "window"),
    ("text", "accent_ground"),
    ("text", "absent_ground"),
    ("muted", "surface"),
    ("muted", "window"),
    ("accent", "surface"),
    ("accent", "accent_ground"),
    ("surface", "accent"),
    ("present", "present_ground"),
    ("present", "surface"),
    ("absent", "absent_ground"),
    ("absent", "surface"),
    ("insufficient", "insufficient_ground"),
    ("insufficient", "surface"),
    ("not_applicable", "not_applicable_ground"),
    ("not_applicable", "surface"),
)
EDGE_PAIRS = (("border", "surface"), ("accent", "window"), ("accent", "surface"), ("accent", "accent_ground"))


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_rightly() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(look: Look, ink: str, ground: str) -> None:
    assert contrast(getattr(look, ink), getattr(look, ground)) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_of_fields_and_of_the_focus_are_seen(look: Look, edge: str, ground: str) -> None:
    assert contrast(getattr(look, edge), getattr(look, ground)) >= 3


def test_the_document_stays_the_lightest_thing_on_a_dark_screen() -> None:
    dark = load_look("dark")
    grounds = (dark.window, dark.surface, dark.canvas, dark.accent_ground)
    assert dark.dark
    assert all(ground.lightnessF() < 0.35 for ground in grounds)


def test_the_sheet_names_every_colour_by_role(look: Look) -> None:
    sheet = style_sheet(look)
    assert "$" not in sheet
    known = {getattr(look, role).name() for role in COLOUR_ROLES} | {look.border.name()}
    assert known & set(sheet.replace(";", " ").split())


def test_the_whole_program_changes_its_look_live(qtbot: QtBot, qapp: QApplication, light: Look) -> None:
    frame = QFrame()
    frame.setProperty("ground", "surface")
    field = QLineEdit(frame)
    label = QLabel("x", frame)
    label.setProperty("tone", "muted")
    shown(qtbot, frame)
    assert label.palette().color(QPalette.ColorRole.WindowText) == light.muted
    dark = load_look("dark")
    apply_look(qapp, dark, qapp.font())
    assert label.palette().color(QPalette.ColorRole.WindowText) == dark.muted
    assert field.palette().color(QPalette.ColorRole.Text) == dark.text
    assert qapp.palette().color(QPalette.ColorRole.Window) == dark.window


def test_sizes_follow_the_systems_font(qapp: QApplication, light: Look) -> None:
    assert scaled(ROW_HEIGHT) == ROW_HEIGHT
    large = QFont(qapp.font())
    large.setPixelSize(2 * TEXT_PIXELS)
    apply_look(qapp, light, system_font(large))
    assert scaled(ROW_HEIGHT) == 2 * ROW_HEIGHT
    assert text_font().pixelSize() == 2 * TEXT_PIXELS
    assert small_font().pixelSize() < text_font().pixelSize()


def test_a_tiny_system_font_is_brought_up_to_the_type_scale() -> None:
    tiny = QFont("Liberation Sans")
    tiny.setPixelSize(9)
    assert system_font(tiny).pixelSize() == TEXT_PIXELS


def all_panels(look: Look, case: OpenCase) -> tuple[QWidget, ...]:
    """Every panel, filled."""
    made = (
        CaseStrip(),
        ChecklistPanel(look),
        DeterminationPanel(look),
        DocumentsPanel(look),
        RequestForm(lambda _request: ()),
        TimelineStrip(look),
    )
    for panel in made:
        panel.show_case(case)
    return (*made, HintLine(look), WorklistPage(look))


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, light: Look, case: OpenCase) -> None:
    for panel in all_panels(light, case):
        window = shown(qtbot, panel)
        assert panel.accessibleName(), type(panel).__name__
        for widget in panel.findChildren(QWidget):
            reachable = widget.focusPolicy().value & 1 and widget.isVisible()
            if reachable and widget.focusProxy() is None:
                assert widget.accessibleName(), f"{type(widget).__name__} in {type(panel).__name__}"
        window.close()


def test_panels_repaint_with_another_look(
    qtbot: QtBot, qapp: QApplication, light: Look, case: OpenCase
) -> None:
    checklist = ChecklistPanel(light)
    checklist.show_case(case)
    shown(qtbot, checklist)
    dark = load_look("dark")
    apply_look(qapp, dark, qapp.font())
    checklist.set_look(dark)
    picture = checklist.list.viewport().grab().toImage()
    assert picture.pixelColor(2, 2).lightnessF() < 0.3


@pytest.mark.parametrize("pixels", [TEXT_PIXELS, 2 * TEXT_PIXELS])
def test_a_panel_never_needs_more_width_than_it_has(
    qtbot: QtBot, qapp: QApplication, light: Look, case: OpenCase, pixels: int
) -> None:
    """404 pixels at 100 % on the right, 228 on the left; nothing inside may be wider than its panel."""
    font = QFont(qapp.font())
    font.setPixelSize(pixels)
    apply_look(qapp, light, font)
    for panel, width in (
        (ChecklistPanel(light), 404),
        (DeterminationPanel(light), 404),
        (DocumentsPanel(light), 228),
    ):
        panel.show_case(case)
        shown(qtbot, panel, scaled(width), 700)
        for child in panel.findChildren(QLabel):
            if child.isVisible():
                right = child.mapTo(panel, child.rect().topRight()).x()
                assert right <= panel.width(), f"{child.text()!r} in {type(panel).__name__}"
