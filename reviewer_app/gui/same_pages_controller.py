"""Pages that were seen before: looked for while the case is read, shown side by side, settled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.earlier_case import CaseStanding, EarlierDocument
from reviewer_app.domain.same_page import DocumentPlace, PageMatch, SeenCase
from reviewer_app.gui.look_alikes import LookAlikes, Register
from reviewer_app.gui.models.same_pages_model import (
    CopyRow,
    copy_rows,
    decision_of,
    repeated_files,
    repeated_pages,
)
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.pane_pair import OtherPage
from reviewer_app.gui.panels.same_pages import SamePagesSection
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported on the threads that use them: what they import is slow.
    from reviewer_app.review.compared_texts import ComparedTexts
    from reviewer_app.review.desk import Desk
    from reviewer_app.review.page_history_desk import PagesRecognised
    from reviewer_app.review.text_desk import TextDesk

TURN_SECONDS = 0.008
"""How long pages are looked up at a time, so that a search waits no longer for its turn."""

PAUSE_MILLISECONDS = 20
"""Between two turns: whoever else needs the processor gets the larger part of it."""

MOST_NAMED = 24
"""Words and numbers of each page that are told when two pages differ."""

MANY_DIFFER = "Many words differ, misread or changed."
NOTHING_DIFFERS = "No word and no number differs."
NOT_COMPARED = "What they say cannot be compared: one of the pages has no words."

VERY_SAME = "the very same file: there is nothing to compare"
NO_COPY = "no page like this one was seen before"
NOTHING_TO_SETTLE = "There is no copy of a page in this case to settle."
SAME_FILE = "These files have the very same content, so their pages are the same."


class SamePagesController(QObject):
    """Joins the section Pages seen before with the page history, which the thread of the texts has."""

    told = Signal(str)
    """A word on what a key did, for the hint line."""

    pages_found = Signal(object)
    """For each document of the case, by its SHA-256, the pages that came before in it, and where."""

    files_found = Signal(object)
    """The files of which pages came before in the case, with words on it."""

    has_rows = Signal(bool)
    """Whether the section has something to show."""

    def __init__(
        self,
        review: ReviewController,
        store: StoreThread[Desk],
        texts: StoreThread[TextDesk],
        section: SamePagesSection,
        looks: LookAlikes,
        register: Register,
        parent: QObject | None = None,
    ) -> None:
        """``register`` makes a document of another case known to the page worker, with the folder that it
        lies in."""
        super().__init__(parent)
        self._review = review
        self._store = store
        self._texts = texts
        self.section = section
        self._register = register
        self._subject: tuple[object, ...] = ()
        self._turn = 0
        self._opened = False
        self._asking = False
        self._matches: dict[tuple[object, ...], PageMatch] = {}
        self._standings: dict[str, CaseStanding] = {}
        self._looks = looks
        looks.found.connect(self._looks_alike)
        looks.failed.connect(review.failed)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._soon.timeout.connect(self._recognise)
        texts.opened.connect(self._opened_again)
        section.chosen.connect(self.show)
        section.reason_entered.connect(self._set_aside)
        review.case_shown.connect(self._show_case)

    @property
    def busy(self) -> bool:
        """Whether pages are being looked up."""
        return self._asking or self._soon.isActive() or self._looks.busy

    @Slot()
    def pages_read(self) -> None:
        """More texts of pages are there than before."""
        if self._subject and not self._asking and not self._soon.isActive():
            self._recognise()

    def show_copy(self) -> None:
        """Show beside the page on screen where it was before."""
        here = self._review.pages.current_page()
        row = next((one for one in self._rows() if here is not None and _is_on(one, *here)), None)
        if row is None or here is None:
            self.told.emit(NO_COPY)
            return
        self.section.make_current(row)
        self._compare(next(match for match in row.copies.matches if match.page == here[1]))

    @Slot(object)
    def show(self, row: CopyRow) -> None:
        """Show the first of the pages beside where it was before."""
        self._compare(row.copies.first)

    def settle(self) -> None:
        """Ask why the pages of the current row are not the same; take back what was set aside."""
        row, case = self.section.current_row(), self._review.case
        if row is None or case is None:
            self._review.hint_line.show_message(NOTHING_TO_SETTLE)
        elif row.copies.whole_file:
            self._review.hint_line.show_message(SAME_FILE)
        elif row.decision is not None:
            self._review.act(lambda desk: desk.take_copies_back(row.copies))
        else:
            self._review.panels.tabs.setCurrentWidget(self._review.panels.prior_requests)
            self.section.ask_reason(row)

    @Slot(object, str)
    def _set_aside(self, row: CopyRow, reason: str) -> None:
        self._review.act(lambda desk: desk.set_copies_aside(row.copies, reason))

    def _rows(self) -> tuple[CopyRow, ...]:
        return tuple(row for row in self.section.model.rows if isinstance(row, CopyRow))

    @Slot(object)
    def _show_case(self, case: OpenCase) -> None:
        request = case.request
        hashes = tuple(document.sha256 for document in case.documents if document.readable)
        subject = (case.case_id, case.folder, hashes, request.request_id, request.member)
        if subject == self._subject:
            self._show_rows()
            return
        self._subject = subject
        self._turn += 1
        self._matches.clear()
        turn = self._turn
        self._store.submit(
            lambda desk: desk.copies_by_file() if _is_open(desk, case) else (),
            lambda matches: self._add_files(turn, matches),
            self._review.failed,
        )
        if self._opened:
            self._begin(case)
        self._show_rows()

    def _begin(self, case: OpenCase) -> None:
        """Look the pages of a case up, from the first on."""
        self._soon.stop()
        self._looks.leave()
        turn, request = self._turn, case.request
        seen_at = datetime.now().astimezone()
        seen = SeenCase(case.case_id, case.folder, request.request_id, request.member, seen_at)
        self._asking = True
        self._texts.submit(
            lambda desk: desk.page_history.show_case(seen, case.documents),
            lambda found: self._recognised(turn, found),
            lambda error: self._failed(turn, error),
        )

    @Slot()
    def _opened_again(self) -> None:
        """The texts are open, for the first time or after a lock, and know no case."""
        self._opened = True
        if self._review.case is not None and self._subject:
            self._begin(self._review.case)

    @Slot()
    def _recognise(self) -> None:
        turn = self._turn
        self._asking = True
        self._texts.submit(
            lambda desk: desk.recognise(TURN_SECONDS),
            lambda found: self._recognised(turn, found),
            lambda error: self._failed(turn, error),
        )

    def _recognised(self, turn: int, found: PagesRecognised) -> None:
        if turn != self._turn:
            return
        self._asking = False
        if found.told:
            self._review.hint_line.show_message(found.told)
        if found.matches:
            self._add(found.matches)
        if found.wordless:
            self._looks.look_at(found.wordless)
        if found.more:
            self._soon.start()

    @Slot(object)
    def _looks_alike(self, found: PagesRecognised) -> None:
        self._add(found.matches)

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            self._asking = False
            self._review.failed(error)

    def _add_files(self, turn: int, matches: tuple[PageMatch, ...]) -> None:
        """Take in what the reviews know, where the page history, which knows more of a case, has not said
        it."""
        if turn == self._turn and matches:
            self._matches = {_key(match): match for match in matches} | self._matches
            self._ask_standings()
            self._show_rows()

    def _add(self, matches: tuple[PageMatch, ...]) -> None:
        """Take in what the page history found."""
        strangers = self._strangers()
        self._matches.update({_key(match): match for match in matches})
        self._ask_standings()
        self._show_rows()
        if self._strangers() > strangers:
            words = counted(self._strangers(), "page is", "pages are")
            self._review.hint_line.show_message(
                f"{words} also in a case of another member: see Prior requests, Pages seen before."
            )

    def _strangers(self) -> int:
        """How many pages are in a case of another member as well, and were not set aside."""
        case = self._review.case
        return len(
            {
                match.place
                for match in self._matches.values()
                if match.same_member is False and (case is None or decision_of(case, match) is None)
            }
        )

    def _ask_standings(self) -> None:
        turn = self._turn
        cases = {match.seen_in.id for match in self._matches.values() if match.seen_in is not None}
        unknown = tuple(sorted(cases - self._standings.keys()))

        def known(standings: dict[str, CaseStanding]) -> None:
            self._standings.update(standings)
            if turn == self._turn:
                self._show_rows()

        if unknown:
            self._standings.update({case_id: CaseStanding(case_id) for case_id in unknown})
            self._store.submit(lambda desk: desk.case_standings(unknown), known, self._review.failed)

    def _show_rows(self) -> None:
        case = self._review.case
        if case is None:
            return
        rows = copy_rows(case, self._matches.values(), self._standings)
        self.section.show_rows(rows)
        self.has_rows.emit(bool(rows))
        self.pages_found.emit(repeated_pages(case, self._matches.values()))
        self.files_found.emit(repeated_files(case, self._matches.values()))

    def _compare(self, match: PageMatch) -> None:
        """Show a page beside the one that it is a copy of."""
        own = self._review.pages.document_of(match.other.sha256)
        if match.place == match.other:
            self._review.pages.go_to_passage(match.place.sha256, match.page)
            self.told.emit(VERY_SAME)
        elif own is not None:
            self._beside(match, OtherPage(own, match.other_page))
        elif match.seen_in is not None:
            place = DocumentPlace(match.seen_in, match.other_file)
            self._store.submit(
                lambda desk: desk.earlier_document(place, match.other.sha256),
                lambda found: self._show_earlier(match, found),
                self._review.failed,
            )

    def _show_earlier(self, match: PageMatch, found: EarlierDocument) -> None:
        guest = f"{match.case_id} · another case"
        if found.document is None:
            sentence = f"{found.sentence} What is kept of the page stands in the tab Prior requests."
            self._beside(match, OtherPage(None, 1, guest, match.other_file, sentence))
            return
        self._register(found.folder, found.document)
        self._beside(match, OtherPage(found.document, match.other_page, guest))

    def _beside(self, match: PageMatch, other: OtherPage) -> None:
        self._review.pages.compare(match.place.sha256, match.page, other)
        turn = self._turn
        self._texts.submit(
            lambda desk: desk.compare(match.place, match.other),
            lambda compared: self._compared(turn, compared, text=other.document is None),
            lambda error: self._failed(turn, error),
        )

    def _compared(self, turn: int, compared: ComparedTexts, *, text: bool) -> None:
        if turn == self._turn:
            self.section.show_word(_difference(compared), compared.other_text if text else "")


def _difference(compared: ComparedTexts) -> str:
    """What two pages say differently."""
    if not compared.told:
        return NOT_COMPARED
    here, there = (", ".join(one[:MOST_NAMED]) for one in (compared.only_here, compared.only_there))
    words = [f"Only here: {here}"] if here else []
    words += [f"Only there: {there}"] if there else []
    if compared.more_words:
        words.append(MANY_DIFFER if words else f"No number differs. {MANY_DIFFER}")
    return "\n".join(words or [NOTHING_DIFFERS])


def _is_on(row: CopyRow, sha256: str, page: int) -> bool:
    return row.decision is None and any(
        (match.place.sha256, match.page) == (sha256, page) for match in row.copies.matches
    )


def _is_open(desk: Desk, case: OpenCase) -> bool:
    return desk.case is not None and desk.case.case_id == case.case_id


def _key(match: PageMatch) -> tuple[object, ...]:
    """One page has one match in each case."""
    return match.file, match.place, match.seen_in.id if match.seen_in is not None else ""
