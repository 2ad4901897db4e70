"""What the window has for the things that the program finds by itself: built and joined here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer_app.gui.candidates_controller import CandidatesController
from reviewer_app.gui.dates_controller import DatesController
from reviewer_app.gui.findings_controller import FindingsController
from reviewer_app.gui.look import Look
from reviewer_app.gui.page_questions import PageQuestions
from reviewer_app.gui.panels.found_dates import DatesPanel
from reviewer_app.gui.proposed_passages import ProposedPassages
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.review_page import ReviewPage
from reviewer_app.gui.suggestions_controller import SuggestionsController
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported on the thread of the texts: what it imports is slow.
    from reviewer_app.review.text_desk import TextDesk


class FoundParts(QObject):
    """``findings`` has the case searched, ``suggestions`` shows where elements may be, ``candidates`` which
    readings may differ, ``dates`` the course of the complaint; ``questions`` are those about single pages."""

    def __init__(
        self,
        review: ReviewController,
        page: ReviewPage,
        look: Look,
        texts: StoreThread[TextDesk],
        data_folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._pages = review.pages
        self.findings = FindingsController(review, texts, data_folder, self)
        passages = ProposedPassages(review, texts)
        self.suggestions = SuggestionsController(review, self.findings, passages, self)
        self.suggestions.told.connect(review.hint_line.show_word)
        self.questions = PageQuestions(review, self.findings, self)
        self.questions.changed.connect(review.pages.show_questions)
        self.candidates = CandidatesController(review, passages, self)
        self.candidates.told.connect(review.hint_line.show_word)
        self.findings.found.connect(self.candidates.show_findings)
        dates = DatesPanel(look)
        documents = review.panels.documents
        documents.add_front(dates)
        self.dates = DatesController(review, self.findings, passages, page, dates, self)
        self.dates.told.connect(review.hint_line.show_word)
        self.findings.found.connect(documents.show_findings)
        documents.page_chosen.connect(self._show_page_of)
        review.pages.place_settled.connect(lambda place: documents.show_page(place.page))

    def _show_page_of(self, file: str, page: int) -> None:
        """Show a page of a file; the pages have the keyboard then, also after a click."""
        self._pages.show_file(file)
        self._pages.go_to_page(page)
        self._pages.focused.view.setFocus()

    def next(self) -> None:
        """Show the next thing that is proposed for what is current: in the tab Discrepancies what may settle
        the record, elsewhere where the element may be."""
        if self.candidates.in_front and self._review.panels.discrepancies.current_record() is not None:
            self.candidates.next_settling()
        else:
            self.suggestions.next()

    def accept(self) -> None:
        """Attach what :meth:`next` shows."""
        if self.candidates.in_front and self._review.panels.discrepancies.current_record() is not None:
            self.candidates.cite_settling()
        else:
            self.suggestions.accept()

    def set_look(self, look: Look) -> None:
        """Paint what was found with other colours."""
        self.dates.panel.set_look(look)

    def show_keys(self, next_suggestion: str, accept_suggestion: str) -> None:
        """Name the keys where what was found is shown."""
        for panel in self.suggestions.panels:
            panel.detail.suggestions.show_keys(next_suggestion, accept_suggestion)
