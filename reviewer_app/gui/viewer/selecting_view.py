"""Selecting on the pages: with keys, and with the pointer, which scrolls when it is dragged beyond the
edge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.pages import Rect
from reviewer_app.gui.viewer.area import far_corner
from reviewer_app.gui.viewer.page_words import Unit
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.reading_view import ReadingView
from reviewer_app.gui.viewer.selection import Selection
from reviewer_app.gui.viewer.selector import PagePoint, Selector

CLICK_UNITS = (Unit.WORD, Unit.WORD, Unit.LINE, Unit.PARAGRAPH)
"""What is selected by one, two, three and four clicks on one place; the first selects by dragging only."""

DRAG_DISTANCE = 4
"""Logical pixels that the pointer moves before a click becomes a drag."""

SCROLL_INTERVAL = 30
"""Milliseconds between two steps of scrolling while the pointer is dragged beyond the edge."""

FASTEST_SCROLL = 60
"""Logical pixels of such a step, at most; it grows with the distance from the edge."""

AREA_MODIFIERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
"""Either one, held while dragging, selects an area: many desktops move the window by Alt."""


class SelectingView(ReadingView):
    """A column of pages on which words and areas can be selected."""

    selection_changed = Signal()

    def __init__(self, store: PictureStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._selector = Selector(store, lambda: self.page_count, self.place_on_view, self)
        self._selector.changed.connect(self._selection_has_changed)
        self._showing_end = 0
        self._when_settled: list[Callable[[], None]] = []
        self._pressed: QPoint | None = None
        self._dragging = False
        self._clicks = 0
        self._click_timer = QTimer(self, singleShot=True)
        self._scroll_timer = QTimer(self, interval=SCROLL_INTERVAL)
        self._scroll_timer.timeout.connect(self._scroll_to_pointer)
        self._pointer = QPointF()
        self.viewport().setMouseTracking(True)

    def selection(self) -> Selection | None:
        """What is selected, None while nothing is."""
        return self._selector.selection

    def select_passage(
        self, page: int, rects: tuple[Rect, ...], quote: str = "", around: tuple[str, str] | None = None
    ) -> None:
        """Select a known passage, such as a hit of a search; to bring it into sight is :meth:`go_to`'s part.

        It is selected at once, with ``quote`` as its text; when the page's words are here and some stand in
        the rectangles, they become the selection, so that keys extend it and its neighbours are known. With
        the words ``around`` it, before and after, nobody has to wait for that to cite it.
        """
        self._showing_end = 0
        self._selector.select_passage(page, rects, quote, around)

    def start_selection(self) -> None:
        """Select the first visible word of the current page; where no words are, an area in its middle."""
        if self.page_count:
            self._showing_end = 0
            self._selector.start(self.current_page, self.visible_part(self.current_page))

    def extend_selection(self, unit: Unit, direction: int) -> None:
        """Move the selection's moving end forwards (1) or backwards (-1), or size the selected area; without
        a selection, start one."""
        if self._selector.busy:
            self._showing_end = direction
            self._selector.extend(unit, direction)
        else:
            self.start_selection()

    def move_selection(self, unit: Unit, direction: int) -> None:
        """Move the selection, shrunk to one word, or the selected area; without a selection, start one."""
        if self._selector.busy:
            self._showing_end = direction
            self._selector.move(unit, direction)
        else:
            self.start_selection()

    def toggle_area(self) -> None:
        """Select an area instead of words, or words again."""
        if self.page_count:
            self._showing_end = 0
            self._selector.toggle_area(self.current_page, self.visible_part(self.current_page))

    def clear_selection(self) -> None:
        """Select nothing."""
        self._when_settled.clear()
        self._selector.clear()

    def when_selected(self, act: Callable[[], None]) -> None:
        """Do something with the selection: at once, or when the words that it needs are here. It is not done
        when the selection is cleared or another document shown before."""
        self._when_settled.append(act)
        self._do_when_settled()

    def copy_selection(self) -> None:
        """Put the selected text on the clipboard, if there is any."""

        def copy() -> None:
            selection = self.selection()
            if selection is not None and selection.text:
                QGuiApplication.clipboard().setText(selection.text)

        self.when_selected(copy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._click(event, first=1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Every second one of quick clicks comes as this."""
        self._click(event, first=2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed is not None:
            far = (event.position().toPoint() - self._pressed).manhattanLength()
            self._dragging = self._dragging or far >= DRAG_DISTANCE
        if not self._dragging:
            self._shape_pointer(event)
            return
        self._drag_to(event.position())
        if self._beyond_edge() == (0, 0):
            self._scroll_timer.stop()
        elif not self._scroll_timer.isActive():
            self._scroll_timer.start()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragging = False
        self._scroll_timer.stop()

    def _click(self, event: QMouseEvent, first: int) -> None:
        """The pointer went down; ``first`` is how many clicks this is when it follows no other one."""
        page = self.page_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or not page:
            return
        self._showing_end = 0
        self._clicks = self._clicks % len(CLICK_UNITS) + 1 if self._clicks_again(event) else first
        self._click_timer.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selector.busy:
            self._drag_to(event.position())
            return
        self._pressed = event.position().toPoint()
        self._dragging = False
        if self._clicks > 1:
            self._selector.select_unit(self._page_point(event.position()), CLICK_UNITS[self._clicks - 1])
        else:
            as_area = bool(event.modifiers() & AREA_MODIFIERS)
            self._selector.press(self._page_point(event.position()), as_area=as_area)

    def _clicks_again(self, event: QMouseEvent) -> bool:
        """Whether a click follows the last one at once on the same place."""
        if self._pressed is None or not self._click_timer.isActive():
            return False
        return (event.position().toPoint() - self._pressed).manhattanLength() < DRAG_DISTANCE

    def _drag_to(self, position: QPointF) -> None:
        """Select from where the pointer went down, or from the selection's fixed end, to a position."""
        page = self._selector.fixed_page
        if page:
            same_page = self.place_on_view(page).to_point(position.x(), position.y())
            self._selector.drag(self._page_point(position), same_page)

    def _page_point(self, position: QPointF) -> PagePoint:
        page = self.page_at(position)
        return page, *self.place_on_view(page).to_point(position.x(), position.y())

    def _beyond_edge(self) -> tuple[int, int]:
        """How far the pointer is outside the viewport, across and down, negative to the left and above."""
        view = self.viewport()
        across = max(0.0, self._pointer.x() - view.width()) + min(0.0, self._pointer.x())
        down = max(0.0, self._pointer.y() - view.height()) + min(0.0, self._pointer.y())
        return round(across), round(down)

    @Slot()
    def _scroll_to_pointer(self) -> None:
        across, down = (max(-FASTEST_SCROLL, min(FASTEST_SCROLL, far)) for far in self._beyond_edge())
        for bar, far in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + far)
        self._drag_to(self._pointer)

    def _shape_pointer(self, event: QMouseEvent) -> None:
        """A text pointer over words, a cross where an area would be selected."""
        position = event.position()
        page = self.page_at(position)
        shape = Qt.CursorShape.ArrowCursor
        if page:
            place = self.place_on_view(page)
            x, y = place.to_point(position.x(), position.y())
            text = self._store.words(self._document, page)
            if 0 <= x <= place.page_width and 0 <= y <= place.page_height and text is not None:
                if event.modifiers() & AREA_MODIFIERS or not text.words:
                    shape = Qt.CursorShape.CrossCursor
                elif any(word.rect.contains(x, y) for word in text.words):
                    shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    @Slot()
    def _selection_has_changed(self) -> None:
        if self._showing_end:
            self._show_moving_end()
        if self._selector.settled:
            self._showing_end = 0
        self.viewport().update()
        self.selection_changed.emit()
        self._do_when_settled()

    def _do_when_settled(self) -> None:
        if self._selector.settled:
            acts, self._when_settled = self._when_settled, []
            for act in acts:
                act()

    def _show_moving_end(self) -> None:
        """Bring into sight the end that a key has moved."""
        end, selected_area = self._selector.moving_end, self._selector.area
        if selected_area is not None:
            page, rect = selected_area
            corner = far_corner(rect, self.place_on_view(page), self._showing_end)
            self.go_to(page, (corner,), centre=False)
        elif end is not None:
            self.go_to(end[0], (end[1],), centre=False)
