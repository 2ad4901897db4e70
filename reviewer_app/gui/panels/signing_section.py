"""Who decides, what stops signing, and the signature; after signing, who signed what and when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.review import Reviewer, Role, Signature
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.review_changes import changed_by_reviewer
from reviewer_app.gui.models.wording import ROLE_WORDS, moment
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import CheckField, ChoiceField
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import show_words, toned

ATTESTATION = (
    "I am a licensed physician, I have reviewed the records cited here, "
    "and this determination is my own judgement."
)


def in_groups(digest: str) -> str:
    """A hash in groups of eight, so that it can be compared by eye and wraps."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


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
    """``sign_requested`` carries the attestation, empty where none was given; ``amend_requested`` asks for a
    new version of a signed review."""

    sign_requested = Signal(str)
    amend_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._case: OpenCase | None = None
        self.attest = CheckField("I attest to this as the deciding physician")
        self._attestation = toned(ATTESTATION, "small")
        self._problems = toned("", "problem")
        self.sign_button = Button("Sign the determination", self.sign, kind="primary")
        self._statement = toned("", "")
        self._hashes = toned("", "small")
        self.amend_button = Button("Amend: start a new version", self.amend_requested.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(toned("SIGNATURE", "heading", wrap=False))
        for widget in (
            self.attest,
            self._attestation,
            self._problems,
            self.sign_button,
            self._statement,
            self._hashes,
            self.amend_button,
        ):
            column.addWidget(widget)
            widget.hide()
        for button in (self.sign_button, self.amend_button):
            column.setAlignment(button, Qt.AlignmentFlag.AlignLeft)

    def show_case(self, case: OpenCase) -> None:
        """Show what signing needs, or the signature that is there."""
        another = self._case is None or self._case.review.id != case.review.id
        changed = self._case is not None and changed_by_reviewer(self._case.review, case.review)
        self._case = case
        signature = case.review.signature
        physician = case.reviewer.role is Role.PHYSICIAN and signature is None and not case.review.read_only
        if another or not physician:
            self.attest.setChecked(False)
        if another or changed:
            self.show_problems(())
        self.attest.setVisible(physician)
        self._attestation.setVisible(physician)
        self.sign_button.setVisible(not case.review.read_only)
        self._show_signature(signature)
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
