"""The way back: places that a reader left by a jump. Pure.

Each pane has a way of its own, as each tab of a browser has: going back in one pane never moves the other,
which stays what the first is compared with.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer_app.domain.place import Place

MOST_PLACES = 200
"""Places kept in each direction; the oldest goes first."""

SAME_SPOT = 1.0
"""Page points within which two places of a page are one."""


class PlaceHistory:
    """Places before and after the present one, which the history does not know itself."""

    def __init__(self) -> None:
        self._before: list[Place] = []
        self._after: list[Place] = []

    def leave(self, place: Place) -> None:
        """A jump leaves this place: one can come back to it, and what was ahead is forgotten."""
        if not self._before or not _same_spot(self._before[-1], place):
            self._before.append(place)
            del self._before[:-MOST_PLACES]
        self._after.clear()

    def back(self, here: Place, can_show: Callable[[Place], bool]) -> Place | None:
        """The place before ``here``, from which :meth:`forward` comes back; ``None`` at the beginning.

        Places that cannot be shown now, such as those in a document that is gone, are passed over, but kept:
        the document may come again.
        """
        return _step(self._before, self._after, here, can_show)

    def forward(self, here: Place, can_show: Callable[[Place], bool]) -> Place | None:
        """The place that :meth:`back` came from; ``None`` at the end."""
        return _step(self._after, self._before, here, can_show)

    def follow(self, other: PlaceHistory) -> None:
        """Take over another pane's way: this one starts as a copy of it."""
        self._before, self._after = list(other._before), list(other._after)

    def forget(self) -> None:
        """Start anew, in another case."""
        self._before.clear()
        self._after.clear()


def _step(
    source: list[Place], target: list[Place], here: Place, can_show: Callable[[Place], bool]
) -> Place | None:
    for at in reversed(range(len(source))):
        place = source[at]
        if can_show(place) and not _same_spot(place, here):
            passed = [one for one in source[at + 1 :] if not _same_spot(one, here)]
            del source[at:]
            target.append(here)
            target.extend(reversed(passed))
            del target[:-MOST_PLACES]
            return place
    return None


def _same_spot(one: Place, other: Place) -> bool:
    """Whether two places show the same; zoom and rotation aside."""
    same_page = (one.sha256, one.page) == (other.sha256, other.page)
    return same_page and abs(one.offset - other.offset) < SAME_SPOT
