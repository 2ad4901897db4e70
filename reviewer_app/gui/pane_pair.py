"""Both panes and what they do together: split, match, scroll together, be remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.place import Beside, Place
from reviewer_app.gui.pane_controller import PaneController
from reviewer_app.gui.viewer.panes import Panes
from reviewer_app.gui.viewer.synchronised import SynchronisedScrolling


@dataclass(frozen=True, slots=True)
class OtherPage:
    """What a page is compared with: a page of a ``document``, or where that cannot be shown a ``title`` and a
    sentence. ``guest`` says of which other case it is, where it is not of the open one."""

    document: Document | None
    page: int = 1
    guest: str = ""
    title: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A passage of a document of the case; ``rects`` are in page points, empty for the whole page."""

    document: Document
    page: int
    rects: tuple[Rect, ...] = ()


class PanePair(QObject):
    """The controllers of the panes. ``both`` are there all the time, ``shown`` are one or two of them."""

    def __init__(self, panes: Panes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._controllers = {pane: PaneController(pane, self) for pane in panes.both}
        self._together = SynchronisedScrolling(panes.both[0].view, panes.both[1].view, self)

    @property
    def both(self) -> tuple[PaneController, ...]:
        """Those of both panes, shown or not."""
        return tuple(self._controllers.values())

    @property
    def shown(self) -> tuple[PaneController, ...]:
        """Those on screen, the left or upper one first."""
        return tuple(self._controllers[pane] for pane in self._panes.shown)

    @property
    def focused(self) -> PaneController:
        """The one that commands mean: where the keyboard is, or was last."""
        return self._controllers[self._panes.focused]

    @property
    def beside(self) -> PaneController | None:
        """The other one on screen; ``None`` while there is one pane."""
        other = self._panes.other
        return self._controllers[other] if other is not None else None

    @property
    def place(self) -> Place | None:
        """Where the reader is in both panes; ``None`` without a document that can be read."""
        here = self.focused.place
        beside = self.beside
        there = beside.place if beside is not None else None
        if here is None or beside is None or there is None:
            return here
        return replace(here, beside=Beside(there, self.shown[0] is beside, self._together.on))

    def split(self) -> None:
        """Show the same place in a second pane, which commands mean from now on; its way back is the same."""
        here, beside = self.focused, self._controllers[self._panes.split()]
        beside.history.follow(here.history)
        self._show_same(here, beside)
        self._panes.focus(beside.pane)

    def open_beside(self, document: Document, beside: Beside) -> None:
        """Show a second pane as it was remembered."""
        self._controllers[self._panes.split(first=beside.first)].show(document, beside.place)
        self.synchronise(on=beside.synchronised)

    def close_beside(self) -> None:
        """Keep the focused pane alone."""
        self.synchronise(on=False)
        self._panes.unsplit()

    def match(self) -> None:
        """Show the focused pane's document and place in the other one, from where its way back leads."""
        if self.beside is not None:
            self.beside.leave()
            self._show_same(self.focused, self.beside)

    def toggle_synchronised(self) -> None:
        """Let both panes scroll together, or each by itself again."""
        self.synchronise(on=not self._together.on)

    def synchronise(self, *, on: bool) -> None:
        """Say whether both panes scroll together."""
        if on:
            self._together.start()
        else:
            self._together.stop()
        self._panes.show_synchronised(on=on)

    def show_passage(self, document: Document, page: int, rects: Sequence[Rect]) -> None:
        """Show a passage of another document in the focused pane; the other one stays where it is."""
        with self._together.paused():
            self.focused.show(document)
            self.focused.view.go_to(page, rects)

    def compare(self, document: Document, page: int, other: OtherPage) -> None:
        """Show a page in the first of two panes, which commands mean from now on, and another one in the
        second. Both scroll together from there."""
        self.synchronise(on=False)
        if self.beside is None:
            self.split()
        first, second = self.shown
        for pane in (first, second):
            pane.leave()
        zoom = first.view.zoom
        first.show(document, Place(page=page, zoom=zoom))
        if other.document is not None:
            second.show(other.document, Place(page=other.page, zoom=zoom), other.guest)
            self.synchronise(on=True)
        else:
            second.show_sentence(other.title, other.sentence, other.guest)
        self._panes.focus(first.pane)

    def show_sides(self, sides: tuple[Side | None, Side | None]) -> None:
        """Show a passage in each of two panes, the first in the left or upper one, which commands mean from
        now on. A pane for which there is none stays as it is; the panes no longer scroll together."""
        self.synchronise(on=False)
        if self.beside is None:
            self.split()
        for controller, side in zip(self.shown, sides, strict=True):
            if side is None:
                continue
            controller.leave()
            if controller.document is not side.document or controller.guest:
                controller.show(side.document)
            controller.view.go_to(side.page, side.rects)
        self._panes.focus(self.shown[0].pane)

    def _show_same(self, source: PaneController, target: PaneController) -> None:
        with self._together.paused():
            if source.document is None:
                target.show_nothing()
            else:
                target.show(source.document, source.place or source.view.place(), source.guest)
