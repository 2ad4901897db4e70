"""What is to be done with the words of pages that may not be here yet: in order, each when its words come."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Generator

from reviewer_app.domain.pages import PageText
from reviewer_app.gui.viewer.page_words import PageWords
from reviewer_app.gui.viewer.picture_store import PictureStore

KEPT_PAGES = 40
"""Pages whose words are kept in reading order; twice as many as a selection may reach over."""

Steps = Generator[int, PageWords, None]
"""One thing to do. It yields the page, from 1, whose words it needs next and is sent them."""


class KnownWords:
    """The words of one document's pages in reading order, as far as they are here."""

    def __init__(self, store: PictureStore) -> None:
        self._store = store
        self._known: OrderedDict[int, PageWords] = OrderedDict()
        self._texts: dict[int, PageText] = {}
        self.document = ""

    def show_document(self, document: str) -> None:
        """The words of another document from now on."""
        self.document = document
        self._known.clear()
        self._texts.clear()

    def renew(self, page: int) -> bool:
        """The words of a page have come: whether they are others than before. Places among the old ones mean
        nothing then."""
        text = self._store.words(self.document, page)
        if page not in self._texts or text is None or text == self._texts[page]:
            return False
        del self._known[page], self._texts[page]
        return True

    def of(self, page: int) -> PageWords | None:
        """The words of a page; None while they are not here."""
        if page not in self._known:
            text = self._store.words(self.document, page)
            if text is None:
                return None
            self._known[page] = PageWords(text.words)
            self._texts[page] = text
            while len(self._known) > KEPT_PAGES:
                gone, _ = self._known.popitem(last=False)
                del self._texts[gone]
        self._known.move_to_end(page)
        return self._known[page]


class WaitingSteps:
    """What is still to be done, in the order in which it was asked for."""

    def __init__(self, words: Callable[[int], PageWords | None]) -> None:
        self._words = words
        self._steps: deque[Steps] = deque()
        self.awaited = 0
        """The page whose words are needed next; 0 when nothing waits."""

    def __len__(self) -> int:
        return len(self._steps)

    def append(self, steps: Steps) -> None:
        """One more thing to do, after all others."""
        self._steps.append(steps)

    def clear(self) -> None:
        """Give up all that waits."""
        self._steps.clear()
        self.awaited = 0

    def go_on(self) -> bool:
        """Do what waits, up to the first words that are not here; True when everything is done."""
        while self._steps:
            steps = self._steps[0]
            if not self.awaited:
                self.awaited = next(steps, 0)
            while self.awaited:
                words = self._words(self.awaited)
                if words is None:
                    return False
                self.awaited = _sent(steps, words)
            self._steps.popleft()
        return True


def _sent(steps: Steps, words: PageWords) -> int:
    """The page that is awaited next; 0 when all is done."""
    try:
        return steps.send(words)
    except StopIteration:
        return 0
