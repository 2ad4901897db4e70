"""Which evidence counts: what is cited from a page that the reviewer called another patient's counts nowhere.

It stays in the review, where it was put, until the reviewer takes it away; it is only left out wherever
something is judged or told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.review import Review
from reviewer_app.domain.review_parts import KINDS

Pages = frozenset[tuple[str, int]]
"""Pages as (SHA-256 of the document, page from 1)."""

Value = TypeVar("Value")


def other_patients_pages(review: Review) -> Pages:
    """The pages that the reviewer called another patient's."""
    return frozenset((one.sha256, one.page) for one in review.page_identities if one.other)


def counted(review: Review) -> Review:
    """The review with all evidence that counts, and nothing that is cited from another patient's page."""
    pages = other_patients_pages(review)
    if not pages:
        return review
    for kind in KINDS:
        parts = tuple(kind.items(review))
        kept = tuple(_without(part, pages) for part in parts)
        if kept != parts:
            review = kind.with_items(review, kept)
    return review


def set_aside(review: Review) -> Iterator[tuple[str, Evidence]]:
    """Evidence of elements that does not count, each with the element's id."""
    pages = other_patients_pages(review)
    for finding in review.findings.values():
        for item in finding.evidence:
            if _on(item.anchor, pages):
                yield finding.element_id, item


def _without(value: Value, pages: Pages) -> Value:
    """The value without evidence on those pages, however deep it lies in it."""
    if not is_dataclass(value) or isinstance(value, (Evidence, type)):
        return value
    changed: dict[str, object] = {}
    for field in fields(value):
        before: object = getattr(value, field.name)
        after = _items_without(before, pages) if isinstance(before, tuple) else _without(before, pages)
        if after != before:
            changed[field.name] = after
    return replace(value, **changed) if changed else value


def _items_without(items: tuple[object, ...], pages: Pages) -> tuple[object, ...]:
    return tuple(
        _without(item, pages)
        for item in items
        if not (isinstance(item, Evidence) and _on(item.anchor, pages))
    )


def _on(anchor: Anchor, pages: Pages) -> bool:
    return (anchor.sha256, anchor.page) in pages
