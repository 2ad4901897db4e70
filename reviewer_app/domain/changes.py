"""Changes of a review: each is one committed transaction, one entry of the audit log and one undo step.

A change replaces one part of a review: the finding on an element, the determination of a line, the answer to
a prompt, and so on. ``before`` and ``after`` hold the whole part, so a change can be reversed exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from reviewer_app.domain.copy_decision import CopyDecision
from reviewer_app.domain.match_decision import MatchDecision
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    Finding,
    LineDetermination,
    PageMark,
    Review,
    ReviewedDocument,
)

Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one of the determination's prompts (S26)."""

    prompt_id: str
    text: str


ReviewPart = (
    Finding
    | LineDetermination
    | ExceptionRecord
    | Answer
    | AddedElement
    | PageMark
    | ReviewedDocument
    | MatchDecision
    | CopyDecision
)


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
    part = change.part
    after = change.after
    match part:
        case Finding():
            findings = dict(review.findings)
            if isinstance(after, Finding):
                findings[part.element_id] = after
            else:
                findings.pop(part.element_id, None)
            return replace(review, findings=MappingProxyType(findings))
        case ExceptionRecord():
            exception = after if isinstance(after, ExceptionRecord) else ExceptionRecord()
            return replace(review, exception=exception)
        case LineDetermination():
            new = after if isinstance(after, LineDetermination) else None
            return replace(
                review, determinations=_replaced(review.determinations, part.line, new, lambda d: d.line)
            )
        case Answer():
            pairs = tuple(pair for pair in review.answers if pair[0] != part.prompt_id)
            if isinstance(after, Answer):
                pairs = (*pairs, (after.prompt_id, after.text))
            return replace(review, answers=pairs)
        case AddedElement():
            added = after if isinstance(after, AddedElement) else None
            return replace(
                review,
                added_elements=_replaced(
                    review.added_elements, part.element.id, added, lambda item: item.element.id
                ),
            )
        case PageMark():
            mark = after if isinstance(after, PageMark) else None
            return replace(
                review,
                page_marks=_replaced(
                    review.page_marks, (part.sha256, part.page), mark, lambda m: (m.sha256, m.page)
                ),
            )
        case ReviewedDocument():
            document = after if isinstance(after, ReviewedDocument) else None
            return replace(
                review,
                documents=_replaced(review.documents, part.sha256, document, lambda item: item.sha256),
            )
        case MatchDecision():
            decision = after if isinstance(after, MatchDecision) else None
            return replace(
                review,
                match_decisions=_replaced(
                    review.match_decisions, part.subject, decision, lambda item: item.subject
                ),
            )
        case CopyDecision():
            copies = after if isinstance(after, CopyDecision) else None
            return replace(
                review,
                copy_decisions=_replaced(
                    review.copy_decisions, part.subject, copies, lambda item: item.subject
                ),
            )


def _replaced(
    items: tuple[Item, ...], key: Key, new: Item | None, key_of: Callable[[Item], Key]
) -> tuple[Item, ...]:
    """The tuple with the item of that key replaced in place, appended when absent, dropped when ``new`` is
    None."""
    kept: list[Item] = []
    placed = False
    for item in items:
        if key_of(item) != key:
            kept.append(item)
        elif new is not None:
            kept.append(new)
            placed = True
    if new is not None and not placed:
        kept.append(new)
    return tuple(kept)
