"""The reader's selection: changed by keys and by the pointer, as soon as the words that it needs are here."""

from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.pages import PicturePlace, Rect
from reviewer_app.gui.tasks.page_jobs import WordsRequest
from reviewer_app.gui.viewer import area
from reviewer_app.gui.viewer.page_words import PageWords, Unit
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.selection import Selection, area_part, known_part, words_part
from reviewer_app.gui.viewer.waiting_steps import KnownWords, Steps, WaitingSteps

MOST_PAGES = 20
"""A selection does not reach over more pages; nobody cites so much, and the words of each are needed."""

SMALLEST_AREA = 4.0
"""Page points: a smaller rectangle is taken for a slip of the hand."""

Position = tuple[int, int]
"""A page, from 1, and a word of it, from 0 in reading order."""

PagePoint = tuple[int, float, float]
"""A page, from 1, and a point of it in page points."""


class Selector(QObject):
    """Selects in one document at a time, words over pages or an area of one page.

    A selection of words has a fixed end and a moving end. What is asked for before the words are known is
    done in order when they arrive.
    """

    changed = Signal()
    words_wanted = Signal()
    """The words in :attr:`wanted` are needed now."""

    def __init__(
        self,
        store: PictureStore,
        page_count: Callable[[], int],
        place_on_view: Callable[[int], PicturePlace],
        parent: QObject | None = None,
    ) -> None:
        """``place_on_view`` converts points of a page to logical pixels, by which areas grow."""
        super().__init__(parent)
        self._page_count = page_count
        self._place = place_on_view
        self._known = KnownWords(store)
        self._words = self._known.of
        self._waiting = WaitingSteps(self._words)
        self._fixed: Position | None = None
        self._moving: Position = (0, 0)
        self._area: tuple[int, Rect] | None = None
        self._given: Selection | None = None
        self._complete = False
        self._pressed: PagePoint | None = None
        self._pressed_unit = Unit.WORD
        self._pressed_area = False
        self._built: Selection | None = None
        store.words_ready.connect(self._words_arrived)

    @property
    def wanted(self) -> tuple[WordsRequest, ...]:
        """The words that something waits for, the most urgent first."""
        awaited = self._waiting.awaited
        pages = [awaited] if awaited else []
        pages += [page for page in self._pages() if self._words(page) is None and page != awaited]
        return tuple(WordsRequest(self._known.document, page) for page in pages)

    @property
    def settled(self) -> bool:
        """Whether all that was asked for is done and all selected words are known, or given with those around
        them."""
        if self._complete and self._built is self._given:
            return len(self._waiting) <= 1
        return not self._waiting and not self.wanted

    @property
    def busy(self) -> bool:
        """Whether something is selected or about to be."""
        return bool(self._waiting) or self.selection is not None

    @property
    def selection(self) -> Selection | None:
        """What is selected now, as far as its words are known."""
        return self._built

    @property
    def area(self) -> tuple[int, Rect] | None:
        """The page and place of a selected area, None while words are selected or nothing is."""
        return self._area

    @property
    def moving_end(self) -> tuple[int, Rect, bool] | None:
        """The word at the end that keys move: its page, its place, and whether that is the later end."""
        words = self._words(self._moving[0]) if self._fixed is not None else None
        if self._fixed is None or not words:
            return None
        return self._moving[0], words.words[self._moving[1]].rect, self._moving >= self._fixed

    @property
    def fixed_page(self) -> int:
        """The page of the end that stays while the pointer is dragged; 0 without one."""
        start = self._pressed or self._fixed or self._area
        return start[0] if start is not None else 0

    def show_document(self, document: str) -> None:
        """Select in another document from now on; nothing is selected."""
        self._known.show_document(document)
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        had_one = self._built is not None
        self._forget()
        if had_one:
            self.changed.emit()

    def start(self, page: int, visible: Rect) -> None:
        """Select the first word in the visible part of a page, or an area in its middle where no words
        are."""
        self._forget()

        def first(words: PageWords) -> None:
            if words:
                self._fixed = self._moving = (page, words.first_visible(visible))
            else:
                self._area = (page, area.first_area(self._place(page), visible))

        self._do(_with_words(page, first))

    def extend(self, unit: Unit, direction: int) -> None:
        """Move the moving end by a unit, forwards (1) or backwards (-1), also to another page; an area grows
        or shrinks."""
        self._do(self._extended(unit, direction))

    def move(self, unit: Unit, direction: int) -> None:
        """Select the single word that is one unit from the moving end; an area moves."""
        self._do(self._moved(unit, direction))

    def toggle_area(self, page: int, visible: Rect) -> None:
        """Select an area instead of words, around them if there are any; or words instead of an area."""
        self._do(self._toggled(page, visible))

    def press(self, point: PagePoint, unit: Unit = Unit.WORD, *, as_area: bool = False) -> None:
        """The pointer went down: nothing is selected, and what is dragged over will be, by whole units."""
        self.clear()
        self._pressed, self._pressed_unit, self._pressed_area = point, unit, as_area

    def drag(self, point: PagePoint, same_page: tuple[float, float]) -> None:
        """The pointer is at a point while it is down, or clicked there to extend: select from where it went
        down.

        ``same_page`` is the place as a point of the page on which it went down, which an area stays on.
        """
        start = self._pressed or self._fixed_point()
        if start is not None:
            self._pressed = start
            self._waiting.clear()
            self._do(self._dragged(start, point, same_page))

    def select_unit(self, point: PagePoint, unit: Unit) -> None:
        """Select the word at a point, or the line or paragraph around it, if there is one."""
        self.press(point, unit)
        page, x, y = point

        def select(words: PageWords) -> None:
            at = words.at(x, y) if unit is Unit.WORD else (words.nearest(x, y) if words else None)
            if at is not None:
                span = words.span(at, unit)
                self._fixed, self._moving = (page, span[0]), (page, span[-1])

        self._do(_with_words(page, select))

    def select_passage(
        self, page: int, rects: tuple[Rect, ...], quote: str, around: tuple[str, str] | None = None
    ) -> None:
        """Select a passage at once as it was given, and its words when they are here."""
        self._forget()
        self._complete = around is not None
        self._given = Selection((known_part(page, rects, quote, around or ("", "")),))
        self._changed()

        def inside(words: PageWords) -> None:
            found = words.inside(rects)
            if found and found[-1] - found[0] + 1 == len(found):
                self._fixed, self._moving = (page, found[0]), (page, found[-1])

        self._do(_with_words(page, inside))

    def _toggled(self, page: int, visible: Rect) -> Steps:
        if self._area is not None:
            at, rect = self._area
            self._words_of_area(at, rect, (yield at))
            return
        self._built = self._build()
        if self._built is not None:
            part = self._built.parts[-1]
            self._area = (part.page, Rect.around(part.rects))
        else:
            self._area = (page, area.first_area(self._place(page), visible))
        self._fixed = self._given = None

    def _words_of_area(self, page: int, rect: Rect, words: PageWords) -> None:
        """Select the words inside, or the nearest; on a page without words the area stays."""
        if words:
            inside = words.inside((rect,)) or (words.nearest(rect.x0, rect.y0),)
            self._area = None
            self._fixed, self._moving = (page, inside[0]), (page, inside[-1])

    def _fixed_point(self) -> PagePoint | None:
        """The end from which a selection that keys made can be dragged."""
        if self._area is not None:
            page, rect = self._area
            self._pressed_area = True
            return page, rect.x0, rect.y0
        words = self._words(self._fixed[0]) if self._fixed is not None else None
        if self._fixed is None or not words:
            return None
        rect = words.words[self._fixed[1]].rect
        self._pressed_area, self._pressed_unit = False, Unit.WORD
        return self._fixed[0], *rect.middle

    def _extended(self, unit: Unit, direction: int) -> Steps:
        if self._area is not None:
            page, rect = self._area
            self._area = page, area.grown(rect, self._place(page), unit, direction)
        elif self._fixed is not None:
            target = yield from self._beyond(unit, direction, PageWords.step)
            if abs(target[0] - self._fixed[0]) < MOST_PAGES:
                self._moving = target

    def _moved(self, unit: Unit, direction: int) -> Steps:
        if self._area is not None:
            page, rect = self._area
            self._area = page, area.moved(rect, self._place(page), unit, direction)
        elif self._fixed is not None:
            self._fixed = self._moving = yield from self._beyond(unit, direction, PageWords.start_of)

    def _beyond(
        self,
        unit: Unit,
        direction: int,
        step: Callable[[PageWords, int, Unit, int], int | None],
    ) -> Generator[int, PageWords, Position]:
        """One step from the moving end, on the next page with words where this one ends, else to the edge of
        the line."""
        page, index = self._moving
        words = yield page
        target = step(words, index, unit, direction)
        if target is not None:
            return page, target
        rect = words.words[index].rect
        for further in range(page + direction, page + MOST_PAGES * direction, direction):
            if not 1 <= further <= self._page_count():
                break
            entered = yield further
            if entered:
                starts = step is PageWords.start_of and unit is Unit.PARAGRAPH
                at = entered.entry(unit, direction, rect.middle[0])
                return further, entered.span(at, unit)[0] if starts else at
        line = words.span(index, Unit.LINE)
        return page, line[-1] if direction > 0 else line[0]

    def _dragged(self, start: PagePoint, end: PagePoint, same_page: tuple[float, float]) -> Steps:
        page, x, y = start
        first = yield page
        self._fixed, self._area = None, None
        if self._pressed_area or not first:
            rect = area.spanned(self._place(page), (x, y), same_page)
            self._area = (page, rect) if min(rect.width, rect.height) >= SMALLEST_AREA else None
            return
        forwards = end[0] >= page
        far = min(end[0], page + MOST_PAGES - 1) if forwards else max(end[0], page - MOST_PAGES + 1)
        one = first.span(first.nearest(x, y), self._pressed_unit)
        last = first
        while far != page:
            last = yield far
            if last:
                break
            far, last = far + (-1 if forwards else 1), first
        at = last.nearest(end[1], end[2]) if far == end[0] else len(last) - 1 if forwards else 0
        other = last.span(at, self._pressed_unit)
        if (far, at) >= (page, one[0]):
            self._fixed, self._moving = (page, one[0]), (far, other[-1])
        else:
            self._fixed, self._moving = (page, one[-1]), (far, other[0])

    def _do(self, steps: Steps) -> None:
        self._waiting.append(steps)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting.go_on():
            self._changed()
        else:
            self.words_wanted.emit()

    def _changed(self) -> None:
        self._built = self._build()
        if any(self._words(page) is None for page in self._pages()):
            self.words_wanted.emit()
        self.changed.emit()

    def _build(self) -> Selection | None:
        if self._area is not None:
            page, rect = self._area
            return Selection((area_part(page, rect, self._words(page)),), area=True)
        if self._fixed is None:
            return self._given
        first, last = sorted((self._fixed, self._moving))
        parts = []
        for page in range(first[0], last[0] + 1):
            words = self._words(page)
            if words is not None:
                start = first[1] if page == first[0] else 0
                end = last[1] if page == last[0] else len(words) - 1
                parts.append(words_part(page, words, range(start, end + 1)))
        found = tuple(part for part in parts if part is not None)
        return Selection(found) if found else None

    def _pages(self) -> range:
        """The pages that the selection reaches over."""
        if self._area is not None:
            return range(self._area[0], self._area[0] + 1)
        if self._fixed is None:
            return range(0)
        return range(min(self._fixed[0], self._moving[0]), max(self._fixed[0], self._moving[0]) + 1)

    @Slot(str, int)
    def _words_arrived(self, document: str, page: int) -> None:
        if document != self._known.document:
            return
        if self._known.renew(page) and self._fixed is not None and page in self._pages():
            self.clear()
        if page == self._waiting.awaited:
            self._go_on()
        elif page in self._pages():
            self._changed()

    def _forget(self) -> None:
        self._fixed = None
        self._area = None
        self._given = None
        self._complete = False
        self._built = None
        self._pressed = None
        self._waiting.clear()


def _with_words(page: int, act: Callable[[PageWords], None]) -> Steps:
    act((yield page))
