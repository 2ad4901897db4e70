"""Builds the objects of the window and joins them; the only such place."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.look import Look, apply_look, load_look, system_font, system_look_name
from reviewer_app.gui.main_window import MainWindow
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.window_settings import LOOKS, read_settings, write_settings
from reviewer_app.review.read_pages import EARLY_DOCUMENT, CasePages
from reviewer_app.window_call import WindowCall

if TYPE_CHECKING:
    # What is needed for types only would delay the first page.
    from reviewer_app.domain.case import CaseRow, OpenCase
    from reviewer_app.domain.request import FieldProblem, Request
    from reviewer_app.gui.review_controller import ReviewController
    from reviewer_app.gui.window_controller import WindowController
    from reviewer_app.review.desk import Desk

FIRST_PAGE_PATIENCE_MILLISECONDS = 1500
"""How long the panels wait for a first page that does not come."""


class Application(QObject):
    """One window with its threads. ``folder`` is the data folder."""

    def __init__(self, qt: QApplication, call: WindowCall, pages: CasePages, folder: Path) -> None:
        super().__init__()
        self._qt = qt
        self._call = call
        self._pages = pages
        self._folder = folder
        self._font = system_font(qt.font())
        self.settings = read_settings(folder)
        self.look = self._wanted_look()
        apply_look(qt, self.look, self._font)
        self.queue = RenderQueue((pages,), pages.early_requests)
        self.pictures = PictureStore(self.queue)
        self.window = MainWindow(self.pictures, self.look)
        self.window.closing.connect(self.shut_down)
        self.controller: WindowController | None = None
        self.store: StoreThread[Desk] = StoreThread(self._open_desk, _close_desk)
        self._furnished = False
        self._roots: Path | None = call.root

    def show(self) -> None:
        """Show the bare window; the rest follows when the first page is on screen."""
        self.window.resize(self.settings.width, self.settings.height)
        if self._call.case is not None:
            view = self.window.review_page.pane.view
            if self._pages.early_file:
                view.show_document(EARLY_DOCUMENT, title=self._pages.early_file)
                self.window.review_page.pane.show_title(self._pages.early_file)
        if self.settings.maximized:
            self.window.showMaximized()
        else:
            self.window.show()
        if self._pages.early_file:
            self.pictures.picture_ready.connect(self._first_picture)
            self.pictures.page_failed.connect(self._first_picture)
            QTimer.singleShot(FIRST_PAGE_PATIENCE_MILLISECONDS, self, self.furnish)
        else:
            QTimer.singleShot(0, self, self.furnish)

    @Slot()
    def _first_picture(self) -> None:
        """The first page was told to paint; when that has happened, make the rest."""
        self.pictures.picture_ready.disconnect(self._first_picture)
        self.pictures.page_failed.disconnect(self._first_picture)
        self.window.review_page.pane.view.viewport().repaint()
        QTimer.singleShot(0, self, self.furnish)

    @Slot()
    def furnish(self) -> None:
        """Make the panels and the commands, start the database's thread, open the case or the worklist."""
        if self._furnished:
            return
        self._furnished = True
        from reviewer_app.gui.commands.registry import load_commands
        from reviewer_app.gui.page_controller import PageController
        from reviewer_app.gui.panels.hint_line import HintLine
        from reviewer_app.gui.panels.worklist import WorklistPage
        from reviewer_app.gui.review_controller import ReviewController
        from reviewer_app.gui.window_controller import WindowController

        self.store.start()
        page = self.window.review_page
        panels = page.furnish(self.look, _problems_today)
        pages = PageController(page.pane, self.pictures, panels.thumbnails)
        review = ReviewController(panels, pages, self.store, self._register, HintLine(self.look))
        review.raised.connect(_raise)
        commands = load_commands(self._folder / "keys.toml")
        controller = WindowController(self.window, WorklistPage(self.look), review, commands, self.look)
        controller.case_wanted.connect(self.open_case)
        controller.root_wanted.connect(self.show_worklist)
        controller.look_switched.connect(self._next_look)
        self._qt.styleHints().colorSchemeChanged.connect(self._show_look)
        self.controller = controller
        if self._call.case is not None:
            review.open(self._call.case.absolute(), self._pages.early_file)
            controller.show_review()
        else:
            controller.show_worklist()
        gc.enable()
        gc.freeze()

    def review(self) -> ReviewController:
        """The review page's controller; raises RuntimeError before the window is furnished."""
        if self.controller is None:
            raise RuntimeError("the window is not furnished yet")
        return self.controller.review

    @Slot(Path)
    def open_case(self, folder: Path) -> None:
        """Open a case folder on the review page."""
        self.review().open(folder)
        if self.controller is not None:
            self.controller.show_review()

    @Slot(object)
    def show_worklist(self, root: Path | None) -> None:
        """Read the worklist of a root; of the last one where none is given."""
        self._roots = root or self._roots
        self.store.submit(self._read_worklist, self._worklist_read, self.review().failed)

    def shut_down(self) -> None:
        """Write down what is not yet written and end the threads. Every mark is in the database already."""
        if self.controller is not None:
            self.controller.review.settle()
        size = self.window.size()
        maximized = self.window.isMaximized()
        if not maximized:
            self.settings = replace(self.settings, width=size.width(), height=size.height())
        write_settings(self._folder, replace(self.settings, maximized=maximized))
        self.store.stop()
        self.queue.close()

    def _open_desk(self) -> Desk:
        """Runs on the database's thread."""
        from reviewer_app.review.desk import Desk
        from reviewer_app.review.workspace import open_workspace

        return Desk(open_workspace(self._folder))

    def _register(self, case: OpenCase) -> None:
        self._pages.show_case(case.folder, case.documents)

    def _read_worklist(self, desk: Desk) -> tuple[Path | None, tuple[CaseRow, ...]]:
        root = self._roots or desk.last_root()
        return (root, desk.worklist(root)) if root is not None else (None, ())

    def _worklist_read(self, read: tuple[Path | None, tuple[CaseRow, ...]]) -> None:
        root, rows = read
        if self.controller is not None:
            self.controller.show_rows(root, rows, datetime.now().astimezone())

    def _wanted_look(self) -> Look:
        chosen = self.settings.look
        return load_look(system_look_name() if chosen == "system" else chosen)

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
        if self.controller is not None:
            self.controller.set_look(self.look)


def run_application(call: WindowCall, pages: CasePages, folder: Path) -> int:
    """Show the window and run until it is closed. Returns the exit code."""
    qt = new_qt_application()
    sys.excepthook = _report_and_end
    application = Application(qt, call, pages, folder)
    application.show()
    return qt.exec()


def new_qt_application() -> QApplication:
    """The Qt application, named and with the one widget style that the style sheet is written for."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("reviewer-app")
    qt.setStyle("Fusion")
    return qt


def _problems_today(request: Request) -> tuple[FieldProblem, ...]:
    from reviewer_app.rules.identifiers import request_problems

    return request_problems(request, date.today())


def _close_desk(desk: Desk) -> None:
    desk.close()


def _raise(error: BaseException) -> None:
    """Hand a defect to the program's handler."""
    raise error


def _report_and_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A defect of ours in the window: say so, write a report without patient data, and end."""
    import os

    from PySide6.QtWidgets import QMessageBox

    from reviewer_app import defect_report

    sentence = defect_report.sentence(defect_report.write_report(error.with_traceback(trace)))
    print(sentence, file=sys.stderr)
    QMessageBox.critical(None, kind.__name__, sentence)
    os._exit(defect_report.EXIT_CODE)
