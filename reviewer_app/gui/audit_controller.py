"""Joins the tab History with the use cases: acts come in while it is shown, a few hundred at a time, and are
checked on the database's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.checklist import Spot
from reviewer_app.gui.asking import Asking
from reviewer_app.gui.models.hints import Place
from reviewer_app.gui.panels.ask_bar import Asked, Question
from reviewer_app.gui.panels.typed_path import typed_path
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.window_focus import TabWay, WindowFocus
from reviewer_app.rules.told_acts import ToldAct

if TYPE_CHECKING:
    # Imported for their types only: what they import must wait for the database's thread.
    from reviewer_app.review.audit_trail import AuditTrail, TrailCheck
    from reviewer_app.review.hand_over import HandedReview

AT_ONCE = 100
"""So many acts are described in one turn on the database's thread: some ten milliseconds."""

ONLY_IN_LOG = "Only the history tells of this act; there is nothing to go to."
ENDINGS = (".pdf", ".html", ".csv", ".json")
WRONG_ENDING = "Give the file an ending that says the format: .pdf, .html, .csv or .json."


class AuditController(QObject):
    """Fills the tab while it is seen, leads from an act to what it was about, and writes the history."""

    def __init__(
        self, review: ReviewController, focus: WindowFocus, asking: Asking, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._review = review
        self._focus = focus
        self._panel = review.panels.audit
        self._trail: AuditTrail | None = None
        self._folder = Path.home()
        focus.add_tab(self._panel, TabWay(self._panel.focus_first, place=self._place))
        review.panels.tabs.currentChanged.connect(lambda _tab: self._refresh())
        review.case_shown.connect(lambda _case: self._refresh())
        review.case_opened.connect(self._forget_other)
        self._panel.spot_wanted.connect(self._go)
        self._panel.editing_done.connect(focus.focus_pages)

    def _place(self, focused: QWidget) -> Place:
        """Which keys matter: those of the filter, or those of the acts."""
        return Place.ACTS_FILTER if focused is self._panel.filter else Place.HISTORY

    def export(self) -> None:
        """Ask where to write the history of acts."""
        self._review.ask(lambda desk: desk.suggested_trail(), self._ask_where)

    def _ask_where(self, name: str) -> None:
        target = str(self._folder / f"{name}.pdf")
        sentence = "The ending says the format: .pdf or .html to read, .csv or .json to work with."
        question = Question(
            "Write the history to", sentence, "Write", (Asked("File to write", target),), self._write
        )
        self._asking.ask(question)

    def _write(self, lines: tuple[str, ...]) -> str:
        target = typed_path(lines[0])
        if target.suffix.lower() not in ENDINGS:
            return WRONG_ENDING
        self._folder = target.parent
        self._review.hint_line.show_state(f"Writing {target.name} …")
        self._review.act(
            lambda desk: desk.export_trail(target),
            lambda _case: self._review.hint_line.show_done(f"Written: {target}"),
        )
        return ""

    @Slot()
    def _forget_other(self) -> None:
        """Nothing of a case that was left stays in the tab."""
        if self._review.panels.tabs.currentWidget() is not self._panel:
            self._trail = None
            self._panel.begin(0)
            self._panel.show_handed(())

    def _refresh(self) -> None:
        """Read the acts again where they are seen; those that are shown already are not described again."""
        if self._review.panels.tabs.currentWidget() is self._panel:
            self._review.ask(lambda desk: (desk.audit_trail(), desk.handed_reviews()), self._read)

    def _read(self, found: tuple[AuditTrail, tuple[HandedReview, ...]]) -> None:
        trail, handed = found
        before, self._trail = self._trail, trail
        known = self._panel.model.count
        anew = before is None or trail.beginning != before.beginning or known > trail.count
        if anew:
            self._panel.begin(trail.count)
        self._panel.show_handed(handed)
        # Where some of those known before are still to come, they are on their way already.
        if anew or (before is not None and before.count <= known < trail.count):
            self._describe_next()

    def _describe_next(self) -> None:
        trail, first = self._trail, self._panel.model.count
        if trail is None:
            return
        if first >= trail.count:
            self._review.ask(lambda desk: desk.check_trail(), self._checked)
            return

        def described(acts: tuple[ToldAct, ...]) -> None:
            if self._trail is None or self._trail.beginning != trail.beginning:
                return  # another case, or another beginning, is read by now
            self._panel.add(acts, self._trail.count)
            self._describe_next()

        self._review.ask(lambda _desk: trail.told(first, AT_ONCE), described)

    def _checked(self, check: TrailCheck) -> None:
        self._panel.show_check(check.sentence, sound=not check.problems)

    @Slot(object)
    def _go(self, spot: Spot | None) -> None:
        if spot is None or spot.kind not in self._review.spots.kinds():
            self._review.hint_line.show_message(ONLY_IN_LOG)
        else:
            self._review.spots.go(spot)
