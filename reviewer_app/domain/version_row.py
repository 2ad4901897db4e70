"""One version of a review as a list of versions shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.review import Outcome, ReviewStatus
from reviewer_app.domain.version_note import VersionKind


@dataclass(frozen=True, slots=True)
class VersionRow:
    """``kind`` and ``reason`` say why it was begun, ``None`` and empty for the first. ``void``: it says that
    nothing is in force. ``outcomes`` are those of its lines, each once."""

    version: int
    status: ReviewStatus
    void: bool
    outcomes: tuple[Outcome, ...]
    begun_at: datetime
    begun_by: str
    kind: VersionKind | None = None
    reason: str = ""
    signed_at: datetime | None = None
    signed_by: str = ""
