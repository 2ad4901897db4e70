"""The overview of the pages follows the focused pane, and leads it to the page that is chosen there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import PageKey
from reviewer_app.domain.pages import ViewRotation
from reviewer_app.domain.place import Place
from reviewer_app.gui.models.page_questions import PageQuestion
from reviewer_app.gui.page_marks import labels_by_page
from reviewer_app.gui.pane_pair import PanePair
from reviewer_app.gui.viewer.marking import PageHit, PageMarking
from reviewer_app.gui.viewer.thumbnail_model import Mark
from reviewer_app.gui.viewer.thumbnails import ThumbnailList


def question_marks(question: PageQuestion) -> tuple[tuple[Mark, str], ...]:
    """What is asked about a page, as marks with their reasons."""
    asked = (
        (Mark.MAYBE_OTHER_PATIENT, question.other_patient),
        (Mark.MAYBE_ILLEGIBLE, question.illegible),
    )
    return tuple((mark, why) for mark, why in asked if why)


class PageOverview(QObject):
    """Joins the thumbnails with whichever pane commands mean."""

    def __init__(self, thumbnails: ThumbnailList, pair: PanePair, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._pair = pair
        self._place: Place | None = None
        self._repeated: Mapping[str, Mapping[int, str]] = {}
        self._asked: Mapping[PageKey, PageQuestion] = {}
        self._turns: Mapping[str, Mapping[int, ViewRotation]] = {}
        thumbnails.page_chosen.connect(self._chosen)

    def show_document(self) -> None:
        """List the pages of the focused pane's document."""
        document = self._pair.focused.document
        if document is None or not document.readable:
            self._thumbnails.show_document("", ())
        else:
            self._thumbnails.show_document(document.sha256, document.pages)
            self._turn_pages()
            self._mark_repeated()
            self._mark_asked()
            self.follow()

    def show_repeated(self, repeated: Mapping[str, Mapping[int, str]]) -> None:
        """Mark the pages that came before in the case; by the document's SHA-256."""
        self._repeated = repeated
        self._mark_repeated()

    def show_questions(self, asked: Mapping[PageKey, PageQuestion]) -> None:
        """Mark the pages about which the reviewer is asked something."""
        self._asked = asked
        self._mark_asked()

    def show_turns(self, turns: Mapping[str, Mapping[int, ViewRotation]]) -> None:
        """Show pages upright that do not lie so; by the document's SHA-256, with the degrees clockwise."""
        self._turns = turns
        self._turn_pages()

    def _turn_pages(self) -> None:
        document = self._pair.focused.document
        if document is not None:
            self._thumbnails.set_turns(self._turns.get(document.sha256, {}))

    def _mark_asked(self) -> None:
        document = self._pair.focused.document
        if document is not None:
            own = {page: one for (sha256, page), one in self._asked.items() if sha256 == document.sha256}
            self._thumbnails.set_asked({page: question_marks(one) for page, one in own.items()})

    def _mark_repeated(self) -> None:
        document = self._pair.focused.document
        if document is not None:
            self._thumbnails.set_repeated(self._repeated.get(document.sha256, {}))

    def follow(self) -> None:
        """Make the page that the reader is on the current one."""
        self._thumbnails.set_current_page(self._pair.focused.view.current_page)

    def show_case(self, case: OpenCase, marks: Sequence[PageMarking]) -> None:
        """Mark what the case says of the document's pages; ``marks`` are what is cited from it."""
        document = self._pair.focused.document
        if document is None:
            return
        sha256, review = document.sha256, case.review
        self._thumbnails.set_labels(labels_by_page(marks))
        self._thumbnails.set_illegible(
            {one.page for one in review.page_marks if one.sha256 == sha256 and not one.legible}
        )
        self._thumbnails.set_other_patients(
            {one.page for one in review.page_identities if one.sha256 == sha256 and one.other}
        )
        self._thumbnails.set_seen({page for seen, page in review.pages_seen if seen == sha256})

    def show_hits(self, found: Sequence[PageHit]) -> None:
        """Mark the pages on which a search found something."""
        self._thumbnails.set_hits(Counter(hit.page for hit in found))

    def add_seen(self, page: int) -> None:
        """One more page was on screen."""
        self._thumbnails.add_seen(page)

    @Slot(int)
    def _chosen(self, page: int) -> None:
        """Walking through the pages is one jump, from where the reader was before."""
        focused = self._pair.focused
        if focused.place != self._place:
            focused.leave()
        focused.view.go_to(page)
        self._place = focused.place
