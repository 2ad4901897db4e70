"""Joins the tab Prior requests with the use cases: settling matches, and finding them by key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from reviewer_app.domain.match_decision import MatchVerdict
from reviewer_app.gui.review_controller import ReviewController

NO_MATCH = "There is no prior request to settle in this case."
NOT_ASIDE = "This prior request was not set aside."


class PriorRequestsController(QObject):
    """What the reviewer decides about matches with earlier requests."""

    def __init__(self, review: ReviewController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._panel = review.panels.prior_requests
        self._panel.set_aside.connect(self._set_aside)
        review.case_shown.connect(self._panel.show_case)
        # What is marked is the checklist's current element, also where it was chosen in this tab.
        self._panel.element_changed.connect(review.panels.checklist.select)

    def ask_verdict(self, verdict: MatchVerdict) -> None:
        """Turn to the tab and ask why its current match is set aside."""
        if self._panel.current_match() is None:
            self._review.hint_line.show_message(NO_MATCH)
            return
        self._review.panels.tabs.setCurrentWidget(self._panel)
        self._panel.ask_verdict(verdict)

    def take_back(self) -> None:
        """Let the current match count again."""
        found = self._panel.current_match()
        if found is None or not found.set_aside:
            self._review.hint_line.show_message(NO_MATCH if found is None else NOT_ASIDE)
            return
        key = found.key
        self._review.act(lambda desk: desk.take_match_back(key))

    @Slot(object, object, str)
    def _set_aside(self, key: tuple[int, str], verdict: MatchVerdict, reason: str) -> None:
        self._review.act(lambda desk: desk.set_match_aside(key, verdict, reason))
