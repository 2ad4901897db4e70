"""Changes of a review: each is one committed transaction, one entry of the audit log and one undo step.

A change replaces one part of a review: the finding on an element, the determination of a line, the answer to
a prompt, and so on. ``before`` and ``after`` hold the whole part, so a change can be reversed exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.review import Review
from reviewer_app.domain.review_parts import ReviewPart, kind_of


@dataclass(frozen=True, slots=True)
class Change:
    """Replaces ``before`` with ``after``; both are of one kind with one key. ``before`` is ``None`` when the
    part is new, ``after`` is ``None`` when it is taken away. ``title`` names the act for the undo command and
    the audit log, for example ``Present: Imaging studies``."""

    title: str
    before: ReviewPart | None
    after: ReviewPart | None

    @property
    def part(self) -> ReviewPart:
        """The part that is there on at least one side; it gives the change its kind and key."""
        part = self.after if self.after is not None else self.before
        if part is None:
            raise ValueError("a change needs a part before or after")
        return part

    def reversed(self) -> Change:
        return Change(self.title, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the database answers to a committed change: the audit entry's number and hash, and when."""

    sequence: int
    hash: str
    saved_at: datetime


def apply(review: Review, change: Change) -> Review:
    """The review with the change's part replaced, added or taken away. Pure; the order of other parts
    stays."""
    kind = kind_of(change.part)
    return kind.replaced(review, kind.key(change.part), change.after)
