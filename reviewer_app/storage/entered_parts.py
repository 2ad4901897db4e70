"""What an entry of the audit log replaced, as a value again: it holds JSON, and not of which kind that is."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from functools import lru_cache

import msgspec

from reviewer_app.domain.review_parts import ReviewPart
from reviewer_app.storage.canonical import from_json
from reviewer_app.storage.part_rows import PART_KINDS


def entered_part(text: str | None) -> ReviewPart | None:
    """The part of a review that was written as this JSON, which its fields tell; ``None`` for anything else
    that an entry may hold."""
    if text is None:
        return None
    try:
        content = json.loads(text)
    except ValueError:
        return None
    if not isinstance(content, dict):
        return None
    for kind in _kinds_with(frozenset(content)):
        try:
            return from_json(text, kind)
        except msgspec.ValidationError:
            continue
    return None


@lru_cache(maxsize=64)
def _kinds_with(names: frozenset[str]) -> tuple[type[ReviewPart], ...]:
    """Kinds that have all these fields and need no other, those with the fewest more fields first: an entry
    of an earlier version lacks fields that came later."""
    found = []
    for kind in PART_KINDS.values():
        own = {one.name for one in fields(kind)}
        needed = {
            one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING
        }
        if needed <= names <= own:
            found.append((len(own - names), kind))
    return tuple(kind for _, kind in sorted(found, key=lambda one: one[0]))
