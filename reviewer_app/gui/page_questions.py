"""Keeps what the reviewer is asked about single pages: anew when more was found, and when it is answered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import CaseFindings, PageKey
from reviewer_app.gui.findings_controller import FindingsController
from reviewer_app.gui.models.page_questions import NOTHING_ASKED, PageQuestion, page_questions
from reviewer_app.gui.review_controller import ReviewController


class PageQuestions(QObject):
    """``changed`` carries all questions about pages, by the document's SHA-256 and the page."""

    changed = Signal(object)

    def __init__(self, review: ReviewController, findings: FindingsController, parent: QObject) -> None:
        super().__init__(parent)
        self._case: OpenCase | None = None
        self._findings = CaseFindings()
        self.asked: Mapping[PageKey, PageQuestion] = NOTHING_ASKED
        review.case_shown.connect(self._show_case)
        findings.found.connect(self._show_found)

    @Slot(object)
    def _show_case(self, case: OpenCase) -> None:
        self._case = case
        self._renew()

    @Slot(object)
    def _show_found(self, findings: CaseFindings) -> None:
        self._findings = findings
        self._renew()

    def _renew(self) -> None:
        case = self._case
        asked = page_questions(case, self._findings) if case is not None else NOTHING_ASKED
        if asked != self.asked:
            self.asked = asked
            self.changed.emit(asked)
