"""Parts of a review that hold the word of a physician, which nobody else can give."""

from __future__ import annotations

from reviewer_app.domain.authority import InvestigationalFlag
from reviewer_app.domain.changes import Change
from reviewer_app.domain.review import ExceptionRecord, Reviewer
from reviewer_app.domain.review_parts import ReviewPart


def is_others_word(change: Change, reviewer: Reviewer) -> bool:
    """Whether a change brings in that a physician accepted an exception (S16), or cleared an investigational
    line (S23), and the reviewer is not that physician."""
    word = _word(change.after)
    return word not in ((), _word(change.before), (reviewer.name, reviewer.licence))


def _word(part: ReviewPart | None) -> tuple[str, ...]:
    """Name and licence of the physician, none where the part holds no such word."""
    match part:
        case ExceptionRecord() if part.accepted:
            return part.accepted_by, part.accepted_licence
        case InvestigationalFlag() if part.cleared:
            return part.cleared_by, part.cleared_licence
        case _:
            return ()
