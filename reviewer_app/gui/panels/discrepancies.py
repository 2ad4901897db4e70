"""The tab Discrepancies: differing readings of one study, and the current record in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import CitedFor, Discrepancy
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.found import DiscrepancyCandidate, FoundReconciliation
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.candidates_model import CandidateRow, candidate_rows, may_settle
from reviewer_app.gui.models.discrepancies_model import (
    EMPTY_SENTENCE,
    EMPTY_TITLE,
    DiscrepanciesModel,
    DiscrepancyRow,
    RowKey,
    discrepancy_rows,
)
from reviewer_app.gui.panels.candidate_detail import CandidateDetail
from reviewer_app.gui.panels.discrepancy_rows import DiscrepancyDelegate
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.rules.discrepancy_rules import READINGS

if TYPE_CHECKING:
    # Imported when the form is made, so that the first page does not wait for it.
    from reviewer_app.gui.panels.discrepancy_form import DiscrepancyForm


class DiscrepanciesPanel(QFrame):
    """A view over the discrepancies of an open case. Acts go out as signals with the record's id.

    The form is made when the tab is first shown. ``both_wanted`` asks for both sides in the panes,
    ``dismissal_wanted`` carries a candidate that is no discrepancy.
    """

    revised = Signal(str, object)
    evidence_activated = Signal(object)
    evidence_removed = Signal(str, str)
    deletion_wanted = Signal(str)
    dismissal_wanted = Signal(object)
    both_wanted = Signal()
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Discrepancies")
        self.setProperty("ground", "surface")
        self._look = look
        self._case: OpenCase | None = None
        self._current: RowKey = ("", "")
        self._cited = ""
        self._awaited: frozenset[str] | None = None
        self._form: DiscrepancyForm | None = None
        self._candidates: tuple[DiscrepancyCandidate, ...] = ()
        self.candidate_detail = CandidateDetail()
        self.model = DiscrepanciesModel(self)
        self.list = BrowsedList("Discrepancies, both readings of each and what reconciles them")
        self.list.setModel(self.model)
        self._rows = DiscrepancyDelegate(self.list, look)
        self.empty = EmptyState(EMPTY_TITLE, EMPTY_SENTENCE.format(key="D"))
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self.candidate_detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(self._split)
        self._split.hide()
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.clicked.connect(self.editing_done)

    @property
    def form(self) -> DiscrepancyForm:
        """The fields of the current record, made on first use."""
        if self._form is None:
            from reviewer_app.gui.panels.discrepancy_form import DiscrepancyForm

            form = DiscrepancyForm(self._look)
            form.revised.connect(self.revised)
            form.evidence_activated.connect(self.evidence_activated)
            form.evidence_removed.connect(self.evidence_removed)
            form.editing_done.connect(self.editing_done)
            self._form = form
            self._split.addWidget(form)
            for place, share in enumerate((2, 3, 3)):
                self._split.setStretchFactor(place, share)
            self._split.setSizes([400, 600, 600])
        return self._form

    def show_key(self, key: str) -> None:
        """Name the key that records a discrepancy, where there is none yet."""
        self.empty.show_text(EMPTY_TITLE, EMPTY_SENTENCE.format(key=key))

    def set_look(self, look: Look) -> None:
        self._look = look
        self._rows.set_look(look)
        if self._form is not None:
            self._form.set_look(look)

    def show_case(self, case: OpenCase) -> None:
        """Show a case. The current row stays where the same case is shown again; a record that was waited
        for becomes the current one."""
        another = self._case is None or self._case.case_id != case.case_id
        self._case = case
        if another:
            self._awaited = None
            self._candidates = ()
        proposed = candidate_rows(case, self._candidates)
        self.model.show((*proposed, *discrepancy_rows(case, self._candidates)))
        keys = [row.key for row in self.model.rows]
        self._show_rows(there=bool(keys))
        new = next((key for key in reversed(keys) if not key[1] and self._is_awaited(key[0])), None)
        if new is not None:
            self._awaited = None
            self._make_current(new)
        elif self._current in keys and not another:
            self._make_current(self._current)
        elif keys:
            self._make_current(keys[0])
        else:
            self._current = ("", "")
        self._show_form()

    def show_candidates(self, candidates: tuple[DiscrepancyCandidate, ...]) -> None:
        """Propose these readings above the records."""
        if self._case is not None and candidates != self._candidates:
            self._candidates = candidates
            self.show_case(self._case)

    @property
    def proposed(self) -> int:
        """How many discrepancies are proposed."""
        return sum(isinstance(row, CandidateRow) for row in self.model.rows)

    def _show_rows(self, *, there: bool) -> None:
        """Show the records, or what to do without one; the keyboard does not stay in what is hidden."""
        focused = self.window().focusWidget()
        left_behind = not there and focused is not None and self._split.isAncestorOf(focused)
        if left_behind:
            self.editing_done.emit()
        self._split.setVisible(there)
        self.empty.setVisible(not there)

    def await_new(self) -> None:
        """The next record that comes becomes the current one."""
        records = self._case.review.discrepancies if self._case is not None else ()
        self._awaited = frozenset(record.id for record in records)

    def _is_awaited(self, record_id: str) -> bool:
        return self._awaited is not None and record_id not in self._awaited

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_form()

    def _show_form(self) -> None:
        record, candidate = self.current_record(), self.current_candidate()
        self.candidate_detail.setVisible(candidate is not None)
        if self._form is not None:
            self._form.setVisible(record is not None)
        if candidate is not None:
            self.candidate_detail.show_candidate(candidate)
        elif self._case is not None and record is not None and self.isVisible():
            self.form.show_record(self._case, record)

    def _make_current(self, key: RowKey) -> None:
        index = self.model.index(self.model.place_of(key))
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        self._current = key

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid() or self.model.rows[current.row()].key == self._current:
            return
        self._current = self.model.rows[current.row()].key
        self._cited = ""
        self._show_form()

    def current_row(self) -> DiscrepancyRow | None:
        """The row of a record that commands mean; ``None`` where they mean a proposal."""
        row = self.model.find(lambda row: row.key == self._current)
        return row if isinstance(row, DiscrepancyRow) else None

    def current_candidate(self) -> DiscrepancyCandidate | None:
        """The proposal that commands mean; ``None`` where they mean a record."""
        row = self.model.find(lambda row: row.key == self._current)
        return row.candidate if isinstance(row, CandidateRow) else None

    def settling(self) -> tuple[FoundReconciliation, ...]:
        """The statements that may settle the current record and are not cited for it."""
        record = self.current_record()
        return may_settle(record, self._candidates) if record is not None else ()

    def current_record(self) -> Discrepancy | None:
        """The record that commands mean."""
        row = self.current_row()
        return row.record if row is not None else None

    def cites_for(self) -> CitedFor | None:
        """What a passage that is attached now would be cited for: the current row; of a record itself the
        first reading without a passage or words, else the reconciliation."""
        row = self.current_row()
        if row is None or row.cited_for is not None:
            return row.cited_for if row is not None else None
        if not row.record.ordering.told:
            return CitedFor.ORDERING
        return CitedFor.RECONCILIATION if row.record.radiologist.told else CitedFor.RADIOLOGIST

    def select(self, record_id: str) -> None:
        """Make a record the current one; an unknown id changes nothing."""
        if self.model.place_of((record_id, "")) >= 0 and self._current[0] != record_id:
            self._make_current((record_id, ""))
            self._show_form()

    def current_element(self) -> str:
        """The element that marks mean in this tab, where the checklist has it: whether differing readings are
        reconciled."""
        found = self._case.checklist.find(READINGS) if self._case is not None else None
        return found.id if found is not None else ""

    def move_current(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) row; the ends hold."""
        keys = [row.key for row in self.model.rows]
        if keys:
            place = keys.index(self._current) + step if self._current in keys else 0
            self._make_current_row(keys[max(0, min(len(keys) - 1, place))])

    def _make_current_row(self, key: RowKey) -> None:
        """As when a row was chosen in the list."""
        index = self.model.index(self.model.place_of(key))
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def next_evidence(self) -> Evidence | None:
        """The current row's first passage, and each time after that the next, around the end. On a record
        itself both sides are asked for instead."""
        row = self.current_row()
        if row is None or row.cited_for is None:
            if self.model.rows:
                self.both_wanted.emit()
            return None
        cited = row.record.cited_for(row.cited_for)
        ids = [item.id for item in cited]
        place = (ids.index(self._cited) + 1) % len(ids) if self._cited in ids else 0
        self._cited = ids[place] if ids else ""
        return cited[place] if cited else None

    def remove_evidence(self) -> None:
        """Ask that the current row's passage is taken away; on a record itself, that it is deleted."""
        row, candidate = self.current_row(), self.current_candidate()
        if candidate is not None:
            self.dismissal_wanted.emit(candidate)
        if row is None:
            return
        if row.cited_for is None:
            self.deletion_wanted.emit(row.record.id)
            return
        ids = [item.id for item in row.record.cited_for(row.cited_for)]
        if ids:
            self.evidence_removed.emit(row.record.id, self._cited if self._cited in ids else ids[0])

    def edit_note(self) -> None:
        """Give the keyboard to the record's note."""
        if self.current_record() is not None:
            self.form.focus_on(self.form.note.note)

    def edit_details(self) -> None:
        """Give the keyboard to the field that is filled in next: of the current row, or of the record."""
        row = self.current_row()
        if row is None:
            return
        form = self.form
        match row.cited_for:
            case CitedFor.ORDERING:
                form.focus_on(form.ordering.typed)
            case CitedFor.RADIOLOGIST:
                form.focus_on(form.radiologist.typed)
            case CitedFor.RECONCILIATION:
                form.focus_on(form.reconciliation.means)
            case None:
                form.focus_first()
