"""Hands the open case's review over to another computer, takes one from there, and lets the reviewer choose
between two copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.gui.panels.handover_bar import HandoverBar
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.review_page import ReviewPage
from reviewer_app.gui.window_focus import WindowFocus

if TYPE_CHECKING:
    # Imported for their types only: what they import must wait for the database's thread.
    from reviewer_app.review.desk import Desk
    from reviewer_app.review.hand_over import TakenReview

NOTHING_HANDED = "Nothing from another computer waits for a choice in this case."


class HandoverController(QObject):
    """The commands that hand over, take, and choose."""

    def __init__(
        self,
        review: ReviewController,
        review_page: ReviewPage,
        focus: WindowFocus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._review_page = review_page
        self._focus = focus
        self._panel = review.panels.audit
        self._folder = Path.home()
        self.bar: HandoverBar | None = None
        self._panel.chosen.connect(self._choose)

    def give(self) -> None:
        """Ask where to write the review, and for a passphrase."""

        def ask(name: str) -> None:
            self._shown_bar().ask_to_give(self._folder / name)

        self._review.ask(lambda desk: desk.suggested_handover(), ask)

    def take(self) -> None:
        """Ask for the file that came from another computer, and its passphrase."""
        if self._review.case is not None:
            self._shown_bar().ask_to_take(self._folder)

    def choose(self, *, theirs: bool) -> None:
        """Go on with the copy that waits for a choice, or with the own version."""
        waiting = self._panel.current_handed()
        if waiting is None:
            self._review.hint_line.show_message(NOTHING_HANDED)
        else:
            self._choose(waiting.key, theirs)

    def _shown_bar(self) -> HandoverBar:
        """The bar below the pages; it is made when it is first needed."""
        if self.bar is None:
            self.bar = HandoverBar()
            self._review_page.add_bar(self.bar)
            self.bar.given.connect(self._give)
            self.bar.taken.connect(self._take)
            self.bar.editing_done.connect(self._leave_bar)
        self._review_page.show_bar(self.bar)
        return self.bar

    @Slot()
    def _leave_bar(self) -> None:
        self._review_page.show_bar(None)
        self._focus.focus_pages()

    @Slot(Path, str)
    def _give(self, target: Path, passphrase: str) -> None:
        self._folder = target.parent
        self._review.hint_line.show_state(f"Writing {target.name} …")

        def written(_case: OpenCase) -> None:
            self._review.hint_line.show_done(f"Handed over: {target}")

        self._review.act(lambda desk: desk.hand_over(target, passphrase), written)

    @Slot(Path, str)
    def _take(self, file: Path, passphrase: str) -> None:
        self._folder = file.parent
        self._review.hint_line.show_state(f"Reading {file.name} …")
        taken: list[TakenReview] = []

        def take(desk: Desk) -> OpenCase:
            taken.append(desk.take_handover(file, passphrase))
            return taken[0].case

        def told(_case: OpenCase) -> None:
            for sentence in taken[0].told:
                self._review.hint_line.show_message(sentence)
            if taken[0].handed is not None:
                self._focus.show_tab(self._panel)

        self._review.act(take, told)

    @Slot(str, bool)
    def _choose(self, handover_id: str, theirs: bool) -> None:
        def chosen(case: OpenCase) -> None:
            which = "The copy goes on" if theirs else "Your version goes on"
            self._review.hint_line.show_word(f"{which}: version {case.review.version}")

        if theirs:
            self._review.act(lambda desk: desk.choose_handed(handover_id), chosen)
        else:
            self._review.act(lambda desk: desk.decline_handed(handover_id), chosen)
