"""Changes every text of a summary or a paper, whatever it is nested in."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TypeVar

CODED = frozenset(
    (
        "audit_hash",
        "content_hash",
        "document_sha256",
        "finding",
        "kind",
        "language",
        "outcome",
        "performed",
        "role",
        "row",
        "settlement",
        "sha256",
        "state",
        "status",
    )
)
"""Fields of a summary that hold stored words or hashes, which programs go by."""

Value = TypeVar("Value")


def with_texts(value: Value, change: Callable[[str], str]) -> Value:
    """The value with each text in it changed. Stored words, hashes and everything that is no text stay."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, object] = {}
    for one in dataclasses.fields(value):
        before: object = getattr(value, one.name)
        if one.name in CODED or one.metadata.get("code"):
            continue
        after = _changed(before, change)
        if after != before:
            changed[one.name] = after
    return dataclasses.replace(value, **changed) if changed else value


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(item, change) for item in value)
    return with_texts(value, change)
