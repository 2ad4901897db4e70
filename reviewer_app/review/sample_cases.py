"""The sample cases that come with the program, and what a reviewer would mark in one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer_app.domain.review import FindingState
from reviewer_app.resources_folder import resources_folder

COMPLETE_CASE = "lumbar-injection-complete"
"""The sample in which every element is there or does not apply."""

NOT_ASKED = "The sample's records do not concern this."


@dataclass(frozen=True, slots=True)
class PlannedEvidence:
    """A passage to cite: ``page`` counts from 1; ``quote`` is empty where the page is a picture."""

    file: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class PlannedMark:
    """How to mark one element of a sample."""

    state: FindingState
    reason: str
    evidence: tuple[PlannedEvidence, ...]


def samples_folder() -> Path:
    """The folder whose sub-folders are the sample cases."""
    return resources_folder() / "samples"


def planned_marks(case: str) -> Mapping[str, PlannedMark]:
    """The marks of a sample by element id, as its truth has them."""
    truth = json.loads((samples_folder() / "truth.json").read_text(encoding="utf-8"))
    return {name: _planned(entry) for name, entry in truth["cases"][case]["elements"].items()}


def _planned(entry: Mapping[str, Any]) -> PlannedMark:
    state = FindingState(entry["status"])
    reason = str(entry["note"]) or NOT_ASKED
    return PlannedMark(
        state,
        reason if state is FindingState.NOT_APPLICABLE else "",
        tuple(
            PlannedEvidence(
                str(item["file"]), int(item["page"]), str(item["quote"]) if item["text"] == "native" else ""
            )
            for item in entry["evidence"]
        ),
    )
