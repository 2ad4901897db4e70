"""What the panes show, and what the reader did there: joins one or two panes with the open case.

Whatever asks for the document, the page or the selection, or sends the reader somewhere, means the focused
pane: the one where the keyboard is, or was last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.found import PageKey
from reviewer_app.domain.pages import Rect, ViewRotation
from reviewer_app.domain.place import Place
from reviewer_app.gui.models.page_questions import PageQuestion
from reviewer_app.gui.page_overview import PageOverview
from reviewer_app.gui.pane_controller import PaneController
from reviewer_app.gui.pane_pair import OtherPage, PanePair
from reviewer_app.gui.pane_sides import PaneSides
from reviewer_app.gui.viewer.marking import PageHit, PageMarking
from reviewer_app.gui.viewer.panes import Panes
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnails import ThumbnailList
from reviewer_app.review.read_pages import EARLY_DOCUMENT

SETTLED_MILLISECONDS = 700
"""How long the reader stays before a place or the seen pages are written down."""


class PageController(QObject):
    """Shows documents of the open case in the panes and reports what the reader did there."""

    document_shown = Signal(str)
    """File of the document that is now in the focused pane."""

    pages_seen = Signal(object)
    """A frozenset of (SHA-256, page) that were on screen since the last time."""

    place_settled = Signal(object)
    """The reader's :class:`Place` after a moment without moving; its element is not filled in."""

    def __init__(
        self, panes: Panes, store: PictureStore, thumbnails: ThumbnailList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pair = PanePair(panes, self)
        self._store = store
        self._overview = PageOverview(thumbnails, self._pair, self)
        self._case: OpenCase | None = None
        self._element = ""
        self._hits: Mapping[str, tuple[PageHit, ...]] = {}
        self._proposed: Mapping[str, tuple[PageMarking, ...]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MILLISECONDS)
        self._settled.timeout.connect(self.settle)
        self.sides = PaneSides(self._pair, self.document_of)
        for controller in self._pair.both:
            controller.document_changed.connect(partial(self._document_changed, controller))
            controller.moved.connect(self._moved)
            controller.page_seen.connect(self._page_seen)
        panes.focused_changed.connect(self._focus_changed)

    @property
    def controllers(self) -> tuple[PaneController, ...]:
        """Those of both panes, shown or not."""
        return self._pair.both

    @property
    def focused(self) -> PaneController:
        """The focused pane's."""
        return self._pair.focused

    @property
    def file(self) -> str:
        """The file in the focused pane; empty while there is none."""
        return self.focused.file

    def show_early(self, file: str) -> None:
        """Show the document whose first page is here before the case has been read."""
        self.focused.view.show_document(EARLY_DOCUMENT, title=file)
        self.focused.pane.show_title(file)

    def show_case(self, case: OpenCase, early_file: str = "") -> None:
        """Show the case: another case at the place where its review was left, the same where the reader is.

        ``early_file`` is already in the pane under a key of its own, which its SHA-256 replaces now.
        """
        another = self._case is None or self._case.case_id != case.case_id
        self._case = case
        if another:
            self._open(case, early_file)
        else:
            for controller in self._pair.shown:
                self._show_as_it_is_now(controller)
        self._mark()

    def _show_as_it_is_now(self, controller: PaneController) -> None:
        """When the folder was read again, its files may hold something else, or can be drawn again."""
        if controller.guest:
            return
        document = self._document(controller.file)
        if document is None:
            self._show_first(controller, None)
        elif document is not controller.document:
            controller.show(document, controller.view.place() if document.readable else None)

    def _open(self, case: OpenCase, early_file: str) -> None:
        """Show the place of the review, in two panes if there were two."""
        self._pair.close_beside()
        for controller in self._pair.both:
            controller.forget()
        early = self._document(early_file)
        if early is not None and early.readable:
            self._store.cache.rename(EARLY_DOCUMENT, early.sha256)
        place = case.review.place
        kept = self._readable(place.sha256)
        if kept is not None:
            self.focused.show(kept, place)
        else:
            self._show_first(self.focused, early)
        beside = place.beside
        document = self._readable(beside.place.sha256) if beside is not None else None
        if beside is not None and document is not None:
            self._pair.open_beside(document, beside)

    def _show_first(self, controller: PaneController, early: Document | None) -> None:
        """Show the document shown early, else the first readable one, else the first that asks for a
        password."""
        readable = self._first(lambda document: document.readable)
        locked = self._first(lambda document: document.status is DocumentStatus.ENCRYPTED)
        first = early if early is not None and early.readable else readable or locked
        if first is None:
            controller.show_nothing()
            return
        same_view = early is first and controller.view.document == EARLY_DOCUMENT
        controller.show(first, controller.view.place() if same_view else None)

    def show_file(self, file: str) -> None:
        """Put a document into the focused pane; one that cannot be read shows its sentence."""
        document = self._document(file)
        if document is not None and file != self.file:
            self.focused.leave()
            self.focused.show(document)

    def step_document(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) document of the list; the ends hold."""
        if self._case is None or not self._case.documents:
            return
        files = [document.file for document in self._case.documents]
        at = files.index(self.file) if self.file in files else -step
        self.show_file(files[max(0, min(len(files) - 1, at + step))])

    def ask_page(self) -> None:
        """Ask in the focused pane's bar which page to go to."""
        self.focused.pane.page_field.ask()

    def go_to_page(self, page: int) -> None:
        """Jump to a page of the document in the focused pane; to the nearest that it has."""
        self.focused.go_to(page)

    def go_to_evidence(self, evidence: Evidence) -> bool:
        """Show the cited passage in the middle. False when its content is no longer in the folder."""
        anchor = evidence.anchor
        return self.go_to_passage(anchor.sha256, anchor.page, anchor.rects)

    def go_to_passage(self, sha256: str, page: int, rects: Sequence[Rect] = (), *, jump: bool = True) -> bool:
        """Show a passage in the middle, or a page from its top. False when the document with that SHA-256 is
        not in the folder, or cannot be read. Where it is no ``jump``, one does not come back to the place
        that is left."""
        document = self._readable(sha256)
        if document is None:
            return False
        if jump:
            self.focused.leave()
        if self._holds(sha256):
            self.focused.view.go_to(page, rects)
        else:
            self._pair.show_passage(document, page, rects)
        return True

    def select_passage(self, page: int, rects: tuple[Rect, ...], quote: str, around: tuple[str, str]) -> None:
        """Select a known passage of the document in the focused pane; ``around`` it are the words before and
        after."""
        self.focused.view.select_passage(page, rects, quote, around)

    def here(self) -> tuple[str, Place]:
        """Where the reader is, for :meth:`return_to`: the file in the focused pane, and the place in it."""
        return self.file, self.focused.view.place()

    def return_to(self, file: str, place: Place) -> None:
        """Go back to where the reader was; nothing happens when that document is no longer there."""
        document = self._document(file)
        if document is not None and (file, place) != self.here():
            self.focused.show(document, place)

    def go_back(self) -> None:
        """Show the place that was left by the last jump in the focused pane."""
        self._go_along(self.focused.history.back)

    def go_forward(self) -> None:
        """Undo :meth:`go_back`."""
        self._go_along(self.focused.history.forward)

    def _go_along(self, step: Callable[[Place, Callable[[Place], bool]], Place | None]) -> None:
        here = self.focused.place or Place()
        place = step(here, lambda one: self._readable(one.sha256) is not None)
        document = self._readable(place.sha256) if place is not None else None
        if place is None or document is None:
            return
        if self._holds(place.sha256):
            self.focused.view.restore(place)
        else:
            self.focused.show(document, place)

    def toggle_split(self) -> None:
        """Show the same place in a second pane, which becomes the focused one; or keep that one alone."""
        if self._case is None:
            return
        if self._pair.beside is not None:
            self._pair.close_beside()
        else:
            self._pair.split()
        self._settled.start()

    def toggle_synchronised(self) -> None:
        """Let both panes scroll together, or each by itself; with one pane, split first."""
        if self._pair.beside is None:
            self.toggle_split()
        if self._pair.beside is not None:
            self._pair.toggle_synchronised()
        self._settled.start()

    def match_other(self) -> None:
        """Show the focused pane's document and place in the other pane; with one pane, split."""
        if self._pair.beside is None:
            self.toggle_split()
        else:
            self._pair.match()

    def compare(self, sha256: str, page: int, other: OtherPage) -> None:
        """Show a page of the case beside another one; nothing happens when its document is not in the folder,
        or cannot be read."""
        document = self._readable(sha256)
        if document is not None:
            self._pair.compare(document, page, other)
            self._settled.start()

    def show_repeated(self, repeated: Mapping[str, Mapping[int, str]]) -> None:
        """Say in the overview which pages came before in the case, and where; by the document's SHA-256."""
        self._overview.show_repeated(repeated)

    def show_turns(self, turns: Mapping[str, Mapping[int, ViewRotation]]) -> None:
        """Show in the overview pages upright that do not lie so; by the document's SHA-256."""
        self._overview.show_turns(turns)

    def show_questions(self, asked: Mapping[PageKey, PageQuestion]) -> None:
        """Mark in the overview the pages about which the reviewer is asked something."""
        self._overview.show_questions(asked)

    def document_of(self, sha256: str) -> Document | None:
        """The case's document with that content, if it is there and can be read."""
        return self._readable(sha256)

    def set_hits(self, hits: Mapping[str, tuple[PageHit, ...]]) -> None:
        """What a search found, by the document's SHA-256."""
        self._hits = hits
        self._show_hits()

    def _show_hits(self) -> None:
        for controller in self._pair.shown:
            document = controller.document
            found = self._hits.get(document.sha256, ()) if document is not None else ()
            controller.view.set_hits(found)
            if controller is self.focused:
                self._overview.show_hits(found)

    def anchors(self) -> tuple[Anchor, ...]:
        """The selection, or the page on screen, as places in the document, one for each page; none without a
        document."""
        return self.focused.anchors()

    def when_selected(self, act: Callable[[], None]) -> None:
        """Do something with :meth:`anchors`: at once, or when the words that were selected are here."""
        self.focused.view.when_selected(act)

    def current_page(self) -> tuple[str, int] | None:
        """The case's page on screen as (SHA-256, page); ``None`` without one."""
        document = self.focused.document
        if document is None or not document.sha256 or self.focused.guest:
            return None
        return document.sha256, max(1, self.focused.view.current_page)

    @property
    def just_seen(self) -> frozenset[tuple[str, int]]:
        """Pages that were on screen and are not written down yet, as (SHA-256, page from 1)."""
        return frozenset(self._seen)

    def show_element(self, element_id: str) -> None:
        """Make the marks of one element the current ones."""
        self._element = element_id
        self._mark()

    def show_proposed(self, proposed: Mapping[str, tuple[PageMarking, ...]]) -> None:
        """Draw passages that are proposed and not cited yet, by the document's SHA-256."""
        if proposed != self._proposed:
            self._proposed = proposed
            self._mark()

    @Slot()
    def settle(self) -> None:
        """Report the place and the seen pages now."""
        self._settled.stop()
        self._tell_seen()
        place = self._pair.place
        if place is not None:
            self.place_settled.emit(place)

    def _tell_seen(self) -> None:
        if self._seen:
            seen, self._seen = frozenset(self._seen), set()
            self.pages_seen.emit(seen)

    def _document_changed(self, controller: PaneController) -> None:
        self._tell_seen()
        if controller is self.focused:
            self._overview.show_document()
        self._mark()
        self._show_hits()
        if controller is self.focused:
            self.document_shown.emit(self.file)

    def _mark(self) -> None:
        """Draw what is cited from the documents in the panes."""
        case = self._case
        if case is None:
            return
        for controller in self._pair.shown:
            document = controller.document
            proposed = self._proposed.get(document.sha256, ()) if document is not None else ()
            marks = controller.show_case(case, self._element, proposed)
            if controller is self.focused:
                self._overview.show_case(case, marks)

    @Slot()
    def _moved(self) -> None:
        self._overview.follow()
        self._settled.start()

    @Slot(str, int)
    def _page_seen(self, sha256: str, page: int) -> None:
        self._seen.add((sha256, page))
        if self._holds(sha256):
            self._overview.add_seen(page)
        self._settled.start()

    @Slot()
    def _focus_changed(self) -> None:
        """Thumbnails and the list of documents follow the focused pane."""
        self._overview.show_document()
        self._mark()
        self._show_hits()
        self.document_shown.emit(self.file)
        self._settled.start()

    def _holds(self, sha256: str) -> bool:
        """Whether the focused pane shows that content, under whichever of its names."""
        return self.focused.document is not None and self.focused.document.sha256 == sha256

    def _readable(self, sha256: str) -> Document | None:
        """The document with that content, if it is there and can be read."""
        return self._first(lambda document: document.readable and document.sha256 == sha256)

    def _document(self, file: str) -> Document | None:
        return self._first(lambda document: document.file == file)

    def _first(self, wanted: Callable[[Document], bool]) -> Document | None:
        return next(filter(wanted, self._case.documents), None) if self._case else None
