"""Links over the pages of one view: which one the pointer is over, which one is chosen, and a ring around it.

The layer watches the view's mouse and lies over it without ever being in its way: a press that becomes a drag
selects text as everywhere else, only a click that stays on a link chooses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.domain.contents import Link
from reviewer_app.gui.look import scaled
from reviewer_app.gui.viewer.contents_store import ContentsStore
from reviewer_app.gui.viewer.page_view import PageView

CALM_MILLISECONDS = 150
"""How long the reader stays before the links of what is on screen are asked for: paging comes first."""

RING_WIDTH = 2
RING_DISTANCE = 2


class LinkLayer(QObject):
    """The links of what a view shows."""

    pointed_at = Signal(object)
    """The :class:`Link` that the pointer came upon, ``None`` when it left it."""

    chosen = Signal(object)
    """The :class:`Link` that was clicked or stepped to, ``None`` when there is none any more."""

    none_found = Signal()
    """A step was wanted on a page that has no links."""

    def __init__(self, view: PageView, store: ContentsStore, name: str) -> None:
        super().__init__(view)
        self._view = view
        self._store = store
        self._name = name
        self._pointed: Link | None = None
        self._pressed: tuple[QPointF, Link] | None = None
        self._current: tuple[str, int, Link] | None = None
        self._waiting: tuple[str, int, int] | None = None
        self._ring = _Ring(view.viewport())
        self._calm = QTimer(self, singleShot=True, interval=CALM_MILLISECONDS)
        self._calm.timeout.connect(self._ask)
        view.place_changed.connect(self._moved)
        view.viewport().installEventFilter(self)
        store.links_ready.connect(self._arrived)

    @property
    def current(self) -> Link | None:
        """The chosen link."""
        return self._current[2] if self._current else None

    def step(self, steps: int) -> None:
        """Choose the link so many further (back when negative) on the page on screen; after the last comes
        the first. Steps that are made before the links are here are not lost."""
        document, page = self._view.document, self._view.current_page
        if not page:
            return
        links = self._store.links(document, page)
        if links is None:
            before = self._waiting[2] if self._waiting and self._waiting[:2] == (document, page) else 0
            self._waiting = document, page, before + steps
            self._ask()
            return
        self._waiting = None
        if not links:
            self.none_found.emit()
            return
        in_order = sorted(links, key=lambda link: (round(link.rect.y0), link.rect.x0))
        here = self._current
        if here is not None and here[:2] == (document, page) and here[2] in in_order:
            at = in_order.index(here[2]) + steps
        else:
            at = self._first_visible(in_order) + steps - 1 if steps > 0 else steps
        at %= len(in_order)
        self._choose(document, page, in_order[at])
        self._view.go_to(page, (in_order[at].rect,), centre=False)

    def clear(self) -> None:
        """Choose none."""
        self._waiting = None
        if self._current is not None:
            self._current = None
            self._ring.show_around(None)
            self.chosen.emit(None)

    def ring_place(self) -> QRectF | None:
        """Where the chosen link lies in the view; ``None`` when it is not in the shown document."""
        if self._current is None or self._current[0] != self._view.document:
            return None
        _document, page, link = self._current
        if page > self._view.page_count:
            return None
        left, top, width, height = self._view.place_on_view(page).rect_to_pixels(link.rect)
        edge = RING_DISTANCE + RING_WIDTH / 2
        return QRectF(left, top, width, height).adjusted(-edge, -edge, edge, edge)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the pointer. A move without a button is kept from the view only over a link."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseMove:
                return self._pointer_moved(event)
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pointer_pressed(event)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pointer_released(event)
        elif event.type() == QEvent.Type.Leave:
            self._point_at(None)
        return super().eventFilter(watched, event)

    def _pointer_moved(self, event: QMouseEvent) -> bool:
        if event.buttons() != Qt.MouseButton.NoButton:
            return False
        link = self._link_at(event.position())
        self._point_at(link)
        if link is None:
            return False
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        return True

    def _pointer_pressed(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position())
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (event.position(), link) if left and link is not None else None
        if link is None:
            self.clear()

    def _pointer_released(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        start, link = pressed
        moved = (event.position() - start).manhattanLength()
        if moved < QApplication.startDragDistance() and self._link_at(event.position()) == link:
            self._choose(self._view.document, self._view.page_at(start), link)

    def _choose(self, document: str, page: int, link: Link) -> None:
        self._current = document, page, link
        self._ring.show_around(self.ring_place())
        self.chosen.emit(link)

    def _point_at(self, link: Link | None) -> None:
        if link != self._pointed:
            self._pointed = link
            self.pointed_at.emit(link)

    def _link_at(self, position: QPointF) -> Link | None:
        """The uppermost link at a place of the viewport; links lie on one another in the page's order."""
        page = self._view.page_at(position)
        links = self._store.links(self._view.document, page) if page else None
        if not links:
            return None
        x, y = self._view.place_on_view(page).to_point(position.x(), position.y())
        return next((link for link in reversed(links) if link.rect.contains(x, y)), None)

    def _first_visible(self, links: list[Link]) -> int:
        part = self._view.visible_part(self._view.current_page)
        return next((at for at, link in enumerate(links) if link.rect.intersects(part)), 0)

    def _pages_on_screen(self) -> Iterator[int]:
        view = self._view
        if view.page_count:
            last = view.page_at(QPointF(0, view.viewport().height()))
            yield from range(view.current_page, max(view.current_page, last) + 1)

    @Slot()
    def _moved(self) -> None:
        self._point_at(None)
        if self._current is not None and self._current[0] != self._view.document:
            self.clear()
        self._ring.show_around(self.ring_place())
        self._calm.start()

    @Slot()
    def _ask(self) -> None:
        self._calm.stop()
        pages = tuple(self._pages_on_screen()) if self._view.isVisible() else ()
        self._store.want_links(self._name, self._view.document, pages)

    @Slot(str, int)
    def _arrived(self, document: str, page: int) -> None:
        if self._waiting is not None and self._waiting[:2] == (document, page):
            if (self._view.document, self._view.current_page) == (document, page):
                self.step(self._waiting[2])
            else:
                self._waiting = None


class _Ring(QWidget):
    """A frame around the chosen link that lets every mouse event through."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_around(self, place: QRectF | None) -> None:
        """Stand around a place of the view, or go."""
        if place is None:
            self.hide()
            return
        self.setGeometry(place.toAlignedRect().adjusted(-RING_WIDTH, -RING_WIDTH, RING_WIDTH, RING_WIDTH))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), RING_WIDTH))
        edge = float(RING_WIDTH)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), scaled(2), scaled(2))
        painter.end()
