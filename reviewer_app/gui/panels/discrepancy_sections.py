"""The parts of a discrepancy record as forms: in what the readings differ, each reading, the study, what it
affects, what reconciles it. Every part tells a change as a step from the record as it is then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.domain.discrepancy import (
    CitedFor,
    DifferenceDegree,
    DifferenceKind,
    Discrepancy,
    Reading,
    ReconciledBy,
    Significance,
)
from reviewer_app.domain.evidence import Evidence
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.discrepancies_model import evidence_rows
from reviewer_app.gui.models.evidence_model import EvidenceModel
from reviewer_app.gui.panels.checklist_rows import EvidenceDelegate
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.form_rows import FieldRow
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.numbered_choice import NumberedChoice
from reviewer_app.rules.discrepancy_words import (
    DEGREE_WORDS,
    KIND_WORDS,
    RECONCILED_WORDS,
    SIGNIFICANCE_WORDS,
)
from reviewer_app.rules.reconciliation import lacks

NO_DATE = "“{text}” is no date; write it like 2025-05-08."
NOT_RECONCILED = "none"
"""Stands for no means of reconciliation among the choices."""

FILED = "A note that the report was received, reviewed or filed settles nothing."

Value = TypeVar("Value", bound=StrEnum)


class RecordSection(QFrame):
    """One part of the form. ``revised`` carries a step from the record as it is then; ``next_wanted`` the
    field that comes next; ``editing_done`` says that typing ended and the keyboard may go back to the
    pages."""

    revised = Signal(object)
    evidence_activated = Signal(object)
    evidence_removed = Signal(str)
    next_wanted = Signal(QWidget)
    editing_done = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(scaled(8))
        self.column.addWidget(toned(heading, "heading"))

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        """Show the part as it stands in the record."""
        raise NotImplementedError

    def set_look(self, look: Look) -> None:
        """Paint rows with other colours."""

    def fields(self) -> tuple[LineField | TextField, ...]:
        """What one types into."""
        return ()

    def watch(self, field: LineField | TextField, revise: Callable[[Discrepancy, str], Discrepancy]) -> None:
        """Tell what is typed as a step on the record."""
        field.committed.connect(lambda text: self.revised.emit(lambda record: revise(record, text)))
        field.entered.connect(self.editing_done)
        field.cancelled.connect(self.editing_done)

    def watch_date(
        self, row: FieldRow, field: DateField, revise: Callable[[Discrepancy, date | None], Discrepancy]
    ) -> None:
        """Tell a date that was typed; what is none is said to be so and not kept."""

        def typed(text: str) -> None:
            row.show_problem(NO_DATE.format(text=text) if field.unreadable else "")
            if not field.unreadable:
                day = date.fromisoformat(text) if text else None
                self.revised.emit(lambda record: revise(record, day))

        field.committed.connect(typed)
        field.entered.connect(self.editing_done)
        field.cancelled.connect(self.editing_done)


class CitedList(ChoiceList):
    """The passages of one reading or reconciliation; Enter goes to one, Delete is the window's."""

    def __init__(self, name: str, look: Look, section: RecordSection) -> None:
        super().__init__(name, parent=section)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cited = EvidenceModel(self)
        self.setModel(self.cited)
        self.rows = EvidenceDelegate(self, look)
        self.rows.removal_asked.connect(section.evidence_removed)
        self._section = section
        self.chosen.connect(self._activate)

    def show_cited(self, cited: tuple[Evidence, ...]) -> None:
        """Show these passages; without any the list is not there."""
        self.cited.show(evidence_rows(cited))
        self.setVisible(bool(cited))
        self.fit()

    def _activate(self, index: QModelIndex) -> None:
        self._section.evidence_activated.emit(self.cited.rows[index.row()].evidence)


class DifferenceSection(RecordSection):
    """In what the readings differ, and whether that matters. A chosen row leads to the next question."""

    def __init__(self, look: Look) -> None:
        super().__init__("IN WHAT THEY DIFFER")
        self.kind = NumberedChoice("Kind of difference", _choices(KIND_WORDS), look)
        self.degree = NumberedChoice("Degree", _choices(DEGREE_WORDS), look)
        self.significance = NumberedChoice(
            "Clinically significant",
            _choices(SIGNIFICANCE_WORDS),
            look,
        )
        self.why = TextField(
            "Why it is or is not significant", placeholder="Why", least=1, most=5, enter_commits=True
        )
        for label, field in (
            ("Kind", self.kind),
            ("Degree", self.degree),
            ("Clinically significant", self.significance),
            ("Why it is, or is not", self.why),
        ):
            self.column.addWidget(FieldRow(label, field))
        self.kind.picked.connect(self._kind_picked)
        self.degree.picked.connect(self._degree_picked)
        self.significance.picked.connect(self._significance_picked)
        self.watch(self.why, lambda record, text: replace(record, why=text))

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        self.kind.show_chosen(record.kind.value if record.kind is not None else "")
        self.degree.show_chosen(record.degree.value if record.degree is not None else "")
        self.significance.show_chosen(record.significance.value)
        self.why.show_value(record.why)
        self.why.setReadOnly(read_only)
        for field in (self.kind, self.degree, self.significance):
            field.setEnabled(not read_only)

    def set_look(self, look: Look) -> None:
        for field in (self.kind, self.degree, self.significance):
            field.rows.set_look(look)

    def fields(self) -> tuple[LineField | TextField, ...]:
        return (self.why,)

    def _kind_picked(self, value: str) -> None:
        self.revised.emit(lambda record: replace(record, kind=DifferenceKind(value)))
        self.next_wanted.emit(self.degree)

    def _degree_picked(self, value: str) -> None:
        self.revised.emit(lambda record: replace(record, degree=DifferenceDegree(value)))
        self.next_wanted.emit(self.significance)

    def _significance_picked(self, value: str) -> None:
        self.revised.emit(lambda record: replace(record, significance=Significance(value)))
        self.next_wanted.emit(self.why)


