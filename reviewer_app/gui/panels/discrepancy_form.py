"""One discrepancy record in full: how it stands, and every field of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import CitedFor, Discrepancy
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.discrepancies_model import judged_record
from reviewer_app.gui.panels.discrepancy_facts import (
    AffectsSection,
    NoteSection,
    ReaderSection,
    StudySection,
)
from reviewer_app.gui.panels.discrepancy_sections import (
    DifferenceSection,
    ReadingSection,
    ReconciliationSection,
    RecordSection,
)
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.rules.discrepancy_rules import discrepancy_standing

ORDERING_HEADING = "ORDERING PROVIDER'S READING · LEFT PANE"
RADIOLOGIST_HEADING = "RADIOLOGIST'S READING · RIGHT PANE"


class DiscrepancyForm(QScrollArea):
    """Shows one record. ``revised`` carries its id and a step from the record as it is then; Esc where no
    field wants it goes back to the pages."""

    revised = Signal(str, object)
    evidence_activated = Signal(object)
    evidence_removed = Signal(str, str)
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Current discrepancy")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._record: Discrepancy | None = None
        self._standing = toned("", "")
        self._clears = toned("", "small")
        self.difference = DifferenceSection(look)
        self.reconciliation = ReconciliationSection(look)
        self.ordering = ReadingSection(CitedFor.ORDERING, "the ordering provider", ORDERING_HEADING, look)
        self.radiologist = ReadingSection(CitedFor.RADIOLOGIST, "the radiologist", RADIOLOGIST_HEADING, look)
        self.reader = ReaderSection()
        self.study = StudySection()
        self.affects = AffectsSection(look)
        self.note = NoteSection()
        self._lay_out()
        for section in self.sections:
            section.revised.connect(self._revised)
            section.evidence_activated.connect(self.evidence_activated)
            section.evidence_removed.connect(self._removed)
            section.next_wanted.connect(self.focus_on)
            section.editing_done.connect(self.editing_done)

    @property
    def sections(self) -> tuple[RecordSection, ...]:
        """The parts of the form, from the top."""
        return (
            self.difference,
            self.reconciliation,
            self.ordering,
            self.radiologist,
            self.reader,
            self.study,
            self.affects,
            self.note,
        )

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(16))
        column.setSpacing(scaled(16))
        standing = QVBoxLayout()
        standing.setSpacing(scaled(4))
        standing.addWidget(self._standing)
        standing.addWidget(self._clears)
        column.addLayout(standing)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch()
        self.setWidget(body)

    def set_look(self, look: Look) -> None:
        for section in self.sections:
            section.set_look(look)

    def show_record(self, case: OpenCase, record: Discrepancy) -> None:
        """Show a record as it stands; another one than before takes over what was being typed into that
        one."""
        if self._record is not None and self._record.id != record.id:
            self.commit_typing()
            self.verticalScrollBar().setValue(0)
        self._record = record
        found = discrepancy_standing(judged_record(case, record))
        show_words(self._standing, found.message)
        show_words(self._clears, found.clears)
        self.affects.show_case(case)
        for section in self.sections:
            section.show_record(record, read_only=case.review.read_only)

    def standing_text(self) -> str:
        """What is said about how the record stands."""
        return self._standing.words()

    def commit_typing(self) -> None:
        """Commit what is being typed."""
        for section in self.sections:
            for field in section.fields():
                if field.hasFocus():
                    field.commit()

    def focus_first(self) -> None:
        """Give the keyboard to the first question that is not answered."""
        record = self._record
        if record is None:
            return
        difference = self.difference
        if record.kind is None:
            self.focus_on(difference.kind)
        elif record.degree is None:
            self.focus_on(difference.degree)
        else:
            self.focus_on(difference.significance)

    def focus_on(self, field: QWidget) -> None:
        """Give the keyboard to a field, and bring it into view."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        # The field has its place only after the layout has run.
        QTimer.singleShot(0, field, lambda: self._bring_into_view(field))

    def _bring_into_view(self, field: QWidget) -> None:
        """With its label, which stands above it."""
        self._column.activate()
        labelled = field.parentWidget()
        self.ensureWidgetVisible(labelled if isinstance(labelled, FieldRow) else field, 0, scaled(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.editing_done.emit()
        else:
            super().keyPressEvent(event)

    def _revised(self, revise: object) -> None:
        if self._record is not None:
            self.revised.emit(self._record.id, revise)

    def _removed(self, evidence_id: str) -> None:
        if self._record is not None:
            self.evidence_removed.emit(self._record.id, evidence_id)
