"""Joins the tab Compare with the use cases: two versions of the review, and what both cite left and right.

The tab is there from the first time that it is asked for until another case is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import UsageError
from reviewer_app.domain.review import Review
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.comparison_model import DifferenceRow
from reviewer_app.gui.panels.comparison import TITLE, ComparisonPanel
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.window_focus import TabWay, WindowFocus
from reviewer_app.rules.agreement import Comparison
from reviewer_app.rules.review_differences import PartDifference

if TYPE_CHECKING:
    # Imported for its type only: what it imports must wait for the database's thread.
    from reviewer_app.review.desk import Desk

Compared = tuple[Comparison, tuple[PartDifference, ...]]
"""How two versions compare in marks and outcomes, and what else differs."""

NOTHING_CITED = "Neither version cites a passage here."
GONE = "A cited document is no longer in the folder; read it again (F5)."


class ComparisonController(QObject):
    """Compares two versions of the open case and leads to their passages."""

    def __init__(
        self, review: ReviewController, focus: WindowFocus, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._focus = focus
        self._look = look
        self._panel: ComparisonPanel | None = None
        self._shown: tuple[str, int] = ("", 0)
        review.case_opened.connect(self._forget)
        review.case_shown.connect(lambda _case: self._refresh())

    @property
    def panel(self) -> ComparisonPanel | None:
        """The tab; ``None`` while there is none."""
        return self._panel

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._look = look
        if self._panel is not None:
            self._panel.set_look(look)

    def show(self) -> None:
        """Turn to the tab, with the two newest versions where none were chosen."""
        panel = self._panel or self._make()
        self._review.panels.tabs.setCurrentWidget(panel)
        self._review.ask(_versions, lambda versions: self._compare_first(panel, versions))

    def _make(self) -> ComparisonPanel:
        panel = ComparisonPanel(self._look)
        panel.versions_chosen.connect(self._compare)
        panel.pair_wanted.connect(self._show_pair)
        self._review.panels.tabs.addTab(panel, TITLE)
        self._focus.add_tab(panel, TabWay(panel.focus_first))
        self._panel = panel
        return panel

    def _compare_first(self, panel: ComparisonPanel, versions: tuple[Review, ...]) -> None:
        chosen = panel.show_versions(versions)
        if chosen is not None:
            self._compare(*chosen, then_focus=True)
        elif self._review.panels.tabs.currentWidget() is panel:
            # Else the keyboard went to what is next where the tab before was left, a field perhaps.
            self._focus.focus_pages()

    @Slot(str, str)
    def _compare(self, first: str, second: str, *, then_focus: bool = False) -> None:
        def compared(found: Compared) -> None:
            panel = self._panel
            if panel is None or panel.chosen_versions() != (first, second):
                return  # another case, or other versions, by now
            panel.show_comparison(*found)
            if then_focus and self._review.panels.tabs.currentWidget() is panel:
                panel.focus_first()

        self._review.ask(lambda desk: _comparison(desk, first, second), compared)

    def _refresh(self) -> None:
        """What was marked since counts where the tab is seen."""
        panel = self._panel
        if panel is None or self._review.panels.tabs.currentWidget() is not panel:
            return

        def read(versions: tuple[Review, ...]) -> None:
            chosen = panel.show_versions(versions)
            if chosen is not None:
                self._compare(*chosen)

        self._review.ask(_versions, read)

    @Slot(object)
    def _show_pair(self, row: DifferenceRow) -> None:
        """Show what both cite; where that is on screen already, the next passages."""
        if not row.pairs:
            self._review.hint_line.show_message(NOTHING_CITED)
            return
        key, number = self._shown
        number = (number + 1) % row.pairs if key == row.key else 0
        if not self._review.pages.sides.show(*row.pair(number)):
            self._review.hint_line.show_message(GONE)
            return
        self._shown = (row.key, number)
        if self._panel is not None:
            self._panel.focus_first()

    @Slot()
    def _forget(self) -> None:
        """Nothing of a case that was left stays in sight."""
        panel, self._panel = self._panel, None
        if panel is not None:
            tabs = self._review.panels.tabs
            tabs.removeTab(tabs.indexOf(panel))
            self._focus.remove_tab(panel)
            panel.deleteLater()


def _versions(desk: Desk) -> tuple[Review, ...]:
    from reviewer_app.review.compare_reviews import versions_to_compare

    return versions_to_compare(desk.workspace, _case(desk))


def _comparison(desk: Desk, first: str, second: str) -> Compared:
    from reviewer_app.review.compare_reviews import compare_versions, other_differences

    case = _case(desk)
    return (
        compare_versions(desk.workspace, case, first, second),
        other_differences(desk.workspace, case, first, second),
    )


def _case(desk: Desk) -> OpenCase:
    if desk.case is None:
        raise UsageError("No case is open.")
    return desk.case
