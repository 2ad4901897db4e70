"""What the pane shows: which document of the case, its marks, and what of it was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.place import Place
from reviewer_app.domain.policy import Element
from reviewer_app.gui.viewer.marking import PageHit, PageMarking
from reviewer_app.gui.viewer.pane import Pane
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnails import ThumbnailList
from reviewer_app.review.read_pages import EARLY_DOCUMENT

SETTLED_MILLISECONDS = 700
"""How long the reader stays before a place or the seen pages are written down."""


class PageController(QObject):
    """Shows documents of the open case in the pane and reports what the reader did there."""

    document_shown = Signal(str)
    """File of the document that is now in the pane."""

    pages_seen = Signal(object)
    """A frozenset of (SHA-256, page) that were on screen since the last time."""

    place_settled = Signal(object)
    """The reader's :class:`Place` after a moment without moving; its element is not filled in."""

    def __init__(
        self, pane: Pane, store: PictureStore, thumbnails: ThumbnailList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._store = store
        self._thumbnails = thumbnails
        self._case: OpenCase | None = None
        self._file = ""
        self._shown: Document | None = None
        self._element = ""
        self._hits: Mapping[str, tuple[PageHit, ...]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MILLISECONDS)
        self._settled.timeout.connect(self.settle)
        pane.view.place_changed.connect(self._moved)
        pane.view.page_seen.connect(self._page_seen)
        thumbnails.page_chosen.connect(pane.view.go_to)

    @property
    def file(self) -> str:
        """The file in the pane; empty while there is none."""
        return self._file

    def show_early(self, file: str) -> None:
        """Show the document whose first page is here before the case has been read."""
        self._pane.view.show_document(EARLY_DOCUMENT, title=file)
        self._pane.show_title(file)

    def show_case(self, case: OpenCase, early_file: str = "") -> None:
        """Show the case: another case at the place where its review was left, the same where the reader is.

        ``early_file`` is already in the pane under a key of its own, which its SHA-256 replaces now.
        """
        another = self._case is None or self._case.case_id != case.case_id
        self._case = case
        if another:
            self._file = ""
            self._open_first(early_file)
        else:
            self._show_as_it_is_now()
        self._mark()

    def _show_as_it_is_now(self) -> None:
        """When the folder was read again, its files may hold something else, or can be drawn again."""
        document = self._document(self._file)
        if document is None:
            self._open_first("")
        elif document is not self._shown:
            self._show(document, self._pane.view.place() if document.readable else None)

    def _open_first(self, early_file: str) -> None:
        """Show the place of the review, else the document shown early, else the first readable one."""
        case = self._case
        if case is None:
            return
        early = self._document(early_file)
        if early is not None and early.readable:
            self._store.cache.rename(EARLY_DOCUMENT, early.sha256)
        place = case.review.place
        kept = next((one for one in case.documents if place.sha256 and one.sha256 == place.sha256), None)
        if kept is not None and kept.readable:
            self._show(kept, place)
            return
        readable = next((one for one in case.documents if one.readable), None)
        first = early if early is not None and early.readable else readable
        if first is not None:
            same_view = early is first and self._pane.view.document == EARLY_DOCUMENT
            self._show(first, self._pane.view.place() if same_view else None)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self._file = ""
        self._pane.show_title("")
        self._pane.view.show_message(
            "No document of this case can be shown; the list says why. Put readable files into the folder "
            "and read it again (F5)."
        )
        self._thumbnails.show_document("", ())

    def show_file(self, file: str) -> None:
        """Put a document into the pane; one that cannot be read shows its sentence."""
        document = self._document(file)
        if document is None or file == self._file:
            return
        self._show(document, None)

    def step_document(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) document of the list; the ends hold."""
        if self._case is None or not self._case.documents:
            return
        files = [document.file for document in self._case.documents]
        at = files.index(self._file) if self._file in files else -step
        self.show_file(files[max(0, min(len(files) - 1, at + step))])

    def go_to_evidence(self, evidence: Evidence) -> bool:
        """Show the cited passage in the middle. False when its content is no longer in the folder."""
        anchor = evidence.anchor
        return self.go_to_passage(anchor.sha256, anchor.page, anchor.rects)

    def go_to_passage(self, sha256: str, page: int, rects: Sequence[Rect] = ()) -> bool:
        """Show a passage in the middle, or a page from its top. False when the document with that SHA-256 is
        not in the folder, or cannot be read."""
        document = self._by_hash(sha256)
        if document is None or not document.readable:
            return False
        if document.file != self._file:
            self._show(document, None)
        self._pane.view.go_to(page, rects)
        return True

    def select_passage(self, page: int, rects: tuple[Rect, ...], quote: str) -> None:
        """Select a known passage of the document in the pane."""
        self._pane.view.select_passage(page, rects, quote)

    def here(self) -> tuple[str, Place]:
        """Where the reader is, for :meth:`return_to`: the file in the pane, and the place in it."""
        return self._file, self._pane.view.place()

    def return_to(self, file: str, place: Place) -> None:
        """Go back to where the reader was; nothing happens when that document is no longer there."""
        document = self._document(file)
        if document is not None and (file, place) != self.here():
            self._show(document, place)

    def set_hits(self, hits: Mapping[str, tuple[PageHit, ...]]) -> None:
        """What a search found, by the document's SHA-256."""
        self._hits = hits
        self._show_hits()

    def _show_hits(self) -> None:
        document = self._document(self._file)
        found = self._hits.get(document.sha256, ()) if document is not None else ()
        self._pane.view.set_hits(found)
        self._thumbnails.set_hits(Counter(hit.page for hit in found))

    def anchors(self) -> tuple[Anchor, ...]:
        """The selection, or the page on screen, as places in the document, one for each page; none without a
        document."""
        view = self._pane.view
        document = self._document(self._file)
        if document is None or not document.readable or not view.page_count:
            return ()
        selection = view.selection()
        if selection is not None:
            return selection.anchors(document.sha256)
        return (Anchor(document.sha256, view.current_page),)

    def when_selected(self, act: Callable[[], None]) -> None:
        """Do something with :meth:`anchors`: at once, or when the words that were selected are here."""
        self._pane.view.when_selected(act)

    def current_page(self) -> tuple[str, int] | None:
        """The page on screen as (SHA-256, page); ``None`` without one."""
        document = self._document(self._file)
        if document is None or not document.sha256:
            return None
        return document.sha256, max(1, self._pane.view.current_page)

    def show_element(self, element_id: str) -> None:
        """Make the marks of one element the current ones."""
        self._element = element_id
        self._mark()

    @Slot()
    def settle(self) -> None:
        """Report the place and the seen pages now."""
        self._settled.stop()
        self._tell_seen()
        document = self._document(self._file)
        if document is not None and document.readable:
            self.place_settled.emit(replace(self._pane.view.place(), sha256=document.sha256))

    def _tell_seen(self) -> None:
        if self._seen:
            seen, self._seen = frozenset(self._seen), set()
            self.pages_seen.emit(seen)

    def _show(self, document: Document, place: Place | None) -> None:
        self._tell_seen()
        self._file = document.file
        self._shown = document
        view = self._pane.view
        if document.readable:
            view.show_document(document.sha256, document.pages, title=document.file, place=place)
            self._thumbnails.show_document(document.sha256, document.pages)
            self._thumbnails.set_current_page(view.current_page)
        else:
            view.show_message(document.error or "This document cannot be shown.")
            self._thumbnails.show_document("", ())
        self._pane.show_title(document.file, self._detail_of(document))
        self._mark()
        self._show_hits()
        self.document_shown.emit(document.file)

    def _detail_of(self, document: Document) -> str:
        known = self._case.review.documents if self._case else ()
        aside = any(one.sha256 == document.sha256 and not one.pertinent for one in known)
        words = ["not pertinent"] if aside else []
        return " · ".join((*words, *document.notes))

    def _mark(self) -> None:
        """Draw what is cited from the document in the pane."""
        case, document = self._case, self._document(self._file)
        if case is None or document is None or not document.readable:
            return
        marks: list[PageMarking] = []
        labels: dict[int, tuple[str, ...]] = {}
        for one in case.checklist.elements:
            for evidence in case.review.finding(one.id).evidence:
                anchor = evidence.anchor
                if anchor.sha256 == document.sha256:
                    short = page_label(one.element)
                    marks.append(PageMarking(anchor.page, anchor.rects, short, one.id == self._element))
                    labels[anchor.page] = tuple(dict.fromkeys((*labels.get(anchor.page, ()), short)))
        self._pane.view.set_marks(tuple(marks))
        self._thumbnails.set_labels(labels)
        self._thumbnails.set_seen(
            {page for sha256, page in case.review.pages_seen if sha256 == document.sha256}
        )
        self._pane.show_title(document.file, self._detail_of(document))

    @Slot()
    def _moved(self) -> None:
        self._thumbnails.set_current_page(self._pane.view.current_page)
        self._settled.start()

    @Slot(int)
    def _page_seen(self, page: int) -> None:
        document = self._document(self._file)
        if document is not None and document.readable and self._pane.view.document == document.sha256:
            self._seen.add((document.sha256, page))
            self._thumbnails.add_seen(page)
            self._settled.start()

    def _document(self, file: str) -> Document | None:
        return self._first(lambda document: document.file == file)

    def _by_hash(self, sha256: str) -> Document | None:
        return self._first(lambda document: document.sha256 == sha256)

    def _first(self, wanted: Callable[[Document], bool]) -> Document | None:
        return next(filter(wanted, self._case.documents), None) if self._case else None


def page_label(element: Element) -> str:
    """What is drawn beside evidence: the head of the element's id (``S14``, ``S3A``, ``G1``), since a longer
    word would cover the text; the short name for an element that the reviewer added."""
    return element.id.partition("-")[0].upper() if element.row else element.short
