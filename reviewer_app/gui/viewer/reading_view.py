"""Moving about in a document: to pages and passages, by lines and screens, nearer and farther, turned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent

from reviewer_app.domain.pages import VIEW_ROTATIONS, Rect
from reviewer_app.gui.viewer.column_view import ColumnView
from reviewer_app.gui.viewer.layout import LINE
from reviewer_app.gui.viewer.zoom import FIT_PAGE, is_zoom, stepped

SCREEN_OVERLAP = 48
"""Logical pixels that stay in sight when scrolling by a screen."""

WHEEL_NOTCH = 120
"""Eighths of a degree in one notch of a mouse wheel."""


class ReadingView(ColumnView):
    """A column of pages with the ways to move in it; each is the act of one command."""

    def go_to(self, page: int, rects: Sequence[Rect] = (), centre: bool = True) -> None:
        """Show a page from its top, or a passage of it: in the middle, or by scrolling no more than needed.

        Pages that do not exist become the nearest that does.
        """
        if not self._pages:
            return
        index = self._index(page)
        if rects:
            top = self._column.top_showing(index, rects[0], self._scroll()[1], centre)
            self._set_place(index, self._column.offset_at(index, top))
            self._show_across(index, rects[0])
        else:
            self._set_place(index, 0.0)

    def next_page(self) -> None:
        """Show the next page from its top; on the last page stay."""
        if self.current_page < self.page_count:
            self._travel = 1
            self.go_to(self.current_page + 1)

    def previous_page(self) -> None:
        """Show the page before from its top."""
        if self.current_page > 1:
            self._travel = -1
            self.go_to(self.current_page - 1)
        else:
            self.go_to(1)

    def scroll_line(self, lines: int) -> None:
        """Scroll down by lines, up when negative."""
        self._scroll_by(lines * LINE)

    def scroll_page(self, screens: int) -> None:
        """Scroll down by screens, up when negative."""
        self._scroll_by(screens * max(LINE, self.viewport().height() - SCREEN_OVERLAP))

    def set_zoom(self, word: str, focus: QPointF | None = None) -> None:
        """Zoom as a word says; ``focus`` (the middle of the view by default) stays where it is.

        Raises :class:`ValueError` for what is no zoom word.
        """
        if not is_zoom(word):
            raise ValueError("neither fit-width, fit-page nor a percentage")

        def change() -> None:
            self._zoom = word

        if word == FIT_PAGE:
            change()
            self._lay_out()
            self._set_place(self._anchor[0], 0.0)
        else:
            self._keeping(focus, change)

    def zoom_in(self, focus: QPointF | None = None) -> None:
        """Zoom to the next larger step."""
        self._zoom_by(1, focus)

    def zoom_out(self, focus: QPointF | None = None) -> None:
        """Zoom to the next smaller step."""
        self._zoom_by(-1, focus)

    def rotate(self, quarter_turns: int = 1) -> None:
        """Turn the page upright that is known to lie otherwise. Else turn the view clockwise by quarter
        turns; the middle of the view stays."""
        if self.offered_turn(self.current_page):
            self.take_turn(self.current_page)
            return

        def change() -> None:
            self._rotation = VIEW_ROTATIONS[(self._rotation // 90 + quarter_turns) % 4]

        self._keeping(None, change)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if abs(event.angleDelta().y()) >= WHEEL_NOTCH:
            self._zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position())
        event.accept()

    def _scroll_by(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _zoom_by(self, step: int, focus: QPointF | None) -> None:
        if self._pages:
            self.set_zoom(stepped(self._column.scales[self._anchor[0]], step), focus)

    def _keeping(self, focus: QPointF | None, change: Callable[[], None]) -> None:
        """Make a change of zoom or rotation under which one point of a page stays where it is on the view."""
        if not self._pages:
            change()
            return
        if focus is None:
            focus = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        index = self._column.index_at(self._scroll()[1] + focus.y())
        point = self._column.place(index, *self._scroll()).to_point(focus.x(), focus.y())
        change()
        self._lay_out()
        x, y = self._column.place(index, 0, 0).to_pixel(*point)
        self._placing = True
        self.horizontalScrollBar().setValue(round(x - focus.x()))
        self._placing = False
        top = max(0.0, min(self.verticalScrollBar().maximum(), y - focus.y()))
        current = self._column.current(top)
        self._set_place(current, self._column.offset_at(current, top))

    def _show_across(self, index: int, rect: Rect) -> None:
        """Scroll sideways so far that a passage can be seen."""
        left, _, width, _ = self._column.place(index, 0, 0).rect_to_pixels(rect)
        bar = self.horizontalScrollBar()
        room = self.viewport().width()
        if left < bar.value() or left + width > bar.value() + room:
            self._placing = True
            bar.setValue(
                round(min(left - LINE, left + width / 2 - room / 2)) if width < room else round(left - LINE)
            )
            self._placing = False
            self._moved()
