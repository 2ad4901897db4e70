"""Where pages lie: one continuous column, top to bottom, each page in the middle of the width. Pure geometry.

Column coordinates are logical pixels from the column's top left corner. Page points never appear in them; the
way from one to the other is :meth:`Column.place`, built on :class:`reviewer_app.domain.pages.PicturePlace`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from types import MappingProxyType

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import VIEW_ROTATIONS, PicturePlace, Rect, ViewRotation
from reviewer_app.gui.viewer.zoom import scale_for

NO_TURNS: Mapping[int, ViewRotation] = MappingProxyType({})

GAP = 12
"""Logical pixels between pages, and around the column."""


LINE = 40
"""Logical pixels by which one line of scrolling moves, and the room left beside what is scrolled to."""


@dataclass(frozen=True, slots=True)
class Column:
    """The pages of a document laid out for one width and zoom, each turned by its rotation. Pages are indexed
    from 0 here."""

    pages: tuple[PageGeometry, ...]
    rotations: tuple[ViewRotation, ...]
    ratio: float
    view_width: float
    view_height: float
    scales: tuple[float, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    tops: tuple[float, ...]

    def in_view(self, width: float, height: float) -> Column:
        """The same column in a view of another size in logical pixels."""
        return replace(self, view_width=width, view_height=height)

    @property
    def width(self) -> float:
        """Width of the column with its margins, at least that of the view."""
        return max(self.view_width, max(self.widths, default=0.0) + 2 * GAP)

    @property
    def height(self) -> float:
        """Height of the column with its margins; every page's top can reach the top of the view."""
        if not self.tops:
            return self.view_height
        end = self.tops[-1] + self.heights[-1] + GAP
        if len(self.tops) > 1:
            end = max(end, self.tops[-1] - GAP + self.view_height)
        return max(end, self.view_height)

    def left(self, index: int) -> float:
        """Left edge of a page, on a whole device pixel."""
        return round((self.width - self.widths[index]) / 2 * self.ratio) / self.ratio

    def index_at(self, y: float) -> int:
        """The page at a height, or the one above it in a gap; the first page above all pages."""
        return max(0, bisect_right(self.tops, y) - 1)

    def visible(self, top: float) -> range:
        """The pages of which some part lies in a view that starts at ``top``."""
        if not self.tops:
            return range(0)
        first = self.index_at(top)
        if self.tops[first] + self.heights[first] <= top:
            first += 1
        return range(first, max(first, bisect_left(self.tops, top + self.view_height)))

    def shown_share(self, index: int, top: float) -> float:
        """How much of what could be seen of a page is in a view that starts at ``top``: 0 to 1."""
        page_top, height = self.tops[index], self.heights[index]
        shown = min(page_top + height, top + self.view_height) - max(page_top, top)
        return max(0.0, shown) / (min(height, self.view_height) or 1.0)

    def current(self, top: float) -> int:
        """The page that a reader would say is shown: the first of those shown best."""
        best, best_share = self.index_at(top), -1.0
        for index in self.visible(top):
            share = self.shown_share(index, top)
            if share > best_share + 0.01:
                best, best_share = index, share
        return best

    def scroll_for(self, index: int, offset: float) -> float:
        """Top of the view that lies ``offset`` page points below the start of a page."""
        return self.tops[index] - GAP + offset * self.scales[index]

    def offset_at(self, index: int, top: float) -> float:
        """Inverse of :meth:`scroll_for`."""
        return (top - self.tops[index] + GAP) / self.scales[index]

    def top_showing(self, index: int, rect: Rect, now: float, centre: bool) -> float:
        """Top of the view that shows a passage of a page.

        With ``centre`` it is in the middle, or nearer the page's edge where the view would leave the page;
        otherwise the view, now at ``now``, moves no more than needed.
        """
        _, top, _, length = self.place(index, 0, 0).rect_to_pixels(rect)
        if centre:
            start = self.tops[index] - GAP
            end = self.tops[index] + self.heights[index] + GAP - self.view_height
            return max(start, min(end, top + length / 2 - self.view_height / 2))
        if top < now + LINE:
            return top - LINE
        return max(now, top + length + LINE - self.view_height)

    def place(self, index: int, scroll_x: float, scroll_y: float) -> PicturePlace:
        """Converts a page's points to the view's logical pixels and back, for a scrolled column.

        The page's corner is moved to the nearest device pixel, so that pictures stay sharp while scrolling.
        """
        page = self.pages[index]
        left = round((self.left(index) - scroll_x) * self.ratio) / self.ratio
        top = round((self.tops[index] - scroll_y) * self.ratio) / self.ratio
        return PicturePlace(page.width, page.height, self.scales[index], self.rotations[index], -left, -top)


def turned(page: PageGeometry, rotation: ViewRotation) -> tuple[float, float]:
    """Width and height of a page in page points, as turned in the view. Never zero."""
    width, height = max(1.0, page.width), max(1.0, page.height)
    return (height, width) if rotation in (90, 270) else (width, height)


def further_turned(rotation: ViewRotation, turn: ViewRotation) -> ViewRotation:
    """Two rotations, one after the other."""
    return VIEW_ROTATIONS[(rotation + turn) // 90 % 4]


def column(
    pages: Sequence[PageGeometry],
    zoom: str,
    rotation: ViewRotation,
    view: tuple[float, float],
    ratio: float,
    turns: Mapping[int, ViewRotation] = NO_TURNS,
) -> Column:
    """Lay pages out. ``view`` is the room to fit into in logical pixels, ``ratio`` device pixels for each.
    ``rotation`` turns all pages, ``turns`` some of them further.

    A fitting zoom fits each page by itself, so that one wide sheet does not make the others small.
    """
    room = (max(1.0, view[0] - 2 * GAP), max(1.0, view[1] - 2 * GAP))
    measured: dict[tuple[float, float], tuple[float, float, float]] = {}
    scales: list[float] = []
    widths: list[float] = []
    heights: list[float] = []
    tops: list[float] = []
    y = float(GAP)
    rotations = tuple(further_turned(rotation, turns.get(index, 0)) for index in range(len(pages)))
    for page, page_rotation in zip(pages, rotations, strict=True):
        size = turned(page, page_rotation)
        if size not in measured:
            scale = scale_for(zoom, size, room)
            measured[size] = (scale, _whole(size[0] * scale, ratio), _whole(size[1] * scale, ratio))
        scale, width, height = measured[size]
        scales.append(scale)
        widths.append(width)
        heights.append(height)
        tops.append(y)
        y += height + GAP
    return Column(
        tuple(pages),
        rotations,
        ratio,
        view[0],
        view[1],
        tuple(scales),
        tuple(widths),
        tuple(heights),
        tuple(tops),
    )


def _whole(length: float, ratio: float) -> float:
    """A length stretched to whole device pixels, as the picture of a page has."""
    return ceil(round(length * ratio, 3)) / ratio
