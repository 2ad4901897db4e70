"""The sample cases that come with the program, and what a reviewer would mark in one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.prior_request import BadRow
from reviewer_app.domain.review import FindingState
from reviewer_app.resources_folder import resources_folder

if TYPE_CHECKING:
    from reviewer_app.storage.store import Store

COMPLETE_CASE = "lumbar-injection-complete"
"""The sample in which every element is there or does not apply."""

HISTORY_FILE = "prior-requests.json"
"""The earlier requests of the samples, beside their folders."""

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


def take_sample_history(store: Store) -> None:
    """Take the earlier requests that come with the sample cases into the history.

    :raises InputError: a row of the file that the program brings along is bad.
    """
    from reviewer_app.review.prior_requests import import_history

    def refuse(row: BadRow) -> None:
        raise InputError(f"{HISTORY_FILE} is damaged in line {row.line}; install the program anew.")

    import_history(store, samples_folder() / HISTORY_FILE, refuse)


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
