"""Walks through the places where the current element may be, shows them, and attaches the one that is shown.
The mark stays the reviewer's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.evidence import Anchor
from reviewer_app.gui.findings_controller import FindingsController
from reviewer_app.gui.models.suggestions_model import (
    SuggestionRow,
    proposed_counts,
    score_words,
    search_of,
    search_words,
    suggestion_rows,
)
from reviewer_app.gui.page_marks import page_label
from reviewer_app.gui.proposed_passages import ProposedPassages
from reviewer_app.gui.review_controller import ReviewController

if TYPE_CHECKING:
    from reviewer_app.gui.panels.element_panel import ElementPanel

NOT_SEARCHED = "The case is still being searched."
NOBODY_SEARCHES = "Nothing is searched for this element."
NOTHING_FOUND = "Searched, nothing found."
ALL_ATTACHED = "Every suggestion for this element is attached."
NOT_ON_PAGE = "These words are not on the page as it is read now; select them and press E."


class SuggestionsController(QObject):
    """Joins what was found with the checklist and the panes."""

    told = Signal(str)
    """A word on what a key did, for the hint line."""

    def __init__(
        self,
        review: ReviewController,
        findings: FindingsController,
        passages: ProposedPassages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._findings = findings
        self._passages = passages
        self._shown: tuple[str, SuggestionRow] | None = None
        self._label = ""
        findings.found.connect(self._show)
        review.case_shown.connect(self._show)
        for panel in self.panels:
            panel.element_changed.connect(self._element_changed)
            panel.detail.suggestions.chosen.connect(self._show_row)

    @property
    def panels(self) -> tuple[ElementPanel, ...]:
        """The panels that show suggestions for their current element."""
        panels = self._review.panels
        return panels.checklist, panels.prior_requests

    def next(self) -> None:
        """Show the next place that is not attached, after the last comes the first."""
        rows = self._rows()
        if not rows:
            self.told.emit(self._nothing_words())
            return
        here = self._current_row(rows)
        start = here.number if here is not None else 0
        ahead = [row for row in (*rows[start:], *rows[:start]) if not row.attached]
        if ahead:
            self._show_row(ahead[0])
        else:
            self.told.emit(ALL_ATTACHED)

    def accept(self) -> None:
        """Attach the place that is shown to the current element; where none is, show the first."""
        rows = self._rows()
        row = self._current_row(rows)
        if row is None or row.attached:
            self.next()
            return
        element = self._review.elements.panel.current_element()

        def attach(anchor: Anchor) -> None:
            self._review.act(
                lambda desk: desk.attach_evidence(element, anchor),
                lambda _case: self.told.emit(f"attached suggestion {row.number} of {row.of}"),
            )

        self._passages.find(row.suggestion.found, attach, self._not_on_page)

    @Slot(object)
    def _show_row(self, row: SuggestionRow) -> None:
        """Show a place with its words framed, and let it stand out in the element's detail."""
        panel = self._review.elements.panel
        element = panel.current_element()
        self._shown = element, row
        panel.detail.show_suggestion(row)
        self.told.emit(f"suggestion {row.number} of {row.of}, {score_words(row.suggestion.score)}")
        found = row.suggestion.found
        meant = self._element()
        label = self._label = f"{page_label(meant.element)}?" if meant is not None else "?"
        whole_page = Anchor(found.sha256, found.page, (), found.quote)
        self._passages.find(
            found,
            lambda anchor: self._passages.show(label, anchor),
            lambda: self._passages.show(label, whole_page),
        )

    def _not_on_page(self) -> None:
        self._review.hint_line.show_message(NOT_ON_PAGE)

    def _element(self) -> ChecklistElement | None:
        """The element that is meant, as the checklist has it."""
        case = self._review.case
        return (
            case.checklist.find(self._review.elements.panel.current_element()) if case is not None else None
        )

    def _rows(self) -> tuple[SuggestionRow, ...]:
        """All places that were found for the element that is meant."""
        return self._rows_of(self._element())

    def _rows_of(self, element: ChecklistElement | None) -> tuple[SuggestionRow, ...]:
        case = self._review.case
        if element is None or case is None:
            return ()
        search = search_of(element, self._findings.findings)
        return suggestion_rows(search, case.review.finding(element.id).evidence)

    def _current_row(self, rows: tuple[SuggestionRow, ...]) -> SuggestionRow | None:
        """The place that was shown last, as long as its element is the current one."""
        if self._shown is None or self._shown[0] != self._review.elements.panel.current_element():
            return None
        return next((row for row in rows if self._shown is not None and row.key == self._shown[1].key), None)

    def _nothing_words(self) -> str:
        if not self._findings.searched:
            return NOT_SEARCHED
        element = self._element()
        searched = element is not None and search_of(element, self._findings.findings) is not None
        return NOTHING_FOUND if searched else NOBODY_SEARCHES

    @Slot(str)
    def _element_changed(self, _element_id: str) -> None:
        self._show()

    @Slot()
    def _show(self) -> None:
        """Show what was found, in the rows of the checklist and for the element in detail."""
        case = self._review.case
        if case is None:
            return
        findings = self._findings.findings
        counts = proposed_counts(case, findings, going_on=self._findings.going_on) if findings.pages else {}
        self._review.panels.checklist.show_proposed(counts)
        files = {document.sha256: document.file for document in reversed(case.documents)}
        for panel in self.panels:
            element = case.checklist.find(panel.current_element())
            search = search_of(element, findings) if element is not None else None
            rows = self._rows_of(element)
            words = search_words(search, rows, files, going_on=self._findings.going_on)
            left = tuple(row for row in rows if not row.attached)
            panel.detail.suggestions.show_rows(left, words)
        row = self._current_row(self._rows())
        if self._label and self._passages.framed == self._label and (row is None or row.attached):
            self._passages.unframe()
