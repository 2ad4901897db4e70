"""The tab Compare: two versions of the review, how far they agree, and where they differ."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from reviewer_app.domain.review import Review
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.comparison_model import (
    NAMES,
    DifferenceRow,
    DifferencesModel,
    agreement_sentence,
    difference_rows,
    version_choices,
)
from reviewer_app.gui.panels.choice_fields import ChoiceField
from reviewer_app.gui.panels.comparison_rows import DifferenceDelegate
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.rules.agreement import Comparison
from reviewer_app.rules.review_differences import PartDifference

TITLE = "Compare"
ALONE = (
    "There is only one version",
    "Another one comes with an amendment, with late documents or with a review from another computer.",
)
ALIKE = (
    "No difference",
    "Both versions have the same marks and records, cite the same pages and decide alike.",
)
KEYS = "Enter shows what both cite, left and right; again: the next passages"


class ComparisonPanel(QFrame):
    """Two choices of a version, a sentence on the agreement, and the list of differences."""

    versions_chosen = Signal(str, str)
    """The ids of the two reviews that are to be compared."""

    pair_wanted = Signal(object)
    """The :class:`DifferenceRow` whose passages are to be shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Comparison of two versions")
        self.setProperty("ground", "surface")
        self.first = ChoiceField("The first version", ())
        self.second = ChoiceField("The second version", ())
        self.model = DifferencesModel(self)
        self.list = BrowsedList("Differences", chooses=True)
        self.list.setModel(self.model)
        self._rows = DifferenceDelegate(self.list, look)
        self._choices = QFrame()
        self._agreement = toned("", "small")
        self._keys = toned(KEYS, "small")
        self._empty = EmptyState(*ALONE)
        self._lay_out()
        self.list.chosen.connect(self._chosen)
        for choice in (self.first, self.second):
            choice.committed.connect(lambda _value: self.versions_chosen.emit(*self.chosen_versions()))

    def _lay_out(self) -> None:
        edge = scaled(16)
        grid = QGridLayout(self._choices)
        grid.setContentsMargins(edge, scaled(12), edge, scaled(8))
        grid.setHorizontalSpacing(scaled(12))
        grid.setVerticalSpacing(scaled(8))
        for row, (name, choice) in enumerate(zip(NAMES, (self.first, self.second), strict=True)):
            grid.addWidget(toned(name, "title", wrap=False), row, 0)
            grid.addWidget(choice, row, 1)
        grid.setColumnStretch(1, 1)
        for label, below in ((self._agreement, 4), (self._keys, 8)):
            label.setContentsMargins(edge, 0, edge, scaled(below))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._choices)
        column.addWidget(self._agreement)
        column.addWidget(self._keys)
        column.addWidget(self.list, stretch=1)
        column.addWidget(self._empty, stretch=1)

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._rows.set_look(look)

    def show_versions(self, versions: tuple[Review, ...]) -> tuple[str, str] | None:
        """Offer these versions, the newest first; those chosen before stay chosen. Returns which two are
        compared, ``None`` with less than two."""
        if len(versions) < len(NAMES):
            self._show(rows=(), empty=ALONE)
            return None
        choices = version_choices(versions)
        fresh = not self.first.count()
        for choice in (self.first, self.second):
            choice.show_choices(choices)
        if fresh:
            self.first.show_value(versions[1].id)
            self.second.show_value(versions[0].id)
        return self.chosen_versions()

    def chosen_versions(self) -> tuple[str, str]:
        """The ids of the two reviews."""
        return self.first.value(), self.second.value()

    def show_comparison(self, found: Comparison, others: tuple[PartDifference, ...]) -> None:
        """Show how far the two agree and where they differ, in marks and outcomes and in the ``others``; the
        current row stays where it is still there."""
        show_words(self._agreement, agreement_sentence(found))
        self._show(rows=difference_rows(found, others), empty=ALIKE)

    def agreement_text(self) -> str:
        """What is said about the agreement."""
        return self._agreement.words()

    def empty_text(self) -> str:
        """What stands in the place of the differences; empty where there are some."""
        return "" if self._empty.isHidden() else self._empty.title_text()

    def focus_first(self) -> None:
        """Give the keyboard to the differences, else to the choice of versions."""
        widget = self.list if self.model.rows else self.first
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, rows: tuple[DifferenceRow, ...], empty: tuple[str, str]) -> None:
        alone = empty is ALONE
        current = self._current()
        self.model.show(rows)
        for widget in (self._choices, self._agreement):
            widget.setVisible(not alone)
        for widget in (self.list, self._keys):
            widget.setVisible(bool(rows))
        self._empty.show_text(*empty)
        self._empty.setVisible(not rows)
        place = self.model.place_of(current.key) if current is not None else 0
        if rows:
            self.list.setCurrentIndex(self.model.index(max(0, place)))

    def _current(self) -> DifferenceRow | None:
        place = self.list.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def _chosen(self, index: QModelIndex) -> None:
        self.pair_wanted.emit(self.model.rows[index.row()])
