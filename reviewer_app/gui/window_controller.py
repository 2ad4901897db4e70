"""The window as a whole: which page is shown, where the keyboard is, what lies over it for a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from reviewer_app.domain.case import CaseRow, OpenCase
from reviewer_app.gui.asking import Asking
from reviewer_app.gui.audit_controller import AuditController
from reviewer_app.gui.authority_controller import AuthorityController
from reviewer_app.gui.case_course_controller import CaseCourseController
from reviewer_app.gui.commands.bindings import Bindings
from reviewer_app.gui.commands.registry import Command, key_rows, shown_key
from reviewer_app.gui.comparison_controller import ComparisonController
from reviewer_app.gui.decision_controller import DecisionController
from reviewer_app.gui.discrepancies_controller import DiscrepanciesController
from reviewer_app.gui.document_controller import DocumentController
from reviewer_app.gui.found_parts import FoundParts
from reviewer_app.gui.front import Front
from reviewer_app.gui.handover_controller import HandoverController
from reviewer_app.gui.look import Look
from reviewer_app.gui.main_window import TITLE, MainWindow
from reviewer_app.gui.models.hints import Place, hints
from reviewer_app.gui.page_owner_controller import PageOwnerController
from reviewer_app.gui.panels.export_bar import ExportBar
from reviewer_app.gui.panels.key_card import KeyCard
from reviewer_app.gui.panels.overlay import WINDOW_KEYS
from reviewer_app.gui.panels.palette import CommandPalette
from reviewer_app.gui.panels.worklist import WorklistPage
from reviewer_app.gui.prior_requests_controller import PriorRequestsController
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.review_page import ReviewPage
from reviewer_app.gui.same_pages_controller import SamePagesController
from reviewer_app.gui.scan_reader import ScanReader
from reviewer_app.gui.search_controller import SearchController
from reviewer_app.gui.window_focus import TabWay, WindowFocus


class WindowController(QObject):
    """Commands of the window, the worklist and the case as a whole."""

    case_wanted = Signal(Path)
    """The reviewer chose a case folder."""

    root_wanted = Signal(object)
    """The worklist of this root is wanted; ``None`` for the last one."""

    cases_export_wanted = Signal()
    """The listed cases are to be written to files."""

    lock_wanted = Signal()
    """Nobody is to see the case or use the program until the passphrase is typed."""

    lock_time_wanted = Signal()
    """The reviewer sets after how long the window locks by itself."""

    passphrase_wanted = Signal()
    """Another passphrase is to open the database."""

    key_change_wanted = Signal()
    """Another key is to encrypt the database."""

    recovery_key_wanted = Signal()
    """The recovery key is to be shown."""

    look_switched = Signal()
    """The next look is wanted: as the system, light, dark."""

    def __init__(
        self,
        window: MainWindow,
        review_page: ReviewPage,
        worklist: WorklistPage,
        review: ReviewController,
        search: SearchController,
        documents: DocumentController,
        same_pages: SamePagesController,
        scans: ScanReader,
        found: FoundParts,
        commands: tuple[Command, ...],
        look: Look,
        acts: Callable[[WindowController], Mapping[str, Callable[[], None]]],
    ) -> None:
        """``acts`` says what each command does in this window."""
        super().__init__(window)
        self.window = window
        self.review_page = review_page
        self.worklist = worklist
        self.review = review
        self.search = search
        self.documents = documents
        self.same_pages = same_pages
        self.scans = scans
        self.found = found
        self.prior_requests = PriorRequestsController(review, self)
        self._export_bar = ExportBar()
        review_page.add_bar(self._export_bar)
        self._front = Front(window, worklist)
        self.focus = WindowFocus(window, review_page, worklist, self._front)
        self.focus.add_first_tabs(same_pages.section)
        self.decision = DecisionController(review, self.focus, self)
        self.discrepancies = DiscrepanciesController(review, self.focus, self)
        self.authority = AuthorityController(review, self.focus, self)
        self.handover = HandoverController(review, review_page, self.focus, self)
        asking = Asking(review_page, self.focus)
        self.audit = AuditController(review, self.focus, asking, self)
        self.course = CaseCourseController(review, asking, look, window)
        self.page_owners = PageOwnerController(review, asking, self)
        self.comparison = ComparisonController(review, self.focus, look, self)
        self._card = KeyCard(look, window)
        self._palette = CommandPalette(look, window)
        window.add_page(review_page)
        window.add_page(worklist)
        self.bindings = Bindings(window, commands, acts(self))
        window.setProperty(WINDOW_KEYS, " ".join(self._keys_of("lock")))
        self._export_bar.export_requested.connect(review.export)
        self._export_bar.editing_done.connect(self._leave_bar)
        self._export_bar.suggestion_wanted.connect(
            lambda document, redact: review.suggest_file(self._export_bar.suggest, document, redact=redact)
        )
        self._palette.chosen.connect(self.bindings.run)
        review.case_shown.connect(self._case_shown)
        review.case_opened.connect(self._case_opened)
        review_page.read_only_bar.amend_requested.connect(lambda: self.bindings.run("amend"))
        review_page.read_only_bar.versions_requested.connect(self.course.show_versions)
        review_page.read_only_bar.show_keys(*map(self._key_of, ("amend", "show-versions")))
        self.course.show_clock_keys(*map(self._key_of, ("extend-clock", "information-came")))
        self.decision.amend_wanted.connect(self.course.amend)
        panels = review.panels
        shown = (panels.checklist, panels.discrepancies, panels.prior_requests)
        for panel in (*shown, panels.determination, panels.request):
            panel.editing_done.connect(self.focus.focus_pages)
        panels.prior_requests.match_detail.show_keys(
            *map(self._key_of, ("match-not-same-person", "match-not-related", "match-take-back"))
        )
        panels.discrepancies.show_key(self._key_of("new-discrepancy"))
        found.show_keys(*map(self._key_of, ("next-suggestion", "accept-suggestion")))
        panels.discrepancies.candidate_detail.show_keys(
            *map(self._key_of, ("next-evidence", "authority-confirm", "remove-evidence"))
        )
        found.findings.found.connect(self._show_proposed)
        dates = found.dates.panel
        self.focus.add_tab(dates, TabWay(dates.focus_list, place=lambda _focused: Place.DATES))
        panels.authority.show_keys(*map(self._key_of, ("attach-evidence", "authority-confirm")))
        review.panels.documents.editing_done.connect(self._documents_left)
        search.opened.connect(review_page.show_search)
        search.opened.connect(self._show_hints)
        search.closed.connect(self._search_closed)
        search.reading.connect(self.focus.focus_pages)
        search.told.connect(review.hint_line.show_word)
        documents.told.connect(review.hint_line.show_word)
        self._join_same_pages()
        of_documents = ("document-notes", "document-password", "page-legible", "other-patient")
        documents.show_keys(*map(self._key_of, of_documents))
        found.questions.changed.connect(documents.show_questions)
        found.questions.changed.connect(self.page_owners.show_questions)
        found.findings.found.connect(documents.show_found)
        for pane in review_page.panes.both:
            pane.show_turn_key(self._key_of("rotate-view"))
        review_page.panes.split_changed.connect(self._show_hints)
        review_page.panels.tabs.currentChanged.connect(self._show_hints)
        for listed in (review_page.panels.authority, review_page.panels.discrepancies):
            listed.list.selectionModel().currentChanged.connect(self._show_hints)
        worklist.case_chosen.connect(self.case_wanted)
        worklist.root_chosen.connect(self.root_wanted)
        worklist.editing_done.connect(worklist.focus_cases)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_hints)
        self._show_available()

    def _join_same_pages(self) -> None:
        """Give the pages seen before their place in the tab Prior requests."""
        same_pages, panels = self.same_pages, self.review.panels
        panels.prior_requests.add_section(same_pages.section)
        same_pages.has_rows.connect(panels.prior_requests.set_has_more)
        same_pages.told.connect(self.review.hint_line.show_word)
        same_pages.files_found.connect(panels.documents.show_repeated)
        same_pages.pages_found.connect(self.review.pages.show_repeated)
        same_pages.section.editing_done.connect(self.focus.focus_pages)
        same_pages.section.show_keys(*map(self._key_of, ("next-panel", "copies-differ")))

    @property
    def shows_review(self) -> bool:
        return self.window.page is self.review_page

    @property
    def case_behind(self) -> bool:
        """Whether the case is on screen, or would be but for the gate."""
        return self._front.behind is self.review_page

    def show_gate(self, page: QWidget, title: str) -> None:
        """Put a page before everything else: nothing of a case is seen and hardly a command works until
        :meth:`leave_gate`. ``title`` stands in the window's title."""
        self._front.show_gate(page, title)
        self._show_available()

    def leave_gate(self) -> None:
        """Show again what is behind the gate, the keyboard where it was."""
        self._front.leave_gate()
        self._show_available()
        if not self._front.focus_again():
            self.focus.focus_pages() if self.shows_review else self.focus.focus_cases()

    def show_review(self) -> None:
        """Turn to the review page."""
        self._front.turn_to(self.review_page)
        self.focus.focus_pages()
        self._show_available()

    def show_worklist(self) -> None:
        """Leave the case and turn to the worklist."""
        self.review.settle()
        self.review.hint_line.clear_messages()
        self.review.hint_line.show_state("")
        self.review_page.show_bar(None)
        self.search.leave_case()
        self._front.turn_to(self.worklist)
        # Else the keyboard goes to what is next, the filter, and keys that are commands are typed into it.
        self.focus.focus_cases()
        self._front.show_title(TITLE)
        self._show_available()
        self.root_wanted.emit(None)

    def set_look(self, look: Look) -> None:
        """Paint everything with other colours."""
        self.review_page.set_look(look)
        parts = (self.worklist, self.review.hint_line, self._card, self._palette, self.documents)
        for part in (*parts, self.same_pages.section, self.course, self.comparison, self.found):
            part.set_look(look)

    def show_rows(self, root: Path | None, rows: tuple[CaseRow, ...], now: datetime) -> None:
        """Show the worklist of a root. The table has the keyboard, unless one types into the filter."""
        self.worklist.show_rows(root, rows, now)
        if not self.worklist.filter.hasFocus():
            self.focus.focus_cases()

    def show_unreadable(self, root: Path, sentence: str) -> None:
        """Say in the worklist's place why its root cannot be read; the way out has the keyboard."""
        self.worklist.show_problem(root, sentence)
        self.focus.focus_cases()

    def ask_document(self) -> None:
        """Put the search away and let the reviewer type into the documents' filter."""
        self.search.put_away()
        self.review_page.ask_document()

    def leave_focus(self) -> None:
        """Esc: clear the selection, else close the bar, else dismiss a message, else close the search, else
        fold the notes; the keyboard goes back to the pages."""
        if not self.shows_review:
            self.worklist.focus_cases()
            return
        if self.found.dates.has_keyboard:
            self.found.dates.leave()
            return
        view = self.review_page.pane.view
        if view.selection() is not None:
            view.clear_selection()
        elif self.review_page.shows_bar:
            self.review_page.show_bar(None)
        elif self.focus.place() is Place.READING and self.review.hint_line.has_message:
            self.review.hint_line.dismiss_message()
        elif self.focus.place() is Place.READING and self.search.is_open:
            self.search.leave()
        elif self.focus.place() is Place.READING:
            self.documents.leave()
        view.setFocus()

    def show_key_card(self) -> None:
        """Lay the card with all keys over the window."""
        self._card.show_keys(key_rows(self.bindings.commands))

    def show_palette(self) -> None:
        """Lay the command palette over the window."""
        self._palette.show_commands(
            tuple(
                (command.id, command.title, shown_key(command.keys[0]) if command.keys else "")
                for command in self.bindings.available()
            )
        )

    def choose_case(self) -> None:
        """Ask for a case folder and open it."""
        folder = QFileDialog.getExistingDirectory(self.window, "Open a case folder")
        if folder:
            self.case_wanted.emit(Path(folder))

    def read_again(self) -> None:
        """Read again what is shown: the case folder or the root of the worklist."""
        if self.shows_review:
            self.review.read_folder_again()
        else:
            self.root_wanted.emit(None)

    def export(self) -> None:
        """Ask where to write the summary of the open case."""
        self.review.suggest_file(self._ask_where)

    def close(self) -> None:
        self.window.close()

    def _ask_where(self, suggested: Path) -> None:
        self.review_page.show_bar(self._export_bar)
        self._export_bar.ask(suggested)

    @Slot()
    def _leave_bar(self) -> None:
        self.review_page.show_bar(None)
        self.focus.focus_pages()

    @Slot()
    def _search_closed(self) -> None:
        self.review_page.hide_search()
        self.focus.focus_pages()
        self._show_hints()

    @Slot()
    def _documents_left(self) -> None:
        """A document was chosen, or none: reading goes on, unless the chosen one asks for its password."""
        if not self.documents.asks_password:
            self.focus.focus_pages()

    @Slot()
    def _case_opened(self) -> None:
        """Another case starts at its pages."""
        self.review_page.show_bar(None)
        if self.shows_review:
            self.focus.focus_pages()

    @Slot(object)
    def _case_shown(self, case: OpenCase) -> None:
        member = case.request.member
        name = ", ".join(part for part in (member.last_name, member.first_name) if part)
        shown = "".join(one if one.isprintable() else " " for one in name or case.folder.name)
        if self.case_behind:
            self._front.show_title(f"{shown.strip()} – {TITLE}")
        self.review_page.show_case(case)
        if self.shows_review:
            self.search.show_case(case)
        self._show_available()

    @Slot()
    def _show_proposed(self) -> None:
        """The tabs tell how much is proposed."""
        if self.review.case is not None:
            self.review_page.show_case(self.review.case)

    def _show_available(self) -> None:
        """Make the commands of the shown page available and hint at the most needed."""
        case = self.review.case
        self.bindings.set_place(
            review=self.shows_review,
            open_review=case is not None and not case.review.read_only,
            gate=self._front.shut,
        )
        self._show_hints()

    def _key_of(self, command_id: str) -> str:
        """The key that is shown for a command."""
        return next((shown_key(key) for key in self._keys_of(command_id)), "")

    def _keys_of(self, command_id: str) -> tuple[str, ...]:
        return next(command.keys for command in self.bindings.commands if command.id == command_id)

    @Slot()
    def _show_hints(self) -> None:
        """Name the keys that matter where the keyboard is."""
        case = self.review.case
        read_only = self.shows_review and case is not None and case.review.read_only
        split = self.review_page.panes.other is not None
        named = hints(
            self.bindings.available(),
            self.focus.place(),
            read_only=read_only,
            split=split,
            searching=self.search.is_open,
        )
        self.review.hint_line.show_hints(named)
