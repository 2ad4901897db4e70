"""Two views that scroll together: what moves one in its document moves the other as far in page points."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject

from reviewer_app.gui.viewer.column_view import ColumnView
from reviewer_app.gui.viewer.spots import Spot

ALIKE = 0.01
"""Page points by which two movements may differ and be the same."""


class SynchronisedScrolling(QObject):
    """Off at first. The view that is moved leads; the other is as far from where it was when this one began
    to lead as this one is.

    So a document that ends earlier waits at its end, and goes on where it belongs when the longer one comes
    back. When the waiting one is moved it leads from where it is, and the longer one does not jump back to
    where both were side by side. Another document, zoom, rotation or size of one view moves nothing in the
    other.
    """

    def __init__(self, one: ColumnView, other: ColumnView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._others = {one: other, other: one}
        self._shown: dict[ColumnView, tuple[object, ...]] = {}
        self._spots: dict[ColumnView, Spot] = {}
        self._leader: ColumnView | None = None
        self._starts: tuple[Spot, Spot] | None = None
        self._on = False
        self._paused = False
        one.place_changed.connect(partial(self._moved, one))
        other.place_changed.connect(partial(self._moved, other))

    @property
    def on(self) -> bool:
        """Whether the views scroll together."""
        return self._on

    def start(self) -> None:
        """Scroll together from now on, from where both are."""
        self._on = True
        self._begin_anew()

    def stop(self) -> None:
        """Let each view scroll by itself."""
        self._on = False

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What moves a view meanwhile leaves the other where it is; afterwards both go on from there."""
        self._paused = True
        try:
            yield
        finally:
            self._paused = False
            self._begin_anew()

    def _moved(self, view: ColumnView, _place: object) -> None:
        if not self._on or self._paused:
            return
        if len(self._spots) < len(self._others) or _shown_in(view) != self._shown[view]:
            self._begin_anew()
            return
        other = self._others[view]
        if self._leader is not view or self._starts is None:
            self._leader, self._starts = view, (self._spots[view], self._spots[other])
        start, other_start = self._starts
        moved = view.points_between(start, view.spot())
        self._paused = True
        other.go_down_from(other_start, moved)
        self._paused = False
        self._spots = {one: one.spot() for one in self._others}
        if abs(other.points_between(other_start, other.spot()) - moved) < ALIKE:
            # Both are where they belong, so one need not remember where they began to move.
            self._starts = (self._spots[view], self._spots[other])

    def _begin_anew(self) -> None:
        """Both views are where they belong now."""
        self._leader = self._starts = None
        self._shown = {view: _shown_in(view) for view in self._others}
        self._spots = {view: view.spot() for view in self._others if view.page_count}


def _shown_in(view: ColumnView) -> tuple[object, ...]:
    """What has to stay the same for a change of place to be scrolling."""
    return view.document, view.page_count, view.zoom, view.rotation, view.size().toTuple()
