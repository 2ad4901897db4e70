"""What the dates of a timeline are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer_app.domain.found import Milestone

MILESTONE_WORDS: Mapping[Milestone, str] = MappingProxyType(
    {
        Milestone.ONSET: "onset",
        Milestone.CHANGE: "change in symptoms",
        Milestone.NEW_INJURY: "new injury",
        Milestone.VISIT: "visit",
        Milestone.IMAGING: "imaging",
        Milestone.TREATMENT: "treatment",
        Milestone.PROCEDURE: "procedure",
    }
)
