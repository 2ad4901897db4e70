"""Joins the panels with the use cases: what the reviewer does goes to the database's thread and comes back as
a new case, which every panel shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError, ReviewerError
from reviewer_app.domain.place import Place
from reviewer_app.gui.element_controller import ElementController, Work
from reviewer_app.gui.page_controller import PageController
from reviewer_app.gui.panels.hint_line import HintLine
from reviewer_app.gui.review_page import Panels
from reviewer_app.gui.spots import SpotWays
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.rules.decision_rules import named_fields

if TYPE_CHECKING:
    # Imported for its types only: what it imports must wait for the database's thread.
    from reviewer_app.review.desk import Desk

Answer = TypeVar("Answer")


class ReviewController(QObject):
    """The open case on the review page.

    ``raised`` carries an error that is a defect of ours, for the program's one handler.
    """

    case_shown = Signal(object)
    """The :class:`OpenCase` that the panels now show."""

    case_opened = Signal()
    """Another case has come onto the review page; its panels stand at its place."""

    exported = Signal(Path)
    """The file that was written."""

    raised = Signal(object)

    _reading = Signal(str)
    """What is being read now; emitted on the database's thread."""

    def __init__(
        self,
        panels: Panels,
        pages: PageController,
        store: StoreThread[Desk],
        register: Callable[[OpenCase], None],
        hint_line: HintLine,
        parent: QObject | None = None,
    ) -> None:
        """``register`` makes the documents of a case known to the page worker."""
        super().__init__(parent)
        self.panels = panels
        self.pages = pages
        self.case: OpenCase | None = None
        self._store = store
        self._register = register
        self.hint_line = hint_line
        self._early_file = ""
        self._opening: Path | None = None
        self._left: OpenCase | None = None
        self._paused: Path | None = None
        self._reading.connect(hint_line.show_state)
        self._export_folder = (
            Path.home() / "Documents" if (Path.home() / "Documents").is_dir() else Path.home()
        )
        self.spots = SpotWays()
        self.elements = ElementController(panels, pages, hint_line, self.act, self)
        self._connect_panels()
        pages.pages_seen.connect(lambda seen: self._quietly(lambda desk: desk.add_seen_pages(seen)))
        pages.place_settled.connect(self._keep_place)
        pages.document_shown.connect(self._document_shown)

    def _connect_panels(self) -> None:
        self.panels.checklist.element_added.connect(
            lambda title, required: self.act(lambda desk: desk.add_element(title, required=required))
        )
        self.panels.request.request_entered.connect(
            lambda value: self.act(lambda desk: desk.enter_request(value))
        )
        self.panels.documents.document_chosen.connect(self.pages.show_file)

    def open(self, folder: Path, early_file: str = "") -> None:
        """Open a case folder; ``early_file`` is on screen already. Until it is open, no act is possible.

        Opening another one meanwhile, or closing the window, gives up reading this one.
        """
        folder = folder.absolute()
        self._paused = None
        left, self.case = self.case or self._left, None
        self._left, self._opening = left, folder
        self._early_file = early_file
        self.hint_line.show_state(f"Reading {folder.name} …")

        def progress(file: str) -> None:
            if self._store.stopping or self._opening is not folder:
                raise BlockedError(f"{folder.name} was left before it was read.")
            self._reading.emit(f"Reading {file} …")

        def not_opened(error: BaseException) -> None:
            if self._opening is folder:
                self.case = left
                self.failed(error)

        self._store.submit(lambda desk: desk.open(folder, progress), self._opened, not_opened)

    def ask(self, question: Callable[[Desk], Answer], answered: Callable[[Answer], None]) -> None:
        """Ask the desk about the case on screen; nothing is changed."""
        if self.case is not None:
            self._store.submit(question, answered, self.failed)

    def act(
        self,
        work: Work,
        done: Callable[[OpenCase], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do something with the case on screen. The panels show the result when it is in the database, before
        ``done`` hears of it; ``failed`` takes the place of the message about an error."""

        def changed(case: OpenCase) -> None:
            self._changed(case)
            if done is not None:
                done(case)

        if self.case is not None:
            self._store.submit(_on_case(self.case.case_id, work), changed, failed or self.failed)

    def toggle_legible(self) -> None:
        """The page on screen: illegible, legible, unmarked."""
        page = self.pages.current_page()
        if page is not None:
            self.act(lambda desk: desk.toggle_legible(*page))

    def toggle_pertinent(self) -> None:
        """The document in the pane: pertinent or not."""
        page = self.pages.current_page()
        if page is not None:
            self.act(lambda desk: desk.toggle_pertinent(page[0]))

    def read_folder_again(self) -> None:
        """Read the folder again; a second time accepts what changed in it."""
        case = self.case
        if case is None:
            return
        changes = case.changes
        if not case.review.read_only and (changes.changed or changes.gone or changes.request):
            self.act(lambda desk: desk.accept_folder())
        else:
            self.hint_line.show_state("Reading the folder again …")
            self.act(lambda desk: desk.read_folder_again())

    def failed(self, error: BaseException) -> None:
        """Tell what the user can mend; hand on anything else."""
        if isinstance(error, ReviewerError):
            self.hint_line.show_message(error.sentence)
            if self.case is not None:
                self._show(self.case)
        else:
            self.raised.emit(error)

    def suggest_file(
        self, ask: Callable[[Path], None], document: str = "summary", *, redact: bool = False
    ) -> None:
        """Call ``ask`` with a file for the document: beside the last export, else in the user's documents."""

        def name(desk: Desk) -> str:
            from reviewer_app.review.export_order import export_order

            return desk.suggested_name(export_order("pdf", document, redact=redact))

        def suggest(name: str) -> None:
            ask(self._export_folder / f"{name}.pdf")

        self._store.submit(name, suggest, self.failed)

    def export(self, format_name: str, target: Path, document: str = "summary", redact: bool = False) -> None:
        """Write the summary or a letter; an unsigned review gives a draft that says so on every page.
        ``redact``: without who the member is."""
        self.hint_line.show_state(f"Writing {target.name} …")
        self._export_folder = target.parent

        def write(desk: Desk) -> OpenCase:
            from reviewer_app.review.export_order import export_order

            order = export_order(format_name, document, redact=redact)
            return desk.export(order, target, draft_allowed=True)

        def written(_case: OpenCase) -> None:
            self.hint_line.show_done(f"Written: {target}")
            self.exported.emit(target)

        self.act(write, written)

    def settle(self) -> None:
        """Write down the place and the seen pages now, before the case is left."""
        self.pages.settle()

    def pause(self, *, comes_back: bool) -> None:
        """The database is about to be closed: write down what is not yet, and give up reading a folder.
        ``comes_back``: the case is on screen, and is to be there again after :meth:`resume`."""
        self.settle()
        folder = self._opening if self.case is None else self.case.folder
        self._paused = folder if comes_back else None
        self._opening = None

    def resume(self) -> None:
        """The database is open again: read the case that was open before, and stay where the reader is in
        it."""
        folder, self._paused = self._paused, None
        if folder is None:
            return
        if self.case is None:
            self.open(folder)
            return

        def gone(error: BaseException) -> None:
            self.case = None
            self.failed(error)

        self.hint_line.show_state(f"Reading {folder.name} …")
        self._store.submit(lambda desk: desk.open(folder), self._changed, gone)

    def _opened(self, case: OpenCase) -> None:
        if self._opening != case.folder:
            return  # another folder was chosen while this one was read
        self._left = None
        self._register(case)
        self._show(case)
        self._tell_changes(case)
        self.pages.show_case(case, self._early_file)
        self._early_file = ""
        self.panels.checklist.select(case.review.place.element_id)
        panels = self.panels
        panels.tabs.setCurrentWidget(panels.checklist if case.request.services else panels.request)
        self.case_opened.emit()

    def _changed(self, case: OpenCase) -> None:
        before = self.case
        if before is None or before.case_id != case.case_id:
            return  # the reviewer has left that case for another one, which will show itself
        if before.documents is not case.documents:
            self._register(case)
        self._show(case)
        self.pages.show_case(case)
        if before.changes != case.changes:
            self._tell_changes(case)

    def _tell_changes(self, case: OpenCase) -> None:
        """Say which reviewed files changed or went, which the documents list shows as well, and what of the
        request is another."""
        files = ", ".join((*case.changes.changed, *case.changes.gone))
        request = named_fields(case.changes.request)
        told = (
            f"Changed or gone since it was reviewed: {files}." if files else "",
            f"The request changed since it was reviewed: {request}." if request else "",
        )
        sentence = " ".join(part for part in told if part)
        if sentence and not case.review.read_only:
            self.hint_line.show_message(f"{sentence} F5 accepts this.")
        elif sentence:
            self.hint_line.show_message(sentence)

    def _show(self, case: OpenCase) -> None:
        self.case = case
        panels = self.panels
        for panel in (
            panels.case_strip,
            panels.documents,
            panels.checklist,
            panels.determination,
            panels.request,
            panels.timeline,
        ):
            panel.show_case(case)
        if case.review.read_only:
            self.hint_line.show_state("read-only")
        else:
            self.hint_line.show_saved(case.saved_at)
        panels.case_strip.show_clock(case.clock, datetime.now().astimezone())
        panels.documents.show_current(self.pages.file)
        self.case_shown.emit(case)

    def _quietly(self, work: Work) -> None:
        """An act of the program, not of the reviewer: nothing is said when the case is gone or signed."""
        if self.case is not None and not self.case.review.read_only:
            self.act(work)

    def _keep_place(self, place: Place) -> None:
        here = replace(place, element_id=self.panels.checklist.current_element())
        if self.case is not None and here != self.case.review.place:
            self._quietly(lambda desk: desk.keep_place(here))

    def _document_shown(self, file: str) -> None:
        self.panels.documents.show_current(file)
        if self.case is not None and file in self.case.changes.new:
            self._quietly(lambda desk: desk.look_at_document(file))


def _on_case(case_id: str, work: Work) -> Work:
    """The work, refused when another case lies on the desk by the time its turn comes."""

    def on_that_case(desk: Desk) -> OpenCase:
        if desk.case is None or desk.case.case_id != case_id:
            raise BlockedError("Another case was opened meanwhile; nothing was changed.")
        return work(desk)

    return on_that_case
