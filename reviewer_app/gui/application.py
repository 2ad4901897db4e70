"""Builds the objects of the window and joins them; the only such place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.case import CaseRow, OpenCase
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.gui.acts import all_acts
from reviewer_app.gui.backup_controller import BackupController
from reviewer_app.gui.batch_controller import BatchController
from reviewer_app.gui.commands.registry import load_commands
from reviewer_app.gui.document_controller import DocumentController
from reviewer_app.gui.first_page import EarlyWindow, theme_name
from reviewer_app.gui.found_parts import FoundParts
from reviewer_app.gui.gate_controller import GateController
from reviewer_app.gui.idle_watch import IdleWatch, seconds_passed
from reviewer_app.gui.key_change_controller import KeyChangeController
from reviewer_app.gui.key_controller import KeyController
from reviewer_app.gui.lock_controller import LockController
from reviewer_app.gui.look import Look, apply_look, load_look, system_font
from reviewer_app.gui.look_alikes import LookAlikes
from reviewer_app.gui.one_window import WindowPlace
from reviewer_app.gui.page_controller import PageController
from reviewer_app.gui.page_readings import PageReadings
from reviewer_app.gui.panels.hint_line import HintLine
from reviewer_app.gui.panels.same_pages import SamePagesSection
from reviewer_app.gui.panels.worklist import WorklistPage
from reviewer_app.gui.restore_controller import RestoreController
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.review_page import ReviewPage, hairline
from reviewer_app.gui.same_pages_controller import SamePagesController
from reviewer_app.gui.scan_reader import ScanReader
from reviewer_app.gui.search_controller import SearchController
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.gui.tasks.window_calls import WindowCalls
from reviewer_app.gui.upright_pages import UprightPages
from reviewer_app.gui.viewer.contents_store import ContentsStore
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.window_controller import WindowController
from reviewer_app.gui.window_settings import LOOKS, write_settings
from reviewer_app.review.read_pages import CasePages
from reviewer_app.review.window_key import WindowKey
from reviewer_app.window_call import WindowCall

if TYPE_CHECKING:
    # Imported on the threads of the databases, which alone may import what they import.
    from reviewer_app.review.desk import Desk
    from reviewer_app.review.text_desk import TextDesk


class Application(QObject):
    """One window with its threads. ``folder`` is the data folder; ``early`` is the window with its first page
    when it is shown already; ``place`` is where later starts of the program find it; ``clock`` tells the
    seconds after which it locks by itself."""

    texts_told = Signal(str)
    """On the thread of the texts: why what is read of pages is in memory alone."""

    def __init__(
        self,
        qt: QApplication,
        call: WindowCall,
        pages: CasePages,
        folder: Path,
        early: EarlyWindow | None = None,
        place: WindowPlace | None = None,
        clock: Callable[[], float] = seconds_passed,
    ) -> None:
        super().__init__()
        self._qt = qt
        self._call = call
        self._pages = pages
        self._folder = folder
        self._root = call.root
        self._early = early or EarlyWindow(pages, folder)
        self._font = system_font(qt.font())
        self.settings = self._early.settings
        self.look = self._wanted_look()
        apply_look(qt, self.look, self._font)
        self.window = self._early.window
        self.queue = self._early.queue
        self.pictures = PictureStore(self.queue)
        if self._early.picture is not None:
            self.pictures.cache.put(*self._early.picture)
        self.key = WindowKey(folder, throw_away=call.throw_away)
        self.store: StoreThread[Desk] = StoreThread(self._open_desk, _close)
        self.review_page = ReviewPage(self.pictures, self.look, _problems_today)
        self.texts: StoreThread[TextDesk] = StoreThread(self._open_text_desk, _close)
        self.backups = BackupController(
            self.store, lambda desk, finished: desk.begin_daily_backup(finished), parent=self
        )
        self.page_backups = BackupController(
            self.texts, lambda desk, finished: desk.begin_backup(finished), parent=self
        )
        self.review = self._make_review()
        self.search = self._make_search()
        self.readings = PageReadings(self.queue, self.pictures, self.texts, self)
        self.scans = self._make_scans()
        self.found = self._make_found()
        self.controller = self._make_controller()
        self.gate = GateController(self.controller, self.store)
        self.keys = KeyController(self.gate, self.key)
        self.restore = RestoreController(
            self.gate, self.store, self.review, folder, self.key, self.controller.close
        )
        self.backups.damaged.connect(self.restore.close_damaged)
        self.idle = IdleWatch(self.window, self.settings.lock_minutes, clock)
        self.lock = self._make_lock()
        self.gate.opened.connect(self._ask_clock)
        self._called: Path | None = None
        # What was behind the page comes back first.
        self.gate.left.connect(self._open_called, Qt.ConnectionType.QueuedConnection)
        self._place = place
        self._calls = None if place is None else WindowCalls(place, self)
        if self._calls is not None:
            self._calls.called.connect(self.answer_call)
        self.window.closing.connect(self.shut_down)
        qt.styleHints().colorSchemeChanged.connect(self._show_look)

    def _make_review(self) -> ReviewController:
        panels = self.review_page.panels
        pages = PageController(self.review_page.panes, self.pictures, panels.thumbnails)
        review = ReviewController(panels, pages, self.store, self._register, HintLine(self.look))
        review.raised.connect(_raise)
        for backups in (self.backups, self.page_backups):
            backups.told.connect(review.hint_line.show_message)
            backups.raised.connect(_raise)
        return review

    def _make_search(self) -> SearchController:
        search = SearchController(self.review_page.panels.search, self.review.pages, self.queue, self.texts)
        search.raised.connect(_raise)
        return search

    def _make_scans(self) -> ScanReader:
        review, search, readings = self.review, self.search, self.readings
        scans = ScanReader(self.queue, self.texts, review.pages, self)
        review.case_shown.connect(scans.show_case)
        search.indexer.progressed.connect(scans.look)
        search.indexer.left.connect(scans.leave)
        scans.pages_read.connect(readings.look_again)
        scans.pages_read.connect(search.pages_read)
        scans.progressed.connect(review.hint_line.show_progress)
        scans.problem_found.connect(review.panels.documents.show_scans_problem)
        scans.told.connect(review.hint_line.show_word)
        search.indexer.progressed.connect(readings.case_indexed)
        search.indexer.left.connect(readings.case_left)
        self.pictures.forgotten.connect(readings.forget)
        UprightPages(review.pages, readings, self)
        self.texts_told.connect(review.hint_line.show_message)
        for part in (scans, readings):
            part.raised.connect(review.failed)
        return scans

    def _make_found(self) -> FoundParts:
        found = FoundParts(self.review, self.review_page, self.look, self.texts, self._folder, self)
        indexer, findings = self.search.indexer, found.findings
        indexer.left.connect(findings.leave)
        indexer.progressed.connect(findings.texts_read)
        self.scans.pages_read.connect(findings.scans_read)
        self.scans.progressed.connect(findings.scans_progressed)
        findings.found.connect(self.scans.show_findings)
        return found

    def _make_documents(self) -> DocumentController:
        contents = ContentsStore(self.queue)
        return DocumentController(self.review, contents, self.pictures, self.readings, self.look, self.window)

    def _make_same_pages(self) -> SamePagesController:
        register = self._pages.show_guest
        looks = LookAlikes(self.queue, self.store, self.texts, register)
        section = SamePagesSection(self.look)
        same_pages = SamePagesController(self.review, self.store, self.texts, section, looks, register)
        self.search.indexer.progressed.connect(same_pages.pages_read)
        self.scans.pages_read.connect(same_pages.pages_read)
        return same_pages

    def _make_controller(self) -> WindowController:
        controller = WindowController(
            self.window,
            self.review_page,
            WorklistPage(self.look),
            self.review,
            self.search,
            self._make_documents(),
            self._make_same_pages(),
            self.scans,
            self.found,
            load_commands(self._folder / "keys.toml"),
            self.look,
            all_acts,
        )
        controller.case_wanted.connect(self.open_case)
        controller.root_wanted.connect(self.show_worklist)
        self.batch = BatchController(controller.worklist, self.store, controller)
        self.batch.raised.connect(_raise)
        self.batch.told.connect(self.review.hint_line.show_word)
        controller.cases_export_wanted.connect(self.batch.ask)
        controller.look_switched.connect(self._next_look)
        return controller

    def _make_lock(self) -> LockController:
        controller, keys = self.controller, self.keys
        lock = LockController(self.gate, keys, self.key, self.review, self.search, self.pictures, self.idle)
        for part in (self.gate, keys, self.restore):
            part.raised.connect(_raise)
        keys.told.connect(self.review.hint_line.show_word)
        controller.lock_wanted.connect(lock.lock)
        controller.lock_time_wanted.connect(lock.ask_time)
        controller.passphrase_wanted.connect(keys.change_way)
        controller.recovery_key_wanted.connect(keys.show_recovery_key)
        lock.time_chosen.connect(self._keep_lock_time)
        change = KeyChangeController(self.gate, self.key, lambda: keys.sealed, lock.close_databases)
        change.noted.connect(self.review.hint_line.show_word)
        change.told.connect(self.review.hint_line.show_message)
        change.raised.connect(_raise)
        controller.key_change_wanted.connect(change.change_key)
        return lock

    def start(self) -> None:
        """Turn to the case or the worklist and start the database's thread, which fills it."""
        self.window.furnish(hairline(), self.review.hint_line)
        case = self._call.case
        if case is None:
            self.controller.show_worklist()
        else:
            if self._early.picture is not None:
                self.review.pages.show_early(self._pages.early_file)
            self.review.open(case.absolute(), self._pages.early_file)
            self.controller.show_review()
        if self._early.locked:
            self.keys.ask_passphrase()
        self.store.start()
        if self._calls is not None:
            self._calls.start()

    def show(self) -> None:
        """Show the window where it is not on screen yet, complete from the beginning."""
        self.start()
        self._early.show_window()

    @Slot(Path)
    def open_case(self, folder: Path) -> None:
        """Open a case folder on the review page."""
        # Turning to the pages first ends typing in a field, which belongs to the case that is left.
        self.controller.show_review()
        self.review.settle()
        self.review.open(folder)

    @Slot()
    def _ask_clock(self) -> None:
        """Tell once when the computer's clock was set back."""
        self.store.submit(lambda desk: desk.clock_problem, self._tell_clock, self.review.failed)

    def _tell_clock(self, sentence: str) -> None:
        if sentence:
            self.review.hint_line.show_message(sentence)

    @Slot(object)
    def answer_call(self, case: Path | None) -> None:
        """The program was started once more on this data folder: come to the front, and open its case. While
        the window is locked, or asks for something, it waits until that is answered."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        # Where the system lets no window come to the front by itself, it is marked in the task bar.
        self._qt.alert(self.window)
        self._called = case or self._called
        self._open_called()

    @Slot()
    def _open_called(self) -> None:
        if self._called is not None and self.gate.page is None:
            called, self._called = self._called, None
            self.open_case(called)

    @Slot(object)
    def show_worklist(self, root: Path | None) -> None:
        """Read the worklist of a root; of the last one where none is given."""
        self._root = root or self._root
        self.store.submit(self._read_worklist, self._worklist_read, self.review.failed)

    def shut_down(self) -> None:
        """Write down what is not yet written and end the threads. Every mark is in the database already."""
        if self._calls is not None:
            self._calls.stop()
        self.review.settle()
        size = self.window.size()
        maximized = self.window.isMaximized()
        if not maximized:
            self.settings = replace(self.settings, width=size.width(), height=size.height())
        write_settings(self._folder, replace(self.settings, maximized=maximized))
        self.idle.stop()
        self.key.close()
        self.search.close()
        self.found.findings.close()
        self.store.stop()
        self.queue.close()
        if self._place is not None:
            self._place.give_up()

    def _open_desk(self) -> Desk:
        """Runs on the database's thread."""
        from reviewer_app.review.desk import Desk
        from reviewer_app.review.workspace import open_workspace

        self.key.find()
        pages = self._pages
        workspace = open_workspace(
            self._folder, passwords=pages.passwords, reader=pages.reader, keys=self.key
        )
        if self._call.throw_away:
            from reviewer_app.review.sample_cases import take_sample_history

            take_sample_history(workspace.store)
        return Desk(workspace)

    def _open_text_desk(self) -> TextDesk:
        """Runs on the thread of the texts."""
        from reviewer_app.review.text_desk import TextDesk

        return TextDesk(self._folder, keys=self.key, tell=self.texts_told.emit)

    def _register(self, case: OpenCase) -> None:
        self._pages.show_case(case.folder, case.documents)

    def _read_worklist(self, desk: Desk) -> tuple[Path | None, tuple[CaseRow, ...], str]:
        """The root, its cases, and why it cannot be read where that is so."""
        root = self._root or desk.last_root()
        if root is None:
            return None, (), ""
        try:
            return root, desk.worklist(root), ""
        except InputError as error:
            return root, (), error.sentence

    def _worklist_read(self, read: tuple[Path | None, tuple[CaseRow, ...], str]) -> None:
        root, rows, problem = read
        if root is not None and problem:
            self.controller.show_unreadable(root, problem)
        else:
            self.controller.show_rows(root, rows, datetime.now().astimezone())

    @Slot(int)
    def _keep_lock_time(self, minutes: int) -> None:
        self.settings = replace(self.settings, lock_minutes=minutes)

    def _wanted_look(self) -> Look:
        return load_look(theme_name(self.settings.look))

    def choose_look(self, name: str) -> None:
        """Show the look of that name (one of :data:`LOOKS`) now and next time."""
        self.settings = replace(self.settings, look=name)
        self._show_look()

    @Slot()
    def _next_look(self) -> None:
        self.choose_look(LOOKS[(LOOKS.index(self.settings.look) + 1) % len(LOOKS)])

    @Slot()
    def _show_look(self) -> None:
        """Give every widget the look that is wanted now."""
        self.look = self._wanted_look()
        apply_look(self._qt, self.look, self._font)
        self.controller.set_look(self.look)


def _problems_today(request: Request) -> tuple[FieldProblem, ...]:
    from reviewer_app.rules.identifiers import request_problems

    return request_problems(request, datetime.now().astimezone().date())


def _close(desk: Desk | TextDesk) -> None:
    desk.close()


def _raise(error: BaseException) -> None:
    """Hand a defect to the program's handler."""
    raise error
