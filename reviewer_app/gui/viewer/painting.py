"""How pages look: paper, pictures, passages, labels, notes. Functions on a painter; nothing is remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from reviewer_app.domain.pages import DrawRequest, PicturePlace, Rect
from reviewer_app.gui.look import SMALL_TEXT_PIXELS, STEP, TEXT_PIXELS, Look
from reviewer_app.gui.tasks.page_jobs import ReadyPicture
from reviewer_app.gui.viewer.marking import PageHit, PageMarking
from reviewer_app.gui.viewer.picture_cache import PictureCache

PAPER = QColor(Qt.GlobalColor.white)
PAPER_TEXT = QColor("#5b6472")
"""Words of ours on paper, which is white in every look."""

HIT = QColor("#8a1c7c")
"""The frame around a hit of a search, on paper as well."""

PROPOSED = QColor("#0f6e5c")
"""The dashed line around what the program proposes, on paper as well."""

SELECTED = QColor("#2f5bd0")
"""What is selected, on paper as well."""

AREA_FRAME = QColor("#1c2430")
"""The frame around a selected area, on paper as well, and the ground of its size."""

HIT_LINE = 1.0
CURRENT_HIT_LINE = 3.0
PROPOSED_LINE = 2.0
PROPOSED_ROOM = 3.0
"""Logical pixels beside a proposed passage, inside its line."""

HIT_ROOM = 1.0
"""Logical pixels beside a hit, inside its frame. There are none above and below: lines stand close, and the
frame would strike through the words of the next one."""

PASSAGE_OPACITY = 0.42
OTHER_PASSAGE_OPACITY = 0.24
SELECTION_OPACITY = 0.30
SHADOW = ((1.0, 40), (2.0, 16), (3.0, 7))
"""Rings around the paper: distance in logical pixels, blackness of 255."""

TAB_HEIGHT = 18.0
TAB_PADDING = 6.0
TAB_RADIUS = 3.0


def page_rect(place: PicturePlace, width: float, height: float) -> QRectF:
    """The page on the view, for its place and its size there in logical pixels."""
    return QRectF(-place.origin_x, -place.origin_y, width, height)


def view_rect(place: PicturePlace, rect: Rect) -> QRectF:
    """A rectangle of the page on the view."""
    return QRectF(*place.rect_to_pixels(rect))


def paint_paper(painter: QPainter, paper: QRectF, *, covered: bool = False) -> None:
    """White paper with a thin shadow, a little more of it below.

    A paper that a picture is about to cover needs no white, which takes as long as the picture itself.
    """
    for distance, blackness in SHADOW:
        ring = paper.adjusted(-distance, 1 - distance, distance, 1 + distance)
        shade = QColor(0, 0, 0, blackness)
        # Filled strips: the outline of a rectangle takes ten times as long, on every page and thumbnail.
        painter.fillRect(QRectF(ring.left(), ring.top(), ring.width(), 1), shade)
        painter.fillRect(QRectF(ring.left(), ring.bottom() - 1, ring.width(), 1), shade)
        painter.fillRect(QRectF(ring.left(), ring.top() + 1, 1, ring.height() - 2), shade)
        painter.fillRect(QRectF(ring.right() - 1, ring.top() + 1, 1, ring.height() - 2), shade)
    if not covered:
        painter.fillRect(paper, PAPER)


def covers(picture: ReadyPicture | None, paper: QRectF, ratio: float) -> bool:
    """Whether a picture fills the whole paper, device pixel by device pixel."""
    if picture is None or picture.place.origin_x or picture.place.origin_y:
        return False
    size = (round(paper.width() * ratio), round(paper.height() * ratio))
    return (picture.image.width(), picture.image.height()) == size


def paint_pictures(
    painter: QPainter,
    paper: QRectF,
    cache: PictureCache,
    sharp: Sequence[DrawRequest],
    ratio: float,
) -> tuple[bool, tuple[str, ...]]:
    """Paint the sharp pictures of a page over the nearest ready one.

    Returns whether all that is visible is sharp, and the notes of what was painted.
    """
    wanted = sharp[0]
    pictures = [picture for request in sharp if (picture := cache.exact(request)) is not None]
    complete = len(pictures) == len(sharp)
    notes: dict[str, None] = {}
    if not complete or wanted.clip is not None:
        nearest = cache.nearest(wanted.document, wanted.page, wanted.scale)
        if nearest is not None:
            _paint_stretched(painter, paper, nearest, wanted.rotation)
            notes.update(dict.fromkeys(nearest.notes))
    for picture in pictures:
        if picture.place.scale < wanted.scale * 0.999:
            _paint_stretched(painter, _part_of(paper, picture, wanted.scale, ratio), picture, wanted.rotation)
        else:
            _paint_exact(painter, paper, picture, ratio)
        notes.update(dict.fromkeys(picture.notes))
    return complete, tuple(notes)


def paint_sentence(painter: QPainter, look: Look, room: QRectF, sentence: str, on_paper: bool) -> None:
    """A sentence in the middle of a page or of the view."""
    painter.save()
    painter.setFont(font_of(painter, TEXT_PIXELS))
    painter.setPen(PAPER_TEXT if on_paper else look.muted)
    width = min(room.width() - 8 * STEP, 420.0)
    inner = QRectF(room.center().x() - width / 2, room.top(), width, room.height())
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), sentence)
    painter.restore()


def paint_note(painter: QPainter, look: Look, paper: QRectF, note: str) -> float:
    """A line over the top of a page that says what is wrong with its picture. Returns how high it is."""
    painter.save()
    painter.setFont(font_of(painter, SMALL_TEXT_PIXELS))
    metrics = QFontMetricsF(painter.font())
    bar = QRectF(paper.left(), paper.top(), paper.width(), metrics.height() + 2 * STEP)
    painter.fillRect(bar, look.insufficient_ground)
    painter.setPen(look.insufficient)
    text = metrics.elidedText(f"! {note}", Qt.TextElideMode.ElideRight, bar.width() - 4 * STEP)
    painter.drawText(bar.adjusted(2 * STEP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()
    return bar.height()


def paint_passages(
    painter: QPainter, look: Look, place: PicturePlace, markings: Sequence[PageMarking]
) -> None:
    """Colour the cited passages like a text marker: what is dark stays dark, and the current
    element's lie over the others."""
    cited = [one for one in markings if not one.proposed]
    current = _covered(place, [rect for one in cited if one.current for rect in one.rects])
    others = _covered(place, [rect for one in cited if not one.current for rect in one.rects])
    _colour(painter, others, look.passage, OTHER_PASSAGE_OPACITY)
    _colour(painter, current, look.passage, PASSAGE_OPACITY)
    _frame_proposed(painter, place, [rect for one in markings if one.proposed for rect in one.rects])


