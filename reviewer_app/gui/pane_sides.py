"""Two passages that are looked at together, one in each pane: shown, and taken from what is selected."""

from __future__ import annotations

from collections.abc import Callable

from reviewer_app.domain.documents import Document
from reviewer_app.domain.evidence import Anchor
from reviewer_app.gui.pane_controller import PaneController
from reviewer_app.gui.pane_pair import PanePair, Side

Passages = tuple[Anchor, ...]


class PaneSides:
    """The two panes as two sides; ``document_of`` finds the case's document with a SHA-256, if it can be
    read. The first side is the left or upper pane."""

    def __init__(self, pair: PanePair, document_of: Callable[[str], Document | None]) -> None:
        self._pair = pair
        self._document_of = document_of

    def show(self, first: Anchor | None, second: Anchor | None) -> bool:
        """Show a passage in each pane, where it is given. False when the content of one of them is no longer
        in the folder, or cannot be read; nothing happens then."""
        one, other = self._side(first), self._side(second)
        if (first is not None and one is None) or (second is not None and other is None):
            return False
        self._pair.show_sides((one, other))
        return True

    def _side(self, anchor: Anchor | None) -> Side | None:
        if anchor is None:
            return None
        document = self._document_of(anchor.sha256)
        return Side(document, anchor.page, anchor.rects) if document is not None else None

    def shown(self, first: Anchor | None, second: Anchor | None) -> bool:
        """Whether the two panes hold the documents and pages of these passages."""
        if self._pair.beside is None:
            return False
        pairs = zip(self._pair.shown, (first, second), strict=True)
        return all(anchor is None or _holds(controller, anchor) for controller, anchor in pairs)

    @property
    def selected_guest(self) -> str:
        """Of which other case a selected passage is; empty where none is of another case."""
        selecting = (one for one in self._pair.shown if one.view.selection() is not None)
        return next((one.guest for one in selecting if one.guest), "")

    def selected(self, act: Callable[[Passages, Passages], None]) -> None:
        """Hand on what is selected in each pane, as soon as its words are here: nothing where nothing is
        selected. One pane alone is the first side."""
        first, *others = self._pair.shown
        if not others:
            first.view.when_selected(lambda: act(_selected(first), ()))
            return
        second = others[0]
        first.view.when_selected(
            lambda: second.view.when_selected(lambda: act(_selected(first), _selected(second)))
        )


def _selected(controller: PaneController) -> Passages:
    return controller.anchors() if controller.view.selection() is not None else ()


def _holds(controller: PaneController, anchor: Anchor) -> bool:
    document = controller.document
    here = controller.view.current_page
    return document is not None and (document.sha256, here) == (anchor.sha256, anchor.page)
