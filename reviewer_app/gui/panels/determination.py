"""The determination: each service line's outcome, what was weighed, who decides, and the signature."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import LineReadiness, Spot, SpotKind
from reviewer_app.domain.review import Review
from reviewer_app.domain.signing_preview import SigningPreview
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.panels.conversation_section import ConversationSection
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.exception_section import ExceptionSection
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.key_order import order_sections
from reviewer_app.gui.panels.line_section import LineSection
from reviewer_app.gui.panels.prompt_section import PromptSection
from reviewer_app.gui.panels.signing_section import ReviewerSection, SigningSection
from reviewer_app.gui.panels.since_section import SinceSection
from reviewer_app.rules.review_differences import PartDifference

Since = tuple[Review | None, tuple[PartDifference, ...]]
"""The version before and what has changed since."""

NO_LINE = "No service line to decide"
NO_LINE_SENTENCE = "Complete the request: it needs at least one service with its code."


class Decision(QWidget):
    """The sections of the determination, one below the other."""

    determination_entered = Signal(object)
    rationale_wanted = Signal(int)
    part_entered = Signal(object)
    agreement_removed = Signal(int, str)
    evidence_activated = Signal(object)
    blocker_activated = Signal(object)
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.lines: list[LineSection] = []
        self._ordered: tuple[QWidget, ...] = ()
        self.since = SinceSection(look)
        self.conversations = ConversationSection()
        self.prompts = PromptSection()
        self.exception = ExceptionSection()
        self.reviewer = ReviewerSection()
        self.signing = SigningSection()
        self.empty = EmptyState(NO_LINE, NO_LINE_SENTENCE)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(16))
        column.setSpacing(scaled(20))
        self._lines_column = QVBoxLayout()
        self._lines_column.setSpacing(scaled(20))
        column.addWidget(self.since)
        column.addLayout(self._lines_column)
        sections = (self.empty, self.exception, self.prompts, self.conversations, self.reviewer, self.signing)
        for widget in sections:
            column.addWidget(widget)
        column.addStretch()
        for section in (self.prompts, self.exception, self.conversations, self.reviewer):
            section.editing_done.connect(self.editing_done)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.since.set_look(look)
        for section in self.lines:
            section.set_look(look)

    def show_case(self, case: OpenCase) -> None:
        """Show every section as it stands; a field that is being typed in keeps what was typed."""
        self._fit_lines(len(case.request.services))
        ready = {readiness.line: readiness for readiness in case.readiness}
        for section, service in zip(self.lines, case.request.services, strict=True):
            section.line = service.line
            readiness = ready.get(service.line, LineReadiness(service.line, (), (), ()))
            section.show_line(case, service, readiness)
        self.empty.setVisible(not case.request.services)
        self.exception.show_case(case)
        self.prompts.show_case(case)
        self.conversations.show_case(case)
        self.reviewer.show_reviewer(case.reviewer)
        self.reviewer.setEnabled(not case.review.read_only)
        self.signing.show_case(case)
        self._order_keys()

    def _order_keys(self) -> None:
        """Put the fields that were made for this case where they stand."""
        made = (*self.lines, *self.prompts.answers.values(), *self.conversations.forms)
        if made != self._ordered:
            self._ordered = made
            below = (self.exception, self.prompts, self.conversations, self.reviewer, self.signing)
            order_sections((self.since, *self.lines, *below))

    def field_of(self, spot: Spot) -> QWidget | None:
        """The field that a spot names; ``None`` where there is none of that name."""
        if spot.kind is SpotKind.EXCEPTION:
            return self.exception.why
        if spot.kind is SpotKind.REVIEWER:
            return self.signing.attest if spot.key == "attestation" else self.reviewer.field_of(spot.key)
        if spot.key in self.prompts.answers:
            return self.prompts.answers[spot.key]
        section = next((one for one in self.lines if one.line == spot.line), None)
        return section.field_of(spot.key) if section is not None else None

    def _fit_lines(self, count: int) -> None:
        """As many sections as the request has service lines."""
        while len(self.lines) > count:
            section = self.lines.pop()
            self._lines_column.removeWidget(section)
            section.deleteLater()
        while len(self.lines) < count:
            section = LineSection(len(self.lines) + 1, self._look)
            section.entered.connect(self.determination_entered)
            section.rationale_wanted.connect(self.rationale_wanted)
            section.part_entered.connect(self.part_entered)
            section.agreement_removed.connect(self.agreement_removed)
            section.evidence_activated.connect(self.evidence_activated)
            section.blocker_activated.connect(self.blocker_activated)
            section.editing_done.connect(self.editing_done)
            self._lines_column.addWidget(section)
            self.lines.append(section)


class DeterminationPanel(QScrollArea):
    """A view over the decision part of an open case. Every commit goes out as the whole new value of its
    part.

    While it is hidden nothing is made or refreshed: it takes up the last case when it is shown.
    """

    determination_entered = Signal(object)
    rationale_wanted = Signal(int)
    part_entered = Signal(object)
    agreement_removed = Signal(int, str)
    evidence_activated = Signal(object)
    conversation_begun = Signal()
    conversation_entered = Signal(object)
    conversation_removed = Signal(str)
    element_activated = Signal(str)
    referral_taken_up = Signal()
    answer_entered = Signal(str, str)
    exception_entered = Signal(object)
    exception_accepted = Signal()
    reviewer_entered = Signal(object)
    sign_requested = Signal(str)
    amend_requested = Signal()
    blocker_activated = Signal(object)
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Determination")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._look = look
        self._case: OpenCase | None = None
        self._shown: OpenCase | None = None
        self._decision: Decision | None = None
        self._since: Since = (None, ())
        self._since_shown: Since = self._since
        self._sight: Callable[[], None] | None = None
        self.verticalScrollBar().rangeChanged.connect(self._bring_into_sight)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)

    @property
    def decision(self) -> Decision:
        """The sections, made on first use and showing the last case."""
        if self._decision is None:
            self._decision = self._made()
            self.setWidget(self._decision)
        if self._case is not None and self._shown is not self._case:
            self._shown = self._case
            self._decision.show_case(self._case)
        if self._since is not self._since_shown:
            self._since_shown = self._since
            self._decision.since.show_since(*self._since)
        return self._decision

    def _made(self) -> Decision:
        decision = Decision(self._look)
        decision.determination_entered.connect(self.determination_entered)
        decision.rationale_wanted.connect(self.rationale_wanted)
        decision.part_entered.connect(self.part_entered)
        decision.agreement_removed.connect(self.agreement_removed)
        decision.evidence_activated.connect(self.evidence_activated)
        decision.conversations.begun.connect(self.conversation_begun)
        decision.conversations.entered.connect(self.conversation_entered)
        decision.conversations.removed.connect(self.conversation_removed)
        decision.since.element_activated.connect(self.element_activated)
        decision.signing.referral_taken_up.connect(self.referral_taken_up)
        decision.blocker_activated.connect(self.blocker_activated)
        decision.editing_done.connect(self.editing_done)
        decision.prompts.entered.connect(self.answer_entered)
        decision.exception.entered.connect(self.exception_entered)
        decision.exception.accepted.connect(self.exception_accepted)
        decision.reviewer.entered.connect(self.reviewer_entered)
        decision.signing.sign_requested.connect(self.sign_requested)
        decision.signing.amend_requested.connect(self.amend_requested)
        return decision

    def set_look(self, look: Look) -> None:
        self._look = look
        if self._decision is not None:
            self._decision.set_look(look)

    def show_case(self, case: OpenCase) -> None:
        """Show the decision of a case as it stands."""
        before, self._case = self._case, case
        if before is None or before.review.id != case.review.id:
            self._sight = None
        if not self.isVisible():
            return
        self._refresh()
        unsigned = before is not None and before.review.id == case.review.id and not before.review.signature
        if unsigned and case.review.signature is not None:
            self._keep_in_sight(self._show_signature)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        """Take up the last case; the property does it."""
        _ = self.decision

    def focus_first(self) -> None:
        """Give the keyboard to the outcome of the first line that is not decided."""
        if self._case is None or not self.decision.lines:
            return
        lines = self.decision.lines
        review = self._case.review
        undecided = (section for section in lines if review.determination(section.line).outcome is None)
        section = next(undecided, lines[0])
        section.outcomes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(section.outcomes)

    def current_line(self) -> int:
        """The number of the line that the keyboard is in, else of the first that is decided; 0 without
        one."""
        sections = self.decision.lines
        focused = self.window().focusWidget()
        held = (one for one in sections if focused is not None and one.isAncestorOf(focused))
        outcomes = self._case.review.determination if self._case is not None else None
        decided = (one for one in sections if outcomes and outcomes(one.line).outcome is not None)
        section = next(held, None) or next(decided, None)
        return section.line if section is not None else 0

    def part_line(self) -> int:
        """The number of the line that asks what is approved in part: the one with the keyboard before all
        others; 0 where none asks."""
        asking = [one.line for one in self.decision.lines if one.asks_part]
        here = self.current_line()
        return here if here in asking else next(iter(asking), 0)

    def show_since(self, before: Review | None, differences: tuple[PartDifference, ...] = ()) -> None:
        """Show what changed since the version before; nothing for a first one."""
        self._since = before, differences
        if self.isVisible():
            self._refresh()

    def show_preview(self, preview: SigningPreview) -> None:
        """Show what would be signed, from its beginning."""
        signing = self.decision.signing
        signing.show_problems(())
        signing.show_preview(preview)
        self._keep_in_sight(self._show_card)

    def _show_card(self) -> None:
        card = self.decision.signing.preview
        if card.preview is not None:
            self.verticalScrollBar().setValue(card.mapTo(self.decision, QPoint(0, 0)).y() - scaled(12))

    def _show_signature(self) -> None:
        self.ensureWidgetVisible(self.decision.signing, 0, scaled(12))

    def _show_focused(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)

    def _keep_in_sight(self, show: Callable[[], None]) -> None:
        """Bring something into view as soon as the layout has given it its place, and again while that
        changes, until the reader scrolls."""
        self._sight = show
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        if self._sight is not None:
            self._sight()

    def _let_go(self, _action: int) -> None:
        """The reader scrolls."""
        self._sight = None

    def focus_conversation(self) -> None:
        """Give the keyboard to what was said in the newest conversation."""
        forms = self.decision.conversations.forms
        if forms:
            forms[-1].said.setFocus(Qt.FocusReason.OtherFocusReason)
            self._keep_in_sight(self._show_focused)

    def focus_blockers(self) -> None:
        """Give the keyboard to what blocks the first line that is blocked."""
        blocked = (one for one in self.decision.lines if one.blockers_model.rows)
        section = next(blocked, None)
        if section is None:
            self.focus_first()
            return
        section.blockers.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(section.blockers)

    def focus_spot(self, spot: Spot) -> None:
        """Give the keyboard to the field that a spot of the determination names; to the outcomes of its line
        where the field is not asked for now."""
        field = self.decision.field_of(spot)
        if field is None or not field.isVisible():
            section = next((one for one in self.decision.lines if one.line == spot.line), None)
            field = section.outcomes if section is not None else field
        if field is None:
            self.focus_first()
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc where no field wants it: back to the pages."""
        if event.key() == Qt.Key.Key_Escape:
            self.editing_done.emit()
        else:
            super().keyPressEvent(event)

    def commit_typing(self) -> None:
        """Commit what is being typed, so that signing sees it."""
        focused = self.focusWidget()
        if isinstance(focused, LineField | TextField) and self.isAncestorOf(focused):
            focused.commit()

    def sign(self) -> None:
        """Ask for the signature, as the Sign button does."""
        self.commit_typing()
        self.decision.signing.sign()

    def show_signing_problems(self, problems: tuple[str, ...], first: Spot | None = None) -> None:
        """Say what stops signing; the keyboard goes to ``first``, the field where the first of it is mended.
        Without one the list is brought into view."""
        signing = self.decision.signing
        signing.show_problems(problems)
        if first is not None:
            self.focus_spot(first)
            self._keep_in_sight(self._show_focused)
        elif problems:
            # The list has its height only after the layout has run.
            QTimer.singleShot(0, signing, lambda: self.ensureWidgetVisible(signing, 0, 0))
