"""The exception record (S16): why this request may go outside a guideline's criteria, and a physician's
word."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.policy import ElementKind
from reviewer_app.domain.review import ExceptionRecord, FindingState, Role
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.wording import counted, moment
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import CheckField
from reviewer_app.gui.panels.fields import TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import show_words, toned


def exception_element(case: OpenCase) -> ChecklistElement | None:
    """The element that holds the exception's evidence, where the checklist has one."""
    return next(
        (item for item in case.checklist.elements if item.element.kind is ElementKind.EXCEPTION), None
    )


def unmet_criteria(case: OpenCase) -> tuple[ChecklistElement, ...]:
    """The guideline criteria that an exception could excuse: those not met, and those already named."""
    named = case.review.exception.criteria
    unmet = (FindingState.ABSENT, FindingState.INSUFFICIENT)
    return tuple(
        item
        for item in case.checklist.elements
        if item.element.kind is ElementKind.CRITERION
        and (item.id in named or case.review.finding(item.id).state in unmet)
    )


class ExceptionSection(QFrame):
    """``entered`` carries the whole new record; ``accepted`` says that the physician takes it on."""

    entered = Signal(object)
    accepted = Signal()
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._shown = ExceptionRecord()
        self._offered: tuple[tuple[str, str], ...] = ()
        self.why = TextField("Why an exception", placeholder="Why this patient is different")
        self.criteria: dict[str, CheckField] = {}
        self._evidence = toned("", "small")
        self._state = toned("", "small")
        self.accept_button = Button("Accept as physician", self.accepted.emit)
        self._checks = QVBoxLayout()
        self._checks.setSpacing(scaled(4))
        self._no_criteria = toned("No guideline criterion is marked absent or insufficient.", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(toned("EXCEPTION TO THE GUIDELINE · S16", "heading", wrap=False))
        column.addWidget(FieldRow("Why an exception", self.why))
        column.addWidget(toned("Criteria that it excuses", "small"))
        column.addWidget(self._no_criteria)
        column.addLayout(self._checks)
        for widget in (self._evidence, self._state, self.accept_button):
            column.addWidget(widget)
        column.setAlignment(self.accept_button, Qt.AlignmentFlag.AlignLeft)
        self.why.committed.connect(lambda _text: self._commit())
        self.why.entered.connect(self.editing_done)
        self.why.cancelled.connect(self.editing_done)

    def show_case(self, case: OpenCase) -> None:
        """Show the record where the checklist has an exception element and it is used, or could be: a
        criterion is unmet and the review is open."""
        element = exception_element(case)
        usable = bool(unmet_criteria(case)) and not case.review.read_only
        used = case.review.exception != ExceptionRecord()
        self.setVisible(element is not None and (used or usable))
        if element is None:
            return
        self._shown = case.review.exception
        self.why.show_value(self._shown.why)
        self.why.setReadOnly(case.review.read_only)
        self._show_criteria(case)
        cited = len(case.review.finding(element.id).evidence)
        self._evidence.say(
            f"{counted(cited, 'piece')} of evidence cited under “{element.element.title}”"
            if cited
            else f"No evidence yet: cite it under “{element.element.title}” in the checklist."
        )
        self._show_acceptance(case)

    def _show_criteria(self, case: OpenCase) -> None:
        offered = tuple((item.id, item.element.title) for item in unmet_criteria(case))
        if offered != self._offered:
            for check in self.criteria.values():
                self._checks.removeWidget(check)
                check.deleteLater()
            self._offered = offered
            self.criteria = {}
            for element_id, title in offered:
                check = CheckField(title)
                check.clicked.connect(self._commit)
                self._checks.addWidget(check)
                self.criteria[element_id] = check
        for element_id, check in self.criteria.items():
            check.setChecked(element_id in self._shown.criteria)
            check.setEnabled(not case.review.read_only)
        self._no_criteria.setVisible(not offered)

    def _show_acceptance(self, case: OpenCase) -> None:
        record = self._shown
        physician = case.reviewer.role is Role.PHYSICIAN
        if record.accepted_at is not None:
            licence = f", {record.accepted_licence}" if record.accepted_licence else ""
            words = f"Accepted by {record.accepted_by}{licence} on {moment(record.accepted_at)}."
        else:
            words = "" if physician else "A physician has to accept it."
        show_words(self._state, words)
        open_to_accept = physician and not record.accepted and not case.review.read_only
        self.accept_button.setVisible(open_to_accept)
        self.accept_button.setEnabled(bool(record.why and record.criteria))

    def acceptance_text(self) -> str:
        """Who accepted the record, or who has to."""
        return self._state.words()

    def _commit(self) -> None:
        criteria = tuple(element_id for element_id, check in self.criteria.items() if check.isChecked())
        record = replace(self._shown, why=self.why.value(), criteria=criteria)
        if record != self._shown:
            self._shown = record
            self.entered.emit(record)
