"""The checklist: what the policies want to find, what was found, and the current element in detail."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.review import Finding
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.checklist_model import NOTHING_KNOWN, ChecklistModel, checklist_rows
from reviewer_app.gui.models.discrepancies_model import records_words
from reviewer_app.gui.panels.checklist_rows import ChecklistDelegate
from reviewer_app.gui.panels.element_panel import ElementPanel
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.rules.discrepancy_rules import READINGS

NOTHING_TITLE = "No policy asks for anything here"
NOTHING_SENTENCE = (
    "No policy pack is in effect for this request. Complete the request's plan and date of service, "
    "or add an element of your own."
)


class ChecklistPanel(ElementPanel):
    """A view over the checklist of an open case. It tells its current element also when a case is shown."""

    element_added = Signal(str, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("Checklist", look, parent)
        self._case: OpenCase | None = None
        self._current = ""
        self._proposed = NOTHING_KNOWN
        self.model = ChecklistModel(self)
        self.list = BrowsedList("Elements of the checklist")
        self.list.setModel(self.model)
        self._rows = ChecklistDelegate(self.list, look)
        self.empty = EmptyState(NOTHING_TITLE, NOTHING_SENTENCE)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for place, (widget, share) in enumerate(((self.list, 3), (self.detail, 2))):
            split.addWidget(widget)
            split.setStretchFactor(place, share)
        split.setSizes([600, 400])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(split)
        self.empty.hide()
        self._connect()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.clicked.connect(self.editing_done)
        self.detail.element_added.connect(self.element_added)

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)
        self.detail.set_look(look)

    def show_case(self, case: OpenCase) -> None:
        """Show a case. The current element stays where the same case is shown again; a case that was not
        shown before starts at the element where its review was left."""
        another = self._case is None or self._case.case_id != case.case_id
        wanted = case.review.place.element_id if another else self._current
        self._case = case
        if another:
            self._proposed = NOTHING_KNOWN
        self.model.show(checklist_rows(case, self._proposed))
        ids = self.model.element_ids()
        self.empty.setVisible(not ids)
        if wanted not in ids:
            wanted = ids[0] if ids else ""
        if wanted:
            self._make_current(wanted)
        elif self._current:
            self._current = ""
        self._show_detail()

    def show_proposed(self, proposed: Mapping[str, int]) -> None:
        """Say in the rows how many places for their evidence were found; by the element's id."""
        if self._case is not None and proposed != self._proposed:
            self._proposed = proposed
            self.model.show(checklist_rows(self._case, proposed))

    def _show_detail(self) -> None:
        row = self.model.row_of(self._current)
        if row is None:
            self.detail.show_element(None, Finding(""))
        else:
            reviewer = self._case.reviewer.name if self._case is not None else ""
            self.detail.show_element(row.element, row.finding, reviewer, row.overridden)
        asked = self._case if self._current == READINGS else None
        self.detail.show_about(records_words(asked) if asked is not None else "")

    def _make_current(self, element_id: str) -> None:
        index = self.model.index(self.model.place_of(element_id))
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            return
        element_id = self.model.rows[current.row()].key
        if element_id == self._current:
            return
        self._current = element_id
        self._show_detail()
        self.element_changed.emit(element_id)

    def current_element(self) -> str:
        """The id of the current element; empty when the checklist is."""
        return self._current

    def select(self, element_id: str) -> None:
        """Make an element the current one; an unknown id changes nothing."""
        if element_id in self.model.element_ids():
            self._make_current(element_id)

    def move_current(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) element; headings are passed over, the ends hold."""
        ids = self.model.element_ids()
        if not ids:
            return
        place = ids.index(self._current) + step if self._current in ids else 0
        self._make_current(ids[max(0, min(len(ids) - 1, place))])

    def add_element(self) -> None:
        """Open the form for an element of the reviewer's own."""
        self.detail.add_element()
