"""What each command does: the one table that joins command ids (resources/keys.toml) with the window."""

from __future__ import annotations

from collections.abc import Callable

from reviewer_app.domain.match_decision import MatchVerdict
from reviewer_app.domain.review import FindingState
from reviewer_app.gui.authority_controller import AuthorityController
from reviewer_app.gui.case_course_controller import CaseCourseController
from reviewer_app.gui.discrepancies_controller import DiscrepanciesController
from reviewer_app.gui.document_controller import DocumentController
from reviewer_app.gui.found_parts import FoundParts
from reviewer_app.gui.page_owner_controller import PageOwnerController
from reviewer_app.gui.prior_requests_controller import PriorRequestsController
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.same_pages_controller import SamePagesController
from reviewer_app.gui.scan_reader import ScanReader
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.page_words import Unit
from reviewer_app.gui.viewer.panes import Panes
from reviewer_app.gui.viewer.zoom import FIT_PAGE, FIT_WIDTH
from reviewer_app.gui.window_controller import WindowController

Act = Callable[[], None]


def checklist_acts(review: ReviewController) -> dict[str, Act]:
    """Commands on the checklist."""
    return {
        "next-element": lambda: review.elements.keyed.move_current(+1),
        "previous-element": lambda: review.elements.keyed.move_current(-1),
        "finding-present": lambda: review.elements.mark(FindingState.PRESENT),
        "finding-absent": lambda: review.elements.mark(FindingState.ABSENT),
        "finding-insufficient": lambda: review.elements.mark(FindingState.INSUFFICIENT),
        "finding-not-applicable": lambda: review.elements.mark(FindingState.NOT_APPLICABLE),
        "finding-not-reviewed": lambda: review.elements.mark(FindingState.NOT_REVIEWED),
        "attach-evidence": review.elements.attach,
        "offer-evidence": review.elements.offer,
        "remove-evidence": review.elements.remove_evidence,
        "next-evidence": review.elements.next_evidence,
        "edit-note": review.elements.edit_note,
        "edit-entries": review.elements.edit_details,
        "add-element": lambda: _add_element(review),
        "undo": lambda: review.act(lambda desk: desk.undo()),
        "redo": lambda: review.act(lambda desk: desk.redo()),
    }


def prior_request_acts(prior: PriorRequestsController) -> dict[str, Act]:
    """Commands on the matches with earlier requests."""
    return {
        "match-not-same-person": lambda: prior.ask_verdict(MatchVerdict.NOT_SAME_PERSON),
        "match-not-related": lambda: prior.ask_verdict(MatchVerdict.NOT_RELATED),
        "match-take-back": prior.take_back,
    }


def discrepancy_acts(discrepancies: DiscrepanciesController) -> dict[str, Act]:
    """Commands on differing readings."""
    return {
        "new-discrepancy": discrepancies.record,
        "show-readings": discrepancies.show_both,
        "swap-readings": discrepancies.swap,
    }


def authority_acts(authority: AuthorityController, found: FoundParts) -> dict[str, Act]:
    """Commands on what comes before the coverage policy, and on what else is confirmed with one key."""

    def confirm() -> None:
        if found.candidates.in_front:
            found.candidates.take()
        else:
            authority.confirm_proposals()

    return {
        "authority-confirm": confirm,
        "authority-copy": authority.copy_to_all,
    }


def course_acts(course: CaseCourseController) -> dict[str, Act]:
    """Commands on versions and on the clock."""
    return {
        "amend": course.amend,
        "withdraw": course.withdraw,
        "void": course.void,
        "show-versions": course.show_versions,
        "show-clock": course.show_clock,
        "extend-clock": course.extend_clock,
        "information-came": course.information_came,
    }


def page_owner_acts(pages: PageOwnerController) -> dict[str, Act]:
    """Commands on whose pages they are, and on new ones."""
    return {"other-patient": pages.mark, "next-new-page": pages.next_new_page}


def same_pages_acts(same_pages: SamePagesController) -> dict[str, Act]:
    """Commands on pages that were seen before."""
    return {
        "show-copy": same_pages.show_copy,
        "copies-differ": same_pages.settle,
    }


def scan_acts(scans: ScanReader) -> dict[str, Act]:
    """Commands on the reading of scans."""
    return {"pause-scans": scans.toggle, "cancel-scans": scans.cancel}


def found_acts(found: FoundParts) -> dict[str, Act]:
    """Commands on what the program finds by itself."""
    return {
        "next-suggestion": found.next,
        "accept-suggestion": found.accept,
        "show-dates": found.dates.show_list,
    }


