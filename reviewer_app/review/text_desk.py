"""Searching the open case: the texts of its pages are brought here as they are read, with what a machine read
of their pictures, and looked up again.

They are kept beside the database in a file of their own, so that a document is read once. That file may
be deleted, damaged or in use elsewhere at any time; at worst the pages are read again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import StoreError
from reviewer_app.domain.found import PageKey
from reviewer_app.domain.page_reading import KeptPage, PageReading
from reviewer_app.domain.pages import ViewRotation
from reviewer_app.domain.same_page import PagePlace
from reviewer_app.domain.search import (
    BOX_BYTES,
    DocumentHits,
    Hit,
    IndexProgress,
    SearchableText,
    SearchResult,
)
from reviewer_app.evidence.page_lines import way_up
from reviewer_app.evidence.search_hits import TermFinder, hits_on
from reviewer_app.evidence.search_query import Term, terms_of, words_to_look_up
from reviewer_app.review.compared_texts import ComparedTexts, compared_texts
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.index_coverage import IndexCoverage, PageState
from reviewer_app.review.page_history_desk import PageHistoryDesk, PagesRecognised
from reviewer_app.review.spelling import LONGEST, MOST_OFFERED, Spelling, look_alikes
from reviewer_app.review.unread_pages import UnreadPages
from reviewer_app.storage.case_tables import MOST_PAGES
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.text_index import MOST_FILE_BYTES, TextIndex

EXTRACTION = 1
"""Counted up whenever the words of a page are read, or folded for the index, in another way than before."""

MOST_WORDS = 100_000
"""Words of a case that a mistyped one is compared with, the commonest; 3,000 pages have about 30,000."""

UNREADABLE = "The page could not be read, or there was no room to keep it."
NO_ROOM = "There was no room to keep what was read of it."

REPLACEMENTS = 2
"""A damaged file is replaced by a new one, and where that fails too the texts are kept in memory."""

Result = TypeVar("Result")
Corrections = tuple[tuple[str, tuple[str, ...]], ...]


class TextDesk:
    """Belongs to the thread that made it; a use on another thread raises :class:`RuntimeError`.
    ``page_history`` recognises the pages of the case that came before (:meth:`recognise`)."""

    def __init__(
        self,
        data_folder: Path,
        most_bytes: int = MOST_FILE_BYTES,
        keys: KeySource | None = None,
        tell: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        """``most_bytes`` bounds the file of page texts, ``keys`` open it; without them the folder's own.
        ``tell`` hears, on this thread and for each case, that the texts are only in memory, and why."""
        self._thread = threading.get_ident()
        opening = keys or key_custody(data_folder)
        self._index = TextIndex.open(data_folder, opening, most_bytes)
        self.page_history = PageHistoryDesk(data_folder, opening)
        self._tell = tell
        self._documents: tuple[tuple[str, int], ...] = ()
        self._unreadable: set[tuple[str, int]] = set()
        self._without_room: set[PageKey] = set()
        self._lying: dict[str, dict[int, ViewRotation]] = {}
        self._coverage = IndexCoverage()
        self._unread = UnreadPages()
        self._spelling: Spelling | None = None

    def show_case(self, documents: Sequence[Document]) -> IndexProgress:
        """Search in these documents from now on; pages that were read before are found at once."""
        pages = {found.sha256: min(found.page_count, MOST_PAGES) for found in documents if found.sha256}
        wanted = tuple((sha256, count) for sha256, count in pages.items() if count)
        if self._index.told:
            self._tell(self._index.told)
        self._attempt(lambda: self._show(wanted))
        return self._coverage.progress()

    def missing(self, count: int) -> tuple[tuple[str, int], ...]:
        """Up to that many pages, as SHA-256 and page from 1, that are still to be read; in the order of the
        case. The same ones until :meth:`keep` hears of them."""
        return self._attempt(lambda: self._coverage.missing(count))

    def keep(self, pages: Sequence[tuple[str, int, SearchableText | None]]) -> IndexProgress:
        """Keep and index the texts of pages. ``None`` is a page that cannot be read, which is tried again by
        the next program. Pages that are known, or not of this case, are left out.

        A page for which there is no room counts as unreadable. Where the file of page texts had to be given
        up, the progress begins anew, and :meth:`missing` names all pages again.

        :raises ValueError: a text has more or fewer words than boxes.
        """
        self._attempt(lambda: self._keep(pages))
        return self._coverage.progress()

    def to_read(self, engine: str) -> tuple[PageKey, ...]:
        """The pages of the case that are to be read by machine and were not read by that engine yet, as far
        as it is known what their files have. One whose reading failed is tried again when the case is next
        shown: a reader that was ended from outside, or too late, is no fault of the page."""
        return self._unread.to_read(engine)

    @property
    def pages_to_read(self) -> int:
        """How many pages of the case are to be read by machine, those included that were."""
        return len(self._unread)

    def page_reading(self, sha256: str, page: int, engine: str = "") -> PageReading | None:
        """What is kept of the picture of a page of the case; with an ``engine`` only what that has read,
        which a reading that failed is not."""
        kept = self._attempt(lambda: self._index.reading(sha256, page) if self._has(sha256, page) else None)
        if kept is None or not engine:
            return kept.came if kept is not None else None
        return kept.came if kept.engine == engine and kept.came.reading is not None else None

    def same_picture(self, picture: str, engine: str) -> PageReading | None:
        """What that engine read of the same picture on any page of any document; how it agrees with the words
        of the file has still to be found out."""
        came = self._attempt(lambda: self._index.same_picture(picture, engine))
        return came if came is not None and came.reading is not None else None

    def keep_reading(self, sha256: str, page: int, picture: str, engine: str, came: PageReading) -> bool:
        """Keep what came of reading the picture of a page, and search its words where they count. ``picture``
        is a digest of the picture, ``engine`` names what read it. False where the page is not of this case.
        One for which there is no room counts as read in vain, until the case is next shown.

        :raises ValueError: a reading has more or fewer words than boxes.
        """
        reading = came.reading
        if reading is not None:
            came = replace(came, reading=replace(reading, text=_checked(reading.text)))
        return self._attempt(lambda: self._keep_reading(sha256, page, picture, engine, came))

    def turned_pages(self) -> dict[str, dict[int, ViewRotation]]:
        """By document, the pages of the case that do not lie upright, with the degrees clockwise that would
        turn them so: as a machine has read them, else as the lines of their file run."""
        return self._attempt(lambda: {one: self._turned_of(one) for one, _ in self._documents})

    def _turned_of(self, sha256: str) -> dict[int, ViewRotation]:
        known = {**self._lying.get(sha256, {}), **self._index.turned_pages(sha256)}
        return {page: turned for page, turned in known.items() if turned}

    def kept_pages(self, keys: Sequence[PageKey]) -> tuple[KeptPage, ...]:
        """What is kept of pages of the case, in this order; of one that is not of the case, nothing."""
        return self._attempt(lambda: tuple(self._kept_page(*key) for key in keys))

    def search(self, query: str, limit: int = 500) -> SearchResult:
        """What the case has for a query, up to that many hits; every query is allowed.

        Words that occur nowhere in the case are replaced by the nearest that do.
        """
        terms = terms_of(query)
        groups, more, corrections = self._attempt(lambda: self._search(terms, limit))
        return SearchResult(
            query, groups, corrections, more, self._coverage.progress(), self._coverage.unsearched()
        )

    def recognise(self, seconds: float) -> PagesRecognised:
        """Look up pages of the case that were read among those of earlier ones, for about so long."""
        return self.page_history.advance(self._text_of, seconds)

    def compare(self, one: PagePlace, other: PagePlace) -> ComparedTexts:
        """What a page says differently than another one, of any case, as far as their texts are kept."""
        return compared_texts(self._kept_text(one), self._kept_text(other))

    def _kept_text(self, place: PagePlace) -> str:
        """The text of a page, or where only its words are kept, those."""
        text = self._attempt(lambda: self._index.kept_text(place.sha256, place.page))
        return text or " ".join(self.page_history.words_of(place))

    def begin_backup(self, finished: Callable[[BaseException | None], None]) -> bool:
        """Begin this week's backup of the page history unless there is one."""
        return self.page_history.begin_backup(datetime.now().astimezone(), finished)

    def close(self) -> None:
        """End the use of the files of page texts and of earlier pages."""
        self._index.close()
        self.page_history.close()

    def _text_of(self, sha256: str, number: int) -> str | None:
        """The text of a page of the case, empty where none can be read; ``None`` while it is still to be."""
        match self._coverage.state(sha256, number):
            case PageState.INDEXED:
                return self._attempt(lambda: self._index.text_of(sha256, number))
            case PageState.WORDLESS | PageState.UNREADABLE:
                return ""
            case _:
                return None

    def _attempt(self, act: Callable[[], Result]) -> Result:
        """Does it again with an empty index when the one that is there fails: with a new file, then without
        one.

        :raises RuntimeError: called on another thread than the one that made the desk.
        """
        if threading.get_ident() != self._thread:
            raise RuntimeError("the texts of pages are used on the thread that opened them")
        for _ in range(REPLACEMENTS):
            try:
                return act()
            except StoreError as error:
                self._index = self._index.replaced(error, [sha256 for sha256, _ in self._documents])
                if self._index.told:
                    self._tell(self._index.told)
                self._lay_out()
        return act()

    def _show(self, documents: tuple[tuple[str, int], ...]) -> None:
        if documents != self._documents:
            self._documents = documents
            self._lay_out()
            self._get_ready()

    def _has(self, sha256: str, page: int) -> bool:
        return self._coverage.state(sha256, page) is not None

    def _keep_reading(self, sha256: str, page: int, picture: str, engine: str, came: PageReading) -> bool:
        if not self._has(sha256, page):
            return False
        self._unread.note_read(sha256, page, engine)
        if self._index.keep_reading(sha256, page, picture, engine, came):
            self._without_room.discard((sha256, page))
            if self._coverage.state(sha256, page) in (PageState.INDEXED, PageState.WORDLESS):
                self._put_indexed(sha256, page)
                self._spelling = None
            if came.counts:
                self.page_history.look_again(PagePlace(sha256, page))
        else:
            self._without_room.add((sha256, page))
        return True

    def _put_indexed(self, sha256: str, page: int) -> None:
        words = self._index.text_of(sha256, page)
        self._coverage.put(sha256, page, PageState.INDEXED if words else PageState.WORDLESS)

    def _kept_page(self, sha256: str, page: int) -> KeptPage:
        match self._coverage.state(sha256, page):
            case None:
                return KeptPage(sha256, page)
            case PageState.UNREADABLE:
                return KeptPage(sha256, page, unread=UNREADABLE)
            case _:
                native = next((text for _, text in self._index.texts(sha256, page, page)), None)
                kept = self._index.reading(sha256, page)
        came = kept.came if kept is not None else PageReading()
        if kept is None and (sha256, page) in self._without_room:
            came = PageReading(failure=NO_ROOM)
        return KeptPage(sha256, page, native, came.reading, came.layer, came.failure)

    def _lay_out(self) -> None:
        """Makes the documents the case of the index that is there."""
        self._coverage = IndexCoverage(self._documents)
        self._unread = UnreadPages()
        self._without_room.clear()
        self._lying.clear()
        self._spelling = None
        for sha256, number in self._unreadable:
            if self._coverage.state(sha256, number) is not None:
                self._coverage.put(sha256, number, PageState.UNREADABLE)
        for held in self._index.show(self._documents, EXTRACTION):
            state = PageState.WORDLESS if held.wordless else PageState.INDEXED
            self._coverage.put(self._documents[held.position][0], held.number, state)
        for sha256, _ in self._documents:
            engines = self._index.engines(sha256)
            for number, text in self._index.texts(sha256):
                if self._has(sha256, number):
                    self._take(sha256, number, text, engines.get(number, ""))

    def _take(self, sha256: str, page: int, text: SearchableText, engine: str) -> None:
        """Note how a page lies by the words of its file, and whether its picture is to be read."""
        self._unread.take(sha256, page, text, engine)
        turned = way_up(text)
        if turned:
            self._lying.setdefault(sha256, {})[page] = turned

    def _keep(self, pages: Iterable[tuple[str, int, SearchableText | None]]) -> None:
        wanted = {
            (sha256, number): text
            for sha256, number, text in pages
            if self._coverage.state(sha256, number) in (PageState.MISSING, PageState.UNREADABLE)
        }
        texts = [(*page, _checked(text)) for page, text in wanted.items() if text is not None]
        kept = {page[:2]: page[2] for page in texts[: self._index.add(texts)]}
        for page in wanted:
            text = kept.get(page)
            if text is None:
                self._unreadable.add(page)
                self._coverage.put(*page, PageState.UNREADABLE)
            else:
                self._unreadable.discard(page)
                self._put_indexed(*page)
                read = self._index.reading(*page)
                self._take(*page, text, read.engine if read is not None else "")
        if kept:
            self._spelling = None
            self._get_ready()

    def _get_ready(self) -> None:
        """Once all pages are there nobody waits for the words any more when one is mistyped."""
        if self._documents and self._coverage.progress().complete:
            self._known_spelling()

    def _search(
        self, terms: Sequence[Term], limit: int
    ) -> tuple[tuple[DocumentHits, ...], bool, Corrections]:
        if not terms or not self._documents:
            return (), False, ()
        groups, more = self._hits(terms, limit)
        if groups:
            return groups, more, ()
        instead = {
            (word, may_go_on): self._nearest(word, may_go_on)
            for word, may_go_on in words_to_look_up(terms)
            if not self._index.occurs(word, may_go_on=may_go_on)
        }
        if instead and all(instead.values()):
            groups, more = self._hits([term.replaced(instead) for term in terms], limit)
        return groups, more, tuple((word, words) for (word, _), words in instead.items())

    def _hits(self, terms: Sequence[Term], limit: int) -> tuple[tuple[DocumentHits, ...], bool]:
        """Up to ``limit`` hits, and whether there is one more."""
        finders = [TermFinder(term) for term in terms]
        groups: dict[str, list[Hit]] = {}
        room = limit
        with closing(self._index.pages_with(terms)) as pages:
            for page in pages:
                for hit in hits_on(page, finders):
                    if not room:
                        return _grouped(groups), True
                    groups.setdefault(hit.document, []).append(hit)
                    room -= 1
        return _grouped(groups), False

    def _nearest(self, word: str, may_go_on: bool) -> tuple[str, ...]:
        """The words of the case that may have been meant; those that look alike in a scan go first."""
        alike = self._index.known_among(look_alikes(word))
        near = self._known_spelling().nearest(word, may_go_on=may_go_on)
        return tuple(dict.fromkeys((*alike, *near)))[:MOST_OFFERED]

    def _known_spelling(self) -> Spelling:
        """The words of the case as they are compared; looked up anew when pages have come."""
        if self._spelling is None:
            self._spelling = Spelling(self._index.commonest(MOST_WORDS, LONGEST))
        return self._spelling


def _checked(text: SearchableText) -> SearchableText:
    """The text with single separators, one less than it has boxes: words are found again by counting them."""
    if _separated_words(text.text) * BOX_BYTES == len(text.boxes):
        return text
    lines = (" ".join(line.split()) for line in text.text.split("\n"))
    separated = "\n".join(line for line in lines if line)
    if _separated_words(separated) * BOX_BYTES != len(text.boxes):
        raise ValueError("a page's text has more or fewer words than boxes")
    return replace(text, text=separated)


def _separated_words(text: str) -> int:
    return text.count(" ") + text.count("\n") + 1 if text else 0


def _grouped(groups: dict[str, list[Hit]]) -> tuple[DocumentHits, ...]:
    return tuple(DocumentHits(document, tuple(hits)) for document, hits in groups.items())
