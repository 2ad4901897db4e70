"""Words that tell the course of a complaint, as data."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.domain.found import Milestone


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
