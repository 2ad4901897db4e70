"""Which pictures show a page: the whole page, tiles of it when it is very large, or a thumbnail. Pure
arithmetic."""

from __future__ import annotations

from math import ceil, sqrt

from reviewer_app.domain.pages import DrawRequest, PicturePlace, Rect, ViewRotation, request_scale
from reviewer_app.gui.viewer.layout import Column

WHOLE_PIXELS = 4_000_000
"""A page of up to this many device pixels is one picture, which costs 4 to 16 MB."""

BASE_PIXELS = 500_000
"""Size of the picture that lies under the tiles until they are there."""

TILE = 512
"""Side of a tile in device pixels. Four take about as long as one twice as wide, of a scan a little less, and
less is drawn that is not visible."""


THUMBNAIL_BOX = (84, 108)
"""Logical pixels that the thumbnail of a page fits into."""


def is_tiled(column: Column, index: int) -> bool:
    """Whether a page is too large on screen to be one picture."""
    return column.widths[index] * column.heights[index] * column.ratio**2 > WHOLE_PIXELS


def sharp_requests(
    document: str, column: Column, index: int, scroll: tuple[float, float]
) -> tuple[DrawRequest, ...]:
    """The pictures that show the visible part of a page sharp.

    ``scroll`` is the view's corner in the column. Empty when nothing of the page is visible.
    """
    scale = request_scale(column.scales[index] * column.ratio)
    if not is_tiled(column, index):
        return (DrawRequest(document, index + 1, scale, column.rotations[index]),)
    place = column.place(index, *scroll)
    visible = place.rect_to_points(0, 0, column.view_width, column.view_height)
    page = column.pages[index]
    whole = PicturePlace(page.width, page.height, scale, column.rotations[index])
    left, top, width, height = whole.rect_to_pixels(_cut(visible, page.width, page.height))
    columns = range(int(left // TILE), ceil((left + width) / TILE))
    rows = range(int(top // TILE), ceil((top + height) / TILE))
    return tuple(
        DrawRequest(document, index + 1, scale, column.rotations[index], clip)
        for row in rows
        for tile in columns
        if (clip := _tile(whole, tile, row)).width > 0 and clip.height > 0
    )


def base_request(document: str, column: Column, index: int) -> DrawRequest:
    """A small picture of the whole page, the same for every zoom."""
    page = column.pages[index]
    scale = request_scale(sqrt(BASE_PIXELS / (page.width * page.height)))
    return DrawRequest(document, index + 1, scale, column.rotations[index])


def thumbnail_request(
    document: str, page: int, width: float, height: float, ratio: float, rotation: ViewRotation = 0
) -> DrawRequest:
    """The picture that fills the box of thumbnails, of a page of that size in page points, turned clockwise
    by so many degrees."""
    across, down = (height, width) if rotation in (90, 270) else (width, height)
    scale = min(THUMBNAIL_BOX[0] / max(1.0, across), THUMBNAIL_BOX[1] / max(1.0, down))
    return DrawRequest(document, page, request_scale(scale * ratio), rotation)


def _tile(whole: PicturePlace, tile: int, row: int) -> Rect:
    clip = whole.rect_to_points(tile * TILE, row * TILE, TILE, TILE)
    cut = _cut(clip, whole.page_width, whole.page_height)
    return Rect(round(cut.x0, 4), round(cut.y0, 4), round(cut.x1, 4), round(cut.y1, 4))


def _cut(rect: Rect, width: float, height: float) -> Rect:
    """The part of a rectangle on a page of that size."""
    return Rect(
        min(max(0.0, rect.x0), width),
        min(max(0.0, rect.y0), height),
        max(0.0, min(width, rect.x1)),
        max(0.0, min(height, rect.y1)),
    )
