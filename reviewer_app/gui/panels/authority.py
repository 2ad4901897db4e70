"""The tab Authority: what comes before the coverage policy, rung by rung for each service line, and the
current row in detail."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.domain.authority import Speaks
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Evidence
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.authority_model import (
    AuthorityModel,
    AuthorityRow,
    RowKind,
    authority_rows,
    ladder_words,
    open_keys,
)
from reviewer_app.gui.panels.authority_detail import AuthorityDetail
from reviewer_app.gui.panels.authority_rows import AuthorityDelegate
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.fields import LineField, TextField, is_plain
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import DIGIT_KEYS, MOVE_KEYS, BrowsedList
from reviewer_app.gui.panels.question_detail import InvestigationalDetail, LadderDetail, ScopeDetail
from reviewer_app.gui.panels.rung_detail import RungDetail
from reviewer_app.gui.panels.trial_detail import TrialDetail

ENTER = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class AuthorityList(BrowsedList):
    """Keeps the digits, which choose in the detail, Enter, which goes to the next citation, and Delete,
    which takes one away."""

    numbered = Signal(int)
    citation_asked = Signal()
    removal_asked = Signal()
    _keys = MOVE_KEYS

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._keys = MOVE_KEYS | DIGIT_KEYS | ENTER | {Qt.Key.Key_Delete}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not is_plain(event) or key in MOVE_KEYS:
            super().keyPressEvent(event)
        elif key in DIGIT_KEYS:
            self.numbered.emit(key.value - Qt.Key.Key_0.value)
        elif key in ENTER:
            self.citation_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            event.ignore()


class AuthorityPanel(QFrame):
    """The ladders of an open case. Acts go out as signals, each with the row that it concerns; after a rung
    was found silent the next one that is left becomes the current one."""

    rung_spoken = Signal(object, object)
    rung_written = Signal(object)
    citation_removed = Signal(object, str)
    evidence_activated = Signal(object)
    ladder_picked = Signal(object)
    trial_written = Signal(object)
    flagged = Signal(int, str)
    cleared = Signal(int, str)
    scope_reasoned = Signal(int, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Authority")
        self.setProperty("ground", "surface")
        self._case: OpenCase | None = None
        self._current = ""
        self._goes_on = False
        self.model = AuthorityModel(self)
        self.list = AuthorityList("What comes before the coverage policy")
        self.list.setModel(self.model)
        self._rows = AuthorityDelegate(self.list, look)
        self.rung = RungDetail(look)
        self.trial = TrialDetail(look)
        self.ladder = LadderDetail(look)
        self.investigational = InvestigationalDetail()
        self.scope = ScopeDetail()
        self.details = QStackedWidget()
        self._ladder_words = toned("", "muted")
        self.empty = EmptyState(
            "No service is named",
            "Enter the requested service in the tab Request; what comes before the coverage policy is asked "
            "for each service line.",
        )
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for detail in self._all_details():
            self.details.addWidget(detail)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for place, (widget, share) in enumerate(((self.list, 1), (self.details, 1))):
            self._split.addWidget(widget)
            self._split.setStretchFactor(place, share)
        self._split.setSizes([500, 500])
        self._ladder_words.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty, stretch=1)
        column.addWidget(self._ladder_words)
        column.addWidget(self._split, stretch=1)
        self.empty.hide()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.numbered.connect(self._choose)
        self.list.citation_asked.connect(self._go_to_citation)
        self.list.removal_asked.connect(self._remove_citation)
        self.rung.spoken.connect(self._spoken)
        self.rung.written.connect(self.rung_written)
        self.trial.written.connect(self.trial_written)
        self.ladder.picked.connect(self.ladder_picked)
        self.investigational.flagged.connect(lambda text: self._of_line(self.flagged.emit, text))
        self.investigational.cleared.connect(lambda text: self._of_line(self.cleared.emit, text))
        self.scope.reasoned.connect(lambda text: self._of_line(self.scope_reasoned.emit, text))
        for field in self.findChildren(LineField) + self.findChildren(TextField):
            field.entered.connect(self.focus_list)
            field.cancelled.connect(self.focus_list)
        for detail in (self.rung, self.trial):
            detail.evidence_activated.connect(self.evidence_activated)
            detail.evidence_removed.connect(self._removed)

    def _all_details(self) -> tuple[AuthorityDetail, ...]:
        return self.rung, self.trial, self.ladder, self.investigational, self.scope

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)
        for detail in self._all_details():
            detail.set_look(look)

    def show_keys(self, cite: str, confirm: str) -> None:
        """Name the keys that cite, and that confirm what the library proposes."""
        self.rung.show_keys(cite, confirm)
        self.trial.show_keys(cite)

    def show_case(self, case: OpenCase) -> None:
        """Show a case. The current row stays where the same case is shown again, unless a rung was just
        found silent: then the next one that is left follows it."""
        another = self._case is None or self._case.case_id != case.case_id
        wanted = "" if another else self._current
        self._case = case
        rows = authority_rows(case) if case.request.services else ()
        self.model.show(rows)
        self.empty.setVisible(not rows)
        self._split.setVisible(bool(rows))
        show_words(self._ladder_words, ladder_words(case) if rows else "")
        keys = self.model.selectable_keys()
        left = open_keys(case)
        if self._goes_on and left and wanted in keys:
            later = [key for key in left if keys.index(key) > keys.index(wanted)]
            wanted = (later or list(left))[0]
        self._goes_on = False
        if wanted not in keys:
            wanted = next(iter((*left, *keys)), "")
        self._current = wanted
        if wanted:
            self._make_current(wanted)
            self._show_detail()

    def go_on(self) -> None:
        """After what is under way, make the next rung that is left the current row."""
        self._goes_on = True

    def current_row(self) -> AuthorityRow | None:
        """The current row; ``None`` without a case."""
        return self.model.find(lambda row: row.key == self._current)

    def select(self, key: str) -> None:
        """Make a row the current one; an unknown key changes nothing."""
        if key in self.model.selectable_keys():
            self._make_current(key)

    def focus_list(self) -> None:
        """Give the keyboard to the rows."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def current_element(self) -> str:
        """No element is marked here."""
        return ""

    def move_current(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) row; headings are passed over, the ends hold."""
        keys = self.model.selectable_keys()
        if keys:
            place = keys.index(self._current) + step if self._current in keys else 0
            self._make_current(keys[max(0, min(len(keys) - 1, place))])

    def remove_evidence(self) -> None:
        """Ask that the current citation is taken away."""
        self._remove_citation()

    def edit_note(self) -> None:
        """Type the note on the current row."""
        shown = self.details.currentWidget()
        if isinstance(shown, RungDetail | TrialDetail):
            shown.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_details(self) -> None:
        """Type what else the current row has."""
        shown = self.details.currentWidget()
        if isinstance(shown, AuthorityDetail):
            shown.focus_first()

    def next_evidence(self) -> Evidence | None:
        """The next passage that is cited for the current row."""
        shown = self.details.currentWidget()
        return shown.next_evidence() if isinstance(shown, RungDetail | TrialDetail) else None

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

    def _show_detail(self) -> None:
        row, case = self.current_row(), self._case
        if row is None or case is None:
            return
        if row.kind is RowKind.RUNG and row.rung is not None:
            self.rung.show_rung(case, row.line, row.rung)
            self.details.setCurrentWidget(self.rung)
        elif row.kind is RowKind.TRIAL:
            self.trial.show_trial(case)
            self.details.setCurrentWidget(self.trial)
        elif row.kind is RowKind.LADDER:
            self.ladder.show_case(case)
            self.details.setCurrentWidget(self.ladder)
        elif row.kind is RowKind.INVESTIGATIONAL:
            self.investigational.show_line(case, row.line)
            self.details.setCurrentWidget(self.investigational)
        else:
            self.scope.show_line(case, row.line)
            self.details.setCurrentWidget(self.scope)

    def _choose(self, number: int) -> None:
        shown = self.details.currentWidget()
        if isinstance(shown, AuthorityDetail):
            shown.choose(number)

    def _spoken(self, speaks: Speaks) -> None:
        self._goes_on = speaks is Speaks.SILENT
        self.rung_spoken.emit(self.current_row(), speaks)

    def _of_line(self, tell: object, text: str) -> None:
        row = self.current_row()
        if row is not None and callable(tell):
            tell(row.line, text)

    def _go_to_citation(self) -> None:
        evidence = self.next_evidence()
        if evidence is not None:
            self.evidence_activated.emit(evidence)

    def _remove_citation(self) -> None:
        shown = self.details.currentWidget()
        citation = shown.current_citation() if isinstance(shown, RungDetail | TrialDetail) else None
        if citation is not None:
            self._removed(citation)

    def _removed(self, evidence_id: str) -> None:
        self.citation_removed.emit(self.current_row(), evidence_id)
