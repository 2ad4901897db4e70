"""The words that a search quotes, on their pages: where they stand, asked of the thread that has the pages'
words, and their frames while the reviewer looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import FoundQuote
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.gui.viewer.marking import PageMarking

if TYPE_CHECKING:
    # Imported on the thread of the texts: what it imports is slow.
    from reviewer_app.review.text_desk import TextDesk


class ProposedPassages:
    """Finds quoted words, one or several at a time, and frames them on their pages until something else is
    proposed. An answer for a case that was left is dropped."""

    def __init__(self, review: ReviewController, texts: StoreThread[TextDesk]) -> None:
        self._review = review
        self._texts = texts
        self._framed = ""

    @property
    def framed(self) -> str:
        """The label of what is framed; empty where nothing is."""
        return self._framed

    def frame(self, label: str, *anchors: Anchor) -> None:
        """Frame these passages, and no others, under one short label; one without rectangles is its page."""
        self._framed = label
        proposed: dict[str, tuple[PageMarking, ...]] = {}
        for anchor in anchors:
            marking = PageMarking(anchor.page, anchor.rects, label, current=True, proposed=True)
            proposed[anchor.sha256] = (*proposed.get(anchor.sha256, ()), marking)
        self._review.pages.show_proposed(proposed)

    def show(self, label: str, anchor: Anchor) -> None:
        """Frame one passage, and go there."""
        self.frame(label, anchor)
        self._review.pages.go_to_passage(anchor.sha256, anchor.page, anchor.rects)

    def unframe(self) -> None:
        """Frame nothing any more: it was taken, dismissed, or left."""
        self.frame("")

    def find(self, found: FoundQuote, here: Callable[[Anchor], None], missing: Callable[[], None]) -> None:
        """Call ``here`` with the place of the words, or ``missing`` where they are not on their page."""
        self.find_all((found,), lambda anchors: here(anchors[0]), missing)

    def find_all(
        self,
        quotes: Sequence[FoundQuote],
        here: Callable[[tuple[Anchor, ...]], None],
        missing: Callable[[], None],
    ) -> None:
        """The same for several quotes; ``missing`` where one of them is not on its page."""
        case = self._review.case
        if case is None:
            return

        def look(desk: TextDesk) -> tuple[Anchor | None, ...]:
            from reviewer_app.review.proposed_passage import proposed_passage

            kept = desk.kept_pages([one.key for one in quotes])
            return tuple(proposed_passage(page, one) for page, one in zip(kept, quotes, strict=True))

        def answer(anchors: tuple[Anchor | None, ...]) -> None:
            shown = self._review.case
            if shown is None or shown.case_id != case.case_id:
                return
            there = tuple(anchor for anchor in anchors if anchor is not None)
            if len(there) == len(anchors):
                here(there)
            else:
                missing()

        self._texts.submit(look, answer, self._review.failed)
