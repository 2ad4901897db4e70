"""The tab Prior requests: matches with what each asks for, the current one side by side with this request,
and what else is shown of earlier cases."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.match_decision import MatchVerdict, SettledMatch
from reviewer_app.domain.review import Finding
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.prior_requests_model import (
    PriorRequestsModel,
    nothing_words,
    prior_rows,
)
from reviewer_app.gui.panels.element_panel import ElementPanel
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.gui.panels.match_detail import MatchDetail
from reviewer_app.gui.panels.prior_request_rows import PriorDelegate


class PriorRequestsPanel(ElementPanel):
    """The matches of an open case. ``set_aside`` carries line and id of a match, the verdict and the reason.

    Below the list is a place for more that concerns earlier cases (:meth:`add_section`).
    """

    set_aside = Signal(object, object, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("Prior requests", look, parent)
        self._case: OpenCase | None = None
        self._current = ""
        self._has_more = False
        self.model = PriorRequestsModel(self)
        self.list = BrowsedList("Prior requests and what they ask for")
        self.list.setModel(self.model)
        self._rows = PriorDelegate(self.list, look)
        self.match_detail = MatchDetail(look)
        self.empty = EmptyState("", "")
        self._nothing = toned("", "muted")
        self._problem = toned("", "problem")
        self._details = QStackedWidget()
        self._details.addWidget(self.match_detail)
        self._details.addWidget(self.detail)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.clicked.connect(self.editing_done)
        self.match_detail.reason_entered.connect(self._reason_entered)
        self.match_detail.editing_done.connect(self.editing_done)

    def _lay_out(self) -> None:
        split = self._split
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for place, (widget, share) in enumerate(((self.list, 2), (self._details, 3))):
            split.addWidget(widget)
            split.setStretchFactor(place, share)
        split.setSizes([400, 600])
        self._nothing.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        self._problem.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._problem)
        self._column.addWidget(self.empty, stretch=1)
        self._column.addWidget(self._nothing)
        self._column.addWidget(split, stretch=2)
        for widget in (self._problem, self._nothing, split):
            widget.hide()

    def add_section(self, section: QWidget) -> None:
        """Put more about earlier cases below the requests."""
        self._column.addWidget(section, stretch=1)

    def set_has_more(self, has_more: bool) -> None:
        """Say whether a section has something to show: without requests one line tells so then, instead of
        the whole tab."""
        self._has_more = has_more
        self._show_nothing()

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)
        self.match_detail.set_look(look)
        self.detail.set_look(look)

    def show_case(self, case: OpenCase) -> None:
        """Show a case. The current row stays where the same case is shown again."""
        another = self._case is None or self._case.case_id != case.case_id
        wanted = "" if another else self._current
        self._case = case
        self.model.show(prior_rows(case))
        show_words(self._problem, case.earlier.problem)
        keys = self.model.selectable_keys()
        self._split.setVisible(bool(keys))
        self._show_nothing()
        if wanted not in keys:
            wanted = keys[0] if keys else ""
        self._current = wanted
        if wanted:
            self._make_current(wanted)
        self._show_detail()

    def _show_nothing(self) -> None:
        """Say that there are no requests, where that is so."""
        nothing = self._case is not None and not self.model.rows
        title, sentence = nothing_words(self._case) if self._case is not None else ("", "")
        self.empty.setVisible(nothing and not self._has_more)
        self.empty.show_text(title, sentence)
        show_words(self._nothing, f"{title}. {sentence}" if nothing and self._has_more else "")

    def _show_detail(self) -> None:
        row = self.model.find(lambda one: one.key == self._current)
        if row is not None and row.match is not None:
            self.match_detail.show_match(row.match)
            self._details.setCurrentWidget(self.match_detail)
            self.detail.show_element(None, Finding(""))
        elif row is not None and row.element is not None:
            reviewer = self._case.reviewer.name if self._case is not None else ""
            self.detail.show_element(row.element, row.finding, reviewer)
            self._details.setCurrentWidget(self.detail)

    def _make_current(self, key: str) -> None:
        index = self.model.index(self.model.place_of(key))
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid() or self.model.rows[current.row()].key == self._current:
            return
        self._current = self.model.rows[current.row()].key
        self._show_detail()
        if self.current_element():
            self.element_changed.emit(self.current_element())

    def current_element(self) -> str:
        """The id of the current element; empty where a match, or nothing, is current."""
        row = self.model.find(lambda one: one.key == self._current)
        return row.element.id if row is not None and row.element is not None else ""

    def current_match(self) -> SettledMatch | None:
        """The current match; of an element the one above it."""
        place = self.model.place_of(self._current)
        above = (row.match for row in reversed(self.model.rows[: place + 1]) if row.match is not None)
        return next(above, None)

    def select(self, element_id: str) -> None:
        if element_id in self.model.selectable_keys():
            self._make_current(element_id)

    def move_current(self, step: int) -> None:
        keys = self.model.selectable_keys()
        if keys:
            place = keys.index(self._current) + step if self._current in keys else 0
            self._make_current(keys[max(0, min(len(keys) - 1, place))])

    def ask_verdict(self, verdict: MatchVerdict) -> None:
        """Ask why the current match is set aside; of an element, the match above it."""
        found = self.current_match()
        if found is not None:
            self._make_current(f"match {found.key[0]} {found.key[1]}")
            self.match_detail.ask_reason(verdict)

    def _reason_entered(self, verdict: MatchVerdict, reason: str) -> None:
        found = self.current_match()
        if found is not None:
            self.set_aside.emit(found.key, verdict, reason)
