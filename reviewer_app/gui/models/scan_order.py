"""Which of the scans that are drawn are read by machine next. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Not needed for the first page.
    from reviewer_app.domain.found import PageKey


def read_now(
    ready: Sequence[PageKey], on_screen: Collection[PageKey], free: int, being_drawn: int
) -> tuple[PageKey, ...]:
    """The pages to read now, of those that are ``ready`` in their order, those on screen first.

    ``free`` is how many pages could be begun at once, ``being_drawn`` how many that are on screen will be
    ready in a moment. For these as many are kept free: reading a page takes much longer than drawing one, and
    one that is begun is not given up.
    """
    looked_at = tuple(page for page in ready if page in on_screen)
    others = tuple(page for page in ready if page not in on_screen)
    room = max(0, free - len(looked_at) - being_drawn)
    return looked_at[:free] + others[:room]
