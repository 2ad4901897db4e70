"""What is in front: a page of the window, or a gate before it that hides the case."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.covering import close_all_over
from reviewer_app.gui.main_window import TITLE, MainWindow


class Front(QObject):
    """Turns the pages of a window. ``behind`` is the page that is shown, or would be but for the gate."""

    def __init__(self, window: MainWindow, first: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._gate: QWidget | None = None
        self._focused: QWidget | None = None
        self._title = TITLE
        self.behind = first

    @property
    def shut(self) -> bool:
        """Whether a gate stands there."""
        return self._gate is not None

    def show_gate(self, page: QWidget, title: str) -> None:
        """Put a page before everything else; ``title`` stands in the window's title. What one typed is
        committed first."""
        close_all_over(self._window)
        if self._gate is None:
            self._keep_focus(self._window.focusWidget())
        self._gate = page
        self._window.show_gate(page)
        self._window.setWindowTitle(f"{title} – {TITLE}" if title else TITLE)

    def leave_gate(self) -> None:
        """Show again what is behind the gate."""
        self._gate = None
        self._window.leave_gate(self.behind)
        self._window.setWindowTitle(self._title)

    def focus_again(self) -> bool:
        """Give the keyboard back to where it was before the gate; false where that is gone."""
        focused, self._focused = self._focused, None
        if focused is None or not focused.isVisible():
            return False
        focused.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def turn_to(self, page: QWidget) -> None:
        """Show a page, behind the gate where there is one."""
        self.behind = page
        if self._gate is None:
            self._window.show_page(page)

    def show_title(self, title: str) -> None:
        """Name what is shown, behind the gate where there is one."""
        self._title = title
        if self._gate is None:
            self._window.setWindowTitle(title)

    def _keep_focus(self, focused: QWidget | None) -> None:
        """Remember where the keyboard is, and let what is typed there be committed."""
        self._focused = focused
        if focused is not None:
            focused.destroyed.connect(self._forget_focus)
            focused.clearFocus()

    @Slot()
    def _forget_focus(self) -> None:
        self._focused = None
