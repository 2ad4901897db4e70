"""What a measure of the findings benchmark comes to, and what it names as wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of so many."""

    hits: float = 0
    of: float = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.of + other.of)

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong, for the list of ``--why``."""

    what: str
    where: str
    detail: str
