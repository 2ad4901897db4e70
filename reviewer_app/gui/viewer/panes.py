"""One or two panes beside each other, or one above the other where there is too little width."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from reviewer_app.gui.look import Look
from reviewer_app.gui.room_sizes import RULE
from reviewer_app.gui.viewer.pane import Pane
from reviewer_app.gui.viewer.picture_store import PictureStore

PANE_NAMES = {
    Qt.Orientation.Horizontal: ("Left pane", "Right pane"),
    Qt.Orientation.Vertical: ("Upper pane", "Lower pane"),
}
"""What a screen reader calls two panes."""


class Panes(QSplitter):
    """The panes, and which of them commands mean: the one where the keyboard is, or was last."""

    focused_changed = Signal()
    """Commands mean the other pane now."""

    split_changed = Signal()
    """There are two panes now, or one again."""

    def __init__(self, store: PictureStore, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(RULE)
        self.setChildrenCollapsible(False)
        self.both = (Pane(store, look, "pages"), Pane(store, look, "pages beside"))
        """Both panes, shown or not, in no order."""
        self._focused = self.both[0]
        self.both[1].hide()
        for pane in self.both:
            self.addWidget(pane)
            pane.entered.connect(partial(self._choose, pane))

    @property
    def focused(self) -> Pane:
        """The pane where the keyboard is, or was last."""
        return self._focused

    @property
    def other(self) -> Pane | None:
        """The pane beside the focused one; ``None`` while there is one pane."""
        beside = self.both[1] if self._focused is self.both[0] else self.both[0]
        return None if beside.isHidden() else beside

    @property
    def shown(self) -> tuple[Pane, ...]:
        """The panes on screen, left or upper one first."""
        return tuple(pane for pane in sorted(self.both, key=self.indexOf) if not pane.isHidden())

    def split(self, *, first: bool = False) -> Pane:
        """Show a second pane after the focused one, or as the ``first``, and return it."""
        beside = self.both[1] if self._focused is self.both[0] else self.both[0]
        self.insertWidget(0 if first else 1, beside)
        beside.show()
        self._share_room()
        self._show_chosen()
        self.split_changed.emit()
        return beside

    def unsplit(self) -> None:
        """Keep the focused pane alone."""
        beside = self.other
        if beside is not None:
            beside.hide()
            self._show_chosen()
            self.split_changed.emit()

    def focus(self, pane: Pane) -> None:
        """Let commands mean this pane; the keyboard goes there unless it is in a panel."""
        if self._focused.view.hasFocus():
            pane.view.setFocus()
        self._choose(pane)

    def arrange(self, *, stacked: bool) -> None:
        """Put the panes one above the other, or side by side."""
        wanted = Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        if self.orientation() is not wanted:
            self.setOrientation(wanted)
            self._share_room()
            self._show_chosen()

    def show_synchronised(self, *, on: bool) -> None:
        """Say in both bars whether the panes scroll together."""
        for pane in self.both:
            pane.show_synchronised(on=on)

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        for pane in self.both:
            pane.set_look(look)

    def _choose(self, pane: Pane) -> None:
        if pane is not self._focused:
            self._focused = pane
            self._show_chosen()
            self.focused_changed.emit()

    def _show_chosen(self) -> None:
        names = PANE_NAMES[self.orientation()] if self.other is not None else ("",)
        for pane, name in zip(self.shown, names, strict=False):
            pane.setAccessibleName(name)
            pane.show_chosen(chosen=pane is self._focused and self.other is not None)

    def _share_room(self) -> None:
        """Both panes get the same."""
        self.setSizes([10_000, 10_000])
