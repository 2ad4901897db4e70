"""Which pictures a view of a column wants at this moment, and how urgently. Pure."""

from __future__ import annotations

from collections.abc import Callable

from reviewer_app.domain.pages import DrawRequest, Priority
from reviewer_app.gui.tasks.page_jobs import Wish
from reviewer_app.gui.viewer.layout import Column
from reviewer_app.gui.viewer.tiling import base_request, is_tiled, sharp_requests

NEIGHBOURS = (1, 2, -1)
"""Pages to draw ahead, counted from the last visible one in the direction of travel."""


def picture_wishes(
    document: str,
    column: Column,
    scroll: tuple[float, float],
    current: int,
    travel: int,
    has_picture: Callable[[int], bool],
) -> list[Wish]:
    """What is visible, the current page first, then the neighbours in the direction of ``travel`` (1 or -1).

    Pages are indexed from 0; ``has_picture`` says whether there is any picture of a page to show meanwhile.
    """
    visible = column.visible(scroll[1])
    wishes = []
    for index in sorted(visible, key=lambda index: abs(index - current)):
        if is_tiled(column, index) and not has_picture(index):
            wishes.append(Wish(base_request(document, column, index), Priority.VISIBLE))
        requests = sharp_requests(document, column, index, scroll)
        wishes.extend(Wish(request, Priority.VISIBLE) for request in requests)
    edge = (visible[-1] if travel > 0 else visible[0]) if visible else current
    for distance in NEIGHBOURS:
        index = edge + distance * travel
        if 0 <= index < len(column.pages) and index not in visible:
            wishes.append(Wish(_ahead(document, column, index, scroll), Priority.NEIGHBOUR))
    return wishes


def _ahead(document: str, column: Column, index: int, scroll: tuple[float, float]) -> DrawRequest:
    """What to draw of a page before it is visible."""
    if is_tiled(column, index):
        return base_request(document, column, index)
    return sharp_requests(document, column, index, scroll)[0]
