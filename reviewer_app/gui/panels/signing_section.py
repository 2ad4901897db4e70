"""Who decides, what stops signing, and the signature; after signing, who signed what and when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.review import Outcome, Reviewer, ReviewStatus, Role, Signature
from reviewer_app.domain.signing_preview import SigningPreview
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.review_changes import changed_by_reviewer
from reviewer_app.gui.models.wording import ROLE_WORDS, moment
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import CheckField, ChoiceField
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.signing_preview import SigningPreviewCard, in_groups

ATTESTATION = (
    "I am a licensed physician, I have reviewed the records cited here, "
    "and this determination is my own judgement."
)

SIGN = "Sign the determination"
SIGN_THIS = "Sign exactly this"
TAKE_UP = "Take up the referral"


class ReviewerSection(QFrame):
    """The reviewer's name, role and licence. ``entered`` carries the whole new value."""

    entered = Signal(object)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._shown = Reviewer()
        self.name = LineField("Reviewer's name", placeholder="Name as it stands in the summary")
        self.role = ChoiceField("Role", tuple((role.value, words) for role, words in ROLE_WORDS.items()))
        self.licence = LineField("Licence", placeholder="Number and state")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(toned("REVIEWER", "heading", wrap=False))
        column.addWidget(FieldRow("Name", self.name))
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        row.addWidget(FieldRow("Role", self.role), stretch=1)
        row.addWidget(FieldRow("Licence", self.licence), stretch=1)
        column.addLayout(row)
        for field in (self.name, self.licence):
            field.committed.connect(lambda _text: self._commit())
            field.entered.connect(self.editing_done)
            field.cancelled.connect(self.editing_done)
        self.role.committed.connect(lambda _value: self._commit())

    def show_reviewer(self, reviewer: Reviewer) -> None:
        self._shown = reviewer
        self.name.show_value(reviewer.name)
        self.role.show_value(reviewer.role.value)
        self.licence.show_value(reviewer.licence)

    def field_of(self, name: str) -> QWidget:
        """The field of that name: name, role or licence."""
        return {"role": self.role, "licence": self.licence}.get(name, self.name)

    def _commit(self) -> None:
        reviewer = Reviewer(self.name.value(), Role(self.role.value()), self.licence.value())
        if reviewer != self._shown:
            self._shown = reviewer
            self.entered.emit(reviewer)


class SigningSection(QFrame):
    """``sign_requested`` carries the attestation, empty where none was given: the first time what would be
    signed is shown (:meth:`show_preview`), the second time it is signed. ``amend_requested`` asks for a new
    version of a signed review, ``referral_taken_up`` for one that goes on with a referral."""

    sign_requested = Signal(str)
    amend_requested = Signal()
    referral_taken_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._case: OpenCase | None = None
        self.attest = CheckField("I attest to this as the deciding physician")
        self._attestation = toned(ATTESTATION, "small")
        self._problems = toned("", "problem")
        self.preview = SigningPreviewCard()
        self.sign_button = Button(SIGN, self.sign, kind="primary")
        self._statement = toned("", "")
        self._hashes = toned("", "small")
        self.take_up_button = Button(TAKE_UP, self.referral_taken_up.emit, kind="primary")
        self.amend_button = Button("Amend: start a new version", self.amend_requested.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(toned("SIGNATURE", "heading", wrap=False))
        for widget in (
            self.attest,
            self._attestation,
            self._problems,
            self.preview,
            self.sign_button,
            self._statement,
            self._hashes,
            self.take_up_button,
            self.amend_button,
        ):
            column.addWidget(widget)
            widget.hide()
        for button in (self.sign_button, self.take_up_button, self.amend_button):
            column.setAlignment(button, Qt.AlignmentFlag.AlignLeft)

    def show_case(self, case: OpenCase) -> None:
        """Show what signing needs, or the signature that is there."""
        another = self._case is None or self._case.review.id != case.review.id
        changed = self._case is not None and changed_by_reviewer(self._case.review, case.review)
        before, self._case = self._case, case
        signature = case.review.signature
        physician = case.reviewer.role is Role.PHYSICIAN and signature is None and not case.review.read_only
        if another or not physician:
            self.attest.setChecked(False)
        if another or changed or (before is not None and before.reviewer != case.reviewer):
            self.show_problems(())
            self.show_preview(None)
        self.attest.setVisible(physician)
        self._attestation.setVisible(physician)
        self.sign_button.setVisible(not case.review.read_only)
        self._show_signature(signature)
        referred = any(one.outcome is Outcome.REFER for one in case.review.determinations)
        in_force = case.review.status is ReviewStatus.SIGNED
        self.take_up_button.setVisible(in_force and referred)
        self.amend_button.setVisible(case.review.read_only)

    def _show_signature(self, signature: Signature | None) -> None:
        if signature is None:
            show_words(self._statement, "")
            show_words(self._hashes, "")
            return
        who = signature.reviewer
        licence = f", {who.licence}" if who.licence else ""
        attested = f"\n“{signature.attestation}”" if signature.attestation else ""
        signed = f"Signed by {who.name}, {ROLE_WORDS[who.role]}{licence}, on {moment(signature.signed_at)}."
        show_words(self._statement, f"{signed}{attested}")
        audit = f"\nAudit chain: {in_groups(signature.audit_hash)}" if signature.audit_hash else ""
        show_words(self._hashes, f"Content: {in_groups(signature.content_hash)}{audit}")

    def show_problems(self, problems: tuple[str, ...]) -> None:
        """Say what stops signing."""
        lines = "\n".join(f"• {problem}" for problem in problems)
        show_words(self._problems, f"Not signed yet:\n{lines}" if problems else "")

    def show_preview(self, preview: SigningPreview | None) -> None:
        """Show what would be signed; ``None`` takes it away."""
        self.preview.show_preview(preview)
        self.sign_button.setText(SIGN_THIS if preview is not None else SIGN)
        self.sign_button.setAccessibleName(self.sign_button.text())

    def problems_text(self) -> str:
        """What is said to stop signing now."""
        return self._problems.words()

    def statement_text(self) -> str:
        """What is said about the signature."""
        return self._statement.words()

    def sign(self) -> None:
        """Ask for the signature, with the attestation where it was ticked."""
        if self._case is not None and not self._case.review.read_only:
            self.sign_requested.emit(ATTESTATION if self.attest.isChecked() else "")
