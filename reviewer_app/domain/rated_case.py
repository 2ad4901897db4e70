"""One reviewer's marks and outcomes on one case, ready to be compared with another reviewer's."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.review import FindingState, Outcome


@dataclass(frozen=True, slots=True)
class RatedElement:
    """A mark on one element. ``id`` is the pack's id of the element, ``prior`` the earlier request that it
    asks about, if any (S17-S19); ``pack`` is the id of the pack that asks, empty for an element that the
    reviewer added."""

    id: str
    title: str
    row: str
    pack: str
    mark: FindingState
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    note: str = ""
    prior: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What is the same element in the other review. Reviewers add the same element under different ids,
        so an added one is known by its title."""
        return (self.id if self.pack else " ".join(self.title.casefold().split()), self.prior)


@dataclass(frozen=True, slots=True)
class RatedLine:
    """What was decided for one service line; ``outcome`` is ``None`` while nothing is."""

    line: int
    code: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class RatedCase:
    """One version of one review. ``case`` is the request's id; ``label`` says in a few words whose and which
    version it is, ``source`` where it was read from; ``packs`` are id and title of each pack that asks for
    elements."""

    case: str
    label: str
    source: str
    elements: tuple[RatedElement, ...]
    lines: tuple[RatedLine, ...]
    packs: tuple[tuple[str, str], ...] = ()
