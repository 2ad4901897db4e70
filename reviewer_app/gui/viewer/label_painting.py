"""Labels of citations on a page: which element cites a passage. They stand in the margin, never on each
other, and stay in sight as long as something of their passage is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from reviewer_app.domain.pages import PicturePlace
from reviewer_app.gui.look import SMALL_TEXT_PIXELS, STEP, Look
from reviewer_app.gui.viewer.marking import PageMarking
from reviewer_app.gui.viewer.painting import TAB_HEIGHT, TAB_PADDING, TAB_RADIUS, font_of, view_rect

OVERHANG = 8.0
"""How far a label stands out over the left edge of the page where the margin is too narrow for it."""

LONGEST = 140.0
"""Logical pixels: a longer label, of an element that the reviewer added, is cut short."""

GAP = 2.0
"""Logical pixels between two labels."""


@dataclass(frozen=True, slots=True)
class Label:
    """Text in a place on the view."""

    place: QRectF
    text: str
    current: bool


def paint_labels(
    painter: QPainter,
    look: Look,
    room: QRectF,
    place: PicturePlace,
    markings: Sequence[PageMarking],
) -> None:
    """Paint the labels of one page. ``room`` is as high as the visible part of the page below its note, and
    as wide as the view."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = font_of(painter, SMALL_TEXT_PIXELS)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    for label in labels_in(room, place, markings, QFontMetricsF(font)):
        painter.setPen(Qt.PenStyle.NoPen if label.current else QPen(look.accent, 1))
        painter.setBrush(look.accent if label.current else look.accent_ground)
        painter.drawRoundedRect(label.place, TAB_RADIUS, TAB_RADIUS)
        painter.setPen(look.surface if label.current else look.accent)
        painter.drawText(label.place, Qt.AlignmentFlag.AlignCenter, label.text)
    painter.restore()


def labels_in(
    room: QRectF, place: PicturePlace, markings: Sequence[PageMarking], metrics: QFontMetricsF
) -> list[Label]:
    """Where the labels stand: beside their passage, or at the top for a whole page; where one stands already,
    below it. Those that find no room above the lower end are counted in the last place."""
    labels: list[Label] = []
    left_out = 0
    for marking in sorted(markings, key=lambda one: not one.current):
        text = metrics.elidedText(marking.label, Qt.TextElideMode.ElideRight, LONGEST)
        tab = _place_of(room, place, marking, metrics.horizontalAdvance(text) + 2 * TAB_PADDING)
        if tab is None:
            continue
        while any(tab.intersects(label.place) for label in labels):
            tab.translate(0, TAB_HEIGHT + GAP)
        if labels and tab.bottom() > room.bottom():
            left_out += 1
        else:
            labels.append(Label(tab, text, marking.current))
    if left_out:
        last = labels.pop()
        labels.append(Label(last.place, f"+{left_out + 1}", last.current))
    return labels


def _place_of(room: QRectF, place: PicturePlace, marking: PageMarking, width: float) -> QRectF | None:
    """Where a label belongs; None when nothing of what it marks is in sight."""
    edge = -place.origin_x
    if not marking.rects:
        return QRectF(max(edge - OVERHANG, room.left()), room.top() + STEP, width, TAB_HEIGHT)
    rects = [view_rect(place, rect) for rect in marking.rects]
    shown = [rect for rect in rects if rect.bottom() >= room.top() and rect.top() <= room.bottom()]
    if not shown:
        return None
    text_left = min(rect.left() for rect in rects)
    inside = edge + STEP
    outside = min(edge - OVERHANG, text_left - STEP - width)
    left = inside if inside + width + STEP <= text_left else outside
    first = shown[0]
    middle = first.top() + min(first.height(), TAB_HEIGHT) / 2
    return QRectF(max(left, room.left()), max(middle - TAB_HEIGHT / 2, room.top()), width, TAB_HEIGHT)
