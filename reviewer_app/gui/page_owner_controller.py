"""Whose pages they are, and which pages that came late are still to be read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import PageKey
from reviewer_app.domain.page_identity import PageIdentity
from reviewer_app.gui.asking import Asking
from reviewer_app.gui.models.page_questions import NOTHING_ASKED, PageQuestion
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.panels.ask_bar import Asked, Question
from reviewer_app.gui.review_controller import ReviewController

NO_PAGE = "no page of this case in the pane"
COUNTS_NO_LONGER = "What is cited from it no longer counts. Until it is said what is done with it, it blocks."
NOTHING_NEW = "no new page is left to read"


class PageOwnerController(QObject):
    """Marks a page as another patient's, and goes through new pages."""

    def __init__(self, review: ReviewController, asking: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._review = review
        self._asking = asking
        self._asked: Mapping[PageKey, PageQuestion] = NOTHING_ASKED

    @Slot(object)
    def show_questions(self, asked: Mapping[PageKey, PageQuestion]) -> None:
        """The pages that may be another patient's are known now."""
        self._asked = asked

    def mark(self) -> None:
        """Ask for the name on the page on screen, and what is done with that page."""
        case, page = self._review.case, self._review.pages.current_page()
        if case is None or page is None:
            self._review.hint_line.show_word(NO_PAGE)
            return
        sha256, number = page
        known = _identity(case, sha256, number)
        other = known is not None and known.other
        asked = self._asked.get(page)
        suspect = asked.other_patient if asked is not None and known is None else ""

        def answered(lines: tuple[str, ...]) -> str:
            name, handling = lines
            self._review.act(lambda desk: desk.mark_other_patient(sha256, number, name, handling))
            return ""

        def own() -> None:
            self._review.act(lambda desk: desk.mark_member_page(sha256, number))

        read = known.name if known is not None else asked.name if asked is not None else ""
        name = Asked("Name on the page", read, "Name on the page (optional)", 260)
        handling = Asked(
            "What is done with the page",
            known.handling if known else "",
            "What is done with it: sent back, privacy office told …",
        )
        self._asking.ask(
            Question(
                f"Another patient's: p {number}",
                f"It {suspect}. {COUNTS_NO_LONGER}" if suspect else COUNTS_NO_LONGER,
                "Save",
                (name, handling),
                answered,
                ("It is the member's own", own) if other or suspect else None,
            )
        )

    def next_new_page(self) -> None:
        """Go to the next page of late documents that was never on screen; after the last, to the first."""
        case, pages = self._review.case, self._review.pages
        unread = _unread(case, pages.just_seen) if case is not None else ()
        if case is None or not unread:
            self._review.hint_line.show_word(NOTHING_NEW)
            return
        file, page = _after(case, unread, pages.file, pages.current_page())
        pages.show_file(file)
        pages.go_to_page(page)
        left = len(unread) - 1
        self._review.hint_line.show_word(
            f"{counted(left, 'more new page')} to read" if left else "the last new page"
        )


def _identity(case: OpenCase, sha256: str, page: int) -> PageIdentity | None:
    found = (one for one in case.review.page_identities if (one.sha256, one.page) == (sha256, page))
    return next(found, None)


def _unread(case: OpenCase, seen: frozenset[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The new pages that were not on screen up to this moment."""
    contents = {document.file: document.sha256 for document in case.documents}
    return tuple((file, page) for file, page in case.unread if (contents[file], page) not in seen)


def _after(
    case: OpenCase, unread: tuple[tuple[str, int], ...], file: str, page: tuple[str, int] | None
) -> tuple[str, int]:
    """The first unread page after the one on screen, in the order of the folder."""
    order = {document.file: place for place, document in enumerate(case.documents)}
    here = (order.get(file, -1), page[1] if page is not None else 0)
    ahead = (one for one in unread if (order[one[0]], one[1]) > here)
    return next(ahead, unread[0])
