"""Painting that several panels share: text in at most so many lines, state marks, chips of keys.

Everything is drawn as vectors in logical pixels, so it is sharp at every device pixel ratio. State marks
differ by shape first: tick in a circle, cross in a square, exclamation mark in a circle, dash, dashed empty
circle.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from reviewer_app.domain.review import FindingState
from reviewer_app.gui.look import LINE_PIXELS, Look, mixed, scaled


class Mark(StrEnum):
    """The shape before a row."""

    PRESENT = "present"
    ABSENT = "absent"
    INSUFFICIENT = "insufficient"
    NOT_APPLICABLE = "not-applicable"
    NOT_REVIEWED = "not-reviewed"
    LOCKED = "locked"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    DUPLICATE = "duplicate"
    SIMILAR = "similar"
    SEQUENTIAL = "sequential"
    RELATED = "related"
    PROPOSED = "proposed"


STATE_MARKS = {
    FindingState.PRESENT: Mark.PRESENT,
    FindingState.ABSENT: Mark.ABSENT,
    FindingState.INSUFFICIENT: Mark.INSUFFICIENT,
    FindingState.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    FindingState.NOT_REVIEWED: Mark.NOT_REVIEWED,
}

MARK_SIZE = 18
"""Side of a state mark in logical pixels at 100 %."""


def line_height() -> int:
    """The height of one line of running text: 20 pixels at 100 %."""
    return scaled(LINE_PIXELS)


@lru_cache(maxsize=2048)
def lines_of(text: str, font_key: str, families: tuple[str, ...], width: int, most: int) -> tuple[str, ...]:
    """The text broken at words into at most ``most`` lines of ``width`` pixels; the last one is elided.

    ``font_key`` is :meth:`QFont.toString`, so that the answer can be kept; it names only one of the font's
    ``families``, which may not be the one that is installed.
    """
    font = QFont()
    font.fromString(font_key)
    font.setFamilies(families)
    metrics = QFontMetrics(font)
    layout = QTextLayout(" ".join(text.split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    whole = layout.text()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(whole[line.textStart() :], Qt.TextElideMode.ElideRight, width))
            break
        lines.append(whole[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)


def text_lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """:func:`lines_of` for a font."""
    return lines_of(text, font.toString(), tuple(font.families()), width, most)


def text_width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def draw_text(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line, centred vertically in the box and elided to its width."""
    if not text or box.width() <= 0:
        return
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, elide, box.width())
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def mark_colours(mark: Mark, look: Look) -> tuple[QColor, QColor]:
    """Ink and ground of a mark."""
    return {
        Mark.PRESENT: (look.present, look.present_ground),
        Mark.ABSENT: (look.absent, look.absent_ground),
        Mark.INSUFFICIENT: (look.insufficient, look.insufficient_ground),
        Mark.NOT_APPLICABLE: (look.not_applicable, look.not_applicable_ground),
        Mark.NOT_REVIEWED: (look.not_applicable, look.surface),
        Mark.LOCKED: (look.insufficient, look.insufficient_ground),
        Mark.UNSUPPORTED: (look.not_applicable, look.not_applicable_ground),
        Mark.EMPTY: (look.not_applicable, look.surface),
        Mark.DUPLICATE: (look.absent, look.absent_ground),
        Mark.SIMILAR: (look.insufficient, look.insufficient_ground),
        Mark.SEQUENTIAL: (look.accent, look.accent_ground),
        Mark.RELATED: (look.not_applicable, look.not_applicable_ground),
        Mark.PROPOSED: (look.accent, look.accent_ground),
    }[mark]


