"""Documents as they come: locked ones are opened, outlines and attached files shown, links stepped through,
notes told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.contents import DocumentContents
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import ReviewerError, TargetExistsError
from reviewer_app.domain.found import CaseFindings, PageKey
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.attachments_model import attachment_rows
from reviewer_app.gui.models.outline_model import outline_rows
from reviewer_app.gui.models.page_questions import PageQuestion
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.page_readings import PageReadings
from reviewer_app.gui.pane_controller import PaneController
from reviewer_app.gui.pane_parts import PaneParts
from reviewer_app.gui.panels.attachments import AttachmentsCard
from reviewer_app.gui.panels.outline import OutlineCard
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.viewer.contents_store import ContentsStore
from reviewer_app.gui.viewer.picture_store import PictureStore

NO_DOCUMENT = "no readable document in the pane"


class DocumentController(QObject):
    """The open case's documents, whatever they hold besides their pages. Commands mean the focused pane."""

    told = Signal(str)
    """A word on what a key did, for the hint line."""

    def __init__(
        self,
        review: ReviewController,
        contents: ContentsStore,
        pictures: PictureStore,
        readings: PageReadings,
        look: Look,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._review = review
        self._contents = contents
        self._look = look
        self._window = window
        self._outline: OutlineCard | None = None
        self._attachments: AttachmentsCard | None = None
        self._asked: Document | None = None
        self._folded: set[str] = set()
        self._folder: Path | None = None
        self._parts: dict[PaneController, PaneParts] = {}
        for number, pane in enumerate(review.pages.controllers):
            parts = PaneParts(pane, contents, pictures, readings, f"links {number}", self)
            parts.password_entered.connect(self._unlock)
            parts.notes_folded.connect(self._notes_folded)
            parts.told.connect(self.told)
            pane.document_changed.connect(self._documents_changed)
            self._parts[pane] = parts
        contents.contents_ready.connect(self._contents_ready)
        contents.contents_failed.connect(self._contents_failed)
        review.panels.documents.document_chosen.connect(self._ask_password)

    @property
    def parts(self) -> PaneParts:
        """The parts of the focused pane."""
        return self.parts_of(self._review.pages.focused)

    @property
    def asks_password(self) -> bool:
        """Whether the keyboard is where a password is typed."""
        return any(parts.password.field.hasFocus() for parts in self._parts.values())

    def parts_of(self, pane: PaneController) -> PaneParts:
        """The parts of one pane."""
        return self._parts[pane]

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._look = look
        for card in (self._outline, self._attachments):
            if card is not None:
                card.set_look(look)

    def show_keys(self, notes: str, password: str, legible: str, owner: str) -> None:
        """Name the keys that fold the notes, lead to where a password is typed, and answer whether a page can
        be read and whose it is."""
        for parts in self._parts.values():
            parts.show_keys(notes, password, legible, owner)

    @Slot(object)
    def show_questions(self, asked: Mapping[PageKey, PageQuestion]) -> None:
        """What the reviewer is asked about pages is known now."""
        for parts in self._parts.values():
            parts.show_questions(asked)

    @Slot(object)
    def show_found(self, findings: CaseFindings) -> None:
        """The passwords that pages of the case tell are offered for its locked documents."""
        for parts in self._parts.values():
            parts.show_passwords(findings.passwords)

    def show_outline(self) -> None:
        """Lay the outline of the document over the window."""
        document = self._readable()
        if document is not None:
            self._asked = document
            self._outline_card().open_for(document.file)
            self._contents.want_contents(document.sha256)

    def show_attachments(self) -> None:
        """Lay the list of attached files over the window."""
        document = self._readable()
        if document is not None:
            self._asked = document
            self._attachments_card().open_for(document.file, self._folder or _first_folder())
            self._contents.want_contents(document.sha256)

    def ask_password(self) -> None:
        """Type the password of the document in the pane; one that a page tells is tried first."""
        if not self.parts.ask_password():
            self.told.emit("this document is not locked")
        else:
            self.parts.password.try_offered()

    def step_link(self, step: int) -> None:
        """Choose the next (+1) or previous (-1) link of the page on screen."""
        self.parts.links.step(step)

    def toggle_notes(self) -> None:
        """Show the notes of the document in the pane, or fold them."""
        self.parts.toggle_notes()

    def leave(self) -> None:
        """Esc: leave the chosen link, else fold the notes."""
        self.parts.leave()

    def _readable(self) -> Document | None:
        document = self._review.pages.focused.document
        if document is None or not document.readable:
            self.told.emit(NO_DOCUMENT)
            return None
        return document

    def _outline_card(self) -> OutlineCard:
        """Made when it is first wanted: most cases are read without it."""
        if self._outline is None:
            self._outline = OutlineCard(self._look, self._window)
            self._outline.page_chosen.connect(self._review.pages.go_to_page)
        return self._outline

    def _attachments_card(self) -> AttachmentsCard:
        if self._attachments is None:
            self._attachments = AttachmentsCard(self._look, self._window)
            self._attachments.save_requested.connect(self._save)
        return self._attachments

    @Slot(str, object)
    def _contents_ready(self, sha256: str, contents: DocumentContents) -> None:
        document = self._asked
        if document is None or document.sha256 != sha256:
            return
        if self._outline is not None and self._outline.isVisible():
            page = self._review.pages.focused.view.current_page
            self._outline.show_outline(outline_rows(contents.outline, document.pages), page)
        if self._attachments is not None and self._attachments.isVisible():
            self._attachments.show_files(attachment_rows(contents.attachments))

    @Slot(str, str)
    def _contents_failed(self, sha256: str, sentence: str) -> None:
        if self._asked is None or self._asked.sha256 != sha256:
            return
        for card in (self._outline, self._attachments):
            if card is not None and card.isVisible():
                card.show_problem(sentence)

    @Slot(int, Path, bool)
    def _save(self, number: int, target: Path, replace: bool) -> None:
        document, card = self._asked, self._attachments_card()
        if document is None:
            return

        def saved(_case: OpenCase) -> None:
            self._folder = target.parent
            card.show_saved(target)

        def not_saved(error: BaseException) -> None:
            if isinstance(error, TargetExistsError):
                card.show_exists(error.sentence)
            elif isinstance(error, ReviewerError):
                card.show_not_saved(error.sentence)
            else:
                self._review.failed(error)

        self._review.act(
            lambda desk: desk.save_attachment(document.sha256, number, target, replace=replace),
            saved,
            not_saved,
        )

    @Slot(str, str)
    def _unlock(self, file: str, password: str) -> None:
        before = self._review.case

        def opened(case: OpenCase) -> None:
            many = _opened_count(before, case)
            if many > 1:
                self._review.hint_line.show_done(f"The password opened {counted(many, 'document')}.")

        def not_opened(error: BaseException) -> None:
            if not isinstance(error, ReviewerError):
                self._review.failed(error)
                return
            for pane, parts in self._parts.items():
                if pane.file == file:
                    parts.password.show_wrong(error.sentence)

        self._review.act(lambda desk: desk.unlock_document(file, password), opened, not_opened)

    @Slot()
    def _ask_password(self) -> None:
        """A locked document was chosen: its password can be typed at once."""
        self.parts.ask_password()

    @Slot()
    def _documents_changed(self) -> None:
        """Notes are seen by themselves until the reader has folded one with the same words once."""
        for pane, parts in self._parts.items():
            notes = pane.document.notes if pane.document is not None else ()
            parts.show_document(notes=bool(set(notes) - self._folded))

    @Slot(object)
    def _notes_folded(self, notes: tuple[str, ...]) -> None:
        self._folded.update(notes)


def _opened_count(before: OpenCase | None, after: OpenCase) -> int:
    """How many documents can be read now that could not be read before."""
    unread = {one.file for one in before.documents if not one.readable} if before is not None else set()
    return sum(1 for one in after.documents if one.readable and one.file in unread)


def _first_folder() -> Path:
    """Where files from elsewhere usually come to lie."""
    downloads = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
    return downloads if downloads.is_absolute() and downloads.is_dir() else Path.home()
