"""The reader's selection: changed by keys and by the pointer, once the page's words are here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.gui.tasks.page_jobs import WordsRequest
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.selection import (
    Selection,
    area_selection,
    first_visible,
    nearest_word,
    next_line,
    passage_selection,
    word_at,
    words_inside,
    words_selection,
)

Words = Sequence[Word]

SMALLEST_AREA = 4.0
"""Page points: a smaller rectangle is taken for a slip of the hand."""


class Unit(StrEnum):
    """By what a selection grows or moves."""

    WORD = "word"
    LINE = "line"


class Selector(QObject):
    """Selects on one page of one document at a time. Points are page points, pages count from 1.

    A selection has a fixed end and a moving end. What is asked for before the words are known is done in
    order when they arrive.
    """

    changed = Signal()
    words_wanted = Signal()
    """The words in :attr:`wanted` are needed now."""

    def __init__(self, store: PictureStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._document = ""
        self._page = 0
        self._fixed: int | None = None
        self._moving = 0
        self._area: Rect | None = None
        self._given: Selection | None = None
        self._pressed: tuple[float, float] | None = None
        self._waiting: list[Callable[[Words], None]] = []
        store.words_ready.connect(self._words_arrived)

    @property
    def wanted(self) -> WordsRequest | None:
        """The words that something waits for."""
        return WordsRequest(self._document, self._page) if self._waiting else None

    @property
    def selection(self) -> Selection | None:
        """What is selected now."""
        if self._area is not None:
            return area_selection(self._page, self._area)
        words = self._words()
        if self._fixed is None or not words:
            return self._given
        return words_selection(self._page, words, self._fixed, self._moving)

    @property
    def moving_end(self) -> tuple[Rect, bool] | None:
        """The word at the end that keys move, and whether that is the later end."""
        words = self._words()
        if self._fixed is None or not words:
            return None
        return words[self._moving].rect, self._moving >= self._fixed

    def show_document(self, document: str) -> None:
        """Select in another document from now on; nothing is selected."""
        self._document = document
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        had_one = self.selection is not None
        self._forget()
        self._page = 0
        if had_one:
            self.changed.emit()

    def start(self, page: int, visible: Rect) -> None:
        """Select the first word in the visible part of a page."""
        self._forget()
        self._page = page

        def select_first(words: Words) -> None:
            self._fixed = self._moving = first_visible(words, visible)

        self._with_words(select_first)

    def extend(self, unit: Unit, step: int) -> None:
        """Move the moving end by one word or line, forwards (``step`` 1) or backwards (-1)."""

        def move_end(words: Words) -> None:
            self._moving = _stepped(words, self._moving, unit, step)

        self._with_words(move_end)

    def move(self, unit: Unit, step: int) -> None:
        """Select the single word that is one word or line from the moving end."""

        def move_both(words: Words) -> None:
            self._fixed = self._moving = _stepped(words, self._moving, unit, step)

        self._with_words(move_both)

    @property
    def busy(self) -> bool:
        """Whether something is selected or about to be."""
        return bool(self._waiting) or self.selection is not None

    @property
    def page(self) -> int:
        """The page that is selected on; 0 without one."""
        return self._page

    def press(self, page: int, x: float, y: float) -> None:
        """The pointer went down on a page."""
        self.clear()
        self._page = page
        self._pressed = (x, y)

    def drag(self, x: float, y: float) -> None:
        """The pointer moved while it was down: select from where it went down to here."""
        if self._pressed is None:
            return
        from_x, from_y = self._pressed

        def select_between(words: Words) -> None:
            self._fixed = nearest_word(words, from_x, from_y)
            self._moving = nearest_word(words, x, y)

        def select_area() -> None:
            area = Rect(min(from_x, x), min(from_y, y), max(from_x, x), max(from_y, y))
            self._area = area if min(area.width, area.height) >= SMALLEST_AREA else None

        self._waiting.clear()
        self._with_words(select_between, select_area)

    def release(self) -> None:
        """The pointer went up."""
        self._pressed = None

    def select_word(self, page: int, x: float, y: float) -> None:
        """Select the word at a point, if there is one."""
        self.press(page, x, y)
        self.release()

        def select_one(words: Words) -> None:
            at = word_at(words, x, y)
            if at is not None:
                self._fixed = self._moving = at

        self._with_words(select_one)

    def select_passage(self, page: int, rects: tuple[Rect, ...], quote: str) -> None:
        """Select a passage at once as it was given, and its words when they are here."""
        self._forget()
        self._page = page
        self._given = passage_selection(page, rects, quote)
        self.changed.emit()

        def select_inside(words: Words) -> None:
            inside = words_inside(words, rects)
            if inside:
                self._fixed, self._moving = inside[0], inside[-1]

        self._with_words(select_inside)

    def _words(self) -> Words:
        text = self._store.words(self._document, self._page)
        return text.words if text else ()

    def _with_words(self, act: Callable[[Words], None], without: Callable[[], None] | None = None) -> None:
        """Do it with the page's words, now or when they are here; ``without`` when the page has none."""

        def do(words: Words) -> None:
            if words:
                act(words)
            elif without is not None:
                without()

        text = self._store.words(self._document, self._page)
        if text is None or self._waiting:
            self._waiting.append(do)
            self.words_wanted.emit()
        else:
            do(text.words)
            self.changed.emit()

    @Slot(str, int)
    def _words_arrived(self, document: str, page: int) -> None:
        if (document, page) != (self._document, self._page) or not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        words = self._words()
        for do in waiting:
            do(words)
        self.changed.emit()

    def _forget(self) -> None:
        self._fixed = None
        self._area = None
        self._given = None
        self._pressed = None
        self._waiting.clear()


def _stepped(words: Words, index: int, unit: Unit, step: int) -> int:
    if unit is Unit.LINE:
        return next_line(words, index, step)
    return max(0, min(len(words) - 1, index + step))
