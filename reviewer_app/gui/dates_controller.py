"""Dates that were found: offered on the timeline and in a list, shown on their page, confirmed or
rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import CaseFindings
from reviewer_app.gui.findings_controller import FindingsController
from reviewer_app.gui.models.found_dates_model import DateRow, date_rows
from reviewer_app.gui.panels.found_dates import DatesPanel
from reviewer_app.gui.proposed_passages import ProposedPassages
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.review_page import ReviewPage

if TYPE_CHECKING:
    # Imported for its type only: what it imports must wait for the database's thread.
    from reviewer_app.review.desk import Desk

LABEL = "DATE?"
NOTHING_TO_FILL = "Only a confirmed onset or change fills a date that the request lacks."
READ_ONLY = "This review is signed: its dates are read and not changed."


class DatesController(QObject):
    """Joins the dates with their list, the strip and the panes."""

    told = Signal(str)
    """A word on what a key did, for the hint line."""

    def __init__(
        self,
        review: ReviewController,
        findings: FindingsController,
        passages: ProposedPassages,
        page: ReviewPage,
        panel: DatesPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._findings = findings
        self._passages = passages
        self._page = page
        self.panel = panel
        findings.found.connect(self._found)
        review.case_shown.connect(self._show)
        panel.shown.connect(self._show_passage)
        panel.confirmed.connect(lambda row: self._settle(row, confirmed=True))
        panel.rejected.connect(lambda row: self._settle(row, confirmed=False))
        panel.opened.connect(self._open_again)
        panel.filled.connect(self._fill)

    def show_list(self) -> None:
        """Show the dates in the documents' place, with the keyboard; again: put them away."""
        if self.is_open:
            self.leave()
        else:
            self._page.show_left(self.panel)
            self.panel.focus_list()

    @property
    def is_open(self) -> bool:
        """Whether the list stands in the documents' place."""
        return self.panel.isVisible()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the list."""
        focused = self.panel.window().focusWidget()
        return focused is not None and (focused is self.panel or self.panel.isAncestorOf(focused))

    def leave(self) -> None:
        """Show the documents again; reading goes on, and no page shows a date that waits for a word."""
        self._passages.unframe()
        self._page.hide_search()
        self._page.pane.view.setFocus()

    @Slot(object)
    def _found(self, _findings: CaseFindings) -> None:
        if self._review.case is not None:
            self._show(self._review.case)

    @Slot(object)
    def _show(self, case: OpenCase) -> None:
        timeline = self._findings.findings.timeline
        self.panel.show_rows(date_rows(case, timeline))
        self._review.panels.timeline.show_case(case, timeline)

    @Slot(object)
    def _show_passage(self, row: DateRow) -> None:
        quote = row.quote
        if quote is None:
            return

        def go_to_page() -> None:
            self._review.pages.go_to_passage(quote.sha256, quote.page)

        self._passages.find(quote, lambda anchor: self._passages.show(LABEL, anchor), go_to_page)

    def _settle(self, row: DateRow, *, confirmed: bool) -> None:
        found = row.found
        if found is None or self._refused():
            return

        def settle(anchor: Anchor) -> None:
            def work(desk: Desk) -> OpenCase:
                return desk.settle_date(found, anchor, confirmed=confirmed)

            self._review.act(work)

        whole_page = Anchor(found.found.sha256, found.found.page, (), found.found.quote)
        self._passages.find(found.found, settle, lambda: settle(whole_page))

    @Slot(object)
    def _open_again(self, row: DateRow) -> None:
        if row.entry is not None and not self._refused():
            self._review.act(lambda desk: desk.take_date_back(row.key))

    @Slot(object)
    def _fill(self, row: DateRow) -> None:
        if row.fills is None:
            self._review.hint_line.show_message(NOTHING_TO_FILL)
        elif not self._refused():
            told = f"entered as the request's {row.fills.value} date"
            self._review.act(lambda desk: desk.fill_request_date(row.key), lambda _case: self.told.emit(told))

    def _refused(self) -> bool:
        """Whether nothing can be changed, which is said."""
        case = self._review.case
        refused = case is None or case.review.read_only
        if refused:
            self._review.hint_line.show_message(READ_ONLY)
        return refused
