"""The tab History: every act on the case with who, when, before and after; and what came from other computers
with how it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSplitter, QVBoxLayout, QWidget

from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.audit_model import (
    AuditModel,
    DetailModel,
    HandedModel,
    HandedRow,
    act_rows,
    count_words,
    difference_rows,
    handed_rows,
)
from reviewer_app.gui.panels.audit_rows import ActDelegate, ActList, DetailDelegate, HandedDelegate
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import set_property, show_words, toned
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.rules.told_acts import ToldAct

if TYPE_CHECKING:
    # Imported for its type only: what it imports must wait for the database's thread.
    from reviewer_app.review.hand_over import HandedReview

FILTER = "Filter by element, person or act"
CHECKING = "Checking whether every act is as it was written …"
HANDED_ROWS = 3
"""So many copies are seen at once."""


class AuditPanel(QFrame):
    """The acts, those that fit what is typed; the current one in detail. Above them stands what was handed
    over, where there is something."""

    spot_wanted = Signal(object)
    """The :class:`Spot` of the act or difference that was chosen; ``None`` where only the log tells of it."""

    chosen = Signal(str, bool)
    """The id of a copy, and whether it goes on (else the own version does)."""

    editing_done = Signal()
    """Typing has ended: the keyboard may go back to the pages."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("History of acts")
        self.setProperty("ground", "surface")
        self._all = 0
        self._told: HandedReview | None = None
        self.model = AuditModel(self)
        self.list = ActList("Acts")
        self.list.setModel(self.model)
        self.filter = LineField(FILTER, placeholder=FILTER)
        self.handed_model = HandedModel(self)
        self.handed = BrowsedList("Reviews from other computers", chooses=True)
        self.handed.setModel(self.handed_model)
        self.detail_model = DetailModel(self)
        self.detail = BrowsedList("The current act in detail", chooses=True)
        self.detail.setModel(self.detail_model)
        self._delegates = (
            ActDelegate(self.list, look),
            HandedDelegate(self.handed, look),
            DetailDelegate(self.detail, look),
        )
        self._check = toned("", "small")
        self._count = toned("", "small", wrap=False)
        self._handed_title = toned("From other computers", "title", wrap=False)
        self.theirs = Button("Go on with this copy", lambda: self._choose(theirs=True), kind="primary")
        self.own = Button("Go on with mine", lambda: self._choose(theirs=False))
        self._choices = QFrame()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self.empty = EmptyState("No acts yet", "Open a case; what is done in it is listed here.")
        self._lay_out()
        self._connect()
        self.show_handed(())

    def _lay_out(self) -> None:
        edge = scaled(16)
        head = QVBoxLayout()
        head.setContentsMargins(edge, scaled(12), edge, scaled(8))
        head.setSpacing(scaled(8))
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        row.addWidget(self.filter, stretch=1)
        row.addWidget(self._count)
        head.addWidget(self._check)
        head.addLayout(row)
        choices = QHBoxLayout(self._choices)
        choices.setContentsMargins(edge, scaled(4), edge, scaled(8))
        choices.setSpacing(scaled(8))
        choices.addWidget(self.theirs)
        choices.addWidget(self.own)
        choices.addStretch()
        self._handed_title.setContentsMargins(edge, scaled(12), edge, 0)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for place, (widget, share) in enumerate(((self.list, 3), (self.detail, 2))):
            self._split.addWidget(widget)
            self._split.setStretchFactor(place, share)
        self._split.setSizes([600, 400])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._handed_title)
        column.addWidget(self.handed)
        column.addWidget(self._choices)
        column.addLayout(head)
        column.addWidget(self._split, stretch=1)
        column.addWidget(self.empty, stretch=1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.entered.connect(self.focus_acts)
        self.filter.cancelled.connect(self._leave_filter)
        self.list.selectionModel().currentChanged.connect(self._act_changed)
        self.list.chosen.connect(lambda index: self._go(self.model.act(index.row())))
        self.handed.selectionModel().currentChanged.connect(self._handed_changed)
        self.handed.chosen.connect(lambda _index: self._show_handed())
        self.detail.chosen.connect(self._detail_chosen)

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        for delegate in self._delegates:
            delegate.set_look(look)

    def begin(self, count: int) -> None:
        """Forget the acts; so many are about to come."""
        self._all = count
        self.model.clear()
        self._told = None
        self.detail_model.show(())
        self._say_check(CHECKING, "small")
        self._refresh()

    def add(self, acts: tuple[ToldAct, ...], count: int) -> None:
        """Append acts, of so many in all; the first is the current one until another is chosen."""
        self._all = count
        self.model.add(acts)
        if self._told is None and not self.list.currentIndex().isValid() and self.model.shown:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._refresh()

    def show_check(self, sentence: str, *, sound: bool) -> None:
        """Say whether the acts are as they were written."""
        self._say_check(sentence, "small" if sound else "problem")

    def check_text(self) -> str:
        """What is said about the log."""
        return self._check.words()

    def count_text(self) -> str:
        """How many acts are shown."""
        return self._count.words()

    def show_handed(self, handed: tuple[HandedReview, ...]) -> None:
        """Show what came from other computers. The current one stays where it is still there."""
        current, known = self.current_handed(), self.handed_model.rows
        rows = handed_rows(handed)
        self.handed_model.show(rows)
        for widget in (self._handed_title, self.handed):
            widget.setVisible(bool(rows))
        heights = [self.handed.sizeHintForRow(row) for row in range(min(HANDED_ROWS, len(rows)))]
        self.handed.setFixedHeight(sum(heights) + 2)
        waiting = next((row.key for row in rows if row.handed.standing is HandoverStanding.BESIDE), "")
        wanted = waiting or (current.key if current is not None else "")
        place = self.handed_model.place_of(wanted) if wanted else -1
        if place >= 0:
            self.handed.setCurrentIndex(self.handed_model.index(place))
        self._choices.setVisible(bool(waiting))
        if self._told is not None or (waiting and rows != known):
            self._show_handed()

    def current_handed(self) -> HandedRow | None:
        """The current copy; ``None`` without any."""
        place = self.handed.currentIndex().row()
        return self.handed_model.rows[place] if 0 <= place < len(self.handed_model.rows) else None

    def focus_acts(self) -> None:
        """Give the keyboard to the acts."""
        if self.model.shown and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """Give the keyboard to what asks for a decision, else to the filter."""
        if self._choices.isVisible():
            self.handed.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.filter.setFocus(Qt.FocusReason.TabFocusReason)

    def _refresh(self) -> None:
        show_words(self._count, count_words(self.model, self._all))
        self.empty.setVisible(not self._all)
        self._split.setVisible(bool(self._all))

    def _say_check(self, sentence: str, tone: str) -> None:
        self._check.say(sentence)
        set_property(self._check, "tone", tone)

    def _filter(self, text: str) -> None:
        act = self.model.act(self.list.currentIndex().row())
        self.model.filter(text)
        row = self.model.row_of(act.key) if act is not None else -1
        if self.model.shown:
            self.list.setCurrentIndex(self.model.index(max(row, 0), 0))
        else:
            self.detail_model.show(())
        self._refresh()

    def _leave_filter(self) -> None:
        self.filter.clear()
        self.editing_done.emit()

    def _act_changed(self, current: QModelIndex) -> None:
        act = self.model.act(current.row())
        if act is not None:
            self._told = None
            self.detail_model.show(act_rows(act))
            self.detail.scrollToTop()

    def _handed_changed(self, _current: QModelIndex) -> None:
        if self.handed.hasFocus():
            self._show_handed()

    def _show_handed(self) -> None:
        row = self.current_handed()
        if row is not None:
            self._told = row.handed
            self.detail_model.show(difference_rows(row.handed))
            self._choices.setVisible(row.handed.standing is HandoverStanding.BESIDE)

    def _detail_chosen(self, index: QModelIndex) -> None:
        self.spot_wanted.emit(self.detail_model.rows[index.row()].spot)

    def _go(self, act: ToldAct | None) -> None:
        if act is not None:
            self.spot_wanted.emit(act.spot)

    def _choose(self, *, theirs: bool) -> None:
        row = self.current_handed()
        if row is not None:
            self.chosen.emit(row.key, theirs)
