"""Recognising the pages of the open case, a few at a time, while it is read and reviewed.

What is not there yet is waited for: a page is looked up when its text is in the index, or at once where the
page history has its words. None of this stops a review: what goes wrong with the file is told once.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.domain.same_page import (
    DocumentPlace,
    PageMatch,
    PagePlace,
    PageSketch,
    SameBy,
    SeenCase,
)
from reviewer_app.history.look_alike import nearest
from reviewer_app.history.same_page_sketch import SKETCH_VERSION, sketch
from reviewer_app.review.look_alike import MOST_COMPARED
from reviewer_app.review.page_recognition import PageRecognition
from reviewer_app.review.same_pages import keys_of_words
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.page_history import MOST_PAGES, PageHistory
from reviewer_app.storage.page_history_backups import (
    new_page_history_backup,
    thin_out_page_history,
)
from reviewer_app.storage.page_history_file import (
    OpenedPageHistory,
    open_page_history,
    replace_page_history,
)

TextOf = Callable[[str, int], str | None]
"""The text of a page, by SHA-256 and page from 1; ``None`` while it is still to be read."""

RENEWED_AT_ONCE = 4
"""Pages whose keys are made anew in one turn, after the way of making them has changed."""


@dataclass(frozen=True, slots=True)
class PagesRecognised:
    """What a turn found: the copies among its pages, whether there is more to do at once, and a sentence
    where the page history cannot be used, or had to begin anew. ``wordless`` are pages without enough text to
    be compared, with what they look like where that is known."""

    matches: tuple[PageMatch, ...] = ()
    more: bool = False
    told: str = ""
    wordless: tuple[tuple[PagePlace, bytes | None], ...] = ()


@dataclass(frozen=True, slots=True)
class NearLook:
    """A page whose picture is worth comparing; ``places`` is where its document is,
    empty in the open case."""

    other: PagePlace
    places: tuple[DocumentPlace, ...] = ()


class PageHistoryDesk:
    """Belongs to the thread that uses it first. The file is opened when a case is shown."""

    def __init__(self, folder: Path, keys: KeySource) -> None:
        self._folder = folder
        self._keys = keys
        self._opened: OpenedPageHistory | None = None
        self._recognition: PageRecognition | None = None
        self._waiting: deque[PagePlace] = deque()
        self._anew: set[PagePlace] = set()
        self._renewing = False
        self._told = ""
        self._own_looks: list[tuple[PagePlace, bytes]] = []

    def show_case(self, case: SeenCase, documents: Sequence[Document]) -> PagesRecognised:
        """Recognise the pages of these documents from now on, in their order."""
        known: dict[str, Document] = {}
        twice: list[PageMatch] = []
        for one in documents:
            if one.readable and known.setdefault(one.sha256, one) is not one:
                twice += _same_file(one, known[one.sha256])
        self._waiting = deque(place for one in known.values() for place in _places(one))
        self._recognition = None
        self._own_looks.clear()
        self._anew.clear()
        begun = self._attempt(lambda history: self._begin(history, case, tuple(known.values())))
        return replace(begun, matches=(*twice, *begun.matches))

    def advance(self, text_of: TextOf, seconds: float) -> PagesRecognised:
        """Look up the next pages for about so long; at least one, if its text is there."""
        return self._attempt(lambda history: self._look_up(history, text_of, time.monotonic() + seconds))

    def look_again(self, place: PagePlace) -> None:
        """A page of the case has other words now than it had: a machine has read it."""
        if self._recognition is not None and place not in self._waiting:
            self._waiting.append(place)
            self._anew.add(place)

    def take_look(self, place: PagePlace, look: bytes) -> tuple[NearLook, ...]:
        """Which pages one without text may be a copy of, by what it looks like: those before it in the case,
        then those of earlier cases. It is kept."""
        near: list[NearLook] = []

        def look_up(_history: PageHistory) -> PagesRecognised:
            recognition = self._recognition
            if recognition is not None and look:
                near.extend(NearLook(other) for other in nearest(look, self._own_looks, MOST_COMPARED))
                others = recognition.near_looks(place, look)
                near.extend(NearLook(other, recognition.other_places(other)) for other in others)
                self._own_looks.append((place, look))
            return PagesRecognised()

        self._attempt(look_up)
        return tuple(near)

    def looking_alike(self, place: PagePlace, other: PagePlace, score: float) -> PagesRecognised:
        """What it means that the pictures of two pages are the same with this score."""

        def judge(_history: PageHistory) -> PagesRecognised:
            recognition = self._recognition
            return PagesRecognised(recognition.looking_alike(place, other, score) if recognition else ())

        return self._attempt(judge)

    def words_of(self, place: PagePlace) -> tuple[str, ...]:
        """The words of a page of any case, as they are compared; empty where they are not kept."""
        found: list[str] = []

        def read(history: PageHistory) -> PagesRecognised:
            found.extend(history.words_of(place))
            return PagesRecognised()

        self._attempt(read)
        return tuple(found)

    def begin_backup(self, now: datetime, finished: Callable[[BaseException | None], None]) -> bool:
        """Begin this week's backup unless there is one or no case was shown yet; ``finished`` is called on
        the backup's thread."""
        target = new_page_history_backup(self._folder, now)
        if target is None or self._opened is None or self._opened.history is None:
            return False
        return self._opened.history.begin_backup(
            target, lambda: thin_out_page_history(self._folder), finished
        )

    def close(self) -> None:
        """End the use of the file."""
        if self._opened is not None and self._opened.history is not None:
            self._opened.history.close()
        self._opened = None

    def _attempt(self, act: Callable[[PageHistory], PagesRecognised]) -> PagesRecognised:
        """A damaged file is put aside, and the pages of the case are kept in the next one when it is shown
        again; whatever else goes wrong ends the recognition until the next start."""
        if self._opened is None:
            self._opened = open_page_history(self._folder, self._keys)
            self._told = self._opened.told
            self._renewing = self._opened.history is not None
        history, told = self._opened.history, self._told
        self._told = ""
        if history is None:
            return PagesRecognised(told=told)
        try:
            done = act(history)
        except DamagedDatabaseError:
            self.close()
            self._opened = replace_page_history(self._folder, self._keys)
            self._recognition = None
            return PagesRecognised(told=self._opened.told)
        except StoreError as error:
            self.close()
            self._opened = OpenedPageHistory(None)
            return PagesRecognised(told=f"Pages are not recognised until the next start. {error.sentence}")
        return replace(done, told=told)

    def _begin(self, history: PageHistory, case: SeenCase, documents: Sequence[Document]) -> PagesRecognised:
        history.begin_renewal(SKETCH_VERSION)
        named = tuple((one.sha256, one.file) for one in documents)
        self._recognition = PageRecognition(history, history.show_case(case, named), named)
        return PagesRecognised(more=bool(named))

    def _look_up(self, history: PageHistory, text_of: TextOf, until: float) -> PagesRecognised:
        matches: list[PageMatch] = []
        wordless: list[tuple[PagePlace, bytes | None]] = []
        while self._recognition is not None and self._waiting:
            drawn = self._sketch_of(self._waiting[0], history, text_of)
            if drawn is None:
                return PagesRecognised(tuple(matches), wordless=tuple(wordless))
            place = self._waiting.popleft()
            matches += self._recognition.take(place, drawn)
            if place in self._anew:
                self._anew.remove(place)
            elif not drawn.comparable:
                wordless.append((place, history.look_of(place)))
            if time.monotonic() >= until:
                return PagesRecognised(tuple(matches), more=True, wordless=tuple(wordless))
        if self._renewing:
            self._renewing = history.renew(RENEWED_AT_ONCE, keys_of_words)
        return PagesRecognised(tuple(matches), more=self._renewing, wordless=tuple(wordless))

    def _sketch_of(self, place: PagePlace, history: PageHistory, text_of: TextOf) -> PageSketch | None:
        """``None`` while nothing is known of the page. What was read anew goes before what was kept."""
        words = () if place in self._anew else history.words_of(place)
        text = " ".join(words) if words else text_of(place.sha256, place.page)
        return None if text is None else sketch(text)


def _places(document: Document) -> Iterator[PagePlace]:
    for number in range(1, min(document.page_count, MOST_PAGES) + 1):
        yield PagePlace(document.sha256, number)


def _same_file(document: Document, before: Document) -> Iterator[PageMatch]:
    for place in _places(document):
        yield PageMatch(document.file, place, before.file, place, SameBy.FILE, 1.0)
