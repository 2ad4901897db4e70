"""What the window has for the things that the program finds by itself: built and joined here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer_app.gui.findings_controller import FindingsController
from reviewer_app.gui.proposed_passages import ProposedPassages
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.suggestions_controller import SuggestionsController
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported on the thread of the texts: what it imports is slow.
    from reviewer_app.review.text_desk import TextDesk


class FoundParts(QObject):
    """``findings`` has the case searched, ``suggestions`` shows where elements may be."""

    def __init__(
        self,
        review: ReviewController,
        texts: StoreThread[TextDesk],
        data_folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = review.pages
        self.findings = FindingsController(review, texts, data_folder, self)
        passages = ProposedPassages(review, texts)
        self.suggestions = SuggestionsController(review, self.findings, passages, self)
        self.suggestions.told.connect(review.hint_line.show_word)
        documents = review.panels.documents
        self.findings.found.connect(documents.show_findings)
        documents.page_chosen.connect(self._show_page_of)
        review.pages.place_settled.connect(lambda place: documents.show_page(place.page))

    def _show_page_of(self, file: str, page: int) -> None:
        """Show a page of a file; the pages have the keyboard then, also after a click."""
        self._pages.show_file(file)
        self._pages.go_to_page(page)
        self._pages.focused.view.setFocus()

    def show_keys(self, next_suggestion: str, accept_suggestion: str) -> None:
        """Name the keys where what was found is shown."""
        for panel in self.suggestions.panels:
            panel.detail.suggestions.show_keys(next_suggestion, accept_suggestion)
