"""Ways to the places where a blocker can be cleared: each kind of spot has one, given by whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

from reviewer_app.domain.checklist import Spot, SpotKind

Way = Callable[[Spot], None]


class SpotWays:
    """Leads to spots. A kind without a way is a defect that a test finds: every blocker leads somewhere."""

    def __init__(self) -> None:
        self._ways: dict[SpotKind, Way] = {}

    def add(self, kind: SpotKind, way: Way) -> None:
        """Lead to spots of this kind by ``way``, which replaces an earlier one."""
        self._ways[kind] = way

    def kinds(self) -> frozenset[SpotKind]:
        """The kinds that are led to."""
        return frozenset(self._ways)

    def go(self, spot: Spot) -> None:
        """Bring the spot in front of the reviewer.

        Raises :class:`KeyError` for a kind that has no way.
        """
        self._ways[spot.kind](spot)
