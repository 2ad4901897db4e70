"""Readings that the program holds to differ: shown side by side, taken as a record, dismissed; and statements
that may settle a record, shown and cited."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.discrepancy import CitedFor
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import CaseFindings, DiscrepancyCandidate, FoundReconciliation
from reviewer_app.gui.models.candidates_model import settling_words
from reviewer_app.gui.proposed_passages import ProposedPassages
from reviewer_app.gui.review_controller import ReviewController

LABEL = "S14?"
NOT_ON_PAGE = "These words are not on their pages as they are read now; select both passages and press D."
NOTHING_PROPOSED = "This is no proposal; those that are marked “proposed” can be recorded."
NONE_PROPOSED = "No discrepancy is proposed in this case."
NOTHING_SETTLES = "Nothing was found that may settle this discrepancy."


class CandidatesController(QObject):
    """Joins proposed discrepancies with the tab Discrepancies and the panes."""

    told = Signal(str)
    """A word on what a key did, for the hint line."""

    def __init__(
        self, review: ReviewController, passages: ProposedPassages, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._panel = review.panels.discrepancies
        self._passages = passages
        self._shown: FoundReconciliation | None = None
        self._panel.both_wanted.connect(self._show_current)
        self._panel.dismissal_wanted.connect(self._dismiss)

    @property
    def in_front(self) -> bool:
        """Whether the tab with the proposals is shown."""
        return self._review.panels.tabs.currentWidget() is self._panel

    @Slot(object)
    def show_findings(self, findings: CaseFindings) -> None:
        """Propose what was found."""
        self._panel.show_candidates(findings.candidates)

    def show_both(self) -> bool:
        """Show both readings of the current proposal; whether one is current."""
        candidate = self._panel.current_candidate()
        if candidate is not None:
            self._passages.find_all(
                (candidate.ordering, candidate.radiologist), self._show_sides, self._not_on_page
            )
        return candidate is not None

    def take(self) -> None:
        """Take the current proposal as a record: both passages, the study, in what they differ."""
        candidate = self._panel.current_candidate()
        if candidate is None:
            self.told.emit(NOTHING_PROPOSED if self._panel.model.rows else NONE_PROPOSED)
            return

        def begin(anchors: tuple[Anchor, ...]) -> None:
            self._passages.unframe()
            ordering, radiologist = anchors
            self._panel.await_new()
            self._review.act(
                lambda desk: desk.begin_discrepancy(
                    (ordering,), (radiologist,), candidate.study, candidate.kind
                ),
                lambda _case: self._panel.edit_details(),
            )

        self._passages.find_all((candidate.ordering, candidate.radiologist), begin, self._not_on_page)

    def next_settling(self) -> None:
        """Show the next statement that may settle the current record."""
        found = self._panel.settling()
        if not found:
            self.told.emit(NOTHING_SETTLES)
            return
        place = (found.index(self._shown) + 1) % len(found) if self._shown in found else 0
        shown = self._shown = found[place]
        self.told.emit(f"{place + 1} of {len(found)}: {settling_words(shown)}")
        self._passages.find(shown.found, self._go_to, self._not_on_page)

    def cite_settling(self) -> None:
        """Cite the statement that is shown for the reconciliation; where none is, show the first."""
        record, shown = self._panel.current_record(), self._shown
        if record is None or shown is None or shown not in self._panel.settling():
            self.next_settling()
            return

        def cite(anchor: Anchor) -> None:
            self._passages.unframe()
            self._review.act(
                lambda desk: desk.cite_in_discrepancy(record.id, CitedFor.RECONCILIATION, anchor),
                lambda _case: self.told.emit("cited for the reconciliation"),
            )

        self._passages.find(shown.found, cite, self._not_on_page)

    @Slot()
    def _show_current(self) -> None:
        self.show_both()

    @Slot(object)
    def _dismiss(self, candidate: DiscrepancyCandidate) -> None:
        """Say that the readings do not differ. Words that are no longer on their page are cited by none."""

        def dismiss(anchors: tuple[Anchor, ...]) -> None:
            self._passages.unframe()
            self._review.act(
                lambda desk: desk.dismiss_candidate(candidate, *anchors),
                lambda _case: self.told.emit("no discrepancy"),
            )

        quotes = candidate.ordering, candidate.radiologist
        self._passages.find_all(quotes, dismiss, lambda: dismiss(()))

    def _show_sides(self, anchors: tuple[Anchor, ...]) -> None:
        self._passages.frame(LABEL, *anchors)
        ordering, radiologist = anchors
        self._review.pages.sides.show(ordering, radiologist)

    def _go_to(self, anchor: Anchor) -> None:
        self._passages.show(LABEL, anchor)

    def _not_on_page(self) -> None:
        self._review.hint_line.show_message(NOT_ON_PAGE)