def page_acts(review: ReviewController, panes: Panes) -> dict[str, Act]:
    """Commands on the pages; they mean the focused pane of the moment."""
    pages = review.pages

    def view() -> PageView:
        return panes.focused.view

    return {
        "scroll-down": lambda: view().scroll_line(+1),
        "scroll-up": lambda: view().scroll_line(-1),
        "screen-down": lambda: view().scroll_page(+1),
        "screen-up": lambda: view().scroll_page(-1),
        "next-page": lambda: view().next_page(),
        "previous-page": lambda: view().previous_page(),
        "first-page": lambda: pages.go_to_page(1),
        "last-page": lambda: pages.go_to_page(view().page_count),
        "go-to-page": pages.ask_page,
        "go-back": pages.go_back,
        "go-forward": pages.go_forward,
        "next-document": lambda: pages.step_document(+1),
        "previous-document": lambda: pages.step_document(-1),
        "split": pages.toggle_split,
        "synchronise": pages.toggle_synchronised,
        "match-pane": pages.match_other,
        "zoom-in": lambda: view().zoom_in(),
        "zoom-out": lambda: view().zoom_out(),
        "fit-page": lambda: view().set_zoom(FIT_PAGE),
        "fit-width": lambda: view().set_zoom(FIT_WIDTH),
        "rotate-view": lambda: view().rotate(),
        "page-legible": review.toggle_legible,
        "document-pertinent": review.toggle_pertinent,
        "select-next-word": lambda: view().extend_selection(Unit.WORD, +1),
        "select-previous-word": lambda: view().extend_selection(Unit.WORD, -1),
        "select-next-line": lambda: view().extend_selection(Unit.LINE, +1),
        "select-previous-line": lambda: view().extend_selection(Unit.LINE, -1),
        "select-next-paragraph": lambda: view().extend_selection(Unit.PARAGRAPH, +1),
        "select-previous-paragraph": lambda: view().extend_selection(Unit.PARAGRAPH, -1),
        "select-line-end": lambda: view().extend_selection(Unit.LINE_END, +1),
        "select-line-start": lambda: view().extend_selection(Unit.LINE_END, -1),
        "move-selection-word": lambda: view().move_selection(Unit.WORD, +1),
        "move-selection-word-back": lambda: view().move_selection(Unit.WORD, -1),
        "move-selection-line": lambda: view().move_selection(Unit.LINE, +1),
        "move-selection-line-back": lambda: view().move_selection(Unit.LINE, -1),
        "move-selection-paragraph": lambda: view().move_selection(Unit.PARAGRAPH, +1),
        "move-selection-paragraph-back": lambda: view().move_selection(Unit.PARAGRAPH, -1),
        "select-area": lambda: view().toggle_area(),
        "copy-selection": lambda: view().copy_selection(),
    }


def document_acts(documents: DocumentController) -> dict[str, Act]:
    """Commands on what the document in the focused pane has besides its pages."""
    return {
        "document-outline": documents.show_outline,
        "attached-files": documents.show_attachments,
        "next-link": lambda: documents.step_link(+1),
        "previous-link": lambda: documents.step_link(-1),
        "document-notes": documents.toggle_notes,
        "document-password": documents.ask_password,
    }


def window_acts(window: WindowController, review: ReviewController) -> dict[str, Act]:
    """Commands of the window, the worklist and the case as a whole."""
    panels = review.panels
    worklist = window.worklist
    return {
        "clear-selection": window.leave_focus,
        "document-list": window.ask_document,
        "search": window.search.ask,
        "next-hit": lambda: window.search.step_hit(+1),
        "previous-hit": lambda: window.search.step_hit(-1),
        "overview": window.review_page.toggle_overview,
        "show-checklist": lambda: window.focus.show_tab(panels.checklist),
        "show-discrepancies": lambda: window.focus.show_tab(panels.discrepancies),
        "show-prior-requests": lambda: window.focus.show_tab(panels.prior_requests),
        "show-authority": lambda: window.focus.show_tab(panels.authority),
        "show-determination": lambda: window.focus.show_tab(panels.determination),
        "show-request": lambda: window.focus.show_tab(panels.request),
        "show-history": lambda: window.focus.show_tab(panels.audit),
        "export-history": window.audit.export,
        "hand-over": window.handover.give,
        "take-handover": window.handover.take,
        "choose-theirs": lambda: window.handover.choose(theirs=True),
        "choose-own": lambda: window.handover.choose(theirs=False),
        "next-panel": lambda: window.focus.step(+1),
        "previous-panel": lambda: window.focus.step(-1),
        "sign": window.decision.sign,
        "show-blockers": window.decision.show_blockers,
        "propose-rationale": window.decision.propose_rationale,
        "add-conversation": window.decision.begin_conversation,
        "take-up-referral": lambda: review.act(lambda desk: desk.take_up_referral()),
        "export": window.export,
        "export-cases": window.cases_export_wanted.emit,
        "read-folder-again": window.read_again,
        "show-worklist": window.show_worklist,
        "open-case-folder": window.choose_case,
        "choose-root": worklist.choose_root,
        "open-selected-case": worklist.open_current,
        "next-case": lambda: worklist.move_current(+1),
        "previous-case": lambda: worklist.move_current(-1),
        "filter-worklist": worklist.focus_filter,
        "lock": window.lock_wanted.emit,
        "lock-time": window.lock_time_wanted.emit,
        "change-passphrase": window.passphrase_wanted.emit,
        "change-key": window.key_change_wanted.emit,
        "show-recovery-key": window.recovery_key_wanted.emit,
        "switch-look": window.look_switched.emit,
        "palette": window.show_palette,
        "key-card": window.show_key_card,
        "quit": window.close,
    }


def all_acts(window: WindowController) -> dict[str, Act]:
    """Every command's act."""
    review = window.review
    return {
        **checklist_acts(review),
        **prior_request_acts(window.prior_requests),
        **discrepancy_acts(window.discrepancies),
        **authority_acts(window.authority, window.found),
        **course_acts(window.course),
        "compare-versions": window.comparison.show,
        **page_owner_acts(window.page_owners),
        **same_pages_acts(window.same_pages),
        **scan_acts(window.scans),
        **found_acts(window.found),
        **page_acts(review, window.review_page.panes),
        **document_acts(window.documents),
        **window_acts(window, review),
    }


def _add_element(review: ReviewController) -> None:
    """Show the checklist before one types a new element into it."""
    review.panels.tabs.setCurrentWidget(review.panels.checklist)
    review.panels.checklist.add_element()
