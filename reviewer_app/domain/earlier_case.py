"""What is known of an earlier case when one of its pages comes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reviewer_app.domain.documents import Document
from reviewer_app.domain.review import Outcome


@dataclass(frozen=True, slots=True)
class EarlierDocument:
    """A document of an earlier case as it lies in its ``folder`` now; ``None``, with the sentence that says
    why, where it cannot be shown."""

    folder: Path
    document: Document | None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """What became of a case: its outcomes, by service line, and when they were signed; ``None`` before."""

    case_id: str
    outcomes: tuple[Outcome, ...] = ()
    signed: date | None = None
