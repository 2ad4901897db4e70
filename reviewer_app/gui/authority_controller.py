"""Joins the tab Authority with the use cases: rungs, trial, investigational services, scope, and E for their
citations."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.authority import RungFinding, RungKind, Speaks
from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.domain.evidence import Anchor
from reviewer_app.gui.models.authority_model import AuthorityRow, RowKind, rung_key
from reviewer_app.gui.models.hints import Place
from reviewer_app.gui.panels.authority import AuthorityPanel
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.window_focus import TabWay, WindowFocus

NO_RUNG = "This row takes no citation: choose a rung or the trial (Up, Down)."
ONE_LINE = "There is no other service line to copy to."

SPOT_ROWS = {
    SpotKind.TRIAL: RowKind.TRIAL,
    SpotKind.INVESTIGATIONAL: RowKind.INVESTIGATIONAL,
    SpotKind.SCOPE: RowKind.SCOPE,
}


class AuthorityController(QObject):
    """What the reviewer finds on the ladder."""

    def __init__(self, review: ReviewController, focus: WindowFocus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._focus = focus
        self._panel: AuthorityPanel = review.panels.authority
        panel, act = self._panel, review.act
        focus.add_tab(panel, TabWay(panel.focus_list, place=self._place))
        review.elements.add_citing(panel, self.cite)
        review.elements.add_keyed(panel, panel)
        review.case_shown.connect(panel.show_case)
        panel.rung_spoken.connect(self._speak)
        panel.rung_written.connect(self._write)
        panel.citation_removed.connect(self._remove)
        panel.evidence_activated.connect(review.elements.show_evidence)
        panel.ladder_picked.connect(lambda ladder: act(lambda desk: desk.choose_ladder(ladder)))
        panel.trial_written.connect(lambda trial: act(lambda desk: desk.enter_trial(trial)))
        panel.flagged.connect(lambda line, why: act(lambda desk: desk.flag_investigational(line, why)))
        panel.cleared.connect(lambda line, why: act(lambda desk: desk.clear_investigational(line, why)))
        panel.scope_reasoned.connect(lambda line, why: act(lambda desk: desk.override_scope(line, why)))
        for kind in (SpotKind.RUNG, *SPOT_ROWS):
            review.spots.add(kind, self.show_spot)

    def show_spot(self, spot: Spot) -> None:
        """Turn to the tab, at the row where a blocker can be cleared."""
        if spot.kind is SpotKind.RUNG:
            key = rung_key(spot.line, spot.key)
        else:
            kind = SPOT_ROWS[spot.kind]
            key = AuthorityRow(kind, 0 if kind is RowKind.TRIAL else spot.line, "").key
        self._panel.select(key)
        self._focus.show_tab(self._panel)

    def cite(self, anchors: tuple[Anchor, ...]) -> bool:
        """Cite for the current rung or the trial; says so where the row takes no citation."""
        row = self._panel.current_row()
        if row is not None and row.kind is RowKind.TRIAL:
            self._review.act(lambda desk: desk.cite_trial(*anchors))
        elif row is not None and row.rung is not None and not self._by_packs(row):
            line, rung = row.line, row.rung
            self._review.act(lambda desk: desk.cite_rung(line, rung, *anchors))
        else:
            self._review.hint_line.show_message(NO_RUNG)
        return True

    def confirm_proposals(self) -> None:
        """Confirm what the library proposes for the line of the current row."""
        line = self._line()
        if line:
            self._panel.go_on()
            self._review.act(lambda desk: desk.confirm_proposals(line))

    def copy_to_all(self) -> None:
        """Copy what was found for the line of the current row to all others."""
        line, case = self._line(), self._review.case
        if case is not None and len(case.request.services) < 2:
            self._review.hint_line.show_message(ONE_LINE)
        elif line:
            self._review.act(lambda desk: desk.copy_rungs(line))

    def _place(self, focused: QWidget) -> Place:
        """Which keys matter: those of the current row, or those of a field."""
        if focused is not self._panel.list:
            return Place.CHOICES if isinstance(focused, ChoiceList) else Place.RECORD
        row = self._panel.current_row()
        return Place.RUNG if row is not None and row.kind is RowKind.RUNG else Place.CITED

    def _line(self) -> int:
        """The line of the current row, the first where it concerns the whole request; 0 without a case."""
        row, case = self._panel.current_row(), self._review.case
        if row is None or case is None or not case.request.services:
            return 0
        return row.line or case.request.services[0].line

    def _by_packs(self, row: AuthorityRow) -> bool:
        return row.rung in (RungKind.COVERAGE_POLICY, RungKind.INTERNAL_CRITERIA)

    @Slot(object, object)
    def _speak(self, row: AuthorityRow, speaks: Speaks) -> None:
        rung = row.rung
        if rung is not None:
            self._review.act(lambda desk: desk.mark_rung(row.line, rung, speaks))

    @Slot(object)
    def _write(self, finding: RungFinding) -> None:
        self._review.act(lambda desk: desk.write_rung(finding))

    @Slot(object, str)
    def _remove(self, row: AuthorityRow, evidence_id: str) -> None:
        rung = row.rung
        if row.kind is RowKind.TRIAL:
            self._review.act(lambda desk: desk.remove_trial_citation(evidence_id))
        elif rung is not None:
            self._review.act(lambda desk: desk.remove_rung_citation(row.line, rung, evidence_id))
