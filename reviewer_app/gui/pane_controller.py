"""What one pane shows: which document, what is marked on it, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.place import Place
from reviewer_app.gui.models.place_history import PlaceHistory
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.page_marks import owner_marks, page_marks
from reviewer_app.gui.viewer.marking import PageMarking
from reviewer_app.gui.viewer.pane import Pane

NOTHING_TO_SHOW = (
    "No document of this case can be shown; the list says why. Put readable files into the folder "
    "and read it again (F5)."
)


class PaneController(QObject):
    """Shows documents in one pane. ``document`` is the one in it, ``None`` before there is one.

    A ``guest`` is a document of another case, named by the words that say so: one reads it and compares with
    it, but nothing of it is cited, marked or remembered. It is empty for the case's own.
    """

    moved = Signal()
    """The reader is at another place of the document."""

    page_seen = Signal(str, int)
    """SHA-256 and page of what was really on screen."""

    document_changed = Signal()
    """Another document is in the pane, or the same one is known better."""

    def __init__(self, pane: Pane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pane = pane
        self.view = pane.view
        self.document: Document | None = None
        self.guest = ""
        self.history = PlaceHistory()
        pane.view.place_changed.connect(self._moved)
        pane.view.page_seen.connect(self._page_seen)
        pane.page_wanted.connect(self.go_to_page)

    @property
    def file(self) -> str:
        """The case's file in the pane; empty while there is none."""
        return self.document.file if self.document is not None and not self.guest else ""

    @property
    def place(self) -> Place | None:
        """Where the reader is; ``None`` without a document of the case that can be read."""
        if self.document is None or not self.document.readable or self.guest:
            return None
        return replace(self.view.place(), sha256=self.document.sha256)

    def show(self, document: Document, place: Place | None = None, guest: str = "") -> None:
        """Put a document into the pane, at a place or from its beginning; one that cannot be read shows its
        sentence. ``guest`` says of which other case it is, where it is not of the open one."""
        self.document, self.guest = document, guest
        if document.readable:
            self.view.show_document(document.sha256, document.pages, title=document.file, place=place)
        else:
            self.view.show_message(document.error or "This document cannot be shown.")
        self.pane.show_title(document.file, guest)
        self.document_changed.emit()

    def show_sentence(self, title: str, sentence: str, guest: str) -> None:
        """Say in the place of a document of another case what can be said of it."""
        self.document, self.guest = None, guest
        self.view.show_message(sentence)
        self.pane.show_title(title, guest)
        self.document_changed.emit()

    def show_nothing(self) -> None:
        """There is no document to show."""
        self.document, self.guest = None, ""
        self.view.show_message(NOTHING_TO_SHOW)
        self.pane.show_title("")
        self.document_changed.emit()

    def forget(self) -> None:
        """Another case comes: neither the document nor the way back is of use."""
        self.document, self.guest = None, ""
        self.history.forget()

    def leave(self) -> None:
        """A jump leaves the place where the reader is; the way back leads there."""
        if self.place is not None:
            self.history.leave(self.place)

    @Slot(int)
    def go_to_page(self, page: int) -> None:
        """Jump to a page of the shown document."""
        self.go_to(page)

    def go_to(self, page: int, rects: Sequence[Rect] = ()) -> None:
        """Jump to a page of the shown document from its top, or to a passage of it."""
        self.leave()
        self.view.go_to(page, rects)

    def anchors(self) -> tuple[Anchor, ...]:
        """The selection, or the page on screen, as places in the document, one for each page; none without a
        document."""
        document = self.document
        if document is None or not document.readable or not self.view.page_count or self.guest:
            return ()
        selection = self.view.selection()
        if selection is not None:
            return selection.anchors(document.sha256)
        return (Anchor(document.sha256, self.view.current_page),)

    def show_case(
        self, case: OpenCase, element_id: str, proposed: tuple[PageMarking, ...] = ()
    ) -> tuple[PageMarking, ...]:
        """Draw what a case has cited from the document, that of one element in front, and what is
        ``proposed``; say in the bar what is known of the document. Returns what is cited."""
        document = self.document
        if document is None or self.guest:
            return ()
        marks = page_marks(case, document.sha256, element_id) if document.readable else ()
        self.view.set_marks((*owner_marks(case, document.sha256), *marks, *proposed))
        self.pane.show_title(document.file, _detail_of(document, case))
        return marks

    @Slot()
    def _moved(self) -> None:
        self.moved.emit()

    @Slot(int)
    def _page_seen(self, page: int) -> None:
        document = self.document
        if self.guest or document is None or not document.readable:
            return
        if self.view.document == document.sha256:
            self.page_seen.emit(document.sha256, page)


def _detail_of(document: Document, case: OpenCase) -> str:
    known = case.review.documents
    aside = any(one.sha256 == document.sha256 and not one.pertinent for one in known)
    notes = counted(len(document.notes), "note") if document.notes else ""
    return " · ".join(part for part in ("not pertinent" if aside else "", notes) if part)
