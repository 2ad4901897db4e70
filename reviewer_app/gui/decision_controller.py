"""Joins the tab Determination with the use cases, and leads from what blocks an outcome to where it can be
cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import Spot, SpotKind, element_spot
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.review import Review
from reviewer_app.gui.models.review_changes import changed_by_reviewer
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.window_focus import WindowFocus

if TYPE_CHECKING:
    # Imported for their types only: the rules are not needed before the first act.
    from reviewer_app.rules.review_differences import PartDifference
    from reviewer_app.rules.signing import SigningProblem

NO_OUTCOME = "Choose an outcome first (Ctrl+5); the rationale goes by it."

PAGE_MARK = "#"
"""Stands between file and page in the key of a page's spot."""


class DecisionController(QObject):
    """What the reviewer decides about the open case. ``amend_wanted``: a new version of a signed review."""

    amend_wanted = Signal()

    def __init__(self, review: ReviewController, focus: WindowFocus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._focus = focus
        self._panel = review.panels.determination
        self._shown: OpenCase | None = None
        self._told = ""
        self._connect_panel()
        self._add_ways()
        review.case_shown.connect(self._case_shown)

    def _connect_panel(self) -> None:
        panel, act = self._panel, self._review.act
        panel.determination_entered.connect(lambda value: act(lambda desk: desk.enter_determination(value)))
        panel.rationale_wanted.connect(lambda line: act(lambda desk: desk.propose_rationale(line)))
        panel.part_entered.connect(lambda part: act(lambda desk: desk.enter_approved_part(part)))
        panel.agreement_removed.connect(lambda line, one: act(lambda desk: desk.remove_agreement(line, one)))
        panel.evidence_activated.connect(self._review.elements.show_evidence)
        panel.conversation_begun.connect(self.begin_conversation)
        panel.conversation_entered.connect(lambda note: act(lambda desk: desk.enter_conversation(note)))
        panel.conversation_removed.connect(lambda note: act(lambda desk: desk.remove_conversation(note)))
        panel.element_activated.connect(lambda element: self._review.spots.go(element_spot(element)))
        panel.referral_taken_up.connect(lambda: act(lambda desk: desk.take_up_referral()))
        self._review.elements.add_citing(panel, self._cite_agreement)
        panel.answer_entered.connect(lambda prompt, text: act(lambda desk: desk.answer_prompt(prompt, text)))
        panel.exception_entered.connect(lambda value: act(lambda desk: desk.enter_exception(value)))
        panel.exception_accepted.connect(lambda: act(lambda desk: desk.accept_exception()))
        panel.reviewer_entered.connect(lambda value: act(lambda desk: desk.enter_reviewer(value)))
        panel.sign_requested.connect(self._sign)
        panel.amend_requested.connect(self.amend_wanted)
        panel.blocker_activated.connect(self._review.spots.go)

    def _add_ways(self) -> None:
        spots, panels = self._review.spots, self._review.panels
        spots.add(SpotKind.ELEMENT, self._show_element)
        spots.add(SpotKind.REQUEST, lambda _spot: self._focus.show_tab(panels.request))
        spots.add(SpotKind.DOCUMENT, self._show_document)
        spots.add(SpotKind.PAGE, self._show_page)
        for kind in (SpotKind.EXCEPTION, SpotKind.DECISION, SpotKind.REVIEWER):
            spots.add(kind, self._show_field)

    def show_blockers(self) -> None:
        """Turn to what blocks the first line that is blocked."""
        self._review.panels.tabs.setCurrentWidget(self._panel)
        self._panel.focus_blockers()

    def propose_rationale(self) -> None:
        """Write the rationale of the line that one works on from what the review found."""
        self._panel.commit_typing()
        line = self._panel.current_line()
        if line:
            self._review.panels.tabs.setCurrentWidget(self._panel)
            self._review.act(lambda desk: desk.propose_rationale(line))
        else:
            self._review.hint_line.show_message(NO_OUTCOME)

    def begin_conversation(self) -> None:
        """Begin a note on a peer-to-peer conversation and type what was said."""
        self._review.panels.tabs.setCurrentWidget(self._panel)
        self._review.act(
            lambda desk: desk.begin_conversation(), lambda _case: self._panel.focus_conversation()
        )

    def _cite_agreement(self, anchors: tuple[Anchor, ...]) -> bool:
        """Take a passage for the provider's agreement while a line asks for it."""
        line = self._panel.part_line()
        if line:
            self._review.act(lambda desk: desk.cite_agreement(line, *anchors))
        return bool(line)

    def sign(self) -> None:
        """Show the determination, which asks for the signature."""
        self._review.panels.tabs.setCurrentWidget(self._panel)
        self._panel.sign()

    @Slot(str)
    def _sign(self, attestation: str) -> None:
        """Show what would be signed, or list what stops signing and lead to the first of it. The second time,
        sign what was shown."""
        shown = self._panel.decision.signing.preview.preview

        def decided(problems: tuple[SigningProblem, ...]) -> None:
            if not problems and shown is not None:
                self._review.act(lambda desk: desk.sign(attestation, shown.digest), failed=self._not_signed)
                return
            if not problems:
                self._review.ask(lambda desk: desk.signing_preview(attestation), self._panel.show_preview)
                return
            told = tuple(f"{one.message} {one.clears}" for one in problems)
            self._review.panels.tabs.setCurrentWidget(self._panel)
            self._panel.show_signing_problems(told, problems[0].spot)
            others = f" {len(told) - 1} more below." if len(told) > 1 else ""
            self._told = f"{told[0]}{others}"
            self._review.hint_line.show_message(self._told)

        self._review.ask(lambda desk: desk.problems_before_signing(attestation), decided)

    def _not_signed(self, error: BaseException) -> None:
        """What was shown is not signed; it has to be looked at anew."""
        self._panel.decision.signing.show_preview(None)
        self._review.failed(error)

    def _show_since(self, case: OpenCase) -> None:
        """Show what changed since the version that the open one continues."""
        if not case.review.amends:
            self._panel.show_since(None)
            return

        def answered(found: tuple[Review, tuple[PartDifference, ...]] | None) -> None:
            if self._shown is case and found is not None:
                self._panel.show_since(*found)

        self._review.ask(lambda desk: desk.changes_since(), answered)

    @Slot(object)
    def _case_shown(self, case: OpenCase) -> None:
        """What stopped signing is told no longer once the reviewer has changed something."""
        before, self._shown = self._shown, case
        if (
            before is not None
            and before.case_id == case.case_id
            and changed_by_reviewer(before.review, case.review)
        ):
            self._review.hint_line.take_message(self._told)
        if before is None or before.review is not case.review:
            self._show_since(case)

    def _show_element(self, spot: Spot) -> None:
        """Turn to an element where it is marked: those of an earlier request stand below it."""
        panels, case = self._review.panels, self._review.case
        element = case.checklist.find(spot.key) if case is not None else None
        panel = panels.prior_requests if element is not None and element.prior else panels.checklist
        panels.tabs.setCurrentWidget(panel)
        panel.select(spot.key)
        self._focus.focus_pages()

    def _show_document(self, spot: Spot) -> None:
        """Show a document; one that is not in the folder any more is shown in the list."""
        self._review.pages.show_file(spot.key)
        self._review.panels.documents.show_current(spot.key)
        self._focus.focus_pages()

    def _show_page(self, spot: Spot) -> None:
        file, _mark, page = spot.key.rpartition(PAGE_MARK)
        self._review.pages.show_file(file)
        if page.isdigit():
            self._review.pages.go_to_page(int(page))
        self._focus.focus_pages()

    def _show_field(self, spot: Spot) -> None:
        self._review.panels.tabs.setCurrentWidget(self._panel)
        self._panel.focus_spot(spot)