def draw_mark(painter: QPainter, box: QRectF, mark: Mark, look: Look) -> None:
    """A state mark that fills the square ``box``."""
    ink, ground = mark_colours(mark, look)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(
        ink, box.width() / 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    if mark is Mark.NOT_REVIEWED:
        _draw_dashed_circle(painter, box, ink)
    elif mark is Mark.EMPTY:
        painter.setPen(QPen(ink, box.width() / 14, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(_inner(box, 0.1), box.width() * 0.15, box.width() * 0.15)
    elif mark in (Mark.ABSENT, Mark.UNSUPPORTED, Mark.DUPLICATE, Mark.SIMILAR, Mark.SEQUENTIAL):
        painter.drawRoundedRect(box, box.width() * 0.2, box.width() * 0.2)
    elif mark is Mark.PROPOSED:
        painter.setPen(QPen(ink, box.width() / 14, j=Qt.PenJoinStyle.RoundJoin))
        corners = (_at(box, 0.5, 0.08), _at(box, 0.92, 0.5), _at(box, 0.5, 0.92), _at(box, 0.08, 0.5))
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(box)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw_sign(painter, box, mark, ink)
    painter.restore()


def _inner(box: QRectF, share: float) -> QRectF:
    """The box made smaller on every side by a share of its width."""
    by = box.width() * share
    return box.adjusted(by, by, -by, -by)


def _at(box: QRectF, x: float, y: float) -> QPointF:
    """A point of the box in shares of its sides."""
    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)


def _draw_dashed_circle(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Twelve dashes around an empty ring, the same at every size."""
    width = box.width() / 14
    circle = _inner(box, 0.06)
    dash = circle.width() * 3.14159 / 12 / width
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([dash * 0.6, dash * 0.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)


def _draw_sign(painter: QPainter, box: QRectF, mark: Mark, ink: QColor) -> None:
    """What stands inside a mark's ground."""
    if mark is Mark.PRESENT:
        painter.drawPolyline(QPolygonF([_at(box, 0.31, 0.52), _at(box, 0.45, 0.66), _at(box, 0.70, 0.36)]))
    elif mark is Mark.ABSENT:
        painter.drawLine(QLineF(_at(box, 0.35, 0.35), _at(box, 0.65, 0.65)))
        painter.drawLine(QLineF(_at(box, 0.65, 0.35), _at(box, 0.35, 0.65)))
    elif mark is Mark.INSUFFICIENT:
        painter.drawLine(QLineF(_at(box, 0.5, 0.28), _at(box, 0.5, 0.54)))
        painter.drawPoint(_at(box, 0.5, 0.72))
    elif mark is Mark.NOT_APPLICABLE:
        painter.drawLine(QLineF(_at(box, 0.33, 0.5), _at(box, 0.67, 0.5)))
    elif mark is Mark.UNSUPPORTED:
        painter.drawLine(QLineF(_at(box, 0.32, 0.68), _at(box, 0.68, 0.32)))
    elif mark is Mark.DUPLICATE:
        painter.drawRect(QRectF(_at(box, 0.24, 0.24), _at(box, 0.60, 0.60)))
        painter.drawPolyline(QPolygonF([_at(box, 0.74, 0.42), _at(box, 0.74, 0.76), _at(box, 0.40, 0.76)]))
    elif mark is Mark.SIMILAR:
        for top in (0.38, 0.62):
            waves = ((0.26, top + 0.05), (0.42, top - 0.05), (0.58, top + 0.05), (0.74, top - 0.05))
            painter.drawPolyline(QPolygonF([_at(box, x, y) for x, y in waves]))
    elif mark is Mark.SEQUENTIAL:
        painter.drawLine(QLineF(_at(box, 0.24, 0.5), _at(box, 0.74, 0.5)))
        painter.drawPolyline(QPolygonF([_at(box, 0.54, 0.3), _at(box, 0.74, 0.5), _at(box, 0.54, 0.7)]))
    elif mark is Mark.RELATED:
        painter.setBrush(ink)
        painter.drawEllipse(_inner(box, 0.4))
    elif mark is Mark.LOCKED:
        painter.drawArc(QRectF(_at(box, 0.37, 0.22), _at(box, 0.63, 0.62)), 0, 180 * 16)
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(_at(box, 0.32, 0.46), _at(box, 0.68, 0.72)), 1, 1)


def key_cap_width(key: str, font: QFont) -> int:
    """The width that :func:`draw_key_cap` takes for a key."""
    return max(text_width(key, font) + scaled(8), scaled(18))


def draw_key_cap(painter: QPainter, box: QRect, key: str, font: QFont, look: Look) -> None:
    """A key as it stands on a keyboard: its name in a thin rounded frame, centred vertically in the box."""
    height = QFontMetrics(font).height() + scaled(2)
    cap = QRectF(box.left() + 0.5, box.center().y() - height / 2 + 0.5, box.width() - 1, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(mixed(look.muted, look.surface, 0.4), 1))
    painter.setBrush(look.surface)
    painter.drawRoundedRect(cap, scaled(3), scaled(3))
    painter.restore()
    draw_text(painter, cap.toRect(), key, font, look.text, align=Qt.AlignmentFlag.AlignHCenter)


def draw_row_ground(
    painter: QPainter, box: QRect, look: Look, *, current: bool, hovered: bool = False
) -> None:
    """The ground of a list row: accent bar and ground where it is the current one."""
    if current:
        painter.fillRect(box, look.accent_ground)
        painter.fillRect(QRect(box.left(), box.top(), scaled(3), box.height()), look.accent)
    elif hovered:
        painter.fillRect(box, look.window)
