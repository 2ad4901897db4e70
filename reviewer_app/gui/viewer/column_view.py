"""The place in a document: a scroll area over the column of pages that knows its zoom, rotation and position.

How one moves is the business of :class:`reviewer_app.gui.viewer.reading_view.ReadingView`, what is painted
that of :class:`reviewer_app.gui.viewer.page_view.PageView`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from math import ceil

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import VIEW_ROTATIONS, PicturePlace, Rect, ViewRotation
from reviewer_app.domain.place import Place
from reviewer_app.gui.viewer.layout import LINE, Column, column
from reviewer_app.gui.viewer.spots import Spot, points_between, spot_at, spot_below, top_of
from reviewer_app.gui.viewer.zoom import FIT_WIDTH, is_zoom, percentage

LETTER = PageGeometry(612, 792)
"""Assumed size of a page before anything is known of the document."""


class ColumnView(QAbstractScrollArea):
    """Shows a place in one document. Pages count from 1.

    The place is kept as a page and an offset in page points, not as a scroll position, so that it survives
    resizing, zooming, and pages whose sizes become known late.
    """

    place_changed = Signal(object)
    """The new :class:`reviewer_app.domain.review.Place`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = ""
        self._pages: tuple[PageGeometry, ...] = ()
        self._measured = 0
        self._zoom = FIT_WIDTH
        self._rotation: ViewRotation = 0
        self._turns: dict[int, ViewRotation] = {}
        self._offered: dict[int, ViewRotation] = {}
        self._anchor = (0, 0.0)
        self._travel = 1
        self._placing = False
        self._column: Column = column((), FIT_WIDTH, 0, (1, 1), 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(LINE)
        self.horizontalScrollBar().setSingleStep(LINE)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def document(self) -> str:
        """Key (SHA-256) of the shown document; empty without one."""
        return self._document

    @property
    def page_count(self) -> int:
        return len(self._pages)

    @property
    def pages(self) -> tuple[PageGeometry, ...]:
        """The sizes and printed numbers of all pages, as far as they are known."""
        return self._pages

    @property
    def current_page(self) -> int:
        """The page that is shown, from 1; 0 without a document."""
        return self._anchor[0] + 1 if self._pages else 0

    def pages_in_sight(self) -> tuple[int, ...]:
        """The pages of which a part is on screen, from 1, the current one first."""
        if not self._pages:
            return ()
        seen = (index + 1 for index in self._column.visible(self._scroll()[1]))
        return tuple(dict.fromkeys((self.current_page, *seen)))

    @property
    def zoom(self) -> str:
        """The zoom word: ``fit-width``, ``fit-page`` or a percentage."""
        return self._zoom

    @property
    def zoom_percentage(self) -> int:
        """The percentage at which the current page is shown; 100 without a document."""
        return percentage(self._column.scales[self._anchor[0]]) if self._pages else 100

    @property
    def rotation(self) -> ViewRotation:
        """Degrees clockwise by which the view is turned."""
        return self._rotation

    def rotation_of(self, page: int) -> ViewRotation:
        """Degrees clockwise by which a page is turned: with the view, and by itself to be upright."""
        return self._column.rotations[page - 1] if 1 <= page <= len(self._pages) else 0

    def offered_turn(self, page: int) -> ViewRotation:
        """By how much a page in sight would have to be turned to be upright; 0 where it is, as far as is
        known."""
        return self._offered.get(page - 1, 0)

    def set_turns(self, turns: Mapping[int, ViewRotation], *, at_once: bool = False) -> None:
        """By how much each page, from 1, is to be turned to be upright. What is on screen is not turned under
        the reader's eyes, unless that is wanted ``at_once``, but when it has left the screen."""
        self._offered = {
            page - 1: turn for page, turn in turns.items() if turn != self._turns.get(page - 1, 0)
        }
        in_sight = () if at_once else self.pages_in_sight()
        left = self._offered.keys() - {page - 1 for page in in_sight}
        if left:
            self._take_offered(left)
        elif self._offered:
            self.place_changed.emit(self.place())

    def take_turn(self, page: int) -> None:
        """Turn a page in sight upright; nothing happens where none is offered."""
        if page - 1 in self._offered:
            self._anchor = (page - 1, 0.0)
            self._take_offered({page - 1})

    def _take_offered(self, indexes: Set[int]) -> None:
        self._turns.update({index: self._offered.pop(index) for index in indexes})
        self._lay_out()
        self._moved()

    def set_pages(self, pages: Sequence[PageGeometry]) -> None:
        """The sizes of all pages of the shown document; the place stays."""
        self._pages = tuple(pages)
        self._measured = len(self._pages)
        self._anchor = (min(self._anchor[0], max(0, len(self._pages) - 1)), self._anchor[1])
        self._lay_out()
        self._moved()

    def place(self) -> Place:
        """Where the reader is; the element is not this view's to know."""
        index, offset = self._anchor
        return Place(
            sha256=self._document,
            page=index + 1,
            zoom=self._zoom,
            rotation=self._rotation,
            offset=round(offset, 3),
        )

    def restore(self, place: Place) -> None:
        """Go to a place in the shown document; wrong values are left out.

        Works before the view has its size.
        """
        if is_zoom(place.zoom):
            self._zoom = place.zoom
        self._rotation = next((one for one in VIEW_ROTATIONS if one == place.rotation), self._rotation)
        self._anchor = (self._index(place.page), place.offset)
        self._lay_out()
        self._moved()

    def spot(self) -> Spot:
        """What lies at the upper edge of the view. There must be a document."""
        return spot_at(self._column, self._shown_top())

    def points_between(self, start: Spot, end: Spot) -> float:
        """Page points from one spot of the shown document down to another; negative when it lies above."""
        return points_between(self._column, start, end)

    def go_down_from(self, start: Spot, points: float) -> None:
        """Put at the upper edge what lies so many page points below a spot, as far as one can scroll."""
        before = self._shown_top()
        top = self._in_range(top_of(self._column, spot_below(self._column, start, points)))
        self._travel = 1 if top >= before else -1
        index = self._column.current(top)
        self._set_place(index, self._column.offset_at(index, top))

    def place_on_view(self, page: int) -> PicturePlace:
        """Converts points of a page to logical pixels of the viewport and back."""
        return self._column.place(page - 1, *self._scroll())

    def visible_part(self, page: int) -> Rect:
        """The part of a page that the viewport shows, in page points; may reach beyond the page's edges."""
        view = self.viewport()
        return self.place_on_view(page).rect_to_points(0, 0, view.width(), view.height())

    def page_at(self, position: QPointF) -> int:
        """The page under or nearest above a position in the viewport; 0 without a document."""
        return self._column.index_at(self._scroll()[1] + position.y()) + 1 if self._pages else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the window's commands."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._placing:
            self._lay_out()
            self._moved()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._lay_out()
            self._moved()
        return super().event(event)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        self.viewport().update()
        if self._placing or not self._pages:
            return
        top = self._scroll()[1]
        index = self._column.current(top)
        self._anchor = (index, self._column.offset_at(index, top))
        if dy:
            self._travel = 1 if dy < 0 else -1
        self._moved()

    def _moved(self) -> None:
        """The visible part has changed."""
        left = self._offered.keys() - {page - 1 for page in self.pages_in_sight()} if self._offered else ()
        if left:
            self._turns.update({index: self._offered.pop(index) for index in left})
            self._lay_out()
        self.viewport().update()
        self.place_changed.emit(self.place())

    def _show(self, document: str, pages: Sequence[PageGeometry], count: int, place: Place) -> None:
        """Show another document, at a place."""
        assumed = pages[0] if pages else LETTER
        self._document = document
        self._measured = len(pages)
        self._pages = (*pages, *(assumed for _ in range(len(pages), count)))
        self._travel = 1
        self._turns.clear()
        self._offered.clear()
        self.restore(place)

    def _learn_size(self, page: int, width: float, height: float) -> None:
        """A page whose size was only assumed has this one."""
        known = self._pages[page - 1]
        if page > self._measured and (abs(known.width - width) > 0.5 or abs(known.height - height) > 0.5):
            self._pages = (*self._pages[: page - 1], PageGeometry(width, height), *self._pages[page:])
            self._lay_out()
            self._moved()

    def _index(self, page: int) -> int:
        return max(0, min(page, len(self._pages)) - 1)

    def _scroll(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _shown_top(self) -> float:
        """Where the view starts in the column, more exactly than a scroll bar knows."""
        return self._in_range(self._column.scroll_for(*self._anchor))

    def _in_range(self, top: float) -> float:
        return max(0.0, min(float(self.verticalScrollBar().maximum()), top))

    def _set_place(self, index: int, offset: float) -> None:
        self._anchor = (index, offset)
        self._apply_anchor()
        self._moved()

    def _apply_anchor(self) -> None:
        index, offset = self._anchor
        if self._pages:
            self._placing = True
            self.verticalScrollBar().setValue(round(self._column.scroll_for(index, offset)))
            self._placing = False

    def _lay_out(self) -> None:
        """Compute the column anew and put the anchor where it was.

        A scroll bar that comes or goes changes the width, which one more pass settles.
        """
        bar = self.verticalScrollBar()
        room = (float(self.width() - bar.sizeHint().width()), float(self.height()))
        self._placing = True
        for _ in range(2):
            view = self.viewport().size()
            self._column = column(
                self._pages, self._zoom, self._rotation, room, self.devicePixelRatioF(), self._turns
            ).in_view(view.width(), view.height())
            across = self.horizontalScrollBar()
            across.setRange(0, ceil(self._column.width) - view.width())
            across.setPageStep(view.width())
            across.setValue(across.maximum() // 2)
            bar.setRange(0, ceil(self._column.height) - view.height())
            bar.setPageStep(view.height())
            if self.viewport().size() == view:
                break
        self._placing = False
        self._apply_anchor()
