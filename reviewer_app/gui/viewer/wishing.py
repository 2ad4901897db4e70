"""Which pictures a view of a column wants at this moment, and how urgently. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reviewer_app.domain.pages import DrawRequest, Priority
from reviewer_app.gui.tasks.page_jobs import Wish
from reviewer_app.gui.viewer.layout import Column
from reviewer_app.gui.viewer.tiling import BASE_PIXELS, base_request, is_tiled, sharp_requests

NEIGHBOURS = (1, 2, -1, 3, 4, 5, 6, 7, 8)
"""Pages to draw ahead, counted from the last visible one in the direction of travel. A key that is held down
turns 30 pages a second: the pages drawn ahead bridge the time that scans need."""

AHEAD_PIXELS = 6_000_000
"""Device pixels drawn ahead at most, about eight letter pages as wide as a pane of a laptop's window; the
next page is drawn whatever its size."""


def picture_wishes(
    document: str,
    column: Column,
    scroll: tuple[float, float],
    current: int,
    travel: int,
    has_picture: Callable[[DrawRequest], bool],
) -> list[Wish]:
    """What is visible, the current page first, then the neighbours in the direction of ``travel`` (1 or -1).

    Pages are indexed from 0; ``has_picture`` says whether there is a picture about as large as one that would
    be drawn only to have something to show meanwhile.
    """
    visible = column.visible(scroll[1])
    wishes = []
    for index in sorted(visible, key=lambda index: abs(index - current)):
        if is_tiled(column, index):
            base = base_request(document, column, index)
            if not has_picture(base):
                wishes.append(Wish(base, Priority.VISIBLE))
        requests = sharp_requests(document, column, index, scroll)
        wishes.extend(Wish(request, Priority.VISIBLE) for request in requests)
    wishes.extend(
        Wish(_ahead(document, column, index, scroll), Priority.NEIGHBOUR)
        for index in _neighbours(column, visible, current, travel)
    )
    return wishes


def _neighbours(column: Column, visible: range, current: int, travel: int) -> Iterator[int]:
    """The pages to draw ahead, the nearest first, as many as there is room for."""
    room = float(AHEAD_PIXELS)
    for distance in NEIGHBOURS:
        start, end = (visible[0], visible[-1]) if visible else (current, current)
        index = (end if (distance > 0) == (travel > 0) else start) + distance * travel
        if not 0 <= index < len(column.pages):
            continue
        pixels = column.widths[index] * column.heights[index] * column.ratio**2
        room -= min(pixels, BASE_PIXELS) if is_tiled(column, index) else pixels
        if room < 0 and distance != 1:
            return
        yield index


def _ahead(document: str, column: Column, index: int, scroll: tuple[float, float]) -> DrawRequest:
    """What to draw of a page before it is visible."""
    if is_tiled(column, index):
        return base_request(document, column, index)
    return sharp_requests(document, column, index, scroll)[0]
