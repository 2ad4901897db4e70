"""What a pane shows beside the pages of its document: what one has to know of it, the question for its
password, and where its links lead."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from reviewer_app.domain.contents import Link
from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.found import OfferedPassword, PageKey
from reviewer_app.domain.pages import DrawRequest
from reviewer_app.gui.models.link_words import LinkWords, words_of
from reviewer_app.gui.models.page_notes import sentences, short_words
from reviewer_app.gui.models.page_questions import NOTHING_ASKED, PageQuestion, question_sentences
from reviewer_app.gui.models.scan_wording import page_notes, remark_words, source_words
from reviewer_app.gui.page_readings import PageReadings
from reviewer_app.gui.pane_controller import PaneController
from reviewer_app.gui.panels.link_bar import LinkBar
from reviewer_app.gui.panels.notes_strip import NotesStrip
from reviewer_app.gui.panels.password_bar import PasswordBar
from reviewer_app.gui.viewer.contents_store import ContentsStore
from reviewer_app.gui.viewer.link_layer import LinkLayer
from reviewer_app.gui.viewer.picture_store import PictureStore

NO_LINKS = "no links on this page"
NOT_OPENED = "The desktop could not open the address."


class PaneParts(QObject):
    """The parts around one pane's pages."""

    password_entered = Signal(str, str)
    """File and password."""

    notes_folded = Signal(object)
    """The reader has put these notes away, a tuple of sentences."""

    told = Signal(str)
    """A word on what a key did, for the hint line."""

    def __init__(
        self,
        controller: PaneController,
        store: ContentsStore,
        pictures: PictureStore,
        readings: PageReadings,
        name: str,
        parent: QObject | None = None,
    ) -> None:
        """``name`` tells the render queue whose wishes are whose."""
        super().__init__(parent)
        self._controller = controller
        self._view = controller.view
        pane = controller.pane
        self.notes = NotesStrip()
        self.password = PasswordBar()
        for strip in (self.notes, self.password):
            pane.add_strip(strip)
        self.link_bar = LinkBar(pane)
        self.links = LinkLayer(self._view, store, name)
        self._words = LinkWords("")
        self._pictures = pictures
        self._readings = readings
        self._page_notes: tuple[str, ...] = ()
        self._asked: Mapping[PageKey, PageQuestion] = NOTHING_ASKED
        self._answer_keys = ("", "")
        self._passwords: tuple[OfferedPassword, ...] = ()
        self._notes_by_key = False
        self._view.installEventFilter(self)
        self._view.place_changed.connect(self._show_page_notes)
        pictures.picture_ready.connect(self._picture_arrived)
        readings.changed.connect(self._reading_known)
        self.notes.folded.connect(self.fold_notes)
        self.password.password_entered.connect(self._password_entered)
        self.password.editing_done.connect(self._view.setFocus)
        self.links.chosen.connect(self._link_chosen)
        self.links.pointed_at.connect(self._link_pointed_at)
        self.links.none_found.connect(lambda: self.told.emit(NO_LINKS))
        self.link_bar.follow_requested.connect(self.follow)
        self.link_bar.left.connect(self.leave_link)

    def show_document(self, *, notes: bool) -> None:
        """Follow the pane's document. ``notes``: whether its notes are to be seen by themselves."""
        document = self._controller.document
        self._notes_by_key = False
        self._show_page_notes()
        self._fill_notes()
        self._show_notes(shown=notes)
        self._offer_passwords()
        locked = document is not None and document.status is DocumentStatus.ENCRYPTED
        if locked and self.password.isHidden():
            self.password.ask()
        elif not locked and not self.password.isHidden():
            self._withdraw_password()

    def ask_password(self) -> bool:
        """Give the keyboard to the question for the password, if the document is locked."""
        if self.password.isHidden():
            return False
        self.password.focus()
        return True

    def show_keys(self, notes: str, password: str, legible: str, owner: str) -> None:
        """Name the keys that fold the notes, lead to where a password is typed, and answer whether a page can
        be read and whose it is."""
        self.notes.show_key(notes)
        self.password.show_key(password)
        self._answer_keys = (legible, owner)

    def show_questions(self, asked: Mapping[PageKey, PageQuestion]) -> None:
        """What the reviewer is asked about pages is known now."""
        self._asked = asked
        self._show_page_notes()

    def show_passwords(self, passwords: tuple[OfferedPassword, ...]) -> None:
        """The passwords that pages of the case tell."""
        self._passwords = passwords
        self._offer_passwords()

    def _offer_passwords(self) -> None:
        file = self._controller.file
        own = [one for one in self._passwords if one.file == file]
        self.password.offer(tuple((one.password, f"{one.found.file} p {one.found.page}") for one in own))

    def toggle_notes(self) -> None:
        """Show the notes of the document, or fold them."""
        if self.notes.isVisibleTo(self._controller.pane):
            self.fold_notes()
            return
        self._notes_by_key = True
        self._fill_notes()
        self._show_notes(shown=True)
        if not self.notes.notes:
            self.told.emit("no notes about this document and page")

    @Slot()
    def fold_notes(self) -> None:
        """Put the notes away; the pages get their room."""
        self._show_notes(shown=False)
        self._notes_by_key = False
        document = self._controller.document
        self.notes_folded.emit(document.notes if document is not None else ())

    def leave(self) -> None:
        """Esc: leave the chosen link, else fold the notes."""
        if self.links.current is not None:
            self.leave_link()
        elif self.notes.isVisibleTo(self._controller.pane):
            self.fold_notes()

    @Slot()
    def leave_link(self) -> None:
        """Choose no link any more; the keyboard goes back to the pages."""
        self.links.clear()
        self._view.setFocus()

    @Slot()
    def follow(self) -> None:
        """Go to the page that the chosen link leads to, or hand the shown address to the desktop."""
        link = self.links.current
        if link is None:
            return
        address = self._words.address
        self.leave_link()
        if link.page:
            self._controller.go_to(link.page)
        elif address and not QDesktopServices.openUrl(QUrl.fromEncoded(QByteArray(address.encode("ascii")))):
            self.told.emit(NOT_OPENED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bar of a link keeps to the edge of the pages."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.link_bar.isVisible():
            self._place_link_bar()
        return super().eventFilter(watched, event)

    def _fill_notes(self) -> None:
        """The notes of the document; those of the page too where the reader asked: else paging would move
        the pages up and down."""
        document = self._controller.document
        told = document.notes if document is not None else ()
        page = self._view.current_page
        asked = question_sentences(page, self._question, *self._answer_keys)
        of_page = (*asked, *sentences(page, self._page_notes)) if self._notes_by_key else ()
        self.notes.show_notes((*told, *of_page))

    @property
    def _question(self) -> PageQuestion:
        """What is asked about the page on screen."""
        return self._asked.get((self._view.document, self._view.current_page), PageQuestion())

    @Slot()
    def _show_page_notes(self) -> None:
        """Say in the bar what is amiss with the page on screen."""
        view = self._view
        picture = self._pictures.cache.nearest(view.document, view.current_page, 1.0)
        kept = self._readings.of(view.document, view.current_page)
        drawn = picture.notes if picture is not None and view.page_count else ()
        self._page_notes = (*drawn, *page_notes(kept))
        remarks = (self._question.remark, short_words(drawn), remark_words(kept))
        self._controller.pane.show_source(source_words(kept))
        self._controller.pane.show_remark(", ".join(words for words in remarks if words))
        if self._notes_by_key:
            self._fill_notes()

    @Slot(object)
    def _picture_arrived(self, request: DrawRequest) -> None:
        if (request.document, request.page) == (self._view.document, self._view.current_page):
            self._show_page_notes()

    @Slot(str, int)
    def _reading_known(self, document: str, page: int) -> None:
        if (document, page) == (self._view.document, self._view.current_page):
            self._show_page_notes()

    def _show_notes(self, *, shown: bool) -> None:
        if (
            self.notes.isAncestorOf(self._controller.pane.focusWidget() or self._controller.pane)
            and not shown
        ):
            self._view.setFocus()
        self.notes.setVisible(shown and bool(self.notes.notes))

    def _withdraw_password(self) -> None:
        # Else the keyboard goes to whatever widget comes next.
        if self.password.field.hasFocus():
            self._view.setFocus()
        self.password.withdraw()

    @Slot(str)
    def _password_entered(self, password: str) -> None:
        self.password_entered.emit(self._controller.file, password)

    @Slot(object)
    def _link_chosen(self, link: Link | None) -> None:
        if link is None:
            self.link_bar.hide()
        else:
            self._show_link(link, chosen=True)

    @Slot(object)
    def _link_pointed_at(self, link: Link | None) -> None:
        if self.links.current is not None:
            return
        if link is None:
            self.link_bar.hide()
        else:
            self._show_link(link, chosen=False)

    def _show_link(self, link: Link, *, chosen: bool) -> None:
        pages = self._view.pages
        label = pages[link.page - 1].label if 1 <= link.page <= len(pages) else ""
        self._words = words_of(link, label)
        self.link_bar.show_link(self._words, inside=link.page > 0, chosen=chosen)
        self._place_link_bar()

    def _place_link_bar(self) -> None:
        ring, room = self.links.ring_place(), self._view.viewport()
        origin = room.mapTo(self._controller.pane, room.rect().topLeft())
        link = ring.toAlignedRect().translated(origin) if ring is not None else QRect()
        self.link_bar.place_over(room.rect().translated(origin), link)
