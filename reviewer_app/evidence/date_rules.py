"""Words that tell the course of a complaint, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from reviewer_app.domain.found import Milestone
from reviewer_app.evidence.phrases import phrase_problems


@dataclass(frozen=True, slots=True)
class DateRules:
    """The fields of resources/evidence/dates.yaml, each explained there."""

    complaints: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    onset: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    new_injury: tuple[str, ...] = ()
    visit: tuple[str, ...] = ()
    imaging: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    treatment: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    drug_endings: tuple[str, ...] = ()

    def words(self, milestone: Milestone) -> tuple[str, ...]:
        """The words that tell a milestone by themselves."""
        return {
            Milestone.ONSET: self.onset,
            Milestone.CHANGE: self.change,
            Milestone.NEW_INJURY: self.new_injury,
            Milestone.VISIT: self.visit,
            Milestone.IMAGING: self.imaging,
            Milestone.TREATMENT: self.treatment,
            Milestone.PROCEDURE: self.procedure,
        }[milestone]

    def problems(self) -> Iterator[str]:
        """Phrases that cannot be looked for."""
        for part in fields(self):
            yield from (f"{part.name}: {problem}" for problem in phrase_problems(getattr(self, part.name)))
