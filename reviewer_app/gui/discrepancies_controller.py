"""Joins the tab Discrepancies with the panes and the use cases: records begun from what is selected in both
panes, filled in, cited for, shown side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.evidence import Anchor
from reviewer_app.gui.element_controller import GUEST_PAGE
from reviewer_app.gui.models.hints import Place
from reviewer_app.gui.panels.lists import BrowsedList, ChoiceList
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.window_focus import TabWay, WindowFocus
from reviewer_app.rules.discrepancy_words import CITED_FOR_WORDS

if TYPE_CHECKING:
    # Imported for its type only: what it imports must wait for the database's thread.
    from reviewer_app.review.record_discrepancy import Revise

NO_RECORD = "There is no discrepancy in this case; select both readings and press D."
NO_PASSAGE = "Neither reading of this discrepancy has a passage to show."
GONE = "A cited document of this discrepancy is no longer in the folder; read it again (F5)."


class DiscrepanciesController(QObject):
    """What the reviewer records about differing readings."""

    def __init__(self, review: ReviewController, focus: WindowFocus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._focus = focus
        self._panel = review.panels.discrepancies
        self._connect_panel()
        way = TabWay(self._focus_rows, reading=True, beside=self._beside, place=_place)
        focus.add_tab(self._panel, way)
        review.elements.add_citing(self._panel, self._cite)
        review.elements.add_keyed(self._panel, self._panel)
        review.spots.add(SpotKind.DISCREPANCY, self._show_spot)
        review.case_shown.connect(self._panel.show_case)
        review.panels.tabs.currentChanged.connect(self._tab_changed)

    def _connect_panel(self) -> None:
        panel, act = self._panel, self._review.act
        panel.revised.connect(self._revise)
        panel.evidence_removed.connect(
            lambda record, evidence: act(lambda desk: desk.take_from_discrepancy(record, evidence))
        )
        panel.deletion_wanted.connect(lambda record: act(lambda desk: desk.delete_discrepancy(record)))
        panel.evidence_activated.connect(self._review.elements.show_evidence)
        panel.both_wanted.connect(self._show_current)

    @Slot()
    def _tab_changed(self) -> None:
        """The citations of what one works on stand out on the pages."""
        panels = self._review.panels
        here = panels.tabs.currentWidget() is self._panel
        self._review.pages.show_element(
            self._panel.current_element() if here else panels.checklist.current_element()
        )

    def record(self) -> None:
        """Begin a record with what is selected: in the left pane the ordering provider's reading, in the
        right one the radiologist's. The keyboard goes to the first question about it."""
        self._review.pages.sides.selected(self._begin)

    def _begin(self, ordering: tuple[Anchor, ...], radiologist: tuple[Anchor, ...]) -> None:
        panel = self._panel
        guest = self._review.pages.sides.selected_guest
        if guest:
            self._review.hint_line.show_message(GUEST_PAGE.format(case=guest))
            return

        def begun(_case: OpenCase) -> None:
            self._review.panels.tabs.setCurrentWidget(panel)
            panel.edit_details()

        panel.await_new()
        self._review.act(lambda desk: desk.begin_discrepancy(ordering, radiologist), begun)

    def show_both(self) -> None:
        """Show both sides of the current record, left and right; where they are shown already, of the next
        one."""
        records = self._records()
        current = self._panel.current_record()
        if current is None or not records:
            self._review.hint_line.show_message(NO_RECORD)
            return
        if self._review.pages.sides.shown(*_sides(current)):
            place = [one.id for one in records].index(current.id)
            self._panel.select(records[(place + 1) % len(records)].id)
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        record = self._panel.current_record()
        if record is None:
            return  # a proposal, which another controller shows
        sides = _sides(record)
        if sides == (None, None):
            self._review.hint_line.show_message(NO_PASSAGE)
        elif not self._review.pages.sides.show(*sides):
            self._review.hint_line.show_message(GONE)

    def swap(self) -> None:
        """What is the ordering provider's reading becomes the radiologist's, and the other way round."""
        record = self._panel.current_record()
        if record is None:
            self._review.hint_line.show_message(NO_RECORD)
            return
        self._review.act(lambda desk: desk.swap_readings(record.id))

    def _cite(self, anchors: tuple[Anchor, ...]) -> bool:
        """Cite the selection, or the page, for the current row; without a record it is the element's."""
        record, cited_for = self._panel.current_record(), self._panel.cites_for()
        if record is None or cited_for is None:
            return False

        def told(_case: OpenCase) -> None:
            self._review.hint_line.show_word(f"cited for {CITED_FOR_WORDS[cited_for]}")

        self._review.act(lambda desk: desk.cite_in_discrepancy(record.id, cited_for, *anchors), told)
        return True

    @Slot(str, object)
    def _revise(self, record_id: str, revise: Revise) -> None:
        self._review.act(lambda desk: desk.revise_discrepancy(record_id, revise))

    def _show_spot(self, spot: Spot) -> None:
        """Turn to a record that blocks, at the first question about it."""
        self._review.panels.tabs.setCurrentWidget(self._panel)
        self._panel.select(spot.key)
        self._panel.edit_details()

    def _focus_rows(self) -> None:
        rows = self._panel.list
        (rows if rows.isVisible() else self._panel).setFocus()

    def _records(self) -> tuple[Discrepancy, ...]:
        case = self._review.case
        return case.review.discrepancies if case is not None else ()

    def _beside(self) -> Place:
        """Which keys matter while one reads: they mean a record, or a proposal."""
        return Place.DISCREPANCIES if self._panel.current_candidate() is None else Place.CANDIDATE


def _sides(record: Discrepancy) -> tuple[Anchor | None, Anchor | None]:
    """The first passage of each reading."""
    ordering, radiologist = record.ordering.cited, record.radiologist.cited
    return (
        ordering[0].anchor if ordering else None,
        radiologist[0].anchor if radiologist else None,
    )


def _place(focused: QWidget) -> Place | None:
    """Which keys matter in the form of a record."""
    if isinstance(focused, ChoiceList):
        return Place.CHOICES if focused.takes_digits else None
    return None if isinstance(focused, BrowsedList) else Place.RECORD
