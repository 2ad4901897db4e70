"""Pages that lie on their side or upside down, as if they had been put in straight: whatever goes by where
lines stand, by how high they are and by which is below which, need not know how the page lay."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.pages import Rect


def upright_page(page: ReadPage) -> ReadPage:
    """The page with its lines, its width and its height as on the page turned by ``turned``, which then is
    0; an upright page is the same object."""
    if page.turned == 0:
        return page
    lying = page.turned in (90, 270)
    return replace(
        page,
        lines=tuple(replace(line, rect=_turned(line.rect, page)) for line in page.lines),
        width=page.height if lying else page.width,
        height=page.width if lying else page.height,
        turned=0,
    )


def _turned(rect: Rect, page: ReadPage) -> Rect:
    """A place of the page as displayed, on the page turned upright."""
    if page.turned == 90:
        return Rect(page.height - rect.y1, rect.x0, page.height - rect.y0, rect.x1)
    if page.turned == 180:
        return Rect(page.width - rect.x1, page.height - rect.y1, page.width - rect.x0, page.height - rect.y0)
    return Rect(rect.y0, page.width - rect.x1, rect.y1, page.width - rect.x0)