class ReadingSection(RecordSection):
    """One of the two readings: its passages or the typed words, the heading they stand under, the day."""

    def __init__(self, cited_for: CitedFor, whose: str, heading: str, look: Look) -> None:
        """``whose`` names the reader, for the names of the fields."""
        super().__init__(heading)
        self._cited_for = cited_for
        self.cited = CitedList(f"Passages of {whose}'s reading", look, self)
        self.typed = TextField(
            f"Words of {whose}'s reading", placeholder="What was read, in its own words", least=1, most=5
        )
        self.section = LineField(f"Section of {whose}'s reading", placeholder="Impression, Imaging, Plan …")
        self.date = DateField(f"Date of {whose}'s reading")
        self._date_row = FieldRow("Written on", self.date)
        self.column.addWidget(self.cited)
        self.column.addWidget(FieldRow("Words, where no passage has them", self.typed))
        self.column.addLayout(beside(FieldRow("Section", self.section), self._date_row))
        self.watch(self.typed, lambda record, text: self._with(record, typed=text))
        self.watch(self.section, lambda record, text: self._with(record, section=text))
        self.watch_date(
            self._date_row,
            self.date,
            lambda record, day: self._put(record, replace(self._of(record), date=day)),
        )

    def _of(self, record: Discrepancy) -> Reading:
        return record.ordering if self._cited_for is CitedFor.ORDERING else record.radiologist

    def _put(self, record: Discrepancy, reading: Reading) -> Discrepancy:
        if self._cited_for is CitedFor.ORDERING:
            return replace(record, ordering=reading)
        return replace(record, radiologist=reading)

    def _with(
        self, record: Discrepancy, *, typed: str | None = None, section: str | None = None
    ) -> Discrepancy:
        before = self._of(record)
        after = replace(
            before,
            typed=before.typed if typed is None else typed,
            section=before.section if section is None else section,
        )
        return self._put(record, after)

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        reading = self._of(record)
        self.cited.show_cited(reading.cited)
        self.typed.show_value(reading.typed)
        self.section.show_value(reading.section)
        self.date.show_value(reading.date.isoformat() if reading.date is not None else "")
        self._date_row.show_problem("")
        for field in self.fields():
            field.setReadOnly(read_only)

    def set_look(self, look: Look) -> None:
        self.cited.rows.set_look(look)

    def fields(self) -> tuple[LineField | TextField, ...]:
        return self.typed, self.section, self.date


class ReconciliationSection(RecordSection):
    """What in the submitted records settles the discrepancy: by what, its own passages, its day."""

    def __init__(self, look: Look) -> None:
        super().__init__("RECONCILED IN WHAT WAS SUBMITTED")
        none = (NOT_RECONCILED, "Not reconciled")
        self.means = NumberedChoice("Reconciled by", (none, *_choices(RECONCILED_WORDS)), look)
        self.cited = CitedList("Passages that reconcile", look, self)
        self._how = toned("", "small")
        self.date = DateField("Date of the reconciliation")
        self._date_row = FieldRow("Written or said on", self.date)
        self._lacks = toned("", "problem")
        self.column.addWidget(FieldRow("By what", self.means))
        self.column.addWidget(toned(FILED, "small"))
        self.column.addWidget(self.cited)
        self.column.addWidget(self._how)
        self.column.addWidget(self._date_row)
        self.column.addWidget(self._lacks)
        self.means.picked.connect(self._means_picked)
        self.watch_date(
            self._date_row,
            self.date,
            lambda record, day: replace(record, reconciliation=replace(record.reconciliation, date=day)),
        )

    def show_record(self, record: Discrepancy, *, read_only: bool) -> None:
        found = record.reconciliation
        self.means.show_chosen(found.means.value if found.means is not None else NOT_RECONCILED)
        self.means.setEnabled(not read_only)
        self.cited.show_cited(found.cited)
        missing = "" if found.cited or read_only else "Select the passage that settles it and press E."
        show_words(self._how, missing)
        self.date.show_value(found.date.isoformat() if found.date is not None else "")
        self.date.setReadOnly(read_only)
        self._date_row.show_problem("")
        begun = found.means is not None or bool(found.cited)
        wanting = lacks(record) if begun else ()
        show_words(self._lacks, f"Does not count yet: {'; '.join(wanting)}." if wanting else "")

    def set_look(self, look: Look) -> None:
        self.means.rows.set_look(look)
        self.cited.rows.set_look(look)

    def fields(self) -> tuple[LineField | TextField, ...]:
        return (self.date,)

    def lacking(self) -> str:
        """What is said to be missing for it to count."""
        return self._lacks.words()

    def _means_picked(self, value: str) -> None:
        means = None if value == NOT_RECONCILED else ReconciledBy(value)
        self.revised.emit(
            lambda record: replace(record, reconciliation=replace(record.reconciliation, means=means))
        )


def beside(*rows: QWidget) -> QHBoxLayout:
    """Fields next to each other, of the same width."""
    row = QHBoxLayout()
    row.setSpacing(scaled(12))
    for widget in rows:
        row.addWidget(widget, stretch=1, alignment=Qt.AlignmentFlag.AlignTop)
    return row


def _choices(words: Mapping[Value, str]) -> tuple[tuple[str, str], ...]:
    """Values of an enumeration with their words, which begin with a capital."""
    return tuple((value.value, text[:1].upper() + text[1:]) for value, text in words.items())