def _frame_proposed(painter: QPainter, place: PicturePlace, rects: Sequence[Rect]) -> None:
    """A dashed line around what the program proposes: neither filled like what was cited, nor framed with one
    line like what a search found."""
    if not rects:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(PROPOSED, PROPOSED_LINE, Qt.PenStyle.DashLine))
    grown = QPainterPath()
    grown.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        grown.addRect(view_rect(place, rect).adjusted(-PROPOSED_ROOM, -2, PROPOSED_ROOM, 2))
    painter.drawPath(grown.simplified())
    painter.restore()


def paint_hits(painter: QPainter, place: PicturePlace, hits: Sequence[PageHit]) -> None:
    """Frame what a search found, the current hit with a thick line; what was cited is filled, not framed."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for hit in sorted(hits, key=lambda one: one.current):
        width = CURRENT_HIT_LINE if hit.current else HIT_LINE
        painter.setPen(QPen(HIT, width, j=Qt.PenJoinStyle.MiterJoin))
        room = HIT_ROOM + width / 2
        for rect in hit.rects:
            painter.drawRect(view_rect(place, rect).adjusted(-room, 0, room, 0))
    painter.restore()


def paint_selection(painter: QPainter, place: PicturePlace, rects: Sequence[Rect]) -> None:
    """Colour what is selected like a text marker."""
    _colour(painter, _covered(place, rects), SELECTED, SELECTION_OPACITY)


def paint_moving_end(painter: QPainter, place: PicturePlace, word: Rect, *, late: bool) -> None:
    """A bar after the word at the end that keys move, or before it when that is the earlier end."""
    x = word.x1 if late else word.x0
    bar = view_rect(place, Rect(x, word.y0, x, word.y1))
    painter.fillRect(bar.adjusted(-1, -1, 1, 1), SELECTED)


def paint_area(painter: QPainter, place: PicturePlace, area: Rect, size: str) -> None:
    """A selected area: coloured, with a dashed frame, and its size at the corner that keys move."""
    paint_selection(painter, place, (area,))
    painter.save()
    frame = view_rect(place, area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(PAPER, 1.5))
    painter.drawRect(frame)
    painter.setPen(QPen(AREA_FRAME, 1.5, Qt.PenStyle.DashLine))
    painter.drawRect(frame)
    painter.setFont(font_of(painter, SMALL_TEXT_PIXELS))
    width = QFontMetricsF(painter.font()).horizontalAdvance(size) + 2 * TAB_PADDING
    tag = QRectF(frame.right() - width, frame.bottom() + 2, width, TAB_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(AREA_FRAME)
    painter.drawRoundedRect(tag, TAB_RADIUS, TAB_RADIUS)
    painter.setPen(PAPER)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, size)
    painter.restore()


def _covered(place: PicturePlace, rects: Sequence[Rect]) -> QPainterPath:
    """What rectangles of the page cover on the view, those of neighbouring lines grown together."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        path.addRect(view_rect(place, rect).adjusted(-1, -1, 1, 1))
    return path


def _colour(painter: QPainter, path: QPainterPath, colour: QColor, opacity: float) -> None:
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    shade = QColor(colour)
    shade.setAlphaF(opacity)
    painter.fillPath(path, shade)
    painter.restore()


def _paint_exact(painter: QPainter, paper: QRectF, picture: ReadyPicture, ratio: float) -> None:
    """One pixel of the picture on one pixel of the device."""
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    corner = QPointF(
        round(paper.left() * ratio + picture.place.origin_x),
        round(paper.top() * ratio + picture.place.origin_y),
    )
    painter.drawImage(corner, picture.image)
    painter.restore()


def _paint_stretched(painter: QPainter, target: QRectF, picture: ReadyPicture, rotation: int) -> None:
    """A picture of another size, or of another rotation, made to fill the target."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    turn = (rotation - picture.place.rotation) % 360
    width, height = target.width(), target.height()
    if turn in (90, 270):
        width, height = height, width
    painter.translate(target.center())
    painter.rotate(turn)
    painter.drawImage(QRectF(-width / 2, -height / 2, width, height), picture.image)
    painter.restore()


def _part_of(paper: QRectF, picture: ReadyPicture, wanted: float, ratio: float) -> QRectF:
    """Where a picture that was drawn smaller than wanted belongs on the page."""
    grow = wanted / picture.place.scale / ratio
    return QRectF(
        paper.left() + picture.place.origin_x * grow,
        paper.top() + picture.place.origin_y * grow,
        picture.image.width() * grow,
        picture.image.height() * grow,
    )


def font_of(painter: QPainter, pixels: int) -> QFont:
    """The painter's font in a size of logical pixels."""
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    return font
