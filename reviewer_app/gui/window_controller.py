"""The window as a whole: which page is shown, where the keyboard is, what lies over it for a moment."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer_app.domain.case import CaseRow, OpenCase
from reviewer_app.gui.acts import all_acts
from reviewer_app.gui.commands.bindings import Bindings
from reviewer_app.gui.commands.registry import Command, key_rows, shown_key
from reviewer_app.gui.look import Look
from reviewer_app.gui.main_window import TITLE, MainWindow
from reviewer_app.gui.panels.export_bar import ExportBar
from reviewer_app.gui.panels.key_card import KeyCard
from reviewer_app.gui.panels.palette import CommandPalette
from reviewer_app.gui.panels.worklist import WorklistPage
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.review_page import ReviewPage


class WindowController(QObject):
    """Commands of the window, the worklist and the case as a whole."""

    case_wanted = Signal(Path)
    """The reviewer chose a case folder."""

    root_wanted = Signal(object)
    """The worklist of this root is wanted; ``None`` for the last one."""

    look_switched = Signal()
    """The next look is wanted: as the system, light, dark."""

    def __init__(
        self,
        window: MainWindow,
        review_page: ReviewPage,
        worklist: WorklistPage,
        review: ReviewController,
        commands: tuple[Command, ...],
        look: Look,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.review_page = review_page
        self.worklist = worklist
        self.review = review
        self._export_bar = ExportBar(review_page)
        self._card = KeyCard(look, window)
        self._palette = CommandPalette(look, window)
        window.add_page(review_page)
        window.add_page(worklist)
        self.bindings = Bindings(window, commands, all_acts(self, review, review_page.pane))
        self._export_bar.export_requested.connect(review.export)
        self._export_bar.editing_done.connect(self.focus_pages)
        self._palette.chosen.connect(self.bindings.run)
        review.case_shown.connect(self._case_shown)
        review.panels.checklist.editing_done.connect(self.focus_pages)
        review.panels.documents.editing_done.connect(self.focus_pages)
        worklist.case_chosen.connect(self.case_wanted)
        worklist.root_chosen.connect(self.root_wanted)
        worklist.editing_done.connect(worklist.focus_cases)
        window.resized.connect(self._place_bar)
        self._show_available()

    @property
    def shows_review(self) -> bool:
        return self.window.page is self.review_page

    def show_review(self) -> None:
        """Turn to the review page."""
        self.window.show_page(self.review_page)
        self.focus_pages()
        self._show_available()

    def show_worklist(self) -> None:
        """Leave the case and turn to the worklist."""
        self.review.settle()
        self.window.show_page(self.worklist)
        self.window.setWindowTitle(TITLE)
        self._show_available()
        self.root_wanted.emit(None)

    def set_look(self, look: Look) -> None:
        """Paint everything with other colours."""
        self.review_page.set_look(look)
        for part in (self.worklist, self.review.hint_line, self._card, self._palette):
            part.set_look(look)

    def show_rows(self, root: Path | None, rows: tuple[CaseRow, ...], now: datetime) -> None:
        """Show the worklist of a root. The table has the keyboard, unless one types into the filter."""
        self.worklist.show_rows(root, rows, now)
        if not self.shows_review and not self.worklist.filter.hasFocus():
            self.worklist.focus_cases()

    def focus_pages(self) -> None:
        """Give the keyboard to the pages."""
        self.review_page.pane.view.setFocus()

    def show_tab(self, tab: QWidget) -> None:
        """Turn to a tab of the right side and give it the keyboard; marking works without it."""
        panels = self.review.panels
        panels.tabs.setCurrentWidget(tab)
        if tab is panels.determination:
            panels.determination.focus_first()
        elif tab is panels.request:
            panels.request.focus_first()
        else:
            self.focus_pages()

    def step_focus(self, step: int) -> None:
        """Give the keyboard to the next (+1) or previous (-1) of documents, pages and tab."""
        if not self.shows_review:
            self.worklist.focus_cases()
            return
        panels = self.review.panels
        places = (panels.documents, self.review_page.pane.view, panels.tabs.currentWidget())
        focused = self.window.focusWidget()
        here = (at for at, place in enumerate(places) if _holds(place, focused))
        places[(next(here, 1 - step) + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)

    def leave_focus(self) -> None:
        """Esc: clear the selection, else dismiss a message; the keyboard goes back to the pages."""
        if not self.shows_review:
            self.worklist.focus_cases()
            return
        view = self.review_page.pane.view
        if view.selection() is not None:
            view.clear_selection()
        else:
            self.review.hint_line.dismiss_message()
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
        self._export_bar.ask(suggested)
        self._place_bar()

    @Slot()
    def _place_bar(self) -> None:
        """The export bar lies over the lower edge of the review page."""
        bar, room = self._export_bar, self.review_page.rect()
        height = bar.sizeHint().height()
        bar.setGeometry(0, room.height() - height, room.width(), height)
        bar.raise_()

    @Slot(object)
    def _case_shown(self, case: OpenCase) -> None:
        member = case.request.member
        name = ", ".join(part for part in (member.last_name, member.first_name) if part)
        self.window.setWindowTitle(f"{name or case.folder.name} – {TITLE}")
        self._show_available()

    def _show_available(self) -> None:
        """Make the commands of the shown page available and hint at the most needed."""
        case = self.review.case
        self.bindings.set_place(
            review=self.shows_review, open_review=case is not None and not case.review.read_only
        )
        self.review.hint_line.show_hints(
            tuple(
                (shown_key(command.keys[0]), command.hint)
                for command in self.bindings.available()
                if command.hint and command.keys
            )
        )


def _holds(place: QWidget, focused: QWidget | None) -> bool:
    return focused is place or (focused is not None and place.isAncestorOf(focused))
